import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Collection, SourcelineError, index_paths, open_collection
from models.embedder import Embedder
from qa import Turn
from qa.evaluation.case import Case, Evidence, Span
from qa.evaluation.questions import Refused, read_questions
from qa.evaluation.shelf import Shelf

FIRST, SECOND = "İzmir opened a bridge. 🚢 It cost nine.", "Bakı bağlandı. Grain came."


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Collection]:
    """A store of two articles, ``a`` and ``b``."""
    folder = tmp_path_factory.mktemp("two")
    corpus = folder / "corpus.jsonl"
    records = ({"doc_id": "a", "title": "A", "text": FIRST}, {"id": "b", "text": SECOND})
    corpus.write_text("\n".join(map(json.dumps, records)), "utf-8")
    list(index_paths(folder / "store", [corpus], lambda: embedder))
    collection = open_collection(folder / "store", embedder)
    yield collection
    collection.close()


@pytest.fixture(scope="module")
def one(seed_store: Path, embedder: Embedder) -> Iterator[Collection]:
    """The store of the seed: one article."""
    collection = open_collection(seed_store, embedder)
    yield collection
    collection.close()


def read(collection: Collection, path: Path, *lines: object) -> list[Case | Refused]:
    """What is read of a file with these lines; a string is a line as it stands."""
    told = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(told), "utf-8", errors="surrogatepass")
    return list(read_questions(str(path), Shelf(collection)))


def test_the_form_of_the_public_sets_is_read(two: Collection, tmp_path: Path) -> None:
    line = {
        "id": 7,
        "question": "What did it cost?",
        "answers": ["nine", "", "nine of them"],
        "answerable": True,
        "doc_ids": ["a"],
        "evidence_sentences": ["It cost  nine."],
        "evidence_spans": [{"doc_id": "a", "start": 25, "end": 38}],
        "evidence_type": "of no concern",
    }
    assert read(two, tmp_path / "q.jsonl", line, "", {"question": "why?", "doc_ids": []}) == [
        Case(
            id="7",
            question="What did it cost?",
            answerable=True,
            gold=(Evidence(Span("a", 25, 38), "It cost nine.", "A"),),
            references=("nine", "nine of them"),
        ),
        Case(id="line 3", question="why?", answerable=None),
    ]


def test_the_form_of_the_seed_is_read_over_the_only_article(
    one: Collection, tmp_path: Path
) -> None:
    line = {
        "id": "tr-01",
        "question": "Ne zaman?",
        "language": "tr-TR",
        "gold": [{"start": 1058, "end": 1242}],
        "short_answer": "the end of 2028",
        "history": [{"question": "Nerede?", "answer": "Astana"}],
    }
    (case,) = read(one, tmp_path / "q.jsonl", line)
    assert isinstance(case, Case)
    assert case.gold[0].text.startswith("Aliyev further announced")
    assert case.gold[0].text.endswith("by the end of 2028.")
    assert case.gold[0].span.article == one.sources()[0].id
    assert (case.answerable, case.language) == (True, "tr")
    assert case.short_references == ("the end of 2028",)
    assert case.history == (Turn("Nerede?", "Astana"),)


def test_a_thumbs_down_is_read_with_what_was_shown(two: Collection, tmp_path: Path) -> None:
    shown = [{"doc_id": "gone", "start": 0, "end": 3, "quote": "İzm"}]
    line = {"question": "q", "answerable": None, "reason": "no", "shown": shown, "answers": []}
    assert read(two, tmp_path / "q.jsonl", line) == [
        Case("line 1", "q", None, reason="no", shown=("İzm",))
    ]


SPAN = {"doc_id": "a", "start": 0, "end": 22}
BAD: list[tuple[object, str]] = [
    ("{", "is not JSON: "),
    ("[1]", "is not a JSON object"),
    ("[" * 100_000, "is not JSON"),
    ({"id": 1}, "has no 'question'"),
    ({"question": 5}, "has no 'question', or one that is not a string"),
    ({"question": " \t"}, "cannot be asked: the question is empty"),
    ({"question": "x" * 2001}, "cannot be asked: the question has 2,001 characters"),
    ('{"question": "\\ud83d"}', "holds halves of characters"),
    ({"question": "q", "answerable": "yes"}, "'answerable' is not true, false or null"),
    ({"question": "q", "answers": "nine"}, "'answers' is not a list"),
    ({"question": "q", "answers": [9]}, "has an answer that is not a string"),
    ({"question": "q", "language": "Turkish!"}, "'language' is not a code such as en"),
    ({"question": "q", "history": [{"question": "q"}]}, "has no 'answer'"),
    ({"question": "q", "answerable": False, "gold": [SPAN]}, "has evidence, and 'answerable'"),
    ({"question": "q", "gold": {"start": 1}}, "'gold' is not a list of objects"),
    ({"question": "q", "gold": [{**SPAN, "start": "0"}]}, "are not whole numbers"),
    ({"question": "q", "gold": [{**SPAN, "start": True}]}, "are not whole numbers"),
    ({"question": "q", "gold": [{**SPAN, "start": 22}]}, "names 22:22 of 'a'"),
    ({"question": "q", "gold": [{**SPAN, "start": -4}]}, "names -4:22 of 'a'"),
    ({"question": "q", "gold": [{**SPAN, "end": 39}]}, "names 0:39 of 'a', which has 38 char"),
    ({"question": "q", "gold": [{**SPAN, "quote": "İzmir"}]}, "does not stand at 0:22 of 'a'"),
    ({"question": "q", "gold": [{**SPAN, "doc_id": "c"}]}, "in the article 'c', which is not in"),
    ({"question": "q", "gold": [{**SPAN, "doc_id": 1.5}]}, "neither a string nor a whole number"),
    ({"question": "q", "gold": [{"start": 0, "end": 2}]}, "which of the 2 articles its evidence"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_bad_line_is_told_and_the_rest_go_on(
    two: Collection, tmp_path: Path, line: object, reason: str
) -> None:
    path = tmp_path / "q.jsonl"
    refused, good = read(two, path, line, {"question": "what?"})
    assert isinstance(refused, Refused)
    assert refused.where == f"{path}:1"
    assert reason in refused.reason
    assert good == Case("line 2", "what?", None)


def test_bytes_that_are_no_text_are_told(two: Collection, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"question": "one"}\r\n{"question": "\xff"}\n{"question": "two"}'
    )
    first, second, third = read_questions(str(path), Shelf(two))
    assert (first, third) == (Case("line 1", "one", None), Case("line 3", "two", None))
    assert second == Refused(f"{path}:2", "is not UTF-8 text")


def test_a_packed_file_is_read_and_a_damaged_one_is_told(two: Collection, tmp_path: Path) -> None:
    packed = gzip.compress(b'{"question": "what?"}\n' * 2000)
    path = tmp_path / "q.jsonl.gz"
    path.write_bytes(packed)
    assert len(list(read_questions(str(path), Shelf(two)))) == 2000
    for damaged in (packed[: len(packed) // 2], b"not packed", packed[:12] + b"\xff" * 60):
        path.write_bytes(damaged)
        with pytest.raises(SourcelineError, match="is not a whole gzip file"):
            list(read_questions(str(path), Shelf(two)))


def test_a_file_that_is_not_there_is_told(two: Collection, tmp_path: Path) -> None:
    with pytest.raises(SourcelineError, match="cannot be read"):
        list(read_questions(str(tmp_path / "none.jsonl"), Shelf(two)))
