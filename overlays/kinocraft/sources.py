"""Sources of request bodies: bytes and files. A file must not change while it is sent."""

from __future__ import annotations

import hashlib
import inspect
import io
import os
import select
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, TypeGuard, cast

import httpx2

from .errors import InvalidArgumentError, SourceChangedError, SourceError, UploadCancelledError
from .rate_caps import BLOCK, RateCap
from .type_guards import is_async_function

__all__ = [
    "OneShotBody",
    "Part",
    "PathBody",
    "Source",
    "Streamable",
    "Uploadable",
    "is_seekable",
    "local_path",
    "open_source",
    "own_name",
    "plain_text",
]

Uploadable: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
"""What can be uploaded: the path of a file, bytes, or a seekable file opened in binary mode (from its position)."""
Streamable: TypeAlias = Uploadable | Iterable[bytes]
"""What can be uploaded if it is read only once: also a pipe, the file of a socket, or an iterable of bytes."""


class Source:
    """Bytes of a known size that can be read from any offset, by several threads at a time.

    Raises:
        InvalidArgumentError: The content cannot be uploaded.
        SourceError: The file cannot be opened.
    """

    def __init__(self, content: Uploadable) -> None:
        self.cap: RateCap | None = None
        """Limits the bytes per second that are sent of it."""
        self._lock = threading.Lock()
        self._owned = False
        self._abandoned = False
        if isinstance(content, bytes | bytearray | memoryview):
            self.name = "the bytes"
            self._file: BinaryIO = io.BytesIO(content)
        elif isinstance(content, str | os.PathLike):
            path = local_path("the path of the file", content)
            self.name = str(path)
            self._file = _open(path)
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
        self._start, self.size = _measure(self._file, self.name)
        self.path = Path(content) if isinstance(content, str | os.PathLike) else None
        self.inode = 0
        """The inode of a file that was opened here; 0 for any other content."""
        self._state = self._stat()
        if self._owned:
            self.inode = os.fstat(self._file.fileno()).st_ino

    def own(self, name: str) -> None:
        """Close the file with the source, and use this name instead of the file's."""
        self._owned = True
        self.name, self.file_name = name or "the content", name

    def read(self, offset: int, size: int) -> bytes:
        """Read exactly `size` bytes from `offset` on.

        Raises:
            UploadCancelledError: The upload was abandoned.
            SourceChangedError: There are fewer bytes than before.
            SourceError: The file cannot be read.
        """
        if self._abandoned:
            raise UploadCancelledError(f"the upload of {self.name} was abandoned")
        try:
            with self._lock:
                self._file.seek(self._start + offset)
                block = self._file.read(size)
                while block and len(block) < size and (more := self._file.read(size - len(block))):
                    block += more  # an unbuffered file may return fewer bytes than requested before its end
        except (OSError, ValueError) as error:
            raise SourceError(f"cannot read {self.name}: {error}") from error
        if len(block) != size:
            raise self._changed()
        self.check()
        return block

    def check(self) -> None:
        """Check that the file has not changed.

        Raises:
            SourceChangedError: Its size or modification time has changed, or another file is at its path.
            SourceError: The file was closed.
        """
        if self._stat() != self._state or self._is_replaced():
            raise self._changed()

    def _is_replaced(self) -> bool:
        """Return whether another file is at the path. A file that was removed can still be read."""
        if self.path is None:
            return False
        try:
            return self.path.stat().st_ino != self.inode
        except OSError:
            return False

    def match(self, other: Source) -> None:
        """Check that the file is the same as another one was. Errors as for `check`."""
        if self._state != other._state:
            raise self._changed()

    def abandon(self) -> None:
        """Make every further read fail, so that parts that are being sent end soon."""
        self._abandoned = True

    def recover(self) -> None:
        """Permit reads again after `abandon`, when the same upload is resumed."""
        self._abandoned = False

    @property
    def modified(self) -> int:
        """The modification time in nanoseconds; 0 for content that has none."""
        return self._state[1]

    def close(self) -> None:
        """Close the file if it was opened here; otherwise seek to its original position."""
        if self._owned:
            self._file.close()
        elif not self._file.closed:
            self._file.seek(self._start)

    def digest(self) -> Iterator[Callable[[], str]]:
        """Yield the steps of hashing with SHA-256. Each is a function that returns the hexadecimal digest so far."""
        hasher = hashlib.sha256()

        def hash_block(offset: int) -> str:
            hasher.update(self.read(offset, min(BLOCK, self.size - offset)))
            return hasher.hexdigest()

        yield hasher.hexdigest
        for offset in range(0, self.size, BLOCK):
            yield partial(hash_block, offset)

    def fingerprint(self) -> str:
        """Identify the content across processes, by its size, modification time and the bytes at both ends."""
        ends = self.read(0, min(BLOCK, self.size)), self.read(max(0, self.size - BLOCK), min(BLOCK, self.size))
        return hashlib.sha256(b"".join((repr((self.size, self._stat())).encode(), *ends))).hexdigest()

    def _stat(self) -> tuple[int, int]:
        """Return the size and, of a file of the system, the modification time."""
        try:
            try:
                state = os.fstat(self._file.fileno())
            except (OSError, AttributeError):
                with self._lock:
                    return self._file.seek(0, io.SEEK_END), 0
        except (OSError, ValueError) as error:
            raise SourceError(f"cannot read {self.name}: {error}") from error
        return state.st_size, state.st_mtime_ns

    def _changed(self) -> SourceChangedError:
        return SourceChangedError(
            f"{self.name} changed during its upload; upload it again when nothing writes to it, or upload a copy"
        )


def open_source(content: Streamable) -> Source:
    """Open content as a source. What can be read only once is first copied to a temporary file, in blocks.

    Raises:
        InvalidArgumentError: The content cannot be uploaded.
        SourceError: It cannot be read, or the temporary file cannot be written.
    """
    if not OneShotBody.accepts(content):
        return Source(cast(Uploadable, content))
    import tempfile

    spool = tempfile.TemporaryFile()  # noqa: SIM115 - the source closes it
    try:
        for block in OneShotBody(content).blocks():
            try:
                spool.write(block)
            except OSError as error:
                raise SourceError(f"cannot keep the content to upload in a temporary file: {error}") from error
        spool.seek(0)
        source = Source(spool)
    except BaseException:
        spool.close()
        raise
    source.own(own_name(content))
    return source


class Part:
    """A range of a source, as a body that can be sent again."""

    def __init__(self, source: Source, offset: int, size: int) -> None:
        self._source = source
        self._offset = offset
        self.size = size
        self.name = source.file_name

    @property
    def cap(self) -> RateCap | None:
        """The cap of its source."""
        return self._source.cap

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes from the start. Before the last block, check that the source has not changed."""
        end, block = self._offset + self.size, b""
        for offset in range(self._offset, end, BLOCK):
            if block:
                yield block
            block = self._source.read(offset, min(BLOCK, end - offset))
        self._source.check()
        if block:
            yield block


class PathBody:
    """The file at a path. It is opened each time it is sent."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._first = Source(path)
        self._first.close()
        self.size, self.name = self._first.size, self._first.file_name

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes from the start.

        Raises:
            SourceChangedError: The file has changed since the body was made.
        """
        source = Source(self._path)
        try:
            source.match(self._first)
            yield from Part(source, 0, source.size).blocks()
        finally:
            source.close()


class OneShotBody:
    """A body that can be read only once and whose size is unknown.

    Args:
        content: A file that is not seekable, or an iterable of bytes.
        cap: Limits the bytes per second that are sent.
    """

    def __init__(self, content: Iterable[bytes] | BinaryIO, cap: RateCap | None = None) -> None:
        read = _reader(content)
        self._blocks = iter(content) if read is None else iter(lambda: read(BLOCK), b"")
        self.size = -1
        self.cap = cap
        self.sent = 0

    @staticmethod
    def accepts(content: Streamable) -> TypeGuard[BinaryIO | Iterable[bytes]]:
        """Return whether the content can be read only once."""
        if isinstance(content, str | os.PathLike | bytes | bytearray | memoryview):
            return False
        return (hasattr(content, "read") or hasattr(content, "__iter__")) and not is_seekable(content)

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes. They cannot be read again."""
        for block in _translate_errors(self._blocks):
            if not isinstance(cast(object, block), bytes | bytearray | memoryview):
                raise InvalidArgumentError(f"cannot upload a {type(block).__name__}: each block must be bytes")
            if block:
                self.sent += len(block)
                yield block


def _reader(content: object) -> Callable[[int], bytes] | None:
    """Return the function that reads a file; None if the content is no file.

    A buffered file is locked while it is read. If a program ends while a thread waits for a pipe with the lock held,
    Python aborts it. So that function waits before it reads.
    """
    read: Callable[[int], bytes] | None = getattr(content, "read", None)
    read1: Callable[[int], bytes] | None = getattr(content, "read1", None)
    raw: object = getattr(content, "raw", None)
    if not (
        isinstance(content, io.BufferedReader) and isinstance(raw, io.FileIO) and read1 and hasattr(select, "poll")
    ):
        return read
    if stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
        return read
    events = select.poll()
    events.register(raw.fileno(), select.POLLIN | select.POLLHUP)

    def read_when_ready(size: int) -> bytes:
        events.poll()
        blocks = [read1(size)]
        left = size - len(blocks[0])
        while left > 0 and blocks[-1] and events.poll(0):
            blocks.append(read1(left))
            left -= len(blocks[-1])
        return b"".join(blocks)

    return read_when_ready


def _translate_errors(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the blocks. A read failure on the input must not look like a failure of the upload."""
    try:
        yield from blocks
    except (OSError, ValueError, httpx2.TransportError) as error:
        raise SourceError(f"cannot read the content to upload: {error}") from error


def own_name(content: object) -> str:
    """Return the name of a file without its folder; empty if it has none."""
    name: Any = getattr(content, "name", content)
    if not isinstance(name, str | os.PathLike):
        return ""
    return plain_text(local_path("the path of the file", cast(object, name)).name)


def plain_text(name: str) -> str:
    """Return a name of the system as the text that it is in UTF-8. In the locale C, Python reads it as ASCII."""
    try:
        return os.fsencode(name).decode()
    except UnicodeError:
        return name


def local_path(name: str, value: object) -> Path:
    """Return the path of a file on this machine.

    Raises:
        InvalidArgumentError: It is not a path, or one of bytes.
    """
    try:
        return Path(cast("str | os.PathLike[str]", value))
    except TypeError:
        raise InvalidArgumentError(f"{name} is a {type(value).__name__}: give a string or a Path") from None


def is_seekable(file: object) -> TypeGuard[BinaryIO]:
    """Return whether the object is a seekable file.

    Raises:
        InvalidArgumentError: The file is closed or asynchronous.
    """
    if hasattr(file, "__aiter__") or inspect.isawaitable(file) or is_async_function(getattr(file, "read", None)):
        raise InvalidArgumentError(
            f"cannot upload a {type(file).__name__}, which is asynchronous: give a path, bytes, or a file that `open` "
            "returns; an upload of a web framework has its plain file in `file`"
        )
    if getattr(file, "closed", False) is True:
        raise InvalidArgumentError("the file is closed; open it again, or pass its path")
    seekable: Callable[[], bool] | None = getattr(file, "seekable", None)
    return seekable is not None and seekable()


def _measure(file: BinaryIO, name: str) -> tuple[int, int]:
    """Return the file's position, and the number of bytes after it."""
    try:
        start = file.tell()
        # Reading zero bytes detects text files and unreadable files before anything is sent.
        if isinstance(cast(object, file.read(0)), str):
            raise InvalidArgumentError("the file is opened as text; open it in binary mode, as in open(path, 'rb')")
        size = max(0, file.seek(0, io.SEEK_END) - start)
        file.seek(start)
    except OSError as error:
        raise SourceError(f"cannot read {name}: {error.strerror or error}; nothing was sent") from error
    return start, size


def _open(path: Path) -> BinaryIO:
    try:
        # Opening a pipe would block until a writer opens it.
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise SourceError(f"cannot read {path}: it is not a regular file; copy its content into one first")
        return path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot read {path}: {reason}; nothing was sent") from error
