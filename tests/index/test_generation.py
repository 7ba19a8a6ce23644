"""A generation is seen whole or not at all, stays as it is, and goes when nobody reads it."""

import json
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from index import SourcelineError
from index.audit import audited_apart
from index.generation import Generation, clean_up, current_generation, hold_current
from index.publishing import publish as build_and_publish
from index.writer import Writer
from tests.index.stores import embed, publish, put


def made(store: Path, name: str, *, current: bool = True) -> Generation:
    """A generation without vectors, as far as pointers and locks are concerned."""
    generation = Generation(name, "model", 0, 0)
    generation.folder(store).mkdir(parents=True)
    (generation.folder(store) / "held").touch()
    if current:
        point(store, name=name)
    return generation


def point(store: Path, **told: object) -> None:
    whole = {
        "name": "g-000001",
        "fingerprint": "model",
        "count": 0,
        "last": 0,
        "unreached": [],
        **told,
    }
    (store / "CURRENT").write_text(json.dumps(whole))


def names(store: Path) -> list[str]:
    return sorted(folder.name for folder in (store / "generations").iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "\x00\xff",
        '{"name": "g-000001"}',
        '{"name": "..", "fingerprint": "m", "count": 0, "last": 0, "unreached": []}',
        '{"name": "../g-000001", "fingerprint": "m", "count": 0, "last": 0, "unreached": []}',
        '{"name": "g-000009", "fingerprint": "m", "count": 0, "last": 0, "unreached": []}',
        '{"name": "g-000001", "fingerprint": "m", "count": "two", "last": 0, "unreached": []}',
        '{"name": "g-000001", "fingerprint": "m", "count": 0, "last": 0, "unreached": 7}',
    ],
)
def test_a_pointer_that_cannot_be_followed_points_to_nothing(tmp_path: Path, text: str) -> None:
    made(tmp_path, "g-000001", current=False)
    (tmp_path / "CURRENT").write_text(text)
    assert current_generation(tmp_path) is None
    assert hold_current(tmp_path) is None


def test_what_is_held_or_current_stays_and_the_rest_goes(tmp_path: Path) -> None:
    made(tmp_path, "g-000001")
    found = hold_current(tmp_path)
    assert found is not None
    made(tmp_path, "g-000002", current=False)
    made(tmp_path, "g-000003")
    (tmp_path / "generations" / "notes").mkdir()
    clean_up(tmp_path)
    assert names(tmp_path) == ["g-000001", "g-000003", "notes"]
    found[1].close()
    clean_up(tmp_path)
    assert names(tmp_path) == ["g-000003", "notes"]


def test_a_reader_never_holds_what_a_writer_deletes(tmp_path: Path) -> None:
    made(tmp_path, "g-000001")
    wrong: list[str] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            found = hold_current(tmp_path)
            if found is None:
                wrong.append("nothing")
                continue
            if not found[0].folder(tmp_path).is_dir():
                wrong.append(found[0].name)
            found[1].close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(2, 150):
        made(tmp_path, f"g-{number:06d}", current=False)
        point(tmp_path / "generations" / f"g-{number:06d}", name=f"g-{number:06d}")
        shutil.move(tmp_path / "generations" / f"g-{number:06d}" / "CURRENT", tmp_path / "new")
        (tmp_path / "new").replace(tmp_path / "CURRENT")
        clean_up(tmp_path)
    over.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    clean_up(tmp_path)
    assert names(tmp_path) == ["g-000149"]


def test_a_pointer_without_its_lock_file_is_not_followed(tmp_path: Path) -> None:
    generation = made(tmp_path, "g-000001")
    (generation.folder(tmp_path) / "held").unlink()
    assert hold_current(tmp_path) is None


def test_what_does_not_pass_the_audit_is_not_published(tmp_path: Path) -> None:
    with Writer.opened(tmp_path) as catalogue:
        put(catalogue, "a", "The bridge of Gence has ninety lamps.\n\nNone of them burns today.")
        embed(catalogue)
        publish(tmp_path, catalogue)
        before = current_generation(tmp_path)
        numbers, vectors = catalogue.vectors("hashed-words-v1")
        with pytest.raises(SourcelineError, match=r"do not find themselves.*sourceline rebuild"):
            list(build_and_publish(tmp_path, "hashed-words-v1", numbers, vectors[::-1]))
        with pytest.raises(SourcelineError, match="could not be written"):
            list(build_and_publish(tmp_path, "hashed-words-v1", numbers, vectors * np.nan))
    assert before is not None
    assert current_generation(tmp_path) == before
    assert names(tmp_path) == [before.name]


def test_reading_leaves_the_vectors_of_a_generation_as_they_are(tmp_path: Path) -> None:
    from index import open_collection
    from tests.index.embedding import HashEmbedder

    with Writer.opened(tmp_path) as catalogue:
        put(catalogue, "a", "The bridge of Gence has ninety lamps.\n\nNone of them burns today.")
        publish(tmp_path, catalogue)
    generation = current_generation(tmp_path)
    assert generation is not None
    before = {p.name: p.read_bytes() for p in generation.folder(tmp_path).rglob("*.bin")}
    reader = open_collection(tmp_path, HashEmbedder(), chroma=True)
    assert reader.generation == generation.name
    assert reader.search("lamps of the bridge")
    reader.close()
    after = {p.name: p.read_bytes() for p in generation.folder(tmp_path).rglob("*.bin")}
    assert before == after


@pytest.mark.long
def test_every_kind_of_damage_is_told_by_the_audit(tmp_path: Path) -> None:
    with Writer.opened(tmp_path / "store") as catalogue:
        put(catalogue, "a", "\n\n".join(f"The lamp number {n} of Gence burns." for n in range(300)))
        publish(tmp_path / "store", catalogue)
    generation = current_generation(tmp_path / "store")
    assert generation is not None
    assert audited_apart(tmp_path / "store", generation).complaint is None
    fewer = Generation(generation.name, generation.fingerprint, 299, generation.last)
    complaint = audited_apart(tmp_path / "store", fewer).complaint
    assert complaint == f"{generation.count} vectors where 299 were written"
    database = generation.folder(tmp_path / "store") / "chroma.sqlite3"
    whole = database.read_bytes()
    for raw in (b"", whole[: len(whole) // 2]):
        database.write_bytes(raw)
        complaint = audited_apart(tmp_path / "store", generation).complaint
        assert complaint
        assert "\n" not in complaint
