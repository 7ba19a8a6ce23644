import asyncio
from base64 import b64encode
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection

from index import Source, SourcelineError
from portal.admission.access import Access
from portal.admission.doorkeeper import (
    LOCAL,
    NOBODY,
    Doorkeeper,
    Person,
    Refusal,
    check_access,
    check_address,
)
from portal.admission.people import hash_password
from portal.admission.tokens import issue_server_token, revoke
from tests.portal.signing import PORTAL, SECRET, SIGNED, bearer, page_token

PAGE = {"host": "127.0.0.1:7860", "sec-fetch-site": "same-origin"}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FRAMED = {**LINK, "sec-fetch-dest": "iframe"}
OURS = {"host": "news.example"}
SESSION = {"x-sourceline-session": "0123456789abcdef0123"}
ANONYMOUS = Access(origins=(PORTAL, "https://news.example"), anonymous=True)
PROXIED = Access(
    origins=("https://news.example",), trusted_proxies=("10.0.0.0/8",), user_header="x-user"
)


def asking(
    headers: dict[str, str], path: str = "/api/v1/me", client: str = "192.0.2.7"
) -> HTTPConnection:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return HTTPConnection(
        {"type": "http", "path": path, "headers": raw, "client": (client, 40_000), "method": "GET"}
    )


def who(keeper: Doorkeeper, *told: object, **more: str) -> Person | Refusal:
    return asyncio.run(keeper.who_asks(asking(*told, **more)))  # type: ignore[arg-type]


def let_in(keeper: Doorkeeper, *told: object, **more: str) -> Person:
    found = who(keeper, *told, **more)
    assert isinstance(found, Person), found
    return found


def refused(keeper: Doorkeeper, *told: object, **more: str) -> Refusal:
    found = who(keeper, *told, **more)
    assert isinstance(found, Refusal), found
    assert "\n" not in found.line
    return found


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:7860"},
        {"host": "localhost:7860"},
        {"host": "LocalHost"},
        {"host": "[::1]:7860"},
        {"host": "127.8.8.8"},
        PAGE,
        {**PAGE, "origin": "http://127.0.0.1:7860"},
        {**PAGE, "host": "localhost:7860", "origin": "http://LOCALHOST:7860"},
        {"host": "127.0.0.1:7860", "sec-fetch-site": "none"},
        {"host": "127.0.0.1:7860", **LINK},
    ],
)
def test_this_machine_is_let_in_where_nothing_is_set(headers: dict[str, str]) -> None:
    assert let_in(Doorkeeper(Access()), headers) is LOCAL


@pytest.mark.parametrize("path", ["/", "/api/v1/ask", "/healthz", "/embed", "/widget.js"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "evil.example"},
        {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:3000"},
        {"host": "127.0.0.1:7860", "sec-fetch-site": "cross-site"},
        {"host": "127.0.0.1:7860", "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
        {"host": "127.0.0.1:7860", **FRAMED},
        {"host": "127.0.0.1:7860", **LINK, "origin": "https://evil.example"},
        {"host": "127.0.0.1:7860", "x-forwarded-for": "203.0.113.5"},
        {"host": "127.0.0.1:7860", "via": "1.1 proxy"},
    ],
)
def test_whoever_comes_from_elsewhere_is_not(headers: dict[str, str], path: str) -> None:
    assert refused(Doorkeeper(Access()), headers, path=path).status == 403


def test_a_token_lets_in_under_any_name_and_from_its_own_pages_alone() -> None:
    keeper, token = Doorkeeper(SIGNED), bearer(page_token(groups=["sport"]))
    for headers in (
        {},
        {"host": "whatever.example"},
        {"host": "news.example", "origin": "https://news.example"},  # the panel itself
        {"host": "news.example", "origin": PORTAL.upper(), "sec-fetch-site": "cross-site"},
    ):
        assert let_in(keeper, {**token, **headers}).name == "token:ayla"
    foreign = {"host": "news.example", "origin": "https://evil.example"}
    assert refused(keeper, {**token, **foreign}).status == 403
    two = Doorkeeper(Access(origins=(PORTAL, "https://b.example"), token_secret=SECRET))
    other = {**token, "host": "news.example", "origin": "https://b.example"}
    assert refused(two, other).line == "the token is for another site's pages"
    itself = bearer(page_token(origin="https://news.example"))
    assert let_in(keeper, {**itself, **OURS}).name == "token:ayla"


def test_no_token_and_a_bad_one_are_told_apart_and_asked_for() -> None:
    keeper = Doorkeeper(SIGNED)
    none, bad = refused(keeper, OURS), refused(keeper, {**OURS, **bearer("x.y.z")})
    assert (none.status, none.headers["www-authenticate"]) == (401, "Bearer")
    assert (bad.status, bad.headers["www-authenticate"]) == (401, 'Bearer error="invalid_token"')
    for scheme in ("Bearer", "Bearer ", "Basic eDp5", "Digest x", "bearer\tx"):
        assert refused(keeper, {**OURS, "authorization": scheme}).status == 401
    assert refused(keeper, {**OURS, "cookie": f"token={page_token()}"}).status == 401


def test_a_page_that_is_open_asks_nobody_who_they_are() -> None:
    keeper = Doorkeeper(SIGNED)
    for path in ("/healthz", "/readyz", "/version", "/widget.js", "/widget/1/w.js", "/embed"):
        assert let_in(keeper, {**OURS, **FRAMED}, path=path) is NOBODY
    for path in ("/", "/metrics", "/embedded", "/widgets", "/healthz/", "/articles/a", "/openapi"):
        assert refused(keeper, OURS, path=path).status == 401


def test_a_servers_token_is_out_as_soon_as_it_is_taken_back(tmp_path: Path) -> None:
    keeper = Doorkeeper(Access(token_secret=SECRET), tmp_path)
    token = bearer(issue_server_token(tmp_path, SECRET, "bot", 30, ["sport"]))
    assert let_in(keeper, {**OURS, **token}).groups == {"sport"}
    revoke(tmp_path, "bot")
    assert refused(keeper, {**OURS, **token}).status == 401


def test_a_password_is_asked_for_where_a_person_comes_to_a_page(tmp_path: Path) -> None:
    file = tmp_path / "people"
    file.write_text(f"ayla:{hash_password('long enough')}:sport\n")
    keeper = Doorkeeper(Access(users=file))
    right = {"authorization": "Basic " + b64encode(b"ayla:long enough").decode()}
    assert let_in(keeper, {**OURS, **right}, path="/").groups == {"sport"}
    assert refused(keeper, OURS, path="/").headers["www-authenticate"].startswith("Basic realm=")
    assert refused(keeper, OURS, path="/api/v1/me").headers["www-authenticate"] == "Bearer"
    wrong = {"authorization": "Basic " + b64encode(b"ayla:wrong").decode()}
    for _ in range(10):
        assert refused(keeper, {**OURS, **wrong}, path="/").status == 401
    late = refused(keeper, {**OURS, **wrong}, path="/")
    assert (late.status, int(late.headers["retry-after"]) > 0) == (429, True)
    for elsewhere in (FRAMED, {"sec-fetch-site": "cross-site"}, {"origin": PORTAL}):
        assert refused(keeper, {**OURS, **right, **elsewhere}, path="/").status == 403
    assert let_in(keeper, {**OURS, **right, **LINK}, path="/").name == "user:ayla"


def test_a_header_is_believed_from_a_listed_proxy_alone() -> None:
    keeper = Doorkeeper(PROXIED)
    named = {**OURS, "x-user": "omid"}
    assert let_in(keeper, named, client="10.1.2.3").name == "proxy:omid"
    assert let_in(keeper, named, client="::ffff:10.1.2.3").name == "proxy:omid"
    assert refused(keeper, named, client="192.0.2.7").status == 401
    assert refused(keeper, OURS, client="10.1.2.3").status == 401
    assert refused(keeper, {**named, **FRAMED}, client="10.1.2.3").status == 403
    assert refused(keeper, {**named, "host": "evil.example"}, client="10.1.2.3").status == 403


def test_the_anonymous_are_who_their_session_is() -> None:
    keeper = Doorkeeper(ANONYMOUS)
    one = let_in(keeper, {**OURS, **SESSION})
    assert one == let_in(keeper, {**OURS, **SESSION})
    assert one.keeps
    other = let_in(keeper, {**OURS, "x-sourceline-session": "f" * 32})
    assert one.name != other.name
    assert one.counted[0] == other.counted[0] == "address:192.0.2.7"
    for short in ({}, {"x-sourceline-session": "short"}, {"x-sourceline-session": "x" * 200}):
        nameless = let_in(keeper, {**OURS, **short})
        assert not nameless.keeps
    assert let_in(keeper, {**OURS, "origin": PORTAL, "sec-fetch-site": "cross-site"})
    assert refused(keeper, {**OURS, "origin": "https://evil.example"}).status == 403
    assert refused(keeper, {**OURS, **FRAMED}).status == 403


@pytest.mark.parametrize("host", ["evil.example", "news.example.evil.example", "", "x@[::1"])
def test_a_name_that_is_not_ours_serves_nobody_who_says_nothing(host: str) -> None:
    keeper = Doorkeeper(ANONYMOUS)
    refused(keeper, {"host": host, "origin": f"http://{host}"})
    assert refused(keeper, {"host": host}).status == 403
    for known in ("127.0.0.1:7860", "192.0.2.1", "[2001:db8::1]:7860", "portal.example"):
        assert let_in(keeper, {"host": known}).called == "anonymous"


def test_where_they_are_from_is_believed_from_a_proxy_alone() -> None:
    keeper = Doorkeeper(Access(anonymous=True, trusted_proxies=("10.0.0.0/8", "::1")))
    local = {"host": "127.0.0.1"}

    def address(told: str, client: str) -> str:
        return let_in(keeper, {**local, "x-forwarded-for": told}, client=client).counted[0]

    assert address("203.0.113.5", "192.0.2.7") == "address:192.0.2.7"
    assert address("203.0.113.5", "10.0.0.1") == "address:203.0.113.5"
    assert address("1.1.1.1, 203.0.113.5, 10.9.9.9", "10.0.0.1") == "address:203.0.113.5"
    assert address("nonsense", "10.0.0.1") == "address:10.0.0.1"
    assert address("2001:db8:1:2:3::4", "::1") == "address:2001:db8:1:2::/64"


def test_labels_are_read_by_their_groups_and_equal_groups_are_one_scope() -> None:
    keeper = Doorkeeper(SIGNED)
    one, two, none = (
        let_in(keeper, bearer(page_token(sub=sub, groups=groups)))
        for sub, groups in (("a", ["x", "y"]), ("b", ["y", "x"]), ("c", []))
    )
    assert (one.scope, hash(one.scope)) == (two.scope, hash(two.scope))
    free, held = Source("1", "t"), Source("2", "t", labels=("y", "z"))
    other = Source("3", "t", labels=("z",))
    assert [one.scope(source) for source in (free, held, other)] == [True, True, False]
    assert [none.scope(source) for source in (free, held, other)] == [True, False, False]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.org", "::", ""])  # noqa: S104
def test_an_address_that_others_reach_is_refused_with_a_remedy(host: str) -> None:
    with pytest.raises(SourcelineError, match=r"SOURCELINE_TOKEN_SECRET.*127\.0\.0\.1"):
        check_address(host)
    check_address(host, SIGNED)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_loopback_is_served_on(host: str) -> None:
    check_address(host)


@pytest.mark.parametrize(
    ("access", "line"),
    [
        (Access(origins=(PORTAL,)), "SOURCELINE_ANONYMOUS"),
        (Access(token_secret="x" * 31), "31 bytes"),
        (Access(token_keys="file:///etc/passwd"), "no web address"),  # noqa: S106
        (Access(user_header="x-user"), "SOURCELINE_TRUSTED_PROXIES"),
        (Access(trusted_proxies=("proxy",)), "SOURCELINE_TRUSTED_PROXIES"),
        *(
            (Access(origins=(origin,), anonymous=True), "is no origin")
            for origin in (
                "*",
                "null",
                "portal.example",
                "https://*.example",
                "https://a.example/path",
                "https://user@a.example",
                "https://a.example:x",
                "https://a.example;script-src",
                "ftp://a.example",
                "https://пример.example",
            )
        ),
    ],
)
def test_settings_that_cannot_be_are_told_in_one_line(access: Access, line: str) -> None:
    with pytest.raises(SourcelineError, match=line) as told:
        check_access(access)
    assert "\n" not in str(told.value)


def test_an_origin_is_known_as_browsers_send_it() -> None:
    keeper = Doorkeeper(Access(origins=("HTTPS://Portal.Example:443/", PORTAL), anonymous=True))
    assert keeper.origins == (PORTAL,)
