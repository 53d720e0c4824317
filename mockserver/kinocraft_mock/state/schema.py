"""Checks of databases from outside: only tables and rows that this server could have written are accepted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from kinocraft_mock.state.blobs import is_blob_name
from kinocraft_mock.state.store import StoreError

__all__ = ["checked_rows", "require_blob_names", "require_own_schema"]

LARGEST = 1 << 58
"""Of any integer that this server stores; the largest are microseconds since 1970 up to the year 9999."""
INDEX = re.compile(r"CREATE INDEX \w+ ON (\w+) \(([^;]*)\)(?: WHERE kind = '\w+')?")
"""The indexes that are made when they are first needed. Their expressions call `json_extract` alone."""
CALL = re.compile(r"(\w+)\s*\(")

HEADERS = frozenset({"content_type", "media", "etag", "digest"})
"""Columns whose values are sent in headers of responses."""
HEADER = re.compile(r"[\x20-\x7e]*")

TYPES: Mapping[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "REAL": (int, float),
    "TEXT": (str,),
    "": (int, float, str),
}
"""What a column may hold, by its declared type."""

NOTES: Mapping[str, Callable[[Any], bool]] = {
    "account": lambda value: isinstance(value, str) and re.fullmatch("[0-9a-f]{24}", value) is not None,
    "run": lambda value: isinstance(value, int) and value >= 0,
}
"""Notes that names of files and ids are made from."""


def require_own_schema(connection: sqlite3.Connection, own: Mapping[str, str], name: object) -> None:
    """Raise `StoreError` if a database has a table, trigger, view or index that this server would not make.

    `own` has the SQL of each object that the server makes. Reading the schema runs nothing of it.
    """
    objects = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    if ("table", "notes") not in [each[:2] for each in objects]:
        raise StoreError(f"{name} has no table of notes")
    for kind, found, table, sql in objects:
        automatic = sql is None and kind == "index" and table in own
        statistics = kind == "table" and found in ("sqlite_stat1", "sqlite_stat4")
        if automatic or statistics or own.get(found) == sql or (kind == "index" and _is_lazy_index(sql, own)):
            continue
        raise StoreError(f"{found} in {name} is not as this kinocraft-mock makes it")


def _is_lazy_index(sql: object, own: Mapping[str, str]) -> bool:
    match = INDEX.fullmatch(sql) if isinstance(sql, str) else None
    return match is not None and match[1] in own and set(CALL.findall(match[2])) <= {"json_extract"}


def require_blob_names(connection: sqlite3.Connection, name: object) -> None:
    """Raise `StoreError` if a row refers to a blob by a name that this server does not make."""
    tables = (
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'blob'"
    )
    for (table,) in connection.execute(tables).fetchall():
        for (blob,) in connection.execute(f'SELECT blob FROM "{table}"'):  # noqa: S608 - the schema was checked
            if not is_blob_name(blob):
                raise StoreError(f"{name} was changed by another program: {table} has a blob that cannot be")


def checked_rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table whose schema was checked. Raises `StoreError` for a value that cannot be."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = [name for _, name, *_ in columns]
    listed = ", ".join(f'"{name}"' for name in names)
    for values in connection.execute(f'SELECT {listed} FROM "{table}"'):  # noqa: S608 - the schema was checked
        for (_, name, declared, required, _, key), value in zip(columns, values, strict=True):
            if not (_is_usable(value, declared) if value is not None else not (required or key)):
                raise StoreError(f"{table}.{name} has a value that cannot be")
        row = dict(zip(names, values, strict=True))
        _check_row(table, row)
        yield row


def _is_usable(value: Any, declared: str) -> bool:
    if not isinstance(value, TYPES.get(declared, ())):
        return False
    return not isinstance(value, int | float) or abs(value) <= LARGEST


def _check_row(table: str, row: Mapping[str, Any]) -> None:
    if table == "notes" and not NOTES.get(row["key"], lambda _: True)(row["value"]):
        raise StoreError(f"the note {row['key']} has a value that cannot be")
    if "blob" in row and not is_blob_name(row["blob"]):
        raise StoreError(f"{table} has a blob whose name this server does not make")
    for name in HEADERS & row.keys():
        if not HEADER.fullmatch(row[name]):
            raise StoreError(f"{table}.{name} has a value that no header may have")
    if "body" in row and not _is_object(row["body"]):
        raise StoreError(f"{table}.body has a value that is no JSON object")


def _is_object(text: str) -> bool:
    try:
        return isinstance(orjson.loads(text), dict)
    except orjson.JSONDecodeError:
        return False
