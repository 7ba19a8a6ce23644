"""Subjects and quoted words before a verb that closes the sentence."""

import pytest

from tests.qa.test_attribution import read, shown

CASES = [
    (
        "tr",
        "Arat, [[yolun şehri “ikiye böldüğünü”]] söyledi.",
        "Arat",
        "-",
    ),
    (
        "tr",
        "Belediye Başkanı Selin Arat sonuca “saygı duyduğunu” ancak [[köprünün "
        "eski olduğunu]] söyledi.",
        "Selin Arat",
        "-",
    ),
    (
        "az",
        "Xurşud qayığın [[muzeyə]] köçürülə biləcəyini, torların satılacağını "
        "deyir.|Usta Xurşud qocalıb.",
        "Xurşud",
        "köçürülə biləcəyini",
    ),
    (
        "az",
        "Nuri Camal deyib ki, hər şey yerindədir, ancaq bunun üçün [[yeni lövbər lazımdır]].",
        "Nuri Camal",
        "-",
    ),
    (
        "az",
        "Nuri Camal pulun verilə biləcəyini deyib, ancaq bunun üçün [[dam bitməlidir]].",
        "Nuri Camal",
        "bitməlidir",
    ),
    (
        "az",
        "Nuri Camal pulun veriləcəyini deyib, ancaq [[damın təmiri]] hələ başlamayıb.",
        "-",
        "başlamayıb",
    ),
    (
        "tr",
        "Kurum önce rüzgârı gerekçe göstermişti; salı günü ise [[limandaki bir "
        "vincin yanlış kurulduğunu]] kabul etti.",
        "Kurum",
        "-",
    ),
    (
        "tr",
        "Kurum rüzgârı gerekçe gösterdi; Selin Arat ise [[bir vincin yanlış kurulduğunu]] söyledi.",
        "Selin Arat",
        "-",
    ),
    (
        "az",
        "Şirkət [[qayıqların satılması]] barədə xəbərləri yalan adlandırıb.",
        "Şirkət",
        "yalan adlandırıb",
    ),
]


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), CASES)
def test_case_of_a_subject_far_from_its_verb(
    language: str, marked: str, speaker: str, hedge: str
) -> None:
    _, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
