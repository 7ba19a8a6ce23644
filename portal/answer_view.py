"""An answer as a person sees it: the short answer first, then what it rests on, or an honest no."""

from collections.abc import Iterator, Mapping

from index import Sentence
from portal.markup import element, escaped
from portal.words import language_name, say
from qa import Answer, Citation, Status, answer_to_markdown, nearest_citations, spoken_in

Counts = Mapping[str, int]
"""How many sentences an article has, by its id, where it is still in the collection."""


def question_html(text: str) -> str:
    """What was asked."""
    return element("div", escaped(text), class_="sl-q", dir="auto")


def waiting_html(sentences: tuple[Sentence, ...] | None) -> str:
    """What is being done: searching, or reading these sentences."""
    if sentences is None:
        return element("div", escaped(say("searching")), class_="sl-reading", aria_hidden="true")
    articles = len({sentence.source.id for sentence in sentences})
    key = "reading_one" if articles == 1 else "reading_many"
    told = element("div", escaped(say(key, sentences=len(sentences), articles=articles)))
    listed = (element("li", escaped(one.text), dir="auto") for one in sentences[:4])
    return element("div", told, element("ul", *listed), class_="sl-reading", aria_hidden="true")


def answer_html(answer: Answer, counts: Counts, vote: str | None = None) -> str:
    """One whole answer with its chips, sources and actions."""
    if answer.statements:
        inside, name = "".join(_said(answer, counts)), "sl-a"
    else:
        inside, name = "".join(_not_said(answer, counts)), "sl-a sl-none"
    held = _withheld(answer)
    notice = element("p", escaped(answer.notice), class_="sl-held") if answer.notice else ""
    return element(
        "section",
        inside,
        held,
        notice,
        _actions(answer, vote),
        class_=name,
        id=f"a-{answer.id}",
        data_answer=answer.id,
        data_spoken=_spoken(answer),
    )


def chip_html(citation: Citation, counts: Counts) -> str:
    """A numbered button that shows its quote, and opens the article at its sentence."""
    sentence, source = citation.sentence, citation.sentence.source
    where = _where(sentence, counts)
    card = element(
        "span",
        element("q", escaped(sentence.text), lang=source.language, dir="auto"),
        element("small", escaped(source.title), dir="auto"),
        element("small", escaped(where), dir="auto"),
        class_="sl-card",
        role="tooltip",
    )
    button = element(
        "button",
        str(citation.number),
        type="button",
        class_="sl-chip",
        data_act="open",
        data_article=source.id,
        data_sentence=str(sentence.index),
        data_number=str(citation.number),
        aria_label=say("source", number=citation.number, text=sentence.text),
    )
    return element("span", button, card, class_="sl-cite")


def _said(answer: Answer, counts: Counts) -> Iterator[str]:
    chips = {one.number: chip_html(one, counts) for one in answer.citations}
    first = answer.numbers(answer.statements[0])
    if answer.span:
        told = element("span", escaped(_headline(answer)), dir="auto")
        yield element("p", told, " ", chips[first[0]], class_="sl-short")
    if answer.span and answer.said_by:
        yield element("p", escaped(say("said_by", name=answer.said_by)), class_="sl-by")
    for statement in answer.statements:
        numbers = "".join(chips[number] for number in answer.numbers(statement))
        text = _emphasised(statement.text, answer)
        yield element("p", element("span", text, dir="auto"), " ", numbers, class_="sl-said")
    for part in answer.missing:
        yield element("p", escaped(say("missing", part=part)), class_="sl-missing")
    for difference in answer.differs:
        about = element("b", escaped(say("differs", about=difference.about)))
        rows = (
            element("p", escaped(one.value), " ", chips.get(one.citation, ""), dir="auto")
            for one in difference.says
        )
        yield element("div", about, *rows, class_="sl-two")


def _not_said(answer: Answer, counts: Counts) -> Iterator[str]:
    key = "unverified" if answer.status is Status.UNVERIFIED else "not_in_articles"
    yield element("h3", escaped(say(key)))
    yield element("small", escaped(say("searched_for", text=answer.searched_for)), dir="auto")
    cited = nearest_citations(answer)
    if cited:
        yield element("small", escaped(say("nearest")))
        listed = (
            element(
                "li",
                element("span", escaped(one.sentence.text), lang=one.sentence.source.language),
                " ",
                chip_html(one, counts),
                dir="auto",
            )
            for one in cited
        )
        yield element("ul", *listed)


def _headline(answer: Answer) -> str:
    """The short answer, from its hedge on where that stands just before it: verbatim either way."""
    span, text = answer.span or "", answer.statements[0].text
    at = text.find(span)
    if answer.hedge:
        start = text.rfind(answer.hedge, 0, at)
        near = start >= 0 and at - start <= len(answer.hedge) + 40
        span = text[start : at + len(span)] if near else f"{answer.hedge}: {span}"
    return span[:1].upper() + span[1:]


def _emphasised(text: str, answer: Answer) -> str:
    """The statement with the short answer in bold."""
    span = answer.span
    if not span or span not in text:
        return escaped(text)
    start = text.find(span)
    end = start + len(span)
    return f"{escaped(text[:start])}{element('b', escaped(span))}{escaped(text[end:])}"


def _withheld(answer: Answer) -> str:
    if not answer.withheld:
        return ""
    count = len(answer.withheld)
    told = say("withheld_one" if count == 1 else "withheld_many", count=count)
    listed = (
        element("li", element("s", escaped(one.draft.text)), " ", escaped(one.reason), dir="auto")
        for one in answer.withheld
    )
    summary = element("summary", escaped(told))
    return element("details", summary, element("ul", *listed), class_="sl-held")


def _actions(answer: Answer, vote: str | None) -> str:
    sources = {c.sentence.source.id: c.sentence.source for c in answer.citations}
    count = len(sources)
    told = [say("sources_one" if count == 1 else "sources_many", count=count)] if count else []
    languages = {s.language for s in sources.values() if s.language}
    languages = {one for one in languages if not spoken_in(answer.question, one)}
    told += [say("in_language", language=language_name(one)) for one in sorted(languages)]
    spans = [element("span", escaped(one)) for one in told]
    buttons = [
        _action("copy", say("copy")),
        _action("download", say("download")),
        _action("link", say("link")),
        _action("up", say("thanks" if vote == "up" else "helpful"), pressed=vote == "up"),
        _action("down", say("thanks" if vote == "down" else "not_right"), pressed=vote == "down"),
    ]
    label = say("reason")
    field = element(
        "input", type="text", maxlength="500", placeholder=label, aria_label=label
    ).removesuffix("</input>")
    reason = element(
        "form", field, element("button", escaped(say("send"))), class_="sl-reason", hidden=True
    )
    kept = element("textarea", escaped(answer_to_markdown(answer)), hidden=True, readonly=True)
    return element("div", *spans, *buttons, reason, kept, class_="sl-src")


def _action(act: str, label: str, *, pressed: bool | None = None) -> str:
    state = None if pressed is None else str(pressed).lower()
    return element("button", escaped(label), type="button", data_act=act, aria_pressed=state)


def _where(sentence: Sentence, counts: Counts) -> str:
    source = sentence.source
    count = counts.get(source.id)
    number = sentence.index + 1
    place = (
        say("sentence_of", number=number, count=count) if count else say("sentence", number=number)
    )
    told = [source.publisher, source.published or say("no_date"), place]
    return " · ".join(one for one in told if one)


def _spoken(answer: Answer) -> str:
    """What a screen reader announces when the answer is done."""
    if answer.statements:
        return " ".join(statement.text for statement in answer.statements)
    return say("unverified" if answer.status is Status.UNVERIFIED else "not_in_articles")
