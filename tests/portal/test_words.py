import ast
import json
import string

import pytest

from portal.words import date_in_words, direction_of, language_name, say
from tests.doors import ROOT

ENGLISH: dict[str, str] = json.loads((ROOT / "portal/words/en.json").read_text("utf-8"))


def said() -> set[str]:
    """Every constant anywhere in a call of ``say``, in the product."""
    keys: set[str] = set()
    for path in [ROOT / "ui.py", *(ROOT / "portal").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                keys.add(node.value)
    return keys


def test_no_word_of_the_house_is_idle() -> None:
    assert set(ENGLISH) <= said()


def test_a_word_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("no_such_word")


def test_another_language_falls_back_to_english() -> None:
    assert say("ask", locale="az") == say("ask", locale="../etc/passwd") == "Ask"


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert say("searched_for", text="{text} {0}") == "Searched for “{text} {0}”."


def test_every_pair_of_words_for_one_and_many_differs() -> None:
    pairs = [(key, key.replace("_one", "_many")) for key in ENGLISH if key.endswith("_one")]
    assert pairs
    for one, many in pairs:
        fields = {name for _, name, *_ in string.Formatter().parse(ENGLISH[many]) if name}
        assert fields, f"{many} names no count"
        assert ENGLISH[one] != ENGLISH[many]


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


def test_languages_have_names_and_directions() -> None:
    assert (language_name("az"), language_name("xx"), language_name(None)) == (
        "Azerbaijani",
        "xx",
        "",
    )
    assert (direction_of("fa"), direction_of("en"), direction_of(None)) == ("rtl", "auto", "auto")
