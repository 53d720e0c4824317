"""Conditional requests: what a client says of the version of a file that it has (RFC 9110, section 13)."""

from __future__ import annotations

from datetime import UTC
from email.utils import formatdate, parsedate_to_datetime
from typing import NamedTuple

from kinocraft_mock.http.messages import ErrorResponse, HeaderList, Headers

__all__ = ["Version"]


class Version(NamedTuple):
    """The version of a file: its entity tag, in quotes, and when it was stored, in Unix seconds."""

    etag: bytes
    modified: int

    @property
    def headers(self) -> HeaderList:
        """Return the headers that tell a client the version."""
        return [(b"last-modified", formatdate(self.modified, usegmt=True).encode()), (b"etag", self.etag)]

    def is_known(self, headers: Headers) -> bool:
        """Return whether the client has this version. Raises a 412 if the client wants another version or none."""
        if b"if-match" in headers:
            if not self._is_among(headers[b"if-match"], weak=False):
                raise _failed("If-Match")
        else:
            since = _date(headers, b"if-unmodified-since")
            if since is not None and self.modified > since:
                raise _failed("If-Unmodified-Since")
        if b"if-none-match" in headers:
            return self._is_among(headers[b"if-none-match"], weak=True)
        since = _date(headers, b"if-modified-since")
        return since is not None and self.modified <= since

    def allows_range(self, headers: Headers) -> bool:
        """Return whether a requested range is of this version, as If-Range says, by its tag or its time."""
        value = headers.get(b"if-range")
        return value is None or value.strip() == self.etag or _date(headers, b"if-range") == self.modified

    def _is_among(self, tags: bytes, weak: bool) -> bool:
        named = [tag.strip() for tag in tags.split(b",")]
        return b"*" in named or self.etag in ([tag.removeprefix(b"W/") for tag in named] if weak else named)


def _date(headers: Headers, name: bytes) -> int | None:
    """Return a date in Unix seconds; None if there is none, or what is there is no date."""
    try:
        moment = parsedate_to_datetime(headers.get(name, b"").decode("latin-1"))
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def _failed(header: str) -> ErrorResponse:
    return ErrorResponse(412, f"the file is not the version that {header} names")
