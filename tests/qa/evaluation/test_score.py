from math import inf

import pytest

from index import Sentence, Source
from qa import Answer, Draft, Statement, Status, Withheld
from qa.evaluation.case import Case, Evidence, Span
from qa.evaluation.outcome import Outcome
from qa.evaluation.score import Score, score

SOURCE = Source("a", "Headline", language="en")
TEXT = "Aliyev said it opens by the end of 2028. Grain was delivered. Nobody paid."
OPENS = Sentence(SOURCE, "v", 0, 0, TEXT[:40])
GRAIN = Sentence(SOURCE, "v", 1, 41, TEXT[41:61])
PAID = Sentence(SOURCE, "v", 2, 62, TEXT[62:])
GOLD = Evidence(Span("a", 0, 40), OPENS.text, "Headline")
ASKED = Case("1", "when?", True, (GOLD,), ("the end of 2028",))
ABSENT = Case("2", "how much?", False)


def answer(*cited: Sentence, span: str | None = None) -> Answer:
    if not cited:
        return Answer("x", "q", "q", Status.NOT_IN_ARTICLES)
    statements = tuple(Statement(one.text, (one,)) for one in cited)
    return Answer("x", "q", "q", Status.ANSWERED, statements, span=span)


def scored(case: Case, told: Answer, *found: Sentence) -> Score:
    return score(Outcome(case, told, found, 12.5))


def test_a_right_answer() -> None:
    told = answer(OPENS, GRAIN, span="end of 2028")
    assert scored(ASKED, told, GRAIN, OPENS, PAID) == Score(
        answerable=True,
        is_answered=True,
        right=True,
        rank=2,
        precision=0.5,
        recall=1.0,
        f1=pytest.approx(2 / 3),
        exact=1.0,
        short_f1=1.0,
        milliseconds=12.5,
    )


def test_an_answer_that_is_withheld_is_no_answer() -> None:
    held = Answer(
        "x", "q", "q", Status.UNVERIFIED, withheld=(Withheld(Draft("in 2029"), "2029 is not"),)
    )
    assert scored(ASKED, held, PAID) == Score(
        answerable=True,
        is_answered=False,
        right=False,
        rank=inf,
        precision=None,
        recall=0.0,
        f1=0.0,
        exact=0.0,
        short_f1=0.0,
        milliseconds=12.5,
    )


@pytest.mark.parametrize(
    ("case", "told", "right"),
    [
        (ASKED, answer(OPENS, span="by the end of 2028"), True),
        (ASKED, answer(OPENS), True),  # the sentence is shown, and says it
        (ASKED, answer(OPENS, span="Aliyev"), False),  # the right sentence, another answer
        (ASKED, answer(GRAIN, span="the end of 2028"), False),  # said of something else
        (ASKED, answer(), False),
        (ABSENT, answer(), True),
        (ABSENT, answer(GRAIN), False),
        (Case("3", "q", True, references=("Grain",)), answer(GRAIN, span="grain"), True),
        (Case("3", "q", True, references=("Grain",)), answer(GRAIN), False),
        (Case("3", "q", True, references=("p" * 101,)), answer(GRAIN), None),  # prose: no measure
        (Case("4", "q", True), answer(GRAIN), None),
        (Case("4", "q", None), answer(GRAIN), None),
    ],
)
def test_right_means_cited_and_said(case: Case, told: Answer, right: bool | None) -> None:
    assert scored(case, told).right is right


def test_nothing_is_measured_of_a_question_that_nobody_has_judged() -> None:
    case = Case("4", "q", None, references=("Grain",))
    assert scored(case, answer(GRAIN, span="Grain"), GRAIN) == Score(
        None, is_answered=True, milliseconds=12.5
    )


def test_the_articles_of_the_cited_sentence_do_not_count() -> None:
    german = Sentence(Source("d", "Titel", language="de"), "v", 0, 0, "Das Parlament stimmte zu.")
    case = Case("5", "who?", True, references=("Parlament",))
    assert scored(case, answer(german, span="Das Parlament")).exact == 1.0


def test_gold_is_of_answerable_questions() -> None:
    with pytest.raises(ValueError, match="has gold"):
        Case("6", "q", False, (GOLD,))
