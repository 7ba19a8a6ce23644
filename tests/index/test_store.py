"""The store mirrors what is indexed, refuses a second writer, and shows nothing out of scope."""

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from index import (
    Article,
    Collection,
    Published,
    Refusal,
    Removed,
    Source,
    SourcelineError,
    Stored,
    StoreIsBusy,
    backup,
    doctor,
    index_paths,
    open_collection,
    rebuild,
    remove_article,
)
from index.chroma import ChromaIndex, build_chroma
from index.generation import current_generation
from index.lock import writing
from index.vectors import ExactIndex, VectorIndex
from tests.doors import ROOT
from tests.index.embedding import HashEmbedder


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def index(store: Path, *paths: Path, **options: object) -> list[object]:
    return list(index_paths(store, paths, HashEmbedder, **options))  # type: ignore[arg-type]


def opened(store: Path, **options: object) -> Collection:
    return open_collection(store, HashEmbedder(), **options)  # type: ignore[arg-type]


def texts(collection: Collection, question: str) -> list[str]:
    return [found.passage.text for found in collection.search(question)]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write(
        tmp_path / "news",
        bridge="Bridge opens\n\nThe bridge in Gence opened on Monday. It cost 4 million manats.",
        ferry="Ferry stops\n\nThe ferry to Aktau stopped in May. Storms broke its pier for good.",
        metro="Metro grows\n\nThe metro gets two stations in 2028. Drilling starts in spring.",
    )


def test_indexing_again_costs_nothing_and_changes_follow(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    states = [e.state for e in index(store, news) if isinstance(e, Stored)]
    assert states == ["added"] * 3
    again = index(store, news)
    assert [e.state for e in again if isinstance(e, Stored)] == ["unchanged"] * 3
    assert not any(isinstance(e, Published) for e in again)
    write(news, bridge="Bridge opens\n\nThe bridge in Gence opened on Friday, five days late.")
    changed = index(store, news)
    assert [e.state for e in changed if isinstance(e, Stored)].count("changed") == 1
    found = texts(opened(store), "bridge Gence opened")
    assert "The bridge in Gence opened on Friday, five days late." in found
    assert not any("Monday" in text for text in found)


def test_what_is_gone_is_removed_only_when_asked(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    index(store, news)
    (news / "ferry.txt").unlink()
    index(store, news)
    assert opened(store).count() == 3
    assert [type(e) for e in index(store, news, prune=True)].count(Removed) == 1
    assert opened(store).count() == 2
    assert not any("Aktau" in text for text in texts(opened(store), "ferry Aktau"))


def test_what_cannot_be_read_today_is_not_pruned(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    index(store, news)
    (news / "ferry.txt").write_bytes(b"\x00\x01")
    assert any(isinstance(e, Refusal) for e in index(store, news, prune=True))
    assert opened(store).count() == 3


def test_pruning_stays_within_its_origin(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    other = write(tmp_path / "other", port="Port\n\nThe port of Alat handled more grain in June.")
    index(store, news, other)
    index(store, other, prune=True)
    assert opened(store).count() == 4


def test_one_id_from_two_origins_is_a_told_error(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text('{"id": "same", "text": "A bridge opened."}')
    events = index(tmp_path / "store", tmp_path / "one.jsonl", tmp_path / "two.jsonl")
    (refusal,) = [event for event in events if isinstance(event, Refusal)]
    assert "'same' is taken by an article from" in refusal.reason
    assert opened(tmp_path / "store").count() == 1


def test_an_article_is_found_by_its_words_before_it_has_vectors(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    index(store, news, wait=False)
    found = opened(store).search("drilling in spring")
    assert found[0].passage.text == "Drilling starts in spring."
    assert found[0].dense is None
    index(store, news)
    assert opened(store).search("drilling in spring")[0].dense is not None


def test_a_second_writer_is_refused_within_a_second(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    with writing(store):
        started = time.monotonic()
        with pytest.raises(StoreIsBusy, match=r"process \d+"):
            index(store, news)
        assert time.monotonic() - started < 1


def test_a_reader_sees_what_a_writer_commits_without_opening_again(
    tmp_path: Path, news: Path
) -> None:
    store = tmp_path / "store"
    index(store, news)
    for chroma in (False, True):
        reader = opened(store, chroma=chroma)
        assert reader.notice is None
        more = write(tmp_path / f"more{chroma}", tunnel=f"Tunnel {chroma}\n\nThe tunnel number "
                     f"{chroma} to Shaki is wide.")  # fmt: skip
        index(store, more)
        assert f"The tunnel number {chroma} to Shaki is wide." in texts(reader, "tunnel to Shaki")
        (id_,) = [s.id for s in reader.sources() if s.title == f"Tunnel {chroma}"]
        assert remove_article(store, id_)
        assert not any("Shaki" in text for text in texts(reader, "tunnel to Shaki"))


@pytest.mark.long
def test_questions_go_on_from_many_threads_while_a_writer_writes(
    tmp_path: Path, news: Path
) -> None:
    store = tmp_path / "store"
    index(store, news)
    reader = opened(store)
    wrong: list[str] = []

    def asking() -> None:
        for _ in range(30):
            if "Drilling starts in spring." not in texts(reader, "drilling in spring"):
                wrong.append("lost")

    threads = [threading.Thread(target=asking) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        index(
            store, write(tmp_path / f"n{number}", a=f"N {number}\n\nA lake number {number} froze.")
        )
    for thread in threads:
        thread.join()
    assert wrong == []
    assert reader.count() == 8


def test_outside_the_scope_an_article_does_not_exist(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    index(store, news)
    desk = write(tmp_path / "desk", deal="Secret deal\n\nThe bridge in Gence will be sold to Nar.")
    index(store, desk, labels=["desk"])
    hidden = next(s.id for s in opened(store).sources() if s.labels)
    assert any("sold" in text for text in texts(opened(store), "bridge Gence sold"))
    for chroma in (False, True):
        whole = opened(store, chroma=chroma)
        for reader in (
            whole.within(lambda source: not source.labels),
            opened(store, chroma=chroma, scope=lambda source: not source.labels),
        ):
            assert reader.count() == 3
            assert hidden not in [source.id for source in reader.sources()]
            assert reader.article(hidden) is None
            assert reader.sentences(hidden) == ()
            assert reader.article("not there") is None
            for question in ("bridge Gence sold", "Secret deal", "Nar", "metro"):
                assert hidden not in [f.passage.source.id for f in reader.search(question, 50)]


def test_another_model_is_refused_in_one_line_and_rebuild_takes_it(
    tmp_path: Path, news: Path
) -> None:
    store = tmp_path / "store"
    index(store, news)
    other = HashEmbedder(fingerprint="another")
    with pytest.raises(SourcelineError, match="embedded with another model"):
        open_collection(store, other)
    with pytest.raises(SourcelineError, match="embedded with another model"):
        list(index_paths(store, [news], lambda: other))
    list(rebuild(store, lambda: other))
    assert open_collection(store, other).search("drilling")
    with pytest.raises(SourcelineError, match="another model"):
        opened(store)


def test_rebuilding_embeds_nothing_again(tmp_path: Path, news: Path) -> None:
    store, log = tmp_path / "store", tmp_path / "log"
    list(index_paths(store, [news], lambda: HashEmbedder(log)))
    embedded = log.read_text()
    assert len(embedded.splitlines()) == len(set(embedded.splitlines())) == 8
    events = list(rebuild(store, lambda: HashEmbedder(log)))
    assert [e for e in events if isinstance(e, Published)] == [Published("g-000002", 8)]
    assert log.read_text() == embedded


@pytest.mark.long
def test_a_damaged_generation_is_noticed_searched_without_and_mended(
    tmp_path: Path, news: Path
) -> None:
    store = tmp_path / "store"
    index(store, news)
    generation = current_generation(store)
    assert generation is not None
    for file in generation.folder(store).rglob("*.bin"):
        file.write_bytes(b"\xff" * file.stat().st_size)
    database = generation.folder(store) / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    reader = opened(store, chroma=True)
    assert "Drilling starts in spring." in texts(reader, "drilling in spring")
    assert "sourceline rebuild" in (reader.notice or "")
    ill = [finding.about for finding in doctor(store, "hashed-words-v1") if finding.remedy]
    assert ill == ["generation"]
    list(rebuild(store, HashEmbedder))
    assert "Drilling starts in spring." in texts(reader, "drilling in spring")
    assert reader.notice is None
    assert [f for f in doctor(store, "hashed-words-v1") if f.remedy] == []


@pytest.mark.long
def test_old_generations_go_when_nobody_reads_them(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    index(store, news)
    reader = opened(store, chroma=True)
    reader.search("bridge")
    list(rebuild(store, HashEmbedder))
    assert len(list((store / "generations").iterdir())) == 2
    for _ in range(10):  # a reader that is short of time audits, and moves on, at a later question
        reader.search("bridge")
        list(rebuild(store, HashEmbedder))
        if "g-000001" not in [p.name for p in (store / "generations").iterdir()]:
            return
    pytest.fail("the first generation is still there")


@pytest.mark.long
def test_a_backup_is_a_store_again(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    index(store, news)
    (tmp_path / "again").mkdir()
    backup(store, tmp_path / "again" / "catalogue.sqlite")
    with pytest.raises(SourcelineError, match="there already"):
        backup(store, tmp_path / "again" / "catalogue.sqlite")
    assert "Drilling starts in spring." in texts(opened(tmp_path / "again"), "drilling in spring")


def test_no_store_an_empty_one_a_newer_one_and_a_broken_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourcelineError, match="sourceline index PATH"):
        opened(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    sqlite3.connect(tmp_path / "empty" / "catalogue.sqlite").close()
    with pytest.raises(SourcelineError, match="empty"):
        opened(tmp_path / "empty")
    index(tmp_path / "newer", write(tmp_path / "n", a="A\n\nA bridge opened in the rain."))
    with sqlite3.connect(tmp_path / "newer" / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(SourcelineError, match="schema 99"):
        opened(tmp_path / "newer")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "catalogue.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(SourcelineError, match="damaged"):
        opened(tmp_path / "broken")


@pytest.mark.parametrize(
    "question",
    [
        *('"', "AND OR NOT", "a* b^2 -c", "(((", "col:x", "NEAR(a b)"),
        *("'; DROP TABLE articles; --", "\ud800", "🚄", "x " * 2000),
    ],
)
def test_no_question_is_read_as_search_syntax(tmp_path: Path, news: Path, question: str) -> None:
    store = tmp_path / "store"
    index(store, news)
    opened(store).search(question)
    assert opened(store).count() == 3


def test_passages_come_with_their_neighbours_and_both_scores(tmp_path: Path, news: Path) -> None:
    store = tmp_path / "store"
    index(store, news)
    found = opened(store).search("metro gets two stations")[0]
    article = opened(store).article(found.passage.source.id)
    assert isinstance(article, Article)
    start = found.context.start
    assert article.text[start : start + len(found.context.text)] == found.context.text
    assert found.passage.text in found.context.text
    assert "Drilling starts" in found.context.text
    assert found.dense is not None
    assert found.lexical is not None
    assert (found.dense.rank, found.lexical.rank) == (1, 1)


def test_langchains_retriever_gives_verbatim_slices(tmp_path: Path, news: Path) -> None:
    from index import SentenceRetriever

    store = tmp_path / "store"
    index(store, news)
    documents = SentenceRetriever(collection=opened(store), k=3).invoke("ferry to Aktau")
    assert len(documents) == 3
    for document in documents:
        article = opened(store).article(document.metadata["article_id"])
        assert article is not None
        told = article.text[document.metadata["start"] : document.metadata["end"]]
        assert told == document.page_content


@pytest.fixture(params=["exact", "chroma"])
def vectors(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[VectorIndex, np.ndarray]:
    """The same 500 vectors in each kind of index."""
    rows = np.random.default_rng(5).standard_normal((500, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    numbers = np.arange(10, 510, dtype=np.int64)
    if request.param == "exact":
        return ExactIndex(numbers, rows), rows
    assert list(build_chroma(tmp_path / "g", numbers, rows))[-1] == 500
    return ChromaIndex(tmp_path / "g"), rows


def test_every_index_finds_each_vector_first_and_orders_by_cosine(
    vectors: tuple[VectorIndex, np.ndarray],
) -> None:
    index, rows = vectors
    assert len(index) == 500
    for position in range(0, 500, 25):
        near = index.nearest(rows[position], 10)
        assert len(near) == 10
        assert near[0][0] == position + 10
        assert abs(near[0][1] - 1) < 1e-3
        assert [score for _, score in near] == sorted((s for _, s in near), reverse=True)
        for number, score in near:
            assert abs(float(rows[number - 10] @ rows[position]) - score) < 1e-3
    assert len(index.nearest(rows[0], 900)) == 500


def test_sources_survive_the_store_as_they_were(tmp_path: Path) -> None:
    line = (
        '{"id": "n1", "title": "T “q”", "text": "A bridge opened in the rain.", "url": '
        '"https://example.org/a", "publisher": "P", "published": "2026-03-18", "language": "en", '
        '"labels": ["desk", "east"]}'
    )
    (tmp_path / "a.jsonl").write_text(line)
    index(tmp_path / "store", tmp_path / "a.jsonl")
    wanted = Source(
        "n1", "T “q”", "https://example.org/a", "P", "2026-03-18", "en", ("desk", "east")
    )
    assert opened(tmp_path / "store").sources() == (wanted,)


def test_importing_the_package_is_light() -> None:
    heavy = "{'chromadb', 'onnxruntime', 'torch', 'numpy', 'langchain_core', 'py3langid'}"
    code = f"import sys, index, qa, models; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
