"""The whole state as one file: a streamed tar archive.

It holds `kinocraft-mock.json` (clock and source of ids), `state.sqlite3`, `blobs/…` and `kinocraft-mock.sha256`, in
this order. The last is the checksum of all before it; an archive that another program makes may omit it. Settings, the
key that signs access tokens, journal and faults belong to a server and not to its state: they stay out.
"""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.http.ranges import stored_bytes
from kinocraft_mock.state.archive import END, ArchiveError, ArchiveReader, header, padding
from kinocraft_mock.state.blobs import is_blob_name
from kinocraft_mock.state.data_folder import private_file
from kinocraft_mock.state.ids import Ids
from kinocraft_mock.state.schema import checked_rows, require_own_schema
from kinocraft_mock.state.store import StoreError, require_layout

__all__ = ["CHECKSUM", "MEDIA_TYPE", "export_state", "import_state"]

MEDIA_TYPE = "application/x-tar"
FORMAT = 1
MANIFEST, DATABASE, BLOBS, CHECKSUM = "kinocraft-mock.json", "state.sqlite3", "blobs/", "kinocraft-mock.sha256"
LARGEST_MANIFEST = 1 << 16
CHECKSUM_LENGTH = 64


async def export_state(context: Context) -> AsyncIterator[bytes]:
    """Yield the archive of the state at the time of the first block; later changes are not included."""
    digest, loop = hashlib.sha256(), asyncio.get_running_loop()
    async with aclosing(_state(context)) as blocks:
        async for block in blocks:
            await loop.run_in_executor(context.blobs.pool, digest.update, block)
            yield block
    checksum = digest.hexdigest().encode()
    yield header(CHECKSUM, len(checksum)) + checksum + padding(len(checksum)) + END


async def _state(context: Context) -> AsyncGenerator[bytes]:
    """Yield the archive without its checksum and its end."""
    database = context.blobs.arriving()
    with context.blobs.hold():
        try:
            private_file(database)
            context.store.save(database)
            manifest = orjson.dumps({"format": FORMAT, "clock": context.clock.export(), "ids": context.ids.export()})
            yield header(MANIFEST, len(manifest)) + manifest + padding(len(manifest))
            with closing(sqlite3.connect(database)) as saved:
                async for block in _file(context, DATABASE, database, database.stat().st_size):
                    yield block
                for name, size in _blobs(saved):
                    async for block in _file(context, f"{BLOBS}{name}", context.blobs.path(name), size):
                        yield block
        finally:
            database.unlink(missing_ok=True)


async def _file(context: Context, name: str, path: Path, size: int) -> AsyncIterator[bytes]:
    yield header(name, size)
    async for block in stored_bytes([(path, size)], range(size), context.blobs.pool):
        yield block
    yield padding(size)


def _blob_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that refer to blobs: by convention, those with the columns `blob` and `size`."""
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
    """Replace the state by an archive of `export_state`. Raises a 400, with nothing changed, for anything else.

    The new files are put beside the old ones; then the database takes its new content in one step, and what nothing
    refers to any more is deleted. So a server that is killed at any moment has the state of before or that of after.
    """
    staged = context.blobs.arriving()
    try:
        await _import(context, ArchiveReader(blocks), staged)
    except ArchiveError as error:
        raise ErrorResponse(400, f"this is not a state of kinocraft-mock: {error}") from None
    except StoreError as error:
        raise ErrorResponse(400, str(error)) from None
    # SQLite raises UnicodeDecodeError for names in the schema that are not UTF-8.
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise ErrorResponse(400, f"this is not a state of kinocraft-mock: {DATABASE}: {error}") from None
    finally:
        staged.unlink(missing_ok=True)


async def _import(context: Context, reader: ArchiveReader, staged: Path) -> None:
    await _expect(reader, MANIFEST)
    manifest = _manifest(context, await reader.all(LARGEST_MANIFEST))
    await _expect(reader, DATABASE)
    await _write(context, reader, staged)
    own = context.store.schema()
    with closing(sqlite3.connect(staged, isolation_level=None, check_same_thread=False)) as database:
        await asyncio.get_running_loop().run_in_executor(context.blobs.pool, _examine, database, own)
        renamed: dict[str, str] = {}
        try:
            await _receive_blobs(context, reader, database, renamed)
            # From here on nothing awaits, so no other request sees a part of the change.
            for name in renamed.values():
                context.blobs.adopt(name)
            context.store.replace(lambda table: _renamed_rows(database, table, renamed))
        except BaseException:
            for name in renamed.values():
                context.blobs.reject(name)
            raise
    wanted = set(renamed.values())
    # The clock last: its listeners read the state.
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
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{MANIFEST} is not readable: {error}") from None
    if not context.clock.can_restore(offset, stopped):
        raise ArchiveError(f"{MANIFEST} has an impossible clock")
    return _Manifest(ids, offset, stopped)


async def _write(context: Context, reader: ArchiveReader, path: Path) -> None:
    """Write a file of the archive to disk, in worker threads."""
    loop = asyncio.get_running_loop()
    private_file(path)
    with path.open("wb", buffering=0) as stream:
        async for block in reader.content():
            await loop.run_in_executor(context.blobs.pool, stream.write, block)


def _examine(database: sqlite3.Connection, own: Mapping[str, str]) -> None:
    database.execute("PRAGMA cell_size_check = ON")
    if not require_layout(database, DATABASE):
        raise ArchiveError(f"{DATABASE} is empty")
    # Before anything evaluates expressions of the schema.
    require_own_schema(database, own, DATABASE)
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok" or database.execute("PRAGMA foreign_key_check").fetchone():
        raise ArchiveError(f"{DATABASE} is damaged")


async def _receive_blobs(
    context: Context, reader: ArchiveReader, database: sqlite3.Connection, renamed: dict[str, str]
) -> None:
    """Store the files under new names, and record which is which."""
    expected: dict[str, int] = {}
    for name, size in _blobs(database):
        if not is_blob_name(name):
            raise ArchiveError(f"{DATABASE} has a blob whose name this server does not make")
        if name in expected:
            raise ArchiveError(f"{BLOBS}{name} has two sizes")
        expected[name] = size
    while (member := await reader.next()) is not None and member.name != CHECKSUM:
        name = member.name.removeprefix(BLOBS)
        if not member.name.startswith(BLOBS) or not is_blob_name(name) or expected.pop(name, None) != member.size:
            raise ArchiveError(f"{member.name} is not a file that the state refers to, or comes twice")
        incoming = context.blobs.open()
        try:
            async for block in reader.content():
                await incoming.write(block)
            await incoming.finish()
        except BaseException:
            await incoming.discard()
            raise
        renamed[name] = incoming.path.name
    if expected:
        raise ArchiveError(f"{BLOBS}{next(iter(expected))} is missing, as are {len(expected) - 1} more")
    if member is not None:
        await _verify(reader)


async def _verify(reader: ArchiveReader) -> None:
    """Compare the checksum, which is the last file, with what was read before it."""
    checksum = reader.checksum
    if await reader.all(CHECKSUM_LENGTH) != checksum.encode() or await reader.next() is not None:
        raise ArchiveError(f"it is damaged: its checksum differs (an archive that was changed must omit {CHECKSUM})")


def _renamed_rows(database: sqlite3.Connection, table: str, renamed: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Yield the checked rows of a table, with the new names of blobs; none if the archive has no such table."""
    if not database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone():
        return
    for row in checked_rows(database, table):
        if "blob" not in row:
            yield row
        elif row["blob"] in renamed:
            yield {**row, "blob": renamed[row["blob"]]}
        else:
            raise StoreError(f"{table} has a blob that is not in the archive")
