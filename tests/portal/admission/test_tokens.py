import re

import pytest

from tests.doors import ROOT

CSS = (ROOT / "portal/static/tokens.css").read_text("utf-8")
PAIRS = [
    ("ink", "paper"),
    ("ink", "desk"),
    ("ink", "mark"),
    ("ink", "mark-soft"),
    ("quiet", "paper"),
    ("quiet", "desk"),
    ("accent", "paper"),
    ("accent", "desk"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("on-said", "said"),
    ("warn", "warn-soft"),
    ("warn", "desk"),
]


def themes() -> dict[str, dict[str, str]]:
    """Colours by theme, as the file has them."""
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", CSS)
    return {
        name.strip(): dict(re.findall(r"--([\w-]+): (#\w{6})\b", body)) for name, body in blocks
    }


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(theme: str, text: str, ground: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_dark_by_preference_and_dark_by_choice_are_one_theme() -> None:
    found = themes()
    assert len(found) == 3
    assert found[":root:not([data-theme=light])"] == found[":root[data-theme=dark]"]
