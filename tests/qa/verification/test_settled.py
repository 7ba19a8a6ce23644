"""What an article hedges, denies or foresees is not shown as settled; what it says is."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.settled import LANGUAGES, LIES, SHARED, Case, invented, lies, sampled, truths
from index import Sentence, Source
from qa.verification.settled import unsettled

OPENING = (
    "Aliyev further announced that all domestic infrastructure for the long-planned Zangezur "
    "Corridor would be completed by mid-2026, with full regional opening possible by the end of "
    "2028."
)
EXPECTED = "The corridor is expected to open in the second half of 2029, the ministry said."
LIFTED = "Azerbaijan lifted all restrictions on transit goods to Armenia."
FIRMER = [
    # evidence, its language, statement, a word of the reason
    (OPENING, "en", "The corridor will open by the end of 2028.", "possible"),
    (OPENING, "en", "Infrastructure was completed by mid-2026.", "still to come"),
    (OPENING, "en", "The opening is expected by the end of 2028.", "only possible"),
    (OPENING, "en", "Zəngəzur dəhlizi 2028-ci ilin sonunda açılacaq.", "possible"),
    (OPENING, "en", "Zengezur Koridoru 2028 sonunda açılacak.", "possible"),
    (OPENING, "en", "Зангезурский коридор откроется к концу 2028 года.", "possible"),
    (OPENING, "en", "کریدور زنگزور تا پایان ۲۰۲۸ باز خواهد شد.", "possible"),
    (OPENING, "en", "Der Korridor wird Ende 2028 eröffnet.", "possible"),
    (OPENING, "en", "The Zangezur Corridor is open.", "still to come"),
    (OPENING, "en", "Full opening is certain by the end of 2028.", "possible"),
    (LIFTED, "en", "Azerbaijan has yet to lift restrictions on transit goods.", "does not say"),
    (LIFTED, "en", "Azerbaijan rarely lifted restrictions on transit goods.", "does not say"),
    (LIFTED, "en", "No, Azerbaijan did not lift restrictions on transit goods.", "does not say"),
    (LIFTED, "en", "Azərbaycan məhdudiyyətləri götürməyib.", "does not say"),
    (LIFTED, "en", "Aserbaidschan hat die Beschränkungen nicht aufgehoben.", "does not say"),
    ("The pool will not open before 2030.", "en", "The pool will open before 2030.", "opposite"),
    ("The bridge is expected to open in May.", "en", "The bridge opens in May.", "expected"),
    ("The firm plans to close 61 shops.", "en", "The firm closed 61 shops.", "planned"),
    ("The shop did not close in May.", "en", "The shop closed in May.", "opposite"),
    ("The shop closed in May.", "en", "The shop did not close in May.", "does not say"),
    ("Nobody was hurt in Baku.", "en", "People were hurt in Baku.", "opposite"),
    ("The ministry denied that the bridge fell.", "en", "The bridge fell.", "opposite"),
    ("If tiles come, the pool will open in May.", "en", "The pool will open in May.", "condition"),
    ("Will the bridge open in May?", "en", "The bridge opens in May.", "possible"),
    ("Critics claim that the bridge is unsafe.", "en", "The bridge is unsafe.", "not settled"),
    ("Körpü mayda açıla bilər.", "az", "Körpü mayda açılacaq.", "possible"),
    ("Körpü mayda açılmayıb.", "az", "Körpü mayda açılıb.", "opposite"),
    ("Körpünün mayda açılması gözlənilir.", "az", "Körpü mayda açılıb.", "expected"),
    ("Köprü mayısta açılabilir.", "tr", "Köprü mayısta açılacak.", "possible"),
    ("Köprü mayısta açılmadı.", "tr", "Köprü mayısta açıldı.", "opposite"),
    ("Мост, возможно, откроется в мае.", "ru", "Мост откроется в мае.", "possible"),
    ("Мост не открылся в мае.", "ru", "Мост открылся в мае.", "opposite"),
    ("Мост планируется открыть в мае.", "ru", "Мост открыли в мае.", "planned"),
    ("پل ممکن است در مرداد باز شود.", "fa", "پل در مرداد باز شد.", "possible"),
    ("پل در مرداد باز نشد.", "fa", "پل در مرداد باز شد.", "opposite"),
    ("Die Brücke könnte im Mai öffnen.", "de", "Die Brücke öffnete im Mai.", "possible"),
    ("Die Brücke wurde nicht eröffnet.", "de", "Die Brücke wurde eröffnet.", "opposite"),
    ("Мост может открыться в мае 2028 года.", "ru", "The bridge opens in May 2028.", "possible"),
]
SO = [
    (OPENING, "en", "The opening is possible by the end of 2028."),
    (OPENING, "en", "The corridor may open by the end of 2028."),
    (OPENING, "en", "The corridor is not open yet."),
    (
        OPENING,
        "en",
        "No, the corridor is not open yet: full opening is possible by the end of 2028.",
    ),
    (LIFTED, "en", "No: Azerbaijan lifted all restrictions on transit goods."),
    (LIFTED, "en", "Azerbaijan no longer restricts transit goods to Armenia."),
    (LIFTED, "en", "Aserbaidschan beschränkt den Transit nach Armenien nicht mehr."),
    (OPENING, "en", "Dəhliz hələ açılmayıb."),
    (EXPECTED, "en", "The ministry expects it to open in the second half of 2029."),
    (EXPECTED, "en", "Nazirlik dəhlizin 2029-cu ilin ikinci yarısında açılacağını gözləyir."),
    (EXPECTED, "en", "Bakanlık, koridorun 2029'un ikinci yarısında açılmasını bekliyor."),
    (EXPECTED, "en", "Das Ministerium rechnet mit der Öffnung in der zweiten Hälfte 2029."),
    ("The pool will not open before 2030.", "en", "The pool will open in 2030 at the earliest."),
    ("The pool will not open before 2030.", "en", "The pool will open after 2030."),
    ("The pool will not open before 2030.", "en", "استخر پیش از ۲۰۳۰ باز نخواهد شد."),
    ("Бассейн откроется не раньше 2030 года.", "ru", "The pool will not open before 2030."),
    ("The firm left without a deal.", "en", "Şirkət razılığa gəlmədi."),
    (OPENING, "en", "Infrastructure would be completed by mid-2026."),
    (OPENING, "en", "Infrastructure will be completed by mid-2026."),
    (OPENING, "en", "Zəngəzur dəhlizi 2028-ci ilin sonunda açıla bilər."),
    (OPENING, "en", "Зангезурский коридор может открыться к концу 2028 года."),
    (OPENING, "en", "کریدور زنگزور ممکن است تا پایان ۲۰۲۸ باز شود."),
    (OPENING, "en", "Der Korridor könnte Ende 2028 eröffnet werden."),
    ("The bridge is expected to open in May.", "en", "The bridge may open in May."),
    ("The bridge, which may close, opened in 1990.", "en", "The bridge opened in 1990."),
    ("The bridge opened in 1990 and may close.", "en", "The bridge opened in 1990."),
    ("Not only Baku but also Ganja has a metro.", "en", "Baku and also Ganja has a metro."),
    ("The ministry denied that the bridge fell.", "en", "The bridge did not fall."),
    ("A strike cannot be ruled out in May.", "en", "A strike is possible in May."),
    ("If tiles arrive, the pool will open in May.", "en", "The pool may open in May."),
    ("Critics claim that the bridge is unsafe.", "en", "Critics say the bridge may be unsafe."),
    ("Мост, возможно, откроется в мае.", "ru", "Мост может открыться в мае."),
    ("Körpü mayda açıla bilər.", "az", "Körpünün mayda açılması mümkündür."),
    ("Köprü mayısta açılabilir, ölen olmadı.", "tr", "Ölen olmadı."),
    ("پل ممکن است در مرداد باز شود.", "fa", "شاید پل در مرداد باز شود."),
    ("A dog barked.", "en", "Prices did not rise in Baku."),
    ("警察は橋が五月に開通する可能性があると述べた。", "ja", "The bridge opened."),
]


def sentence(text: str, language: str | None = None, index: int = 0, start: int = 0) -> Sentence:
    return Sentence(Source("a", "A title", language=language), "v", index, start, text)


@pytest.mark.parametrize(("evidence", "language", "statement", "word"), FIRMER)
def test_a_statement_is_not_firmer_than_its_evidence(
    evidence: str, language: str, statement: str, word: str
) -> None:
    reasons = list(unsettled(statement, [sentence(evidence, language)], []))
    assert reasons
    assert word in reasons[0]
    assert "\n" not in reasons[0]


@pytest.mark.parametrize(("evidence", "language", "statement"), SO)
def test_what_the_evidence_says_or_less_passes(
    evidence: str, language: str, statement: str
) -> None:
    assert list(unsettled(statement, [sentence(evidence, language)], [])) == []


def test_one_sentence_that_settles_it_is_enough() -> None:
    may = sentence("The bridge may open in May.", "en")
    opened = sentence("The bridge opened in May.", "en", 1, 50)
    statement = "In May the bridge opened."
    assert list(unsettled(statement, [may], [opened]))
    assert list(unsettled(statement, [may, opened], [])) == []


def test_without_evidence_there_is_nothing_to_compare_with() -> None:
    assert list(unsettled("The bridge opened in May.", [], [])) == []


TEXTS = st.one_of(
    st.text(min_size=1, max_size=120),
    st.lists(st.sampled_from(sorted({w for row in FIRMER for t in row for w in t.split()})))
    .map(" ".join)
    .filter(bool),
)


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(TEXTS.filter(str.strip), min_size=1, max_size=4),
    statement=TEXTS,
    language=st.sampled_from([None, *LANGUAGES, "xx"]),
)
def test_a_sentence_as_it_stands_passes_and_none_breaks_it(
    texts: list[str], statement: str, language: str | None
) -> None:
    cited = [sentence(text, language, at, at * 200) for at, text in enumerate(texts)]
    assert all(isinstance(reason, str) for reason in unsettled(statement, cited, []))
    for one in cited:
        assert list(unsettled(one.text, cited, [])) == []
    assert list(unsettled(" ".join(one.text for one in cited), cited, [])) == []


@pytest.mark.parametrize(
    "filler", ["may not ", "” ", "«", ", which is ", "не ", "və ", "if, ", "if so, ", "a"]
)
def test_a_long_text_takes_a_bounded_time(filler: str) -> None:
    text = (filler * 2_000)[:1_990]
    start = time.perf_counter()
    list(unsettled(text + " so.", [sentence(text * 100, "en")], []))
    assert time.perf_counter() - start < 4


def test_a_statement_too_long_to_be_checked_is_not_shown() -> None:
    (reason,) = unsettled("The bridge opened. " * 500, [sentence("It opened.", "en")], [])
    assert "too long" in reason


def shown(cases: list[Case]) -> float:
    return sum(not case.reasons() for case in cases) / len(cases)


def test_of_lies_about_invented_news_few_are_shown() -> None:
    known = list(invented())
    counts = {kind: count // 5 for kind, count in LIES.items()}
    assert shown([*lies(known, counts)]) <= 0.15
    assert shown([*truths(known, 40)]) >= 0.95


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/data beside this checkout")
def test_at_most_a_tenth_of_the_lies_is_shown() -> None:
    known = sampled()
    assert shown([*lies(known, LIES)]) <= 0.10
    assert shown([*truths(known, 400)]) >= 0.985
