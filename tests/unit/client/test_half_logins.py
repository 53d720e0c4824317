"""A login without a password and a password without a login, from every source that a client has."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import webhooks
from kinocraft.errors import ConfigurationError
from tests.faults.harness import Harness

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
SOURCES = ["argument", "environment"]


class Service:
    """Responds to everything, and records the bodies of the logins."""

    def __init__(self) -> None:
        self.logins: list[bytes] = []
        self.requests = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests += 1
        if request.url.host == "auth.platformcraft.ru":
            self.logins.append(request.content)
            return httpx2.Response(200, json=TOKENS)
        return httpx2.Response(200, json={"name": "a", "path": "/a"})


def client(harness: Harness, service: Service, monkeypatch: pytest.MonkeyPatch, **given: tuple[str, str]) -> Any:
    """A client with a login and a password, each from its source."""
    options: dict[str, Any] = {"login": None, "password": None}
    for name, (source, text) in given.items():
        if source == "argument":
            options[name] = text
        else:
            monkeypatch.setenv(f"PLATFORMCRAFT_{name.upper()}", text)
    return harness.client(service, on_drift=lambda drift: None, **options)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("half", ["login", "password"])
@pytest.mark.parametrize("other", [None, *SOURCES])
def test_half_a_login_raises_and_sends_nothing(
    harness: Harness, monkeypatch: pytest.MonkeyPatch, source: str, half: str, other: str | None
) -> None:
    missing = "password" if half == "login" else "login"
    service = Service()
    given = {half: (source, "mine"), **({missing: (other, "")} if other else {})}
    made = client(harness, service, monkeypatch, **given)
    with pytest.raises(ConfigurationError, match="no login and password"):
        made.files.get("/a")
    assert service.requests == 0


@pytest.mark.parametrize("login", SOURCES)
@pytest.mark.parametrize("password", SOURCES)
def test_each_half_may_have_its_own_source(
    harness: Harness, monkeypatch: pytest.MonkeyPatch, login: str, password: str
) -> None:
    service = Service()
    client(harness, service, monkeypatch, login=(login, "me"), password=(password, "secret")).files.get("/a")
    assert service.logins == [b"login=me&password=secret"]


@pytest.mark.parametrize("source", SOURCES)
def test_a_stored_token_needs_no_password(
    harness: Harness, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str
) -> None:
    service, store = Service(), tmp_path / "tokens.json"
    options: dict[str, Any] = {"on_drift": lambda drift: None, "token_store": store}
    harness.client(service, login="me", password="secret", **options).files.get("/a")
    if source == "environment":
        monkeypatch.setenv("PLATFORMCRAFT_LOGIN", "me")
    given = "me" if source == "argument" else None
    harness.client(service, login=given, password=None, **options).files.get("/a")
    assert len(service.logins) == 1


def test_an_expired_stored_token_is_refreshed_without_a_password(harness: Harness, tmp_path: Path) -> None:
    service, store = Service(), tmp_path / "tokens.json"
    options: dict[str, Any] = {"login": "me", "token_store": store, "on_drift": lambda drift: None}
    harness.client(service, password="secret", **options).files.get("/a")
    harness.clock.advance(25 * 3600)
    harness.client(service, password=None, **options).files.get("/a")
    assert len(service.logins) == 2
    assert b"refresh_token" in service.logins[1]
    assert b"password" not in service.logins[1]


def header(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


@pytest.mark.parametrize(
    ("sent", "login", "password", "expected"),
    [
        ("me:secret", "me", "secret", True),
        ("me:", "me", "secret", False),
        ("me", "me", "secret", False),
        (":secret", "me", "secret", False),
        (":", "me", "secret", False),
        ("", "me", "secret", False),
        ("me:", "me", "", True),
        ("me", "me", "", False),
        (":secret", "", "secret", True),
        ("secret", "", "secret", False),
        ("me:secret", "me", "", False),
        ("me:secret", "", "secret", False),
    ],
)
def test_a_webhook_with_half_a_login_is_not_authorized(sent: str, login: str, password: str, expected: bool) -> None:
    assert webhooks.check_basic(header(sent), login, password) is expected
    assert webhooks.check_basic(None, login, password) is False
