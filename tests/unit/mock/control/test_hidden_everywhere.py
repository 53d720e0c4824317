"""Each place of the journal and of HAR that may hold a secret hides it, whatever wrote it there."""

from __future__ import annotations

import json

import pytest

from kinocraft_mock.journal.exchanges import Exchange, serialize_headers
from kinocraft_mock.journal.har import har
from kinocraft_mock.journal.masking import HIDDEN

SECRET = "s3cr3t-x9"
TEXTS = (
    f'body: {{"password": "{SECRET}"}} is not valid',
    f"/v1/videos?page=0&token={SECRET} is not known",
    f"https://uploader.kinescope.io/tus/{SECRET} is gone",
)
HEADERS = ("Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie")


def shown(exchange: Exchange) -> list[str]:
    """Return what the control API and HAR show of an exchange."""
    return [json.dumps(exchange.serialize(bodies=True)), b"".join(har([exchange])).decode()]


@pytest.mark.parametrize("text", TEXTS)
def test_a_violation_is_shown_without_secrets(text: str) -> None:
    exchange = Exchange(0.0, "POST", "/", "", violations=(text, "plain"))
    for each in shown(exchange):
        assert SECRET not in each
        assert HIDDEN in each
        assert "plain" in each


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("spelling", [str.title, str.lower, str.upper])
def test_a_credential_is_hidden_in_the_headers_of_request_and_response(name: str, spelling: type[str]) -> None:
    header = spelling(name).encode()
    exchange = Exchange(0.0, "GET", "/", "")
    exchange.request_headers = serialize_headers([(header, SECRET.encode()), (b"Accept", b"*/*")])
    exchange.record_response([(header, SECRET.encode()), (b"X-Request-ID", b"visible")])
    assert SECRET.encode() not in exchange.request_headers + exchange.response_headers
    _, document = shown(exchange)
    assert SECRET not in document
    assert "visible" in document


@pytest.mark.parametrize("place", ["path", "query", "request_body", "response_body"])
def test_an_upload_address_and_a_token_are_hidden_in_each_place(place: str) -> None:
    exchange = Exchange(0.0, "POST", "/", "")
    if place == "path":
        exchange.path = f"/kinescope/uploader/tus/{SECRET}"
    elif place == "query":
        exchange.query = f"token={SECRET}&page=1"
    elif place == "request_body":
        exchange.receive(json.dumps({"token": SECRET}).encode())
    else:
        exchange.send(json.dumps({"data": {"endpoint": f"https://h/tus/{SECRET}"}}).encode())
    for each in shown(exchange):
        assert SECRET not in each
        assert HIDDEN in each
