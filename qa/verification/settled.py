"""What the evidence calls possible, planned, denied or not so stays so in the statement.

Stretch by stretch: of each the stretches of the cited sentences are found that say the same, and it
may be weaker than they are, never stronger. One of several that fits is enough, since articles do
say one thing twice. What nothing is near to is left to the other checks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Sentence
from qa.attribution.clauses import Span, layout_of
from qa.attribution.force import Kind, Mark, is_past, kind_of
from qa.attribution.report import Report
from qa.attribution.speakers import reports_in
from qa.attribution.wording import Wording, wording_in, wording_of
from qa.disagreement.bounds import Bound, binding_of
from qa.disagreement.periods import periods_of
from qa.facts.numbers import evened
from qa.verification.stretches import Stretch, aligned, share, stretches_of
from qa.verification.tongues import script_of, tongue_of

_LONGEST = 2000
"""Code points of a sentence that are read, and of a statement: hostile text stays cheap."""
_HEDGES = (Kind.POSSIBLE, Kind.FORESEEN, Kind.SOFT, Kind.CONDITION)
_FIRM = (Kind.POSSIBLE, Kind.FORESEEN, Kind.CLAIMED)
"""Hedges that a statement may not leave out."""
_COLON = re.compile(r"[:;؛]\s")
"""Behind it, what somebody doubts is over, unless their words begin there."""
_WHOLE = 0.75
"""Share of a stretch that is all of it."""
_NOT_SO = (Kind.NEGATED, Kind.DENIED)
_ANSWER = re.compile(
    r"\W*(?:yes|no|bəli|xeyr|evet|hayır|да|нет|بله|خیر|نه|ja|nein)[.,!:;،](?=\s)", re.IGNORECASE
)
"""What a statement answers with denies nothing of the sentences."""
_YET = re.compile(
    r"\b(?:yet|still|so far|hələ\w*|henüz|hâlâ|ещё|еще|пока|noch)\b|هنوز", re.IGNORECASE
)
"""What is still to come is not so yet."""
_LACKS = re.compile(
    r"(?<!\w)(?:without|lack|absen|miss|ban|prohibit|un\w{3}|free of|only|few|little|against|oppos|"
    r"prevent|avoid|short of|без|лиш|только|запре|мало|ohne|mangel|nur|verbot|"
    r"wenig|بدون|تنها|فقط|منع|کم)|\w{3}(?:s[ıiuü]z)(?!\w)|\w{3}los(?!\w)",
    re.IGNORECASE,
)
"""Words that deny without a "not"."""
_NO_LONGER = re.compile(
    r"no longer|any ?more|artıq|больше|более|nicht mehr|keine?\w* \w+ mehr|دیگر", re.IGNORECASE
)
_ENDED = re.compile(
    r"(?<!\w)(?:lift|end|stop|cancel|abolish|remov|abandon|scrap|halt|ceas|clos|revok|withdr|quit|"
    r"suspend|drop|götür|dayandır|ləğv|bağla|bitir|kaldır|durdur|iptal|kapat|sona er|снял|снят|"
    r"отмен|прекра|закр|приостан|заверш|aufgehoben|beend|eingestellt|geschlossen|gestoppt|"
    r"abgeschafft|gestrichen|لغو|پایان|متوقف|برداشت|تعطیل)",
    re.IGNORECASE,
)
"""What has ended is no longer so."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A stretch of a cited sentence, and the sentence's text as far as it is read."""

    stretch: Stretch
    text: str
    wording: Wording
    is_conditional: bool

    def words(self, mark: Mark) -> str:
        """The words of the mark, as they stand."""
        return self.text[mark.start : mark.end]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A stretch of the statement, and the statement's text."""

    stretch: Stretch
    text: str
    wording: Wording

    def joined(self, others: Sequence["_Claim"]) -> "_Claim":
        """Claim with the marks of ``others`` for its own."""
        marks = tuple(mark for one in others for mark in one.stretch.marks)
        return replace(self, stretch=replace(self.stretch, marks=marks))

    def against(self, known: _Evidence) -> str | None:
        """Why this is not what the evidence says; None where it is, or is weaker."""
        mine, told = self.stretch, known.stretch
        if _is_from(mine, self.text) and _is_from(told, known.text):
            return None  # "not before 2030" and "after 2030"
        if mark := _only(told, mine, _NOT_SO):
            return f"the article says the opposite: “{known.words(mark)}”"
        if mark := _only(mine, told, _NOT_SO):
            if self._follows(known):
                return None
            return f"the article does not say “{self.text[mark.start : mark.end]}”"
        return self._hedge_against(known) or self._future_against(known)

    def _follows(self, known: _Evidence) -> bool:
        """Whether the negation is only another word: "not yet" of a plan, "no longer" of an end."""
        if _YET.search(self.text) and known.stretch.marked(*_HEDGES, Kind.FUTURE):
            return True
        return bool(_NO_LONGER.search(self.text) and _ENDED.search(known.stretch.bare))

    def _hedge_against(self, known: _Evidence) -> str | None:
        # Of "if it rains, it may move" the "if" does not stand in for the "may".
        hedges = _HEDGES[:3] if known.is_conditional else _HEDGES
        firm = known.stretch.marked(*_FIRM)
        if firm is None:
            return None
        enough = (*hedges, Kind.CLAIMED) if firm.kind is Kind.CLAIMED else hedges
        if not self.stretch.marked(*enough):
            return f"the article calls this {firm.kind}, not settled: “{known.words(firm)}”"
        if firm.kind is not Kind.CLAIMED and self._leaves_out(firm, known):
            return f"the article calls this {firm.kind} too: “{known.words(firm)}”"
        weak = [kind for kind in enough if kind is not Kind.FORESEEN]
        if not known.stretch.marked(Kind.FORESEEN) and not self.stretch.marked(*weak):
            return f"the article calls this only {firm.kind}: “{known.words(firm)}”"
        return None

    def _leaves_out(self, firm: Mark, known: _Evidence) -> bool:
        """Whether of two hedges only the other is left, and nothing new in place of this."""
        if self.wording is not known.wording:
            return False
        mine = {
            self.text[m.start : m.end].casefold() for m in self.stretch.marks if m.kind in _HEDGES
        }
        told = {known.words(m).casefold() for m in known.stretch.marks if m.kind in _HEDGES}
        return known.words(firm).casefold() not in mine and mine <= told

    def _future_against(self, known: _Evidence) -> str | None:
        if self.stretch.marked(*_HEDGES):
            return None
        if mark := known.stretch.marked(Kind.CONDITION):
            return f"the article makes this depend on a condition: “{known.words(mark)}”"
        mark = known.stretch.marked(Kind.FUTURE)
        is_told = self.stretch.marked(Kind.FUTURE) or not is_past(self.stretch.bare, self.wording)
        # The German "wird" is a passive as often as a future.
        if mark is None or is_told or known.wording.language == "de":
            return None
        return f"the article tells of this as still to come: “{known.words(mark)}”"


def unsettled(text: str, cited: Sequence[Sentence], around: Sequence[Sentence]) -> Iterator[str]:
    """One line for each stretch of ``text`` that is firmer than its evidence, or says its contrary.

    ``around`` are neighbours of the cited sentences; they tell the language. In a language other
    than the six nothing is yielded, nor for a text that stands in the cited sentences as it is.
    """
    if not cited or is_verbatim(text, cited):
        return
    mine = wording_said_in(text, cited, around)
    evidence = [one for sentence in cited for one in _evidence(sentence, around)]
    if mine is None or not evidence:
        return
    if len(text) > _LONGEST:
        yield "it is too long to be held against its sentences"
        return
    if answer := _ANSWER.match(text):
        text = " " * answer.end() + text[answer.end() :]
    claims = [_Claim(stretch, text, mine) for stretch in _claims(text, mine)]
    own = [one for one in evidence if one.wording.language == mine.language]
    other = [one for one in evidence if one.wording.language != mine.language]
    near = [
        (*_near(one, own, is_foreign=False), *_near(one, other, is_foreign=True)) for one in claims
    ]
    if claims and not own:
        yield from _denied_elsewhere(claims, evidence)
    for claim, known in zip(claims, near, strict=True):
        # What is one stretch in the evidence may be told in several: a hedge is in one of them.
        whole = [
            claim.joined([c for c, told in zip(claims, near, strict=True) if one in told])
            for one in known
        ]
        reasons = [one.against(told) for one, told in zip(whole, known, strict=True)]
        if reasons and all(reasons):
            yield str(reasons[0])
    yield from _swallowed(claims, own)


def _denied_elsewhere(claims: Sequence[_Claim], evidence: Sequence[_Evidence]) -> Iterator[str]:
    """Of a translation, a "not" where nothing in the sentences denies, ends, lacks or is to come.

    Which stretch it is of need not be known for that.
    """
    if any(
        one.stretch.marked(*_NOT_SO, *_HEDGES, Kind.FUTURE)
        or _LACKS.search(one.text)
        or (_ENDED.search(one.text) and _NO_LONGER.search(claims[0].text))
        for one in evidence
    ):
        return
    for claim in claims:
        if mark := claim.stretch.marked(Kind.NEGATED):
            yield f"the article does not say “{claim.text[mark.start : mark.end]}”"


def _near(claim: _Claim, evidence: Sequence[_Evidence], *, is_foreign: bool) -> Iterator[_Evidence]:
    """The evidence that says what the claim says, the nearest first."""
    known = {id(one.stretch): one for one in evidence}
    told = [one.stretch for one in evidence]
    yield from (known[id(one)] for one in aligned(claim.stretch, told, is_foreign=is_foreign))


def _swallowed(claims: Sequence[_Claim], evidence: Sequence[_Evidence]) -> Iterator[str]:
    """Of evidence that is a part of a longer claim: why the claim is not what it says."""
    for known in evidence:
        if not known.stretch.marked(*_FIRM, *_NOT_SO):
            continue
        for claim in claims:
            if share(known.stretch, claim.stretch) < _WHOLE or not (reason := claim.against(known)):
                continue
            again = [one for one in evidence if share(known.stretch, one.stretch) >= _WHOLE]
            if all(claim.against(one) for one in again):
                yield reason


def wording_said_in(
    text: str, cited: Sequence[Sentence], around: Sequence[Sentence]
) -> Wording | None:
    """The wording of a statement; None when it is in none of the six languages."""
    evidence = wording_of([*cited, *around])
    told = evidence.language if evidence else cited[0].source.language
    likely = told if script_of(text) == script_of(cited[0].text) else None
    tongue = tongue_of(text, likely)
    return wording_in(tongue) if tongue else None


def is_verbatim(text: str, cited: Sequence[Sentence]) -> bool:
    """Whether ``text`` is the whole of one cited sentence, or of several in their order."""
    words = text.split()
    whole = [word for sentence in cited for word in sentence.text.split()]
    return words == whole or any(words == sentence.text.split() for sentence in cited)


def _claims(text: str, wording: Wording) -> Iterator[Stretch]:
    """The stretches of a statement; a verb that thinks or intends is a hedge of its stretch.

    Whatever a statement has from somebody is told as a claim.
    """
    stretches = stretches_of(text, wording)
    conditions = _conditions(stretches)
    reports = reports_in(layout_of(text, wording, frozenset()))
    for stretch in stretches:
        cues = [
            Mark(_doubt(match.span(), text, wording), *match.span())
            for pattern in (wording.thinking, wording.intending)
            for match in pattern.finditer(text, stretch.start, stretch.end)
        ]
        doubts = _doubts(stretch, reports, text, wording)
        told = [report.cue for report in reports if not report.doubts]
        cues += [Mark(_doubt(cue, text, wording), *cue) for cue in told]
        bare = _blanked(stretch, [report.cue for report in reports])
        yield replace(stretch, bare=bare, marks=(*stretch.marks, *cues, *conditions, *doubts))


def _blanked(stretch: Stretch, cues: Sequence[Span]) -> str:
    """Its text without the verbs of saying: that somebody said it is past in any case."""
    bare = stretch.bare
    for low, high in cues:
        if stretch.start <= low and high <= stretch.end:
            low, high = low - stretch.start, high - stretch.start
            bare = bare[:low] + " " * (high - low) + bare[high:]
    return bare


def _conditions(stretches: Sequence[Stretch]) -> list[Mark]:
    return [mark for one in stretches for mark in one.marks if mark.kind is Kind.CONDITION][:1]


def _evidence(sentence: Sentence, around: Sequence[Sentence]) -> Iterator[_Evidence]:
    """The stretches of a cited sentence; what a report doubts, or a condition, marks its own."""
    wording = wording_of([sentence, *around])
    if wording is None:
        return
    text = sentence.text[:_LONGEST]
    layout = layout_of(text, wording, frozenset())
    reports = reports_in(layout)
    stretches = stretches_of(text, wording)
    conditions = _conditions(stretches)
    for stretch in stretches:
        marks = [*stretch.marks, *_doubts(stretch, reports, text, wording)]
        if any(_is_asked(text, at) for at in (stretch.end, stretch.end - 1)):
            marks.append(Mark(Kind.POSSIBLE, len(text) - 1, len(text)))
        if any(mark.kind is Kind.FUTURE for mark in marks):
            marks += conditions
        known = replace(stretch, marks=tuple(marks))
        yield _Evidence(known, text, wording, bool(conditions))


def _is_asked(text: str, at: int) -> bool:
    return text[at : at + 1] in ("?", "؟")


def _doubts(
    stretch: Stretch, reports: Sequence[Report], text: str, wording: Wording
) -> Iterator[Mark]:
    """What reports make of the stretch: a doubt, a plan, a denial, or a future in the past."""
    for report in reports:
        if not any(low < stretch.end and stretch.start < high for low, high in report.scopes):
            continue
        inside = [one.cue for one in reports if stretch.start <= one.cue[0] < stretch.end]
        if inside and report.cue not in inside and report.cue[1] <= stretch.start:
            continue  # "but Y says": whoever spoke before it does not speak on
        if _COLON.search(text, report.cue[1] + 2, max(stretch.start + 1, report.cue[1])):
            continue
        if report.doubts:
            yield Mark(_doubt(report.cue, text, wording), *report.cue)
        else:
            yield from (
                replace(mark, kind=Kind.FUTURE)
                for mark in stretch.marks
                if mark.kind is Kind.SOFT and text[mark.start : mark.end].lower()[:5] == "would"
            )


def _doubt(cue: Span, text: str, wording: Wording) -> Kind:
    """What a verb makes of what it reports: a claim where it says nothing more."""
    kind = kind_of(text[slice(*cue)], wording)
    if kind is not Kind.SOFT:
        return kind
    return Kind.FORESEEN if wording.intending.match(text, cue[0]) else Kind.CLAIMED


def _is_from(stretch: Stretch, text: str) -> bool:
    """Whether it gives the first day that there is: "not before 2030", "2030 at the earliest"."""
    even = evened(text[stretch.start : stretch.end])
    return any(
        binding_of(even, fact.start, fact.end, is_time=True).bound is Bound.FROM
        for fact in stretch.facts
        if periods_of(fact)
    )


def _only(one: Stretch, other: Stretch, kinds: Sequence[Kind]) -> Mark | None:
    """The mark of such a kind that ``one`` has and ``other`` has none of."""
    return None if other.marked(*kinds) else one.marked(*kinds)
