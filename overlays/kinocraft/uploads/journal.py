"""The upload journal: the state of uploads of files on disk, so that the same call resumes them.

    journal = UploadJournal()
    for entry in journal.list():
        print(entry.source, entry.target, entry.holder or "not running")
        journal.remove(entry)

`files.upload(path, target, progress=…, resume=…)` and `videos.upload(path, parent_id=…, progress=…, resume=…)` use the
journal of their client, which its option `upload_journal` replaces or disables.
"""

from __future__ import annotations

import glob
import hashlib
import json
import logging
import os
import socket
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import private_files
from ..errors import UploadInProgressError, UploadJournalError
from ..type_guards import is_object
from .secrets import SealedError, seal, unseal

if TYPE_CHECKING:
    from ..clock import Clock

__all__ = ["JournalEntry", "Slot", "Subject", "UploadJournal"]

log = logging.getLogger("kinocraft")

VERSION = 1
"""The version of the file format."""
LIFETIME = 7 * 24 * 3600.0
"""Seconds after which the entry of an unfinished upload is removed."""
SUFFIX = ".upload"
TURN = 10.0
"""Seconds to wait for another process that has locked the journal. It needs milliseconds."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The source and the target of an upload. Calls with the same subject resume each other's upload."""

    vendor: str
    host: str
    """Scheme and host of the service."""
    account: str = field(repr=False)
    """What identifies the account. It is only hashed."""
    target: str
    """Where the upload goes, with all its metadata."""
    source: str
    """The real path of the file."""
    size: int
    modified: int
    part_size: int
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The options of the call, which a resumed upload uses again."""

    @property
    def family(self) -> str:
        """Identify the upload, regardless of the version of the file and the size of parts."""
        return _hash(self.vendor, self.host, self.account, self.target, self.source)[:24]

    @property
    def id(self) -> str:
        """Identify the upload of this version of the file, in parts of this size."""
        return f"{self.family}-{_hash(self.size, self.modified, self.part_size)[:24]}"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An upload that is running, or that was not finished."""

    id: str
    vendor: str
    """`platformcraft` or `kinescope`."""
    host: str
    """Scheme and host of the service."""
    source: str
    """The path of the file."""
    target: str
    """The path on Filespot, or the id of the parent on Kinescope."""
    size: int
    """Bytes of the file."""
    upload_id: str
    """The upload session on Filespot, or the video on Kinescope; empty if the service has not confirmed its start."""
    options: Mapping[str, Any]
    """The options of the call. The same call with them resumes the upload."""
    started: float
    """When it was started, in Unix seconds."""
    updated: float
    """When an upload last worked on it, in Unix seconds."""
    holder: str
    """The process that is working on it, such as "process 17 on host"; empty if none is."""


class UploadJournal:
    """Keeps the state of uploads in a folder that only its owner can use: one file for each upload.

    A file is replaced atomically, and locked while its upload runs. It contains no secret in clear: the upload URL of
    Kinescope is encrypted with a key derived from the client's token.

    Args:
        path: The folder. Default: KINOCRAFT_STATE_DIR, else the user's state folder; there `uploads`.
        lifetime: Seconds after which the entry of an unfinished upload is removed when another upload begins. Default:
            7 days. The upload session on the service expires by itself.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None, *, lifetime: float = LIFETIME) -> None:
        self.path = Path(path) if path is not None else private_files.state_folder() / "uploads"
        self.lifetime = lifetime

    def __repr__(self) -> str:
        return f"UploadJournal({str(self.path)!r})"

    def list(self) -> list[JournalEntry]:
        """Return the uploads that are running or were not finished, oldest first.

        Raises:
            UploadJournalError: The folder cannot be read.
        """
        with _journal_errors("read", self.path):
            files = sorted(self.path.glob(f"*{SUFFIX}")) if self.path.is_dir() else []
        entries = [_public(file, record) for file in files if (record := _read(file)) is not None]
        return sorted(entries, key=lambda entry: entry.started)

    def remove(self, entry: JournalEntry | str) -> None:
        """Forget an upload. What the service has of it stays there until it expires.

        Args:
            entry: The entry, or its id.

        Raises:
            UploadInProgressError: The upload is running.
            UploadJournalError: The file cannot be removed.
        """
        id = entry if isinstance(entry, str) else entry.id
        file = self.path / f"{glob.escape(id)}{SUFFIX}"
        with _journal_errors("change", self.path), _turn(self.path):
            lock = _try_lock(file)
            try:
                file.unlink(missing_ok=True)
            finally:
                _unlock(lock)

    def claim(self, subject: Subject, secret: str, clock: Clock) -> Slot:
        """Lock the entry of an upload. Without a usable folder, return a slot that keeps nothing.

        Raises:
            UploadInProgressError: Another call or process is uploading the same.
        """
        try:
            private_files.make_folder(self.path)
            private_files.require_safe_folder(self.path)
            with _turn(self.path):
                file = self.path / f"{subject.id}{SUFFIX}"
                self._remove_stale(clock.time(), subject)
                return _open(file, subject, secret, clock)
        except (OSError, UploadJournalError) as error:
            log.warning("uploads cannot be resumed by later calls: the journal %s is unusable: %s", self.path, error)
            return Slot(None, subject, secret, clock)

    def _remove_stale(self, now: float, subject: Subject) -> None:
        for file in self.path.glob(f"*{SUFFIX}"):
            if file.name.startswith(f"{subject.family}-"):
                continue  # whatever its age, this upload resumes it or removes it from the service
            record = _read(file)
            if record is None or now - record["updated"] <= self.lifetime:
                continue
            with suppress(UploadInProgressError):
                lock = _try_lock(file)
                file.unlink(missing_ok=True)
                _unlock(lock)
                log.info("the upload of %s was not resumed in time and is forgotten", record["source"])


class Slot:
    """The place of one upload in the journal, locked by this object until `release`. All its methods block.

    Without a file, nothing is kept.
    """

    def __init__(self, file: Path | None, subject: Subject, secret: str, clock: Clock) -> None:
        self.file = file
        self.subject = subject
        self.record: dict[str, Any] | None = None
        """The entry of an earlier upload; None if there was none."""
        self.superseded: list[tuple[Path, dict[str, Any]]] = []
        """The entries of uploads of other versions of the file, and of those that could not be removed."""
        self._secret = secret
        self._clock = clock
        self._lock: Any = None
        self._in_folder = False
        """Whether the file belongs to a journal, which removes its lock file too."""

    @property
    def keeps(self) -> bool:
        """Whether the upload can be resumed by a later call."""
        return self.file is not None

    @property
    def age(self) -> float:
        """Seconds since the upload was started; 0 after the clock went back."""
        return max(0.0, self._clock.time() - self.record["started"]) if self.record else 0.0

    @property
    def unconfirmed(self) -> bool:
        """Whether an earlier call left a start that the service never confirmed."""
        return self.record is not None and self.record.get("state") is None

    def state(self, record: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the fields of the state in a record; None if it has none, or if they cannot be decrypted."""
        state: object = record.get("state")
        if not is_object(state):
            return None
        if not record.get("sealed"):
            return state
        try:
            return {**state, **json.loads(unseal(self._secret, record["sealed"]))}
        except (SealedError, ValueError):
            log.warning("the upload of %s starts anew: its state was stored with another token", record["source"])
            return None

    def save(self, state: Mapping[str, Any] | None, secrets: Mapping[str, Any] | None = None) -> None:
        """Store the state; None before the service has confirmed the start.

        If that fails, the upload continues, but a later call starts anew.
        """
        if self.file is None:
            return
        now = self._clock.time()
        subject = self.subject
        record = {
            "version": VERSION,
            "vendor": subject.vendor,
            "host": subject.host,
            "source": subject.source,
            "target": subject.target,
            "size": subject.size,
            "options": dict(subject.options),
            "started": self.record["started"] if self.record else now,
            "updated": now,
            "holder": f"process {os.getpid()} on {socket.gethostname()}",
            "state": dict(state) if state is not None else None,
            "sealed": seal(self._secret, json.dumps(secrets)) if secrets else None,
            "family": subject.family,
        }
        try:
            _write(self.file, record)
        except OSError as error:
            log.warning("the upload of %s cannot be resumed by a later call: %s", subject.source, error)
            self.discard()
        else:
            self.record = record

    def clear(self) -> None:
        """Forget the upload, because it is complete or removed."""
        if self.file is not None:
            self.record = None
            with suppress(OSError):
                self.file.unlink(missing_ok=True)

    def discard(self) -> None:
        """Forget the upload, and store nothing from now on."""
        self.clear()
        self.release()
        self.file = None

    def set_aside(self) -> bool:
        """Move the entry, whose upload could not be removed, to a place of its own, for the next call to try again.

        Return False if there is none: a file that the caller chose has only one.
        """
        if self.file is None or self.record is None or not self._in_folder:
            return False
        place = self.file.parent / f"{self.subject.family}-{_hash(self.record['state'])[:24]}{SUFFIX}"
        try:
            _write(place, self.record)
        except OSError as error:
            log.warning("the upload of %s cannot be kept for its removal: %s", self.subject.source, error)
            return False
        return True

    def forget(self, file: Path) -> None:
        """Remove the entry of an earlier upload that was removed from the service."""
        with suppress(OSError):
            file.unlink(missing_ok=True)

    def hold(self, lock: Any, *, in_folder: bool = False) -> Slot:
        """Keep the lock until `release`."""
        self._lock, self._in_folder = lock, in_folder
        return self

    def release(self) -> None:
        """Release the lock. The entry stays, unless it was cleared."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        if self.file is not None and self._in_folder:
            with suppress(OSError, UploadJournalError), _turn(self.file.parent):
                _unlock(lock)
        lock.release()


def claim_file(path: str | os.PathLike[str], subject: Subject, secret: str, clock: Clock) -> Slot:
    """Lock a file that the caller chose to keep the state of an upload.

    Raises:
        UploadInProgressError: Another call or process is uploading the same.
        UploadJournalError: The file cannot be used, or keeps the state of another upload.
    """
    file = Path(path)
    with _journal_errors("use", file):
        private_files.require_safe_folder(file.absolute().parent)
        lock = _try_lock(file)
        try:
            slot = _filled(Slot(file, subject, secret, clock))
            if slot.record is None and file.exists() and file.stat().st_size:
                raise UploadJournalError(f"{file} is not the state of an upload; choose another file")
            if slot.record is not None and slot.record["family"] != subject.family:
                raise UploadJournalError(
                    f"{file} keeps the state of the upload of {slot.record['source']}; finish that first, or choose "
                    "another file"
                )
        except BaseException:
            lock.release()
            raise
    return slot.hold(lock)


def _open(file: Path, subject: Subject, secret: str, clock: Clock) -> Slot:
    lock = _try_lock(file)
    try:
        slot = _filled(Slot(file, subject, secret, clock))
        for other in file.parent.glob(f"{subject.family}-*{SUFFIX}"):
            if other != file and not _is_locked(other) and (record := _read(other)) is not None:
                slot.superseded.append((other, record))
    except BaseException:
        _unlock(lock)
        raise
    return slot.hold(lock, in_folder=True)


def _filled(slot: Slot) -> Slot:
    assert slot.file is not None
    for left in slot.file.parent.glob(f".{glob.escape(slot.file.name)}.*"):
        left.unlink(missing_ok=True)  # by a writer that was killed
    slot.record = _read(slot.file)
    return slot


def _read(file: Path) -> dict[str, Any] | None:
    """Return an entry; None if there is none, or if it is damaged."""
    try:
        record: object = json.loads(private_files.read(file))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        log.warning("%s is ignored: it is not the state of an upload (%s)", file, error)
        return None
    if not is_object(record) or any(not isinstance(record.get(name), kind) for name, kind in _KINDS.items()):
        log.warning("%s is ignored: it is not the state of an upload of this version of kinocraft", file)
        return None
    return record if record["version"] == VERSION else None


_KINDS: dict[str, Any] = {
    "version": int,
    "source": str,
    "target": str,
    "host": str,
    "vendor": str,
    "family": str,
    "size": int,
    "options": dict,
    "started": int | float,
    "updated": int | float,
    "holder": str,
}


def _write(file: Path, record: Mapping[str, Any]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(json.dumps(record, indent=1).encode())
            written.flush()
            os.fsync(written.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _public(file: Path, record: Mapping[str, Any]) -> JournalEntry:
    state: Mapping[str, Any] = record.get("state") or {}
    return JournalEntry(
        id=file.name.removesuffix(SUFFIX),
        vendor=record["vendor"],
        host=record["host"],
        source=record["source"],
        target=record["options"].get("parent_id") or record["options"].get("path") or record["target"],
        size=record["size"],
        upload_id=str(state.get("upload_id") or state.get("video_id") or ""),
        options=record["options"],
        started=record["started"],
        updated=record["updated"],
        holder=record["holder"] if _is_locked(file) else "",
    )


@contextmanager
def _turn(folder: Path) -> Generator[None]:
    """Lock the whole journal, so that no other process removes a lock file between its opening and its locking."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".lock", timeout=TURN, thread_local=False, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise UploadJournalError(f"the journal {folder} has been locked by another process for {TURN:g} s") from error
    try:
        yield
    finally:
        lock.release()


def _try_lock(file: Path) -> Any:
    """Lock an entry.

    Raises:
        UploadInProgressError: It is locked already. The message names the process.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(f"{file}.lock", timeout=0, thread_local=False, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        record = _read(file) or {}
        holder = str(record.get("holder", "another process"))
        raise UploadInProgressError(
            f"{holder} is uploading {record.get('source', 'the same file')} to the same place; wait for it, or pass "
            "resume=False for an upload of its own",
            holder=holder,
        ) from None
    return lock


def _unlock(lock: Any) -> None:
    """Remove and release the lock of an entry, while the whole journal is locked."""
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def _is_locked(file: Path) -> bool:
    if not Path(f"{file}.lock").exists():
        return False
    try:
        lock = _try_lock(file)
    except UploadInProgressError:
        return True
    lock.release()
    return False


@contextmanager
def _journal_errors(action: str, path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise UploadJournalError(f"cannot {action} {path}: {error.strerror or error}") from error


def _hash(*values: object) -> str:
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()
