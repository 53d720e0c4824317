"""Each request that is invalid in one way is rejected in the vendor's form, and changes nothing."""

from __future__ import annotations

import contextlib
import json
from functools import cache
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import seed
from tests.bundles import BUNDLES
from tests.contract.local import Clients, SeededServer, arguments_of, vendor
from tests.contract.mounts import MOUNTS
from tests.contract.requests.invalid_requests import InvalidRequests
from tests.contract.requests.oracle import Sent
from tests.described_operations import OPERATIONS
from tests.samples import sampled

SERVICES = {subject.name: subject.service for subject in OPERATIONS}
EXPECTED: dict[str, dict[str, tuple[int, int]]] = {
    "kinescope": {
        "no token": (400, 100101),
        "unknown token": (401, 100102),
        "unknown id": (404, 400404),
        "malformed id": (400, 400301),
        "no JSON body": (400, 1),
    },
    "platformcraft": {
        "no token": (401, 401),
        "unknown token": (401, 401),
        "another account": (403, 403),
        "unknown id": (404, 404),
        "malformed id": (404, 404),
        "no JSON body": (400, 400),
    },
}
"""Status and code for a kind of invalid request, the same for every operation of a vendor."""
ENOUGH = 10
"""Invalid requests for each operation."""


@cache
def invalid_requests(service: str) -> InvalidRequests:
    return InvalidRequests(BUNDLES[service])


@pytest.mark.parametrize("name", sampled(SERVICES, 3))
def test_an_invalid_request_is_rejected_and_changes_nothing(name: str, seeded_servers: dict[str, SeededServer]) -> None:
    service = SERVICES[name]
    target = seeded_servers[vendor(service)]
    target.restore()
    given = target.fitting(name, arguments_of(BUNDLES[service], name))
    with contextlib.closing(Clients(target.server)) as clients:
        host, right = clients.request(service, name, given)
    made = invalid_requests(service).of(name, right)
    assert len(made) >= ENOUGH
    before = target.settled()
    with contextlib.closing(RawConnection(target.server.url)) as connection:
        for wrong in made:
            status, allow, body = connection.send(MOUNTS[host], wrong.sent)
            assert 400 <= status < 500, f"{wrong.what}: {status} {body!r}"
            assert is_error_response(vendor(service), status, body) or (not body and tus(name)), (
                f"{wrong.what}: {body!r}"
            )
            assert allow or status != 405, wrong.what
            if wrong.kind:
                expected = (404, 0) if tus(name) else EXPECTED[vendor(service)][wrong.kind]
                assert (status, code_of(body)) == expected, wrong.what
        assert target.settled() == before
        status, _, body = connection.send(MOUNTS[host], right)
        assert 200 <= status < 300, body


@pytest.mark.parametrize("name", ["playlists.entities.move", "streamer.blocks.update"])
def test_every_kind_of_invalid_request_is_made(name: str, seeded_servers: dict[str, SeededServer]) -> None:
    service = SERVICES[name]
    target = seeded_servers[vendor(service)]
    with contextlib.closing(Clients(target.server)) as clients:
        _, valid = clients.request(service, name, target.fitting(name, arguments_of(BUNDLES[service], name)))
    assert {each.kind for each in invalid_requests(service).of(name, valid)} - {""} == EXPECTED[vendor(service)].keys()


def test_a_state_change_is_detected(seeded_servers: dict[str, SeededServer]) -> None:
    target = seeded_servers["kinescope"]
    target.restore()
    before, settled = target.state(), target.settled()
    seed.tag(target.seeded.workspace, "seen")
    assert target.state() != before
    assert target.settled() != settled
    target.restore()
    assert target.state() == before
    assert target.settled() == settled


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
def test_another_form_is_not_an_error_response(who: str, body: bytes) -> None:
    assert not is_error_response(who, 400, body)


def tus(name: str) -> bool:
    """Return whether the operation is part of tus, whose error responses have no body."""
    return name in {"videos.uploads.send", "videos.uploads.append", "videos.uploads.offset"}


def is_error_response(who: str, status: int, body: bytes) -> bool:
    """Return whether a body is an error response in the vendor's form."""
    try:
        document: Any = json.loads(body)
    except ValueError:
        return False
    if who == "platformcraft":
        return document.keys() == {"code", "msg"} and document["code"] == status and bool(document["msg"])
    error = document.get("error", {})
    return document.keys() == {"error"} and isinstance(error.get("code"), int) and bool(error.get("message"))


class RawConnection:
    """Sends requests unchanged; an HTTP client would correct them."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)

    def send(self, mount: str, sent: Sent) -> tuple[int, str, bytes]:
        headers = {name: text for name, text in sent.headers.items() if name not in {"host", "content-length"}}
        body = sent.body or (None if sent.method in {"GET", "HEAD", "DELETE"} else b"")
        for attempt in (0, 1):
            try:
                self._connection.request(sent.method, mount + sent.target, body, headers)
                response = self._connection.getresponse()
                return response.status, response.getheader("Allow", ""), response.read()
            except (HTTPException, OSError):  # the server may close the connection after an error response
                self._connection.close()
                if attempt:
                    raise
        raise AssertionError

    def close(self) -> None:
        self._connection.close()


def code_of(body: bytes) -> int:
    """Return the code of an error response, 0 without a body."""
    document: Any = json.loads(body or b"{}")
    code: int = document.get("error", document).get("code", 0)
    return code
