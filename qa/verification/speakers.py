"""Whoever a statement says it is from is who the evidence says it is from.

Decided: a statement that names *another* speaker is withheld, and one that leaves the speaker out
is not, as long as the verb of saying does not doubt what it tells (:mod:`.settled` holds back what
was only claimed, planned or denied). "The bridge cost 5 million" under its sentence "The bridge
cost 5 million, the mayor said" is shown with that sentence and its speaker beside it, and readers
shorten this way far more often than they deceive by it: docs/verification.md has the figures.
"""

import re
from collections.abc import Iterator, Sequence

from index import Sentence
from qa.attribution import attribution_of
from qa.attribution.clauses import Layout, Span, layout_of, words_in
from qa.attribution.names import capitalised_inside
from qa.attribution.report import Report, Words
from qa.attribution.speakers import reports_in
from qa.attribution.wording import Wording, wording_of
from qa.reading.skeleton import is_among, skeleton_of, skeletons_of
from qa.verification.grounds import is_verbatim
from qa.verification.places import places_in
from qa.verification.stretches import Stretch, aligned, stretches_of
from qa.verification.tongues import wording_said_in
from qa.words import content_words, covers, tokens_of

_OURSELVES = re.compile(
    r"(?:(?:the|this|that|bu|эта|этот|в|این|der|die|dieser) )?(?:article|text|story|məqalə|mətn|"
    r"makale|metin|haber|статья|текст|مقاله|متن|خبر|artikel|bericht)",
    re.IGNORECASE,
)
"""Whatever the article says stands in its sentences: it is nobody else's word."""
_OFFICES = re.compile("وزارت(?:خانه)?|دولت|سازمان|شرکت|اداره|بانک|شورا|ارتش|پلیس|مقامات|دفتر")
"""Persian has no capitals to tell an office from a name."""
_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "ein", "eine"})
_LONGEST = 2000
_MOST = 12
"""Speakers of one statement that are asked after: who names more is no sentence."""
_ANCHORS = 3
"""Words of the evidence for which it is read who says them."""
_BEGINNING = 20
"""Code points behind speaker and verb by which what is said is known again."""
_BESIDE = 60
"""Code points around a speaker's name in which the title, firm or office stands."""


def misattributed(
    text: str, cited: Sequence[Sentence], around: Sequence[Sentence]
) -> Iterator[str]:
    """One line for each speaker of ``text`` that the evidence does not have for what is said.

    ``around`` are neighbours of the cited sentences: "he" is someone named there. Names are
    compared across scripts. Nothing is yielded for a text that stands in ``cited`` as it is.
    """
    if not cited or is_verbatim(text, cited):
        return
    wording = wording_said_in(text, cited, around)
    if wording is None:
        return
    text = text[:_LONGEST]
    names = _names([text, *(one.text for one in (*cited, *around))]) | _opening(text, wording)
    layout = layout_of(text, wording, names)
    for report in reports_in(layout)[:_MOST]:
        if report.speaker is None or layout.is_all(wording.pronouns, report.speaker):
            continue
        if _stands(text, report, cited) or _OURSELVES.fullmatch(text, *report.speaker):
            continue
        scopes = [_without(scope, report.speaker) for scope in report.scopes]
        who = text[slice(*report.speaker)]
        said = [text[low:high] for low, high in scopes if text[low:high].strip()]
        if said and (reason := _other(who, said, layout, cited, around)):
            yield reason


def _stands(text: str, report: Report, cited: Sequence[Sentence]) -> bool:
    """Whether the evidence has speaker, verb and the beginning of what is said word for word."""
    spans = [report.cue, *filter(None, [report.speaker])]
    start, end = min(low for low, _ in spans), max(high for _, high in spans)
    words = " ".join(text[start : end + _BEGINNING].split())
    return any(words in " ".join(one.text.split()) for one in cited)


def _other(
    who: str,
    said: Sequence[str],
    layout: Layout,
    cited: Sequence[Sentence],
    around: Sequence[Sentence],
) -> str | None:
    """Why ``who`` is not who says it; None where it is, or where nothing tells."""
    source = cited[0].source
    texts = [*(one.text for one in (*cited, *around)), source.title, source.publisher or ""]
    told = wording_of([*cited, *around])
    is_foreign = told is None or told.language != layout.wording.language
    name = _name_in(who, layout, texts, is_foreign=is_foreign)
    if not name:
        words = content_words(who)
        known = is_foreign or not words or any(covers(" ".join(texts), one) for one in words)
        return None if known else f"the article does not say that {who} says this"
    speakers = [one for part in said for one in _speakers_of(part, layout.wording, cited, around)]
    if any(_is_one(name, one) for one in speakers):
        return None
    if is_foreign and any(_has(layout.text, one[0].split()[-1]) for one in speakers):
        return None  # who says it is named; whom we took for the speaker is somebody else
    if not any(_is_written_as_name(one[0]) for one in speakers):
        if is_foreign:
            return None
        is_there = any(_is_one(name, (text, text)) for text in texts if text)
        return None if is_there else f"the article does not say that {who} says this"
    return f"the article has this from {speakers[0][0]}, not from {who}"


def _name_in(who: str, layout: Layout, texts: Sequence[str], *, is_foreign: bool) -> str:
    """The words of a speaker that are a name; empty for "the ministry".

    A lone word that begins the sentence may be either. It is a name where the article has it as
    one, and across languages unless it is known for an office.
    """
    wording = layout.wording
    words = [who[slice(*span)] for span in words_in(who, 0, len(who))]
    if wording.language == "fa":
        titled = (wording.titles, wording.agents, _OFFICES)
        if any(_OFFICES.fullmatch(word) for word in words):
            return ""
        return " ".join(word for word in words if not any(one.fullmatch(word) for one in titled))
    generic = (wording.titles, wording.agents, wording.offices, wording.fillers)
    named = [word for word in words if word[0].isupper() and word.lower() not in _ARTICLES]
    named = [word for word in named if not any(one.fullmatch(word) for one in generic)]
    if len(named) == 1 and named[0] == words[0] and layout.text.lstrip().startswith(named[0]):
        known = skeletons_of(" ".join(_names(texts)))
        if not is_foreign and not is_among(named[0], known):
            return ""
    return " ".join(named)


def _is_written_as_name(words: str) -> bool:
    """Whether there is a capital inside, or a script without any."""
    return any(c.isupper() for c in words) or not any(c.islower() for c in words)


def _is_one(who: str, speaker: tuple[str, str]) -> bool:
    """Whether both name one: by the last word of either, or what stands beside the other."""
    name, beside = speaker
    if who.casefold() in name.casefold() or _places(who) & _places(beside):
        return True
    return _has(beside, who.split()[-1]) or _has(who, name.split()[-1])


def _respelled(text: str) -> str:
    """Alijew as Aliyev: German writes a J for what others write with a Y."""
    return text.lower().replace("j", "y")


def _places(text: str) -> frozenset[str]:
    """Countries and capitals have names of their own in every language."""
    return frozenset(known for place in places_in(text) for known in place.ids)


def _has(text: str, word: str) -> bool:
    """Whether ``word`` is in ``text`` in whatever script; of one consonant, as it stands."""
    if skeleton_of(word):
        known = skeletons_of(text) | skeletons_of(_respelled(text))
        return is_among(word, known) or is_among(_respelled(word), known)
    return word.casefold() in text.casefold().split()


def _speakers_of(
    said: str, wording: Wording, cited: Sequence[Sentence], around: Sequence[Sentence]
) -> Iterator[tuple[str, str]]:
    """Who says ``said`` in the evidence: each name, and what stands beside it."""
    places = [
        (stretch, sentence, told.language != wording.language)
        for sentence in cited
        if (told := wording_of([sentence, *around]))
        for stretch in stretches_of(sentence.text[:_LONGEST], told)
    ]
    for claim in stretches_of(said, wording):
        for is_foreign in (False, True):
            pool = [stretch for stretch, _, other in places if other == is_foreign]
            near = [id(one) for one in aligned(claim, pool, is_foreign=is_foreign)]
            for stretch, sentence, _ in places:
                if id(stretch) in near:
                    yield from _named_at(
                        claim, stretch, sentence, _run(sentence, (*cited, *around))
                    )


def _named_at(
    claim: Stretch, stretch: Stretch, sentence: Sentence, run: Sequence[Sentence]
) -> Iterator[tuple[str, str]]:
    for start, end in _anchors(claim, stretch, sentence.text):
        speaker = attribution_of(run, sentence.start + start, sentence.start + end).speaker
        if speaker is not None:
            yield speaker.text, _beside(speaker, run)


def _anchors(claim: Stretch, stretch: Stretch, text: str) -> list[Span]:
    """Places of words that both have, the last first; any word where none is shared."""
    tokens = [one for one in tokens_of(text) if stretch.start <= one.start < stretch.end]
    shared = [
        (one.start, one.end)
        for one in tokens
        if any(covers(claim.bare, word) for word in content_words(one.text))
    ]
    return (shared or [(one.start, one.end) for one in tokens])[::-1][:_ANCHORS]


def _run(sentence: Sentence, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The neighbours of ``sentence`` with it, in their order."""
    own = {one for one in sentences if one.source == sentence.source}
    return sorted({sentence, *own}, key=lambda one: one.start)


def _beside(speaker: Words, run: Sequence[Sentence]) -> str:
    """The words around a name up to its verb: titles and offices are as good as the name."""
    for sentence in run:
        start, end = speaker.start - sentence.start, speaker.end - sentence.start
        if start >= 0 and end <= len(sentence.text):
            wording = wording_of([sentence])
            saying = wording.saying.finditer(sentence.text[: end + _BESIDE]) if wording else ()
            cues = [match.span() for match in saying]
            low = max([max(0, start - _BESIDE), *(b for _, b in cues if b <= start)])
            high = min([end + _BESIDE, *(a for a, _ in cues if a >= end)])
            return sentence.text[low:high]
    return speaker.text


def _without(scope: Span, speaker: Span) -> Span:
    """The scope up to the speaker or from it on, whichever is longer."""
    low, high = scope
    if speaker[1] <= low or high <= speaker[0]:
        return scope
    before, behind = (low, max(low, speaker[0])), (min(high, speaker[1]), high)
    return max(before, behind, key=lambda span: span[1] - span[0])


def _opening(text: str, wording: Wording) -> frozenset[str]:
    """The first word, where a verb at the end hides who acts and the word could be a name."""
    first = next((text[slice(*span)] for span in words_in(text, 0, min(len(text), 80))), "")
    is_name = wording.verb_last and first[:1].isupper() and len(first) > 2
    # By their ending Armenian names look like participles.
    is_other = wording.not_subjects.fullmatch(first) and not first.endswith("yan")
    return frozenset({first} if is_name and not is_other else ())


def _names(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(
        name
        for text in texts
        for name in capitalised_inside(text, words_in(text, 0, min(len(text), _LONGEST)))
    )
