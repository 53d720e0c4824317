"""What the client's own tests share: both kinds of client, without a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.harness import Harness


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    """Clients of one kind, whose requests the test itself answers."""
    harness = Harness(request.param)
    yield harness
    harness.close()


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own environment reaches a client."""
    for name in ("LOGIN", "PASSWORD", "AUTH_URL", "FILESPOT_URL", "RECORDER_URL", "STREAMER_URL"):
        monkeypatch.delenv(f"PLATFORMCRAFT_{name}", raising=False)
    for name in ("TOKEN", "API_URL", "UPLOAD_URL"):
        monkeypatch.delenv(f"KINESCOPE_{name}", raising=False)
