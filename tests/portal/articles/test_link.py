from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, Source, split_article
from portal.articles.link import article_path, original_url, path_to
from tests.doors import SEED

URL = "https://example.org/news/1"
SOURCE = Source("seed", "Title", url=URL)
ARTICLE = Article.of(SOURCE, SEED.read_text("utf-8"))
SENTENCES = split_article(ARTICLE)


def of(text: str, url: str = URL) -> Article:
    return Article.of(replace(SOURCE, url=url), text)


def link(text: str, at: int, url: str = URL) -> str:
    article = of(text, url)
    return original_url(article, split_article(article), at) or ""


@given(st.text(min_size=1).filter(lambda id: id.isprintable()))
def test_a_path_leads_to_its_article_whatever_its_id_holds(id: str) -> None:
    parts = urlsplit(article_path(id, (7, 8), "0abc"))
    query = parse_qs(parts.query)
    told = unquote(parts.path.removeprefix("/articles/")) or query["id"][0]
    assert told == id
    assert "/" not in parts.path.removeprefix("/articles/")
    assert (query["sentences"], query["version"], parts.fragment) == (["7,8"], ["0abc"], "s7")


def test_a_path_says_no_more_than_it_is_given() -> None:
    assert article_path("a b/ç") == "/articles/a%20b%2F%C3%A7"
    assert article_path("..") == "/articles/?id=.."
    assert article_path("a", locale="fa") == "/articles/a?locale=fa"


def test_sentences_of_one_article_have_a_page_together() -> None:
    path = path_to(SENTENCES[7:9])
    assert path == f"/articles/seed?sentences=7,8&version={ARTICLE.version}#s7"
    other = replace(SENTENCES[0], source=Source("other", "B"))
    for cited in ([SENTENCES[7], other], []):
        with pytest.raises(ValueError, match="have no page together"):
            path_to(cited)


def test_a_short_sentence_is_spelled_out_and_a_long_one_by_both_its_ends() -> None:
    text = "A title\n\nThe bridge opened in May-June, 2031. Nobody came.\n"
    assert link(text, 1) == f"{URL}#:~:text=The%20bridge%20opened%20in%20May%2DJune%2C%202031."
    shown = original_url(ARTICLE, SENTENCES, 7) or ""
    assert shown.startswith(f"{URL}#:~:text=Aliyev%20further%20announced%20that,")
    assert shown.endswith(",by%20the%20end%20of%202028.") or shown.endswith("end%20of%202028.")


def test_a_sentence_that_stands_twice_or_is_tiny_is_found_by_what_is_around_it() -> None:
    again = "Nobody knew why it was so."
    text = f"T\n\nFirst came rain. {again} Then came snow. {again} It ended.\n"
    twice = "Then%20came%20snow.-,Nobody%20knew%20why%20it%20was%20so.,-It%20ended."
    assert link(text, 4) == f"{URL}#:~:text={twice}"
    text = "T\n\nHe said so to them. Yes. It was over then.\n"
    assert link(text, 2) == f"{URL}#:~:text=said%20so%20to%20them.-,Yes.,-It%20was%20over%20then."


def test_an_anchor_of_the_original_is_kept_and_its_own_directive_is_not() -> None:
    text = "T\n\nThe bridge opened in 2031.\n"
    words = ":~:text=The%20bridge%20opened%20in%202031."
    assert link(text, 1, f"{URL}#top") == f"{URL}#top{words}"
    assert link(text, 1, f"{URL}#top:~:text=other") == f"{URL}#top{words}"
    assert link(text, 1, f"{URL}?a=1#") == f"{URL}?a=1#{words}"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " http://x", "ftp://x"])
def test_no_other_scheme_is_linked(url: str) -> None:
    assert original_url(of("T\n\nA sentence.\n", url), (), None) is None


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs", "S")), min_size=1))
def test_a_directive_is_made_of_nothing_that_means_something_in_it(body: str) -> None:
    article = of(f"A title\n\nBefore it. {body} After it all ended.\n")
    sentences = split_article(article)
    for at in range(len(sentences)):
        directive = (original_url(article, sentences, at) or "").partition(":~:text=")[2]
        assert directive.isascii()
        assert not set(directive) & set(" &#\"'<>")
        for part in directive.split(","):
            assert "-" not in part.strip("-")
