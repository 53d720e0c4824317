"""Fixtures of the tests of resumed uploads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.harness import Harness
from tests.faults.uploads_resumed.driver import VENDORS, WHOLE, Driver


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
