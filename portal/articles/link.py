"""Where a cited sentence can be seen: on our article page, and on the page it was taken from.

The link out carries a text fragment (``#:~:text=``, WICG Scroll To Text Fragment), so that a
browser scrolls to the very sentence; one that knows no fragments just opens the page.
"""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from index import Article, Sentence

_WHOLE = 80
"""Code points up to which a sentence is spelled out; of a longer one both ends are."""
_ENDS = 4
"""Words of each end: enough to be found, few enough to survive a changed quotation mark."""
_ALONE = 3
"""Words below which a sentence may stand elsewhere too, and is found by what is around it."""
_DOTS = frozenset({".", ".."})


def article_path(
    id: str, sentences: Sequence[int] = (), version: str | None = None, *, locale: str | None = None
) -> str:
    """Path and query of our page of that article with these sentences lit, the first in view."""
    told = {"sentences": ",".join(map(str, sentences)), "version": version, "locale": locale}
    given = {name: value for name, value in told.items() if value}
    path = quote(id, safe="", errors="replace")
    if id in _DOTS:  # a browser would take it for a step in the path
        path, given = "", {"id": id, **given}
    query = f"?{urlencode(given, safe=',')}" if given else ""
    anchor = f"#s{sentences[0]}" if sentences else ""
    return f"/articles/{path}{query}{anchor}"


def path_to(cited: Sequence[Sentence]) -> str:
    """Our page of the article that ``cited`` are from; ValueError when they are of several."""
    versions = {(one.source.id, one.version) for one in cited}
    if len(versions) != 1:
        raise ValueError(f"{len(versions)} articles have no page together")
    ((id_, version),) = versions
    return article_path(id_, [one.index for one in cited], version)


def is_of_the_web(url: str | None) -> bool:
    """Whether an address may be linked to: nothing but the web's own schemes is."""
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


def original_url(article: Article, sentences: Sequence[Sentence], at: int | None) -> str | None:
    """The page that the article was taken from, at its sentence number ``at``; None for none."""
    url = article.source.url
    if url is None or not is_of_the_web(url):
        return None
    if at is None:
        return url
    page, _, fragment = url.partition("#")
    own = fragment.partition(":~:")[0]
    return f"{page}#{own}:~:text={_directive(article.text, sentences, at)}"


def _directive(text: str, sentences: Sequence[Sentence], at: int) -> str:
    """``[prefix-,]start[,end][,-suffix]`` that finds the sentence and not another like it."""
    sentence = sentences[at]
    words = sentence.text.split()
    if len(words) <= _ALONE or _first(text, words) != sentence.start:
        return _in_context(sentences, at)
    for count in range(_ENDS, len(words) // 2 + 1):
        if len(sentence.text) <= _WHOLE:
            break
        if _first(text, words[:count]) == sentence.start:
            return f"{_spelled(words[:count])},{_spelled(words[-count:])}"
    return _spelled(words)


def _in_context(sentences: Sequence[Sentence], at: int) -> str:
    parts = [_spelled(sentences[at].text.split())]
    if at > 0:
        parts.insert(0, _spelled(sentences[at - 1].text.split()[-_ENDS:]) + "-")
    if at + 1 < len(sentences):
        parts.append("-" + _spelled(sentences[at + 1].text.split()[:_ENDS]))
    return ",".join(parts)


def _first(text: str, words: Sequence[str]) -> int:
    """Where these words first stand, in code points; a guess, which only a link out rests on."""
    return text.find(" ".join(words))


def _spelled(words: Sequence[str]) -> str:
    """Percent-encoded whole: ``-``, ``,`` and ``&`` mean something in a text directive."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
