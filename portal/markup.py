"""Text as HTML, so that nothing in an article, a question or a model's words is ever markup.

Everything shown is built by :func:`element` around :func:`escaped` text. A sanitiser after that
could only take away what we wrote ourselves, and would undo the escapes of braces and line breaks.
"""

import html
from collections.abc import Iterable

_MARKS = {"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\n": "&#10;", "\r": "&#13;"}
"""What templates and Markdown would read as their own; a line break would end a block of HTML."""
_VOID = frozenset({"input"})


def escaped(text: str) -> str:
    """``text`` for an element or a quoted attribute."""
    safe = html.escape(text, quote=True)
    return "".join(_MARKS.get(c, c) for c in safe)


def element(tag: str, *inside: str, **attributes: str | bool | None) -> str:
    """An element around HTML that is safe already; attribute values are escaped here.

    ``class_`` is class, ``data_act`` is data-act; None and False leave an attribute out.
    """
    told = "".join(_attribute(name, value) for name, value in attributes.items())
    return f"<{tag}{told}>" if tag in _VOID else f"<{tag}{told}>{''.join(inside)}</{tag}>"


def in_a_row(parts: Iterable[str | None]) -> str:
    """What is told of something, with dots between; each part runs its own way."""
    return " · ".join(element("bdi", escaped(one)) for one in parts if one)


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    plain = name.rstrip("_").replace("_", "-")
    return f" {plain}" if value is True else f' {plain}="{escaped(value)}"'
