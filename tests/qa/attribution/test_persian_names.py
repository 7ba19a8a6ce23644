"""A minister of water is no person called Water."""

import pytest

from tests.qa.test_attribution import read, shown

CASES = [
    (
        "fa",
        "وزیر آب مهران‌بوم گفت سد [[نه متر]] بلند است.",
        "وزیر آب مهران‌بوم",
        "-",
    ),
    (
        "fa",
        "وزیر لیلا مهرجو گفت سد [[نه متر]] بلند است.",
        "لیلا مهرجو",
        "-",
    ),
]


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), CASES)
def test_case_of_a_persian_title(language: str, marked: str, speaker: str, hedge: str) -> None:
    _, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
