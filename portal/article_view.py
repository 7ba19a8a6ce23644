"""An article with its cited sentences lit up: one renderer for every place that shows one."""

from collections.abc import Mapping, Sequence

from index import Article, Kind, Sentence
from portal.markup import element, escaped
from portal.words import language_name, say

_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ug", "ckb"})


def article_html(
    article: Article,
    sentences: Sequence[Sentence],
    cited: Mapping[int, int],
    *,
    chosen: int | None = None,
    corrected: bool = False,
) -> str:
    """The article, set to be read.

    ``cited`` gives citation numbers by sentence index; ``chosen`` is the sentence to be in view;
    ``corrected`` says that the citations are of an earlier version, and then none is lit.
    """
    source = article.source
    shown = {} if corrected else dict(cited)
    parts = [_meta(article, sentences)]
    if corrected:
        parts.append(element("p", escaped(say("corrected")), class_="sl-held", role="note"))
    headline = next((s for s in sentences if s.kind is Kind.HEADLINE), None)
    if headline is None:
        parts.append(element("h2", escaped(source.title), dir="auto"))
    for paragraph in _paragraphs(article, sentences):
        if paragraph[0].kind is Kind.BYLINE and paragraph[0].text == source.publisher:
            continue  # it stands above the headline already
        inside = " ".join(_sentence_html(one, shown, chosen) for one in paragraph)
        parts.append(_block(paragraph[0].kind, inside))
    if source.url:
        link = element(
            "a",
            escaped(say("original")),
            href=source.url,
            target="_blank",
            rel="noopener noreferrer",
        )
        parts.append(element("p", link, class_="sl-original"))
    direction = "rtl" if source.language in _RTL else "auto"
    return element(
        "article",
        *parts,
        class_="sl-article",
        lang=source.language,
        dir=direction,
        data_article=source.id,
        tabindex="0",
        aria_label=source.title,
    )


def counted(sentences: Sequence[Sentence]) -> int:
    """How many sentences an article has for a reader: page furniture aside."""
    return sum(sentence.kind is not Kind.FURNITURE for sentence in sentences)


def _meta(article: Article, sentences: Sequence[Sentence]) -> str:
    source = article.source
    told = [
        source.publisher,
        source.published or say("no_date"),
        language_name(source.language),
        say("sentences", count=counted(sentences)),
    ]
    spans = (element("span", escaped(one)) for one in told if one)
    return element("div", *spans, class_="sl-meta", dir="auto")


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


def _sentence_html(sentence: Sentence, cited: Mapping[int, int], chosen: int | None) -> str:
    number = cited.get(sentence.index)
    name = f"s-{sentence.index}"
    if number is None:
        return element("span", escaped(sentence.text), id=name)
    chip = element(
        "span", str(number), class_="sl-chip sl-margin", aria_hidden="true", data_number=str(number)
    )
    lit = element(
        "mark",
        escaped(sentence.text),
        id=name,
        class_="on" if sentence.index == chosen else None,
        data_number=str(number),
    )
    return chip + lit
