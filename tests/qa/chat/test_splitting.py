"""A model's parts are taken where each asks in words of the question, else the rules' parts."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.chat.models import open_chat_model
from qa.chat.splitting import is_compound, split
from qa.parts import Part, parts_of
from tests.qa.chat.replies import Replying
from tests.qa.chat.servers import openai_server, saying

COMPARE = "How do Baku and Yerevan differ on the TRIPP project?"
BOTH = ("What does Baku say about the TRIPP project?", "What does Yerevan say about TRIPP?")
CHANGED = "What changed in the Zangezur Corridor project since March?"


def asked(model: Replying, question: str, **options: float) -> tuple[Part, ...]:
    return asyncio.run(split(model, question, budget=2000, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "reply", "texts"),
    [
        (COMPARE, "\n".join(BOTH), BOTH),
        (COMPARE, f"1. {BOTH[0]}\n2) {BOTH[1]}\n", BOTH),
        (COMPARE, f"- {BOTH[0]}\n\n* {BOTH[1]}\n{BOTH[1]}", BOTH),
        (CHANGED, f"{CHANGED}\n", (CHANGED,)),
        (CHANGED, "What was the Zangezur Corridor project before March?\n" + CHANGED,
         ("What was the Zangezur Corridor project before March?", CHANGED)),
        ("Чем отличаются позиции Баку и Еревана?", "Позиции Баку?\nПозиции Еревана?",
         ("Позиции Баку?", "Позиции Еревана?")),
        ("Bakı ilə İrəvanın mövqeləri nə ilə fərqlənir?",
         "Bakının mövqeləri nədir?\nİrəvanın mövqeləri nədir?",
         ("Bakının mövqeləri nədir?", "İrəvanın mövqeləri nədir?")),
    ],
)  # fmt: skip
def test_lines_that_ask_in_words_of_the_question_are_its_parts(
    question: str, reply: str, texts: tuple[str, ...]
) -> None:
    assert tuple(part.text for part in asked(Replying(reply=reply), question)) == texts


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Baku supports TRIPP. Yerevan does not.",
        BOTH[0],
        f"{BOTH[0]}\nWhat is the TRIPP project?",
        "\n".join([*BOTH, "What does Tbilisi say about the TRIPP project?"]),
        "\n".join([*BOTH, "What did Baku say in 2031?"]),
        "\n".join(
            f"What does Baku say about TRIPP and Yerevan {n * 'project '}?" for n in range(5)
        ),
        "Here are the questions:\n" + "\n".join(BOTH),
        "\n".join([BOTH[0], "What does Yerevan say about TRIPP " * 20 + "?"]),
        RuntimeError("no"),
    ],
)
def test_anything_else_leaves_it_to_the_rules(reply: str | Exception) -> None:
    assert asked(Replying(reply=reply), COMPARE) == parts_of(COMPARE)


@pytest.mark.parametrize(
    ("question", "compound"),
    [
        (COMPARE, True),
        (CHANGED, True),
        ("Compare what Baku and Yerevan say about transit", True),
        ("When will it open and how much will it cost?", True),
        ("Marsdan bəri nə dəyişib?", True),
        ("Mart'tan beri ne değişti?", True),
        ("Что изменилось с марта?", True),
        ("از مارس چه تغییر کرده است؟", True),
        ("Was hat sich seit März geändert?", True),
        ("x" * 200, True),
        ("when will Zangezur open", False),
        ("Who signed the declaration in Astana?", False),
        ("Zəngəzur dəhlizi nə vaxt açılacaq?", False),
        ("Когда откроется Зангезурский коридор?", False),
    ],
)
def test_only_what_seems_to_be_made_of_several_is_given_to_the_model(
    question: str, *, compound: bool
) -> None:
    assert is_compound(question) is compound
    model = Replying(reply="")
    assert asked(model, question) == parts_of(question)
    assert len(model.seen) == compound


def test_a_slow_model_and_too_long_a_question_leave_it_to_the_rules() -> None:
    slow = Replying(reply="\n".join(BOTH), seconds=30.0)
    assert asked(slow, COMPARE, seconds=0.05) == parts_of(COMPARE)
    unasked = Replying(reply="\n".join(BOTH))
    assert asyncio.run(split(unasked, COMPARE, budget=5)) == parts_of(COMPARE)
    assert unasked.seen == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([*BOTH, "Paris?", "2031?", "\n", "\ud800", "1.", "İ?"])).map("\n".join)
)
def test_whatever_a_model_says_there_are_one_to_four_parts_of_known_words(reply: str) -> None:
    parts = asked(Replying(reply=reply), COMPARE)
    assert 1 <= len(parts) <= 4
    assert not any("Paris" in part.searched_for or "2031" in part.searched_for for part in parts)


def test_over_a_real_wire_the_question_is_data() -> None:
    with openai_server(saying("\n".join(BOTH))) as server:
        model = open_chat_model(server.models())
        parts = asyncio.run(split(model, COMPARE, budget=2000))
        assert tuple(part.text for part in parts) == BOTH
        assert COMPARE in server.requests[0].user
