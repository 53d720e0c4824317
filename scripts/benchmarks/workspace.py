"""Content that the benchmarks create on the local server."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import tarfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID

from local_server import LocalServer

from kinocraft import Kinescope
from kinocraft_mock.control.snapshot import CHECKSUM
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.service import Service

__all__ = ["TOKEN", "address", "control_request", "kinescope", "make_videos", "multiply_videos"]

TOKEN = "mock-token"  # noqa: S105 - the documented default of a server for tests
DATABASE = "state.sqlite3"
TITLE = '"title":"Talk"'


def kinescope(server: LocalServer, **options: Any) -> Kinescope:
    """Return a client of the server."""
    return Kinescope(TOKEN, api_url=server.api_url, upload_url=server.upload_url, rate_limits=False, **options)


def make_videos(server: LocalServer, count: int = 1) -> list[str]:
    """Create videos, wait until they are encoded, and return their ids."""
    with kinescope(server) as client:
        project = client.projects.create(name="Talks", privacy_type="anywhere", privacy_domains=[])
        made = [
            client.videos.upload(b"talk", parent_id=project.id, title="Talk", file_name="talk.mp4")
            for _ in range(count)
        ]
        control_request(server, "POST", "/_mock/clock", json.dumps({"advance": 3600}).encode())
        if any(client.videos.get(video.id).status != "done" for video in made):
            raise RuntimeError("a video is not done after an hour of the server's clock")
        return [video.id for video in made]


def address(service: Service, operation: Operation, **values: str) -> str:
    """Return the path of an operation on the local server. Path parameters without a value become `x`."""
    path = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "x"), operation.path)
    return f"{service.mount}{operation.server[1]}{path}"


def control_request(server: LocalServer, method: str, path: str, content: bytes | None = None) -> bytes:
    """Send a request to the control API and return the response's body. Raises RuntimeError for an error response."""
    media_type = "application/x-tar" if path == "/_mock/state" else "application/json"
    headers = {"Content-Type": media_type}
    request = Request(f"{server.url}{path}", content, headers, method=method)  # noqa: S310 - loopback
    try:
        with urlopen(request) as response:  # noqa: S310
            content_received: bytes = response.read()
            return content_received
    except HTTPError as error:
        raise RuntimeError(f"{method} {path}: {error.read().decode()}") from None


@contextmanager
def _without_indexes(database: sqlite3.Connection) -> Generator[None]:
    """Drop the indexes while rows are inserted, and create them again at the end, because this is much faster."""
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):
        database.execute(f"PRAGMA {setting}")
    sql = "SELECT type, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    indexes = database.execute(sql).fetchall()
    for kind, name, _ in indexes:
        database.execute(f"DROP {kind} {name}")
    yield
    for _, _, again in indexes:
        database.execute(again)
    database.commit()


def multiply_videos(state: bytes, count: int) -> bytes:
    """Return an exported state in which the only video was copied `count` - 1 times, with its poster and file.

    Uploading as many videos would take a hundred times as long as the measurement.
    """
    random = Random(0)  # noqa: S311 - not a secret

    def uuid() -> str:
        return str(UUID(int=random.getrandbits(128), version=4))

    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(state)) as source:
        for member in source:
            target = Path(folder, member.name)
            target.parent.mkdir(exist_ok=True)
            if content := source.extractfile(member):
                target.write_bytes(content.read())
        with closing(sqlite3.connect(Path(folder, DATABASE))) as database, _without_indexes(database):
            columns = "kind, id, parent, position, created, updated, size, items, body"
            select = f"SELECT seq, {columns} FROM kinescope_objects WHERE kind = ?"  # noqa: S608
            insert = f"INSERT INTO kinescope_objects ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
            ((_, kind, _, parent, position, created, *others, body),) = database.execute(select, ("video",))
            ((_, *poster),) = database.execute(select, ("poster",))
            ((file, *file_fields),) = database.execute(
                "SELECT id, role, name, media, size, digest, created FROM kinescope_files"
            )
            segments = database.execute(
                "SELECT place, blob, size FROM kinescope_segments WHERE file = ?", (file,)
            ).fetchall()
            for number in range(1, count):
                title = body.replace(TITLE, f'"title":"Talk {number}"')
                values = (kind, uuid(), parent, position, created + number, *others, title)
                made = database.execute(insert, values).lastrowid
                database.execute(insert, (poster[0], uuid(), made, *poster[3:]))
                own = uuid()
                database.execute(
                    "INSERT INTO kinescope_files VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (own, made, *file_fields)
                )
                database.executemany(
                    "INSERT INTO kinescope_segments VALUES (?, ?, ?, ?)", [(own, *segment) for segment in segments]
                )
        archived = io.BytesIO()
        with tarfile.open(fileobj=archived, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for member in source.getmembers():
                if member.name != CHECKSUM:  # it would be wrong
                    archive.add(Path(folder, member.name), member.name)
        return archived.getvalue()
