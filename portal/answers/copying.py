"""An answer for a person's clipboard: Markdown, in the language that it was shown in."""

import re
from collections.abc import Iterator

from portal.articles.link import is_of_the_web
from portal.words import date_in_words, say
from qa import Answer, Citation, Status, nearest_citations

_BEGINS_A_BLOCK = re.compile(r"^(\d{0,9})([-+=.)])(?=[-+=\s]|$)")
"""A list, a rule or an underline, where the text is the first of its line."""


def answer_for_copying(answer: Answer) -> str:
    """The question, what was answered, and every quote with what it is from."""
    paragraphs = [f"**{_inert(answer.question.strip())}**", *_said(answer)]
    cited = answer.citations if answer.statements else nearest_citations(answer)
    paragraphs += [
        f"> [{one.number}] {_inert(one.sentence.text)}\n> — {_origin(one)}" for one in cited
    ]
    paragraphs += [_inert(answer.notice)] if answer.notice else []
    return "\n\n".join(paragraphs) + "\n"


def _said(answer: Answer) -> Iterator[str]:
    if not answer.statements:
        key = "unverified" if answer.status is Status.UNVERIFIED else "not_in_articles"
        yield f"{say(key)} {say('nearest')}" if answer.nearest else say(key)
        return
    yield _inert(answer.text)
    yield from (_inert(say("missing", part=part)) for part in answer.missing)
    for difference in answer.differs:
        yield _inert(say("differs", about=difference.about))
        yield "\n".join(f"- {_inert(one.value)} [{one.citation}]" for one in difference.says)


def _origin(citation: Citation) -> str:
    sentence, source = citation.sentence, citation.sentence.source
    told = (
        source.title,
        source.publisher,
        date_in_words(source.published),
        say("sentence", number=sentence.index + 1),
    )
    line = " · ".join(_inert(one) for one in told if one)
    if not is_of_the_web(source.url):
        return line
    # A bracket would end the link, and what follows in the address would be Markdown.
    return f"{line} · <{str(source.url).replace('<', '%3C').replace('>', '%3E')}>"


def _inert(text: str) -> str:
    """Article text as text: no Markdown of its own takes effect."""
    flat = "".join(f"\\{c}" if c in "\\`*_[]<>#|~&" else c for c in " ".join(text.split()))
    return _BEGINS_A_BLOCK.sub(r"\1\\\2", flat)
