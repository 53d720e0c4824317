"""The data folder: whose it is, and who may read it."""

from __future__ import annotations

import os
from pathlib import Path

from kinocraft_mock.state.store import APPLICATION, StoreError

__all__ = ["DATABASE", "claim", "private_file", "private_folder"]

MARKER = ".kinocraft-mock"
DATABASE = "state.sqlite3"
APPLICATION_AT = 68
"""Where the application id stands in the header of a SQLite file, as 4 bytes."""
HEAD = APPLICATION_AT + 4


def claim(folder: Path) -> None:
    """Make a folder the server's own, with a marker in it.

    Raises `StoreError`, with nothing changed, for a folder that is neither empty nor marked. Folders of servers that
    did not write markers yet are known by their database.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
            private_folder(missing)
    names = {path.name for path in folder.iterdir()}
    if names and MARKER not in names and not _is_own_database(folder / DATABASE):
        raise StoreError(
            f"{folder} holds files that kinocraft-mock did not write; name an empty folder, or one that does not exist"
        )
    private_file(folder / MARKER)
    private_folder(folder)
    for suffix in ("", "-wal", "-shm"):
        if suffix == "" or (folder / (DATABASE + suffix)).exists():
            private_file(folder / (DATABASE + suffix))


def _is_own_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return head[:16] == b"SQLite format 3\0" and head[APPLICATION_AT:] == APPLICATION.to_bytes(4)


def private_folder(path: Path) -> None:
    """Make a folder, or tighten one, so that only its owner enters it. Raises `StoreError` for a symbolic link."""
    path.mkdir(mode=0o700, exist_ok=True)
    if path.is_symlink():
        raise StoreError(f"{path} is a symbolic link; kinocraft-mock keeps its files in folders of its own")
    path.chmod(0o700)


def private_file(path: Path) -> None:
    """Make a file, or tighten one, so that only its owner reads it. SQLite gives -wal and -shm the same mode."""
    flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    os.close(descriptor)
    path.chmod(0o600)
