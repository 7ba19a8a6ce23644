"""Speakers that a comma parts from their verb."""

import pytest

from tests.qa.test_attribution import read, shown

CASES = [
    (
        "en",
        "The club has made no offer, its chairman said, contradicting the paper "
        "Dawn Post, which had reported a bid of [[9 million]].",
        "Dawn Post",
        "-",
    ),
    (
        "en",
        "Fishermen in Corran, who estimate their losses at [[9 million]], want a new pier.",
        "Fishermen in Corran",
        "estimate",
    ),
    (
        "en",
        "The pier in Corran, which opened in [[1994]], was sold, Tove Lind said.",
        "Tove Lind",
        "-",
    ),
    (
        "en",
        "Its owner Ann Cole sees no cut this year, arguing that [[oil could rise again]].",
        "Ann Cole",
        "could",
    ),
]


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), CASES)
def test_case_of_a_speaker_before_the_comma(
    language: str, marked: str, speaker: str, hedge: str
) -> None:
    _, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
