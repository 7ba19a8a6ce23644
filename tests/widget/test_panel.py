"""The panel: every kind of answer, what can be done with one, stopping, errors in words."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from index import Sentence, Source
from qa import Answer, Draft, Statement, Status, Withheld, answer_to_json, citation_to_json
from qa.answer import Citation, Difference, Saying
from tests.widget.portal_pages import Portal
from tests.widget.visits import QUESTION, ask, heard, launch, visiting

pytestmark = [pytest.mark.browser, pytest.mark.long]
MARKUP = "<img src=x onerror='window.pwned=1'> **bold** <script>window.pwned=2</script>"
AGENCY = Source("a", "Agency", "https://example.org/a?x=1#top", "Agency", "2026-09-03", "en")
DAILY = Source("b", f"Daily {MARKUP}", "javascript:alert(1)", "Daily", None, "az")
FIRST = Sentence(AGENCY, "1" * 64, 7, 0, "It will open, perhaps by the end of 2028, he said.")
SECOND = Sentence(DAILY, "2" * 64, 3, 0, f"inşaat 2030-cu ildə bitəcək {MARKUP}")
PARTIAL = Answer(
    id="a" * 32,
    question=QUESTION,
    searched_for="when will the Zangezur corridor open",
    status=Status.PARTIAL,
    statements=(Statement(FIRST.text, (FIRST,)), Statement(SECOND.text, (SECOND,))),
    withheld=(Withheld(Draft(f"In 2029 {MARKUP}"), "2029 is in none of the cited sentences"),),
    span="the end of 2028",
    said_by="Aliyev",
    hedge="perhaps",
    missing=("what it costs",),
    differs=(Difference("the year", (Saying(1, "2028"), Saying(2, "2030"))),),
    notice="the model did not answer in time: read by the embedded reader",
)


def events(answer: Answer) -> str:
    """The stream that the server tells this answer in."""
    cited = [citation_to_json(Citation(n, s)) for n, s in enumerate((FIRST, SECOND), 1)]
    told = [
        ("sources", {"sentences": cited, "articles": 2}),
        *(("statement", {"text": s.text, "citations": cited[:1]}) for s in answer.statements),
        ("done", {**answer_to_json(answer), "conversation_id": "c" * 32}),
    ]
    blocks = [f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in told]
    return ": still here\n\n" + "".join(blocks).replace("\n", "\r\n")


def told(page: Page, answer: Answer) -> FrameLocator:
    """The panel with that answer in it."""
    inside = launch(page)  # first: a route of a frame that is just being made may be lost
    page.route(
        "**/api/v1/ask",
        lambda route: route.fulfill(content_type="text/event-stream", body=events(answer)),
    )
    ask(inside)
    return inside


def test_every_part_of_an_answer_is_shown_and_none_as_markup(
    portal: Portal, chromium: Browser
) -> None:
    with visiting(chromium, portal, portal.page(), expected="404") as page:
        inside = told(page, PARTIAL)
        expect(inside.locator(".sought")).to_contain_text("the Zangezur corridor")
        expect(inside.locator(".short")).to_have_text("Perhaps by the end of 2028 1")
        expect(inside.locator(".by")).to_have_text("said Aliyev")
        expect(inside.locator(".said b")).to_have_text("perhaps by the end of 2028")
        expect(inside.locator(".said").nth(1)).to_have_attribute("lang", "az")
        expect(inside.locator(".missing")).to_have_text("Not answered: what it costs")
        expect(inside.locator(".two h2")).to_have_text("The articles differ: the year.")
        expect(inside.locator(".two li")).to_have_text(
            ["Agency, 3 Sep 2026: “2028” 1", "Daily, no date: “2030” 2"]
        )
        held = inside.locator("details.held")
        expect(held.locator("s")).to_be_hidden()
        held.locator("summary").click()
        expect(held.locator("s")).to_have_text(f"In 2029 {MARKUP}")
        expect(held.locator("li")).to_contain_text("in none of the cited sentences")
        expect(inside.locator("p.held")).to_contain_text("did not answer in time")
        expect(inside.locator(".src span")).to_have_text("The source is in Azerbaijani")
        for number, way in ((1, "https://example.org/a?x=1#top:~:text=It%20will"), (2, None)):
            inside.locator(".said .chip").nth(number - 1).click()
            expect(inside.locator(".drawer mark")).to_have_text((FIRST, SECOND)[number - 1].text)
            expect(inside.locator(".drawer .held")).to_contain_text("not in the collection")
            link = inside.locator(".drawer a")
            expect(link).to_have_count(1 if way else 0)
            if way:
                assert (link.get_attribute("href") or "").startswith(way)
        assert inside.locator("img, script:not([src]):not([type])").count() == 0
        assert all(f.evaluate("window.pwned") is None for f in page.frames)


def test_no_is_an_answer_with_the_nearest_sentences(portal: Portal, chromium: Browser) -> None:
    with visiting(chromium, portal, portal.page()) as page:
        inside = launch(page)
        ask(inside, "Who won the football world cup in 2022?")
        expect(inside.locator(".none h2")).to_have_text("The articles do not say.")
        expect(inside.locator(".none li")).to_have_count(3)
        expect(inside.locator("[role=status]")).to_have_text("The articles do not say.")
        shown = inside.locator(".none li").nth(1).text_content() or ""
        inside.locator(".none .chip").nth(1).click()
        assert (inside.locator(".drawer mark").text_content() or "?") in shown


def test_stopping_ends_the_request_and_the_next_question_is_answered(
    portal: Portal, chromium: Browser
) -> None:
    held: list[Route] = []
    with visiting(chromium, portal, portal.page()) as page:
        inside = launch(page)
        page.route("**/api/v1/ask", lambda route: held.append(route))
        inside.locator("#question").fill(QUESTION)
        inside.locator("#question").press("Enter")
        expect(inside.locator(".reading")).to_contain_text("Searching")
        expect(inside.locator(".log")).to_have_attribute("aria-busy", "true")
        with page.expect_event("requestfailed", lambda r: r.url.endswith("/ask")):
            inside.get_by_role("button", name="Stop").click()
        expect(inside.locator(".turn")).to_have_text("Stopped.")
        page.unroute("**/api/v1/ask")
        ask(inside)


@pytest.mark.parametrize(
    ("status", "headers", "line"),
    [
        (429, {"retry-after": "17"}, "Ask again in 17 seconds."),
        (503, {}, "Many are asking just now."),
        (403, {}, "You are not signed in for this"),
        (422, {}, "that is too long"),
    ],
)
def test_a_refusal_is_told_in_words(
    portal: Portal, chromium: Browser, status: int, headers: dict[str, str], line: str
) -> None:
    with visiting(chromium, portal, portal.page(), expected=str(status)) as page:
        inside = launch(page)
        page.route(
            "**/api/v1/ask",
            lambda r: r.fulfill(status=status, headers=headers, json={"error": "that is too long"}),
        )
        inside.locator("#question").fill(QUESTION)
        inside.locator("#question").press("Enter")
        expect(inside.locator(".turn [role=alert]")).to_contain_text(line)
        expect(inside.locator("#question")).to_have_value(QUESTION)  # one key asks it again
        page.unroute("**/api/v1/ask")
        ask(inside)


def test_an_error_in_mid_stream_keeps_what_was_said(portal: Portal, chromium: Browser) -> None:
    said = events(PARTIAL).partition("event: done")[0]
    failed = 'event: error\ndata: {"error": "no model", "status": 503}\n\n'
    bodies = [said, said + failed]

    def fulfil(route: Route) -> None:
        route.fulfill(content_type="text/event-stream", body=bodies.pop())

    with visiting(chromium, portal, portal.page()) as page:
        inside = launch(page)
        page.route("**/api/v1/ask", fulfil)
        for number, line in enumerate(("Many are asking", "could not be reached"), 1):
            inside.locator("#question").fill(QUESTION)
            inside.locator("#question").press("Enter")
            expect(inside.locator(".turn [role=alert]").nth(number - 1)).to_contain_text(line)
            expect(inside.locator(".turn .said")).to_have_count(2 * number)


def test_copy_download_and_thumbs(portal: Portal, chromium: Browser) -> None:
    with visiting(
        chromium, portal, portal.page(), permissions=["clipboard-read", "clipboard-write"]
    ) as page:
        inside = launch(page)
        ask(inside)
        inside.get_by_role("button", name="Copy with sources").click()
        expect(inside.locator(".src")).to_contain_text("✓ Copied")
        page.locator("#news").focus()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "> [1] Aliyev further announced" in copied
        assert "The Azerbaijan State News Agency · no date · sentence 8" in copied
        with page.expect_download() as download:
            inside.get_by_role("button", name="Download").click()
        assert Path(download.value.path()).read_text("utf-8") == copied
        with page.expect_response("**/api/v1/feedback") as kept:
            inside.get_by_role("button", name="Helpful").click()
        assert kept.value.status == 204
        inside.get_by_role("button", name="Not right").click()
        inside.get_by_label("What is wrong with it?").fill("that is a <plan>")
        with page.expect_response("**/api/v1/feedback") as kept:
            inside.get_by_role("button", name="Send").click()
        assert kept.value.request.post_data_json["reason"] == "that is a <plan>"
        page.wait_for_function("heard.filter(([name]) => name === 'feedback').length === 3")
        assert [one["vote"] for one in heard(page, "feedback")] == ["up", "down", "down"]


def test_a_citation_opens_in_the_panel_where_no_page_could_be_read(
    portal: Portal, chromium: Browser
) -> None:
    with visiting(chromium, portal, portal.page(citations="page")) as page:
        inside = launch(page)
        ask(inside)
        inside.locator(".said .chip").first.click()
        expect(inside.locator(".drawer mark")).to_contain_text("Aliyev further announced")
        assert len(page.context.pages) == 1, "a tab would have no token to show it with"
        inside.locator("html").evaluate(
            """async () => {
              const at = document.querySelector("script[type=module]").src;
              const { originalUrl } = await import(new URL("fragment.js", at));
              const told = (...words) => words.map((text) => ({ text }));
              const of = (...more) =>
                originalUrl("https://a.example/b#c", ...more).split(":~:text=")[1];
              window.links = [
                of("He said so."),
                of("He said so.", told("One two three four five.", "He said so.", "So be it."), 1),
                of("It is open now.", told("It is open now.", "So it is.", "It is open now."), 2),
              ];
            }"""
        )
        assert page.frames[1].evaluate("links") == [
            "He%20said%20so.",
            "two%20three%20four%20five.-,He%20said%20so.,-So%20be%20it.",
            "So%20it%20is.-,It%20is%20open%20now.",
        ]


def test_our_own_page_shows_it_without_a_loader(portal: Portal, chromium: Browser) -> None:
    """The preview on the Embed tab, which nobody greets."""
    with visiting(chromium, portal, f"{portal.house}/healthz", expected="401") as page:
        page.evaluate(
            "const frame = document.createElement('iframe'); frame.src = '/embed?locale=de';"
            "document.body.append(frame)"
        )
        inside = page.frame_locator("iframe")
        expect(inside.locator("#question")).to_be_visible()
        expect(inside.locator("html")).to_have_attribute("lang", "de")
        expect(inside.locator(".shut")).to_be_hidden()
