import ast
import asyncio
import json
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.words import (
    FOLDER,
    date_in_words,
    direction_of,
    in_digits,
    known_locales,
    language_name,
    number,
    open_tongue,
    say,
    say_of,
    speaking,
    spoken,
)
from tests.doors import ROOT

ENGLISH: dict[str, str] = json.loads((FOLDER / "en.json").read_text("utf-8"))
FORMS = ("_one", "_few", "_many")
LOCALES = ("az", "de", "en", "fa", "ru", "tr")


def said() -> set[str]:
    """Every constant anywhere in the product, and every word of the pages' own scripts."""
    keys: set[str] = set()
    for path in [ROOT / "ui.py", *(ROOT / "portal").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                keys.add(node.value)
    for path in (ROOT / "portal" / "static").rglob("*"):
        if path.suffix in (".js", ".html"):
            keys.update(path.read_text("utf-8").replace("'", '"').split('"'))
            keys.update(re.findall(r"\bwords\.(\w+)", path.read_text("utf-8")))
    return keys


def stem(key: str) -> str:
    """The key without the plural form that it ends in."""
    return next((key.removesuffix(form) for form in FORMS if key.endswith(form)), key)


def test_no_word_of_the_house_is_idle() -> None:
    known = said()
    named = {key for key in ENGLISH if key.startswith(("language_", "tab_"))}
    assert [key for key in ENGLISH if key not in known | named and stem(key) not in known] == []


def test_a_word_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("no_such_word")


def test_a_language_without_a_file_is_english() -> None:
    for code in ("xx", "../etc/passwd", "", "AZ"):
        assert say("ask", locale=code) == "Ask"


def test_a_word_that_another_language_lacks_is_english(tmp_path: Path) -> None:
    (tmp_path / "xy.json").write_text('{"ask": "Asku"}', "utf-8")
    with speaking(open_tongue("xy", tmp_path)):
        assert (say("ask"), say("send")) == ("Asku", "Send")
    assert known_locales(tmp_path) == ("xy",)


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert say("searched_for", text="{text} {0}") == "Searched for “{text} {0}”."


def test_a_request_is_spoken_to_in_its_language_and_the_next_one_is_not() -> None:
    assert say("ask") == "Ask"
    with speaking("az"):
        assert (say("ask"), say("ask", locale="de")) == ("Soruş", "Fragen")
        with speaking("tr"):
            assert say("ask") == "Sor"
        assert say("ask") == "Soruş"
    assert say("ask") == "Ask"


def test_requests_beside_each_other_and_their_threads_do_not_mix() -> None:
    async def one(code: str) -> str:
        with speaking(code):
            await asyncio.sleep(0)
            return await asyncio.to_thread(say, "ask")

    async def all_of_them() -> list[str]:
        return await asyncio.gather(*(one(code) for code in ("az", "de", "tr", "en") * 5))

    assert asyncio.run(all_of_them()) == ["Soruş", "Fragen", "Sor", "Ask"] * 5


def test_every_pair_of_words_for_one_and_many_differs() -> None:
    pairs = [(key, key.replace("_one", "_many")) for key in ENGLISH if key.endswith("_one")]
    assert pairs
    for one, many in pairs:
        fields = {name for _, name, *_ in string.Formatter().parse(ENGLISH[many]) if name}
        assert fields, f"{many} names no count"
        assert ENGLISH[one] != ENGLISH[many]


@pytest.mark.parametrize(
    ("count", "articles"),
    [
        (0, "0 статей"),
        (1, "1 статья"),
        (2, "2 статьи"),
        (4, "4 статьи"),
        (5, "5 статей"),
        (11, "11 статей"),
        (12, "12 статей"),
        (21, "21 статья"),
        (22, "22 статьи"),
        (111, "111 статей"),
        (1_104, "1\u00a0104 статьи"),
    ],
)
def test_russian_counts_in_three_forms(count: int, articles: str) -> None:
    with speaking("ru"):
        assert say_of("articles", count) == articles


def test_other_languages_count_in_one_or_two() -> None:
    counted = {}
    for code in LOCALES:
        with speaking(code):
            counted[code] = (say_of("articles", 1), say_of("articles", 12_500))
    assert counted["en"] == ("1 article", "12,500 articles")
    assert counted["de"] == ("1 Artikel", "12.500 Artikel")
    assert counted["az"] == ("1 məqalə", "12.500 məqalə")
    assert counted["fa"] == ("۱ خبر", "۱۲٬۵۰۰ خبر")


@given(count=st.integers(0, 10**9), code=st.sampled_from(LOCALES))
def test_a_number_in_words_is_that_number(count: int, code: str) -> None:
    with speaking(code):
        shown = number(count).replace(spoken().words["_group"], "")
        assert int(shown) == count
        assert in_digits(str(count)) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("en", "4 Sep 2026"),
        ("az", "4 sentyabr 2026"),
        ("tr", "4 Eylül 2026"),
        ("ru", "4 сентября 2026 г."),
        ("fa", "۴ سپتامبر ۲۰۲۶"),
        ("de", "4. Sept. 2026"),
    ],
)
def test_a_day_has_its_month_by_name_in_every_language(code: str, shown: str) -> None:
    with speaking(code):
        assert date_in_words("2026-09-04") == shown


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-09-04", "4 Sep 2026"),
        ("2026-09-04T10:00:00Z", "4 Sep 2026"),
        ("2026-09", "2026-09"),
        ("last Tuesday", "last Tuesday"),
        ("2026-02-30", "2026-02-30"),
        ("", "no date"),
        (None, "no date"),
    ],
)
def test_a_day_is_shown_as_people_write_it(published: str | None, shown: str) -> None:
    assert date_in_words(published) == shown


def test_a_text_among_words_that_run_the_other_way_is_isolated() -> None:
    asked = "کی باز می‌شود؟"
    assert "“when?”" in say("searched_for", text="when?")
    assert f"“\u2068{asked}\u2069”" in say("searched_for", text=asked)
    with speaking("fa"):
        assert "«\u2068when?\u2069»" in say("searched_for", text="when?")
        assert f"«{asked}»" in say("searched_for", text=asked)
        assert "=https://a.example" in say("embed_none", origin="https://a.example"), "for a copy"


def test_languages_have_names_and_directions() -> None:
    assert (language_name("az"), language_name("xx"), language_name(None)) == (
        "Azerbaijani",
        "xx",
        "",
    )
    assert (direction_of("fa"), direction_of("en"), direction_of(None)) == ("rtl", "auto", "auto")
