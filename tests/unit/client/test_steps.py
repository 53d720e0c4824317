"""The two runtimes: effects carried out, side by side, and stopped."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import anyio
import httpx2
import pytest

from kinocraft.steps import AsyncRuntime, Gate, Locked, Parallel, Runtime, Shielded, Sleep, Steps, Work
from tests.faults.sides import FakeClock, Side


def run(side: Side, steps: Steps[Any]) -> Any:
    """Carry steps out on one side."""
    if side.kind == "sync":
        return Runtime(httpx2.Client(), side.clock).run(steps)
    return side.result(lambda: AsyncRuntime(httpx2.AsyncClient(), side.clock).run(steps))


def just(value: Any) -> Callable[[], Steps[Any]]:
    def steps() -> Steps[Any]:
        yield Sleep(1)
        return value

    return steps


def test_results_and_errors_go_where_they_are_due(side: Side) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    def steps() -> Steps[list[Any]]:
        got: list[Any] = [(yield Work(lambda: 1)), (yield Sleep(2)), (yield Shielded(just(3)))]
        try:
            yield Work(fail)
        except ZeroDivisionError:
            got.append("caught")
        got.append((yield Locked(Gate(), just(4))))
        return got

    assert run(side, steps()) == [1, None, 3, "caught", 4]
    assert side.clock.waits == [2, 1, 1]


def test_a_gate_that_is_held_is_not_waited_for(side: Side) -> None:
    gate = Gate()

    def inner() -> Steps[Any]:
        return (yield Locked(gate, just("never"), wait=False))

    def outer() -> Steps[Any]:
        return (yield Locked(gate, inner))

    assert run(side, outer()) is None


def test_a_gate_is_given_back_after_an_error(side: Side) -> None:
    gate = Gate()

    def failing() -> Steps[Any]:
        yield Sleep(0)
        raise ZeroDivisionError

    def steps() -> Steps[Any]:
        with suppress(ZeroDivisionError):
            yield Locked(gate, failing)
        return (yield Locked(gate, just("free"), wait=False))

    assert run(side, steps()) == "free"


@pytest.mark.parametrize("width", [1, 3, 4])
def test_as_many_as_the_width_run_at_once_and_no_more(side: Side, width: int) -> None:
    running, most, lock, full = 0, 0, threading.Lock(), threading.Barrier(width)

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        full.wait(10)  # nobody goes on before the others have come
        with lock:
            running -= 1

    def job() -> Steps[None]:
        yield Work(work)

    def steps() -> Steps[None]:
        yield Parallel([job] * (3 * width), width, lambda: None)

    run(side, steps())
    assert most == width


def test_the_first_failure_is_raised_and_nothing_new_begins(side: Side) -> None:
    done: list[int] = []
    abandoned: list[bool] = []

    def job(number: int) -> Callable[[], Steps[None]]:
        def steps() -> Steps[None]:
            yield Sleep(0)
            if number == 2:
                raise ZeroDivisionError
            done.append(number)

        return steps

    def steps() -> Steps[None]:
        yield Parallel([job(number) for number in range(6)], 1, lambda: abandoned.append(True))

    with pytest.raises(ZeroDivisionError):
        run(side, steps())
    assert done == [0, 1]
    assert abandoned == [True]


def test_a_failure_ends_what_waits_beside_it_and_nothing_new_begins(side: Side) -> None:
    begun: list[str] = []
    abandoned = threading.Event()

    def failing() -> Steps[None]:
        yield Sleep(0)
        raise ZeroDivisionError

    def waiting() -> Steps[None]:
        begun.append("beside")
        yield Work(lambda: abandoned.wait(10) if side.kind == "sync" else None)

    def late() -> Steps[None]:
        begun.append("late")
        yield Sleep(0)

    def steps() -> Steps[None]:
        yield Parallel([waiting, failing, *[late] * 5], 2, abandoned.set)

    with pytest.raises(ZeroDivisionError):
        run(side, steps())
    assert abandoned.is_set()
    assert "late" not in begun


def test_a_shield_ends_what_it_began() -> None:
    done: list[str] = []

    def tidy() -> Steps[None]:
        yield Sleep(1)
        done.append("tidied")

    def steps() -> Steps[None]:
        try:
            yield Sleep(1)
        finally:
            yield Shielded(tidy)

    async def main() -> None:
        with anyio.CancelScope() as scope:
            scope.cancel()
            async with httpx2.AsyncClient() as client:
                await AsyncRuntime(client, FakeClock()).run(steps())

    anyio.run(main)
    assert done == ["tidied"]


def test_work_that_a_cancelled_task_leaves_is_undone_when_it_ends() -> None:
    undone: list[str] = []
    entered, go, ended = threading.Event(), threading.Event(), threading.Event()

    def do() -> str:
        entered.set()
        assert go.wait(10)
        return "made"

    def undo(made: str) -> None:
        undone.append(made)
        ended.set()

    def steps() -> Steps[None]:
        yield Work(do, undo=undo)
        raise AssertionError("the task was cancelled")

    async def main() -> None:
        async with httpx2.AsyncClient() as client:
            task = asyncio.ensure_future(AsyncRuntime(client, FakeClock()).run(steps()))
            await anyio.to_thread.run_sync(entered.wait)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            go.set()
            await anyio.to_thread.run_sync(ended.wait, 10)

    anyio.run(main)
    assert undone == ["made"]


def test_work_that_ended_when_its_task_was_cancelled_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    undone: list[str] = []

    async def ends_too_late(do: Callable[[], str]) -> str:
        do()
        raise asyncio.CancelledError

    def steps() -> Steps[None]:
        yield Work(lambda: "made", undo=undone.append)

    monkeypatch.setattr("anyio.to_thread.run_sync", ends_too_late)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(AsyncRuntime(httpx2.AsyncClient(), FakeClock()).run(steps()))
    assert undone == ["made"]


def test_work_that_fails_is_not_undone(side: Side) -> None:
    undone: list[Any] = []

    def do() -> None:
        raise ZeroDivisionError

    def steps() -> Steps[None]:
        yield Work(do, undo=undone.append)

    with pytest.raises(ZeroDivisionError):
        run(side, steps())
    assert undone == []


def test_work_that_is_done_is_not_undone(side: Side) -> None:
    undone: list[Any] = []

    def steps() -> Steps[Any]:
        return (yield Work(lambda: 1, undo=undone.append))

    assert run(side, steps()) == 1
    assert undone == []
