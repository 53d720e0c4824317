"""Calls that wait are admitted in the order in which they came, and what waits beside a failed task stops waiting."""

from __future__ import annotations

import threading

import anyio
import anyio.lowlevel
import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinocraft.clock import Countdown
from kinocraft.errors import UploadCancelledError
from kinocraft.rate_caps import RateCap
from kinocraft.transport.effects import Effects, Lock, Locked, Parallel, Sleep, Work
from kinocraft.transport.rate_limits import RateLimits
from kinocraft.transport.runtimes import AsyncRuntime, Runtime
from kinocraft.transport.threads import FairLock
from tests.faults.harness import FakeClock, engine

LIMITS = {"s": [(1, 1.0)]}
SOON = 10.0


class Gate(FakeClock):
    """A clock on which the first to sleep sleeps until the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.asleep_now, self.opened = threading.Event(), threading.Event()

    def sleep(self, seconds: float) -> None:
        super().sleep(0 if not self.asleep_now.is_set() else seconds)
        self.asleep_now.set()
        assert self.opened.wait(SOON)

    async def asleep(self, seconds: float) -> None:
        first = not self.asleep_now.is_set()
        self.advance(0 if first else seconds)
        self.asleep_now.set()
        while not self.opened.is_set():
            await anyio.lowlevel.checkpoint()


def test_a_call_that_comes_when_a_slot_is_free_does_not_pass_one_that_waits_in_a_thread() -> None:
    clock, order = Gate(), list[str]()
    limits = RateLimits(LIMITS, clock)

    def call(name: str) -> None:
        Runtime(engine(clock), httpx2.Client()).run(limits.wait("s", "h"))
        order.append(name)

    call("before")
    first = threading.Thread(target=call, args=("first",))
    first.start()
    assert clock.asleep_now.wait(SOON)
    clock.advance(2)
    second = threading.Thread(target=call, args=("second",))
    second.start()
    second.join(0.1)
    clock.opened.set()
    for thread in (first, second):
        thread.join(SOON)
    assert order == ["before", "first", "second"]


def test_a_call_that_comes_when_a_slot_is_free_does_not_pass_one_that_waits_in_a_loop() -> None:
    clock, order = Gate(), list[str]()
    limits = RateLimits(LIMITS, clock)

    async def main() -> None:
        async with httpx2.AsyncClient() as http:
            runtime = AsyncRuntime(engine(clock), http)

            async def call(name: str) -> None:
                await runtime.run(limits.wait("s", "h"))
                order.append(name)

            await call("before")
            async with anyio.create_task_group() as group:
                group.start_soon(call, "first")
                while not clock.asleep_now.is_set():
                    await anyio.lowlevel.checkpoint()
                clock.advance(2)
                group.start_soon(call, "second")
                for _ in range(10):
                    await anyio.lowlevel.checkpoint()
                clock.opened.set()

    anyio.run(main)
    assert order == ["before", "first", "second"]


def test_a_call_behind_another_one_keeps_to_its_deadline() -> None:
    clock = Gate()
    limits = RateLimits(LIMITS, clock)

    def wait(time: Countdown | None = None) -> bool:
        return Runtime(engine(clock), httpx2.Client()).run(limits.wait("s", "h", time))

    wait()
    first = threading.Thread(target=wait)
    first.start()
    assert clock.asleep_now.wait(SOON)
    assert not wait(Countdown(clock, None, 0.05))
    clock.opened.set()
    first.join(SOON)


def queue(lock: FairLock, names: str, order: list[str]) -> list[threading.Thread]:
    """Start threads that ask for a lock one after the other."""
    threads: list[threading.Thread] = []
    for name in names:

        def ask(name: str = name) -> None:
            assert lock.acquire()
            order.append(name)
            lock.release()

        threads.append(threading.Thread(target=ask))
        threads[-1].start()
        while len(lock._turns) < len(threads):
            threading.Event().wait(0.001)
    return threads


def test_threads_acquire_a_lock_in_their_order() -> None:
    lock, order = FairLock(), list[str]()
    assert lock.acquire()
    threads = queue(lock, "abcdef", order)
    assert not lock.acquire(blocking=False)
    assert not lock.acquire(timeout=0.01)
    assert lock.locked()
    lock.release()
    for thread in threads:
        thread.join(SOON)
    assert order == list("abcdef")
    assert not lock.locked()


def test_a_thread_that_is_passed_a_lock_when_its_time_is_over_passes_it_on() -> None:
    lock = FairLock()
    assert lock.acquire()
    turn = threading.Lock()
    turn.acquire()
    lock._leave(turn)  # the turn of a thread that `release` has taken out already
    assert not lock.locked()


def test_a_lock_says_whether_a_thread_or_a_task_holds_it() -> None:
    lock, seen = Lock(), list[bool]()

    def look() -> Effects[None]:
        seen.append(lock.held)
        yield Sleep(0)

    def task() -> Effects[None]:
        seen.append(lock.held)
        yield Locked(lock, look)
        seen.append(lock.held)

    Runtime(engine(FakeClock()), httpx2.Client()).run(task())

    async def main() -> None:
        async with httpx2.AsyncClient() as http:
            await AsyncRuntime(engine(FakeClock()), http).run(task())

    anyio.run(main)
    assert seen == [False, True, False] * 2


def test_a_task_that_waits_stops_soon_after_another_one_failed() -> None:
    failed, asleep = threading.Event(), threading.Semaphore(0)
    ends: list[BaseException] = []

    class Clock(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            asleep.release()
            assert failed.wait(SOON)

    clock = Clock()

    def waiting() -> Effects[None]:
        try:
            yield Sleep(3600)
        except UploadCancelledError as error:
            ends.append(error)
            raise

    def inner() -> Effects[None]:
        yield Parallel([waiting, waiting], 2, lambda: None)

    def failing() -> Effects[None]:
        for _ in range(3):
            yield Work(asleep.acquire)
        raise ZeroDivisionError

    def task() -> Effects[None]:
        yield Parallel([failing, inner, waiting], 3, failed.set)

    with pytest.raises(ZeroDivisionError):
        Runtime(engine(clock), httpx2.Client()).run(task())
    assert len(ends) == 3
    assert max(clock.waits) < 1


@given(
    rate=st.floats(1, 1e9),
    sizes=st.lists(st.tuples(st.integers(1, 1 << 22), st.floats(0, 5)), min_size=1, max_size=30),
)
def test_no_span_of_time_has_more_bytes_than_the_cap(rate: float, sizes: list[tuple[int, float]]) -> None:
    clock = FakeClock()
    cap, sent = RateCap(rate, clock), list[tuple[float, int]]()
    for size, idle in sizes:
        clock.advance(idle)
        for piece in cap.pieces(bytes(min(size, 4 << 10) if rate < 1e5 else size)):
            clock.sleep(cap.take(len(piece)))
            sent.append((clock.monotonic(), len(piece)))
            assert len(piece) <= max(1 << 10, rate / 4)
    for index, (start, _) in enumerate(sent):
        total = 0
        for when, size in sent[index:]:
            assert total <= rate * (when - start) * (1 + 1e-9) + 1
            total += size


def test_a_caller_without_parallel_tasks_waits_in_one_piece() -> None:
    clock = FakeClock()

    def task() -> Effects[None]:
        yield Sleep(3600)

    Runtime(engine(clock), httpx2.Client()).run(task())
    assert clock.waits == [3600]
