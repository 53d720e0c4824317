"""Waiting clients do not block each other, and the first cause of a failure is raised."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from kinocraft import AsyncPlatformcraft, FileTokenStore
from kinocraft.errors import BadRequestError, ConflictError, UploadCancelledError
from kinocraft.transport.effects import Parallel, Work
from kinocraft.transport.parallel import first_cause
from kinocraft.transport.runtimes import AsyncRuntime, Runtime
from tests.faults.harness import BlockingClient, Harness, content, engine, nothing_left, sent, stored, uploads

BIG = content(300_000)


def test_sixty_async_clients_share_one_token_file(server: Any, tmp_path: Path) -> None:
    """More clients than the default thread pool of an event loop has threads (40)."""
    urls = {
        "auth_url": server.environment["PLATFORMCRAFT_AUTH_URL"],
        "filespot_url": server.environment["PLATFORMCRAFT_FILESPOT_URL"],
    }

    async def get() -> str:
        store = FileTokenStore(tmp_path / "tokens", lock_timeout=60)
        async with AsyncPlatformcraft("mock", "mock", token_store=store, rate_limits=False, **urls) as client:
            return (await client.files.get("/")).path

    async def together() -> list[str]:
        async with asyncio.timeout(50):
            return await asyncio.gather(*(get() for _ in range(60)))

    assert asyncio.run(together()) == ["/"] * 60
    assert len(sent(server, "auth.login")) == 1


def test_a_rejected_part_is_the_error_of_the_upload(harness: Harness) -> None:
    harness.server.control.fault("files.uploads.put_part", "status", status=400, after=1, times=100)
    for _ in range(5):
        with pytest.raises(BadRequestError):
            harness.client().files.upload(BIG, "/big", part_size=20_000, parallel=4)
    nothing_left(harness.server, "/big")


def test_the_first_cause_is_raised_and_consequences_are_its_notes() -> None:
    cause, later, consequence = ValueError("cause"), KeyError("later"), UploadCancelledError("abandoned")
    assert first_cause([consequence, cause, later]) is cause
    assert cause.__notes__ == [
        "another task of it ended with UploadCancelledError: abandoned",
        "another task of it ended with KeyError: 'later'",
    ]
    assert first_cause([consequence]) is consequence
    interrupt = KeyboardInterrupt()
    assert first_cause([ValueError(), interrupt]) is interrupt


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_nested_tasks_raise_what_failed_and_not_what_was_abandoned(kind: str) -> None:
    abandoned = threading.Event()

    def waits() -> Any:
        def wait() -> None:
            assert abandoned.wait(20)
            raise UploadCancelledError("abandoned")

        yield Work(wait)

    def fails() -> Any:
        yield from ()
        raise ValueError("cause")

    def inner() -> Any:
        yield Parallel([fails, waits], 2, abandoned.set)

    def outer() -> Any:
        yield Parallel([waits, inner], 2, abandoned.set)

    made = engine(Harness("sync").clock)

    def run() -> None:
        if kind == "sync":
            Runtime(made, None).run(outer())
        else:
            asyncio.run(AsyncRuntime(made, None).run(outer()))

    with pytest.raises(ValueError, match="cause"):
        run()


def test_a_cancelled_upload_ends_with_the_cancellation_at_any_time(server: Any) -> None:
    harness, named = Harness("async", server), set[str]()

    async def cancelled() -> None:
        client = harness.client().raw
        for confirmed in range(1, 6):
            reached = asyncio.Event()

            def report(progress: Any, least: int = confirmed, reached: asyncio.Event = reached) -> None:
                if progress.parts >= least:
                    reached.set()

            upload = client.files.upload(BIG, "/big", part_size=20_000, parallel=3, progress=report)
            task = asyncio.ensure_future(upload)
            await reached.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            assert stored(server, "/big") is None
            # On a busy machine the cleanup may exceed its time limit; then a note names the upload.
            for left in set(uploads(server)) - named:
                assert any(left in note for note in getattr(caught.value, "__notes__", ()))
                named.add(left)

    harness.result(cancelled)
    harness.close()


def test_a_conflict_after_a_lost_request_is_compared_with_what_was_sent(harness: Harness) -> None:
    client: BlockingClient = harness.client()
    data = content(1000)
    harness.server.control.fault("files.create", "lost_response")
    # The first lookup is too early: the service has not stored the file yet.
    harness.server.control.fault("files.get", "status", status=404, body={"code": 404, "msg": "not found"})
    assert client.files.upload(data, "/small").size == len(data)
    assert stored(harness.server, "/small") == data


def test_a_conflict_of_a_first_request_is_raised(harness: Harness) -> None:
    client = harness.client()
    client.files.upload(b"one", "/small")
    with pytest.raises(ConflictError):
        client.files.upload(b"two", "/small")
    assert stored(harness.server, "/small") == b"one"
