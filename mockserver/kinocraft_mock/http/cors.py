"""Cross-origin requests (CORS): pages of any origin may use the services, as browsers upload to them."""

from __future__ import annotations

from kinocraft_mock.http.messages import HeaderList, Headers

__all__ = ["cors_headers", "options_headers"]

EXPOSED = (
    b"Location, Upload-Offset, Upload-Length, Upload-Expires, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, "
    b"X-Request-ID, Retry-After, ETag, Content-Range, Accept-Ranges, Content-Disposition, Allow"
)
"""The response headers that a page may read."""
PREFLIGHT = b"access-control-request-method"
"""The header that only a preflight has."""
PREFLIGHT_LIFETIME = b"600"
"""Seconds for which a browser may remember a preflight."""


def cors_headers(headers: Headers) -> HeaderList:
    """Return the headers that let a page read the response to a request; none for a request without an origin."""
    origin = headers.get(b"origin")
    if origin is None:
        return []
    # The origin itself: a wildcard does not cover pages that send with credentials, as axios does by `withCredentials`.
    allowed = [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-credentials", b"true"),
        (b"access-control-expose-headers", EXPOSED),
    ]
    # A preflight says itself what its response depends on.
    return allowed if PREFLIGHT in headers else [*allowed, (b"vary", b"Origin")]


def options_headers(headers: Headers, methods: bytes) -> HeaderList:
    """Return the headers of a response to OPTIONS: the allowed methods, and what a preflight asks for."""
    allowed = [(b"allow", methods)]
    if b"origin" in headers and PREFLIGHT in headers:
        allowed += [
            (b"access-control-allow-methods", methods),
            (b"access-control-max-age", PREFLIGHT_LIFETIME),
            (b"vary", b"Origin, Access-Control-Request-Headers"),
        ]
        # The names themselves: a wildcard does not cover Authorization.
        requested = headers.get(b"access-control-request-headers")
        if requested:
            allowed.append((b"access-control-allow-headers", requested))
    return allowed
