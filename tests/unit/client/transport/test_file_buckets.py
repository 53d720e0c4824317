"""The databases of rate limits in a file: closed when nothing uses them, and after an error."""

from __future__ import annotations

import gc
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from pyrate_limiter import Rate, RateItem

from kinocraft import FileBuckets
from kinocraft.errors import SharedLimitsError

Connections = list[sqlite3.Connection]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Connections:
    """Every connection that is opened, kept, so that the end of its owner does not close it."""
    connections: Connections = []
    connect = sqlite3.connect

    def kept(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connections.append(connect(*arguments, **options))
        return connections[-1]

    monkeypatch.setattr(sqlite3, "connect", kept)
    return connections


def closed(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return True
    return False


def test_a_bucket_closes_its_database_when_it_is_deleted(opened: Connections, tmp_path: Path) -> None:
    bucket = FileBuckets(tmp_path / "limits.sqlite")("files at host", [Rate(5, 1000)])
    assert bucket.put(RateItem("x", 1_000_000))
    assert [closed(each) for each in opened] == [True, False]
    del bucket
    gc.collect()
    assert [closed(each) for each in opened] == [True, True]


def test_a_file_that_is_no_database_is_closed(opened: Connections, tmp_path: Path) -> None:
    path = tmp_path / "limits.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(SharedLimitsError, match="not a database"):
        FileBuckets(path)("files at host", [Rate(5, 1000)])
    assert [closed(each) for each in opened] == [True]
