"""Bytes to the text of an article, or one line on why they are not text.

UTF-8, and UTF-16 where a byte-order mark says so. Nothing is guessed, because a text decoded
wrongly would be cited wrongly.
"""

import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class NotText(Exception):  # noqa: N818 -- it says what is the matter
    """Why a file or a line cannot be taken, in one line that follows its name."""


def decoded(raw: bytes) -> str:
    """The text of ``raw``, its byte-order mark dropped and nothing else; raises NotText."""
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in raw[:8192]:
        raise NotText("is a binary file, not text")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        wanted = "UTF-16" if encoding == "utf-16" else "UTF-8"
        raise NotText(
            f"is not {wanted} text (byte {error.start:,}): save it as UTF-8 and index it again"
        ) from error


def checked(text: str) -> str:
    """``text`` as it is; raises NotText when nothing could be cited from it."""
    if not text.strip():
        raise NotText("is empty")
    if "\0" in text or _SURROGATE.search(text):
        raise NotText("holds NUL characters or halves of characters (lone surrogates)")
    return text


def without_controls(text: str, instead: str) -> str:
    """``text`` with ``instead`` for all that could move a terminal's cursor or end a line.

    Joiners stay: Persian is written with them.
    """
    return _CONTROL.sub(instead, text)
