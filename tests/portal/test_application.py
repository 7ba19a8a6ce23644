from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from portal.application import LARGEST_BODY, build_application
from tests.portal.houses import closed_house


@pytest.fixture
def client() -> TestClient:
    application = build_application(closed_house())

    @application.post("/echo")
    async def echo(told: dict[str, str]) -> dict[str, str]:
        return told

    return TestClient(application, base_url="http://127.0.0.1")


def test_it_says_that_it_lives(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok"


@pytest.mark.parametrize(
    "path", ["/healthz", "/house/page.js", "/house/no-such-file", "/gradio_api/upload"]
)
def test_every_response_says_what_a_page_may_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "frame-ancestors 'self'"):
        assert rule in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_what_people_were_told_is_not_kept_by_a_browser(client: TestClient) -> None:
    assert client.get("/healthz").headers["cache-control"] == "no-store"
    assert client.get("/house/page.js").headers["cache-control"] == "no-cache"
    assert client.get("/assets/nothing.js").headers["cache-control"] == "no-store"


def test_a_refused_request_says_so_in_one_line_and_gives_no_origin_anything(
    client: TestClient,
) -> None:
    for headers in ({"host": "evil.example"}, {"origin": "https://evil.example"}):
        refused = client.get("/healthz", headers=headers)
        assert (refused.status_code, refused.text.count("\n")) == (403, 1)
        assert "access-control-allow-origin" not in refused.headers
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    assert client.options("/echo", headers=asked).status_code == 403


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
        "/openapi.json",
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
    assert client.post("/echo", content=dripping()).status_code == 400


def test_a_web_socket_is_closed(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/gradio_api/queue/join"):
        pass
