"""Verbs of saying that follow each other, and auxiliaries."""

import pytest

from tests.qa.test_attribution import read, shown

CASES = [
    (
        "ru",
        "«[[Людей пугает шум]]», — признал Орлов и пообещал поставить забор.",
        "Орлов",
        "-",
    ),
    (
        "ru",
        "«[[Людей пугает шум]]», — признал Орлов.",
        "Орлов",
        "-",
    ),
    (
        "en",
        "Tove Lind did admit that [[nine boats]] were lost.",
        "Tove Lind",
        "-",
    ),
    (
        "en",
        "Tove Lind did ask for nine boats; [[nine]] came.",
        "-",
        "-",
    ),
    (
        "en",
        "Divers found [[nine]] boxes; the others preferred to wait, Tove Lind said.",
        "Tove Lind",
        "-",
    ),
    (
        "en",
        "Tove Lind said divers found [[nine]] boxes; the others waited.",
        "Tove Lind",
        "-",
    ),
]


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), CASES)
def test_case_of_verbs_that_share_a_speaker(
    language: str, marked: str, speaker: str, hedge: str
) -> None:
    _, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
