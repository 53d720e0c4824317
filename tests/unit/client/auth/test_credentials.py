"""Credentials are text: wrapped text is unwrapped, and other types are rejected before anything is sent."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
from pydantic import SecretBytes, SecretStr

from kinocraft.errors import ConfigurationError, InvalidArgumentError
from tests.faults.harness import Harness

ODD: dict[str, Any] = {
    "bytes": b"s3cr3t",
    "secret bytes": SecretBytes(b"s3cr3t"),
    "leading blank": " s3cr3t",
    "trailing blank": "s3cr3t ",
    "trailing line break": "s3cr3t\n",
    "number": 12345,
    "list": ["s3cr3t"],
    "wrapped blank": SecretStr("s3cr3t\n"),
}
TOKENS = {"user_id": "u", "owner_id": "o", "access_token": "a.b.c", "expires_at": 4_000_000_000, "refresh_token": "r"}


class Service:
    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return httpx2.Response(200, json={**TOKENS, "data": [], "meta": {}, "contents": []})


def make(harness: Harness, name: str, value: Any, service: Service) -> Any:
    if name == "token":
        return harness.kinescope(transport=service, on_drift=lambda drift: None, token=value)
    return harness.client(transport=service, on_drift=lambda drift: None, **{name: value})


@pytest.mark.parametrize("name", ["token", "login", "password"])
@pytest.mark.parametrize("odd", ODD)
def test_a_credential_that_is_no_plain_text_is_rejected_by_name(harness: Harness, name: str, odd: str) -> None:
    service = Service()
    with pytest.raises(ConfigurationError, match=f"^the {name} ") as caught:
        make(harness, name, ODD[odd], service)
    assert "s3cr3t" not in str(caught.value)
    assert service.requests == []


@pytest.mark.parametrize("variable", ["KINESCOPE_TOKEN", "PLATFORMCRAFT_LOGIN", "PLATFORMCRAFT_PASSWORD"])
def test_a_credential_of_the_environment_is_checked_too(
    harness: Harness, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "s3cr3t\n")
    with pytest.raises(ConfigurationError, match=f"^{variable} has blanks"):
        make(harness, variable.rpartition("_")[2].lower(), None, Service())


def test_a_wrapped_token_is_sent_as_its_text(harness: Harness) -> None:
    service = Service()
    make(harness, "token", SecretStr("s3cr3t"), service).request("GET", "/v1/tags")
    assert service.requests[0].headers["Authorization"] == "Bearer s3cr3t"


def test_a_wrapped_login_and_password_are_sent_as_their_text(harness: Harness) -> None:
    service = Service()
    harness.client(
        transport=service, on_drift=lambda drift: None, login=SecretStr("me"), password=SecretStr("s3cr3t")
    ).request("GET", "/2/x")
    assert service.requests[0].content.decode() == "login=me&password=s3cr3t"


@pytest.mark.parametrize("odd", ["bytes", "secret bytes", "list"])
def test_the_password_of_a_login_by_hand_is_text(harness: Harness, odd: str) -> None:
    service = Service()
    client = harness.client(transport=service, on_drift=lambda drift: None)
    with pytest.raises(InvalidArgumentError, match=r"^password is of type") as caught:
        client.auth.login(login="me", password=ODD[odd])
    assert "s3cr3t" not in str(caught.value)
    assert service.requests == []


def test_wrapped_fields_are_sent_as_their_text(harness: Harness) -> None:
    service = Service()
    client = harness.client(transport=service, on_drift=lambda drift: None)
    client.auth.login(login="me", password=SecretStr("s3cr3t"))
    client.auth.refresh(user_id="u", refresh_token=SecretStr("s3cr3t"))
    form, body = (request.content.decode() for request in service.requests)
    assert parse_qs(form) == {"login": ["me"], "password": ["s3cr3t"]}
    assert json.loads(body) == {"user_id": "u", "refresh_token": "s3cr3t"}


HINT = "kinocraft-mock env"


def test_the_token_of_the_local_server_is_not_sent_to_the_vendor(harness: Harness) -> None:
    local = "http://127.0.0.1:1"
    for urls in (
        {},
        {"api_url": local},
        {"upload_url": local},
        {"api_url": "https://API.kinescope.io/", "upload_url": local},
    ):
        with pytest.raises(ConfigurationError, match="the token mock-token works on the local server only") as caught:
            harness.kinescope(token="mock-token", **urls)
        assert HINT in str(caught.value)
    harness.kinescope(token="mock-token", api_url=local, upload_url=local)
    harness.kinescope(token="another-token")


def test_the_login_of_the_local_server_is_not_sent_to_the_vendor(harness: Harness) -> None:
    with pytest.raises(ConfigurationError, match=r"the login mock .* auth\.platformcraft\.ru") as caught:
        harness.client(login="mock", password="mock")
    assert HINT in str(caught.value)
    harness.client(login="mock", password="mock", auth_url="http://127.0.0.1:1")
    harness.client(login="mock", password="another")
