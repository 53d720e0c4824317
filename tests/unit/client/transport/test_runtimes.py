"""The two runtimes perform effects, also in parallel, and cancel them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import anyio
import httpx2
import pytest

from kinocraft.transport.effects import Effects, Lock, Locked, Parallel, Shielded, Sleep, Work
from kinocraft.transport.runtimes import AsyncRuntime, Runtime
from tests.faults.harness import FakeClock, Harness, engine


def run(harness: Harness, effects: Effects[Any]) -> Any:
    """Run a task in the sync or in the async runtime."""
    if harness.kind == "sync":
        return Runtime(engine(harness.clock), httpx2.Client()).run(effects)
    return harness.result(lambda: AsyncRuntime(engine(harness.clock), httpx2.AsyncClient()).run(effects))


def returning(value: Any) -> Callable[[], Effects[Any]]:
    def task() -> Effects[Any]:
        yield Sleep(1)
        return value

    return task


def test_effects_return_results_and_raise_errors_where_they_are_yielded(harness: Harness) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    def task() -> Effects[list[Any]]:
        got: list[Any] = [(yield Work(lambda: 1)), (yield Sleep(2)), (yield Shielded(returning(3)))]
        try:
            yield Work(fail)
        except ZeroDivisionError:
            got.append("caught")
        got.append((yield Locked(Lock(), returning(4))))
        return got

    assert run(harness, task()) == [1, None, 3, "caught", 4]
    assert harness.clock.waits == [2, 1, 1]


def test_locked_without_wait_returns_none_while_the_lock_is_held(harness: Harness) -> None:
    lock = Lock()

    def inner() -> Effects[Any]:
        return (yield Locked(lock, returning("never"), wait=False))

    def outer() -> Effects[Any]:
        return (yield Locked(lock, inner))

    assert run(harness, outer()) is None


def test_a_failed_task_releases_the_lock(harness: Harness) -> None:
    lock = Lock()

    def failing() -> Effects[Any]:
        yield Sleep(0)
        raise ZeroDivisionError

    def task() -> Effects[Any]:
        with suppress(ZeroDivisionError):
            yield Locked(lock, failing)
        return (yield Locked(lock, returning("free"), wait=False))

    assert run(harness, task()) == "free"


@pytest.mark.parametrize("width", [1, 3, 4])
def test_parallel_runs_as_many_tasks_as_its_width(harness: Harness, width: int) -> None:
    running, most, lock, full = 0, 0, threading.Lock(), threading.Barrier(width)

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        full.wait(10)  # no task continues before all have started
        with lock:
            running -= 1

    def job() -> Effects[None]:
        yield Work(work)

    def task() -> Effects[None]:
        yield Parallel([job] * (3 * width), width, lambda: None)

    run(harness, task())
    assert most == width


@pytest.mark.parametrize(("narrower", "expected"), [(2, 2), (0, 1), (9, 4)])
def test_parallel_runs_fewer_tasks_once_fewer_are_wanted(harness: Harness, narrower: int, expected: int) -> None:
    running, most, lock = 0, 0, threading.Lock()
    first, wanted = threading.Barrier(4), 4
    rest = threading.Barrier(expected)

    def work(number: int) -> None:
        nonlocal running, most, wanted
        if number < 4:
            first.wait(10)
            wanted = narrower
            return
        with lock:
            running += 1
            most = max(most, running)
        rest.wait(10)
        with lock:
            running -= 1

    def job(number: int) -> Callable[[], Effects[None]]:
        def task() -> Effects[None]:
            yield Work(lambda: work(number))

        return task

    def task() -> Effects[None]:
        yield Parallel([job(number) for number in range(4 + 3 * expected)], 4, lambda: None, lambda: wanted)

    run(harness, task())
    assert most == expected


def test_parallel_raises_the_first_failure_and_starts_no_further_task(harness: Harness) -> None:
    done: list[int] = []
    abandoned: list[bool] = []

    def job(number: int) -> Callable[[], Effects[None]]:
        def task() -> Effects[None]:
            yield Sleep(0)
            if number == 2:
                raise ZeroDivisionError
            done.append(number)

        return task

    def task() -> Effects[None]:
        yield Parallel([job(number) for number in range(6)], 1, lambda: abandoned.append(True))

    with pytest.raises(ZeroDivisionError):
        run(harness, task())
    assert done == [0, 1]
    assert abandoned == [True]


def test_parallel_abandons_running_tasks_after_a_failure(harness: Harness) -> None:
    begun: list[str] = []
    abandoned = threading.Event()

    def failing() -> Effects[None]:
        yield Sleep(0)
        raise ZeroDivisionError

    def waiting() -> Effects[None]:
        begun.append("beside")
        yield Work(lambda: abandoned.wait(10) if harness.kind == "sync" else None)

    def late() -> Effects[None]:
        begun.append("late")
        yield Sleep(0)

    def task() -> Effects[None]:
        yield Parallel([waiting, failing, *[late] * 5], 2, abandoned.set)

    with pytest.raises(ZeroDivisionError):
        run(harness, task())
    assert abandoned.is_set()
    assert "late" not in begun


def test_shielded_task_runs_to_its_end_when_cancelled() -> None:
    done: list[str] = []

    def tidy() -> Effects[None]:
        yield Sleep(1)
        done.append("tidied")

    def task() -> Effects[None]:
        try:
            yield Sleep(1)
        finally:
            yield Shielded(tidy)

    async def main() -> None:
        with anyio.CancelScope() as scope:
            scope.cancel()
            async with httpx2.AsyncClient() as client:
                await AsyncRuntime(engine(FakeClock()), client).run(task())

    anyio.run(main)
    assert done == ["tidied"]


def test_work_is_undone_when_it_ends_after_its_task_was_cancelled() -> None:
    undone: list[str] = []
    entered, go, ended = threading.Event(), threading.Event(), threading.Event()

    def do() -> str:
        entered.set()
        assert go.wait(10)
        return "made"

    def undo(made: str) -> None:
        undone.append(made)
        ended.set()

    def task() -> Effects[None]:
        yield Work(do, undo=undo)
        raise AssertionError("the task was cancelled")

    async def main() -> None:
        async with httpx2.AsyncClient() as client:
            running = asyncio.ensure_future(AsyncRuntime(engine(FakeClock()), client).run(task()))
            await anyio.to_thread.run_sync(entered.wait)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
            go.set()
            await anyio.to_thread.run_sync(ended.wait, 10)

    anyio.run(main)
    assert undone == ["made"]


def test_work_is_undone_if_it_ended_before_its_task_was_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    undone: list[str] = []

    async def ends_too_late(do: Callable[[], str]) -> str:
        do()
        raise asyncio.CancelledError

    def task() -> Effects[None]:
        yield Work(lambda: "made", undo=undone.append)

    monkeypatch.setattr("anyio.to_thread.run_sync", ends_too_late)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(AsyncRuntime(engine(FakeClock()), httpx2.AsyncClient()).run(task()))
    assert undone == ["made"]


def test_failed_work_is_not_undone(harness: Harness) -> None:
    undone: list[Any] = []

    def do() -> None:
        raise ZeroDivisionError

    def task() -> Effects[None]:
        yield Work(do, undo=undone.append)

    with pytest.raises(ZeroDivisionError):
        run(harness, task())
    assert undone == []


def test_completed_work_is_not_undone(harness: Harness) -> None:
    undone: list[Any] = []

    def task() -> Effects[Any]:
        return (yield Work(lambda: 1, undo=undone.append))

    assert run(harness, task()) == 1
    assert undone == []
