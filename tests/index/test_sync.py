"""The store mirrors what is indexed: nothing is lost, taken twice, or embedded again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index import (
    Embedding,
    Event,
    Published,
    Refusal,
    Removed,
    SourcelineError,
    Stored,
    index_paths,
)
from index.catalogue import Catalogue
from index.writer import Writer
from tests.doors import ROOT
from tests.index.embedding import HashEmbedder
from tests.index.stores import embed


def lines(file: Path, *records: dict[str, object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(json.dumps(record) for record in records))


def article(id: str, text: str = "", **more: object) -> dict[str, object]:
    return {"id": id, "title": f"About {id}", "text": text or f"The bridge of {id} opened.", **more}


def stored(store: Path, *paths: Path, prune: bool = False) -> list[Event]:
    """Index without vectors: quick."""
    return list(index_paths(store, paths, HashEmbedder, prune=prune, wait=False))


def states(events: list[Event]) -> dict[str, str]:
    return {event.id: event.state for event in events if isinstance(event, Stored)}


def ids(store: Path) -> list[str]:
    with Catalogue.reading(store) as catalogue:
        return sorted(source.id for source in catalogue.sources().values())


def test_files_of_one_name_in_two_folders_are_two_files(tmp_path: Path) -> None:
    news, store = tmp_path / "news", tmp_path / "store"
    lines(news / "may" / "day.jsonl", article("a"))
    lines(news / "june" / "day.jsonl", article("b"))
    assert states(stored(store, news)) == {"a": "added", "b": "added"}
    (news / "may" / "day.jsonl").unlink()
    events = stored(store, news, prune=True)
    assert [event for event in events if isinstance(event, Removed)] == [Removed("a")]
    assert ids(store) == ["b"]


def test_an_id_that_is_there_twice_is_told_and_taken_once(tmp_path: Path) -> None:
    news, store = tmp_path / "news", tmp_path / "store"
    lines(news / "a.jsonl", article("same", "The first bridge opened."))
    lines(news / "b.jsonl", article("same", "The second bridge opened."))
    for state in ("added", "unchanged"):
        events = stored(store, news)
        assert states(events) == {"same": state}
        (refusal,) = [event for event in events if isinstance(event, Refusal)]
        assert "'same' is there twice" in refusal.reason


def test_an_article_that_moved_to_another_file_is_not_pruned(tmp_path: Path) -> None:
    news, store = tmp_path / "news", tmp_path / "store"
    lines(news / "a.jsonl", article("one"), article("two"))
    stored(store, news)
    lines(news / "a.jsonl", article("one"))
    lines(news / "b.jsonl", article("two"))
    events = stored(store, news, prune=True)
    assert states(events) == {"one": "unchanged", "two": "changed"}
    assert ids(store) == ["one", "two"]


def test_a_bad_line_keeps_the_articles_of_its_file_and_no_others(tmp_path: Path) -> None:
    news, store = tmp_path / "news", tmp_path / "store"
    lines(news / "a.jsonl", article("one"), article("two"))
    lines(news / "b.jsonl", article("three"), article("four"))
    stored(store, news)
    (news / "a.jsonl").write_text(json.dumps(article("one")) + "\n{bad\n")
    lines(news / "b.jsonl", article("three"))
    events = stored(store, news, prune=True)
    assert [event for event in events if isinstance(event, Removed)] == [Removed("four")]
    assert ids(store) == ["one", "three", "two"]


def test_metadata_alone_change_an_article_and_cost_no_vector(tmp_path: Path) -> None:
    file, store, log = tmp_path / "a.jsonl", tmp_path / "store", tmp_path / "log"
    lines(file, article("a"))
    list(index_paths(store, [file], lambda: HashEmbedder(log)))
    embedded = log.read_text()
    lines(file, article("a", labels=["desk"], url="https://example.org/a"))
    events = list(index_paths(store, [file], lambda: HashEmbedder(log)))
    assert states(events) == {"a": "changed"}
    assert log.read_text() == embedded
    with Catalogue.reading(store) as catalogue:
        (source,) = catalogue.sources().values()
    assert (source.labels, source.url) == (("desk",), "https://example.org/a")


def test_what_is_said_twice_is_embedded_once_and_what_comes_back_not_again(tmp_path: Path) -> None:
    file, store, log = tmp_path / "a.jsonl", tmp_path / "store", tmp_path / "log"
    twice = [article(id_, "The bridge opened late.", title="Bridge") for id_ in "ab"]
    lines(file, *twice)
    events = list(index_paths(store, [file], lambda: HashEmbedder(log)))
    assert [event for event in events if isinstance(event, Embedding)] == [Embedding(1, 1)]
    assert [event.passages for event in events if isinstance(event, Published)] == [2]
    file.write_text("")
    with Writer.opened(store) as catalogue:
        assert catalogue.remove("a")
        assert catalogue.remove("b")
    lines(file, *twice)
    list(index_paths(store, [file], lambda: HashEmbedder(log)))
    assert len(log.read_text().splitlines()) == 1


def test_a_path_that_is_missing_stops_all_before_anything_is_done(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", article("a"))
    with pytest.raises(SourcelineError, match=r"b\.jsonl: no such file"):
        stored(tmp_path / "store", tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert not (tmp_path / "store").exists()


def test_the_first_vector_makes_the_store_the_models_own(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", article("a"))
    events = index_paths(tmp_path / "store", [tmp_path / "a.jsonl"], HashEmbedder)
    while not isinstance(next(events), Embedding):
        pass
    events.close()  # as if it had been stopped there
    other = HashEmbedder(fingerprint="another")
    with pytest.raises(SourcelineError, match=r"another model.*sourceline rebuild"):
        list(index_paths(tmp_path / "store", [tmp_path / "a.jsonl"], lambda: other))


def test_all_articles_are_cut_anew_when_the_program_cuts_otherwise(tmp_path: Path) -> None:
    store = tmp_path / "store"
    for name in ("a", "b"):
        lines(tmp_path / f"{name}.jsonl", article(name))
        stored(store, tmp_path / f"{name}.jsonl")
    with Writer.opened(store) as catalogue:
        embed(catalogue)
        catalogue.rows("UPDATE sentences SET stop = start + 3")
        catalogue.put_meta("segmenter", "0")
    assert states(stored(store, tmp_path / "a.jsonl")) == {"a": "unchanged"}
    with Catalogue.reading(store) as catalogue:
        for number in catalogue.article_numbers():
            whole = catalogue.article(number)
            assert whole is not None
            (sentence,) = catalogue.sentences(number, whole)
            assert sentence.text == whole.text
        assert catalogue.unembedded(HashEmbedder().fingerprint) == []


def test_without_waiting_the_vectors_are_left_to_the_next_writer(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", article("a"))
    lines(tmp_path / "b.jsonl", article("b"))
    events = index_paths(
        tmp_path / "store", [tmp_path / "a.jsonl"], lambda: pytest.fail("a model"), wait=False
    )
    assert [type(event) for event in events] == [Stored]
    events = index_paths(tmp_path / "store", [tmp_path / "b.jsonl"], HashEmbedder)
    assert [event.total for event in events if isinstance(event, Embedding)] == [2]


FULL = """
import resource, signal, sys
from pathlib import Path
from index import SourcelineError, Stored, index_paths
from tests.index.embedding import HashEmbedder

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    for event in index_paths(Path(sys.argv[1]), [Path(sys.argv[2])], HashEmbedder):
        if isinstance(event, Stored):
            print(event.id, flush=True)
except SourcelineError as error:
    print(error, file=sys.stderr)
"""


@pytest.mark.parametrize("size", [20_000, 200_000, 400_000])
def test_a_full_disk_is_told_in_one_line_and_loses_nothing(tmp_path: Path, size: int) -> None:
    """The disk is as good as full for one process: the kernel lets no file of its grow further."""
    news, store = tmp_path / "a.jsonl", tmp_path / "store"
    text = "The bridge number {} opened. "
    # With their language told, or else its detector would want a temporary file.
    many = [article(f"n{n}", text.format(n) * 40, language="en") for n in range(60)]
    lines(news, *many)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(store), str(news), str(size)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "store" in done.stderr
    acknowledged = set(done.stdout.split())
    assert len(acknowledged) < 60 or "vector index" in done.stderr
    again = states(stored(store, news))
    assert {id_ for id_, state in again.items() if state == "unchanged"} >= acknowledged
    assert len(again) == 60
