"""The server's state in SQLite: in memory, or a file that outlives the server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["LAYOUT", "Store", "StoreBusyError", "StoreError", "require_layout"]

Row = tuple[Any, ...]

LAYOUT = 1
"""The version of the tables' layout: increased whenever a table's columns change."""
APPLICATION = 0x6B636D6B
"""The SQLite application id of this server's files (`kcmk`)."""


class StoreError(Exception):
    """The state cannot be opened; the message says why."""


class StoreBusyError(StoreError):
    """Another server has the file open."""


def _folded(text: object) -> str:
    return text.casefold() if isinstance(text, str) else ""


def require_layout(connection: sqlite3.Connection, name: object) -> bool:
    """Return whether a database has tables. Raises `StoreError` if they are not this server's, or of another layout."""
    tables = {table for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    if not tables and not application:
        return False
    if application != APPLICATION and (application or layout or "notes" not in tables):
        raise StoreError(f"{name} is not a state of kinocraft-mock")
    if layout != LAYOUT:
        kind = "an older" if layout < LAYOUT else "a newer"
        raise StoreError(f"{name} was made by {kind} kinocraft-mock (layout {layout}, this one reads {LAYOUT})")
    return True


class Store:
    """A SQLite connection that only the thread of the event loop uses.

    A write that has been committed survives the death of the process, `kill -9` included, because the operating
    system has it by then. It is not forced onto the disk: a machine that loses power may lose the newest writes.
    """

    def __init__(self, path: Path | None) -> None:
        self._connection = sqlite3.connect(
            path or ":memory:", isolation_level=None, check_same_thread=False, cached_statements=512, timeout=0
        )
        self._notes: dict[str, Row | None] = {}
        self._notes_of = -1
        try:
            if path is not None:
                self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            # Before anything is written, so that another program's file stays unchanged.
            if not require_layout(self._connection, path):
                self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
                self._connection.execute(f"PRAGMA user_version = {LAYOUT}")
            if path is not None:
                self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            # SQLite's own lower() changes ASCII letters only.
            self._connection.create_function("folded", 1, _folded, deterministic=True)
            self._create_notes()
        except StoreError:
            self._connection.close()
            raise
        except sqlite3.DatabaseError as error:
            self._connection.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise StoreBusyError(f"{path} is in use by another server") from None
            raise StoreError(f"{path}: {error}") from None

    def _create_notes(self) -> None:
        self._connection.execute("CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value)")

    @property
    def version(self) -> int:
        """A number that changes with every write."""
        return self._connection.total_changes

    def ensure(self, schema: str) -> None:
        """Run a script that creates missing tables."""
        self._connection.executescript(schema)

    def one(self, sql: str, *values: Any) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: Any) -> list[Row]:
        """Return every row."""
        return self._connection.execute(sql, values).fetchall()

    def run(self, sql: str, *values: Any) -> int:
        """Run a statement. Return the row id of an inserted row."""
        return self._connection.execute(sql, values).lastrowid or 0

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Commit all changes of the block, or none. It must not await. A nested block is part of the outer one."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def note(self, key: str, default: Any) -> Any:
        """Return a stored note."""
        if self._notes_of != self.version:
            self._notes = {}
            self._notes_of = self.version
        row = self._notes.get(key, ())
        if row == ():
            row = self.one("SELECT value FROM notes WHERE key = ?", key)
            # An open transaction may be rolled back, which does not change the version.
            if not self.in_transaction:
                self._notes[key] = row
        return default if row is None else row[0]

    def set_note(self, key: str, value: Any) -> None:
        """Store a note."""
        self.run("INSERT INTO notes VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)

    def clear(self) -> None:
        """Empty every table. Creating the tables again would take longer."""
        self._connection.execute("PRAGMA foreign_keys = OFF")
        with self.transaction():
            names = self._tables()
            before = -1
            # Repeat until nothing is left: triggers write into tables that were already empty.
            while before != self._connection.total_changes:
                before = self._connection.total_changes
                for name in names:
                    self._connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - from the schema itself
        self._connection.execute("PRAGMA foreign_keys = ON")

    def save(self, path: Path) -> None:
        """Write the present content into a new file."""
        copy = sqlite3.connect(path, isolation_level=None)
        try:
            self._connection.backup(copy)
            # The copy must not need the files that SQLite keeps beside a database in use.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()

    def replace(self, rows: Callable[[str], Iterable[Mapping[str, Any]]]) -> None:
        """Replace the rows of every table by those that `rows` returns for it, atomically. The schema stays.

        Raises `StoreError` when the rows do not fit together, and what `rows` raises.
        """
        triggers = self.all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        tables = self._tables()
        self._connection.execute("PRAGMA foreign_keys = OFF")
        try:
            with self.transaction():
                # The rows already contain what the triggers would add.
                for name, _ in triggers:
                    self._connection.execute(f'DROP TRIGGER "{name}"')
                for table in tables:
                    self._connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 - from the schema itself
                for table in tables:
                    self._insert(table, rows(table))
                for _, sql in triggers:
                    self._connection.execute(sql)
                if self.one("PRAGMA foreign_key_check") is not None:
                    raise StoreError("the rows do not fit together")
        finally:
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._notes_of = -1

    def _insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            self._connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))  # noqa: S608

    def _tables(self) -> list[str]:
        rows = self.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%'")
        return [name for (name,) in rows]

    def schema(self) -> dict[str, str]:
        """Return the SQL of each table, index, trigger and view, by name."""
        return dict(self.all("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))

    def check(self, check: Callable[[sqlite3.Connection], None]) -> None:
        """Call a function with the connection. SQLite's errors become `StoreError`."""
        try:
            check(self._connection)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the state is damaged: {error}") from None

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
