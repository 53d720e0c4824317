"""Where tasks run: in threads, in processes, or in an executor of the caller's, such as Dask's."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Generator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Literal, Protocol, TypeAlias

from ..errors import InvalidArgumentError
from .clients import Clients, ClientsRecipe
from .task import Outcome, Task, run, run_in_worker, stop_workers_when

__all__ = ["AnyExecutor", "Pool", "is_distributed", "is_remote", "open_pool"]

AnyExecutor: TypeAlias = Executor | Literal["threads", "processes"] | None


class Pool(Protocol):
    """Runs tasks."""

    repeats: bool
    """Whether it may run a task twice, after the first worker died."""

    def submit(self, task: Task) -> Future[Outcome]:
        """Start a task."""
        ...

    def restart(self) -> bool:
        """Start new workers after one died. Return False if that is up to the caller."""
        ...

    def stop(self) -> None:
        """Let uploads end soon, so that a later run resumes them."""
        ...


class _Threads:
    """Threads of this process, with shared clients."""

    repeats = False

    def __init__(self, executor: Executor, clients: Clients) -> None:
        self._executor = executor
        self._clients = clients
        self._stopped = threading.Event()

    def submit(self, task: Task) -> Future[Outcome]:
        return self._executor.submit(run, task, self._clients, self._stopped.is_set)

    def restart(self) -> bool:
        return False

    def stop(self) -> None:
        self._stopped.set()


class _Given:
    """An executor of the caller's, which may run tasks anywhere."""

    def __init__(self, executor: Executor, recipe: ClientsRecipe) -> None:
        self._executor = executor
        self._recipe = recipe
        self.repeats = is_distributed(executor)

    def submit(self, task: Task) -> Future[Outcome]:
        return self._executor.submit(run_in_worker, task, self._recipe)

    def restart(self) -> bool:
        return False

    def stop(self) -> None:
        pass


class _Processes:
    """New processes, without fork: a fork would copy locks that other threads hold."""

    repeats = False

    def __init__(self, workers: int, recipe: ClientsRecipe) -> None:
        self._workers = workers
        self._recipe = recipe
        self._context = multiprocessing.get_context("spawn")
        self._stopped = self._context.Event()
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, self._context, stop_workers_when, (self._stopped,))

    def submit(self, task: Task) -> Future[Outcome]:
        return self._executor.submit(run_in_worker, task, self._recipe)

    def restart(self) -> bool:
        self._executor.shutdown()
        self._executor = self._start()
        return True

    def stop(self) -> None:
        self._stopped.set()

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)


def is_remote(executor: AnyExecutor) -> bool:
    """Return whether it is certain that the executor runs tasks in other processes."""
    return executor == "processes" or isinstance(executor, ProcessPoolExecutor) or is_distributed(executor)


def is_distributed(executor: object) -> bool:
    """Return whether the executor is Dask's, without importing Dask."""
    return type(executor).__module__.partition(".")[0] == "distributed"


@contextmanager
def open_pool(executor: AnyExecutor, workers: int, recipe: ClientsRecipe, clients: Clients) -> Generator[Pool]:
    """Provide the workers. Those that were started here end with the `with` block."""
    if executor is None or executor == "threads":
        with ThreadPoolExecutor(workers, "kinocraft-transfer") as threads:
            yield _Threads(threads, clients)
    elif executor == "processes":
        processes = _Processes(workers, recipe)
        try:
            yield processes
        finally:
            processes.close()
    elif isinstance(executor, ThreadPoolExecutor):
        yield _Threads(executor, clients)
    elif hasattr(executor, "submit"):
        yield _Given(executor, recipe)
    else:
        raise InvalidArgumentError(f"executor is {executor!r}: give an Executor, 'threads' or 'processes'")
