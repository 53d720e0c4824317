"""However an upload ends, what is left of it on the service is removed, or named in a note of what ended it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import pytest

from tests.faults.harness import BlockingClient, Harness, content, stored, uploads
from tests.faults.videos import APPEND, CREATE
from tests.seed.clients import new_project

BIG = content(100_000)
PATH = "/talks/talk.bin"
PUT, CANCEL = "files.uploads.put_part", "files.uploads.cancel"
MAYBE = {"whole file": f"{PATH} may hold", "whole video": "may have made a video"}
"""What is said of a request that may have arrived, whose result has no id yet."""

SENT_BY: dict[str, str] = {"parts": PUT, "whole file": "files.create", "chunks": APPEND, "whole video": CREATE}
"""Every way to upload, and the operation that sends the bytes."""


def start(way: str, platformcraft: Any, kinescope: Any, project: str, **options: Any) -> Any:
    if way in ("parts", "whole file"):
        parts = {"part_size": 20_000, "parallel": 3} if way == "parts" else {}
        return platformcraft.files.upload(BIG, PATH, **parts, **options)
    parts = {"part_size": 20_000, "threshold": 0} if way == "chunks" else {}
    return kinescope.videos.upload(BIG, parent_id=project, title="Talk", **parts, **options)


@pytest.fixture
def other(server: Any) -> Iterator[BlockingClient]:
    """A client of Kinescope that is not the one which is tested."""
    harness = Harness("sync", server)
    yield harness.kinescope(on_drift=lambda drift: None)
    harness.close()


@pytest.fixture
def project(other: BlockingClient) -> str:
    return new_project(other, "films")


def left(server: Any, other: BlockingClient) -> list[str]:
    """What an upload left: ids of upload sessions and of videos, and the path if something is stored there."""
    videos = [video.id for video in other.videos.list()]
    return [*uploads(server), *videos, *([PATH] if stored(server, PATH) is not None else [])]


def all_named(way: str, notes: str, found: list[str]) -> bool:
    return all(each in notes or MAYBE.get(way, "nothing") in notes for each in found)


class StopError(Exception):
    """The user's own."""


@pytest.mark.parametrize(
    ("harness", "reason"),
    [("sync", StopError), ("sync", SystemExit), ("sync", KeyboardInterrupt), ("async", StopError)],
    indirect=["harness"],  # an event loop itself ends at the other two
)
@pytest.mark.parametrize("way", SENT_BY)
def test_what_a_progress_hook_raises_is_raised_and_names_what_is_left(
    harness: Harness, other: BlockingClient, project: str, way: str, reason: type[BaseException]
) -> None:
    def stop(_: Any) -> None:
        raise reason("by the user")

    with pytest.raises(reason, match="by the user") as caught:
        start(way, harness.client(), harness.kinescope(on_drift=lambda drift: None), project, progress=stop)
    found = left(harness.server, other)
    assert bool(found) == (way != "parts")  # an upload session can be removed; what is complete stays
    assert all_named(way, "\n".join(caught.value.__notes__ if found else []), found)


@pytest.mark.parametrize("removable", [True, False])
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("way", SENT_BY)
def test_a_cancellation_stays_one_and_names_what_is_left(
    server: Any, other: BlockingClient, project: str, way: str, backend: str, removable: bool
) -> None:
    harness = Harness("async", server)
    fault = server.control.fault(SENT_BY[way], "stall", seconds=60, times=100)
    if not removable:
        server.control.fault(CANCEL, "status", status=500, times=100)
    notes: list[str] = []

    async def upload(scope: anyio.CancelScope) -> None:
        platformcraft, kinescope = harness.client(timeout=60).raw, harness.kinescope(on_drift=print, timeout=60).raw
        with scope:
            try:
                await start(way, platformcraft, kinescope, project)
            except anyio.get_cancelled_exc_class() as error:
                notes.extend(getattr(error, "__notes__", ()))
                raise
        await platformcraft.aclose()
        await kinescope.aclose()

    async def cancelled() -> bool:
        scope = anyio.CancelScope()
        async with anyio.create_task_group() as group:
            group.start_soon(upload, scope)
            await anyio.to_thread.run_sync(wait_until, lambda: bool(server.control.fired(fault)))
            scope.cancel()
        return scope.cancelled_caught

    assert anyio.run(cancelled, backend=backend)
    assert all_named(way, "\n".join(notes), left(server, other))
    if way == "parts":
        assert bool(uploads(server)) != removable
    else:
        assert notes


def wait_until(ready: Callable[[], bool]) -> None:
    pause = threading.Event()
    while not ready():
        pause.wait(0.02)


PROGRAM = """
import asyncio, signal, sys
from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from tests.faults.uploads.test_leftovers import start

kind, way, project = sys.argv[1:]

def say(error):
    print(type(error).__name__, *getattr(error, "__notes__", ()), sep="\\n", flush=True)
    raise error

async def run():
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)
    async with AsyncPlatformcraft() as platformcraft, AsyncKinescope(on_drift="log") as kinescope:
        try:
            await start(way, platformcraft, kinescope, project)
        except asyncio.CancelledError as error:
            say(error)

if kind == "async":
    asyncio.run(run())
else:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Platformcraft() as platformcraft, Kinescope(on_drift="log") as kinescope:
        try:
            start(way, platformcraft, kinescope, project)
        except SystemExit as error:
            say(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without a signal")
@pytest.mark.parametrize("way", SENT_BY)
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_sigterm_names_what_is_left(server: Any, other: BlockingClient, project: str, kind: str, way: str) -> None:
    """As a program that handles SIGTERM sees it: an exit in a thread, a cancelled task in an event loop."""
    fault = server.control.fault(SENT_BY[way], "stall", seconds=60, times=100)
    root = str(Path(__file__).parents[3])
    environment = {**os.environ, **server.environment, "PYTHONPATH": os.pathsep.join([root, *sys.path])}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, kind, way, project], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        wait_until(partial(fired_or_ended, server, fault, process))
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert said.startswith("SystemExit" if kind == "sync" else "CancelledError")
    assert all_named(way, said, left(server, other))
    if way != "parts":
        assert len(said.splitlines()) > 1


def fired_or_ended(server: Any, fault: str, process: subprocess.Popen[str]) -> bool:
    assert process.poll() is None, "the program ended by itself"
    return bool(server.control.fired(fault))
