"""An upload that is stopped at any step, by Ctrl-C or by a cancelled task or scope, is resumed by the same call."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest

from kinocraft import AsyncKinescope, AsyncPlatformcraft
from kinocraft.transport.runtimes import AsyncRuntime, Runtime
from tests.faults.harness import FakeClock, Harness
from tests.faults.uploads_resumed.driver import PART, TARGET, VENDORS, WHOLE, Driver, entries

STEPS = 22
"""More effects than an upload has: the last ones are after its end."""
EVERY = 7


class Stopper:
    """Calls a function at one effect of an upload: before it is performed, or after."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.stop: Callable[[], object] = lambda: None
        self.reached = False
        self._done = 0
        self._thread = threading.get_ident()

    def passed(self) -> None:
        # Ctrl-C interrupts the main thread only.
        if threading.get_ident() == self._thread:
            self._done += 1
            if self._done == self.step:
                self.reached = True
                self.stop()


@pytest.fixture
def stopped_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Stopper]:
    """A function that makes all effects pass a stopper."""
    perform, aperform = Runtime._perform, AsyncRuntime._perform

    def install(step: int) -> Stopper:
        stopper = Stopper(step)

        def performed(self: Any, effect: Any) -> Any:
            if step % 2:
                stopper.passed()
            result = perform(self, effect)
            if not step % 2:
                stopper.passed()
            return result

        async def aperformed(self: Any, effect: Any) -> Any:
            if step % 2:
                stopper.passed()
            result = await aperform(self, effect)
            if not step % 2:
                stopper.passed()
                await anyio.lowlevel.checkpoint()
            return result

        monkeypatch.setattr(Runtime, "_perform", performed)
        monkeypatch.setattr(AsyncRuntime, "_perform", aperformed)
        return stopper

    return install


def interrupted(driver: Driver, stopper: Stopper) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    client = driver.client()
    stopper.stop = interrupt
    try:
        driver.upload(client)
    except KeyboardInterrupt:
        assert stopper.reached


async def upload(driver: Driver) -> None:
    environment = driver.harness.server.environment
    common: dict[str, Any] = {"clock": FakeClock(), "timeout": 5.0, "on_drift": lambda drift: None}
    if driver.vendor == "kinescope":
        urls = {"api_url": environment["KINESCOPE_API_URL"], "upload_url": environment["KINESCOPE_UPLOAD_URL"]}
        async with AsyncKinescope(token="mock-token", **urls, **common) as client:
            options: dict[str, Any] = {"parent_id": driver.project, "title": "Talk", "threshold": 0}
            await client.videos.upload(driver.file, part_size=PART, **options)
    else:
        urls = {
            "auth_url": environment["PLATFORMCRAFT_AUTH_URL"],
            "filespot_url": environment["PLATFORMCRAFT_FILESPOT_URL"],
        }
        async with AsyncPlatformcraft(login="mock", password="mock", **urls, **common) as other:
            await other.files.upload(driver.file, TARGET, part_size=PART, parallel=1)


def task_cancelled(driver: Driver, stopper: Stopper) -> None:
    async def run() -> None:
        task = asyncio.ensure_future(upload(driver))
        stopper.stop = task.cancel
        try:
            await task
        except asyncio.CancelledError:
            assert stopper.reached

    asyncio.run(run())


def scope_cancelled(driver: Driver, stopper: Stopper) -> None:
    async def run() -> None:
        with anyio.CancelScope() as scope:
            stopper.stop = scope.cancel
            await upload(driver)

    anyio.run(run, backend="trio")


WAYS: dict[str, Callable[[Driver, Stopper], None]] = {
    "Ctrl-C": interrupted,
    "a cancelled task": task_cancelled,
    "a cancelled scope of trio": scope_cancelled,
}


@pytest.mark.parametrize("steps", [range(1, STEPS, EVERY), pytest.param(range(1, STEPS), marks=pytest.mark.slow)])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("vendor", VENDORS)
def test_an_upload_stopped_at_any_step_is_resumed(
    server: Any, file: Path, vendor: str, way: str, steps: range, stopped_at: Callable[[int], Stopper]
) -> None:
    reached = 0
    for step in steps:
        server.control.reset()
        harness = Harness("sync", server)
        try:
            driver = Driver(harness, vendor, file)
            stopper = stopped_at(step)
            WAYS[way](driver, stopper)
            reached += stopper.reached
            stopper.step = 0
            # What was stopped after it had forgotten the complete upload leaves nothing to resume.
            if stopper.reached and (entries(file) or driver.contents() != [WHOLE]):
                driver.upload()
            driver.assert_arrived(leftovers=1)
        finally:
            harness.close()
    assert reached >= len(steps) // 2
