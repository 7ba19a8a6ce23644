"""Four ways to cut text into what it is found by, each in a table of SQLite's FTS5."""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Passage
from index.catalogue import Catalogue
from index.folding import folded
from index.lexical import phrases_of, search_for
from index.schema import LEXICAL
from index.terms import found_by
from index.vectors import Neighbour
from models.manifest import TOKENIZER, WEIGHTS
from models.tokenizer import load_tokenizer

_WORD = re.compile(r"\w+")
_COLUMNS = ("title", "body", "endings")


@dataclass(frozen=True, slots=True)
class Way:
    """A table, what is written into it of a headline and a text, and what a question asks of it."""

    name: str
    table: str
    row: Callable[[str, str], Sequence[str]]
    asked: Callable[[str], Mapping[str, float]]
    """Phrases in FTS5's syntax, and what each counts."""

    def build(self, passages: Sequence[Passage]) -> "Words":
        """The index in memory: rows are numbered from 0, as ``passages`` are."""
        connection = sqlite3.connect(":memory:")
        connection.execute(self.table)
        columns = _COLUMNS[: len(self.row("", ""))]
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO lexical (rowid, {', '.join(columns)}) VALUES (?, {marks})",  # noqa: S608
            ((n, *self.row(p.source.title, p.text)) for n, p in enumerate(passages)),
        )
        return Words(self, Catalogue(Path(), connection))


@dataclass(frozen=True, slots=True)
class Words:
    """A lexical table that has been filled, searched as the product searches its own."""

    way: Way
    catalogue: Catalogue

    def search(self, question: str, k: int) -> list[Neighbour]:
        """Positions of the ``k`` best passages."""
        return search_for(self.catalogue, self.way.asked(question), k, None)

    @property
    def size(self) -> int:
        """Bytes."""
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ((size,),) = self.catalogue.rows(query)
        return int(size)


def ways() -> tuple[Way, ...]:
    """The product's own is the last; the first was its own before."""
    pieces = _pieces()
    return (
        Way("unicode61", _made_by("unicode61 remove_diacritics 2"), _as_it_is, _beginnings),
        Way("trigram", _made_by("trigram"), _as_it_is, _trigrams),
        Way(
            "pieces",
            _made_by("ascii"),
            lambda *both: [" ".join(pieces(text)) for text in both],
            lambda question: dict.fromkeys(pieces(question), 1.0),
        ),
        Way("terms", LEXICAL, found_by, phrases_of),
    )


def _made_by(tokenizer: str) -> str:
    return f'CREATE VIRTUAL TABLE lexical USING fts5 (title, body, tokenize = "{tokenizer}")'


def _as_it_is(title: str, text: str) -> tuple[str, str]:
    return title, text


def _beginnings(question: str) -> dict[str, float]:
    """Words from six letters on by their beginning, two letters short."""
    return {
        f'"{word[: max(5, len(word) - 2)]}"*' if _is_long(word) else f'"{word}"': 1.0
        for word in _WORD.findall(question)
    }


def _is_long(word: str) -> bool:
    return len(word) > 5 and word.isalpha()


def _trigrams(question: str) -> dict[str, float]:
    plain = " ".join(_WORD.findall(question.lower()))
    return {f'"{plain[at : at + 3]}"': 1.0 for at in range(len(plain) - 2)}


def _pieces() -> Callable[[str], list[str]]:
    """XLM-R's pieces of the folded text, by their ids."""
    tokenizer = load_tokenizer(WEIGHTS / TOKENIZER)
    tokenizer.no_truncation()

    def pieces(text: str) -> list[str]:
        made = tokenizer.encode(folded(text), add_special_tokens=False)
        pairs = zip(made.ids, made.tokens, strict=True)
        return [f"p{id_}" for id_, piece in pairs if any(map(str.isalnum, piece))]

    return pieces
