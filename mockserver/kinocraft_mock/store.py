"""The server's state in SQLite: in memory, or a file that outlives the server."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Store", "StoreBusyError", "StoreError"]

Row = tuple[Any, ...]


class StoreError(Exception):
    """The state cannot be opened; the message says why."""


class StoreBusyError(StoreError):
    """Another server has the file open."""


class Store:
    """One connection, used by the event loop's thread alone.

    A write that has been committed survives the death of the process, `kill -9` included, because it is in the
    system's hands by then. It is not forced onto the disk: a machine that loses power may lose the newest writes.
    """

    def __init__(self, path: Path | None) -> None:
        self._connection = sqlite3.connect(
            path or ":memory:", isolation_level=None, check_same_thread=False, cached_statements=512, timeout=0
        )
        try:
            if path is not None:
                self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._create_notes()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise StoreBusyError(f"{path} is in use by another server") from None
            raise StoreError(f"{path}: {error}") from None

    def _create_notes(self) -> None:
        self._connection.execute("CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value)")

    @property
    def version(self) -> int:
        """A number that is another one after every write."""
        return self._connection.total_changes

    def ensure(self, schema: str) -> None:
        """Run a script that creates whatever is missing."""
        self._connection.executescript(schema)

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: Any) -> list[Row]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def run(self, sql: str, *values: Any) -> int:
        """Change something; answers with the row id of what was inserted."""
        return self._connection.execute(sql, values).lastrowid or 0

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All changes made inside, or none. Not to be nested, and nothing inside may await."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def note(self, key: str, default: Any) -> Any:
        """A single remembered value."""
        row = self.one("SELECT value FROM notes WHERE key = ?", key)
        return default if row is None else row[0]

    def set_note(self, key: str, value: Any) -> None:
        """Remember a single value."""
        self.run("INSERT INTO notes VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)

    def clear(self) -> None:
        """Drop every table. Whoever uses one creates it again."""
        self._connection.execute("PRAGMA foreign_keys = OFF")
        with self.transaction():
            for (name,) in self.all("SELECT name FROM sqlite_master WHERE type = 'table'"):
                self._connection.execute(f'DROP TABLE "{name}"')
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._create_notes()

    def close(self) -> None:
        """Close the file. The store is of no use afterwards."""
        self._connection.close()
