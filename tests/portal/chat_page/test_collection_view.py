import pytest

from index import Source
from portal.chat_page.collection_view import collection_html
from tests.portal.parsed import Parsed


def sources(count: int) -> list[Source]:
    return [
        Source(f"id{n}", f"News {n} of İzmir", publisher="Daily", published="2026-09-04")
        for n in range(count)
    ]


def opened(html: str) -> list[str | None]:
    """Ids that the list opens, in order."""
    return [a["data-article"] for tag, a in Parsed(html).tags if tag == "button"]


def test_the_newest_article_comes_first() -> None:
    assert opened(collection_html(sources(3))) == ["id2", "id1", "id0"]


def test_a_long_list_is_cut_and_says_how_much_is_left() -> None:
    html = collection_html(sources(1234))
    assert len(opened(html)) == 100
    assert "and 1,134 more" in html


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("news 7", ["id7"]), ("DAILY 3", ["id3"]), ("nothing", []), ("", 9), ("İZMİR 1", ["id1"])],
)
def test_articles_are_found_by_their_words(wanted: str, found: list[str] | int) -> None:
    html = collection_html(sources(9), wanted)
    ids = opened(html)
    assert ids == found if isinstance(found, list) else len(ids) == found
    assert ("No article has these words" in html) == (found == [])


def test_a_few_articles_need_no_search_and_none_say_nothing() -> None:
    assert "<input" not in collection_html(sources(7))
    assert "<input" in collection_html(sources(8))
    assert opened(collection_html([])) == []


def test_hostile_titles_and_searches_are_text() -> None:
    bad = '"><script>alert(1)</script>'
    html = collection_html([Source(bad, bad, publisher=bad)] * 9, bad)
    assert "<script" not in html
