"""Who said it is who the article says said it, under whatever spelling of the name."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Article, Sentence, Source, split_article
from qa.verification.speakers import misattributed
from tests.doors import SEED

SOURCE = Source("seed", "Azerbaijan and Kazakhstan deepen ties", language="en")
SENTENCES = split_article(Article.of(SOURCE, SEED.read_text("utf-8")))
OPENING = next(one for one in SENTENCES if "possible by" in one.text)
PRAISED = next(one for one in SENTENCES if "historically" in one.text)
LIFTED = next(one for one in SENTENCES if "lifted all" in one.text)
HE = next(one for one in SENTENCES if one.text.startswith("He also emphasised"))


MINISTRY = Sentence(
    SOURCE, "v", 0, 0, "The corridor is expected to open in 2029, the Ministry of Roads said."
)


def reasons(statement: str, cited: Sentence) -> list[str]:
    around = SENTENCES[max(0, cited.index - 6) : cited.index + 7]
    return list(misattributed(statement, [cited], [one for one in around if one != cited]))


OTHERS = [
    (OPENING, "Tokayev said the full opening is possible by the end of 2028."),
    (OPENING, "Pashinyan said the full opening is possible by the end of 2028."),
    (OPENING, "The full opening is possible by the end of 2028, said Nikol Pashinyan."),
    (OPENING, "According to Nikol Pashinyan, opening is possible by the end of 2028."),
    (OPENING, "The mayor said the full opening is possible by the end of 2028."),
    (OPENING, "Paşinyan deyib ki, dəhlizin açılması 2028-ci ilin sonunda mümkündür."),
    (OPENING, "Paşinyan, açılışın 2028 sonunda mümkün olduğunu söyledi."),
    (OPENING, "Пашинян заявил, что открытие возможно к концу 2028 года."),
    (OPENING, "Токаев заявил, что открытие возможно к концу 2028 года."),
    (OPENING, "پاشینیان گفت که گشایش تا پایان ۲۰۲۸ ممکن است."),
    (OPENING, "Laut Paschinjan ist die Öffnung Ende 2028 möglich."),
    (PRAISED, "Aliyev called the peace agreements historically important."),
    (PRAISED, "Aliyev called the agreements “historically important”."),
    (HE, "Aliyev emphasised that Azerbaijan remains a fraternal state."),
]
SAME = [
    (OPENING, "Aliyev said the full opening is possible by the end of 2028."),
    (OPENING, "President Ilham Aliyev said the opening is possible by the end of 2028."),
    (OPENING, "The president said the full opening is possible by the end of 2028."),
    (OPENING, "The article says that full opening is possible by the end of 2028."),
    (MINISTRY, "به گفته وزارتخانه، انتظار می‌رود کریدور در ۲۰۲۹ باز شود."),
    (MINISTRY, "وزارت راه گفت که انتظار می‌رود کریدور در ۲۰۲۹ باز شود."),
    (OPENING, "Mətn bildirir ki, açılış 2028-ci ilin sonunda mümkündür."),
    (OPENING, "Ülke içindeki altyapının 2026 ortasına kadar tamamlanacağını açıkladı."),
    (LIFTED, "Aserbaidschan hat alle Beschränkungen für Transitgüter nach Armenien aufgehoben."),
    (OPENING, "He said the full opening is possible by the end of 2028."),
    (OPENING, "The full opening is possible by the end of 2028."),
    (OPENING, "Əliyev deyib ki, dəhlizin açılması 2028-ci ilin sonunda mümkündür."),
    (OPENING, "Aliyev, açılışın 2028 sonunda mümkün olduğunu söyledi."),
    (OPENING, "Алиев заявил, что открытие возможно к концу 2028 года."),
    (OPENING, "علی‌اف گفت که گشایش تا پایان ۲۰۲۸ ممکن است."),
    (OPENING, "Laut Alijew ist die Öffnung Ende 2028 möglich."),
    (PRAISED, "Tokayev called the peace agreements historically important."),
    (HE, "Tokayev emphasised that Azerbaijan remains a fraternal state."),
    (OPENING, "警察は橋が五月に開通する可能性があると述べた。"),
]


@pytest.mark.parametrize(("cited", "statement"), OTHERS)
def test_another_speaker_is_told(cited: Sentence, statement: str) -> None:
    (reason,) = reasons(statement, cited)
    assert "\n" not in reason
    assert " from " in reason or "does not say that" in reason


@pytest.mark.parametrize(("cited", "statement"), SAME)
def test_the_same_speaker_passes_in_any_script_and_so_does_none(
    cited: Sentence, statement: str
) -> None:
    assert reasons(statement, cited) == []


def test_each_of_two_speakers_has_their_own_words() -> None:
    text = "Mara Sol said the dam was safe, and Jon Field said the bridge had cracks."
    both = Sentence(Source("b", "Dams", language="en"), "v", 0, 0, text)
    assert list(misattributed("Mara Sol said the dam was safe.", [both], [])) == []
    assert list(misattributed("Jon Field said the bridge had cracks.", [both], [])) == []
    assert list(misattributed("Jon Field said the dam was safe.", [both], []))


def test_without_evidence_nothing_is_told() -> None:
    assert list(misattributed("Aliyev said so.", [], [])) == []


@settings(max_examples=100, deadline=None)
@given(
    statement=st.one_of(
        st.text(max_size=120),
        st.lists(
            st.sampled_from(sorted({w for _, t in OTHERS for w in t.split()})), max_size=12
        ).map(" ".join),
    )
)
def test_nothing_breaks_it_and_a_sentence_as_it_stands_passes(statement: str) -> None:
    assert all(isinstance(one, str) for one in reasons(statement, OPENING))
    assert reasons(OPENING.text, OPENING) == []


@pytest.mark.parametrize(
    "filler", ["Aliyev said ", "said ", "“", "A B, ", "deyib ki, ", "по словам "]
)
def test_a_long_text_takes_a_bounded_time(filler: str) -> None:
    start = time.perf_counter()
    reasons(filler * 20_000, OPENING)
    assert time.perf_counter() - start < 4
