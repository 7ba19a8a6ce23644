"""Files in: what can be read is an article, what cannot is told by file and line."""

import json
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import (
    Kind,
    Loaded,
    Refusal,
    Source,
    SourcelineError,
    load_articles,
    split_article,
)
from index.load import LARGEST


def loaded(path: Path) -> tuple[list[Loaded], list[Refusal]]:
    items = list(load_articles(path))
    return (
        [item for item in items if isinstance(item, Loaded)],
        [item for item in items if isinstance(item, Refusal)],
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a bridge\r\nopened İ".encode(), "a bridge\r\nopened İ"),
        (b"\xef\xbb\xbf" + "мост".encode(), "мост"),
        ("پل".encode("utf-16"), "پل"),
    ],
)
def test_the_text_is_the_decoded_file_and_nothing_else(
    tmp_path: Path, raw: bytes, text: str
) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (item,), refused = loaded(tmp_path / "a.txt")
    assert item.article.text == text
    assert refused == []


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\x7fELF\x00\x01\x02\x00", "binary"),
        ("мост".encode("cp1251"), "UTF-8"),
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"x" * (LARGEST + 1), "more than the 5 MB"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(raw)
    (tmp_path / "good.txt").write_text("A bridge opened.")
    items, refused = loaded(tmp_path)
    assert [item.key for item in items] == ["good.txt"]
    (refusal,) = refused
    assert reason in refusal.reason
    assert "\n" not in refusal.reason
    assert refusal.where.endswith("bad.txt")


def test_a_link_that_leads_nowhere_and_a_folder_named_like_a_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    _, refused = loaded(tmp_path)
    assert [refusal.key for refusal in refused] == ["gone.txt"]


def test_links_out_of_the_folder_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    inside = tmp_path / "news"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("a secret")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / ".hidden.txt").write_text("hidden")
    (inside / "sub" / "b.md").write_text("# Title\n\nText.")
    (inside / "sub" / "c.pdf").write_bytes(b"%PDF")
    (inside / "sub" / "loop").symlink_to(inside)
    items, refused = loaded(inside)
    assert [item.key for item in items] == ["sub/b.md"]
    assert items[0].article.source.title == "Title"
    assert refused == []


def test_a_missing_path_and_an_unknown_kind_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    for path in (tmp_path / "nothing", tmp_path / "a.pdf"):
        with pytest.raises(SourcelineError, match=path.name):
            loaded(path)


BAD_LINES = [
    ('{"id": "b1", "text": "x", "url": "ftp://example.org/a"}', "http"),
    ('{"id": "b2", "text": "x", "url": "https://example.org/a b"}', "http"),
    ('{"id": "b3", "text": "x", "published": "2026-02-30"}', "ISO date"),
    ('{"id": "b4", "text": "x", "published": 20260318}', "'published' is not a string"),
    ('{"id": "b5", "text": "x", "labels": false}', "labels"),
    ('{"id": "b6", "text": "x", "labels": ["desk", 7]}', "labels"),
    ('{"id": "b7", "text": "x", "language": "English!"}', "'language'"),
    ('{"id": ["b8"], "text": "x"}', "'id' is not a string"),
    ('{"id": true, "text": "x"}', "'id' is not a string"),
    ('{"id": " ", "text": "x"}', "printable"),
    (f'{{"id": "{"b" * 201}", "text": "x"}}', "200 characters"),
    (f'{{"id": "b9", "title": "{"b" * 1001}", "text": "x"}}', "1,000 characters"),
    (f'{{"id": {"9" * 5000}, "text": "x"}}', "too large"),
    ('{"id": "b10", "text": "a \\u0000 b"}', "NUL"),
    ('{"id": "b11", "text": "\\n \\n"}', "empty"),
    ("{", "not JSON"),
    ("[1]", "not a JSON object"),
    ('{"title": "x", "text": "y"}', "no 'id'"),
    ('{"id": "a1", "text": ""}', "empty"),
    ('{"id": "a2", "text": 7}', "'text' is not a string"),
    ('{"id": "a3", "text": "x", "url": "javascript:alert(1)"}', "http"),
    ('{"id": "a4", "text": "x", "published": "yesterday"}', "ISO date"),
    ('{"id": "a5", "text": "x", "labels": "desk"}', "labels"),
    ('{"id": "good", "text": "twice"}', "there twice"),
    ('{"id": "a\\u0007", "text": "x"}', "printable"),
    ('{"id": "a6", "text": "x \\ud800"}', "surrogates"),
    ("\udcff", "UTF-8"),
    ("[" * 100_000, "not JSON"),
]


def test_each_bad_line_is_told_by_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    lines = [
        '{"id": "good", "title": "T", "text": "One. Two."}',
        "",
        *(line for line, _ in BAD_LINES),
    ]
    lines.append('{"doc_id": 12, "title": null, "text": "Last.", "labels": ["desk"], "url": ""}')
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    items, refused = loaded(file)
    assert [item.article.source.id for item in items] == ["good", "12"]
    assert items[1].article.source.labels == ("desk",)
    assert [refusal.where for refusal in refused] == [
        f"{file}:{number}" for number in range(3, 3 + len(BAD_LINES))
    ]
    for refusal, (_, reason) in zip(refused, BAD_LINES, strict=True):
        assert reason in refusal.reason


def test_what_a_record_tells_of_its_article_is_kept_in_one_form(tmp_path: Path) -> None:
    record = {
        "id": "an id/with spaces №7",
        "title": "Bridge\n opens\x1b[2J",
        "text": "\r\nBridge opens.\r\n",
        "url": "HTTPS://example.org/a?b=c#d",
        "publisher": " Harbour  Times ",
        "published": "20260318T100500+0400",
        "language": "en-GB",
        "labels": ["desk", "desk", " staff"],
        "colour": "red",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\r\n")
    (item,) = load_articles(tmp_path / "a.jsonl", labels=("night", "desk"))
    assert isinstance(item, Loaded)
    assert item.article.text == record["text"]
    assert item.article.source == Source(
        id="an id/with spaces №7",
        title="Bridge opens [2J",
        url="HTTPS://example.org/a?b=c#d",
        publisher="Harbour Times",
        published="2026-03-18T10:05:00+04:00",
        language="en",
        labels=("desk", " staff", "night"),
    )
    assert item.key == "a.jsonl#an id/with spaces №7"


@pytest.mark.parametrize("empty", [None, "", "absent"])
def test_absent_null_and_empty_are_alike(tmp_path: Path, empty: str | None) -> None:
    names = ("title", "url", "publisher", "published", "language", "labels")
    blank = {} if empty == "absent" else dict.fromkeys(names, empty)
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": "One."} | blank))
    (item,), refused = loaded(tmp_path)
    assert refused == []
    assert item.article.source == Source(id="a", title="a")


@pytest.mark.parametrize("raw", ['{"id": "a"}\n'.encode("utf-16"), b"\x00\x01\n" * 1000])
def test_a_jsonl_that_is_no_text_is_told_once(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(raw)
    items, refused = loaded(tmp_path)
    assert items == []
    assert [refusal.where for refusal in refused] == [str(tmp_path / "a.jsonl")]


def test_a_line_without_end_is_told_and_never_held(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'\n{"id": "a", "text": "One."}')
    tracemalloc.start()
    items, refused = loaded(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [item.article.source.id for item in items] == ["a"]
    assert [(refusal.where, refusal.reason) for refusal in refused] == [
        (f"{file}:1", "is longer than 10 MB")
    ]
    assert most < 35_000_000


def test_a_pipe_a_loop_and_a_name_in_another_encoding_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "c.txt").mkdir()
    (tmp_path / "d\ne.txt").write_text("A name of two lines is shown as one.")
    (tmp_path / os.fsdecode(b"\xec\xee\xf1\xf2.txt")).write_text("Cyrillic in a code page.")
    items, refused = loaded(tmp_path)
    assert [item.article.source.title for item in items] == ["d e"]
    assert [
        next(why for why in ("not a file", "not UTF-8") if why in one.reason) for one in refused
    ] == ["not a file", "not a file", "not UTF-8"]
    assert all(one.where.isprintable() for one in refused)
    with pytest.raises(SourcelineError, match="no such file"):
        loaded(tmp_path / "b.txt")


def test_what_may_not_be_read_is_told_and_the_rest_goes_on() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed").mkdir()
        (folder / "closed" / "a.txt").write_text("Hidden.")
        (folder / "b.txt").write_text("Hidden too.")
        (folder / "c.txt").write_text("The bridge opened to traffic on Monday.")
        (folder / "closed").chmod(0)
        (folder / "b.txt").chmod(0)
        with _as_nobody():
            items, refused = loaded(folder)
            with pytest.raises(SourcelineError, match="cannot be read"):
                loaded(folder / "closed")
        assert [item.key for item in items] == ["c.txt"]
        assert sorted(refusal.key for refusal in refused) == ["b.txt", "closed"]
        assert all("cannot be read: Permission denied" in one.reason for one in refused)
        (folder / "closed").chmod(0o755)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may read everything; anyone else is no worse off for this."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


def test_a_jsonl_larger_than_an_article_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    with file.open("w") as out:
        for number in range(60):
            out.write(
                json.dumps({"id": f"n{number}", "text": f"Bridge {number}. " * 10_000}) + "\n"
            )
    assert file.stat().st_size > LARGEST
    assert sum(isinstance(item, Loaded) for item in load_articles(file)) == 60


def test_an_id_outlives_a_correction_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "Большая новость.txt"
    file.write_text("Old words.")
    (before,), _ = loaded(tmp_path)
    file.write_text("New words.")
    (after,), _ = loaded(tmp_path)
    assert before.article.source.id == after.article.source.id
    assert before.article.source.id.isascii()
    assert before.article.version != after.article.version


def test_what_a_text_tells_of_itself_is_in_its_source(tmp_path: Path) -> None:
    text = (
        "# Körpü açılıb\n\nAZƏRTAC\n\n18 mart 2026\n\n"
        "Çayın üstündəki yeni körpü bazar ertəsi açılıb, nazirlik bildirib.\n\nPaylaş"
    )
    (tmp_path / "a.md").write_text(text, "utf-8")
    (item,) = load_articles(tmp_path, labels=("desk", "desk"))
    assert isinstance(item, Loaded)
    source = item.article.source
    assert source == Source(
        id=source.id,
        title="Körpü açılıb",
        publisher="AZƏRTAC",
        published="2026-03-18",
        language="az",
        labels=("desk",),
    )
    kinds = [sentence.kind for sentence in split_article(item.article)]
    assert kinds == [Kind.HEADLINE, Kind.BYLINE, Kind.BYLINE, Kind.BODY, Kind.FURNITURE]


def test_an_article_without_a_headline_is_known_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("It opened today. It was cold.")
    (item,), _ = loaded(tmp_path)
    assert item.article.source.title == "plain"
    assert [one.kind for one in split_article(item.article)] == [Kind.BODY, Kind.BODY]
