"""A client that is killed (kill -9) at any moment: the same call in another process goes on from what has arrived."""

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

MOMENTS = 70
"""More effects than an upload has: the last moments are after its end."""

PROGRAM = """
import asyncio, os, signal, sys
from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.transport.runtimes import AsyncRuntime, Runtime

kind, vendor, file, target, project, part, moment, after = sys.argv[1:]
done = 0

def passed():
    global done
    done += 1
    if done == int(moment):
        os.kill(os.getpid(), signal.SIGKILL)

perform, aperform = Runtime._perform, AsyncRuntime._perform

def killed(self, effect):
    if after == "False":
        passed()
    result = perform(self, effect)
    if after == "True":
        passed()
    return result

async def akilled(self, effect):
    if after == "False":
        passed()
    result = await aperform(self, effect)
    if after == "True":
        passed()
    return result

Runtime._perform, AsyncRuntime._perform = killed, akilled

def call(client):
    if vendor == "kinescope":
        return client.videos.upload(file, parent_id=project, title="Talk", threshold=0, part_size=int(part))
    return client.files.upload(file, target, part_size=int(part), parallel=1)

async def run():
    async with (AsyncKinescope(on_drift="log") if vendor == "kinescope" else AsyncPlatformcraft()) as client:
        await call(client)

if kind == "async":
    asyncio.run(run())
else:
    with (Kinescope(on_drift="log") if vendor == "kinescope" else Platformcraft()) as client:
        call(client)
"""


def killed(driver: Driver, kind: str, moment: int, after: bool) -> bool:
    """Upload in another process that is killed at a moment. Return whether it was, and not complete before."""
    environment = {**os.environ, **driver.harness.server.environment, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [kind, driver.vendor, driver.file, TARGET, driver.project, PART, moment, after]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)], env=environment, capture_output=True, timeout=300
    )
    assert run.returncode in (0, -signal.SIGKILL), run.stderr.decode()
    return run.returncode != 0


def resumed(server: Any, vendor: str, file: Path, number: int) -> None:
    chance = random.Random(number)
    kind, moment, after = chance.choice(["sync", "async"]), chance.randrange(1, MOMENTS), chance.choice([True, False])
    server.control.reset()
    harness = Harness("sync", server)
    try:
        driver = Driver(harness, vendor, file)
        # A client killed after it has forgotten the complete upload leaves nothing to resume.
        if killed(driver, kind, moment, after) and (entries(file) or driver.contents() != [WHOLE]):
            driver.upload()
        driver.assert_arrived(leftovers=1)
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
    for number in range(50):
        resumed(server, vendor, file, 100 + number)
