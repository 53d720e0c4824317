"""Export the journal as a HAR 1.2 document, which browsers' developer tools open."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import unquote_plus

import orjson

from kinocraft_mock.journal.exchanges import Exchange, body_content
from kinocraft_mock.journal.masking import HIDDEN, hide, is_secret

__all__ = ["har"]

PAGE = "kinocraft-mock"
BATCH = 100
"""Entries that are serialized at a time, so that a full journal is not held in memory twice."""
NOT_KEPT = "the journal keeps bodies of at most 1 MiB each, and the newest 8 MiB of them"
PHRASES = {int(status): status.phrase for status in HTTPStatus}


def har(exchanges: Sequence[Exchange]) -> Iterator[bytes]:
    """Yield the document in blocks.

    Times are by the server's clock, durations are measured. Credentials are hidden, in bodies too. Bodies that are not
    text are Base64. Fields that HAR does not define begin with an underscore: `_operation`, `_valid`, `_violations`,
    `_readings`, `_inferred`, `_fault`, `_error` when no response was sent, and `_encoding` of a request's body.
    """
    started = _isoformat(exchanges[0].time if exchanges else 0)
    log: dict[str, Any] = {
        "version": "1.2",
        "creator": {"name": "kinocraft-mock", "version": _version()},
        "pages": [{"startedDateTime": started, "id": PAGE, "title": "kinocraft-mock", "pageTimings": {}}],
    }
    yield b'{"log":' + orjson.dumps(log)[:-1] + b',"entries":['
    for start in range(0, len(exchanges), BATCH):
        entries = [orjson.dumps(_entry(exchange)) for exchange in exchanges[start : start + BATCH]]
        yield (b"," if start else b"") + b",".join(entries)
    yield b"]}}"


def _entry(exchange: Exchange) -> dict[str, Any]:
    timings = _timings(exchange)
    entry: dict[str, Any] = {
        "pageref": PAGE,
        "startedDateTime": _isoformat(exchange.time),
        "time": round(sum(timings.values()), 3),
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": timings,
        "_operation": exchange.operation,
        "_valid": exchange.valid,
        "_violations": [hide(text) for text in exchange.violations],
        "_readings": exchange.readings,
        "_inferred": exchange.inferred,
        "_fault": exchange.fault,
    }
    if exchange.status is None:
        reason = f"fault {exchange.fault}" if exchange.fault else "the client disconnected, or it is still being served"
        entry["_error"] = f"no complete response was sent ({reason})"
    return entry


def _request(exchange: Exchange) -> dict[str, Any]:
    headers = _headers(exchange.request_headers)
    by_name = {header["name"].lower(): header["value"] for header in headers}
    path, query = exchange.path_without_secrets, exchange.query_without_secrets
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    request: dict[str, Any] = {
        "method": exchange.method,
        "url": f"http://{by_name.get('host', '127.0.0.1')}{path}{'?' + query if query else ''}",
        "httpVersion": f"HTTP/{exchange.version}",
        "cookies": [],
        "headers": headers,
        "queryString": [{"name": unquote_plus(key), "value": unquote_plus(value)} for key, _, value in pairs],
        "headersSize": -1,
        "bodySize": exchange.bytes_in,
    }
    if exchange.bytes_in:
        text, encoding = _text(body_content(exchange.request_body, exchange.bytes_in))
        request["postData"] = {"mimeType": by_name.get("content-type", ""), "params": [], "text": text or ""}
        if encoding:
            request["postData"]["_encoding"] = encoding
        if text is None:
            request["postData"]["comment"] = NOT_KEPT
    return request


def _response(exchange: Exchange) -> dict[str, Any]:
    headers = _headers(exchange.response_headers)
    by_name = {header["name"].lower(): header["value"] for header in headers}
    status = exchange.status or 0
    content: dict[str, Any] = {"size": exchange.bytes_out, "mimeType": by_name.get("content-type", "x-unknown")}
    if exchange.bytes_out:
        text, encoding = _text(body_content(exchange.response_body, exchange.bytes_out))
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
        "redirectURL": by_name.get("location", ""),
        "headersSize": -1,
        "bodySize": exchange.bytes_out,
    }


def _text(body: str | bytes | None) -> tuple[str | None, str]:
    """Return a body as HAR text, and its encoding."""
    return (b64encode(body).decode(), "base64") if isinstance(body, bytes) else (body, "")


def _timings(exchange: Exchange) -> dict[str, float]:
    """Return the milliseconds of receiving the request, handling it, and sending the response."""
    responded = max(exchange.responded, exchange.received)
    return {
        "send": _milliseconds(exchange.begun, exchange.received),
        "wait": _milliseconds(exchange.received, responded),
        "receive": _milliseconds(responded, exchange.ended),
    }


def _milliseconds(start: float, end: float) -> float:
    return round(max(0.0, end - start) * 1000, 3)


def _headers(serialized: bytes) -> list[dict[str, str]]:
    lines = [line.partition(": ") for line in serialized.decode("latin-1").split("\n") if line]
    return [{"name": name, "value": HIDDEN if is_secret(name) else hide(value)} for name, _, value in lines]


def _isoformat(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _version() -> str:
    try:
        return version("kinocraft")
    except PackageNotFoundError:
        return "0"
