import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.markup import element, escaped
from tests.portal.parsed import Parsed

HOSTILE = ("<script>alert(1)</script>", "'\"><img src=x onerror=y>", "&lt;b&gt;", "{{x}} ${y} `z`")
texts = st.one_of(
    st.sampled_from(HOSTILE),
    # HTML has no way to say a NUL, and reads a form feed as white space between attributes only.
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
)


@given(texts, texts)
def test_text_is_read_back_as_it_was_and_makes_no_markup(text: str, value: str) -> None:
    read = Parsed(element("p", escaped(text), title=value))
    assert read.tags == [("p", {"title": value})]
    assert read.text == text


@given(texts)
def test_nothing_is_left_that_markdown_or_a_template_would_read(text: str) -> None:
    assert not set(escaped(text)) & set("<>{}$`\n\r\"'")


@pytest.mark.parametrize(
    ("made", "html"),
    [
        (element("button", "x", data_act="open", class_="c"), '<button data-act="open" class="c">'),
        (
            element("input", type="text", readonly=True, hidden=False),
            '<input type="text" readonly>',
        ),
        (element("p", "x", lang=None), "<p>x</p>"),
    ],
)
def test_attributes_are_written_as_html_has_them(made: str, html: str) -> None:
    assert made.startswith(html)
