"""A question that asks for more than one thing is taken apart, and any other left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.parts import Part, parts_of

SEVERAL = [
    ("When will it open and how much will it cost?",
     ("When will it open", "how much will it cost?")),
    ("When will it open, and how much will it cost?",
     ("When will it open", "how much will it cost?")),
    ("Who signed it? When was it signed?", ("Who signed it?", "When was it signed?")),
    ("Who signed it? And when?", ("Who signed it?", "And when?")),
    ("What is the TRIPP project and why does it matter and who pays for it",
     ("What is the TRIPP project", "why does it matter", "who pays for it")),
    ("When and where did they meet and what did they sign?",
     ("When and where did they meet", "what did they sign?")),
    ("WHEN WILL IT OPEN AND HOW MUCH WILL IT COST?",
     ("WHEN WILL IT OPEN", "HOW MUCH WILL IT COST?")),
    ("Dəhliz nə vaxt açılacaq və neçəyə başa gələcək?",
     ("Dəhliz nə vaxt açılacaq", "neçəyə başa gələcək?")),
    ("Koridor ne zaman açılacak ve kaç ülke katılacak?",
     ("Koridor ne zaman açılacak", "kaç ülke katılacak?")),
    ("Когда откроется коридор и сколько он стоит?",
     ("Когда откроется коридор", "сколько он стоит?")),
    ("Wann öffnet der Korridor und was kostet er?",
     ("Wann öffnet der Korridor", "was kostet er?")),
    ("کریدور کجا باز می‌شود و چقدر هزینه دارد؟",
     ("کریدور کجا باز می‌شود", "چقدر هزینه دارد؟")),
    ("One thing? Two things? Three things? Four things? Five things?",
     ("One thing?", "Two things?", "Three things?", "Four things? Five things?")),
]  # fmt: skip

ONE = [
    "when will Zangezur open",
    "When and where did they meet?",
    "Who and when?",
    "What do Azerbaijan and Kazakhstan trade?",
    "What is the role of research and development?",
    "When did Trump and Kim meet?",
    "What did UNICEF and WHO say?",
    "Which road was built in 2020 and was closed in 2025?",
    "When will Zangezur open? Thanks!",
    "When will Zangezur open? I need to know for a report.",
    "Нефть и газ: сколько их добывают?",
    "赞格祖尔走廊何时开放？",
    "",
    "?",
    "and when?",
]


@pytest.mark.parametrize(("question", "texts"), SEVERAL)
def test_each_thing_asked_for_is_a_part_in_the_askers_words(
    question: str, texts: tuple[str, ...]
) -> None:
    assert tuple(part.text for part in parts_of(question)) == texts


@pytest.mark.parametrize("question", ONE)
def test_one_question_stays_as_it_is(question: str) -> None:
    assert parts_of(question) == (Part(question, question),)


@pytest.mark.parametrize(
    ("question", "searched_for"),
    [
        ("When will the Zangezur Corridor open and how much will it cost?",
         "how much will it cost Zangezur Corridor"),
        ("When will the Zangezur Corridor open and why?",
         "When will the Zangezur Corridor open why?"),
        ("When will the Zangezur Corridor open and what did Tokayev say?",
         "what did Tokayev say?"),
    ],
)  # fmt: skip
def test_a_part_that_leans_on_the_first_is_searched_for_with_it(
    question: str, searched_for: str
) -> None:
    first, second = parts_of(question)
    assert first.searched_for == first.text
    assert second.searched_for == searched_for


JOINTS = ("and", "also", "və", "ve", "и", "und", "و")
HOSTILE = ("İ", "ß", "\u200c", "\ud800", "🚄", "-", "(", "\\", ",", "?", "؟")
ASKING = ("when", "Who", "WHO", "was", "kim", "что", "چه", "it", "opens", "Aliyev", "2028")
QUESTIONS = st.lists(st.sampled_from(JOINTS + HOSTILE + ASKING), max_size=30).map(" ".join)


@settings(deadline=None)
@given(QUESTIONS | st.text(max_size=80))
def test_parts_are_the_askers_words_in_order_and_lose_nothing_but_joints(question: str) -> None:
    parts = parts_of(question)
    assert 1 <= len(parts) <= 4
    if len(parts) == 1:
        assert parts[0].text == question
        return
    rest = question
    for part in parts:
        assert part.text.strip()
        between, _, rest = rest.partition(part.text)
        assert between.strip(" ,\t\n").casefold() in ("", *JOINTS)
    assert not rest.strip()
