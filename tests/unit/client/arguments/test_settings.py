"""Settings come from arguments or the environment; an invalid one raises with its name."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from kinocraft import AsyncPlatformcraft, Platformcraft
from kinocraft.errors import AuthenticationError, ConfigurationError
from kinocraft.transport.retry import RetryPolicy
from tests.faults.harness import Harness

RESPONSE = {
    "user_id": "u",
    "owner_id": "o",
    "access_token": "a.b.c",
    "expires_at": 4_000_000_000,
    "refresh_token": "r",
    "id": "1",
}


class Service:
    """Responds to every request, and records it."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return httpx2.Response(200, json=RESPONSE)

    @property
    def urls(self) -> list[str]:
        return [str(request.url) for request in self.requests]


def client(harness: Harness, service: Service, **options: Any) -> Any:
    return harness.client(transport=service, on_drift=lambda drift: None, **options)


@pytest.fixture
def service() -> Service:
    return Service()


def test_the_documented_hosts_are_the_default(harness: Harness, service: Service) -> None:
    client(harness, service).files.get("/a")
    assert service.urls == [
        "https://auth.platformcraft.ru/token",
        "https://filespot.platformcraft.ru/2/fs/container/o/object/a",
    ]


def test_all_settings_can_come_from_the_environment(
    harness: Harness, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLATFORMCRAFT_LOGIN", "me")
    monkeypatch.setenv("PLATFORMCRAFT_PASSWORD", "pass word")
    monkeypatch.setenv("PLATFORMCRAFT_AUTH_URL", "http://127.0.0.1:1/auth/")
    monkeypatch.setenv("PLATFORMCRAFT_FILESPOT_URL", "http://127.0.0.1:2")
    client(harness, service, login=None, password=None).files.get("/a")
    assert service.urls == ["http://127.0.0.1:1/auth/token", "http://127.0.0.1:2/2/fs/container/o/object/a"]
    assert service.requests[0].content == b"login=me&password=pass+word"


def test_arguments_override_the_environment(
    harness: Harness, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGIN", "PASSWORD"):
        monkeypatch.setenv(f"PLATFORMCRAFT_{name}", "environment")
    for name in ("AUTH_URL", "FILESPOT_URL"):
        monkeypatch.setenv(f"PLATFORMCRAFT_{name}", "not even a URL")
    client(
        harness, service, login="a", password="b", auth_url="http://127.0.0.1", filespot_url="http://[::1]:80"
    ).files.get("/")
    assert service.urls[0] == "http://127.0.0.1/token"
    assert service.requests[0].content == b"login=a&password=b"


def test_a_missing_login_raises_when_it_is_needed(harness: Harness, service: Service) -> None:
    with pytest.raises(ConfigurationError, match="PLATFORMCRAFT_LOGIN and PLATFORMCRAFT_PASSWORD"):
        client(harness, service, login=None).files.get("/")
    assert service.requests == []


URLS = [
    "x",
    "filespot.platformcraft.ru",
    "ftp://host",
    "http://",
    "http:///path",
    "https://host?x=1",
    "https://host?",
    "https://host#x",
    "https://me@host",
    "https://me:hunter2@host",
    "http://[",
    "http://[::1",
    "http://host:port",
    "http://host:99999",
    "http://host:0",
    "http://ho\nst",
    "http://host\x00",
    "http://\u200b",
    7,
]


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("name", ["auth_url", "filespot_url"])
@pytest.mark.parametrize("kind", [Platformcraft, AsyncPlatformcraft])
def test_an_invalid_url_raises_and_names_the_setting(kind: Any, name: str, url: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"PLATFORMCRAFT_{name.upper()} must be a URL like https://") as caught:
        kind(**{name: url})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", [url for url in URLS if isinstance(url, str) and "\x00" not in url])
def test_an_invalid_url_in_the_environment_raises_and_names_the_variable(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLATFORMCRAFT_FILESPOT_URL", url)
    with pytest.raises(ConfigurationError, match="PLATFORMCRAFT_FILESPOT_URL"):
        Platformcraft()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, value) for name in ("timeout", "deadline") for value in (0, -1, float("nan"), float("inf"), "60", [])),
        *(("retries", value) for value in (-1, 1.5, "2", None)),
        ("headers", {"X": "a\r\nY: b"}),
        ("headers", {"X": "é"}),
        ("headers", {"X Y": "z"}),
        ("headers", {7: "z"}),
        ("headers", [("X", "z")]),
    ],
)
@pytest.mark.parametrize("kind", [Platformcraft, AsyncPlatformcraft])
def test_an_invalid_setting_raises_and_is_named(kind: Any, name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=name.removesuffix("s")):
        kind(**{name: value})


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("timeout", 1, 1),
        ("timeout", 0.5, 0.5),
        ("timeout", None, None),
        ("deadline", None, None),
        ("deadline", 90, 90),
        ("retries", 0, RetryPolicy(retries=0)),
        ("retries", 7, RetryPolicy(retries=7)),
        ("strict", True, True),
    ],
)
def test_a_valid_setting_is_kept(harness: Harness, service: Service, name: str, value: Any, kept: Any) -> None:
    made = client(harness, service, **{name: value})
    assert getattr(made.raw._engine.settings, {"retries": "retry"}.get(name, name)) == kept


def test_headers_and_user_agent_are_sent_with_every_call(harness: Harness, service: Service) -> None:
    client(harness, service, headers={"X-Trace": "t"}).files.get("/")
    for request in service.requests:
        assert request.headers["X-Trace"] == "t"
        assert request.headers["User-Agent"].startswith("kinocraft/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_with_login_or_token(harness: Harness, service: Service, status: int) -> None:
    """Not even by an HTTP client that follows redirects."""

    def moved(request: httpx2.Request) -> httpx2.Response:
        service(request)
        return httpx2.Response(status, headers={"Location": "https://elsewhere.example/"})

    made = client(harness, moved)  # type: ignore[arg-type]
    made.raw._caller.http_client._client.follow_redirects = True
    with pytest.raises(Exception, match=str(status)):
        made.files.get("/")
    assert [request.url.host for request in service.requests] == ["auth.platformcraft.ru"]


def test_a_given_http_client_stays_open() -> None:
    with httpx2.Client() as http_client:
        with Platformcraft(http_client=http_client):
            pass
        assert not http_client.is_closed


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[httpx2.Client]:
    """Return the HTTP clients that are created; their transport rejects every request."""
    made, make = list[httpx2.Client](), httpx2.Client

    def noted(**settings: Any) -> httpx2.Client:
        made.append(make(transport=httpx2.MockTransport(lambda request: httpx2.Response(401)), **settings))
        return made[-1]

    monkeypatch.setattr("kinocraft.client.Direct", noted)
    return made


def test_a_client_closes_its_own_http_client(opened: list[httpx2.Client]) -> None:
    with Platformcraft("me", "wrong") as platformcraft:
        assert opened == []  # loading certificates is slow, and the client may never send anything
        for _ in range(2):
            with pytest.raises(AuthenticationError):
                platformcraft.files.get("/")
        assert [each.is_closed for each in opened] == [False]
    assert [each.is_closed for each in opened] == [True]


def test_a_client_closed_before_use_opens_no_connection(opened: list[httpx2.Client]) -> None:
    with Platformcraft("me", "wrong") as platformcraft:
        pass
    with pytest.raises(RuntimeError, match="has been closed"):
        platformcraft.files.get("/")
    assert opened == []


def test_the_timeout_of_a_call_applies_to_its_requests(harness: Harness, service: Service) -> None:
    made = client(harness, service, timeout=20)
    made.files.get("/")
    made.files.get("/", timeout=3)
    made.files.get("/", deadline=2)
    assert [request.extensions["timeout"] for request in service.requests[1:]] == [
        {"connect": 10.0, "read": 20, "write": 20, "pool": 20},
        {"connect": 3, "read": 3, "write": 3, "pool": 3},
        {"connect": 2, "read": 2, "write": 2, "pool": 2},
    ]
