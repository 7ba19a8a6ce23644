"""The widget and the article page in the engine of Safari, where panels of others stay blank."""

import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.doors import serving
from tests.widget.portal_pages import Portal
from tests.widget.test_portal import HOSTILE, strict
from tests.widget.visits import QUESTION
from tests.widget.webkit import ENTER, ESCAPE, WebKit, missing, open_webkit, until

pytestmark = [pytest.mark.browser, pytest.mark.long]
DESK, PHONE = (1280, 820), (390, 780)
NO_COLOUR = "rgba(0, 0, 0, 0)"
LIT = """
const marks = [...document.querySelectorAll(arguments[0])];
return marks.map((mark) => [...mark.getClientRects()].every((r) =>
  document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === mark
) && getComputedStyle(mark).backgroundColor);
"""


@pytest.fixture
def webkit(tmp_path: Path) -> Iterator[WebKit]:
    """A real WebKit, with nothing kept from another test."""
    if lacking := missing():
        pytest.skip(f"no WebKit on this machine: apt-get install {lacking}")
    with open_webkit(tmp_path) as browser:
        yield browser


@pytest.fixture(scope="module")
def house(seed_store: Path) -> Iterator[str]:
    """A server that anybody may read from."""
    with serving(seed_store) as url:
        yield url


def root(webkit: WebKit) -> str:
    """The widget's shadow root."""
    return webkit.shadow(webkit.find("sourceline-widget"))


def launch(webkit: WebKit) -> None:
    """Press the launcher; go into the frame that comes."""
    webkit.click(webkit.find("button", root(webkit)))
    webkit.enter(webkit.find("iframe.ready", root(webkit)))


def ask(webkit: WebKit) -> None:
    """Type the question, press Enter, wait until it is answered."""
    webkit.click(webkit.find("#question"))
    webkit.type(webkit.find("#question"), QUESTION + ENTER)
    assert webkit.text(".turn .short") == "Possible by the end of 2028 1"


def colours(webkit: WebKit, x: int, y: int, width: int, height: int) -> int:
    """How many colours are painted in that part of the page: where there is text, a hundred."""
    page = Image.open(io.BytesIO(webkit.picture())).convert("RGB")
    return len(page.crop((x, y, x + width, y + height)).getcolors(1 << 24))


def lit(webkit: WebKit, css: str, count: int = 1) -> None:
    """So many marks come, and stand in view in a colour, with nothing before them."""

    def all_of_them() -> bool:
        painted = webkit.run(LIT, css)
        return len(painted) == count and all(one and one != NO_COLOUR for one in painted)

    until(all_of_them, f"{css} in view")


def test_from_the_script_tag_to_the_highlighted_sentence(portal: Portal, webkit: WebKit) -> None:
    webkit.size(*DESK)
    url = portal.page(policy=strict(portal))
    webkit.go(url)
    button = {"x": 1200, "y": 740, "width": 56, "height": 56}
    assert webkit.rect(webkit.find("button", root(webkit))) == button
    assert colours(webkit, **button) > 20, "seen, and not only there"
    launch(webkit)
    assert "Every sentence of an answer" in webkit.text(".welcome")
    until(lambda: colours(webkit, 870, 160, 370, 130) > 50, "a panel that is not blank")
    ask(webkit)
    webkit.click(webkit.find(".turn .said .chip"))
    until(lambda: "sentence 8 of 15" in webkit.text(".drawer"), "its neighbours")
    lit(webkit, ".drawer mark")
    assert webkit.text(".drawer mark").endswith("possible by the end of 2028.")
    webkit.click(webkit.find(".drawer .way"))
    lit(webkit, ".drawer article mark")
    webkit.leave()
    drawn = webkit.rect(webkit.find(".box", root(webkit)))
    assert drawn == {"x": 436, "y": 108, "width": 820, "height": 620}, "the drawer stands beside"

    webkit.go(url)
    launch(webkit)
    webkit.find(".turn .short")  # the conversation, though a frame of another site may keep nothing


def test_on_a_phone_among_hostile_styles(portal: Portal, webkit: WebKit) -> None:
    webkit.size(*PHONE)
    webkit.go(portal.page(style=HOSTILE))
    launch(webkit)
    assert webkit.run("return [innerWidth, innerHeight]") == [*PHONE], "over the whole screen"
    ask(webkit)
    webkit.click(webkit.find(".turn .chip"))
    until(lambda: "sentence 8 of 15" in webkit.text(".drawer"), "its neighbours")
    lit(webkit, ".drawer mark")
    assert webkit.run("return document.documentElement.scrollWidth") == PHONE[0]
    webkit.press(ESCAPE)
    until(lambda: webkit.run("return document.querySelector('.drawer').hidden"), "a closed drawer")
    webkit.press(ESCAPE)
    webkit.leave()
    until(lambda: not webkit.run("return document.body.inert"), "the page behind")


def test_the_first_letter_goes_into_the_field_that_could_not_be_focused(
    portal: Portal, webkit: WebKit
) -> None:
    """A page opens the panel with nobody's click, or with one that was long ago."""
    webkit.go(portal.page())
    webkit.run("Sourceline.open()")
    webkit.enter(webkit.find("iframe.ready", root(webkit)))
    webkit.find("#question")
    until(lambda: webkit.run("return document.hasFocus()"), "the focus")
    for letter in "why":
        webkit.press(letter)
    until(lambda: webkit.run("return document.querySelector('#question').value") == "why", "why")


@pytest.mark.parametrize("fragment", ["", "#s7"])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_article_page_shows_its_lit_sentences(
    house: str, webkit: WebKit, size: tuple[int, int], fragment: str
) -> None:
    (article,) = httpx.get(f"{house}/api/v1/articles", timeout=60).json()["articles"]
    webkit.size(*size)
    webkit.go(f"{house}/articles/{article['id']}?sentences=7,8&numbers=1,2{fragment}")
    lit(webkit, "main mark", 2)
    assert webkit.run("return document.documentElement.scrollWidth") == size[0]
    assert webkit.run("return scrollY") > 0, "further down than a page begins"
