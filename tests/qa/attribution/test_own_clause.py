"""How far the words around a short answer bear upon it."""

import pytest

from tests.qa.test_attribution import read, shown

CASES = [
    (
        "en",
        "Harbour master Tove Lind said [[the old crane]], some 40 tonnes, would be sold.",
        "Tove Lind",
        "would",
    ),
    (
        "en",
        "Harbour master Tove Lind said [[the old crane]] had been sold.",
        "Tove Lind",
        "-",
    ),
    (
        "en",
        "Three trams are running and [[five]] more, lent by Leeds, are due in June.",
        "-",
        "due",
    ),
    (
        "en",
        "Three trams are running and [[five]] more, which may be late, stand in Leeds.",
        "-",
        "-",
    ),
    (
        "en",
        "The ban would be lifted, Tove Lind said, [[only when all wells are clean]].",
        "Tove Lind",
        "would",
    ),
    (
        "en",
        "The ban was lifted, Tove Lind said, [[when all wells were clean]].",
        "Tove Lind",
        "-",
    ),
    (
        "ru",
        "До осени, как ожидается, она проедет [[девять городов]].",
        "-",
        "ожидается",
    ),
    (
        "ru",
        "До осени, как известно, она проехала [[девять городов]].",
        "-",
        "-",
    ),
    (
        "en",
        "The new hall is to seat as many people but only [[72]] guests, for it is lower.",
        "-",
        "is to",
    ),
]


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), CASES)
def test_case_of_the_clause_of_an_answer(
    language: str, marked: str, speaker: str, hedge: str
) -> None:
    _, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
