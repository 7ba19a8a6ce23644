"""Plain prose of what a model marks up, whatever it was asked: no lists, emphasis, links, tags."""

import re

_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINKED_NUMBER = re.compile(r"(\[\d+\])\((?:https?:|www\.|[/#])[^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:https?:|www\.|mailto:|[/#])[^)\n]{0,500}\)")
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,300}>", re.DOTALL)
_SIGNS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_LINE = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+•●▪◦‣–—][ \t]+)+", re.MULTILINE)
_NUMBERED = re.compile(r"\s*(\d{1,2})[.)][ \t]+(?=\S)")
_LABEL = re.compile(
    r"[\s*_#>]*(?:final )?(?:answer|cavab|cevap|yanıt|ответ|پاسخ|antwort)[*_]*\s*[:：][*_]*\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*(?:#{1,6}\s|\||```|(?P<sign>\*\*|__)[^*_\n]+(?P=sign)\s*$)")


def plain_prose(text: str) -> str:
    """``text`` without markup; what is quoted, listed or emphasised stays as it reads."""
    for found, instead in (
        (_IMAGE, " "),
        (_LINKED_NUMBER, r"\1"),
        (_LINK, r"\1"),
        (_TAG, " "),
        (_LINE, ""),
    ):
        text = found.sub(instead, text)
    return _SIGNS.sub("", text).replace("|", " ")


def is_aside(line: str) -> bool:
    """Whether the line is a heading, a row of a table, or a fence: no sentence, unless it cites."""
    return bool(_ASIDE.match(line))


def without_label(line: str) -> str:
    """The line without the "Answer:" that it begins with, as in the example a model was shown."""
    found = _LABEL.match(line)
    return line[found.end() :] if found else line


def without_number(line: str, last: int) -> tuple[str, int]:
    """The line without its number in a list, and that number; ``last`` is the one before it.

    "3. Köprü" and "15. Juli" begin with a number of their own, so only one that goes on counts.
    """
    found = _NUMBERED.match(line)
    if found is None or int(found[1]) not in (1, last + 1):
        return line, 0 if line.strip() and found is None else last
    return line[found.end() :], int(found[1])
