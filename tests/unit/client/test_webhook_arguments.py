"""What a web framework passes to the functions for webhooks, when the program takes the wrong attribute of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr

from kinocraft import webhooks
from kinocraft.errors import InvalidArgumentError

EVENT = {"event": "new", "data": 1}
LICENCE = {"id": "v", "token": "t", "ip": "192.0.2.1", "type": "widevine", "user_agent": "u"}


@pytest.mark.parametrize("parse", [webhooks.parse, webhooks.parse_drm])
@pytest.mark.parametrize(
    "body", [EVENT, LICENCE, None, [], 5, object()], ids=["event", "licence", "none", "list", "number", "object"]
)
def test_a_body_that_is_not_as_received_raises(parse: Callable[[Any], Any], body: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="give it as received, as bytes or a string"):
        parse(body)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, bytes.decode])
def test_a_body_of_any_kind_of_bytes_is_parsed(kind: Callable[[bytes], Any]) -> None:
    assert webhooks.parse(kind(json.dumps(EVENT).encode())) == webhooks.OtherEvent("new", 1)
    assert webhooks.parse_drm(kind(json.dumps(LICENCE).encode())).token == "t"


@pytest.mark.parametrize("name", ["id", "token"])
@pytest.mark.parametrize("value", [None, 5, {}, ...])
def test_a_licence_request_without_video_or_token_raises(name: str, value: Any) -> None:
    body = {**LICENCE, name: value}
    if value is ...:
        del body[name]
    with pytest.raises(InvalidArgumentError, match="not a request for a licence"):
        webhooks.parse_drm(json.dumps(body))
    with pytest.raises(InvalidArgumentError):
        webhooks.parse_drm(json.dumps(EVENT))


def basic(credentials: str) -> str:
    return f"Basic {base64.b64encode(credentials.encode()).decode()}"


@pytest.mark.parametrize(("login", "password"), [(None, None), ("me", None), (None, "secret"), (b"me", b"secret")])
def test_a_login_that_is_not_set_never_matches(login: Any, password: Any) -> None:
    """As text, a variable that is not set would be None, which anyone can send."""
    with pytest.raises(InvalidArgumentError, match=r"is a .*: give a string"):
        webhooks.check_basic(basic(f"{login}:{password}"), login, password)


def test_a_secret_text_is_compared_by_its_value() -> None:
    login: Any = SecretStr("me")
    password: Any = SecretStr("secret")
    assert webhooks.check_basic(basic("me:secret"), login, password)
    assert not webhooks.check_basic(basic(f"{login}:{password}"), login, password)


@pytest.mark.parametrize("header", [b"Basic bWU6c2VjcmV0", 5, ["Basic bWU6c2VjcmV0"]])
def test_a_header_that_is_no_text_raises(header: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="authorization is a"):
        webhooks.check_basic(header, "me", "secret")
