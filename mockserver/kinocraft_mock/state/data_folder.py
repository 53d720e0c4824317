"""The data folder: whose it is, and who may read it."""

from __future__ import annotations

import os
from pathlib import Path

from kinocraft_mock.state.store import StoreError

__all__ = ["claim", "private_file", "private_folder"]

MARKER = ".kinocraft-mock"
DATABASE = "state.sqlite3"


def claim(folder: Path) -> None:
    """Make a folder the server's own. Raises `StoreError` for one that holds anything else."""
    if not folder.is_dir():
        for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
            private_folder(missing)
    names = set(os.listdir(folder))
    # The database itself is checked when it is opened: one of another program is rejected there.
    if names and not names & {MARKER, DATABASE}:
        raise StoreError(
            f"{folder} holds files that kinocraft-mock did not write; name an empty folder, or one that does not exist"
        )
    private_file(folder / MARKER)
    private_folder(folder)
    for suffix in ("", "-wal", "-shm"):
        if suffix == "" or (folder / (DATABASE + suffix)).exists():
            private_file(folder / (DATABASE + suffix))


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
