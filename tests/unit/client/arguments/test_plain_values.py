"""Members of enumerations and strings of derived classes are sent as their values, wherever they are given."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import Enum, IntEnum, StrEnum
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ConfigurationError, InvalidArgumentError
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

pytestmark = pytest.mark.filterwarnings("ignore::kinocraft.DriftWarning")

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}


class Mixed(str, Enum):  # noqa: UP042 - it prints its name, unlike a StrEnum
    VALUE = "title"


class Modern(StrEnum):
    VALUE = "title"


class Bare(Enum):
    VALUE = "title"


class Masked(str):
    """Text that hides itself when it is printed."""

    __slots__ = ()

    def __str__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return "***"


class Number(int, Enum):
    VALUE = 7


class ModernNumber(IntEnum):
    VALUE = 7


TEXTS = [Mixed.VALUE, Modern.VALUE, Bare.VALUE, Masked("title")]
NUMBERS = [Number.VALUE, ModernNumber.VALUE]


def name_of(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize("value", TEXTS, ids=name_of)
@pytest.mark.parametrize(
    ("act", "sent"),
    [
        (lambda client, value: client.videos.get(value), lambda request: request.url.path.rpartition("/")[2]),
        (lambda client, value: client.videos.list(q=value), lambda request: request.url.params["q"]),
        (lambda client, value: client.videos.list(status=[value]), lambda request: request.url.params["status[]"]),
        (
            lambda client, value: client.videos.list(order=[value]),
            lambda request: request.url.params["order"].removesuffix(".asc"),
        ),
        (
            lambda client, value: client.videos.list(order=[(value, "asc")]),
            lambda request: request.url.params["order"].removesuffix(".asc"),
        ),
        (lambda client, value: client.tags.list(headers={"X-A": value}), lambda request: request.headers["X-A"]),
        (lambda client, value: client.tags.create(tag=value), lambda request: request.content[8:-2].decode()),
        (
            lambda client, value: client.videos.subtitles.create("v", language=value, file=b"x", description="d"),
            lambda request: request.content.partition(b"title")[1].decode(),
        ),
        (
            lambda client, value: client.request("GET", "/v1/a", query={"a": value}),
            lambda request: request.url.params["a"],
        ),
    ],
    ids=["path", "query", "list", "order", "pair", "header", "json", "form", "request"],
)
def test_a_text_is_sent_as_its_value(
    harness: Harness, act: Callable[[Any, Any], Any], sent: Callable[[httpx2.Request], str], value: Any
) -> None:
    service = ScriptedTransport({"data": {}})
    act(harness.kinescope(service), value)
    assert sent(service.requests[0]) == "title"


@pytest.mark.parametrize("value", NUMBERS, ids=name_of)
def test_a_number_is_sent_as_its_value(harness: Harness, value: Any) -> None:
    service = ScriptedTransport({"data": []})
    client = harness.kinescope(service)
    client.videos.list(per_page=value, headers={"X-A": value})
    client.request("POST", "/v1/a", json={"a": value})
    assert service.requests[0].url.params["per_page"] == "7"
    assert service.requests[0].headers["X-A"] == "7"
    assert service.requests[1].content == b'{"a":7}'


@pytest.mark.parametrize("value", TEXTS, ids=name_of)
def test_a_credential_is_sent_as_its_value(harness: Harness, value: Any) -> None:
    kinescope, platformcraft = ScriptedTransport({"data": []}), ScriptedTransport(TOKENS, {"path": "/"})
    harness.kinescope(kinescope, token=value).tags.list()
    assert kinescope.requests[0].headers["Authorization"] == "Bearer title"
    harness.client(platformcraft, login=value, password=value).files.get("/")
    assert platformcraft.requests[0].content.count(b"title") == 2


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_raises(harness: Harness, value: float) -> None:
    service = ScriptedTransport({"data": []})
    client = harness.kinescope(service)
    for act in (
        lambda: client.videos.list(per_page=value),
        lambda: client.request("GET", "/v1/a", query={"a": [1, value]}),
        lambda: client.request("POST", "/v1/a", json={"a": value}),
    ):
        with pytest.raises(InvalidArgumentError):
            act()
    assert service.requests == []


TOO_LARGE = 10**400


@pytest.mark.parametrize("value", [True, False, TOO_LARGE, math.nan, "5"])
@pytest.mark.parametrize("name", ["timeout", "deadline"])
def test_seconds_that_no_clock_can_count_raise(harness: Harness, name: str, value: Any) -> None:
    service = ScriptedTransport({"data": []})
    client = harness.kinescope(service)
    with pytest.raises(InvalidArgumentError, match=f"{name} is"):
        client.tags.list(**{name: value})
    with pytest.raises(ConfigurationError, match=f"{name} is"):
        harness.kinescope(service, **{name: value})
    with pytest.raises(InvalidArgumentError, match="interval is"):
        client.videos.wait("v", interval=value)
    assert service.requests == []


@pytest.mark.parametrize("value", [True, TOO_LARGE, math.nan])
def test_a_rate_that_is_no_number_raises(harness: Harness, value: Any) -> None:
    service = ScriptedTransport(TOKENS)
    with pytest.raises(InvalidArgumentError, match="limit_rate is"):
        harness.client(service).files.upload(b"x", "/a", limit_rate=value)
    assert service.requests == []
