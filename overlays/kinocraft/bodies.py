"""Request bodies that can be sent again: every one knows its size and starts anew for each attempt."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Iterator, Mapping

import httpx2

from kinocraft_api._core import Body, Content

from .errors import InvalidArgumentError
from .sources import Part, Source, is_seekable
from .steps import BLOCK

__all__ = ["BytesBody", "MultipartBody", "Stream", "body_of"]


class BytesBody:
    """Bytes in memory."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self._content)

    def blocks(self) -> Iterator[bytes]:
        """The bytes, from the first."""
        for start in range(0, len(self._content), BLOCK):
            yield bytes(self._content[start : start + BLOCK])


class MultipartBody:
    """A form of text fields and files, as multipart/form-data. Every file part has a Content-Type."""

    def __init__(self, fields: Mapping[str, str | Body], file_name: str) -> None:
        self.boundary = secrets.token_hex(16)
        self._parts: list[bytes | Body] = []
        for name, value in fields.items():
            disposition = f'Content-Disposition: form-data; name="{_quoted(name)}"'
            if isinstance(value, str):
                self._parts.append(f"--{self.boundary}\r\n{disposition}\r\n\r\n{value}\r\n".encode())
                continue
            head = f'{disposition}; filename="{_quoted(file_name)}"\r\nContent-Type: application/octet-stream'
            self._parts += [f"--{self.boundary}\r\n{head}\r\n\r\n".encode(), value, b"\r\n"]
        self._parts.append(f"--{self.boundary}--\r\n".encode())

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(len(part) if isinstance(part, bytes) else part.size for part in self._parts)

    def blocks(self) -> Iterator[bytes]:
        """The bytes, from the first."""
        for part in self._parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from part.blocks()


def _quoted(name: str) -> str:
    """A name inside quotation marks, the way browsers write it."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def body_of(content: Content) -> Body:
    """What can be sent of it.

    Raises:
        InvalidArgumentError: It is text, or a file that cannot be rewound.
        SourceError: It is a file that cannot be read.
    """
    if isinstance(content, bytes | bytearray | memoryview):
        return BytesBody(content)
    if isinstance(content, Body):
        return content
    if is_seekable(content):
        source = Source(content)
        return Part(source, 0, source.size)
    raise InvalidArgumentError(
        f"cannot send a {type(content).__name__}: give bytes, a seekable file opened in binary mode, or a Body"
    )


class Stream(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body on its way, in a thread or in an event loop; there, blocks are read in a worker thread."""

    def __init__(self, body: Body) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        return self._body.blocks()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        import anyio.to_thread

        blocks = self._body.blocks()
        while (block := await anyio.to_thread.run_sync(next, blocks, None)) is not None:
            yield block
