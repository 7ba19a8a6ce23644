"""The list of articles: what can be asked about, newest first, found by title or publisher."""

import unicodedata
from collections.abc import Sequence

from index import Source
from portal.markup import element, escaped, in_a_row
from portal.words import date_in_words, direction_of, language_name, say

_LISTED = 100
_WORTH_SEARCHING = 8
"""Articles from which on a list is searched rather than looked through."""


def collection_html(sources: Sequence[Source], wanted: str = "") -> str:
    """Articles in order of arrival, the last first; ``wanted`` keeps those that have its words."""
    found = sources_with(sources, wanted)
    parts = [
        element("h2", escaped(say("collection"))),
        element("p", escaped(say("opens_here")), class_="sl-pick"),
    ]
    if len(sources) >= _WORTH_SEARCHING:
        parts.append(_search_form(wanted))
    parts.append(element("ul", *(_row(one) for one in found[:_LISTED])))
    more = len(found) - _LISTED
    if more > 0:
        parts.append(element("p", escaped(say("more_articles", count=more)), class_="sl-pick"))
    if not found and sources:
        parts.append(element("p", escaped(say("no_such_article")), class_="sl-pick"))
    return element("div", *parts, class_="sl-collection")


def sources_with(sources: Sequence[Source], wanted: str) -> list[Source]:
    """Those that have all words of ``wanted``, the last to arrive first."""
    words = _plain(wanted).split()
    return [one for one in reversed(sources) if _has(one, words)]


def _has(source: Source, words: Sequence[str]) -> bool:
    text = _plain(f"{source.title} {source.publisher or ''} {source.published or ''}")
    return all(word in text for word in words)


def _plain(text: str) -> str:
    """Case and accents aside: "izmir" finds İzmir."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _search_form(wanted: str) -> str:
    label = say("find_article")
    field = element(
        "input", type="search", value=wanted, placeholder=label, aria_label=label, maxlength="200"
    )
    return element("form", field, class_="sl-find", role="search")


def _row(source: Source) -> str:
    title = element(
        "button",
        escaped(source.title),
        type="button",
        data_act="open",
        data_article=source.id,
        dir=direction_of(source.language),
        lang=source.language,
    )
    told = (source.publisher, date_in_words(source.published), language_name(source.language))
    return element("li", title, element("small", in_a_row(told)))
