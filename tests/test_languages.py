"""What the house says of itself is said in every language; a made-up one shows what was left out.

Everything that is not the house's own here is Greek: a Latin letter outside the marks of the
made-up language is a word that nobody could translate.
"""

import json
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection

from index import Article, Sentence, Source, split_article
from portal.admission.access import Access
from portal.answers.view import answer_html, question_html, waiting_html
from portal.articles.page import Shown, page_html, wanted_of
from portal.articles.view import article_html
from portal.chat_page.collection_view import collection_html
from portal.chat_page.embed_view import embed_html, may_embed
from portal.chat_page.pages import header_html, log_html
from portal.chat_page.reception import Reception
from portal.widget_door import panel_html
from portal.words import FOLDER, Tongue, known_locales, open_tongue, say, say_of, speaking
from qa import Answer, Difference, Draft, Said, Saying, Statement, Status, Withheld
from tests.portal.parsed import Parsed

ENGLISH: dict[str, str] = json.loads((FOLDER / "en.json").read_text("utf-8"))
OTHERS = [code for code in known_locales() if code != "en"]
SHOWN = ("aria-label", "title", "placeholder", "alt", "data-spoken")
NAMES = ("Sourceline", "Content-Security-Policy", "SOURCELINE_ALLOWED_ORIGINS", "HTTPS")
SOURCE = Source("α", "Ο τίτλος", publisher="Εφημερίδα", published="2026-09-04", language="el")
ARTICLE = Article.of(SOURCE, "Ο τίτλος\n\nΟ διάδρομος ανοίγει το 2028. Κοστίζει 40 εκατομμύρια.\n")
SENTENCES = split_article(ARTICLE)
OTHER = Sentence(replace(SOURCE, id="β", published=None, language="ar"), "ω", 0, 0, "Το 2030.")
FIRST, SECOND = Statement(SENTENCES[1].text, (SENTENCES[1],)), Statement("Το 2030.", (OTHER,))
ANSWERED = Answer(
    "ι",
    "πότε ανοίγει;",
    "πότε ανοίγει ο διάδρομος;",
    Status.PARTIAL,
    statements=(FIRST, SECOND),
    withheld=(Withheld(Draft("Χθες."), "λόγος"), Withheld(Draft("Αύριο."), "λόγος")),
    span="το 2028",
    said_by="Αλίεφ",
    missing=("το κόστος",),
    differs=(Difference("ο χρόνος", (Saying(1, "το 2028"), Saying(2, "το 2030"))),),
    notice="προσοχή",
)
NOT_SAID = replace(
    ANSWERED,
    status=Status.NOT_IN_ARTICLES,
    statements=(),
    differs=(),
    missing=(),
    withheld=ANSWERED.withheld[:1],
    nearest=SENTENCES[1:],
)
ACCESS = Access(origins=("https://portal.test", "http://portal.test:81"), token_secret="σ" * 32)


@pytest.fixture
def made_up(tmp_path: Path) -> Tongue:
    """English with every word in brackets, from a folder that is not ours."""
    marked = {key: f"⟦{words}⟧" for key, words in ENGLISH.items()}
    marked |= {key: words for key, words in ENGLISH.items() if key.startswith("_")}
    marked["months"] = " ".join(f"⟦{month}⟧" for month in ENGLISH["months"].split())
    (tmp_path / "qq.json").write_text(json.dumps(marked), "utf-8")
    return open_tongue("qq", tmp_path)


def unmarked(html: str) -> list[str]:
    """Every visible text with a Latin letter that stands outside the marks."""
    read = Parsed(re.sub(r"<(pre|script)\b.*?</\1>", "", html, flags=re.DOTALL))
    told = [read.text] + [
        told for _, attributes in read.tags for name in SHOWN if (told := attributes.get(name))
    ]
    return [one for one in told if re.search("[A-Za-z]", without_marks(one))]


def without_marks(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "")
    before = ""
    while text != before:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return text


def chat_pages() -> Iterator[str]:
    counts = {"α": 3}
    yield header_html(say("reader_extractive"), say_of("articles", 3))
    yield header_html(say("opening"), say("no_articles"))
    yield log_html([], notice=say("reopened_gone"))
    for answer in (ANSWERED, NOT_SAID, replace(NOT_SAID, status=Status.UNVERIFIED)):
        for vote, asks_why in ((None, False), ("up", False), ("down", True)):
            yield answer_html(answer, counts, vote, asks_why=asks_why)
    yield question_html("πότε;")
    said = (Said(FIRST, ANSWERED.citations[:1]),)
    for read in (None, SENTENCES[:1], (SENTENCES[1], OTHER)):
        yield waiting_html(read, said, counts)


def article_pages() -> Iterator[str]:
    linked = Article.of(replace(SOURCE, url="https://example.org"), ARTICLE.text)
    for article in (ARTICLE, linked):
        for corrected in (False, True):
            inside = article_html(
                article, SENTENCES, {1: 1}, corrected=corrected, page="/articles/α"
            )
            yield page_html(Shown(200, SOURCE.title, inside))
    yield article_html(ARTICLE, SENTENCES[:1], {})
    for query in ({"sentences": "χ"}, {"numbers": "1"}, {"version": "χ"}):
        with pytest.raises(ValueError, match="⟦") as told:
            wanted_of("α", query)
        yield page_html(Shown(422, str(told.value), str(told.value)))
    yield collection_html([SOURCE] * 120)
    yield collection_html([SOURCE] * 9, "ω")


def embed_pages() -> Iterator[str]:
    yield embed_html(ACCESS, "https://here.test")
    for asked in ("χ", "https://here.test", "https://portal.test", "https://portal.test:1"):
        yield without_addresses(embed_html(ACCESS, "https://here.test", asked))
    for asked in ("http://portal.test", "https://a.portal.test", "https://far.test"):
        yield without_addresses(embed_html(ACCESS, "https://here.test", asked))
    yield may_embed("https://portal.test", (), "https://here.test").line
    yield may_embed("https://portal.test", (), "http://here.test").line


def without_addresses(html: str) -> str:
    return html.replace("https://portal.example", "")


def test_no_word_of_the_chat_page_is_left_out(made_up: Tongue) -> None:
    with speaking(made_up):
        assert [left for html in chat_pages() for left in unmarked(html)] == []


def test_no_word_of_the_article_page_and_the_list_is_left_out(made_up: Tongue) -> None:
    with speaking(made_up):
        assert [left for html in article_pages() for left in unmarked(html)] == []


def test_no_word_of_the_embed_tab_is_left_out(made_up: Tongue) -> None:
    with speaking(made_up):
        pages = [without_addresses(html) for html in embed_pages()]
        assert [left for html in pages for left in unmarked(html)] == []


def test_no_word_of_the_panel_s_page_is_left_out(made_up: Tongue) -> None:
    html = panel_html(made_up)
    assert unmarked(html) == []
    told = json.loads(re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", html, re.DOTALL)[0])
    assert len(told) > 40
    assert [key for key, words in told.items() if key[0] != "_" and "⟦" not in words] == []


def test_a_left_out_word_would_be_found(made_up: Tongue) -> None:
    with speaking(made_up):
        assert unmarked(header_html("Embedded reader", say("opening"))) != []
    assert unmarked(header_html(say("opening"))) != []


def fields(words: str) -> set[str]:
    return {name for _, name, *_ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_every_word_with_its_placeholders(code: str) -> None:
    words: dict[str, str] = json.loads((FOLDER / f"{code}.json").read_text("utf-8"))
    extra = {key for key in words if key.endswith("_few")}
    assert set(words) - extra == set(ENGLISH)
    for key, told in words.items():
        general = re.sub("_(one|few)$", "_many", key)
        assert told, key
        if general == key:
            assert fields(told) == fields(ENGLISH[key]), key
        else:
            assert fields(told) <= fields(ENGLISH[general]), key
    assert len(words["months"].split()) == 12
    assert len(words["_digits"]) == 10
    if words["_plural"] == "slavic":
        counted = {f"{key[:-4]}_many" for key in ENGLISH if key.endswith("_one")}
        assert {re.sub("_many$", "_few", key) for key in counted} - set(words) <= {"reading_few"}
        told = [words[re.sub("_many$", "_one", key)] for key in counted]
        assert all("{" in one for one in told), "21 is one as well"


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_is_not_the_english(code: str) -> None:
    words: dict[str, str] = json.loads((FOLDER / f"{code}.json").read_text("utf-8"))
    same = {key for key in ENGLISH if words[key] == ENGLISH[key] and key[0] != "_"}
    assert same <= {"day", "says", "language_hi"}


def test_before_the_chat_is_open_the_field_speaks_the_visitor_s_language() -> None:
    scope = {"type": "http", "query_string": b"locale=az", "headers": []}
    reception = Reception(None)  # type: ignore[arg-type] -- nothing of it is opened for this
    assert reception.words(HTTPConnection(scope)) == (
        "Məqalələrdən soruşun…",
        "Məqalələrdən soruşun",
        "Soruş",
    )
