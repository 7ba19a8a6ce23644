"""HTML built of elements: whatever is not HTML already becomes text.

Questions, articles and answers are a stranger's. Only :func:`element` makes HTML, so that a string
that was forgotten is shown and never obeyed.
"""

import html

_VOID = frozenset({"br", "link", "meta"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, *inside: str, **attributes: str | float | None) -> Html:
    """An element of HTML or SVG; ``class_`` is class, ``text_anchor`` is text-anchor.

    A number has at most two decimals; an attribute that is None is left out.
    """
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(_attribute(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Html(f"<{tag}{told}>")
    return Html(f"<{tag}{told}>{joined(inside)}</{tag}>")


def joined(parts: "tuple[str, ...] | list[str]") -> Html:
    """Parts one after another, those escaped that are not HTML."""
    return Html("".join(one if isinstance(one, Html) else html.escape(one) for one in parts))


def _attribute(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
