"""Destinations of a download: a file that appears when it is complete, or only a digest."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from ..errors import DestinationError

__all__ = ["DigestSink", "FileSink", "Sink"]

log = logging.getLogger("kinocraft")

SHORT = 60
"""Characters of the destination's name in the name of its temporary file."""


class DigestSink:
    """Computes the SHA-256 of the bytes, and does not keep them."""

    def __init__(self) -> None:
        self._hasher = hashlib.sha256()

    def restart(self) -> None:
        """Start again from the beginning."""
        self._hasher = hashlib.sha256()

    def append(self, block: bytes) -> None:
        """Add the next bytes."""
        self._hasher.update(block)

    def hexdigest(self) -> str:
        """Return the hexadecimal digest of all bytes."""
        return self._hasher.hexdigest()


class FileSink:
    """A temporary file beside the destination, which replaces it when it is complete.

    Raises:
        DestinationError: The file cannot be made. Its methods raise it too, if the file cannot be written.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.head = b""
        """The first bytes."""
        with _translate_errors(f"beside {target}"):
            # A symbolic link stays, and the file that it names is replaced.
            self._target = Path(os.path.realpath(target))
            # Cut off, because a name of the maximum length has no place for more.
            self._path = self._target.parent / f".{self._target.name[:SHORT]}.{secrets.token_hex(4)}.part"
            if target.is_dir():
                raise DestinationError(f"{target} is a folder; name the file to download into")
            if self._target.is_symlink() or (target.exists() and not target.is_file()):
                raise DestinationError(f"{target} is a pipe, a device or a circular link; download into a file")
            with suppress(FileNotFoundError):
                self._target.stat()  # a name that is too long fails here, and not after the download
            # Not made by tempfile, so that it has the default mode of new files.
            self._file = self._path.open("xb")

    @property
    def size(self) -> int:
        """The number of bytes so far."""
        return self._file.tell()

    def restart(self) -> None:
        """Empty the file."""
        with _translate_errors("the download"):
            self._file.seek(0)
            self._file.truncate()
            self.head = b""

    def append(self, block: bytes) -> None:
        """Append a block."""
        self.head = self.head or block[:1024]
        with _translate_errors("the download"):
            self._file.write(block)

    def digest(self, algorithm: str) -> bytes:
        """Return the digest of all bytes, by an algorithm of hashlib."""
        with _translate_errors("the download"):
            self._file.flush()
            with self._path.open("rb") as file:
                return hashlib.file_digest(file, algorithm).digest()

    def place(self) -> None:
        """Replace the destination with the file, or the file that it names if it is a symbolic link.

        A file that existed keeps its mode: others must not read what replaces a private file.
        """
        with _translate_errors(str(self.target)):
            self._file.close()
            with suppress(FileNotFoundError):
                self._path.chmod(stat.S_IMODE(self._target.stat().st_mode))
            self._path.replace(self._target)

    def discard(self) -> None:
        """Remove the file, unless it has replaced the destination. A failure must not hide why it is removed."""
        with suppress(OSError):  # unwritten data is not needed any more
            self._file.close()
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("cannot remove %s: %s", self._path, error.strerror or error)


Sink: TypeAlias = DigestSink | FileSink
"""What receives the bytes of a response."""


@contextmanager
def _translate_errors(what: str) -> Generator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DestinationError(f"cannot write {what}: {reason}") from error
