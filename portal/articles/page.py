"""The article on a page of its own, its cited sentences lit: where every citation leads.

An article that is not there and one that this person may not read are told alike.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from index import Collection, SourcelineError
from portal.articles.view import article_html
from portal.house import House, person_of
from portal.locales import locale_of
from portal.markup import element, escaped
from portal.words import in_our_words, say, speaking

_NUMBERS = re.compile(r"([0-9]{1,6}(,[0-9]{1,6}){0,99})?")
_VERSION = re.compile(r"[0-9a-f]{0,64}")
_HEAD = """
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/house/favicon.svg">
<link rel="stylesheet" href="/house/tokens.css">
<link rel="stylesheet" href="/house/article.css">
<script src="/house/theme.js"></script>
<script src="/house/article.js" defer></script>
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a link asks for: sentences, with the numbers to stand beside them, of this version."""

    id: str
    cited: Mapping[int, int | None]
    version: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What comes of it: the title and HTML of the article, or of the line that says why not."""

    status: int
    title: str
    inside: str


def add_article_page(application: FastAPI, house: House) -> None:
    """Add the article page to the application."""

    @application.get("/articles/{id:path}", include_in_schema=False)
    def article(request: Request, id: str) -> HTMLResponse:
        """Show the article with the cited sentences lit; with ``fragment=1`` nothing around it."""
        query = request.query_params
        with speaking(locale_of(request)):
            try:
                wanted = wanted_of(id, query)
                everyones = house.desk.wait().assistant.collection
                shown = article_shown(everyones.within(person_of(request).scope), wanted)
            except ValueError as error:
                shown = _line(422, str(error))
            except SourcelineError as error:
                shown = _line(503, str(error))
            alone = query.get("fragment") == "1"
            html = shown.inside if alone else page_html(shown)
            return HTMLResponse(html, shown.status)


def wanted_of(id: str, query: Mapping[str, str]) -> Wanted:
    """What a link asks for; ValueError says in one line of the house's what is wrong with it.

    Ids that a browser would take for a step in the path come as ``?id=``.
    """
    sentences, numbers = query.get("sentences", ""), query.get("numbers", "")
    version = query.get("version", "")
    if not _NUMBERS.fullmatch(sentences):
        raise ValueError(say("bad_sentences"))
    if not _VERSION.fullmatch(version):
        raise ValueError(say("bad_version"))
    lit = [int(one) for one in sentences.split(",") if one]
    beside: list[int | None] = [int(one) for one in numbers.split(",") if one.isdecimal()]
    beside = beside or [None] * len(lit)
    if not _NUMBERS.fullmatch(numbers) or len(beside) != len(lit):
        raise ValueError(say("bad_numbers"))
    return Wanted(id or query.get("id", ""), dict(zip(lit, beside, strict=True)), version)


def article_shown(collection: Collection, wanted: Wanted) -> Shown:
    """The article as far as ``collection`` lets it be read; ValueError for sentences it has not."""
    article = collection.article(wanted.id)
    if article is None:
        return _line(404, say("no_such_page"))
    sentences = collection.sentences(wanted.id)
    corrected = wanted.version not in ("", article.version)
    if not corrected and any(one >= len(sentences) for one in wanted.cited):
        raise ValueError(say("beyond_the_end", count=len(sentences)))
    first = min(wanted.cited, default=None)
    html = article_html(article, sentences, wanted.cited, chosen=first, corrected=corrected)
    return Shown(200, article.source.title, html)


def page_html(shown: Shown) -> str:
    """A whole page, in the language of the request."""
    home = element("h1", element("a", "Sourceline", href="/"), class_="sl-home")
    ask = element("a", escaped(say("ask_label")), href="/", class_="sl-back")
    bar = element("header", home, ask, class_="sl-bar")
    body = element("body", bar, element("main", shown.inside), class_="sl-page")
    title = element("title", escaped(f"{shown.title} · Sourceline"))
    head = element("head", title, _HEAD)
    return "<!doctype html>" + element("html", head, body, **in_our_words())


def _line(status: int, told: str) -> Shown:
    """A page of one line, for what cannot be shown."""
    return Shown(status, told, element("p", escaped(told), class_="sl-line", role="alert"))
