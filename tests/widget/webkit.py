"""WebKit, the engine of Safari, as Debian has it: driven by the few calls of W3C WebDriver we need.

Playwright's own WebKit is a download; ``webkit2gtk-driver`` is a package, and speaks a protocol of
plain HTTP, with shadow roots and frames in it. It wants a screen, so it gets a virtual one.
"""

import base64
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

PACKAGES = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
ENTER, ESCAPE = "\ue007", "\ue00c"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_SHADOW = "shadow-6066-11e4-a52e-4f735466cecf"
# Full screen it has no bars: a window with them cannot be as narrow as a phone.
_BROWSER = {"webkitgtk:browserOptions": {"args": ["--automation", "--full-screen"]}}
_PATIENCE = 60.0
"""Seconds that what is waited for may take on a busy machine."""


def missing() -> str:
    """The packages that this machine lacks for it; empty if none."""
    return " ".join(package for name, package in PACKAGES.items() if not shutil.which(name))


@dataclass(frozen=True, slots=True)
class WebKit:
    """One browser with one page in it; its session's address is the base of ``door``."""

    door: httpx.Client

    def call(self, method: str, path: str, **body: object) -> Any:
        """One command of the protocol; an error of the browser fails with its words."""
        reply = self.door.request(method, path, json=body if method == "POST" else None)
        value = reply.json()["value"]
        assert reply.is_success, f"{path}: {value['error']}: {value['message']}"
        return value

    def go(self, url: str) -> None:
        """Open a page; returns when it has loaded."""
        self.call("POST", "url", url=url)

    def run(self, script: str, *arguments: object) -> Any:
        """What a function body returns in the page, or in the frame that was entered."""
        return self.call("POST", "execute/sync", script=script, args=arguments)

    def size(self, width: int, height: int) -> None:
        """Make the page so many CSS pixels."""
        self.call("POST", "window/rect", width=width, height=height)
        until(lambda: self.run("return [innerWidth, innerHeight]") == [width, height], "the size")

    def find(self, css: str, within: str = "") -> str:
        """The first element that matches, once there is one."""
        where = f"{within}/element" if within else "element"
        found = until(lambda: self.call("POST", f"{where}s", using="css selector", value=css), css)
        return f"element/{found[0][_ELEMENT]}"

    def shadow(self, element: str) -> str:
        """The shadow root of an element."""
        return f"shadow/{self.call('GET', f'{element}/shadow')[_SHADOW]}"

    def enter(self, frame: str) -> None:
        """Go into a frame."""
        self.call("POST", "frame", id={_ELEMENT: frame.removeprefix("element/")})

    def leave(self) -> None:
        """Go back to the page."""
        self.call("POST", "frame", id=None)

    def click(self, element: str) -> None:
        """Click in the middle of what is to be seen of it; fails where something covers it."""
        self.call("POST", f"{element}/click")

    def type(self, element: str, text: str) -> None:
        """Type into it."""
        self.call("POST", f"{element}/value", text=text)

    def press(self, key: str) -> None:
        """Press a key, wherever the focus is."""
        strokes = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self.call("POST", "actions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def text(self, css: str) -> str:
        """The text of the first that matches, as shown; one step, as it may be drawn anew."""
        self.find(css)
        shown: str = self.run("return document.querySelector(arguments[0])?.innerText ?? ''", css)
        return shown

    def rect(self, element: str) -> dict[str, float]:
        """Its x, y, width and height in CSS pixels."""
        there: dict[str, float] = self.call("GET", f"{element}/rect")
        return there

    def picture(self) -> bytes:
        """A PNG of what is to be seen of the page."""
        return base64.b64decode(self.call("GET", "screenshot"))


def until(tried: Callable[[], Any], what: str = "it") -> Any:
    """Try until something true comes; give that."""
    end = time.monotonic() + _PATIENCE
    while not (found := tried()):
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)
    return found


@contextmanager
def _running(*command: str, env: dict[str, str], **options: Any) -> Iterator[None]:
    process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, **options)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def open_webkit(home: Path) -> Iterator[WebKit]:
    """A WebKit of its own on a screen of its own; ``home`` takes what it writes."""
    env = {**os.environ, "HOME": str(home), "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ExitStack() as stack:
        told, tell = os.pipe()
        screen = (
            "Xvfb",
            "-displayfd",
            str(tell),
            "-screen",
            "0",
            "1600x1200x24",
            "-nolisten",
            "tcp",
        )
        stack.enter_context(_running(*screen, env=env, pass_fds=(tell,)))
        os.close(tell)
        with os.fdopen(told) as display:
            env["DISPLAY"] = f":{display.readline().strip()}"
        stack.enter_context(_running("WebKitWebDriver", f"--port={port}", env=env))
        driver = f"http://127.0.0.1:{port}/session"
        door = stack.enter_context(httpx.Client(timeout=_PATIENCE, trust_env=False))
        until(lambda: _answers(door, driver.replace("session", "status")), "WebKitWebDriver")
        begun = door.post(driver, json={"capabilities": {"alwaysMatch": _BROWSER}})
        assert begun.is_success, begun.text
        door.base_url = httpx.URL(f"{driver}/{begun.json()['value']['sessionId']}")
        try:
            yield WebKit(door)
        finally:
            door.delete("")


def _answers(door: httpx.Client, url: str) -> bool:
    try:
        return door.get(url).is_success
    except httpx.TransportError:
        return False
