"""The sentences around a cited one, in which a speaker may be named.

"She" and "the minister" are somebody whom a sentence before names; a quotation that is still open
at the end is signed behind; "this was reported by X" says whose the sentence before it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Sentence
from qa.attribution.clauses import Layout, Span, layout_of, trimmed, words_in
from qa.attribution.names import capitalised_inside, first_person, opening_name
from qa.attribution.report import Report, Words
from qa.attribution.speakers import hearsay_speaker, reports_in
from qa.attribution.wording import Wording

_BACK = 4
"""Sentences in which the name for a pronoun is looked for."""
_STEM = 5
"""Letters by which a title or surname is known again in another case or sex."""
_AROUND_NAME = 40
"""Code points around a name in which its title stands."""
_WIDTH = 1500
"""Code points of a sentence read on either side of what matters: hostile text stays linear."""
_CLOSING = frozenset('”»“"')
_SEVERAL = re.compile(r"(?:[ыи]|lar|lər|ler|[^s]s|l[ıiuü][kğ]\w*)$", re.IGNORECASE)
"""Endings of several and of offices: "experts", "Bakanlık" are nobody named before."""
_ENDING = re.compile(r"(?<=\w{3})(?:n?[ıiuü]n|y?[aəe])$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A run of sentences around the one at ``at``, and the words in it that are names."""

    sentences: Sequence[Sentence]
    at: int
    wording: Wording
    names: frozenset[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence], at: int, wording: Wording) -> "Surroundings":
        """The surroundings whose names are what is capitalised inside a sentence."""
        names: set[str] = set()
        for sentence in sentences:
            words = words_in(sentence.text, 0, min(len(sentence.text), 2 * _WIDTH))
            names.update(capitalised_inside(sentence.text, words))
        return cls(sentences, at, wording, frozenset(names))

    def laid_out(self, sentence: Sentence, span: Span = (0, 1)) -> Layout:
        """The sentence at its punctuation, as far as it is near ``span``."""
        low, high = max(0, span[0] - _WIDTH), min(len(sentence.text), span[1] + _WIDTH)
        return layout_of(sentence.text, self.wording, self.names, (low, high))

    def named_before(self) -> Words | None:
        """Who the sentences before are about: a person before an office, the nearest first."""
        found = [words for sentence in self._before() for words in self._subjects(sentence)]
        persons = [words for words in found if self._is_person(words)]
        best = next(iter(persons or found), None)
        return (self._in_full(best.text) or best) if best else None

    def named_for_title(self, layout: Layout, speaker: Span) -> Words | None:
        """The name for a lone title, "the minister", where a sentence before gives it."""
        if not self._is_title(layout, speaker):
            return None
        stem = layout.said(layout.words(speaker)[-1]).casefold()[:_STEM]
        named = (words for words, around in self._persons() if stem in around.casefold())
        return next(named, None)

    def quoted(self, layout: Layout, quote: Span) -> Words | None:
        """Who is quoted: named beside the quotation, where it ends, or before it."""
        cited = self.sentences[self.at]
        for rest in ((quote[1], layout.end), (layout.start, quote[0])):
            if person := first_person(layout, rest):
                return words_of(cited, person)
        if name := opening_name(layout):
            return words_of(cited, name)
        if quote[1] == layout.end and layout.text[quote[1] - 1] not in _CLOSING:
            for sentence in self.sentences[self.at + 1 : self.at + 1 + _BACK]:
                for report in reports_in(self.laid_out(sentence)):
                    if report.speaker:
                        return words_of(sentence, report.speaker)
        return self.named_before()

    def told_behind(self) -> Words | None:
        """Whom the next sentence's "this was reported by" names."""
        for sentence in self.sentences[self.at + 1 : self.at + 2]:
            layout = self.laid_out(sentence)
            if match := self.wording.hearsay.match(sentence.text, 0, layout.end):
                return words_of(sentence, hearsay_speaker(layout, match.end()))
        return None

    def _before(self) -> Iterator[Sentence]:
        yield from reversed(self.sentences[max(0, self.at - _BACK) : self.at])

    def _subjects(self, sentence: Sentence) -> Iterator[Words]:
        """Who speaks in a sentence, the last first; who opens it; who acts in it."""
        layout = self.laid_out(sentence)
        told = [
            report
            for report in reversed(reports_in(layout))
            if report.speaker and not self._is_title(layout, report.speaker)
        ]
        told.sort(key=lambda report: _is_in_passing(layout, report))
        spans = [report.speaker for report in told]
        person = first_person(layout, (layout.start, layout.end))
        for span in (*spans, opening_name(layout), person):
            if words := words_of(sentence, span):
                yield words

    def _persons(self) -> Iterator[tuple[Words, str]]:
        """Names of the sentences before, nearest first, with what stands around each."""
        for sentence in self._before():
            layout = self.laid_out(sentence)
            person = first_person(layout, (layout.start, layout.end))
            if words := words_of(sentence, person):
                start, end = words.start - sentence.start, words.end - sentence.start
                yield words, sentence.text[max(0, start - _AROUND_NAME) : end + _AROUND_NAME]

    def _is_person(self, words: Words) -> bool:
        if self.wording.language == "fa":
            return True
        parts = words.text.split()
        return parts[-1][0].isupper() and (len(parts) > 1 or parts[0] in self.names)

    def _is_title(self, layout: Layout, speaker: Span) -> bool:
        words = layout.words(speaker)
        if not 0 < len(words) <= 2 or _SEVERAL.search(layout.said(words[-1])):
            return False
        start, end = words[-1]
        if self.wording.verb_last and (ending := _ENDING.search(layout.text, start, end)):
            end = ending.start()
        return layout.is_all(self.wording.titles, (start, end))

    def _in_full(self, name: str) -> Words | None:
        """The whole name for a lone surname, in whatever case that stands."""
        if " " in name or not name[:1].isupper():
            return None
        stem = name[:_STEM]
        full = (words for words, _ in self._persons() if words.text.split()[-1][:_STEM] == stem)
        return next(full, None)


def _is_in_passing(layout: Layout, report: Report) -> bool:
    """Of "Reed denied it, as Cole had claimed": "he" in the next sentence is Reed."""
    if not report.speaker or report.cue[0] < report.speaker[0]:
        return False
    before = layout.mark_before(report.speaker[0])
    opening = trimmed(layout.text, before.end, report.cue[0])
    return before.is_comma and layout.opens(layout.wording.whole, opening)


def words_of(sentence: Sentence, span: Span | None) -> Words | None:
    """The words at ``span`` of the sentence, at their place in the article."""
    if span is None or span[0] >= span[1]:
        return None
    return Words(sentence.start + span[0], sentence.text[span[0] : span[1]])
