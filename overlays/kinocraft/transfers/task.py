"""The task of a worker: move one item. Tasks and outcomes can be pickled, and contain no login."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..errors import (
    APIError,
    ConflictError,
    InvalidArgumentError,
    KinocraftError,
    NotFoundError,
    TransferError,
    VideoFailedError,
)
from .clients import Clients, ClientsRecipe, clients_of_process
from .items import SourceFacts, TransferItem
from .places import Place
from .settle import find_video, is_stored
from .sources import facts_of, staged

if TYPE_CHECKING:
    from ..types.kinescope import UploadedVideo
    from ..uploads.engine import UploadProgress

__all__ = [
    "Outcome",
    "Previous",
    "Rules",
    "StoppedError",
    "Task",
    "Through",
    "run",
    "run_in_worker",
    "stop_workers_when",
]

Through: TypeAlias = Literal["url", "machine"]


class StoppedError(Exception):
    """The transfer is ending: the upload stops, and a later run resumes it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How items are moved."""

    through: Through = "url"
    replace: bool = False
    wait: bool = False


@dataclass(frozen=True, slots=True)
class Previous:
    """What an earlier run stored for an item."""

    place: str
    version: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Task:
    """An item to move."""

    position: int
    key: str
    item: TransferItem
    to: Place
    """The folder or project that it goes into; a path that does not end with a slash is the file's own."""
    rules: Rules = Rules()
    previous: Previous | None = None
    """What an earlier run moved; None if none did."""
    began: float = 0.0
    """When the first attempt began, in Unix seconds."""
    doubtful: bool = False
    """Whether there may have been an attempt whose outcome is unknown."""
    exclude: tuple[str, ...] = ()
    """Videos that belong to other items."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a task."""

    status: Literal["done", "unchanged", "failed", "stopped"]
    place: str = ""
    """Where it is: `platformcraft:/path` or `kinescope:ID`."""
    facts: SourceFacts = field(default_factory=SourceFacts)
    found: bool = False
    """Whether it was there already, by an attempt whose outcome was not recorded."""
    error: Exception | None = None


_stopped: Callable[[], bool] = threading.Event().is_set
"""Whether the workers of this process should stop. The pool of processes sets it."""


def stop_workers_when(stopped: Any) -> None:
    """Stop the tasks of this process when an event is set. Ctrl-C is left to the process that waits for them."""
    global _stopped
    import signal

    _stopped = stopped.is_set
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_in_worker(task: Task, recipe: ClientsRecipe) -> Outcome:
    """Run a task with the clients of this process."""
    return run(task, clients_of_process(recipe), _stopped)


def run(task: Task, clients: Clients, stopped: Callable[[], bool]) -> Outcome:
    """Move an item. Whatever fails is part of the outcome."""
    if stopped():
        return Outcome("stopped")
    try:
        facts = facts_of(task.item, clients)
        if task.previous is not None and task.previous.version == facts.version:
            return Outcome("unchanged", task.previous.place, facts)
        return _Move(task, facts, clients, stopped).run()
    except StoppedError:
        return Outcome("stopped")
    except (KinocraftError, OSError) as error:
        return Outcome("failed", error=error)
    except Exception as error:  # one item must not end the others, and not every error can be pickled
        return Outcome("failed", error=TransferError(f"{type(error).__name__}: {error}"))


class _Move:
    """The move of one item."""

    def __init__(self, task: Task, facts: SourceFacts, clients: Clients, stopped: Callable[[], bool]) -> None:
        self.task = task
        self.item = task.item
        self.facts = facts
        self.clients = clients
        self.stopped = stopped

    def run(self) -> Outcome:
        source = self.item.place
        if source is not None and source.vendor == self.task.to.vendor:
            raise InvalidArgumentError("it is on this service already: move it there with files.move or videos.move")
        if self.task.previous is not None and not self.task.rules.replace:
            raise TransferError(
                f"the source changed after it was moved to {self.task.previous.place}: remove that, or replace it"
            )
        return self._to_filespot() if self.task.to.is_path else self._to_kinescope()

    def progress(self, _progress: UploadProgress) -> None:
        """Stop an upload when the transfer ends."""
        if self.stopped():
            raise StoppedError

    def staged(self) -> Any:
        """Provide the source as a file."""
        return staged(self.item, self.facts, self.task.key, self.clients)

    def _to_filespot(self) -> Outcome:
        files = self.clients.platformcraft.files
        path = self.task.to.name
        if path.endswith("/"):
            path += _file_name(self.facts.name)
        found = False
        with self.staged() as file:
            if self.task.previous is not None:
                self._remove_previous(path)
            try:
                files.upload(file, path, progress=self.progress)
            except ConflictError as error:
                if not is_stored(self.clients.platformcraft, path, file):
                    error.add_note(f"{path} holds something else")
                    raise
                found = True
        if self.item.description:
            files.update(path, description=self.item.description)
        return Outcome("done", f"platformcraft:{path}", self._sized(), found)

    def _remove_previous(self, path: str) -> None:
        """Remove what an earlier run stored, unless it has changed since."""
        files, previous = self.clients.platformcraft.files, self.task.previous
        if previous is None or previous.place != f"platformcraft:{path}":
            return
        try:
            if files.get(path, limit=1).size == previous.size:
                files.delete(path)
        except NotFoundError:
            pass

    def _to_kinescope(self) -> Outcome:
        videos = self.clients.kinescope.videos
        title = self.item.title or Path(self.facts.name).stem
        options: dict[str, Any] = {"parent_id": self.task.to.name, "title": title, "file_name": self.facts.name}
        if self.item.description:
            options["description"] = self.item.description
        if self.task.previous is not None:
            options["replace"] = self.task.previous.place.partition(":")[2]
        by_url = bool(self.facts.url) and self.task.rules.through == "url"
        if by_url:
            id, found = self._make(None, title, lambda: videos.import_url(self.facts.url, **options))
        else:
            with self.staged() as file:
                id, found = self._make(file, title, lambda: videos.upload(file, progress=self.progress, **options))
        if self.task.rules.wait:
            self._wait(id)
        return Outcome("done", f"kinescope:{id}", self._sized(), found)

    def _make(self, file: Path | None, title: str, send: Callable[[], UploadedVideo]) -> tuple[str, bool]:
        """Return the id of the item's video, and whether it was there already. It is looked for before it is sent, if
        there may have been an attempt, and after its response was lost.
        """
        from ..uploads.engine import may_be_done

        seek = partial(
            find_video,
            self.clients.kinescope,
            self.facts,
            file,
            title=title,
            parent=self.task.to.name,
            began=self.task.began,
            exclude=self.task.exclude,
        )
        new = self.task.previous is None
        if new and self.task.doubtful and (found := seek()):
            return found, True
        try:
            return send().id, False
        except APIError as error:
            if not new or not may_be_done(error):
                raise
            found = None
            with suppress(KinocraftError):  # then the next run looks
                found = seek()
            if not found:
                raise
            return found, True

    def _wait(self, id: str) -> None:
        videos = self.clients.kinescope.videos
        try:
            videos.wait(id)
        except VideoFailedError:
            videos.delete(id)  # or the next run would leave it beside another one
            raise

    def _sized(self) -> SourceFacts:
        """Return the facts without the URL, which may be signed."""
        return SourceFacts(self.facts.size, self.facts.version, self.facts.name)


def _file_name(name: str) -> str:
    """Return a name that can be the last segment of a path.

    Raises:
        TransferError: The source has no file name.
    """
    usable = name.replace("/", "_").strip()
    if usable in ("", ".", ".."):
        raise TransferError("the source has no file name: write the whole path in `to`")
    return usable


def as_mapping(error: BaseException) -> Mapping[str, Any]:
    """Return an error as the facts that a result manifest keeps."""
    status: object = getattr(error, "status", None)
    text = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    facts: dict[str, Any] = {"kind": type(error).__name__, "message": text or type(error).__name__}
    if isinstance(status, int):
        facts["status"] = status
    return facts
