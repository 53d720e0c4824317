"""The result manifest: a line of JSON for each item, appended when it is finished, and what a later run reads there."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO, Literal

from ..errors import ResultsError
from ..type_guards import is_object

__all__ = ["ResultLog", "TransferResult", "read_results"]


@dataclass(frozen=True, slots=True)
class TransferResult:
    """The result of an item: a line of the result manifest."""

    position: int
    """The item's place in the manifest, from 0."""
    key: str
    """Identifies the item: its source, destination, folder, title and description."""
    status: Literal["done", "failed", "duplicate"]
    """A duplicate is the same as an item before it, and is not moved again."""
    source: str
    place: str = ""
    """Where it is: `platformcraft:/path` or `kinescope:ID`. If it failed: where its older version is, if it has one."""
    version: str = ""
    """The version of the source that is there: its size with its time or digest."""
    size: int | None = None
    """Bytes; None if the source does not say."""
    found: bool = False
    """Whether it was there already, by an attempt whose outcome had not been recorded."""
    error: Mapping[str, Any] | None = None
    """Why it failed: `kind`, the name of the error's class; `message`; and `status` if the service sent one."""


FIELDS = frozenset(field.name for field in fields(TransferResult))


def read_results(path: str | os.PathLike[str]) -> Iterator[TransferResult]:
    """Yield the results in the order of the manifest. Of an item that was tried several times, only the last one.

    Args:
        path: The result manifest. It may still grow.

    Raises:
        ResultsError: It cannot be read.
    """
    file = Path(path)
    latest: dict[int, int] = {}
    with _results_errors("read", file), file.open("rb") as opened:
        for start, result in _lines(opened, file):
            latest[result.position] = start
        for position in sorted(latest):
            opened.seek(latest[position])
            yield _parse(opened.readline(), file, 0)


class ResultLog:
    """A result manifest that is being written. Only its index is in memory: some 100 bytes for each item.

    Another file beside it names the items whose attempts have begun, so that the next run knows which outcomes a killed
    run has lost. It is removed at the end of a run without failures.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.begun: dict[bytes, float] = {}
        """When an attempt began whose outcome is unknown, by the item's key."""
        self._beside = path.with_name(f"{path.name}.started")
        self._index: dict[bytes, int] = {}
        """Where the last line of each item begins."""
        self._duplicates: set[int] = set()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0), 0o666)
        self._started = -1
        try:
            self._load()
        except BaseException:
            os.close(self._file)
            raise

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Generator[ResultLog]:
        """Open and lock a result manifest.

        Raises:
            ResultsError: It cannot be used, or another run is writing it.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(f"{path}.lock", timeout=0, thread_local=False)
        with _results_errors("write", path):
            try:
                lock.acquire()
            except Timeout:
                raise ResultsError(f"another transfer is writing {path}: wait for it") from None
        try:
            with _results_errors("write", path):
                log = cls(path)
            try:
                yield log
            finally:
                log._close()
        finally:
            with suppress(OSError):
                Path(lock.lock_file).unlink(missing_ok=True)
            lock.release()

    def find(self, key: str) -> TransferResult | None:
        """Return the last result of an item; None if it has none."""
        start = self._index.get(bytes.fromhex(key))
        return None if start is None else self._at(start)

    def owner(self, place: str) -> str | None:
        """Return the key of the item that is in a place; None if none is. It reads the whole file."""
        with os.fdopen(os.dup(self._file), "rb") as opened:
            opened.seek(0)
            return next((each.key for _, each in _lines(opened, self.path) if each.place == place), None)

    def has_duplicate(self, position: int) -> bool:
        """Return whether the position is recorded as a duplicate."""
        return position in self._duplicates

    def begin(self, key: str, now: float) -> None:
        """Record that an attempt begins.

        Raises:
            ResultsError: The file cannot be written.
        """
        name = bytes.fromhex(key)
        if name in self.begun:
            return
        with _results_errors("write", self._beside):
            if self._started < 0:
                self._started = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            _append(self._started, f"{key} {now!r}\n".encode())

    def add(self, result: TransferResult) -> None:
        """Append a result. Either the whole line is in the file afterwards, or nothing of it.

        Raises:
            ResultsError: The file cannot be written.
        """
        kept = {
            name: value
            for name, value in asdict(result).items()
            if value is not None and value is not False and value != ""
        }
        line = json.dumps(kept, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        with _results_errors("write", self.path):
            start = _append(self._file, line)
        self._note(result, start)

    def settle(self) -> None:
        """Forget the attempts that have begun: all of them are recorded as done."""
        with suppress(OSError):
            self._beside.unlink(missing_ok=True)

    def _note(self, result: TransferResult, start: int) -> None:
        key = bytes.fromhex(result.key)
        if result.status == "duplicate":
            self._duplicates.add(result.position)
            return
        self._index[key] = start
        if result.status == "done":
            self.begun.pop(key, None)

    def _load(self) -> None:
        with os.fdopen(os.dup(self._file), "rb") as opened:
            opened.seek(0)
            for start, result in _lines(opened, self.path):
                self._note(result, start)
            _cut_torn_line(self._file, opened)
        if self._beside.exists():
            for line in self._beside.read_text("ascii", "replace").splitlines():
                key, _, began = line.partition(" ")
                with suppress(ValueError):
                    if not self._is_done(key):
                        self.begun.setdefault(bytes.fromhex(key), float(began))

    def _is_done(self, key: str) -> bool:
        found = self.find(key)
        return found is not None and found.status == "done"

    def _at(self, start: int) -> TransferResult:
        with os.fdopen(os.dup(self._file), "rb") as opened:
            opened.seek(start)
            return _parse(opened.readline(), self.path, 0)

    def _close(self) -> None:
        if self._started >= 0:
            os.close(self._started)
        with suppress(OSError):
            os.fsync(self._file)
        os.close(self._file)


def _append(file: int, line: bytes) -> int:
    """Append a line in one write, and return where it begins. If not all of it fits, remove its beginning."""
    start = os.lseek(file, 0, os.SEEK_END)
    try:
        written = os.write(file, line)
        if written != len(line):
            written += os.write(file, line[written:])  # says why
        if written != len(line):
            raise OSError(f"only {written} of {len(line)} bytes were written")
    except BaseException:
        with suppress(OSError):
            os.ftruncate(file, start)
        raise
    return start


def _lines(opened: BinaryIO, path: Path) -> Iterator[tuple[int, TransferResult]]:
    """Yield results and where they begin. A last line without its end was torn by a killed run, and does not count."""
    start = 0
    for number, line in enumerate(opened, 1):
        if line.endswith(b"\n") and line.strip():
            yield start, _parse(line, path, number)
        start += len(line)


def _parse(line: bytes, path: Path, number: int) -> TransferResult:
    where = f"{path}, line {number}" if number else str(path)
    try:
        row: object = json.loads(line)
        if not is_object(row):
            raise ResultsError(f"{where}: it is not the result of an item")
        result = TransferResult(**{name: value for name, value in row.items() if name in FIELDS})
        bytes.fromhex(result.key)
    except (ValueError, TypeError, RecursionError):
        raise ResultsError(f"{where}: it is not the result of an item; choose another file") from None
    return result


def _cut_torn_line(file: int, opened: BinaryIO) -> None:
    size = opened.seek(0, os.SEEK_END)
    end = size
    while end > 0:
        start = max(0, end - 65536)
        opened.seek(start)
        if (found := opened.read(end - start).rfind(b"\n")) >= 0:
            end = start + found + 1
            break
        end = start
    if end != size:
        os.ftruncate(file, end)


@contextmanager
def _results_errors(action: str, path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise ResultsError(f"cannot {action} {path}: {error.strerror or error}") from error
