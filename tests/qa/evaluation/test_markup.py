from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.markup import element

# A parser turns a carriage return into a line feed, and NUL into nothing it can be told by.
TEXTS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))


class Parsed(HTMLParser):
    """Tags, attributes and words as a browser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@given(TEXTS, TEXTS)
def test_text_stays_text_wherever_it_is_put(inside: str, attribute: str) -> None:
    page = element("p", inside, element("b", inside), title=attribute, class_=None)
    parsed = Parsed(page)
    assert parsed.tags == [("p", {"title": attribute}), ("b", {})]
    assert parsed.words == inside * 2


def test_numbers_and_names_of_attributes() -> None:
    made = element("text", x=1.23456, y=240, text_anchor="end", class_="note", dy=None)
    assert made == '<text x="1.23" y="240" text-anchor="end" class="note"></text>'
    assert element("br") == "<br>"
