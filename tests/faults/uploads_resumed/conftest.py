"""Fixtures of the tests of resumed uploads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.harness import Harness
from tests.faults.uploads_resumed.driver import VENDORS, WHOLE, Driver
from tests.faults.uploads_resumed.places import Place


@pytest.fixture(autouse=True)
def _own_journal(tmp_path: Path) -> Iterator[None]:
    """Give each test an upload journal of its own: those of other tests may keep entries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path / "state"))
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of four parts, whose modification time is in the past."""
    file = tmp_path / "talk.bin"
    file.write_bytes(WHOLE)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    return file


@pytest.fixture(params=VENDORS)
def driver(request: pytest.FixtureRequest, harness: Harness, file: Path) -> Driver:
    """A driver of each vendor."""
    return Driver(harness, request.param, file)


@pytest.fixture(scope="module")
def running_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server for the module that can be restarted with its data."""
    place = Place(tmp_path_factory.mktemp("server"))
    yield place
    place.stop()


@pytest.fixture
def place(running_place: Place) -> Place:
    """A server that can be restarted with its data, without objects."""
    running_place.server.control.reset()
    return running_place
