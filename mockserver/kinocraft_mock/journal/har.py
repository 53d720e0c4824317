"""The journal as a HAR 1.2 document, which browsers' developer tools open."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import unquote_plus

import orjson

from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.journal.masking import hide

__all__ = ["har"]

PAGE = "kinocraft-mock"
TOGETHER = 100
"""Entries that are made at a time: a full journal is not held in memory twice."""
NOT_KEPT = "the journal keeps bodies of at most 1 MiB, and of those the newest 8 MiB"
PHRASES = {int(status): status.phrase for status in HTTPStatus}


def har(exchanges: Sequence[Exchange]) -> Iterator[bytes]:
    """The document in pieces.

    Times are by the server's clock, durations as measured. Credentials are hidden, in bodies too. What is no text is
    in Base64. What HAR has no field for has names that begin with an underscore: `_operation`, `_valid`, `_violations`,
    `_fault`, `_error` where no answer was sent, and `_encoding` of a request's body.
    """
    started = _stamp(exchanges[0].time if exchanges else 0)
    head: dict[str, Any] = {
        "version": "1.2",
        "creator": {"name": "kinocraft-mock", "version": _version()},
        "pages": [{"startedDateTime": started, "id": PAGE, "title": "kinocraft-mock", "pageTimings": {}}],
    }
    yield b'{"log":' + orjson.dumps(head)[:-1] + b',"entries":['
    for start in range(0, len(exchanges), TOGETHER):
        entries = [orjson.dumps(_entry(exchange)) for exchange in exchanges[start : start + TOGETHER]]
        yield (b"," if start else b"") + b",".join(entries)
    yield b"]}}"


def _entry(exchange: Exchange) -> dict[str, Any]:
    timings = _timings(exchange)
    entry: dict[str, Any] = {
        "pageref": PAGE,
        "startedDateTime": _stamp(exchange.time),
        "time": round(sum(timings.values()), 3),
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": timings,
        "_operation": exchange.operation,
        "_valid": exchange.valid,
        "_violations": exchange.violations,
        "_fault": exchange.fault,
    }
    if exchange.status is None:
        reason = f"fault {exchange.fault}" if exchange.fault else "the client went, or it is still under way"
        entry["_error"] = f"no complete answer was sent ({reason})"
    return entry


def _request(exchange: Exchange) -> dict[str, Any]:
    headers = _headers(exchange.request_headers)
    named = {header["name"].lower(): header["value"] for header in headers}
    query = exchange.shown_query
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    request: dict[str, Any] = {
        "method": exchange.method,
        "url": f"http://{named.get('host', '127.0.0.1')}{exchange.path}{'?' + query if query else ''}",
        "httpVersion": f"HTTP/{exchange.version}",
        "cookies": [],
        "headers": headers,
        "queryString": [{"name": unquote_plus(key), "value": unquote_plus(value)} for key, _, value in pairs],
        "headersSize": -1,
        "bodySize": exchange.bytes_in,
    }
    if exchange.bytes_in:
        text, encoding = _text(exchange.request_body.shown(exchange.bytes_in))
        request["postData"] = {"mimeType": named.get("content-type", ""), "params": [], "text": text or ""}
        if encoding:
            request["postData"]["_encoding"] = encoding
        if text is None:
            request["postData"]["comment"] = NOT_KEPT
    return request


def _response(exchange: Exchange) -> dict[str, Any]:
    headers = _headers(exchange.answer_headers)
    named = {header["name"].lower(): header["value"] for header in headers}
    status = exchange.status or 0
    content: dict[str, Any] = {"size": exchange.bytes_out, "mimeType": named.get("content-type", "x-unknown")}
    if exchange.bytes_out:
        text, encoding = _text(exchange.answer_body.shown(exchange.bytes_out))
        content |= {"comment": NOT_KEPT} if text is None else {"text": text}
        if encoding:
            content["encoding"] = encoding
    return {
        "status": status,
        "statusText": PHRASES.get(status, ""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers,
        "content": content,
        "redirectURL": named.get("location", ""),
        "headersSize": -1,
        "bodySize": exchange.bytes_out,
    }


def _text(body: str | bytes | None) -> tuple[str | None, str]:
    """A body as HAR has it, and how it is encoded."""
    return (b64encode(body).decode(), "base64") if isinstance(body, bytes) else (body, "")


def _timings(exchange: Exchange) -> dict[str, float]:
    """Milliseconds of receiving the request, working on it, and sending the answer."""
    answered = max(exchange.answered, exchange.received)
    return {
        "send": _milliseconds(exchange.begun, exchange.received),
        "wait": _milliseconds(exchange.received, answered),
        "receive": _milliseconds(answered, exchange.ended),
    }


def _milliseconds(start: float, end: float) -> float:
    return round(max(0.0, end - start) * 1000, 3)


def _headers(packed: bytes) -> list[dict[str, str]]:
    lines = [line.partition(": ") for line in packed.decode("latin-1").split("\n") if line]
    return [{"name": name, "value": hide(value)} for name, _, value in lines]


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _version() -> str:
    try:
        return version("kinocraft")
    except PackageNotFoundError:
        return "0"
