"""Every sentence that is read may answer; its short answers share how probable that is."""

import itertools

import pytest

from index import Collection
from qa.reading.candidates import Candidate, candidates_of
from qa.reading.extractive import draft_of
from qa.reading.nearness import Nearness, measured_nearness
from qa.reading.windows import windows_of

ASKED = "What did Tokayev say about peace?"


@pytest.fixture(scope="module")
def nearness(collection: Collection) -> Nearness:
    return measured_nearness(collection.embedder)


@pytest.fixture(scope="module")
def candidates(collection: Collection, nearness: Nearness) -> tuple[Candidate, ...]:
    return candidates_of(ASKED, collection.search(ASKED, 12), nearness)


def home(one: Candidate) -> tuple[int, int]:
    first, last = one.window.touched(one.span.start, one.span.end)
    sentences = one.window.passage.sentences[first:last]
    return sentences[0].start, sentences[-1].end


def test_each_sentence_that_is_read_has_a_candidate(
    collection: Collection, candidates: tuple[Candidate, ...]
) -> None:
    windows = windows_of(collection.search(ASKED, 12))
    read = {s.start for window in windows for s in window.passage.sentences}
    starts = {home(one)[0] for one in candidates}
    assert starts <= read
    assert len(read - starts) <= 2, "but for what only follows in a span over two"


def test_short_answers_of_one_sentence_are_as_probable_and_the_likelier_is_first(
    candidates: tuple[Candidate, ...],
) -> None:
    several = 0
    of_window = itertools.groupby(
        sorted(candidates, key=lambda one: (id(one.window), home(one))),
        key=lambda one: (id(one.window), home(one)),
    )
    for _, group in of_window:
        alike = list(group)
        several += len(alike) > 1
        assert len({one.probability for one in alike}) == 1
        assert [one.span.score for one in alike] == sorted(
            (one.span.score for one in alike), reverse=True
        )
    assert several
    probabilities = [one.probability for one in candidates]
    assert probabilities == sorted(probabilities, reverse=True)


def test_a_sentence_without_a_short_answer_is_drafted_whole(
    candidates: tuple[Candidate, ...],
) -> None:
    whole = [one for one in candidates if one.is_whole]
    assert whole
    for one in whole:
        draft = draft_of(one)
        assert draft.span is None
        assert draft.text == one.text == draft.sentences[0].text


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which project is another route for the Middle Corridor?", "TRIPP"),
        ("What does TRIPP stand for?", "Trump Route for International Peace and Prosperity"),
    ],
)
def test_a_bracket_that_explains_is_no_part_of_what_it_explains(
    collection: Collection, nearness: Nearness, question: str, short: str
) -> None:
    best = candidates_of(question, collection.search(question, 12), nearness)[0]
    span = draft_of(best).span or ""
    assert short in span
    assert "(" not in span
    assert ")" not in span
