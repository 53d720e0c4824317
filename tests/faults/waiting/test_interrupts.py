"""Ctrl-C ends any wait at once, and leaves nothing that disturbs the next run."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kinocraft import FileTokenStore, Kinescope, UploadState
from tests.faults.harness import BlockingClient, Harness, content, nothing_left, sent
from tests.faults.videos import APPEND, PART, WHOLE
from tests.faults.videos import stored as stored_video
from tests.seed.clients import new_project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")

BIG = content(200_000)
PUT = "files.uploads.put_part"

PROGRAM = """
import asyncio, dataclasses, json, pathlib, sys
from kinocraft import AsyncKinescope, AsyncPlatformcraft, FileTokenStore, Kinescope, Platformcraft

kind, what, folder, argument = sys.argv[1:]
folder = pathlib.Path(folder)
state = folder / "state.json"

def keep(made):
    state.write_text(json.dumps(dataclasses.asdict(made)))

class Pipe:
    def read(self, size):
        (folder / "waiting").touch()
        return sys.stdin.buffer.read(size)

class Store(FileTokenStore):
    def acquire(self):
        (folder / "waiting").touch()
        super().acquire()

ACTS = {
    "parts": lambda p, k: p.files.upload(
        folder / "big", "/big", part_size=20_000, threshold=0, parallel=3, resume=False
    ),
    "download": lambda p, k: p.files.download("/stored", folder / "target"),
    "chunks": lambda p, k: k.videos.upload(
        folder / "film", parent_id=argument, title="Talk", part_size=10_000, resume=keep
    ),
    "retry": lambda p, k: k.tags.list(),
    "wait": lambda p, k: k.videos.wait(argument, interval=60),
    "store": lambda p, k: p.files.get("/"),
    "pipe": lambda p, k: k.videos.upload(Pipe(), parent_id=argument, title="Talk", file_name="a.mp4"),
}

async def run():
    async with AsyncPlatformcraft(token_store=Store(folder / "tokens")) as p, AsyncKinescope() as k:
        result = ACTS[what](p, k)
        if what == "retry":
            result = result.first() if hasattr(result, "first") else result
        await result

try:
    if kind == "sync":
        with Platformcraft(token_store=Store(folder / "tokens")) as p, Kinescope() as k:
            ACTS[what](p, k)
    else:
        asyncio.run(run())
except KeyboardInterrupt as error:
    cause = error.__context__ if kind == "async" else error
    print("interrupted", *getattr(cause, "__notes__", ()))
    sys.stdout.flush()
    import os; os._exit(3)  # an idle read of a pipe would keep the interpreter's shutdown waiting
"""


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    value: str = request.param
    return value


@pytest.fixture
def harness(server: Any) -> Iterator[Harness]:
    with Harness("sync", server) as harness:
        yield harness


@pytest.fixture
def interrupted(kind: str, server: Any, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Return a function that runs a program, interrupts it when a condition holds, and returns its output."""
    running: list[subprocess.Popen[str]] = []

    def run(what: str, argument: str, ready: Callable[[], bool]) -> str:
        environment = {**os.environ, **server.environment, "PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, kind, what, str(tmp_path), argument],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        pause = threading.Event()
        while not ready():
            assert process.poll() is None, process.communicate()
            pause.wait(0.05)
        process.send_signal(signal.SIGINT)
        # The wait would last a minute. On a busy machine the interrupt may take longer than a second.
        assert process.wait(timeout=15) == 3, process.communicate()
        assert process.stdout
        return process.stdout.read()

    yield run
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def arrived(server: Any, operation: str, count: int = 1) -> Callable[[], bool]:
    return lambda: len(sent(server, operation)) >= count


def fired(server: Any, fault: Any) -> Callable[[], bool]:
    return lambda: bool(server.control.fired(fault))


def test_an_interrupt_ends_an_upload_in_parts_and_removes_it(interrupted: Any, server: Any, tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(BIG)
    fault = server.control.fault(PUT, "stall", seconds=60, after=2, times=100)
    assert "interrupted" in interrupted("parts", "", fired(server, fault))
    nothing_left(server, "/big")


def test_an_interrupt_names_what_could_not_be_removed(interrupted: Any, server: Any, tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(BIG)
    fault = server.control.fault(PUT, "stall", seconds=60, after=2, times=100)
    server.control.fault("files.uploads.cancel", "stall", seconds=60, times=100)
    said = interrupted("parts", "", fired(server, fault))
    assert "may be left on the service" in said
    assert "files.uploads.cancel(" in said


def test_an_interrupt_leaves_a_state_that_an_upload_in_chunks_resumes_from(
    interrupted: Any, server: Any, harness: Harness, tmp_path: Path
) -> None:
    kinescope: BlockingClient = harness.kinescope(on_drift=lambda drift: None)
    project = new_project(kinescope, "talks")
    (tmp_path / "film").write_bytes(WHOLE)
    fault = server.control.fault(APPEND, "stall", seconds=60, after=2, times=1)
    said = interrupted("chunks", project, fired(server, fault))
    assert "resume its upload or delete it" in said
    state = UploadState(**json.loads((tmp_path / "state.json").read_text()))
    assert dataclasses.asdict(state)["video_id"] == state.video_id
    sent_before = len(sent(server, APPEND))
    made = kinescope.videos.upload(tmp_path / "film", parent_id=project, title="Talk", part_size=PART, resume=state)
    assert stored_video(harness, kinescope, made.id) == WHOLE
    # Two of four chunks were confirmed; the third may have arrived, too.
    assert len(sent(server, APPEND)) - sent_before in (1, 2)


def test_an_interrupt_ends_a_download_and_leaves_the_destination(
    interrupted: Any, server: Any, harness: Harness, tmp_path: Path
) -> None:
    harness.client().files.upload(BIG, "/stored")
    (tmp_path / "target").write_bytes(b"before")
    fault = server.control.fault("cdn.download", "stall", seconds=60, times=100)
    assert "interrupted" in interrupted("download", "", fired(server, fault))
    assert (tmp_path / "target").read_bytes() == b"before"
    assert not list(tmp_path.glob(".target*"))


def test_an_interrupt_ends_the_wait_before_a_retry(interrupted: Any, server: Any) -> None:
    fault = server.control.fault("tags.list", "status", status=503, headers={"Retry-After": "60"}, times=100)
    assert "interrupted" in interrupted("retry", "", fired(server, fault))
    assert len(sent(server, "tags.list")) == 1


def test_an_interrupt_ends_the_wait_for_a_video(interrupted: Any, server: Any, harness: Harness) -> None:
    kinescope: Kinescope | BlockingClient = harness.kinescope(on_drift=lambda drift: None)
    project = new_project(kinescope, "talks")
    video = kinescope.videos.upload(WHOLE, parent_id=project, title="Talk").id
    assert "interrupted" in interrupted("wait", video, arrived(server, "videos.get"))


def test_an_interrupt_ends_the_wait_for_a_token_store(interrupted: Any, server: Any, tmp_path: Path) -> None:
    held = FileTokenStore(tmp_path / "tokens")
    held.acquire()
    try:
        assert "interrupted" in interrupted("store", "", (tmp_path / "waiting").exists)
    finally:
        held.release()
    assert sent(server, "auth.login") == []


def test_an_interrupt_ends_an_upload_from_a_pipe_that_nobody_writes_to(
    interrupted: Any, harness: Harness, tmp_path: Path
) -> None:
    kinescope: BlockingClient = harness.kinescope(on_drift=lambda drift: None)
    project = new_project(kinescope, "talks")
    assert "interrupted" in interrupted("pipe", project, (tmp_path / "waiting").exists)
