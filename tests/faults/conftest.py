"""Fixtures of the fault tests: sync and async clients of the running server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.harness import BlockingClient, Harness
from tests.faults.videos import WHOLE
from tests.seed.clients import new_project


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest, server: Any) -> Iterator[Harness]:
    """A harness for sync or async clients of the running server."""
    with Harness(request.param, server) as harness:
        yield harness


def ignore_drift(_drift: object) -> None:
    """Accept responses that differ from their description."""


@pytest.fixture
def kinescope(harness: Harness) -> BlockingClient:
    """A client of Kinescope."""
    return harness.kinescope(on_drift=ignore_drift)


@pytest.fixture
def project(kinescope: BlockingClient) -> str:
    """The id of a project to upload into."""
    return new_project(kinescope)


@pytest.fixture
def video_file(tmp_path: Path) -> Path:
    """A video file whose modification time is in the past."""
    file = tmp_path / "talk.mp4"
    file.write_bytes(WHOLE)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    return file
