"""The HTTP/1.1 protocol of a connection: uvicorn's, without upgrades, and with limits on the head of a request."""

from __future__ import annotations

import asyncio
import json
import string
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httptools
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kinocraft_mock.http.connection import RAW_TARGET, TRANSPORT

__all__ = ["HttpProtocol"]

TRANSFER = b"transfer-encoding"
METHODS = frozenset((b"DELETE", b"GET", b"HEAD", b"OPTIONS", b"PATCH", b"POST", b"PUT"))

UPGRADE_HEADERS = (b"upgrade", b"http2-settings")
UPGRADE_TOKENS = (b"upgrade", b"http2-settings")
TARGET_CHARACTERS = string.punctuation
"""What may stand in a target besides letters and digits; percent signs too: they begin escapes."""
EXPECTED_BLANKS = 2
"""Blanks in the first line of a request: before and after the target."""


class HttpProtocol(HttpToolsProtocol):
    """One connection, which the application can reach, so that faults can close it.

    A request for another protocol, as JDK and `curl --http2` send it, is served as HTTP/1.1. A target in absolute form,
    as for a proxy, counts as its path on the host that it names. Plain UTF-8 and blanks in a target, as curl sends
    them, are percent-encoded. A body in chunks may have a Content-Length, which some programs set themselves.

    A body is framed by its length or in chunks. Another transfer coding is rejected with 501, as nobody would know
    where such a body ends. Blanks after the size of a chunk are accepted.

    A head of more than `largest_head` bytes is rejected with 431, one that does not end within `head_timeout` seconds
    with 408, and so is a body of which nothing arrives for `body_timeout` seconds.
    """

    largest_head = 1 << 16
    head_timeout = 60.0
    body_timeout = 60.0

    _head_timer: asyncio.TimerHandle | None = None
    _body_timer: asyncio.TimerHandle | None = None
    _in_body = False
    _last_block = 0.0
    _in_line = True
    _raw_target = False
    _in_head = True
    _head_size = 0
    _block_size = 0
    _rejection: tuple[HTTPStatus, str] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._be_lenient()
        self._head_timer = self.loop.call_later(self.head_timeout, self._time_out)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_timers()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse the next bytes."""
        self._unset_keepalive_if_required()
        if self._in_line:
            data = self._encode_target(data)
        self._block_size = len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._ignore_upgrade(data[upgrade.args[0] :])
            return
        except httptools.HttpParserError as error:
            self._reject(*(self._rejection or (HTTPStatus.BAD_REQUEST, _invalid_request(data, error))))
            return
        if self._in_head and not self.transport.is_closing():
            self._head_size += len(data)
            if self._head_size > self.largest_head:
                self._reject(*self._too_large())
            elif self._head_timer is None:
                self._head_timer = self.loop.call_later(self.head_timeout, self._time_out)
        elif self._in_body:
            self._last_block = self.loop.time()
            if self._body_timer is None:
                self._body_timer = self.loop.call_later(self.body_timeout, self._check_body)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._in_head = True
        scope = cast("dict[str, Any]", self.scope)
        extensions: dict[str, object] = {TRANSPORT: self.transport}
        if self._raw_target:
            extensions[RAW_TARGET] = {}
        scope["extensions"] = extensions
        self._in_line = self._raw_target = False

    def on_header(self, name: bytes, value: bytes) -> None:
        """Add a header, or drop a trailer, which no service knows. Trailers count as part of the head."""
        if self._in_head:
            super().on_header(name, value)
            if len(name) == len(TRANSFER) and name.lower() == TRANSFER and value.strip().lower() != b"chunked":
                self._rejection = HTTPStatus.NOT_IMPLEMENTED, "the only transfer coding that is served is chunked"
                raise ValueError("an unknown transfer coding")
            return
        self._head_size += len(name) + len(value)
        if self._head_size > self.largest_head:
            self._rejection = self._too_large()
            raise ValueError("the trailers are too large")

    def on_headers_complete(self) -> None:
        """Pass the request on, unless it is too large or asks for another protocol."""
        if self._head_timer is not None:
            self._stop_timers()
        self._in_head = False
        # Only a head that may be too large is measured: the block may hold several requests, or a body.
        if self._head_size + self._block_size > self.largest_head and self._measure() > self.largest_head:
            self._rejection = self._too_large()
            raise ValueError("the head is too large")
        self._head_size = 0
        if self.parser.should_upgrade():
            # The parser stops here; `data_received` then parses the request again without the upgrade.
            return
        if not self.url.startswith(b"/"):
            self._use_authority()
        if self.parser.get_http_version() == "1.0":
            # Such a client does not know an interim response (RFC 9110, 10.1.1).
            self.expect_100_continue = False
        self._in_body = True
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Pass a block on without a copy if none is waiting: uvicorn would copy it twice, which slows large uploads."""
        cycle = cast("Any", self.cycle)
        if cycle.body or cycle.response_complete:
            super().on_body(body)
            return
        cycle.body = body
        if len(body) > HIGH_WATER_LIMIT:
            self.flow.pause_reading()
        cycle.message_event.set()

    def on_message_complete(self) -> None:
        """End a request."""
        if self.parser.should_upgrade():
            return
        self._in_body = False
        self._in_line = True
        if self._body_timer is not None:
            self._stop_timers()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Reject what is not HTTP, with the same kind of error response as everything else."""
        self._reject(HTTPStatus.BAD_REQUEST, msg.rstrip("."))

    def _be_lenient(self) -> None:
        self.parser.set_dangerous_leniencies(
            lenient_data_after_close=True, lenient_chunked_length=True, lenient_spaces_after_chunk_size=True
        )

    def _measure(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def _too_large(self) -> tuple[HTTPStatus, str]:
        reason = f"the head of the request is larger than {self.largest_head} bytes"
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, reason

    def _time_out(self) -> None:
        self._head_timer = None
        if self._head_size:
            reason = f"the head of the request did not end within {self.head_timeout:g} s"
            self._reject(HTTPStatus.REQUEST_TIMEOUT, reason)
        else:
            self.transport.close()

    def _check_body(self) -> None:
        """Close a connection on which the rest of a body is overdue."""
        self._body_timer = None
        silence = self.loop.time() - self._last_block
        if silence < self.body_timeout or self.flow.read_paused:
            remaining = self.body_timeout if self.flow.read_paused else self.body_timeout - silence
            self._body_timer = self.loop.call_later(remaining, self._check_body)
        elif self.cycle.response_started:
            self.transport.close()
        else:
            reason = f"nothing of the rest of the body arrived within {self.body_timeout:g} s"
            self._reject(HTTPStatus.REQUEST_TIMEOUT, reason)

    def _stop_timers(self) -> None:
        for timer in (self._head_timer, self._body_timer):
            if timer is not None:
                timer.cancel()
        self._head_timer = self._body_timer = None

    def _encode_target(self, block: bytes) -> bytes:
        """Percent-encode what is not allowed in the target of the request that begins with this block."""
        end = block.find(b"\n")
        line = block[:end] if end >= 0 else block
        if line.isascii() and line.count(b" ") <= EXPECTED_BLANKS:
            return block
        method, _, rest = line.partition(b" ")
        target, _, version = rest.rpartition(b" ")
        try:
            encoded = quote(target.decode(), safe=TARGET_CHARACTERS).encode("ascii")
        except UnicodeDecodeError:
            return block
        self._raw_target = True
        return b"%b %b %b%b" % (method, encoded, version, block[len(line) :])

    def _ignore_upgrade(self, rest: bytes) -> None:
        method = self.parser.get_method()
        if method == b"CONNECT":
            self._reject(HTTPStatus.METHOD_NOT_ALLOWED, "CONNECT is not served: send http, not https, through a proxy")
            return
        head = [b"%b %b HTTP/%b" % (method, self.url, self.parser.get_http_version().encode())]
        for name, value in self.headers:
            if name == b"connection":
                tokens = [token.strip() for token in value.split(b",")]
                value = b", ".join(token for token in tokens if token.lower() not in UPGRADE_TOKENS)
            if value and name not in UPGRADE_HEADERS:
                head.append(b"%b: %b" % (name, value))
        self.parser = httptools.HttpRequestParser(self)
        self._be_lenient()
        self.data_received(b"\r\n".join([*head, b"", rest]))

    def _use_authority(self) -> None:
        """Replace a target in absolute form by its path, and the Host header by its authority."""
        if self.url == b"*":
            self.url = b"/"
            return
        target = httptools.parse_url(self.url)
        self.url = (target.path or b"/") + (b"?" + target.query if target.query else b"")
        if target.host:
            host = b"[%b]" % target.host if b":" in target.host else target.host
            self.headers[:] = [header for header in self.headers if header[0] != b"host"]
            self.headers.append((b"host", b"%b:%d" % (host, target.port) if target.port else host))

    def _reject(self, status: HTTPStatus, reason: str) -> None:
        body = json.dumps({"code": status, "msg": reason}, separators=(",", ":")).encode()
        head = f"HTTP/1.1 {status} {status.phrase}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
        self._stop_timers()
        self.transport.write(head.encode("ascii") + b"connection: close\r\n\r\n" + body)
        self.transport.close()


def _invalid_request(block: bytes, error: Exception) -> str:
    """Return why a block is not HTTP, with a hint where programs often go wrong."""
    reason = f"Invalid HTTP request received: {error}"
    method = block.partition(b" ")[0]
    if method not in METHODS and method.upper() in METHODS:
        return f"{reason}; methods are case-sensitive: send {method.upper().decode()}"
    return reason
