"""The temporary folder of a server. One that a killed server left is removed by the next server."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

__all__ = ["TemporaryFolder"]

PREFIX = "kinocraft-mock-"
LOCK = ".in-use"
"""The file that a server locks as long as it runs. Folders without it belong to others."""
SETTLED = 60.0
"""Seconds to wait before a lock file counts as abandoned: its server may not have locked it yet."""


class TemporaryFolder:
    """A folder that exists until it is removed, or collected as garbage, or the program ends.

    The system releases the lock of a program that is killed. That tells the next server that nobody needs the folder.
    """

    def __init__(self) -> None:
        remove_abandoned()
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = os.open(self.path / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        _try_lock(lock)
        self.remove = weakref.finalize(self, _remove_own, self.path, lock, os.getpid())


def _remove_own(folder: Path, lock: int, owner: int) -> None:
    if os.getpid() == owner:  # a forked process has a copy of the finalizer
        _remove(folder, lock)


def _remove(folder: Path, lock: int) -> None:
    if sys.platform == "win32":
        os.close(lock)  # an open file cannot be deleted there
        shutil.rmtree(folder, ignore_errors=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def remove_abandoned() -> None:
    """Remove the temporary folders of this user's servers that were killed."""
    for folder in _own_folders():
        try:
            lock = os.open(folder / LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            continue
        if time.time() - os.fstat(lock).st_mtime > SETTLED and _try_lock(lock):
            _remove(folder, lock)
        else:
            os.close(lock)


def _own_folders() -> Iterator[Path]:
    try:
        with os.scandir(tempfile.gettempdir()) as entries:
            found = [entry for entry in entries if entry.name.startswith(PREFIX)]
    except OSError:
        return
    for entry in found:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        if stat.S_ISDIR(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.geteuid()):
            yield Path(entry.path)


def _try_lock(file: int) -> bool:
    """Lock an open file, until it is closed. Return whether no other process has locked it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        # Another process has locked it, or the file system has no locks.
        return False
    return True
