"""Split a multipart body into its parts while it arrives.

It reads what the parsers of servers read, and python-multipart rejects: a preamble, lines that end with LF alone,
blanks after a boundary, and folded headers.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final

__all__ = ["MalformedFormError", "MultipartParser", "PartReader"]

LONGEST_LINE = 1 << 14
"""Maximum bytes of a line of a part's headers, or of the preamble."""
MOST_HEADERS = 100
"""Maximum number of header lines of a part."""
LONGEST_PADDING = 256
"""Maximum number of blanks after a boundary."""
FOLD = (b" ", b"\t")


class MalformedFormError(Exception):
    """The body is not multipart."""


def _too_long() -> MalformedFormError:
    return MalformedFormError(f"a line is longer than the maximum header size of {LONGEST_LINE} bytes")


class PartReader(ABC):
    """Receive the parts of a body, one after another."""

    @abstractmethod
    def begin_part(self, headers: dict[bytes, bytes]) -> None:
        """Begin a part, given its headers by lower-case name."""

    @abstractmethod
    def add_data(self, data: bytes) -> None:
        """Add bytes to the content of the part."""

    @abstractmethod
    def end_part(self) -> None:
        """End the part."""


class MultipartParser:
    """Parse one body. `understand` is called with each way in which the body bends the rules.

    The line break after the first boundary is the one before the others too, as the content of a part may end with CR.
    What follows the closing boundary is ignored.
    """

    def __init__(self, boundary: bytes, reader: PartReader, understand: Callable[[str], None]) -> None:
        self._reader: Final = reader
        self._understand: Final = understand
        self._understood: set[str] = set()
        self._dashed: Final = b"--" + boundary
        self._first: Final = re.compile(re.escape(self._dashed) + rb"(--)?[ \t]*\r?")
        self._delimiter = b""
        # Bytes are removed from its front at no cost, however short the lines are.
        self._buffer: Final = bytearray()
        self._state = self._read_preamble
        self._headers: list[bytes] = []
        self._is_empty = False
        """Whether the part has no content yet."""

    @property
    def complete(self) -> bool:
        """Return whether the closing boundary has arrived."""
        return self._state == self._ignore

    def feed(self, block: bytes) -> None:
        """Parse the next bytes. Raises `MalformedFormError`."""
        self._buffer.extend(block)
        while self._state():
            pass

    def finish(self) -> None:
        """End the body. Raises `MalformedFormError` if it is incomplete."""
        if self._state == self._read_preamble and bytes(self._buffer).rstrip() == self._dashed + b"--":
            return
        if not self.complete:
            raise MalformedFormError("it ends before its closing boundary")

    def _tell(self, reading: str) -> None:
        if reading not in self._understood:
            self._understood.add(reading)
            self._understand(reading)

    def _line(self) -> bytes | None:
        """Take the next line, without its LF; None if it has not arrived."""
        end = self._buffer.find(b"\n")
        if end > LONGEST_LINE or (end < 0 and len(self._buffer) > LONGEST_LINE):
            raise _too_long()
        if end < 0:
            return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line

    def _read_preamble(self) -> bool:
        line = self._line()
        if line is None:
            return False
        found = self._first.fullmatch(line)
        if found is None:
            if line.strip():
                self._tell("the form has text before its first part, which is ignored")
            return True
        if found[1]:
            self._state = self._ignore
            return False
        if not line.endswith(b"\r"):
            self._tell("the lines of the form end with LF instead of CRLF")
        self._delimiter = (b"\r\n" if line.endswith(b"\r") else b"\n") + self._dashed
        self._state = self._read_headers
        return True

    def _read_headers(self) -> bool:
        line = self._line()
        if line is None:
            return False
        line = line.removesuffix(b"\r")
        if line.startswith(FOLD) and self._headers:
            self._tell("a header of the form is folded")
            self._headers[-1] += b" " + line.strip()
            if len(self._headers[-1]) > LONGEST_LINE:
                raise _too_long()
        elif line:
            if b":" not in line or len(self._headers) == MOST_HEADERS:
                reason = "has too many headers" if b":" in line else "has a header without a colon"
                raise MalformedFormError(f"a part {reason}")
            self._headers.append(line)
        else:
            self._begin_content()
        return True

    def _begin_content(self) -> None:
        pairs = (header.partition(b":") for header in self._headers)
        self._reader.begin_part({name.strip().lower(): value.strip() for name, _, value in pairs})
        self._headers = []
        self._is_empty = True
        self._state = self._read_content

    def _read_content(self) -> bool:
        delimiter = self._delimiter
        # A part without content may end right after its headers: the line break of the empty line then also begins the
        # delimiter.
        if self._is_empty and self._dashed.startswith(self._buffer[: len(self._dashed)]):
            if len(self._buffer) < len(self._dashed):
                return False
            delimiter = self._dashed
        start = self._buffer.find(delimiter)
        if start < 0:
            # Keep what may be the beginning of a boundary.
            kept = self._buffer.rfind(delimiter[:1], max(0, len(self._buffer) - len(delimiter) + 1))
            self._take(len(self._buffer) if kept < 0 else kept)
            return False
        after = start + len(delimiter)
        if self._buffer.startswith(b"--", after):
            self._end_content(start, after + 2)
            self._state = self._ignore
            return False
        end = self._buffer.find(b"\n", after, after + LONGEST_PADDING)
        padding = self._buffer[after : end if end >= 0 else after + LONGEST_PADDING]
        if padding.strip(b" \t\r-") or len(padding) >= LONGEST_PADDING or (end >= 0 and b"-" in padding):
            # The content has the boundary in the middle of a line.
            self._take(after)
            return True
        if end < 0:
            self._take(start)
            return False
        self._end_content(start, end + 1)
        self._state = self._read_headers
        return True

    def _take(self, end: int) -> None:
        """Pass the content up to here on."""
        if end:
            self._is_empty = False
            self._reader.add_data(bytes(self._buffer[:end]))
            del self._buffer[:end]

    def _end_content(self, end: int, following: int) -> None:
        self._take(end)
        del self._buffer[: following - end]
        self._reader.end_part()

    def _ignore(self) -> bool:
        self._buffer.clear()
        return False
