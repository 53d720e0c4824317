"""A pair of tokens, and stores that keep it between runs and share it between processes."""

from __future__ import annotations

import glob
import hashlib
import json
import logging
import math
import os
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol, get_type_hints

from .. import private_files
from ..errors import TokenStoreError
from ..forks import reset_after_fork
from ..type_guards import is_object

__all__ = ["FileTokenStore", "TokenStore", "Tokens"]

log = logging.getLogger("kinocraft")

VERSION = 1
"""The version of the file format."""
HEAD = b'{"version":1,"accounts":{'
"""How every file of this version begins, without its blanks."""
TEMPORARY = ".kinocraft-draft"
"""The suffix of temporary files, which are written before they replace the store."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """An access token, the refresh token that renews it, and their account."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    user_id: str
    owner_id: str
    issued: float
    """When the pair was received, in Unix seconds by this machine's clock."""
    expires: float
    """When the access token expires, in Unix seconds."""
    refresh_expires: float
    """When the refresh token expires, in Unix seconds."""


class TokenStore(Protocol):
    """Keeps tokens for several clients, which may run in several processes.

    All methods raise TokenStoreError if the store cannot be used. The message says what to do. The lock may be acquired
    in one thread and released in another: the wait for it ends at the deadline of the call, and a lock that comes later
    is released at once.
    """

    def acquire(self) -> None:
        """Wait for the store's lock. It is held while tokens are read, renewed and written."""
        ...

    def release(self) -> None:
        """Release the lock."""
        ...

    def load(self, account: str) -> Tokens | None:
        """Return the account's tokens, or None if there are none."""
        ...

    def save(self, account: str, tokens: Tokens) -> None:
        """Store the account's tokens, completely or not at all."""
        ...


class FileTokenStore:
    """A token store in a file that only its owner can read (mode 0600).

    If other users can read the file, it is restricted to its owner. The store is rejected if other users can write the
    file, if it belongs to another user, or if its folder lets every user replace it. New folders have mode 0700.

    A kernel lock on a file beside it is held from reading to writing. If several processes find the token expired, one
    renews it and the others read the new one. The file is replaced atomically: a killed process leaves neither a lock
    nor a partial file.

    Args:
        path: The file. Default: `tokens.json` in the folder KINOCRAFT_STATE_DIR, else in the user's state folder.
        lock_timeout: The number of seconds to wait for other processes.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None, *, lock_timeout: float = 60.0) -> None:
        self.path = Path(path) if path is not None else _default_path()
        self._timeout = lock_timeout
        self._lock: Any = None
        self._turn = threading.Lock()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Be unlocked: a lock that is held at the fork is held, and released, by the parent process."""
        self._turn = threading.Lock()
        self._lock = None

    def __repr__(self) -> str:
        return f"FileTokenStore({str(self.path)!r})"

    @property
    def _file(self) -> Path:
        """The file that the path names: a symbolic link is followed, so that all its names share one lock."""
        return Path(os.path.realpath(self.path))

    def acquire(self) -> None:
        """Wait for the lock, as described in TokenStore."""
        from filelock import FileLock, Timeout

        # The kernel lock belongs to the process. Clients that share this object need another one.
        if not self._turn.acquire(timeout=self._timeout):
            raise self._busy("client")
        try:
            file = self._file
            for folder in {self.path.parent, file.parent}:
                private_files.make_folder(folder)
                private_files.require_safe_folder(folder)
            # A new object each time: a lock object made before a fork cannot be used after it.
            lock = FileLock(f"{file}.lock", timeout=self._timeout, thread_local=False, mode=0o600)
            lock.acquire()
        except BaseException as error:
            self._turn.release()
            if isinstance(error, Timeout):
                raise self._busy("process") from error
            if isinstance(error, OSError | NotImplementedError | ValueError):
                raise self._unusable("lock", error) from error
            raise
        self._lock = lock
        try:
            self._remove_temporary_files()
        except BaseException:
            self.release()
            raise

    def _remove_temporary_files(self) -> None:
        """Delete temporary files of killed writers, which hold tokens. The lock is held, so nobody writes one now."""
        with self._store_errors("clean up"):
            file = self._file
            for left in file.parent.glob(f".{glob.escape(file.name)}.*{TEMPORARY}"):
                left.unlink(missing_ok=True)

    def release(self) -> None:
        """Release the lock."""
        lock, self._lock = self._lock, None
        if lock is not None:  # None in a child that was forked meanwhile: the lock is the parent's
            lock.release()
            self._turn.release()

    def load(self, account: str) -> Tokens | None:
        """Return the account's tokens, as described in TokenStore."""
        stored = self._read().get(_key(account))
        if stored is None:
            return None
        if not is_object(stored) or any(not _has_type(stored.get(name), kind) for name, kind in _FIELDS.items()):
            raise self._corrupt()
        return Tokens(**{name: stored[name] for name in _FIELDS})

    def save(self, account: str, tokens: Tokens) -> None:
        """Store the account's tokens, as described in TokenStore."""
        import tempfile

        accounts = self._read() | {_key(account): asdict(tokens)}
        content = json.dumps({"version": VERSION, "accounts": accounts}, indent=1).encode()
        with self._store_errors("write"):
            file = self._file
            handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=TEMPORARY, dir=file.parent)
            try:
                Path(name).chmod(0o600)
                with os.fdopen(handle, "wb") as written:
                    written.write(content)
                    written.flush()
                    os.fsync(written.fileno())
                Path(name).replace(file)
            except BaseException:
                with suppress(OSError):  # it must not hide the reason
                    Path(name).unlink()
                raise

    def _read(self) -> dict[str, Any]:
        with self._store_errors("read"):
            try:
                content = private_files.read(self.path)
            except FileNotFoundError:
                return {}
        if _is_cut(content):
            log.warning("the token store %s is empty or cut off: the next login replaces it", self.path)
            return {}
        try:
            store: object = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise self._corrupt() from error
        if not is_object(store) or "version" not in store:
            raise self._corrupt()
        if store["version"] != VERSION:
            raise TokenStoreError(
                f"the token store {self.path} has version {store['version']!r:.20}, and this kinocraft reads version "
                f"{VERSION}: upgrade kinocraft, or use another file"
            )
        accounts = store.get("accounts")
        if not is_object(accounts):
            raise self._corrupt()
        return accounts

    def _busy(self, holder: str) -> TokenStoreError:
        return TokenStoreError(
            f"the token store {self.path} has been locked by another {holder} for {self._timeout:g} s; "
            "find out why, or use another store"
        )

    def _corrupt(self) -> TokenStoreError:
        return TokenStoreError(
            f"the token store {self.path} is not a valid token store; delete it to log in again, or use another file"
        )

    @contextmanager
    def _store_errors(self, action: str) -> Generator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            raise self._unusable(action, error) from error

    def _unusable(self, action: str, error: Exception) -> TokenStoreError:
        reason = (
            str(error)
            if isinstance(error, private_files.NotPrivateError)
            else getattr(error, "strerror", None) or str(error)
        )
        return TokenStoreError(
            f"cannot {action} the token store {self.path}: {reason}; use a file in a folder that you can write to"
        )


def _is_cut(content: bytes) -> bool:
    """Return whether it is the beginning of a store, as a full disk or a crash leaves it."""
    content = content.strip(b"\0 \r\n\t")
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        begin = b"".join(content[:100].split())
        return HEAD.startswith(begin) or begin.startswith(HEAD)
    return False


_FIELDS: dict[str, type] = get_type_hints(Tokens)


def _has_type(value: object, kind: type) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return number if kind is float else isinstance(value, kind)


def _key(account: str) -> str:
    """Return the account's key in the file, which does not contain the login."""
    return hashlib.sha256(account.encode(errors="surrogatepass")).hexdigest()[:32]


def _default_path() -> Path:
    return private_files.state_folder() / "tokens.json"
