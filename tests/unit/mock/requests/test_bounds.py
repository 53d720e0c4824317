"""Limits of the server: request heads, forms, the journal, and redirects of imports."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

import kinocraft_mock
from kinocraft_mock.http.protocol import HttpProtocol
from kinocraft_mock.journal.exchanges import HEAD_CAPACITY, Exchange, Journal
from kinocraft_mock.services.kinescope.uploads.fetching import FetchError, _target
from tests.seed.account import AUTH, Account, message

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer


def sent(server: RunningServer, *pieces: bytes) -> bytes:
    """Send pieces on a connection; return everything received until the server closes it."""
    parts = urlsplit(server.url)
    received = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
        while block := connection.recv(1 << 16):
            received += block
    return received


LARGE = b"a" * 70_000


@pytest.mark.parametrize(
    "pieces",
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + LARGE + b"\r\n\r\n",),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: ", LARGE),
        (b"GET /" + LARGE + b" HTTP/1.1\r\nHost: x\r\n\r\n",),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 12_000 + b"\r\n",),
    ],
)
def test_a_head_that_is_too_large_is_431(server: RunningServer, pieces: tuple[bytes, ...]) -> None:
    received = sent(server, *pieces)
    assert received.startswith(b"HTTP/1.1 431 ")
    assert json.loads(received.partition(b"\r\n\r\n")[2])["code"] == 431


@pytest.mark.parametrize(("begun", "status"), [(b"GET / HTTP/1.1\r\nHost:", b"HTTP/1.1 408 "), (b"", b"")])
def test_a_head_that_never_ends_is_closed(monkeypatch: pytest.MonkeyPatch, begun: bytes, status: bytes) -> None:
    monkeypatch.setattr(HttpProtocol, "head_timeout", 0.05)
    with kinocraft_mock.running() as server:
        assert sent(server, begun)[: len(status) or 1] == status


def form_of(fields: int) -> bytes:
    part = b'--b\r\nContent-Disposition: form-data; name="%d"\r\n\r\n\r\n'
    return b"".join(part % number for number in range(fields)) + b"--b--\r\n"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (form_of(1001), "1000 fields"),
        (b"--b\r\nX-Long: " + b"x" * 20_000 + b"\r\n\r\n\r\n--b--\r\n", "header size"),
    ],
)
def test_forms_have_bounds(account: Account, body: bytes, reason: str) -> None:
    media = {"Content-Type": "multipart/form-data; boundary=b"}
    assert reason in message(account.http.post(account.url("/a"), content=body, headers=media), 400)


def test_fields_of_a_login_have_bounds(account: Account) -> None:
    long = account.http.post(f"{AUTH}/token", data={"login": "x" * 70_000, "password": "y"})
    assert "longer than" in message(long, 400)
    many = account.http.post(f"{AUTH}/token", content="&".join(f"f{n}=1" for n in range(1001)))
    assert "not a form" in message(many, 400)


def test_the_journal_has_a_bound_in_bytes() -> None:
    journal = Journal()
    count = 3 * HEAD_CAPACITY // (1 << 16)
    for number in range(count):
        exchange = Exchange(float(number), "GET", "/", "", request_headers=b"x" * (1 << 16))
        journal.open(exchange)
        journal.close(exchange)
    kept = journal.read()
    assert sum(each.head_size for each in kept) <= HEAD_CAPACITY
    assert kept[-1].number == count
    journal.clear()
    assert journal.read() == []


@pytest.mark.parametrize("location", ["", "http://[", "http://127.0.0.1:99999/", "http://127.0.0.1/a b\x00"])
def test_a_malformed_redirect_fails_with_its_reason(location: str) -> None:
    with pytest.raises(FetchError, match="malformed address"):
        _target("http://127.0.0.1/film.mp4", location)
