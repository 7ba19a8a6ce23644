"""Does a draft rest on its sentences? A pure function, the same for every reader.

What fails is withheld with its reason, never dropped and never shown as an answer. A draft whose
words are those of one of its sentences passes by construction; with another figure in them it
never does.
"""

import itertools
from collections.abc import Iterator, Sequence

from index import Kind, Sentence
from qa.answer import Draft, Statement, Withheld
from qa.verification.figures import NOWHERE, unsupported_figures
from qa.verification.grounds import unsaid
from qa.verification.misplaced import misplaced
from qa.verification.names import Evidence, unsupported_names
from qa.verification.settled import unsettled
from qa.verification.speakers import misattributed
from qa.verification.tongues import Tongues


def verify(draft: Draft, shown: Sequence[Sentence] = ()) -> Statement | Withheld:
    """Pass the draft as a Statement, or withhold it with a one-line reason.

    ``shown`` is all that was found: names may stand beside the cited sentences too.
    """
    reason = next(reasons(draft, shown), None)
    if reason is not None:
        return Withheld(draft, " ".join(reason.split()))
    return Statement(draft.text, tuple(dict.fromkeys(draft.sentences)))


def reasons(draft: Draft, shown: Sequence[Sentence] = ()) -> Iterator[str]:
    """Why the draft cannot be said, the plainest reason first; nothing when it can."""
    if not draft.text.strip():
        yield "it says nothing"
    elif not draft.sentences:
        yield "it cites no sentence"
    elif shown and not {*draft.sentences}.issubset(shown):
        yield "it cites a sentence that was not found"
    else:
        yield from _not_verbatim(draft)
        if not is_verbatim(draft.text, draft.sentences):
            yield from _unsupported(draft, shown)


def is_verbatim(text: str, cited: Sequence[Sentence]) -> bool:
    """Whether ``text`` is one of the sentences, or all of a run of them."""
    return any(text == one.text for one in cited) or _on_one_line(text) in runs_of(cited)


def _not_verbatim(draft: Draft) -> Iterator[str]:
    around = runs_of((*draft.sentences, *draft.neighbours))
    cited = runs_of(draft.sentences)
    for told, runs in ((draft.span, cited), (draft.said_by, around), (draft.hedge, around)):
        if told is not None and not any(_on_one_line(told) in run for run in runs):
            yield f"“{told}” {NOWHERE}"


def _unsupported(draft: Draft, shown: Sequence[Sentence]) -> Iterator[str]:
    cited = tuple(dict.fromkeys(draft.sentences))
    around = beside(cited, (*shown, *draft.neighbours))
    texts, tongues = [one.text for one in cited], Tongues.of(draft.text, cited)
    evidence = Evidence.of(texts, [*(one.text for one in around), *_above(cited)])
    yield from unsupported_figures(draft.text, texts, runs_of(cited), tongues)
    yield from unsupported_names(draft.text, evidence, tongues)
    yield from unsaid(draft.text, texts, evidence, tongues)
    yield from misplaced(draft.text, cited, around)
    yield from unsettled(draft.text, cited, around)
    yield from misattributed(draft.text, cited, around)


def beside(cited: Sequence[Sentence], shown: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Those of ``shown`` that stand next to a cited one, and the headlines of their articles."""
    places = {(one.source.id, one.index) for one in cited}
    near = {(article, index + step) for article, index in places for step in (-1, 1)}
    articles = {article for article, _ in places}
    return tuple(
        dict.fromkeys(
            one
            for one in shown
            if (one.source.id, one.index) not in places
            and ((one.source.id, one.index) in near)
            | (one.kind is Kind.HEADLINE and one.source.id in articles)
        )
    )


def _above(cited: Sequence[Sentence]) -> Iterator[str]:
    for source in dict.fromkeys(one.source for one in cited):
        yield from filter(None, (source.title, source.publisher))


def runs_of(sentences: Sequence[Sentence]) -> list[str]:
    """The sentences on one line, neighbours together: a quotation may run over their boundary."""
    ordered = sorted(set(sentences), key=lambda one: (one.source.id, one.index))
    runs = itertools.groupby(enumerate(ordered), lambda at: (at[1].source.id, at[1].index - at[0]))
    return [_on_one_line(" ".join(one.text for _, one in run)) for _, run in runs]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
