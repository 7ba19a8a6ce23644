"""Who "he" is when the sentence before has two speakers, or a name in quotation marks."""

import pytest

from tests.qa.test_attribution import read, shown

CASES = [
    (
        "en",
        "Minister Paul Reed denied that the rent would rise, as Cole Mining had "
        "claimed.|The rent was [[52]], he said.",
        "Paul Reed",
        "-",
    ),
    (
        "en",
        "Minister Paul Reed denied it, but lawyer Ann Cole confirmed it.|The rent "
        "was [[52]], she said.",
        "Ann Cole",
        "-",
    ),
    (
        "az",
        "“Ağ Yelkən” fabrikinin direktoru Nuri Camal vəziyyəti ağır saymır.|O, "
        "[[fabrikin bağlanması barədə xəbəri]] təkzib edib.",
        "Nuri Camal",
        "təkzib edib",
    ),
]


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), CASES)
def test_case_of_a_pronoun(language: str, marked: str, speaker: str, hedge: str) -> None:
    _, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
