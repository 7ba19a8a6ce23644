"""What a question asks for, in six languages, and what is no answer to it."""

import pytest

from qa.reading.asked import Asked, asked_for, fits, worth

KINDS = [
    *((q, Asked.DATE) for q in (
        "when will Zangezur open", "In what year was it built?", "Zəngəzur nə vaxt açılacaq?",
        "Koridor ne zaman açılacak?", "Когда откроется коридор?", "В каком году он построен?",
        "کریدور چه زمانی باز می‌شود؟", "Wann wird er eröffnet?", "haçan açılacaq",
        "dehliz ne vaxt acilacaq", "koridor nezaman açılır", "كريدور كي باز ميشه",
        "corridor opening year", "koridor açılış yılı", "Korridor Öffnung Jahr",
    )),
    *((q, Asked.FIGURE) for q in (
        "How many tonnes are expected?", "how much will it cost", "Neçə ton yük gözlənilir?",
        "Kaç ton bekleniyor?", "Сколько тонн ожидается?", "چند تن انتظار می‌رود؟",
        "Wie viele Tonnen werden erwartet?", "Dəyəri nə qədərdir?", "ne kadar tutacak",
    )),
    *((q, Asked.NAME) for q in (
        "Who announced it?", "Bunu kim elan etdi?", "Bunu kim açıkladı?", "Кто это объявил?",
        "چه کسی آن را اعلام کرد؟", "Wer hat das gesagt?", "To whom was it given?",
    )),
    ("Why was it delayed?", None),
    ("Zangezur corridor", None),
    ("What happened in the year of the flood?", None),
    ("", None),
    ("Who said when it opens?", Asked.NAME),
    ("When did he say how much it costs?", Asked.DATE),
]  # fmt: skip


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_the_kind_is_told_by_the_form(question: str, kind: Asked | None) -> None:
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("span", "kind", "expected"),
    [
        ("the end of 2028", Asked.DATE, True),
        ("on Tuesday", Asked.DATE, True),
        ("martın 18-də", Asked.DATE, True),
        ("к концу 2028 года", Asked.DATE, True),
        ("۲۰۲۸", Asked.DATE, True),
        ("in Astana", Asked.DATE, False),
        ("15 million tonnes", Asked.FIGURE, True),
        ("fifteen million", Asked.FIGURE, True),
        ("on beş milyon", Asked.FIGURE, True),
        ("пятнадцать", Asked.FIGURE, True),
        ("several agreements", Asked.FIGURE, False),
        ("bir neçə saziş", Asked.FIGURE, False),
        ("President Tokayev", Asked.NAME, True),
        ("رئیس‌جمهور", Asked.NAME, True),
        ("the leaders", Asked.NAME, False),
    ],
)
def test_a_span_is_or_is_not_of_the_kind(span: str, kind: Asked, expected: bool) -> None:
    assert fits(span, kind) is expected


def test_a_span_of_another_kind_is_worth_less() -> None:
    assert worth("15 million tonnes", Asked.FIGURE) == worth("in Astana", None) == 1.0
    assert 0 < worth("several agreements", Asked.FIGURE) < worth("in Astana", Asked.DATE) < 1
