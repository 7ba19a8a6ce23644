"""The reader: spans are where they say, whatever the text; an answer where there is one."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import SourcelineError
from models.build import check
from models.manifest import READER, TOKENIZER, WEIGHTS, altered_files
from models.span_reader import Scores, SpanReader, Text, open_span_reader

BRIDGE = (
    "The Ostrava bridge will open in May 2031, Mayor Jana Novak said on Tuesday. "
    "It cost 40 million crowns, twice as much as planned."
)
TEXTS = st.text(alphabet=st.sampled_from("aİıəÜ яж🚄½‌ۀ中. \n\ud800"), max_size=60)


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return open_span_reader()


def said(reader: SpanReader, question: str, passage: str, title: str = "") -> str:
    (scores,) = reader.read(question, [Text(title, passage)])
    best = scores.spans[0]
    return passage[best.start : best.end]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When will the Ostrava bridge open?", "May 2031"),
        ("How much did the bridge cost?", "40 million"),
        ("Who is the mayor?", "Jana Novak"),
        ("Köprü ne zaman açılacak?", "May 2031"),
        ("Когда откроется мост?", "May 2031"),
        ("پل چه زمانی باز می‌شود؟", "May 2031"),
        ("Körpü nə vaxt açılacaq?", "May 2031"),
        ("Wie viel hat die Brücke gekostet?", "40 million"),
    ],
)
def test_it_finds_the_phrase_that_answers(reader: SpanReader, question: str, answer: str) -> None:
    assert answer in said(reader, question, BRIDGE)


def test_what_answers_scores_above_what_does_not(reader: SpanReader) -> None:
    asked = "When will the Ostrava bridge open?"
    other = "The town of Ostrava has a theatre, two schools and a library with 12,000 books."
    yes, no = reader.read(asked, [Text("", BRIDGE), Text("", other)])
    assert yes.verdict > no.verdict
    assert yes.spans[0].score - yes.nothing > no.spans[0].score - no.nothing


@settings(max_examples=60, deadline=None)
@given(question=TEXTS, title=TEXTS, passage=TEXTS)
def test_every_span_is_of_the_passage_and_none_overlap(
    question: str, title: str, passage: str
) -> None:
    (scores,) = open_span_reader().read(question, [Text(title, passage)])
    assert np.isfinite([scores.nothing, scores.verdict]).all()
    taken: set[int] = set()
    for span in scores.spans:
        assert 0 <= span.start < span.end <= len(passage)
        text = passage[span.start : span.end]
        assert text == text.strip()
        assert taken.isdisjoint(range(span.start, span.end))
        taken.update(range(span.start, span.end))


def test_the_title_is_read_but_never_answers(reader: SpanReader) -> None:
    title = "Ostrava bridge to open in May 2031"
    (scores,) = reader.read("When will it open?", [Text(title, "The mayor gave a speech.")])
    for span in scores.spans:
        assert "2031" not in "The mayor gave a speech."[span.start : span.end]
        assert span.end <= len("The mayor gave a speech.")


def test_a_batch_gives_what_each_passage_gives_alone(reader: SpanReader) -> None:
    texts = [Text("", BRIDGE), Text("A title", "Short."), Text("", BRIDGE * 3)]
    together = reader.read("When will it open?", texts)
    for text, one in zip(texts, together, strict=True):
        (alone,) = reader.read("When will it open?", [text])
        assert [(s.start, s.end) for s in one.spans] == [(s.start, s.end) for s in alone.spans]
        assert one.nothing == pytest.approx(alone.nothing, abs=1e-3)
        assert one.verdict == pytest.approx(alone.verdict, abs=1e-3)


def test_a_long_passage_is_read_by_its_beginning(reader: SpanReader) -> None:
    assert "May 2031" in said(
        reader, "When will the Ostrava bridge open?", BRIDGE + " More." * 4000
    )
    (scores,) = reader.read("w " * 2000, [Text("t " * 2000, BRIDGE)])
    assert isinstance(scores, Scores)


def test_each_sentence_is_weighed_whole_with_the_best_span_that_begins_in_it(
    reader: SpanReader,
) -> None:
    cut = BRIDGE.index("It cost")
    stretches = ((0, cut - 1), (cut, len(BRIDGE)))
    for question, home in (("When will the bridge open?", 0), ("How much did it cost?", 1)):
        (scores,) = reader.read(question, [Text("", BRIDGE, stretches)])
        best, other = scores.parts[home], scores.parts[1 - home]
        assert best.score > other.score
        assert best.span == scores.spans[0]
        for part, (start, end) in zip(scores.parts, stretches, strict=True):
            assert part.span is not None
            assert start <= part.span.start < end
            assert part.score > part.span.score, "the best of several that rule each other out"


def test_a_sentence_that_was_not_read_has_no_span(reader: SpanReader) -> None:
    passage = BRIDGE + " More." * 4000 + " The end."
    (scores,) = reader.read("When?", [Text("", passage, ((len(passage) - 8, len(passage)),))])
    (unread,) = scores.parts
    assert unread.span is None
    assert unread.score < scores.nothing - 50


def test_nothing_to_read_gives_nothing(reader: SpanReader) -> None:
    assert reader.read("When?", []) == ()
    (scores,) = reader.read("When?", [Text("", "")])
    assert scores.spans == ()


def test_the_models_are_small_enough_to_ship() -> None:
    sizes = [path.stat().st_size for path in WEIGHTS.iterdir() if path.is_file()]
    assert sum(sizes) <= 150_000_000
    assert max(sizes) <= 95_000_000


def test_every_file_is_what_the_manifest_says() -> None:
    assert altered_files() == ()


def test_a_changed_byte_in_a_shipped_file_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    raw = bytearray((folder / TOKENIZER).read_bytes())
    raw[1000] ^= 1
    (folder / TOKENIZER).write_bytes(raw)
    (folder / READER).unlink()
    assert set(altered_files(folder)) == {TOKENIZER, READER}
    with pytest.raises(SourcelineError, match="is damaged"):
        check(folder)
