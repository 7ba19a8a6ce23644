from dataclasses import replace

import pytest

from index import Article, Kind, Sentence, Source, split_article
from portal.articles.view import article_html, length_of
from tests.doors import SEED
from tests.portal.parsed import Parsed

SOURCE = Source("seed", "Azerbaijan and Kazakhstan …", publisher="The Agency", language="en")
TEXT = SEED.read_text("utf-8")
ARTICLE = Article.of(SOURCE, TEXT)
SENTENCES = split_article(ARTICLE)


def test_every_word_of_the_article_is_shown_once_and_in_order() -> None:
    byline = next(one for one in SENTENCES if one.kind is Kind.BYLINE)
    article = replace(ARTICLE, source=replace(SOURCE, publisher=byline.text))
    text = Parsed(article_html(article, SENTENCES, {})).text
    body = [one.text for one in SENTENCES if one.kind is not Kind.BYLINE]
    places = [text.index(one) for one in body]
    assert places == sorted(places)
    assert text.count(byline.text) == 1


def test_exactly_the_cited_sentences_are_lit_with_their_numbers() -> None:
    html = article_html(ARTICLE, SENTENCES, {7: 1, 9: 2}, chosen=9)
    assert html.count("<mark") == 2
    assert f'<mark data-sentence="7" id="s7">{SENTENCES[7].text}</mark>' in html
    assert '<mark class="on" data-sentence="9" id="s9">' in html
    assert 'class="sl-chip sl-margin on" aria-hidden="true" data-sentence="9">2<' in html


def test_a_corrected_article_says_so_and_lights_nothing() -> None:
    html = article_html(ARTICLE, SENTENCES, {7: 1}, chosen=7, corrected=True)
    assert "<mark" not in html
    assert "corrected since" in html


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" javascript:alert(1)", False),
        (None, False),
    ],
)
def test_only_an_address_of_the_web_is_linked(url: str | None, linked: bool) -> None:
    article = replace(ARTICLE, source=replace(SOURCE, url=url))
    read = Parsed(article_html(article, SENTENCES, {}))
    hrefs = [attributes.get("href") for tag, attributes in read.tags if tag == "a"]
    assert hrefs == ([url] if linked else [])


def test_the_length_leaves_out_the_furniture_after_the_end() -> None:
    assert len(SENTENCES) == 16
    assert length_of(SENTENCES) == 15
    first = [replace(SENTENCES[0], kind=Kind.FURNITURE), *SENTENCES[1:]]
    assert length_of(first) == 15, "a cited sentence is never the 16th of 15"
    assert length_of([]) == 0


def test_an_article_without_a_headline_shows_its_title() -> None:
    one = Sentence(SOURCE, "v", 0, 0, "Only a body.")
    article = Article.of(SOURCE, one.text)
    assert f">{SOURCE.title}</h2>" in article_html(article, [one], {})


def test_an_article_from_the_right_runs_from_the_right() -> None:
    source = replace(SOURCE, language="fa", title="پل")
    html = article_html(replace(ARTICLE, source=source), SENTENCES, {})
    assert 'lang="fa" dir="rtl"' in html
