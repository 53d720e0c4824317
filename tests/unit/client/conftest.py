"""Fixtures of the client tests: sync and async clients without a server."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from tests.faults.harness import Harness


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    """A harness for sync or async clients whose requests the test handles."""
    with Harness(request.param) as harness:
        yield harness


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the client's settings from the environment."""
    for name in ("LOGIN", "PASSWORD", "AUTH_URL", "FILESPOT_URL", "RECORDER_URL", "STREAMER_URL"):
        monkeypatch.delenv(f"PLATFORMCRAFT_{name}", raising=False)
    for name in ("TOKEN", "API_URL", "UPLOAD_URL"):
        monkeypatch.delenv(f"KINESCOPE_{name}", raising=False)


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the machine's time zone to Tokyo."""
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    assert os.environ.get("TZ") != "Asia/Tokyo"
    time.tzset()
