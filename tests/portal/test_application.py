import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from index import SourcelineError
from portal.admission.access import Access
from portal.application import LARGEST_BODY, build_application
from portal.house import House
from portal.request_log import FILE
from qa import Assistant
from tests.portal.houses import closed_house, open_house
from tests.portal.signing import PORTAL, SIGNED, bearer, page_token

NEWS = "http://news.example"


def client_of(house: House, base: str = "http://127.0.0.1") -> TestClient:
    application = build_application(house)

    @application.post("/echo")
    async def echo(told: dict[str, str]) -> dict[str, str]:
        return told

    @application.get("/broken")
    async def broken() -> None:
        raise RuntimeError("what was asked")

    return TestClient(application, base_url=base, raise_server_exceptions=False)


@pytest.fixture
def client() -> TestClient:
    return client_of(closed_house())


@pytest.fixture
def signed() -> TestClient:
    return client_of(closed_house(SIGNED), NEWS)


def test_it_says_that_it_lives_and_whether_it_is_ready(
    client: TestClient, assistant: Assistant, tmp_path: Path
) -> None:
    assert client.get("/healthz").text == "ok"
    assert client.get("/readyz").status_code == 503
    house = open_house(assistant, tmp_path)
    open_client = client_of(house)
    assert open_client.get("/readyz").status_code == 503
    house.desk.wait()
    assert open_client.get("/readyz").json() == {"ready": True}
    assert re.fullmatch(r"\d+\.\d+\.\d+", client.get("/version").json()["version"])


@pytest.mark.parametrize(
    "path", ["/", "/house/page.js", "/house/no-such-file", "/gradio_api/upload"]
)
def test_a_page_may_load_what_is_ours_and_be_framed_by_us(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "frame-ancestors 'self'"):
        assert rule in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "rules", "framed_by"),
    [
        ("/embed", ["script-src 'self'", "connect-src 'self'"], f"'self' {PORTAL}"),
        ("/embed/panel.js", ["script-src 'self'", "style-src 'self'"], f"'self' {PORTAL}"),
        ("/articles/a/b", ["style-src 'self'"], "'self'"),
        ("/api/v1/me", [], "'none'"),
        ("/v1/models", [], "'none'"),
        ("/mcp", [], "'none'"),
        ("/widget.js", [], "'none'"),
    ],
)
def test_each_kind_of_page_gets_no_more_than_it_needs(
    signed: TestClient, path: str, rules: list[str], framed_by: str
) -> None:
    headers = signed.get(path).headers
    told = [one.strip() for one in headers["content-security-policy"].split(";")]
    for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", *rules):
        assert rule in told
    assert f"frame-ancestors {framed_by}" in told
    assert "unsafe" not in headers["content-security-policy"]
    if path.startswith("/embed"):
        assert not any(name.startswith("cross-origin-") for name in headers)
    if path == "/widget.js":
        assert headers["cross-origin-resource-policy"] == "cross-origin"
        assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/embed", "/widget.js", "/api/v1/me", "/nope", "/broken"]
)
def test_every_response_has_an_id_and_says_what_browsers_must_not_do(
    signed: TestClient, path: str
) -> None:
    for headers in ({}, bearer(page_token())):
        told = signed.get(path, headers=headers).headers
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "no-referrer"
        assert told["permissions-policy"].startswith("camera=()")
        assert re.fullmatch("[0-9a-f]{16}", told["x-request-id"])
        assert "server" not in told


def test_what_people_were_told_is_not_kept_by_a_browser(client: TestClient) -> None:
    assert client.get("/healthz").headers["cache-control"] == "no-store"
    assert client.get("/house/page.js").headers["cache-control"] == "no-cache"
    assert client.get("/assets/nothing.js").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/upload_progress",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/component_server",
        "/gradio_api/runs",
        "/gradio_api/proxy=http://x",
        "/monitoring",
        "/monitoring/summary",
        "/login",
        "/config",
        "/docs",
    ],
)
def test_what_nothing_here_uses_is_closed(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, content=b"x").status_code in (404, 405)


def test_a_body_too_large_is_refused_whether_it_says_so_or_not(client: TestClient) -> None:
    def dripping() -> Iterator[bytes]:
        yield b'{"a": "'
        for _ in range(LARGEST_BODY // 1000 + 2):
            yield b"x" * 1000
        yield b'"}'

    assert client.post("/echo", json={"a": "b"}).json() == {"a": "b"}
    told = client.post("/echo", json={"a": "x" * LARGEST_BODY})
    assert (told.status_code, str(LARGEST_BODY) in told.text) == (413, True)
    assert client.post("/echo", headers={"content-length": "-1"}).status_code == 413
    assert client.post("/echo", content=dripping()).status_code == 413
    assert client.post("/api/v1/ask", content=dripping()).json()["error"].startswith("a request")


def test_errors_are_one_line_as_json_where_programs_ask(client: TestClient) -> None:
    for method, path, status in (
        ("GET", "/api/v1/no-such", 404),
        ("PUT", "/api/nothing", 404),
        ("DELETE", "/v1/no-such", 404),
        ("GET", "/api/v1/ask", 405),
        ("POST", "/api/v1/ask", 422),
        ("GET", "/api/v1/articles?limit=1000", 422),
        ("GET", "/api/v1/me", 503),
    ):
        told = client.request(method, path)
        assert told.status_code == status, path
        assert list(told.json()) == ["error"]
        assert "\n" not in told.json()["error"]
    for path in ("/nope", "/broken"):
        assert client.get(path).text.count("\n") == 1


def test_what_breaks_is_told_without_what_it_was(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    told = client.get("/broken")
    assert (told.status_code, "asked" in told.text) == (500, False)
    assert told.headers["x-request-id"] in caplog.text


def test_a_web_socket_is_closed(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/gradio_api/queue/join"):
        pass


def test_an_allowed_page_may_ask_and_read_what_comes_even_a_no(signed: TestClient) -> None:
    wanted = {
        "origin": PORTAL,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,x-sourceline-session",
    }
    told = signed.options("/api/v1/ask", headers=wanted)
    assert (told.status_code, told.headers["access-control-allow-origin"]) == (200, PORTAL)
    assert "access-control-allow-credentials" not in told.headers
    for headers in ({}, bearer(page_token())):
        asked = signed.get("/api/v1/me", headers={"origin": PORTAL, **headers})
        assert asked.status_code in (401, 503)
        assert asked.headers["access-control-allow-origin"] == PORTAL
        assert "access-control-allow-credentials" not in asked.headers
        assert "origin" in asked.headers["vary"].lower()
    for part in ("method", "headers"):
        more = {**wanted, f"access-control-request-{part}": "PATCH"}
        assert signed.options("/api/v1/ask", headers=more).status_code == 400


def test_numbers_are_told_to_their_group_alone(assistant: Assistant, tmp_path: Path) -> None:
    house = open_house(assistant, tmp_path, SIGNED)
    client = client_of(house, NEWS)
    asked_for = "Zangezur"
    asked = client.post("/api/v1/ask", json={"question": asked_for}, headers=bearer(page_token()))
    assert asked.status_code == 200
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers=bearer(page_token())).status_code == 403
    told = client.get("/metrics", headers=bearer(page_token(groups=["metrics"])))
    status = asked.json()["status"]
    assert f'sourceline_questions_total{{outcome="{status}"}} 1.0' in told.text
    assert 'sourceline_answer_seconds_count{part="total"} 1.0' in told.text
    assert asked_for not in told.text
    assert "ayla" not in told.text


def test_a_request_is_one_line_without_a_word_of_it(assistant: Assistant, tmp_path: Path) -> None:
    house = open_house(assistant, tmp_path, SIGNED)
    client = client_of(House(house.desk, house.access, tmp_path), NEWS)
    told = bearer(page_token())
    answer = client.post("/api/v1/ask", json={"question": "Zangezur?"}, headers=told)
    client.get("/api/v1/conversations/Zangezur?x=Zangezur", headers=told)
    client.get("/articles/Zangezur", headers=told)
    client.get("/Zangezur", headers=told)
    client.get("/healthz")
    client.get("/api/v1/me")
    text = (tmp_path / FILE).read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [(line["route"], line["status"]) for line in lines] == [
        ("/api/v1/ask", 200),
        ("/api/v1/conversations/{id}", 404),
        ("/articles/{id:path}", 404),
        ("/…", 404),
        ("/…", 401),
    ]
    assert lines[0]["id"] == answer.headers["x-request-id"]
    assert lines[0]["ms"] > 0
    assert len({line["person"] for line in lines}) == 2
    for word in ("Zangezur", "ayla"):
        assert word not in text


def test_a_log_that_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).mkdir()
    house = closed_house()
    with caplog.at_level(logging.WARNING):
        assert client_of(House(house.desk, house.access, tmp_path)).get("/healthz").text == "ok"
    assert "not written down" in caplog.text


def test_settings_that_cannot_be_build_nothing() -> None:
    with pytest.raises(SourcelineError, match="SOURCELINE_ANONYMOUS"):
        build_application(closed_house(Access(origins=(PORTAL,))))
