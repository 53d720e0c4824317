"""`transfer`: move a library, item by item, and record the result of each."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError, InvalidArgumentError, KinocraftError, ResultsError, SourceError, TransferError
from .clients import Clients, ClientsRecipe, KinescopeMaker, PlatformcraftMaker
from .folders import Folders
from .items import TransferItem
from .manifests import check_file, read_manifest
from .places import Place, parse_place
from .pools import AnyExecutor, Pool, is_distributed, is_remote, open_pool
from .results import ResultLog, TransferResult, read_results
from .sources import name_of, stat_facts
from .task import Outcome, Previous, Rules, Task, Through, as_mapping

if TYPE_CHECKING:
    from ..transport.rate_limits import BucketFactory

__all__ = ["TransferReport", "transfer"]

Manifest = str | os.PathLike[str] | Iterable[TransferItem | Mapping[str, Any]]
ResultHook = Callable[[TransferResult, Exception | None], object]
TRIES = 2
"""How many workers may die while they run only this item, before the item fails."""


@dataclass(frozen=True, slots=True)
class TransferReport:
    """How a transfer ended."""

    done: int
    """Items that were moved by this run."""
    skipped: int
    """Items that an earlier run had moved."""
    failed: int
    """Items that failed. The same transfer tries them again."""
    duplicates: int
    """Items that are the same as one before them, and were not moved again."""
    path: Path
    """The result manifest."""

    @property
    def total(self) -> int:
        """The number of items in the manifest."""
        return self.done + self.skipped + self.failed + self.duplicates

    def results(self) -> Iterator[TransferResult]:
        """Yield the results in the order of the manifest.

        Raises:
            ResultsError: The result manifest cannot be read.
        """
        return read_results(self.path)


def transfer(
    items: Manifest,
    executor: AnyExecutor = None,
    *,
    to: str = "",
    results: str | os.PathLike[str] | None = None,
    workers: int = 4,
    through: Through = "url",
    replace: bool = False,
    wait: bool = False,
    limits: BucketFactory | str | None = None,
    kinescope: KinescopeMaker = None,
    platformcraft: PlatformcraftMaker = None,
    on_result: ResultHook | None = None,
) -> TransferReport:
    """Move a library to Platformcraft or Kinescope, and record the result of each item.

    Each result is appended to the result manifest as soon as it is known. The same call resumes the transfer,
    however it ended: items that are done are skipped, others are tried again, and uploads of large files are resumed.
    Before an item is tried again, the service is asked whether the last attempt has moved it after all. An item that
    fails does not stop the others.

    Args:
        items: The path of a .csv or .jsonl file with the columns or fields `source`, `to`, `title`, `description` and
            `folder`; or `platformcraft:/folder`, for all files below it; or `kinescope:ID`, for the videos of a project
            or folder; or an iterable of TransferItem or of mappings. It is read during the transfer.
        executor: Where the work is done. Default: in threads. "processes": in processes of this machine. Or any
            `concurrent.futures.Executor`, such as Dask's: `distributed.Client(address).get_executor()`.
        to: Where items without a `to` of their own go: `platformcraft:/folder`, or `kinescope:ID` of a project or
            folder.
        results: The result manifest, as JSON Lines. Default: beside the file `items`, as `NAME.results.jsonl`.
        workers: The number of items that are moved at a time.
        through: How files on Platformcraft and URLs get to Kinescope. "url": Kinescope fetches them. "machine": through
            this machine, as private files always do. (The host of Filespot may reject that too: the login is not sent
            to it.)
        replace: Move a source again that has changed after it was moved, in place of the old version. Without it, such
            an item fails.
        wait: Wait until Kinescope has processed each video. Without it, a video that Kinescope has yet to fetch counts
            as moved.
        limits: Shares the rate limits between processes: a `bucket_factory` of clients, such as RedisBuckets, or the
            URL of a Redis server. Default: KINOCRAFT_REDIS_URL, else a file for "processes".
        kinescope: A client; or, for other processes, a function of a module that makes one and takes the keyword
            arguments of Kinescope. Default: Kinescope, with the token of the environment.
        platformcraft: The same for Platformcraft.
        on_result: Called with each new result, and with the error of an item that failed.

    Returns:
        How many items were moved, and where the results are.

    Raises:
        ManifestError: The manifest has a mistake. If it is a file, nothing was sent.
        ResultsError: The result manifest cannot be used. What was moved before is settled by the same call.
        ConfigurationError: A login or the shared limits are missing, or cannot be given to workers.
        InvalidArgumentError: An argument cannot be used.
        TransferError: The executor stopped working.
    """
    _check(workers, through, to)
    path = _results_path(items, results)
    recipe = ClientsRecipe(kinescope, platformcraft, _limits(limits, executor))
    if isinstance(items, os.PathLike) or (isinstance(items, str) and parse_place(items) is None):
        check_file(Path(items))
    if is_remote(executor):
        recipe.check_shareable()
    with ExitStack() as opened:
        clients = Clients(recipe)
        opened.callback(clients.close)
        log = opened.enter_context(ResultLog.opened(path))
        pool = opened.enter_context(open_pool(executor, workers, recipe, clients))
        running = _Run(log, pool, clients, to, workers, Rules(through, replace, wait), on_result)
        running.run(read_manifest(items, lambda: clients))
        return running.report()


class _Run:
    """One run of a transfer. Only one thread uses it; the others run tasks."""

    def __init__(
        self, log: ResultLog, pool: Pool, clients: Clients, to: str, workers: int, rules: Rules, hook: ResultHook | None
    ) -> None:
        self._log = log
        self._pool = pool
        self._clients = clients
        self._to = to
        self._workers = workers
        self._rules = rules
        self._hook = hook
        self._folders: Folders | None = None
        self._running: dict[Future[Outcome], Task] = {}
        self._orphaned: list[Task] = []
        """Tasks whose worker died."""
        self._seen: set[bytes] = set()
        self._targets: set[int] = set()
        self._counts = {"done": 0, "skipped": 0, "failed": 0, "duplicate": 0}

    def run(self, items: Iterable[TransferItem]) -> None:
        """Move the items, in their order, and no more at a time than there are workers."""
        try:
            for position, item in enumerate(items):
                self._start(position, item)
            self._drain()
        except BaseException as error:
            if not isinstance(error, Exception):  # Ctrl-C, and the like
                self._pool.stop()
                for future in self._running:
                    future.cancel()
            for future in wait(self._running).done:
                if not future.cancelled() and future.exception() is None:
                    with suppress(ResultsError):  # then the next run settles it
                        self._record(self._running[future], future.result())
            raise
        if not self._counts["failed"]:
            self._log.settle()

    def report(self) -> TransferReport:
        """Return the counts."""
        counts = self._counts
        return TransferReport(counts["done"], counts["skipped"], counts["failed"], counts["duplicate"], self._log.path)

    def _start(self, position: int, item: TransferItem) -> None:
        key = item.key(self._to)
        if bytes.fromhex(key) in self._seen:
            self._counts["duplicate"] += 1
            if not self._log.has_duplicate(position):
                self._add(TransferResult(position, key, "duplicate", item.text))
            return
        self._seen.add(bytes.fromhex(key))
        last = self._log.find(key)
        try:
            previous = Previous(last.place, last.version, last.size) if last and last.place else None
            if last is not None and previous is not None and self._is_unchanged(item, previous):
                self._skip(position, last)
                return
            task = Task(position, key, item, self._destination(item), self._rules, previous)
        except KinocraftError as error:
            self._record(Task(position, key, item, Place("", "")), Outcome("failed", error=error))
            return
        if (looks := _looks(task)) in self._targets:
            self._drain()  # of two that look alike, the first is recorded before the second begins
        self._targets.add(looks)
        earlier, now = self._log.begun.get(bytes.fromhex(key)), time.time()
        if earlier is None and not task.to.is_path:
            self._log.begin(key, now)
        doubtful = earlier is not None or self._pool.repeats
        self._submit(replace(task, began=now if earlier is None else earlier, doubtful=doubtful))

    def _destination(self, item: TransferItem) -> Place:
        """Return where an item goes. The folder of a video is made if it is missing."""
        to = parse_place(item.to or self._to)
        if to is None:
            raise InvalidArgumentError("the item has no destination: write `to`, in the item or for the whole transfer")
        if not to.is_path:
            if self._folders is None:
                self._folders = Folders(self._clients.kinescope)
            return Place(to.vendor, self._folders.find(to.name, item.folder))
        if item.folder:
            return Place(to.vendor, f"{to.name.rstrip('/')}/{item.folder}/")
        return to if item.to else Place(to.vendor, f"{to.name.rstrip('/')}/")

    def _is_unchanged(self, item: TransferItem, previous: Previous) -> bool:
        """Return whether it is certain that a source that was moved has not changed since."""
        if item.known is not None:
            return item.known.version == previous.version
        if not item.is_file:
            return item.place is None  # a URL stands for its content
        try:
            return stat_facts(item.text).version == previous.version
        except SourceError:
            return True  # what was moved may be removed

    def _skip(self, position: int, last: TransferResult) -> None:
        self._counts["skipped"] += 1
        if last.position != position:
            self._add(replace(last, position=position))

    def _submit(self, task: Task) -> None:
        while len(self._running) >= self._workers:
            self._collect()
        try:
            self._running[self._pool.submit(task)] = task
        except BrokenExecutor:
            self._orphaned.append(task)
            self._revive()

    def _drain(self) -> None:
        while self._running:
            self._collect()

    def _collect(self) -> None:
        """Wait until a task ends, and record its result."""
        for future in wait(self._running, return_when=FIRST_COMPLETED).done:
            task = self._running.pop(future)
            try:
                outcome = future.result()
            except BrokenExecutor:
                self._orphaned.append(task)
                continue
            except Exception as error:  # of the executor: a worker died too often, or cannot import kinocraft
                outcome = Outcome("failed", error=TransferError(f"{type(error).__name__}: {error}"))
            self._finish(task, outcome)
        if self._orphaned:
            self._revive()

    def _finish(self, task: Task, outcome: Outcome) -> None:
        if outcome.found and not task.to.is_path and self._log.owner(outcome.place) not in (None, task.key):
            found = outcome.place.partition(":")[2]
            self._submit(replace(task, doubtful=True, exclude=(*task.exclude, found)))
        else:
            self._record(task, outcome)

    def _revive(self) -> None:
        """Start new workers, and run the tasks of the dead ones again, one by one: one of them may be the cause.

        Raises:
            TransferError: The executor is the caller's.
        """
        while self._running:  # their worker is dead too, or they are done
            for future in wait(self._running).done:
                task = self._running.pop(future)
                if future.cancelled() or future.exception() is not None:
                    self._orphaned.append(task)
                else:
                    self._finish(task, future.result())
        orphaned, self._orphaned = sorted(self._orphaned, key=lambda task: task.position), []
        self._restart()
        for task in orphaned:
            for _ in range(TRIES):
                try:
                    outcome = self._pool.submit(replace(task, doubtful=True)).result()
                    break
                except BrokenExecutor:
                    self._restart()
            else:
                outcome = Outcome("failed", error=TransferError("the worker process died while it moved the item"))
            self._finish(task, outcome)

    def _restart(self) -> None:
        if not self._pool.restart():
            raise TransferError("the executor stopped working: a worker died; run the same transfer again to resume it")

    def _record(self, task: Task, outcome: Outcome) -> None:
        if outcome.status == "stopped":
            return
        status = "skipped" if outcome.status == "unchanged" else outcome.status
        self._counts[status] += 1
        if outcome.status == "unchanged":
            return
        failed, error = outcome.status == "failed", outcome.error
        previous = task.previous if failed else None
        result = TransferResult(
            position=task.position,
            key=task.key,
            status="failed" if failed else "done",
            source=task.item.text,
            place=previous.place if previous else outcome.place,
            version=previous.version if previous else outcome.facts.version,
            size=previous.size if previous else outcome.facts.size,
            found=outcome.found,
            error=as_mapping(error) if error is not None else None,
        )
        self._add(result, error)

    def _add(self, result: TransferResult, error: Exception | None = None) -> None:
        self._log.add(result)
        if self._hook is not None:
            self._hook(result, error)


def _looks(task: Task) -> int:
    """Return the same hash for items that look the same once they are on the service."""
    item = task.item
    title = item.title or Path(item.known.name if item.known else name_of(item.text)).stem
    return hash((task.to, title, item.known.size if item.known else None))


def _check(workers: int, through: str, to: str) -> None:
    if workers < 1:
        raise InvalidArgumentError(f"workers is {workers!r}: give a whole number, 1 or more")
    if through not in ("url", "machine"):
        raise InvalidArgumentError(f"through is {through!r}: give 'url' or 'machine'")
    if to and parse_place(to) is None:
        raise InvalidArgumentError(f"to is {to!r}: write platformcraft:/folder or kinescope:ID")


def _results_path(items: Manifest, results: str | os.PathLike[str] | None) -> Path:
    if results is not None:
        return Path(results)
    if isinstance(items, os.PathLike) or (isinstance(items, str) and parse_place(items) is None):
        return Path(items).with_suffix(".results.jsonl")
    raise InvalidArgumentError("results is missing: name the file for the results of these items")


def _limits(given: BucketFactory | str | None, executor: AnyExecutor) -> BucketFactory | None:
    """Return what makes the shared limits; None if one process counts all requests.

    Raises:
        ConfigurationError: Several machines would each count for themselves.
    """
    from ..transport.shared_limits import FileBuckets, RedisBuckets

    if given is not None:
        return RedisBuckets(given) if isinstance(given, str) else given
    if os.environ.get("KINOCRAFT_REDIS_URL"):
        return RedisBuckets()
    if is_distributed(executor):
        raise ConfigurationError("the rate limits of several machines are shared through Redis: set limits to its URL")
    return FileBuckets() if executor == "processes" else None
