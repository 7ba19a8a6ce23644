import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.wording import exact_match, word_f1, words_of


@pytest.mark.parametrize(
    ("said", "reference", "language"),
    [
        ("The end of 2028", "end of 2028.", "en"),
        ("“Middle Corridor”", "middle corridor", "en"),
        ("1,500 tonnes", "1500 tonnes", "en"),
        ("İĞDIR", "iğdır", "tr"),
        ("BAKI", "Bakı", "az"),
        ("Das Kabinett", "kabinett", "de"),
        ("l’Azerbaïdjan", "Azerbaïdjan", "fr"),
        ("۱۲ میلیون", "12 ميليون", "fa"),
        ("می‌شود", "می شود", "fa"),
        ("كتابٌ", "کتاب", "ar"),
        ("2028年", "２０２８年", "zh"),
        ("the", "THE", "en"),
    ],
)
def test_what_does_not_count_makes_no_difference(said: str, reference: str, language: str) -> None:
    assert exact_match(said, ["something else", reference], language) == 1.0
    assert word_f1(said, ["something else", reference], language) == 1.0


@pytest.mark.parametrize(
    ("said", "reference", "language"),
    [
        ("mid-2026", "the end of 2028", "en"),
        ("die Bahn", "Bahn", "en"),  # to die is a word of English
        ("UN", "", "en"),
        ("12 million", "13 million", "en"),
    ],
)
def test_what_counts_makes_a_difference(said: str, reference: str, language: str) -> None:
    assert exact_match(said, [reference], language) == 0.0
    assert word_f1(said, [reference], language) < 1.0


@pytest.mark.parametrize(
    ("said", "references", "language", "f1"),
    [
        # said 4 words, wanted 3 without "the", shared 3
        ("by the end of 2028", ["the end of 2028"], "en", 2 * 3 / (4 + 3)),
        # the ending of a case stays behind its hyphen: 3 words against 1
        ("2028-ci ildə", ["2028"], "az", 2 * 1 / (3 + 1)),
        ("Astana'da", ["Astana"], "tr", 2 * 1 / (2 + 1)),
        # characters are words: 2 of 3 and 2
        ("北京市", ["北京"], "zh", 2 * 2 / (3 + 2)),
        # a word said twice is shared once
        ("peace peace", ["peace"], "en", 2 * 1 / (2 + 1)),
        # the best reference counts
        ("Astana", ["Baku", "in Astana", "Astana summit today"], "en", 2 * 1 / (1 + 2)),
        ("???", ["Astana"], "en", 0.0),
    ],
)
def test_shared_words_are_counted(
    said: str, references: list[str], language: str, f1: float
) -> None:
    assert word_f1(said, references, language) == pytest.approx(f1)


def test_a_word_of_thai_keeps_its_vowels_with_their_letters() -> None:
    assert words_of("ที่นี่", "th") == ("ที่", "นี่")


def test_a_character_is_a_word_only_in_its_own_script() -> None:
    assert words_of("2028年10月AI技術AI", "zh") == (
        "2028",
        "年",
        "10",
        "月",
        "ai",
        "技",
        "術",
        "ai",
    )


@given(st.text(), st.text())
def test_f1_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    f1 = word_f1(one, [other])
    assert 0.0 <= f1 <= 1.0
    assert f1 == word_f1(other, [one])


@given(st.text(), st.text())
def test_an_exact_match_shares_every_word(one: str, other: str) -> None:
    assert exact_match(one, [one]) == word_f1(one, [one]) == 1.0
    if exact_match(one, [other]):
        assert word_f1(one, [other]) == 1.0


@given(st.text(), st.sampled_from(["en", "de", "ar", "xx"]))
def test_words_are_the_same_when_taken_again(text: str, language: str) -> None:
    words = words_of(text, language)
    assert words_of(" ".join(words), language) == words
