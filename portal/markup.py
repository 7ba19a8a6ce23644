"""Text as HTML, so that nothing in an article, a question or a model's words is ever markup."""

import html
from collections.abc import Iterable

_MARKS = {"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\n": "&#10;", "\r": "&#13;"}
"""What templates and Markdown would read as their own; a line break would end a block of HTML."""


def escaped(text: str) -> str:
    """``text`` for an element or a quoted attribute."""
    safe = html.escape(text, quote=True)
    return "".join(_MARKS.get(c, c) for c in safe)


def element(tag: str, *inside: str, **attributes: str | bool | None) -> str:
    """An element around HTML that is safe already; attribute values are escaped here.

    ``class_`` is class, ``data_act`` is data-act; None and False leave an attribute out.
    """
    told = "".join(_attribute(name, value) for name, value in attributes.items())
    return f"<{tag}{told}>{''.join(inside)}</{tag}>"


def joined(parts: Iterable[str | None], between: str = " · ") -> str:
    """The parts that there are, escaped."""
    return between.join(escaped(part) for part in parts if part)


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    plain = name.rstrip("_").replace("_", "-")
    return f" {plain}" if value is True else f' {plain}="{escaped(value)}"'
