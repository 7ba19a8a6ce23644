"""An article with its cited sentences lit up: one renderer for every place that shows one."""

from collections.abc import Mapping, Sequence

from index import Article, Kind, Sentence
from portal.articles.link import original_url
from portal.markup import element, escaped
from portal.words import (
    date_in_words,
    direction_of,
    in_our_words,
    language_name,
    say,
    say_of,
)


def article_html(
    article: Article,
    sentences: Sequence[Sentence],
    cited: Mapping[int, int | None],
    *,
    chosen: int | None = None,
    answer_id: str | None = None,
    corrected: bool = False,
    page: str | None = None,
) -> str:
    """The article, set to be read.

    ``cited`` gives citation numbers, where they have any, by sentence index; ``chosen`` is the
    sentence to be in view. ``corrected`` says that the citations are of an earlier version, and
    then none is lit: today's sentence is not the one that was quoted, however alike. ``page`` is a
    link to the article's own page, for a view that is not it.
    """
    source = article.source
    shown = {} if corrected else dict(cited)
    first = min(shown, default=None) if chosen is None else chosen
    parts = [_meta(article, sentences)]
    if corrected:
        parts.append(
            element("p", escaped(say("corrected")), class_="sl-held", role="note", **in_our_words())
        )
    if all(sentence.kind is not Kind.HEADLINE for sentence in sentences):
        parts.append(element("h2", escaped(source.title), dir="auto"))
    for paragraph in _paragraphs(article, sentences):
        if paragraph[0].kind is Kind.BYLINE and paragraph[0].text == source.publisher:
            continue  # it stands above the headline already
        inside = " ".join(_sentence_html(one, shown, chosen) for one in paragraph)
        parts.append(_block(paragraph[0].kind, inside))
    original = original_url(article, sentences, first if first in shown else None)
    links = [_link(say("own_page"), page) if page else "", _link(say("original"), original)]
    parts.append(element("p", *links, class_="sl-links", **in_our_words()) if any(links) else "")
    return element(
        "article",
        *parts,
        class_="sl-article",
        lang=source.language,
        dir=direction_of(source.language),
        data_article=source.id,
        data_from=answer_id,
        tabindex="0",
        aria_label=source.title,
    )


def length_of(sentences: Sequence[Sentence]) -> int:
    """How many sentences an article has for a reader: the page furniture after it left out."""
    ends = (one.index + 1 for one in reversed(sentences) if one.kind is not Kind.FURNITURE)
    return next(ends, 0)


def _link(told: str, url: str | None) -> str:
    if url is None:
        return ""
    return element(
        "a",
        escaped(told),
        href=url,
        target="_blank",
        rel="noopener noreferrer",
        class_="sl-link",
    )


def _meta(article: Article, sentences: Sequence[Sentence]) -> str:
    source, count = article.source, length_of(sentences)
    told = [
        source.publisher,
        date_in_words(source.published),
        language_name(source.language),
        say_of("sentences", count),
    ]
    spans = (element("bdi", escaped(one)) for one in told if one)
    return element("div", *spans, class_="sl-meta", **in_our_words())


def _paragraphs(article: Article, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Runs of sentences of one kind with no blank line between them."""
    runs: list[list[Sentence]] = []
    for sentence in sentences:
        if runs:
            last = runs[-1][-1]
            between = article.text[last.end : sentence.start]
            if last.kind is sentence.kind and between.count("\n") < 2:
                runs[-1].append(sentence)
                continue
        runs.append([sentence])
    return runs


def _block(kind: Kind, inside: str) -> str:
    if kind is Kind.HEADLINE:
        return element("h2", inside, dir="auto")
    names = {Kind.BYLINE: "sl-byline", Kind.FURNITURE: "sl-furniture"}
    return element("p", inside, class_=names.get(kind), dir="auto")


def _sentence_html(sentence: Sentence, cited: Mapping[int, int | None], chosen: int | None) -> str:
    place = str(sentence.index)
    anchor = f"s{place}"
    if sentence.index not in cited:
        return element("span", escaped(sentence.text), data_sentence=place, id=anchor)
    on = " on" if sentence.index == chosen else ""
    lit = element(
        "mark",
        escaped(sentence.text),
        class_=on.strip() or None,
        data_sentence=place,
        id=anchor,
    )
    number = cited[sentence.index]
    if number is None:
        return lit
    chip = element(
        "span",
        str(number),
        class_=f"sl-chip sl-margin{on}",
        aria_hidden="true",
        data_sentence=place,
    )
    return chip + lit
