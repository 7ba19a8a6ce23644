"""Answers that a test makes up, of any text whatever."""

from hypothesis import strategies as st

from index import Sentence, Source
from qa import Answer, Difference, Draft, Saying, Statement, Status, Timings, Withheld

TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)
_MAYBE = st.none() | TEXTS
_MILLISECONDS = st.integers(0, 10**6).map(lambda tenths: tenths / 10)


def _sources() -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        id=TEXTS,
        title=TEXTS,
        url=_MAYBE,
        publisher=_MAYBE,
        published=_MAYBE,
        language=_MAYBE,
    )


def _sentences() -> st.SearchStrategy[Sentence]:
    return st.builds(
        Sentence,
        source=_sources(),
        version=TEXTS,
        index=st.integers(0, 500),
        start=st.integers(0, 10**6),
        text=TEXTS,
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """One of every outcome, with all that JSON tells of it."""
    status = draw(st.sampled_from(Status))
    cited = draw(st.lists(_sentences(), min_size=1, max_size=4, unique=True))
    statements = st.builds(
        Statement, TEXTS, st.lists(st.sampled_from(cited), min_size=1, unique=True).map(tuple)
    )
    said = status in (Status.ANSWERED, Status.PARTIAL)
    saying = st.builds(Saying, st.integers(1, 4), TEXTS)
    return Answer(
        id=draw(TEXTS),
        question=draw(TEXTS),
        searched_for=draw(TEXTS),
        status=status,
        statements=tuple(draw(st.lists(statements, min_size=1, max_size=3))) if said else (),
        withheld=tuple(draw(st.lists(st.builds(Withheld, st.builds(Draft, TEXTS), TEXTS)))),
        nearest=tuple(draw(st.lists(_sentences(), max_size=3))),
        span=draw(_MAYBE),
        said_by=draw(_MAYBE),
        hedge=draw(_MAYBE),
        missing=tuple(draw(st.lists(TEXTS, max_size=2))),
        differs=tuple(
            draw(st.lists(st.builds(Difference, TEXTS, st.lists(saying).map(tuple)), max_size=2))
        ),
        notice=draw(_MAYBE),
        reader=draw(TEXTS),
        timings=Timings(draw(_MILLISECONDS), draw(_MILLISECONDS), draw(_MILLISECONDS)),
    )
