"""Names across scripts: the same bones for one name, other bones for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.reading.skeleton import is_among, skeleton_of, skeletons_of

SAME = [
    ("Aliyev", "Əliyev"), ("Aliyev", "Алиев"), ("Aliyev", "علی‌اف"), ("Aliyev", "Алиева"),
    ("Zangezur", "Zəngəzur"), ("Zangezur", "Зангезур"), ("Zangezur", "زنگزور"),
    ("Zangezur", "Зангезурского"), ("Kazakhstan", "Qazaxıstan"), ("Kazakhstan", "Казахстан"),
    ("Kazakhstan", "Казахстана"), ("Tokayev", "Токаев"), ("Tokayev", "Tokayev'in"),
    ("Tokayev", "توکایف"), ("Washington", "Вашингтон"), ("Washington", "Vaşinqton"),
    ("Washington", "واشنگتن"), ("Astana", "Астане"), ("Shusha", "Şuşa"), ("Shusha", "Шуша"),
    ("Nakhchivan", "Naxçıvan"), ("Nakhchivan", "Нахчыван"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_is_known_in_another_script(one: str, other: str) -> None:
    assert is_among(one, skeletons_of(f"x {other} y"))
    assert is_among(other, skeletons_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Aliyev", "Tokayev"), ("Zangezur", "Lachin"), ("Астана", "Baku"), ("Kazakhstan", "Armenia"),
     ("Pashinyan", "Токаев"), ("Tbilisi", "تهران")],
)  # fmt: skip
def test_another_name_is_not(one: str, other: str) -> None:
    assert not is_among(one, skeletons_of(other))


@given(st.text(max_size=80))
def test_any_text_has_skeletons_of_plain_consonants(text: str) -> None:
    for bones in skeletons_of(text):
        assert bones.isascii()
        assert bones.isalpha()
        assert len(bones) >= 2
    assert skeleton_of(text) == skeleton_of(text)
