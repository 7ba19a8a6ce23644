"""Where a Persian sentence names its speaker: there are no capitals to see it by.

The subject opens its clause and its object may stand between it and the verb; an office and a name
stand between commas in front of the verb, in either order.
"""

import re

from qa.attribution.clauses import Layout, Mark, Span, bare, trimmed
from qa.attribution.names import named_in, quoted_name

_APPOSED = 6
"""Words of an office or a name between commas, and of a subject before its object."""
_OBJECT = "را"
_THIS = re.compile(r"(?:این|آن|چنین)(?!\w)")
_OFFICE = re.compile(r"ٔ|(?<!\w)(?:آن|او|وی|شرکت|خود)$")
"""Marks of a phrase that is an office: "سازندهٔ آن"."""
_FIGURE = re.compile(r"[^\W\d]*\d+.*")


def subject_of(layout: Layout, piece: Span, mark: Mark) -> tuple[Span | None, int]:
    """The speaker, None for a pronoun, and where what is theirs may begin."""
    wording = layout.wording
    if mark.kind == "،" and (named := between_commas(layout, mark)):
        return named, mark.end
    words = layout.words(piece)
    if layout.is_all(wording.pronouns, words[0]):
        return None, words[0][1]
    if len(words) > 1 and layout.is_all(wording.joiners, words[-1]):
        return named_in(layout, words[0]), words[0][1]
    link = wording.links.search(layout.text, piece[0] + 1, piece[1])
    figure = next((word for word in words[1:] if layout.is_all(_FIGURE, word)), None)
    if figure and link is None:
        # "سامارد ۹۰۰ سکه می‌خواهد": the object is a figure
        return named_in(layout, trimmed(layout.text, piece[0], figure[0])), figure[0]
    if link is None:
        return named_in(layout, piece), piece[1]
    if link.group() == _OBJECT and is_fronted(layout, piece) and words[-1][0] > link.end():
        return named_in(layout, trimmed(layout.text, link.end(), piece[1])), piece[1]
    subject = trimmed(layout.text, piece[0], link.start())
    if link.group() == _OBJECT or len(layout.words(subject)) > _APPOSED:
        subject = words[0]
    return named_in(layout, subject), subject[1]


def is_fronted(layout: Layout, piece: Span) -> bool:
    """Of "این ادعا را …": the object stands before the subject."""
    return layout.opens(_THIS, piece)


def between_commas(layout: Layout, mark: Mark) -> Span | None:
    """The name of "office، name،" or "name، office،" in front of the mark."""
    inner = layout.piece_before(mark)
    outer_mark = layout.mark_before(inner[0])
    outer = bare(layout, layout.piece_before(outer_mark))
    if outer_mark.kind != "،" or not _is_short(layout, inner) or not _is_short(layout, outer):
        return None
    if quoted := quoted_name(layout, inner):
        return quoted
    named = named_in(layout, inner)
    if layout.has(layout.wording.agents, inner) and len(layout.words(named)) > 1:
        return named
    is_office = layout.opens(layout.wording.titles, outer) or layout.has(_OFFICE, outer)
    return named_in(layout, inner if is_office and not layout.is_all(_FIGURE, inner) else outer)


def _is_short(layout: Layout, piece: Span) -> bool:
    words = layout.words(piece)
    return 0 < len(words) <= _APPOSED and not layout.has(layout.wording.verbs, piece)
