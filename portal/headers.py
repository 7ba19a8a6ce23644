"""What every response says of itself: what its page may load, who may frame it, how it is kept.

By path, for each kind of page needs something else and none gets more than it needs.
"""

from collections.abc import Mapping, Sequence

_EVERYWHERE = {
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_APART = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""For what no other site has a use for."""
_PAGE = (
    # Gradio's page puts its configuration in an inline script; nothing comes from elsewhere.
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_ARTICLE = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_PANEL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
)
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PROGRAMS = ("/api/", "/v1/", "/mcp", "/metrics", "/openapi.json")
_KEPT = {
    "/assets/": "public, max-age=31536000, immutable",  # Gradio's files carry a hash in their names
    "/widget/": "public, max-age=31536000, immutable",  # and ours a version in their path
    "/widget.js": "no-cache",
    "/embed/": "no-cache",
    "/static/": "no-cache",
    "/house/": "no-cache",
}
"""How browsers keep files, by where they are; what people asked and were told is kept nowhere."""


class SaidOfItself:
    """The headers of every response, where the listed origins may frame the panel."""

    def __init__(self, origins: Sequence[str]) -> None:
        self._panel = _PANEL + " ".join(("'self'", *origins))

    def of(self, path: str, status: int) -> Mapping[str, str]:
        """What a response of this path and status says."""
        kept = next((kept for start, kept in _KEPT.items() if path.startswith(start)), "no-store")
        if status not in (200, 304):
            kept = "no-store"
        return {**_EVERYWHERE, **self._of_its_kind(path), "cache-control": kept}

    def _of_its_kind(self, path: str) -> Mapping[str, str]:
        if path == "/widget.js" or path.startswith("/widget/"):
            # Loaded by pages of any site, which check its hash; it holds nothing of anybody's.
            return {
                "content-security-policy": _NOTHING,
                "cross-origin-resource-policy": "cross-origin",
                "access-control-allow-origin": "*",
            }
        if path == "/embed" or path.startswith("/embed/"):
            # No policies for openers: they would take the panel away from the page around it.
            return {"content-security-policy": self._panel}
        if path.startswith("/articles/"):
            return {"content-security-policy": _ARTICLE, **_APART}
        if path.startswith(_PROGRAMS):
            # That listed sites may read it is said by CORS, which is asked before this.
            return {"content-security-policy": _NOTHING, **_APART}
        return {"content-security-policy": _PAGE, **_APART}
