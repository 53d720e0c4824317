"""The whole state as one file: a tar archive that is written and read as a stream.

It holds `kinocraft-mock.json` (clock and source of ids), `state.sqlite3` and `blobs/…`, in this order. Settings, the
key that signs access tokens, journal and faults belong to a server and not to its state: they stay out.
"""

from __future__ import annotations

import asyncio
import math
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.http.ranges import stored_bytes
from kinocraft_mock.state.archive import END, ArchiveError, ArchiveReader, header, padding
from kinocraft_mock.state.blobs import is_blob_name
from kinocraft_mock.state.clock import LATEST
from kinocraft_mock.state.context import Context
from kinocraft_mock.state.ids import Ids
from kinocraft_mock.state.store import StoreError, require_layout

__all__ = ["MEDIA_TYPE", "export_state", "import_state"]

MEDIA_TYPE = "application/x-tar"
FORMAT = 1
MANIFEST, DATABASE, BLOBS = "kinocraft-mock.json", "state.sqlite3", "blobs/"
LARGEST_MANIFEST = 1 << 16


async def export_state(context: Context) -> AsyncIterator[bytes]:
    """The state as it is when this is first asked for; what changes while it is read does not enter."""
    database = context.blobs.arriving()
    with context.blobs.hold():
        try:
            context.store.save(database)
            manifest = orjson.dumps({"format": FORMAT, "clock": context.clock.export(), "ids": context.ids.export()})
            yield header(MANIFEST, len(manifest)) + manifest + padding(len(manifest))
            with closing(sqlite3.connect(database)) as saved:
                async for block in _file(context, DATABASE, database, database.stat().st_size):
                    yield block
                for name, size in _blobs(saved):
                    async for block in _file(context, f"{BLOBS}{name}", context.blobs.path(name), size):
                        yield block
            yield END
        finally:
            database.unlink(missing_ok=True)


async def _file(context: Context, name: str, path: Path, size: int) -> AsyncIterator[bytes]:
    yield header(name, size)
    async for block in stored_bytes([(path, size)], range(size), context.blobs.pool):
        yield block
    yield padding(size)


def _blob_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that refer to blobs: by rule such a column is called `blob`, and `size` the one that goes with it."""
    sql = """SELECT t.name FROM sqlite_master t WHERE t.type = 'table'
        AND 2 = (SELECT count(*) FROM pragma_table_info(t.name) WHERE name IN ('blob', 'size'))"""
    return [f'"{table}"' for (table,) in connection.execute(sql)]


def _blobs(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    tables = _blob_tables(connection)
    if tables:
        yield from connection.execute(" UNION ".join(f"SELECT DISTINCT blob, size FROM {table}" for table in tables))  # noqa: S608


class _Manifest(NamedTuple):
    ids: Ids
    offset: float
    stopped: float | None


async def import_state(context: Context, blocks: AsyncIterator[bytes]) -> None:
    """Make what `export_state` has given the state. Raises a 400, with nothing changed, for anything else.

    The new files are put beside the old ones; then the database takes its new content in one step, and what nothing
    speaks of any more is deleted. So a server that is killed at any moment has the state of before or that of after.
    """
    staged = context.blobs.arriving()
    try:
        await _import(context, ArchiveReader(blocks), staged)
    except ArchiveError as error:
        raise ErrorResponse(400, f"this is not a state of kinocraft-mock: {error}") from None
    except StoreError as error:
        raise ErrorResponse(400, str(error)) from None
    except sqlite3.DatabaseError as error:
        raise ErrorResponse(400, f"this is not a state of kinocraft-mock: {DATABASE}: {error}") from None
    finally:
        staged.unlink(missing_ok=True)


async def _import(context: Context, reader: ArchiveReader, staged: Path) -> None:
    await _expect(reader, MANIFEST)
    manifest = _manifest(context, await reader.all(LARGEST_MANIFEST))
    await _expect(reader, DATABASE)
    await _write(context, reader, staged)
    with closing(sqlite3.connect(staged, isolation_level=None, check_same_thread=False)) as database:
        database.execute("PRAGMA cell_size_check = ON")
        await asyncio.get_running_loop().run_in_executor(context.blobs.pool, _examine, database)
        _compare(context, database)
        # Only while this lasts: it does not become part of the state.
        database.execute("CREATE TEMP TABLE renamed (old TEXT PRIMARY KEY, new TEXT NOT NULL)")
        try:
            await _receive_blobs(context, reader, database)
            _rename(database)
            # No other request comes between here and the end.
            for (name,) in database.execute("SELECT new FROM renamed"):
                context.blobs.adopt(name)
            context.store.replace(database)
        except BaseException:
            for (name,) in database.execute("SELECT new FROM renamed"):
                context.blobs.reject(name)
            raise
        wanted = {name for name, _ in _blobs(database)}
    # The clock afterwards: whoever watches it looks at the state.
    context.restored(manifest.ids)
    context.clock.restore(manifest.offset, manifest.stopped)
    context.blobs.sweep(wanted)


async def _expect(reader: ArchiveReader, name: str) -> None:
    member = await reader.next()
    if member is None or member.name != name:
        raise ArchiveError(f"{name} is missing")


def _manifest(context: Context, data: bytes) -> _Manifest:
    try:
        content: dict[str, Any] = orjson.loads(data)
        if content["format"] != FORMAT:
            raise ArchiveError(f"its format is {content['format']}, this kinocraft-mock reads {FORMAT}")
        offset, stopped = content["clock"]["offset"], content["clock"]["stopped"]
        ids = Ids.restored(content["ids"])
        usable = math.isfinite(offset) and 0 <= context.clock.would_be(offset, stopped) <= LATEST
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{MANIFEST} is not readable: {error}") from None
    if not usable:
        raise ArchiveError(f"{MANIFEST} has a clock that cannot be")
    return _Manifest(ids, offset, stopped)


async def _write(context: Context, reader: ArchiveReader, path: Path) -> None:
    """Write a file of the archive to disk, by threads, a block at a time."""
    loop = asyncio.get_running_loop()
    with path.open("xb", buffering=0) as stream:
        async for block in reader.content():
            await loop.run_in_executor(context.blobs.pool, stream.write, block)


def _examine(database: sqlite3.Connection) -> None:
    if not require_layout(database, DATABASE):
        raise ArchiveError(f"{DATABASE} is empty")
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok" or database.execute("PRAGMA foreign_key_check").fetchone():
        raise ArchiveError(f"{DATABASE} is damaged")


def _compare(context: Context, database: sqlite3.Connection) -> None:
    """Reject every table, trigger and view that is not exactly one of this server."""
    own = context.store.tables()
    for name, kind, table, sql in database.execute("SELECT name, type, tbl_name, sql FROM sqlite_master"):
        statistics = kind == "table" and name.startswith("sqlite_stat")
        if not statistics and (table not in own if kind == "index" else own.get(name) != sql):
            raise ArchiveError(f"{name} in {DATABASE} is not as this kinocraft-mock makes it")


async def _receive_blobs(context: Context, reader: ArchiveReader, database: sqlite3.Connection) -> None:
    """Have the files arrive under names of their own, and note under which."""
    expected: dict[str, int] = {}
    for name, size in _blobs(database):
        if not is_blob_name(name):
            raise ArchiveError(f"{DATABASE} has a blob whose name this server does not make")
        if name in expected:
            raise ArchiveError(f"{BLOBS}{name} has two sizes")
        expected[name] = size
    while (member := await reader.next()) is not None:
        name = member.name.removeprefix(BLOBS)
        if not member.name.startswith(BLOBS) or not is_blob_name(name) or expected.pop(name, None) != member.size:
            raise ArchiveError(f"{member.name} is not a file that the state speaks of, or comes twice")
        incoming = context.blobs.open()
        try:
            async for block in reader.content():
                await incoming.write(block)
            await incoming.finish()
        except BaseException:
            await incoming.discard()
            raise
        database.execute("INSERT INTO renamed VALUES (?, ?)", (name, incoming.path.name))
    if expected:
        raise ArchiveError(f"{BLOBS}{next(iter(expected))} is missing, as are {len(expected) - 1} more")


def _rename(database: sqlite3.Connection) -> None:
    database.execute("BEGIN")
    for table in _blob_tables(database):
        database.execute(f"UPDATE {table} SET blob = (SELECT new FROM renamed WHERE old = blob)")  # noqa: S608
    database.execute("COMMIT")
