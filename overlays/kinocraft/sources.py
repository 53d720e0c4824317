"""What is uploaded: bytes of a known size that can be read at any place, and that must not change meanwhile."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias, TypeGuard, cast

import httpx2

from .errors import InvalidArgumentError, SourceChangedError, SourceError, UploadCancelledError
from .steps import BLOCK

__all__ = ["Once", "Part", "PathBody", "Source", "Streamable", "Uploadable", "is_seekable", "own_name"]

Uploadable: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
"""What can be uploaded: the path of a file, bytes, or a seekable file opened in binary mode (from where it stands)."""
Streamable: TypeAlias = Uploadable | Iterable[bytes]
"""What can be uploaded where it need not be read twice: also a pipe or a socket's file, and blocks of bytes."""


class Source:
    """Bytes to upload. Several threads may read it at once.

    Raises:
        InvalidArgumentError: It is nothing that can be uploaded.
        SourceError: The file cannot be opened.
    """

    def __init__(self, content: Uploadable) -> None:
        self._lock = threading.Lock()
        self._owned = False
        self._abandoned = False
        if isinstance(content, bytes | bytearray | memoryview):
            self.name = "the bytes"
            self._file: BinaryIO = io.BytesIO(content)
        elif isinstance(content, str | os.PathLike):
            self.name = str(Path(content))
            self._file = _opened(Path(content))
            self._owned = True
        elif is_seekable(content):
            self.name = str(getattr(content, "name", "the file"))
            self._file = content
        else:
            raise InvalidArgumentError(
                f"cannot upload a {type(content).__name__}: "
                "give a path, bytes, or a seekable file opened in binary mode"
            )
        self.file_name = own_name(content)
        self._start, self.size = _measured(self._file, self.name)
        self._state = self._stat()

    def read(self, offset: int, size: int) -> bytes:
        """Exactly the bytes from `offset` on.

        Raises:
            UploadCancelledError: The upload was abandoned.
            SourceChangedError: There are fewer bytes than there were.
            SourceError: The file cannot be read.
        """
        if self._abandoned:
            raise UploadCancelledError(f"the upload of {self.name} was abandoned")
        try:
            with self._lock:
                self._file.seek(self._start + offset)
                block = self._file.read(size)
                while block and len(block) < size and (more := self._file.read(size - len(block))):
                    block += more  # an unbuffered file may give less than asked for before its end
        except (OSError, ValueError) as error:
            raise SourceError(f"cannot read {self.name}: {error}") from error
        if len(block) != size:
            raise self._changed()
        return block

    def check(self) -> None:
        """Make sure that it is what it was.

        Raises:
            SourceChangedError: Size or time of change differ.
        """
        if self._stat() != self._state:
            raise self._changed()

    def match(self, other: Source) -> None:
        """Make sure that it is what another one was. Errors as for `check`."""
        if self._state != other._state:
            raise self._changed()

    def abandon(self) -> None:
        """Let every further read fail, so that parts on their way end soon."""
        self._abandoned = True

    def close(self) -> None:
        """Close the file if it was opened here; put any other back to where it stood."""
        if self._owned:
            self._file.close()
        elif not self._file.closed:
            self._file.seek(self._start)

    def digest(self) -> Iterator[Callable[[], str]]:
        """SHA-256 of the whole, as pieces of work; each gives the digest so far, in hexadecimal."""
        hasher = hashlib.sha256()

        def step(offset: int) -> str:
            hasher.update(self.read(offset, min(BLOCK, self.size - offset)))
            return hasher.hexdigest()

        yield hasher.hexdigest
        for offset in range(0, self.size, BLOCK):
            yield partial(step, offset)

    def fingerprint(self) -> str:
        """Tells this content from another, in another process too: by size, time of change, and bytes at both ends."""
        ends = self.read(0, min(BLOCK, self.size)), self.read(max(0, self.size - BLOCK), min(BLOCK, self.size))
        return hashlib.sha256(b"".join((repr((self.size, self._stat())).encode(), *ends))).hexdigest()

    def _stat(self) -> tuple[int, int] | None:
        try:
            state = os.fstat(self._file.fileno())
        except (OSError, AttributeError, io.UnsupportedOperation):
            return None
        return state.st_size, state.st_mtime_ns

    def _changed(self) -> SourceChangedError:
        return SourceChangedError(
            f"{self.name} changed while it was uploaded; upload it again when nothing writes to it, or upload a copy"
        )


class Part:
    """A stretch of a source, as a body that can be sent again."""

    def __init__(self, source: Source, offset: int, size: int) -> None:
        self._source = source
        self._offset = offset
        self.size = size
        self.name = source.file_name

    def blocks(self) -> Iterator[bytes]:
        """The bytes, from the first; before the last go out it is made sure that the source is what it was."""
        end = self._offset + self.size
        for offset in range(self._offset, end, BLOCK):
            block = self._source.read(offset, min(BLOCK, end - offset))
            if offset + BLOCK >= end:
                self._source.check()
            yield block


class PathBody:
    """The file at a path, opened for each time that it is sent."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._first = Source(path)
        self._first.close()
        self.size, self.name = self._first.size, self._first.file_name

    def blocks(self) -> Iterator[bytes]:
        """The bytes, from the first; refused when the file is no longer what it was."""
        source = Source(self._path)
        try:
            source.match(self._first)
            yield from Part(source, 0, source.size).blocks()
        finally:
            source.close()


class Once:
    """Bytes that come one time only, and nobody knows how many.

    Args:
        content: A file that cannot go back, or blocks of bytes.
    """

    def __init__(self, content: Iterable[bytes] | BinaryIO) -> None:
        read: Callable[[int], bytes] | None = getattr(content, "read", None)
        self._blocks = iter(content) if read is None else iter(lambda: read(BLOCK), b"")
        self.size = -1
        self.sent = 0

    @staticmethod
    def is_due(content: Streamable) -> TypeGuard[BinaryIO | Iterable[bytes]]:
        """Whether there is no other way to read this."""
        if isinstance(content, str | os.PathLike | bytes | bytearray | memoryview):
            return False
        return (hasattr(content, "read") or hasattr(content, "__iter__")) and not is_seekable(content)

    def blocks(self) -> Iterator[bytes]:
        """The bytes, which are gone then."""
        for block in _guarded(self._blocks):
            if not isinstance(cast(object, block), bytes | bytearray | memoryview):
                raise InvalidArgumentError(f"cannot upload a {type(block).__name__}: each block must be bytes")
            if block:
                self.sent += len(block)
                yield block


def _guarded(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks. That a connection broke which they come over says nothing about the one that they go over."""
    try:
        yield from blocks
    except (OSError, ValueError, httpx2.TransportError) as error:
        raise SourceError(f"cannot read what is to be uploaded: {error}") from error


def own_name(content: object) -> str:
    """The name of a file, without its folder; empty for what has none."""
    name: object = getattr(content, "name", content)
    return Path(cast(str, name)).name if isinstance(name, str | os.PathLike) else ""


def is_seekable(file: object) -> TypeGuard[BinaryIO]:
    """Whether it is a file that can be read at any place.

    Raises:
        InvalidArgumentError: It is closed.
    """
    if getattr(file, "closed", False) is True:
        raise InvalidArgumentError("the file is closed; open it again, or give its path")
    seekable: Callable[[], bool] | None = getattr(file, "seekable", None)
    return seekable is not None and seekable()


def _measured(file: BinaryIO, name: str) -> tuple[int, int]:
    """Where the file stands, and how many bytes follow."""
    try:
        start = file.tell()
        # Reading nothing tells text from bytes, and what may be read from what may not, before anything is sent.
        if isinstance(cast(object, file.read(0)), str):
            raise InvalidArgumentError("the file is opened as text; open it in binary mode, as in open(path, 'rb')")
        size = max(0, file.seek(0, io.SEEK_END) - start)
        file.seek(start)
    except OSError as error:
        raise SourceError(f"cannot read {name}: {error.strerror or error}; nothing was sent") from error
    return start, size


def _opened(path: Path) -> BinaryIO:
    try:
        # Opening a pipe would wait for whoever writes to it.
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise SourceError(f"cannot read {path}: it is no regular file; copy what it gives into one first")
        return path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot read {path}: {reason}; nothing was sent") from error
