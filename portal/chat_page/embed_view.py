"""The Embed tab: what a portal has to paste and to allow, how it looks, and who may do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from index import SourcelineError
from portal.admission.access import Access
from portal.admission.addresses import is_loopback_name, plain_origin
from portal.markup import element, escaped
from portal.widget_door import loader_integrity, loader_path
from portal.words import say, spoken

_LONGEST = 300
"""Characters of an address that are looked at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a site may embed the widget, and the line that says why."""

    may: bool
    line: str


def embed_html(access: Access, site: str, asked: str = "") -> str:
    """The pane, for a server reached at ``site``; ``asked`` is the address to be checked."""
    origin = _origin_of(site)
    steps = element(
        "div",
        element("h2", escaped(say("embed_title"))),
        element("p", escaped(say("embed_paste"))),
        _to_copy(snippet(origin, signed=bool(access.token_secret or access.token_keys))),
        element("p", escaped(say("embed_policy"))),
        _to_copy(policy_line(origin)),
        _check(access, origin, asked[:_LONGEST]),
        class_="sl-steps",
    )
    frame = element(
        "iframe", src=f"/embed?locale={spoken().code}&preview", title=say("embed_preview")
    )
    preview = element(
        "div", element("h3", escaped(say("embed_preview"))), frame, class_="sl-preview"
    )
    return element("div", steps, preview, class_="sl-embed")


def snippet(origin: str, *, signed: bool) -> str:
    """The line for the portal's page: the loader of this version and no other."""
    token = ' data-token-endpoint="/sourceline-token"' if signed else ""
    return (
        f'<script src="{origin}{loader_path()}" integrity="{loader_integrity()}" '
        f'crossorigin="anonymous" defer{token}></script>'
    )


def policy_line(origin: str) -> str:
    """What the portal's content security policy has to allow, and no more."""
    return f"script-src {origin}; frame-src {origin}"


def may_embed(asked: str, origins: Sequence[str], site: str) -> Verdict:
    """Whether a page at ``asked`` may embed what is served at ``site``, and why not."""
    wanted, here = _origin_of(asked), _origin_of(site)
    if not wanted:
        return Verdict(False, say("embed_no_address"))
    if wanted == here:
        return Verdict(True, say("embed_itself"))
    if _is_mixed(wanted, here):
        return Verdict(False, say("embed_mixed", origin=wanted, site=here))
    listed = [plain_origin(one) for one in origins]
    if wanted in listed:
        return Verdict(True, say("embed_yes", origin=wanted))
    key, near = _unlike(wanted, listed) if listed else ("embed_none", "")
    return Verdict(False, say(key, origin=wanted, listed=near))


def _unlike(wanted: str, listed: Sequence[str]) -> tuple[str, str]:
    """What tells a site from the listed one that it is nearest to, and that one."""
    mine = urlsplit(wanted)
    for one in listed:
        theirs = urlsplit(one)
        names = mine.hostname or "", theirs.hostname or ""
        if names[0] == names[1]:
            return "embed_port" if mine.scheme == theirs.scheme else "embed_scheme", one
        if names[0].endswith(f".{names[1]}") or names[1].endswith(f".{names[0]}"):
            return "embed_subdomain", one
    return "embed_unlisted", ""


def _is_mixed(wanted: str, here: str) -> bool:
    """A browser shows nothing from plain HTTP on a page from HTTPS, but for this very machine."""
    plain = here.startswith("http://") and wanted.startswith("https://")
    return plain and not is_loopback_name(urlsplit(here).hostname or "")


def _origin_of(address: str) -> str:
    """The origin of an address, its path and what follows left out; "" for what is no address."""
    try:
        parts = urlsplit(address.strip())
        return plain_origin(f"{parts.scheme}://{parts.netloc}")
    except (ValueError, SourcelineError):
        return ""


def _check(access: Access, site: str, asked: str) -> str:
    label = say("embed_address")
    field = element(
        "input",
        type="text",
        inputmode="url",
        value=asked,
        placeholder="https://portal.example",
        aria_label=label,
        maxlength=str(_LONGEST),
        dir="ltr",
    )
    form = element("form", field, element("button", escaped(say("embed_check"))), class_="sl-may")
    told = ""
    if asked.strip():
        verdict = may_embed(asked, access.origins, site)
        name = "sl-verdict sl-yes" if verdict.may else "sl-verdict sl-no"
        told = element("p", escaped(verdict.line), class_=name)
    return element("h3", escaped(say("embed_question"))) + form + told


def _to_copy(code: str) -> str:
    button = element("button", escaped(say("embed_copy")), type="button", data_act="take")
    return element("div", element("pre", escaped(code), dir="ltr"), button, class_="sl-code")
