"""Where a unit of a reply ends: a line, or a full stop with a mark behind or before it.

Only what has been read decides, and only once it cannot be read otherwise, so that a unit ends at
the same place however the text came.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Sentence
from qa.chat.markers import LONGEST, MARK, MISSING, OPENERS, ROUND, STOPS, is_begun, is_meant

CLOSERS = "\"'”’»)]}」』*_`"
_LONGEST_UNIT = 4000
"""Code points; a model that writes on without an end is cut there."""
_REACH = 2 * LONGEST
"""Code points that stops and marks may stand together for."""
_EDGE = re.compile(rf"\n|[{STOPS}]|[{re.escape(OPENERS)}]")
_WORD = re.compile(r"(?:[^\W\d_]{4}|\d\d)$")
"""What is too long for an abbreviation."""
_QUOTES = frozenset("\"'”’»」』")
_SPACES = " \t\u00a0"
_GOES_ON = frozenset(",;:–—-/)،؛\n")
_LINEWISE = re.compile(
    rf"(?:[-*+•>\s_`]|\d{{1,2}}[.)]\s){{0,12}}(?:{MARK.pattern})|\#|\||```|[*_]{{0,3}}(?i:{MISSING})"
)
"""Starts of lines that are one unit: a line with its marks before its sentences, and no prose."""


@dataclass(frozen=True, slots=True)
class Run:
    """Stops, closing signs and marks that stand together; more text may belong to an open one.

    ``is_certain``: its stop ends a sentence even where small letters follow, as they do behind
    "U.S. [3]" and "“Go!” [3]" inside of one.
    """

    end: int
    behind: str = ""
    has_mark: bool = False
    has_stop: bool = False
    is_certain: bool = False
    is_open: bool = False

    @property
    def ends_a_unit(self) -> bool:
        """Whether a sentence has ended, and nothing behind goes on with it."""
        goes_on = (self.behind.islower() and not self.is_certain) or self.behind in _GOES_ON
        return self.has_mark and self.has_stop and not goes_on


@dataclass(slots=True)
class Units:
    """How the text of one reply is taken apart; ``native`` marks are no round ones.

    ``read``: how far into its first unit it has been looked at, so that a long one is not read anew
    with every piece that is added to it.
    """

    shown: Sequence[Sentence]
    native: bool = False
    read: int = 0

    def end(self, text: str, *, line_starts: bool, final: bool) -> int | None:
        """One past the first unit of ``text``; None while more text could move it.

        ``text`` starts where the last unit ended, or has grown at its end since.
        """
        end = self._end(text, line_starts=line_starts, final=final)
        if end is not None:
            self.read = 0
        return end

    def _end(self, text: str, *, line_starts: bool, final: bool) -> int | None:
        start = _LINEWISE.match(text) if line_starts else text.startswith(MISSING)
        while match := _EDGE.search(text, self.read, _LONGEST_UNIT):
            if match.group() == "\n":
                return self._line_end(text, match.start(), final=final)
            run = self._run(text, match.start())
            if run.is_open and not final:
                return None
            if run.ends_a_unit and not start:
                return run.end
            self.read = max(run.end, match.end())
        if len(text) >= _LONGEST_UNIT:
            return _LONGEST_UNIT
        return len(text) if final else None

    def _line_end(self, text: str, newline: int, *, final: bool) -> int | None:
        """Where the line ends, with the lines behind it that are nothing but marks."""
        end = newline
        while True:
            start = len(text) - len(text[end:].lstrip())
            if start == len(text):
                return end if final else None
            if text[start] not in OPENERS:
                return end
            run = self._run(text, start)
            if run.is_open and not final:
                return None
            if not run.has_mark or run.behind not in ("", "\n"):
                return end
            end = run.end

    def _run(self, text: str, start: int) -> Run:
        end = at = start
        has_mark = has_stop = False
        edge = min(len(text), start + _REACH)
        while at < edge:
            if mark := self._mark(text, at):
                has_mark = True
                end = at = at + mark
            elif text[at] in OPENERS and is_begun(text, at):
                return Run(end, is_open=True)
            elif text[at] in STOPS or (text[at] in CLOSERS and end > start):
                has_stop |= text[at] in STOPS
                end = at = at + 1
            elif text[at] in _SPACES + ",;،" and end > start:
                at += 1
            else:
                break
        behind = text[end:edge].lstrip(_SPACES)[:1]
        stands_alone = text[start + 1 : start + 2] not in _QUOTES
        certain = bool(_WORD.search(text, max(0, start - 8), start)) and stands_alone
        sure = text[start] not in STOPS or certain
        return Run(end, behind, has_mark, has_stop, sure, is_open=at == len(text))

    def _mark(self, text: str, at: int) -> int:
        """Length of the mark there; 0 where there is none."""
        if text[at] not in OPENERS:
            return 0
        if match := MARK.match(text, at, at + LONGEST):
            return match.end() - at
        match = None if self.native else ROUND.match(text, at, at + LONGEST)
        return match.end() - at if match and is_meant(match.group(), self.shown) else 0
