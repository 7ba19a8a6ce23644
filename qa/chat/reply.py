"""What a model writes, read as it comes: drafts, each with the sentences that its marks name.

A draft is one sentence. It is out as soon as it is certain where it ends, and nothing decides that
but the text itself, so that the same text gives the same drafts however it is cut into pieces.

The text is taken in *units*: to the end of a line, or to a full stop with a mark behind or before
it. Only a whole unit is cut into sentences, with the splitter that cuts articles. A mark belongs to
the sentence that it stands in or behind (on a line that begins with one, to the sentence after it).
A sentence without a mark rests on nothing, even where the next one has some: its draft names no
sentence, and is withheld. Headings, lead-ins ("According to the articles:") and refusals are none.
"""

import re
from collections.abc import Iterator, Sequence

from index import Sentence, sentence_spans
from qa.answer import Draft
from qa.chat.markers import MARK, MISSING, OPENERS, ROUND, STOPS, is_meant, resolved, visible
from qa.chat.prose import is_aside, plain_prose, without_label, without_number
from qa.chat.refusals import is_refusal, says_nothing_of, without_refusal
from qa.chat.units import CLOSERS, Units
from qa.particles import YES_OR_NO

_LONGEST_PART = 200
"""Code points of what a model may call missing."""
_MARKS = re.compile(rf"(?:{MARK.pattern}|{ROUND.pattern})(?:\s*[,;،]\s*(?=[\[【［(（]\s*\S?\d))?")
_LED_BY_A_MARK = re.compile(
    r"(?<![^\s.!?…])(?:according to|as (?:stated|mentioned|reported|noted|described) in|based on|"
    r"согласно|по данным|laut|gemäß|طبق|بر اساس)\s+(?:the |den |der )?(?:sentences?\s|sources?\s|"
    rf"предложени\w+\s|satz\s|sätzen\s|جمله\s)?({MARK.pattern})\s*[,،]?\s*(\w+)",
    re.IGNORECASE,
)
"""A mark that is a word of its sentence: "According to [3], it opens"."""
_MISSING = re.compile(rf"{MISSING}|^[\s*_]*(?i:{MISSING})(?!.*\[\d)")
_PARTICLE = re.compile(rf"\W*{YES_OR_NO}\W*", re.IGNORECASE)
"""What answers a question, and says nothing without the sentence behind it."""
_SMALL = re.compile(r"(?<!\bapprox)(?<=[^\W\d_]{5})[.?](?=\s+[^\W\d_])(?!\s+\w*[A-ZА-Я])")
_THINKING = re.compile(r"\s*<think(?:ing)?>", re.IGNORECASE)
_THOUGHT = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_TAG = len("</thinking>")
_PADDING = " \t" + CLOSERS

Marks = list[tuple[int, tuple[Sentence, ...]]]
"""Where marks stood in a text that has none any more, and what each one names."""


class Reply:
    """One reply as it comes in; ``shown`` are the sentences that the model was shown, from 1.

    ``native``: its citations come beside the text (:meth:`cite`), and marks in the text are none.
    """

    def __init__(
        self, shown: Sequence[Sentence], language: str = "en", *, native: bool = False
    ) -> None:
        self._shown = shown
        self._language = language
        self._native = native
        self._units = Units(shown, native)
        self._text = ""
        self._head: str | None = ""
        self._thinks = False
        self._line_starts = True
        self._item = 0
        self._refused = False
        self.said_anything = False

    def feed(self, piece: str) -> Iterator[Draft]:
        """Take a piece in; the drafts that are certain now."""
        self._take(visible(piece))
        yield from self._whole(final=False)

    def cite(self, numbers: Sequence[int]) -> None:
        """What was fed last rests on these sentences of ``shown``, counted from 1."""
        self._take(f"\ue000{','.join(map(str, numbers))}\ue001")

    def end(self) -> Iterator[Draft]:
        """The drafts that were waiting for more; the reply has been read to its end."""
        if self._head is not None and not self._thinks:
            self._text, self._head = self._text + self._head, None
        yield from self._whole(final=True)

    def _take(self, text: str) -> None:
        """Add to the text, but for what a model thinks aloud before it begins."""
        if self._head is None:
            self._text += text
            return
        self._head += text
        self._thinks = self._thinks or bool(_THINKING.match(self._head))
        if not self._thinks:
            if not "<thinking>".startswith(self._head.lstrip()[:_TAG].lower()):
                self._text, self._head = self._head, None
        elif end := _THOUGHT.search(self._head):
            self._text, self._head = self._head[end.end() :], None
        else:
            self._head = self._head[-_TAG:]

    def _whole(self, *, final: bool) -> Iterator[Draft]:
        while True:
            body = self._text.lstrip()
            self.said_anything |= bool(body)
            if "\n" in self._text[: len(self._text) - len(body)]:
                self._line_starts = True
            self._text = body
            if not body:
                return
            end = self._units.end(body, line_starts=self._line_starts, final=final)
            if end is None:
                return
            unit, self._text = body[:end], body[end:]
            starts, self._line_starts = self._line_starts, False
            yield from self._drafts(unit, line_starts=starts)

    def _drafts(self, unit: str, *, line_starts: bool) -> Iterator[Draft]:
        missing = _MISSING.search(unit)
        said, part = (unit[: missing.start()], unit[missing.end() :]) if missing else (unit, "")
        said, refuses = without_refusal(said)
        self._refused |= refuses
        if line_starts:
            said, self._item = without_number(without_label(said), self._item)
        if not self._native:
            said = _LED_BY_A_MARK.sub(_behind_its_word, said)
        text, marks = self._told(plain_prose(said))
        yield from self._sentences(text, marks, aside=is_aside(said))
        if missing and (named := self._told(plain_prose(part))[0].strip(" *_`.\n")):
            yield Draft("", missing=(" ".join(named.split())[:_LONGEST_PART],))

    def _told(self, unit: str) -> tuple[str, Marks]:
        """The text without its marks, and what each one names, with the place where it stood."""
        pieces: list[str] = []
        marks: Marks = []
        length = last = 0
        for match in _MARKS.finditer(unit):
            if match.group()[0] in "(（" and not self._is_round_mark(unit, *match.span()):
                continue
            piece = unit[last : match.start()]
            length, last = length + len(piece), match.end()
            pieces.append(piece)
            ours = match.group()[0] == "\ue000"
            marks.append(
                (length, resolved(match.group(), self._shown) if ours == self._native else ())
            )
        text = "".join([*pieces, unit[last:]])
        while MARK.search(text):  # what was left of "[3[4]5]" names nothing, and is no text either
            text = MARK.sub(lambda match: " " * len(match.group()), text)
        return text, marks

    def _is_round_mark(self, unit: str, start: int, end: int) -> bool:
        """Whether a number in round brackets can be nothing but a mark."""
        if self._native or not is_meant(unit[start:end], self._shown):
            return False
        before, after = unit[:start].rstrip(_PADDING), unit[end:].lstrip(_PADDING)
        return bool(before) and (before[-1] in STOPS or after[:1] in ("", "\n", *STOPS, *OPENERS))

    def _sentences(self, text: str, marks: Marks, *, aside: bool) -> Iterator[Draft]:
        spans = list(_spans(text, self._language))
        named: list[dict[Sentence, None]] = [{} for _ in spans]
        first = bool(marks) and not text[: marks[0][0]].strip()
        for place, sentences in marks:
            if (at := _home(text, spans, place, before=first)) is not None:
                named[at].update(dict.fromkeys(sentences))
        for (start, end), rests_on in zip(spans, named, strict=True):
            said = _tidy(text[start:end])
            if not any(c.isalnum() for c in said) or says_nothing_of(said, rests_on):
                continue
            if rests_on or not (aside or self._refused or _claims_nothing(said)):
                yield Draft(said, tuple(rests_on))


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """As an article is cut, and where a careless model goes on in small letters.

    "Yes." stays with the sentence behind it.
    """
    began = None
    for start, end in sentence_spans(text, language):
        if _PARTICLE.fullmatch(text, start, end) and text[end:].strip():
            began = start
            continue
        start, began = start if began is None else began, None
        for match in _SMALL.finditer(text, start, end):
            yield start, match.end()
            start = match.end()
        yield start, end


def _behind_its_word(match: re.Match[str]) -> str:
    """The first word of the sentence, and behind it the mark that led to it."""
    mark, word = match.groups()
    return f"{word[0].upper()}{word[1:]}{mark}"


def _home(text: str, spans: Sequence[tuple[int, int]], place: int, *, before: bool) -> int | None:
    """The sentence that a mark at ``place`` belongs to; ``before``: marks stand before theirs."""
    behind = [n for n, (_, end) in enumerate(spans) if end > place]
    if before and behind:
        return behind[0]
    ahead = [n for n, (start, _) in enumerate(spans) if start < len(text[:place].rstrip())]
    return ahead[-1] if ahead else (behind[0] if behind else None)


def _claims_nothing(said: str) -> bool:
    return said.endswith((":", "：")) or is_refusal(said)


def _tidy(text: str) -> str:
    """One line, without the gaps that marks leave before a stop."""
    return re.sub(rf"\s+(?=[{STOPS},;:،؛](?:\s|$))", "", " ".join(text.split())).strip(" *_`")
