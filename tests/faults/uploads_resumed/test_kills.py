"""A client that is killed (kill -9) at any moment: the same call in another process resumes from what has arrived."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.harness import Harness
from tests.faults.uploads_resumed.driver import PART, TARGET, VENDORS, WHOLE, Driver, entries

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

CALLS = 45_000
"""About as many calls and returns of functions as an upload has, to either vendor."""

PROGRAM = """
import asyncio, os, signal, sys, threading
import cryptography.fernet, filelock
import kinocraft.uploads.filespot, kinocraft.uploads.journal, kinocraft.uploads.kinescope
from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft

kind, vendor, file, target, project, part, moment = sys.argv[1:]
left = int(moment)

def passed(frame, event, argument):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

def first(client):
    return client.videos.list(per_page=1) if vendor == "kinescope" else client.files.get("/")

def call(client):
    threading.setprofile(passed)
    sys.setprofile(passed)
    if vendor == "kinescope":
        return client.videos.upload(file, parent_id=project, title="Talk", threshold=0, part_size=int(part))
    return client.files.upload(file, target, part_size=int(part), parallel=1)

async def run():
    async with (AsyncKinescope(on_drift="log") if vendor == "kinescope" else AsyncPlatformcraft()) as client:
        await first(client)
        await call(client)
        sys.setprofile(None)

if kind == "async":
    asyncio.run(run())
else:
    with (Kinescope(on_drift="log") if vendor == "kinescope" else Platformcraft()) as client:
        first(client)
        call(client)
        sys.setprofile(None)
print(int(moment) - left)
"""


def killed(driver: Driver, kind: str, moment: int) -> bool:
    """Upload in another process that is killed at a moment. Return whether it was, and not complete before."""
    environment = {**os.environ, **driver.harness.server.environment, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [kind, driver.vendor, driver.file, TARGET, driver.project, PART, moment]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)], env=environment, capture_output=True, timeout=300
    )
    assert run.returncode in (0, -signal.SIGKILL), run.stderr.decode()
    return run.returncode != 0


def resumed(server: Any, vendor: str, file: Path, number: int) -> bool:
    """Upload in a process that is killed at a random moment, and again. Return whether it was killed."""
    chance = random.Random(number)
    kind, moment = chance.choice(["sync", "async"]), chance.randrange(1, CALLS)
    server.control.reset()
    harness = Harness("sync", server)
    try:
        driver = Driver(harness, vendor, file)
        was_killed = killed(driver, kind, moment)
        # A client killed after it has forgotten the complete upload leaves nothing to resume.
        if was_killed and (entries(file) or driver.contents() != [WHOLE]):
            driver.upload()
        driver.assert_arrived(leftovers=1)
        return was_killed
    finally:
        harness.close()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("vendor", VENDORS)
def test_a_killed_client_is_resumed_by_the_same_call(server: Any, file: Path, vendor: str, number: int) -> None:
    resumed(server, vendor, file, number)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("vendor", VENDORS)
def test_a_client_killed_at_many_moments_is_resumed_by_the_same_call(server: Any, file: Path, vendor: str) -> None:
    kills = sum(resumed(server, vendor, file, 100 + number) for number in range(50))
    assert kills >= 40
