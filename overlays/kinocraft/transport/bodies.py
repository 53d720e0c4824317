"""Request bodies that can be sent again: each knows its size, and each attempt reads it from the start."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial

import httpx2

from kinocraft_runtime.calls import Body, File

from ..clock import Countdown
from ..errors import InvalidArgumentError
from ..rate_caps import BLOCK, RateCap
from ..sources import Part, PathBody, Source, is_seekable
from .parallel import sleep
from .threads import run_in_thread

__all__ = ["BytesBody", "MultipartBody", "Stream", "body_of"]


class BytesBody:
    """A body of bytes in memory."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(bytes(content))
        self.size = len(self._content)

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes from the start."""
        for start in range(0, len(self._content), BLOCK):
            yield bytes(self._content[start : start + BLOCK])


class MultipartBody:
    """A form of text fields and files, as multipart/form-data. Every file has a Content-Type.

    Args:
        fields: The fields: strings, and bodies for files.
        file_name: The name of every file; empty to use the files' own names.
    """

    def __init__(self, fields: Mapping[str, str | Body], file_name: str) -> None:
        self.boundary = secrets.token_hex(16)
        self._parts: list[bytes | Body] = []
        for name, value in fields.items():
            disposition = f'Content-Disposition: form-data; name="{_quoted(name)}"'
            if isinstance(value, str):
                self._parts.append(f"--{self.boundary}\r\n{disposition}\r\n\r\n{value}\r\n".encode())
                continue
            name = file_name or getattr(value, "name", "") or "file"
            head = f'{disposition}; filename="{_quoted(name)}"\r\nContent-Type: application/octet-stream'
            self._parts += [f"--{self.boundary}\r\n{head}\r\n\r\n".encode(), value, b"\r\n"]
        self._parts.append(f"--{self.boundary}--\r\n".encode())
        self.size = sum(len(part) if isinstance(part, bytes) else part.size for part in self._parts)
        self.cap: RateCap | None = next((cap for part in self._parts if (cap := getattr(part, "cap", None))), None)
        """That of its files."""

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes from the start."""
        for part in self._parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from part.blocks()


def _quoted(name: str) -> str:
    """Escape a name for a quoted parameter, as browsers do."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def body_of(content: File) -> Body:
    """Return a body that can be sent again.

    Raises:
        InvalidArgumentError: The content is none of these, or a file that is not seekable.
        SourceError: The content is a file that cannot be read.
    """
    if isinstance(content, bytes | bytearray | memoryview):
        return BytesBody(content)
    if isinstance(content, Body):
        return content
    if isinstance(content, str | os.PathLike):
        return PathBody(content)
    if is_seekable(content):
        source = Source(content)
        return Part(source, 0, source.size)
    raise InvalidArgumentError(
        f"cannot send a {type(content).__name__}: give a path, bytes, a seekable file opened in binary mode, or a Body"
    )


class Stream(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The stream of a body for httpx2. In an event loop its blocks are read in a worker thread."""

    def __init__(self, body: Body, time: Countdown | None = None) -> None:
        self._body = body
        self._time = time
        self._cap: RateCap | None = getattr(body, "cap", None)

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks():
            if self._cap:
                sleep(self._cap.clock, self._cap.take(len(block)))
            self._check()
            yield block

    async def __aiter__(self) -> AsyncIterator[bytes]:
        blocks = self._blocks()
        if isinstance(self._body, BytesBody):  # a thread would cost more than it saves
            for block in blocks:
                self._check()
                yield block
            return
        waits = self._body.size < 0  # content that can be read only once may be a pipe without a writer
        while (block := await run_in_thread(partial(next, blocks, None), waits=waits)) is not None:
            if self._cap:
                await self._cap.clock.asleep(self._cap.take(len(block)))
            self._check()
            yield block

    def _blocks(self) -> Iterator[bytes]:
        """Yield what is sent at once."""
        for block in self._body.blocks():
            if self._cap is None:
                yield block
            else:
                yield from self._cap.pieces(block)

    def _check(self) -> None:
        if self._time and self._time.over:
            raise httpx2.WriteTimeout("the deadline was exceeded while sending the body")
