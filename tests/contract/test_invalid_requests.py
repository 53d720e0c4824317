"""Requests that are wrong in one way: each is refused in the vendor's form, and changes nothing."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from functools import cache
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import seed
from tests.contract.invalid_requests import InvalidRequests
from tests.contract.local import Clients, Place, arguments_of, places, vendor
from tests.contract.oracle import Sent
from tests.contract.places import MOUNTS
from tests.described import BUNDLES, SUBJECTS

SERVICES = {subject.name: subject.service for subject in SUBJECTS}
ENOUGH = 10
"""InvalidRequest requests for each operation."""


@pytest.fixture(scope="module", name="places")
def both_places() -> Iterator[dict[str, Place]]:
    """For each vendor a server with everything seeded."""
    with places() as made:
        yield made


@cache
def invalid_requests(service: str) -> InvalidRequests:
    return InvalidRequests(BUNDLES[service])


@pytest.mark.parametrize("name", SERVICES)
def test_what_is_wrong_is_refused_and_changes_nothing(name: str, places: dict[str, Place]) -> None:
    service = SERVICES[name]
    place = places[vendor(service)]
    place.restore()
    given = place.fitting(name, arguments_of(BUNDLES[service], name))
    with contextlib.closing(Clients(place.server)) as clients:
        host, right = clients.request(service, name, given)
    made = invalid_requests(service).of(name, right)
    assert len(made) >= ENOUGH
    before = place.settled()
    with contextlib.closing(Wire(place.server.url)) as wire:
        for wrong in made:
            status, allow, body = wire.send(MOUNTS[host], wrong.sent)
            assert 400 <= status < 500, f"{wrong.what}: {status} {body!r}"
            assert refused(vendor(service), status, body) or (not body and tus(name)), f"{wrong.what}: {body!r}"
            assert allow or status != 405, wrong.what
        assert place.settled() == before
        status, _, body = wire.send(MOUNTS[host], right)
        assert 200 <= status < 300, body


def test_a_change_is_noticed(places: dict[str, Place]) -> None:
    place = places["kinescope"]
    place.restore()
    before = place.state()
    seed.tag(place.seeded.workspace, "seen")
    assert place.state() != before
    place.restore()
    assert place.state() == before


@pytest.mark.parametrize(
    ("who", "body"),
    [
        ("kinescope", b""),
        ("kinescope", b"<html>"),
        ("kinescope", b'{"error": {"code": "1", "message": "m"}}'),
        ("kinescope", b'{"code": 400, "msg": "m"}'),
        ("platformcraft", b'{"code": 404, "msg": "m"}'),
        ("platformcraft", b'{"code": 400, "msg": ""}'),
        ("platformcraft", b'{"error": {"code": 400400, "message": "m"}}'),
    ],
)
def test_what_has_another_form_is_no_refusal(who: str, body: bytes) -> None:
    assert not refused(who, 400, body)


def tus(name: str) -> bool:
    """Whether the operation speaks tus, whose refusals have no body."""
    return name in {"videos.uploads.send", "videos.uploads.append", "videos.uploads.offset"}


def refused(who: str, status: int, body: bytes) -> bool:
    """Whether a body is a refusal in the vendor's form."""
    try:
        told: Any = json.loads(body)
    except ValueError:
        return False
    if who == "platformcraft":
        return told.keys() == {"code", "msg"} and told["code"] == status and bool(told["msg"])
    error = told.get("error", {})
    return told.keys() == {"error"} and isinstance(error.get("code"), int) and bool(error.get("message"))


class Wire:
    """Requests as they are, without a client that puts them right."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)

    def send(self, mount: str, sent: Sent) -> tuple[int, str, bytes]:
        headers = {name: text for name, text in sent.headers.items() if name not in {"host", "content-length"}}
        body = sent.body or (None if sent.method in {"GET", "HEAD", "DELETE"} else b"")
        for attempt in (0, 1):
            try:
                self._connection.request(sent.method, mount + sent.target, body, headers)
                answer = self._connection.getresponse()
                return answer.status, answer.getheader("Allow", ""), answer.read()
            except (HTTPException, OSError):  # the server may hang up after a refusal
                self._connection.close()
                if attempt:
                    raise
        raise AssertionError

    def close(self) -> None:
        self._connection.close()
