"""Where what is downloaded goes: a file that appears when it is whole, or a digest alone."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from .errors import DestinationError

__all__ = ["DigestSink", "FileSink", "Sink"]


class DigestSink:
    """The SHA-256 of what comes, which is not kept."""

    def __init__(self) -> None:
        self._hasher = hashlib.sha256()

    def restart(self) -> None:
        """Begin anew."""
        self._hasher = hashlib.sha256()

    def append(self, block: bytes) -> None:
        """Take the next bytes."""
        self._hasher.update(block)

    def hexdigest(self) -> str:
        """The digest of all, in hexadecimal."""
        return self._hasher.hexdigest()


class FileSink:
    """A file beside the destination, until it takes its place.

    Raises:
        DestinationError: It cannot be made or, by what it does, written.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self._path = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
        with _refusing(f"beside {target}"):
            if target.is_dir():
                raise DestinationError(f"{target} is a folder; name the file to download into")
            # Made the plain way, unlike by tempfile, so that it has the mode that any new file has here.
            self._file = self._path.open("xb")

    def restart(self) -> None:
        """Empty the file."""
        with _refusing("the download"):
            self._file.seek(0)
            self._file.truncate()

    def append(self, block: bytes) -> None:
        """Write at the end."""
        with _refusing("the download"):
            self._file.write(block)

    def place(self) -> None:
        """Put it where the destination is."""
        with _refusing(str(self.target)):
            self._file.close()
            self._path.replace(self.target)

    def discard(self) -> None:
        """Remove it, unless it has taken its place."""
        with suppress(OSError):  # what could not be written is not wanted any more
            self._file.close()
        self._path.unlink(missing_ok=True)


Sink: TypeAlias = DigestSink | FileSink
"""Where bytes go."""


@contextmanager
def _refusing(what: str) -> Generator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DestinationError(f"cannot write {what}: {reason}") from error
