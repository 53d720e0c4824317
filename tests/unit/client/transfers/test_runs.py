"""A run of a transfer: which tasks run at a time, and what happens to those whose worker dies. The pool is a stub."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kinocraft import TransferItem
from kinocraft.errors import TransferError
from kinocraft.transfers.items import SourceFacts
from kinocraft.transfers.results import ResultLog, TransferResult, read_results
from kinocraft.transfers.runner import _Run
from kinocraft.transfers.task import Outcome, Rules, Task


class Collected(Future[Outcome]):
    """A future that knows whether its result was collected."""

    collected = False

    def result(self, timeout: float | None = None) -> Outcome:
        self.collected = True
        return super().result(timeout)


class Pool:
    """Runs each task at once. The workers of some sources die as often as `deaths` says."""

    def __init__(self, *, repeats: bool = False, restarts: bool = True, **deaths: int) -> None:
        self.repeats = repeats
        self.restarts = restarts
        self.deaths = deaths
        self.tasks: list[Task] = []
        self.futures: list[Collected] = []
        self.beside: list[int] = []
        """How many tasks had not been collected when each task began."""

    def submit(self, task: Task) -> Future[Outcome]:
        self.beside.append(sum(not each.collected for each in self.futures))
        future, name = Collected(), Path(task.item.text).stem
        self.tasks.append(task)
        self.futures.append(future)
        if self.deaths.get(name, 0):
            self.deaths[name] -= 1
            future.set_exception(BrokenExecutor("died"))
        else:
            place = f"{task.to}{name}" if task.to.is_path else f"kinescope:{name}"
            future.set_result(Outcome("done", place, SourceFacts(1, "1", name)))
        return future

    def restart(self) -> bool:
        return self.restarts

    def stop(self) -> None: ...


KINESCOPE = SimpleNamespace(projects=SimpleNamespace(get=lambda id: SimpleNamespace(id=id)))


def run(path: Path, pool: Pool, items: list[TransferItem], workers: int = 4, hook: Any = None) -> list[TransferResult]:
    made: Callable[..., Any] = _Run
    with ResultLog.opened(path) as log:
        clients = SimpleNamespace(kinescope=KINESCOPE)
        running = made(log, pool, clients, "platformcraft:/talks/", workers, Rules(), hook)
        running.run(items)
    return list(read_results(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.jsonl"


@pytest.mark.parametrize(("deaths", "done"), [(0, True), (1, True), (2, True), (3, False)])
def test_an_item_fails_if_its_workers_die_twice_while_it_runs_alone(path: Path, deaths: int, done: bool) -> None:
    """A death while other items run too does not count: one of them may be the cause."""
    errors: list[Exception | None] = []
    pool = Pool(a=deaths)
    items = [TransferItem("a.mp4"), TransferItem("b.mp4")]
    first, second = run(path, pool, items, hook=lambda result, error: errors.append(error))
    assert (first.status, second.status) == ("done" if done else "failed", "done")
    assert [type(each) for each in errors if each is not None] == ([] if done else [TransferError])
    # A task whose worker died may have done its work.
    assert [task.doubtful for task in pool.tasks if task.item.text == "a.mp4"] == [False] + [True] * min(deaths, 2)


def test_an_executor_that_cannot_be_restarted_ends_the_run(path: Path) -> None:
    with pytest.raises(TransferError, match="a worker died"):
        run(path, Pool(a=1, restarts=False), [TransferItem("a.mp4")])


@pytest.mark.parametrize("workers", [1, 2, 3, 10])
def test_no_more_tasks_run_at_a_time_than_there_are_workers(path: Path, workers: int) -> None:
    pool = Pool()
    results = run(path, pool, [TransferItem(f"{number}.mp4") for number in range(10)], workers)
    assert [each.status for each in results] == ["done"] * 10
    assert max(pool.beside) == min(workers, 10) - 1


@pytest.mark.parametrize("repeats", [False, True])
def test_tasks_that_may_run_twice_are_doubtful_from_the_start(path: Path, repeats: bool) -> None:
    pool = Pool(repeats=repeats)
    run(path, pool, [TransferItem("a.mp4")])
    assert [task.doubtful for task in pool.tasks] == [repeats]


TALK, LONGER = SourceFacts(7, "1", "talk.mp4"), SourceFacts(8, "1", "talk.mp4")


def item(
    source: str, title: str | None = None, to: str = "kinescope:p", known: SourceFacts | None = None
) -> TransferItem:
    return TransferItem(source, to, title, known=known)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (item("a/talk.mp4"), item("b/talk.mp4"), True),
        (item("a/talk.mp4"), item("b/talk.mov"), True),  # the title has no suffix
        (item("a/talk.mp4"), item("a.mp4", "talk"), True),
        (item("a/talk.mp4"), item("https://h.example/talk.mp4?signature=1.5"), True),
        (item("https://h.example/talk.mp4"), item("https://h.example/b/talk%2Emp4#t"), True),
        (item("a/talk.mp4", "x"), item("b.mp4", "x"), True),
        (item("platformcraft:/a/1.mp4", known=TALK), item("platformcraft:/b/2.mp4", known=TALK), True),
        (item("platformcraft:/a/1.mp4", known=TALK), item("platformcraft:/b/2.mp4", known=LONGER), False),
        (item("a/talk.mp4"), item("a/talks.mp4"), False),
        (item("a/talk.mp4"), item("b/talk.mp4", to="kinescope:q"), False),
        (item("a/talk.mp4", "x"), item("a/talk.mp4", "y"), False),
    ],
)
def test_of_two_items_that_look_alike_the_first_is_recorded_before_the_second_begins(
    path: Path, one: TransferItem, other: TransferItem, alike: bool
) -> None:
    """After a lost response, either item could otherwise mistake the other's video for its own."""
    pool = Pool()
    run(path, pool, [one, other])
    assert pool.beside == [0, 0 if alike else 1]
    pool = Pool()
    run(path.with_name("others"), pool, [other, item("c.mp4"), one])
    assert pool.beside == [0, 1, 0 if alike else 2]
