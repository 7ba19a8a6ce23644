"""Which of several words makes a short answer less than a fact."""

import pytest

from tests.qa.test_attribution import read, shown

CASES = [
    (
        "en",
        "Lamp maker Ordell is to recall about [[9,000]] lamps.",
        "-",
        "is to recall about",
    ),
    (
        "en",
        "Lamp maker Ordell sold [[9,000]] lamps.",
        "-",
        "-",
    ),
    (
        "en",
        "Work on the roof, estimated at 9 million pounds, will not begin before [[May]].",
        "-",
        "not",
    ),
    (
        "ru",
        "Область готова внести [[девять миллионов]], остальное, вероятно, даст город.",
        "Область",
        "готова",
    ),
    (
        "en",
        "The auditors say [[fees, due to be cut in May, could rise by half]].",
        "The auditors",
        "could",
    ),
    (
        "fa",
        "سخنگوی شهرداری، لیلا مهرجو، خبر را تکذیب کرد و افزود که پل [[نه متر]] پهنا دارد.",
        "لیلا مهرجو",
        "-",
    ),
    (
        "fa",
        "سخنگوی شهرداری، لیلا مهرجو، [[بسته شدن پل]] را تکذیب کرد.",
        "لیلا مهرجو",
        "تکذیب کرد",
    ),
    (
        "en",
        "The mill denies owing rent and says [[nine looms]] were sold.",
        "The mill",
        "-",
    ),
    (
        "az",
        "İdarə pulu verə biləcəyini bildirib, bir şərtlə ki, [[körpü bu il təmir olunsun]].",
        "İdarə",
        "bir şərtlə ki",
    ),
    (
        "ru",
        "Водителю грозит штраф [[до девяти тысяч рублей]].",
        "-",
        "грозит",
    ),
    (
        "ru",
        "Завод грозит закрыть [[девять цехов]].",
        "Завод",
        "грозит",
    ),
    (
        "en",
        "The sale of [[nine boats]] is under review.",
        "-",
        "under review",
    ),
    (
        "en",
        "The boat passed under the review stand at [[nine]].",
        "-",
        "-",
    ),
    (
        "en",
        "Tove Lind played down a report that [[nine jobs]] were lost.",
        "Tove Lind",
        "played down",
    ),
    (
        "de",
        "Die Brücke kostet rund [[neun Millionen Euro]].",
        "-",
        "rund",
    ),
    (
        "de",
        "Die Brücke kostet [[neun Millionen Euro]].",
        "-",
        "-",
    ),
    (
        "tr",
        "Köprü yaklaşık [[dokuz milyon liraya]] mal oldu.",
        "-",
        "yaklaşık",
    ),
    (
        "tr",
        "Köprü [[dokuz milyon liraya]] mal oldu.",
        "-",
        "-",
    ),
    (
        "fa",
        "سد پیش از پاییز [[به مدار]] بازنخواهد گشت.",
        "-",
        "بازنخواهد گشت",
    ),
]


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), CASES)
def test_case_of_one_hedge_among_several(
    language: str, marked: str, speaker: str, hedge: str
) -> None:
    _, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
