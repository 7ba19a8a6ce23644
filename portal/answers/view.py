"""An answer as a person sees it: the short answer first, then what it rests on, or an honest no."""

from collections.abc import Iterator, Mapping, Sequence

from index import Sentence, Source
from portal.answers.actions import actions_html
from portal.markup import element, escaped, in_a_row
from portal.words import apart, date_in_words, direction_of, say, say_of
from qa import Answer, Citation, Difference, Said, Statement, Status, Withheld, nearest_citations

Counts = Mapping[str, int]
"""How many sentences an article has, by its id, where it is still in the collection."""
_LONGEST_BUBBLE = 600
"""Characters of a question that are shown; what is longer is told to be too long anyway."""
_READING_SHOWN = 4
_HEDGE_REACH = 40
"""Characters between a hedge and the short answer it belongs to, in "possible by the end of"."""


def question_html(text: str) -> str:
    """What was asked."""
    shown = text if len(text) <= _LONGEST_BUBBLE else text[:_LONGEST_BUBBLE] + "…"
    return element("div", escaped(shown), class_="sl-q", dir="auto")


def waiting_html(read: Sequence[Sentence] | None, said: Sequence[Said], counts: Counts) -> str:
    """What has been said so far, and what is being done: searching, or reading these sentences."""
    so_far = (_so_far(one, counts) for one in said)
    if read is None:
        doing = element("div", escaped(say("searching")))
    else:
        articles = len({sentence.source.id for sentence in read})
        words = say_of("reading", articles, sentences=len(read), articles=articles)
        told = element("div", escaped(words))
        listed = (
            element("li", escaped(one.text), **_language(one.source))
            for one in read[:_READING_SHOWN]
        )
        doing = told + element("ul", *listed)
    return element("div", *so_far, class_="sl-a") + element("div", doing, class_="sl-reading")


def answer_html(
    answer: Answer, counts: Counts, vote: str | None = None, *, asks_why: bool = False
) -> str:
    """One whole answer with its chips, sources and actions; ``asks_why`` opens the reason field."""
    parts = _said(answer, counts) if answer.statements else _not_said(answer, counts)
    box = element("div", *parts, class_=None if answer.statements else "sl-none")
    notice = element("p", escaped(answer.notice), class_="sl-held") if answer.notice else ""
    return element(
        "section",
        box,
        _withheld_html(answer.withheld),
        notice,
        actions_html(answer, vote, asks_why=asks_why),
        class_="sl-a",
        id=f"a-{answer.id}",
        data_answer=answer.id,
        data_spoken=_spoken(answer),
        aria_label=say("answer_to", question=answer.question[:_LONGEST_BUBBLE]),
    )


def chip_html(citation: Citation, counts: Counts) -> str:
    """A numbered button that shows its quote, and opens the article at its sentence."""
    sentence, source = citation.sentence, citation.sentence.source
    card = element(
        "span",
        element("q", escaped(sentence.text), **_language(source)),
        element("small", escaped(source.title), **_language(source)),
        element("small", _where(sentence, counts)),
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
        aria_label=say("source", number=citation.number, text=sentence.text),
    )
    return element("span", button, card, class_="sl-cite")


def _language(source: Source) -> dict[str, str | None]:
    """Attributes of a text of this article: which language it is in, and which way it runs."""
    return {"lang": source.language, "dir": direction_of(source.language)}


def _so_far(said: Said, counts: Counts) -> str:
    chips = "".join(chip_html(citation, counts) for citation in said.citations)
    told = _spoken_in(said.statement)
    return element("p", escaped(said.statement.text), " ", chips, class_="sl-said", **told)


def _spoken_in(statement: Statement) -> dict[str, str | None]:
    """The language of its source where it is the source's words; a model's may be any."""
    first = statement.sentences[0]
    return _language(first.source) if statement.text == first.text else {"dir": "auto"}


def _said(answer: Answer, counts: Counts) -> Iterator[str]:
    if answer.searched_for != " ".join(answer.question.split()):
        told = escaped(say("searched_for", text=answer.searched_for))
        yield element("p", told, class_="sl-sought", dir="auto")
    chips = {one.number: chip_html(one, counts) for one in answer.citations}
    if answer.span:
        first = answer.statements[0]
        chip, told = chips[answer.numbers(first)[0]], escaped(_headline(answer))
        yield element("p", told, " ", chip, class_="sl-short", **_spoken_in(first))
    if answer.span and answer.said_by:
        yield element("p", escaped(say("said_by", name=answer.said_by)), class_="sl-by", dir="auto")
    for number, statement in enumerate(answer.statements):
        cited = "".join(chips[one] for one in answer.numbers(statement))
        text = _emphasised(answer) if number == 0 else escaped(statement.text)
        yield element("p", text, " ", cited, class_="sl-said", **_spoken_in(statement))
    for part in answer.missing:
        yield element("p", escaped(say("missing", part=part)), class_="sl-missing", dir="auto")
    for difference in answer.differs:
        yield _difference_html(difference, answer, chips)


def _difference_html(difference: Difference, answer: Answer, chips: Mapping[int, str]) -> str:
    """Who said what, and when."""
    sources = {one.number: one.sentence.source for one in answer.citations}
    rows = []
    for one in difference.says:
        source = sources[one.citation]
        publisher = apart(source.publisher or source.title)
        who = f"{publisher}, {date_in_words(source.published)}"
        told = escaped(say("says", who=who, value=one.value))
        rows.append(element("li", told, " ", chips[one.citation]))
    about = element("h2", escaped(say("differs", about=difference.about)), dir="auto")
    return element("div", about, element("ul", *rows), class_="sl-two")


def _not_said(answer: Answer, counts: Counts) -> Iterator[str]:
    key = "unverified" if answer.status is Status.UNVERIFIED else "not_in_articles"
    yield element("h2", escaped(say(key)))
    cited = nearest_citations(answer)
    told = say("searched_for", text=answer.searched_for)
    nearest = f" {say('nearest')}" if cited else ""
    yield element("small", escaped(told + nearest), dir="auto")
    listed = (
        element(
            "li",
            escaped(one.sentence.text),
            " ",
            chip_html(one, counts),
            **_language(one.sentence.source),
        )
        for one in cited
    )
    yield element("ul", *listed) if cited else ""


def _shown_span(answer: Answer) -> tuple[int, int] | None:
    """Where the short answer stands in the first statement, from its hedge on where that is near.

    For bold type alone: a statement may be a reader's own words, in which nothing has offsets.
    """
    text, span = answer.statements[0].text, answer.span
    start = text.find(span) if span else -1
    if not span or start < 0:
        return None
    end = start + len(span)
    hedged = text.rfind(answer.hedge, 0, start) if answer.hedge else -1
    if answer.hedge and hedged >= 0 and start - hedged <= len(answer.hedge) + _HEDGE_REACH:
        start = hedged
    return start, end


def _headline(answer: Answer) -> str:
    """The short answer with its hedge: never one that was only possible as if it were settled."""
    span, hedge = answer.span or "", answer.hedge
    place = _shown_span(answer)
    told = answer.statements[0].text[slice(*place)] if place else span
    if hedge and hedge not in told:
        told = f"{hedge}: {told}"
    return told[:1].upper() + told[1:]


def _emphasised(answer: Answer) -> str:
    """The first statement with the short answer in bold."""
    text, place = answer.statements[0].text, _shown_span(answer)
    if place is None:
        return escaped(text)
    start, end = place
    bold = element("b", escaped(text[start:end]))
    return f"{escaped(text[:start])}{bold}{escaped(text[end:])}"


def _withheld_html(withheld: Sequence[Withheld]) -> str:
    if not withheld:
        return ""
    summary = escaped(say_of("withheld", len(withheld)))
    listed = (
        element("li", element("s", escaped(one.draft.text)), " ", escaped(one.reason), dir="auto")
        for one in withheld
    )
    return element("details", element("summary", summary), element("ul", *listed), class_="sl-held")


def _where(sentence: Sentence, counts: Counts) -> str:
    source, number = sentence.source, sentence.index + 1
    count = counts.get(source.id)
    known = say("sentence_of", number=number, count=count) if count else ""
    place = known or say("sentence", number=number)
    return in_a_row((source.publisher, date_in_words(source.published), place))


def _spoken(answer: Answer) -> str:
    """What a screen reader announces when the answer is done."""
    if answer.statements:
        return " ".join(statement.text for statement in answer.statements)
    return say("unverified" if answer.status is Status.UNVERIFIED else "not_in_articles")
