"""The widget's files, and the panel's page: what stands on other people's portals.

Files are found under the hash of what they say, so that a browser may keep them for ever and a
portal can pin the loader that it reviewed (Subresource Integrity). The panel's words are put into
its page as data: its policy allows no inline script, and it need not ask a second time.
"""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from string import Template

from fastapi import FastAPI, HTTPException, Request
from starlette.responses import HTMLResponse, Response

from portal.admission.doorkeeper import opens_by_link
from portal.house import House
from portal.kept_loaders import keep_loader, kept_loader, version_of
from portal.locales import locale_of
from portal.markup import escaped
from portal.words import Tongue, open_tongue

_STATIC = Path(__file__).parent / "static"
_WIDGET = _STATIC / "widget"
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_WORDS = (
    *("_plural", "_group", "_digits", "months", "day", "no_date"),
    *("ask", "ask_label", "ask_placeholder", "welcome", "welcome_more"),
    *("new", "anew", "download", "stop"),
    *("close", "close_panel", "conversation", "collection", "answer_to", "stopped", "copied"),
    *("searching", "searched_for", "said_by", "missing", "differs", "says", "in_language"),
    *("not_in_articles", "unverified", "nearest", "source", "sentence", "sentence_of"),
    *("copy", "embed_copy", "helpful", "not_right", "reason", "send", "thanks", "failed"),
    *("corrected", "gone", "original", "whole_article", "back"),
    *("busy", "too_many", "not_allowed", "unreachable"),
)
_COUNTED = ("reading", "withheld")
_FORMS = ("one", "few", "many")


def add_widget_door(application: FastAPI, house: House) -> None:
    """Add the widget, its panel and their files to the application."""
    keep_loader(house.store, _loader())

    @application.get("/widget.js", include_in_schema=False)
    def newest_loader(request: Request) -> Response:
        """Serve the loader under a name that outlives updates; browsers ask whether it changed."""
        tag = f'"{version_of(_loader())}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        return Response(_loader(), headers={"etag": tag}, media_type=_TYPES[".js"])

    @application.get("/widget/{version}/widget.js", include_in_schema=False)
    def pinned_loader(version: str) -> Response:
        """Serve the loader of that version, which never changes."""
        content = _loader_of(version, house.store)
        if content is None:
            raise HTTPException(404, "there is no such version: take the line of the Embed tab")
        return Response(content, media_type=_TYPES[".js"])

    @application.get("/widget/{version}/panel/{name}", include_in_schema=False)
    def panel_file(version: str, name: str) -> Response:
        """Serve a file of the panel; its modules name one another, so they share one version."""
        files = _panel_files()
        if version != _panel_version() or name not in files:
            raise HTTPException(404, "no such file")
        return Response(files[name], media_type=_TYPES[Path(name).suffix])

    @application.get("/embed", include_in_schema=False)
    def panel(request: Request) -> HTMLResponse:
        """Serve the panel's page. It is the same for everybody: who asks is told later."""
        theme = request.query_params.get("theme", "")
        pages = opens_by_link(house.access)
        return HTMLResponse(panel_html(open_tongue(locale_of(request)), theme, pages=pages))


def _loader_of(version: str, store: Path | None) -> bytes | None:
    if version == version_of(_loader()):
        return _loader()
    return kept_loader(store, version) if store is not None else None


def loader_path() -> str:
    """Where this version of the loader is, and no other ever."""
    return f"/widget/{version_of(_loader())}/widget.js"


def loader_integrity() -> str:
    """What a browser checks that loader by."""
    return f"sha384-{base64.b64encode(hashlib.sha384(_loader()).digest()).decode()}"


def panel_html(tongue: Tongue, theme: str = "", *, pages: bool = False) -> str:
    """The panel's page in that language; ``theme`` is light, dark, or what the browser prefers.

    ``pages`` says whether a citation can open on a page of its own.
    """
    files = f"widget/{_panel_version()}/panel"
    modules = [name for name in sorted(_panel_files()) if name.endswith(".js")]
    return Template((_WIDGET / "embed.html").read_text("utf-8")).substitute(
        lang=tongue.code,
        dir=tongue.direction,
        theme=f' data-theme="{theme}"' if theme in ("light", "dark") else "",
        pages=" data-pages" if pages else "",
        title=escaped(tongue.words["ask_label"]),
        files=files,
        # Modules are found one by the other; named here, they come all at once.
        preloads="\n".join(f'<link rel="modulepreload" href="{files}/{one}">' for one in modules),
        words=words_json(tongue),
    )


def words_json(tongue: Tongue) -> str:
    """The panel's words as JSON that can stand inside a script element."""
    told = {key: words for key, words in tongue.words.items() if _of_the_panel(key)}
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def _of_the_panel(key: str) -> bool:
    stem, _, form = key.rpartition("_")
    return key in _WORDS or key.startswith("language_") or (stem in _COUNTED and form in _FORMS)


@cache
def _loader() -> bytes:
    return (_WIDGET / "widget.js").read_bytes()


@cache
def _panel_files() -> dict[str, bytes]:
    paths = [_STATIC / "tokens.css", *sorted((_WIDGET / "panel").iterdir())]
    return {path.name: path.read_bytes() for path in paths if path.suffix in _TYPES}


@cache
def _panel_version() -> str:
    return version_of(b"\0".join(_panel_files().values()))
