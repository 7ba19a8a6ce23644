import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from index import Source, index_paths, open_collection
from models.embedder import Embedder
from portal.admission.doorkeeper import LOCAL, Person
from portal.application import build_application
from portal.articles.link import article_path, path_to
from portal.articles.page import add_article_page
from qa import Assistant
from qa.readers import open_extractive
from tests.doors import SEED
from tests.portal.houses import closed_house, open_house
from tests.portal.parsed import Parsed

ODD = "news/2026?a=1#b % ü “<script>"
PARAMETERS = ("sentences", "version", "numbers", "locale", "fragment", "id")
TOLD_TO_FEW = "The Ostrava bridge cost 40 million crowns, said Mayor Novak."


def visible(source: Source) -> bool:
    return "secret" not in source.labels


@pytest.fixture(scope="module")
def assistant(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("pages")
    lines = [
        {
            "id": ODD,
            "title": "An <b>odd</b> one",
            "text": "An <b>odd</b> one\n\nIt has {{markup}}.",
        },
        {"id": "..", "title": "Dots", "text": "Dots\n\nTwo dots are an id as well."},
        {
            "id": "hidden",
            "title": "Hidden",
            "text": f"Hidden\n\n{TOLD_TO_FEW}",
            "labels": ["secret"],
        },
        {"id": "fa", "title": "پل", "text": "پل\n\nپل در سال ۲۰۲۷ گشوده می‌شود.", "language": "fa"},
        {
            "id": "linked",
            "title": "L",
            "text": "L\n\nThe tunnel opened in 2031, they said.",
            "url": "https://example.org/l?a=1&b=2",
            "published": "2026-09-04",
        },
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    store = folder / "store"
    list(index_paths(store, [SEED, folder / "news.jsonl"], lambda: embedder, wait=False))
    return Assistant(open_collection(store, embedder), open_extractive(embedder), "extractive")


@pytest.fixture(scope="module")
def visit(
    assistant: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., TestClient]:
    """A client for whom the doors have let this person in."""
    application = FastAPI()
    add_article_page(application, open_house(assistant, tmp_path_factory.mktemp("kept")))

    def client(person: Person = LOCAL) -> TestClient:
        async def let_in(scope: Scope, receive: Receive, send: Send) -> None:
            scope["person"] = person
            await application(scope, receive, send)

        return TestClient(let_in, base_url="http://127.0.0.1")

    return client


def seed(assistant: Assistant) -> str:
    return next(one.id for one in assistant.collection.sources() if "Kazakhstan" in one.title)


def test_a_citation_s_link_lights_its_sentence_and_brings_it_into_view(
    visit: Callable[..., TestClient], assistant: Assistant
) -> None:
    cited = assistant.ask("when will Zangezur open").citations[0].sentence
    path = path_to([cited])
    assert urlsplit(path).fragment == f"s{cited.index}"
    page = visit().get(path)
    assert page.status_code == 200
    read = Parsed(page.text)
    (mark,) = [attributes for tag, attributes in read.tags if tag == "mark"]
    assert (mark["id"], mark["class"]) == (f"s{cited.index}", "on")
    assert f">{cited.text}</mark>" in page.text
    assert ("html", {"lang": "en", "dir": "ltr"}) in read.tags
    assert page.text.startswith("<!doctype html>")


def test_a_browser_is_told_to_load_files_of_this_house_and_nothing_else(
    assistant: Assistant, tmp_path: Path
) -> None:
    client = TestClient(
        build_application(open_house(assistant, tmp_path)), base_url="http://127.0.0.1"
    )
    for path in ("/articles/linked", "/articles/none"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'; style-src 'self'; script-src 'self'" in policy
        assert "unsafe" not in policy


def test_nothing_on_the_page_is_from_elsewhere_or_written_into_it(
    visit: Callable[..., TestClient],
) -> None:
    for path in (article_path(ODD), article_path("linked"), "/articles/none"):
        page = Parsed(visit().get(path).text)
        for tag, attributes in page.tags:
            assert tag not in ("img", "iframe", "style", "form", "b")
            assert not any(name.startswith("on") or name == "style" for name in attributes)
            loaded = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
            assert loaded is None or loaded.startswith("/house/")
            if tag == "script":
                assert loaded


@pytest.mark.parametrize("id", [ODD, "..", "fa"])
def test_an_id_may_hold_any_characters(visit: Callable[..., TestClient], id: str) -> None:
    assert visit().get(article_path(id)).status_code == 200


def test_the_numbers_of_an_answer_stand_in_the_margin_where_they_are_given(
    visit: Callable[..., TestClient], assistant: Assistant
) -> None:
    path = f"/articles/{seed(assistant)}?sentences=9,7&numbers=2,4"
    page = visit().get(path).text
    shown = re.findall(r'sl-margin( on)?" aria-hidden="true" data-sentence="(\d+)">(\d+)<', page)
    assert shown == [(" on", "7", "4"), ("", "9", "2")]
    assert "sl-margin" not in visit().get(path.partition("&")[0]).text


def test_another_version_says_that_it_was_corrected_and_lights_nothing(
    visit: Callable[..., TestClient], assistant: Assistant
) -> None:
    for sentences in ("7", "900"):
        page = visit().get(f"/articles/{seed(assistant)}?sentences={sentences}&version=0abc")
        assert page.status_code == 200
        assert "corrected since" in page.text
        assert "<mark" not in page.text


@pytest.mark.parametrize(
    "query",
    [
        "sentences=x",
        "sentences=7,",
        "sentences=-1",
        "sentences=٧",
        "sentences=7.5",
        "sentences=1&numbers=1,2",
        "sentences=&numbers=1",
        "sentences=1&numbers=x",
        "sentences=900",
        "sentences=9999999",
        "sentences=" + "1," * 200 + "1",
        "version=zz",
        "version=" + "a" * 100,
    ],
)
def test_what_a_link_gets_wrong_is_told_in_one_line(
    visit: Callable[..., TestClient], query: str
) -> None:
    told = visit().get(f"/articles/linked?{query}&fragment=1")
    assert told.status_code == 422
    assert re.fullmatch(r'<p class="sl-line" role="alert">[^<]{20,}</p>', told.text)
    assert "invalid" not in told.text, "in words of the house"


@settings(max_examples=60, deadline=None)
@given(id=st.text(), query=st.dictionaries(st.sampled_from(PARAMETERS), st.text()))
def test_no_address_breaks_it(
    visit: Callable[..., TestClient], id: str, query: dict[str, str]
) -> None:
    path = article_path(id) if id else "/articles/"
    safe = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
    page = visit().get(path.partition("#")[0], params=safe)
    assert page.status_code in (200, 404, 422)


def test_an_article_that_may_not_be_read_is_as_one_that_is_not_there(
    visit: Callable[..., TestClient],
) -> None:
    person = Person("other", visible)
    for query in ("", "?sentences=1", "?sentences=900", "?fragment=1&sentences=1&version=0a"):
        hidden = visit(person).get(f"/articles/hidden{query}")
        nowhere = visit(person).get(f"/articles/nowhere{query}")
        assert hidden.status_code == nowhere.status_code == 404
        assert (hidden.text, hidden.headers) == (nowhere.text, nowhere.headers)
        assert "There is no such article here." in hidden.text
    assert TOLD_TO_FEW in visit().get("/articles/hidden?sentences=1").text, "others may"
    assert TOLD_TO_FEW not in visit(Person("nobody", lambda _: False)).get("/articles/hidden").text


def test_a_fragment_is_the_article_alone(visit: Callable[..., TestClient]) -> None:
    fragment = visit().get("/articles/linked?sentences=1&fragment=1").text
    assert fragment.startswith("<article ")
    assert fragment.endswith("</article>")
    assert fragment in visit().get("/articles/linked?sentences=1").text


def test_the_original_is_linked_at_the_sentence(visit: Callable[..., TestClient]) -> None:
    page = Parsed(visit().get("/articles/linked?sentences=1").text)
    (link,) = [told for tag, told in page.tags if tag == "a" and told.get("target")]
    words = "The%20tunnel%20opened%20in%202031%2C%20they%20said."
    assert link["href"] == f"https://example.org/l?a=1&b=2#:~:text={words}"
    assert link["rel"] == "noopener noreferrer"


@pytest.mark.parametrize(
    ("path", "header", "code", "direction", "words"),
    [
        ("/articles/linked?locale=fa", "de", "fa", "rtl", "۴ سپتامبر ۲۰۲۶"),
        ("/articles/linked", "de-AT,en;q=0.5", "de", "ltr", "4. Sept. 2026"),
        ("/articles/linked", "ru", "ru", "ltr", "4 сентября 2026 г."),
        ("/articles/none?locale=az", "de", "az", "ltr", "Belə bir məqalə burada yoxdur."),
    ],
)
def test_the_page_speaks_the_visitor_s_language(
    visit: Callable[..., TestClient],
    path: str,
    header: str,
    code: str,
    direction: str,
    words: str,
) -> None:
    page = visit().get(path, headers={"accept-language": header}).text
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert words in page


def test_a_house_that_cannot_open_says_why_in_one_line() -> None:
    application = FastAPI()
    add_article_page(application, closed_house())
    told = TestClient(application).get("/articles/a?fragment=1")
    assert (told.status_code, "nothing is open here" in told.text) == (503, True)
