"""A pair of tokens, and where it is kept between runs and between processes."""

from __future__ import annotations

import glob
import hashlib
import json
import math
import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol, get_type_hints

from . import private
from .errors import TokenStoreError
from .forks import reset_after_fork
from .shapes import is_object

__all__ = ["FileTokenStore", "TokenStore", "Tokens"]

VERSION = 1
"""Of the format of the file."""
DRAFT = ".kinocraft-draft"
"""How the names of files end that are written before they replace the store."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """An access token, the refresh token that renews it, and the account they stand for."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    user_id: str
    owner_id: str
    issued: float
    """When the pair was received, in Unix seconds of this machine's clock."""
    expires: float
    """When the access token runs out, likewise."""
    refresh_expires: float
    """When the refresh token runs out, likewise."""


class TokenStore(Protocol):
    """Keeps tokens for several clients, which may be in several processes.

    All methods raise TokenStoreError when it cannot be used; the message says what to do.
    """

    def acquire(self) -> None:
        """Wait for the store's lock. Held while tokens are read, renewed and written."""
        ...

    def release(self) -> None:
        """Give the lock back."""
        ...

    def load(self, account: str) -> Tokens | None:
        """The account's tokens; None when there are none."""
        ...

    def save(self, account: str, tokens: Tokens) -> None:
        """Keep the account's tokens, whole or not at all."""
        ...


class FileTokenStore:
    """Tokens in a file that its owner alone may read (mode 0600).

    A file that others may read is restricted to its owner. One that others may write, that belongs to another user, or
    that lies in a folder where anybody may replace it, is rejected. Folders that are made for it have mode 0700.

    The kernel's lock on a file beside it is held from reading to writing, so of several processes that find the token
    run out one renews it and the others take what it got. The file is replaced whole. A killed process leaves neither
    a lock nor half a file.

    Args:
        path: The file; by default in the user's state folder.
        lock_timeout: How many seconds to wait for other processes.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None, *, lock_timeout: float = 60.0) -> None:
        self.path = Path(path) if path is not None else _default_path()
        self._timeout = lock_timeout
        self._lock: Any = None
        self._turn = threading.Lock()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Be unlocked: if a thread of the parent process holds the lock, it is the parent's to release."""
        self._turn = threading.Lock()
        self._lock = None

    def __repr__(self) -> str:
        return f"FileTokenStore({str(self.path)!r})"

    def acquire(self) -> None:
        """Wait for the lock, as TokenStore says."""
        from filelock import FileLock, Timeout

        # The kernel's lock belongs to the process: clients that share this object take turns by another.
        if not self._turn.acquire(timeout=self._timeout):
            raise self._busy("client")
        try:
            private.make_folder(self.path.parent)
            private.require_safe_folder(self.path.parent)
            # One for each time: a lock that was made before a fork is of no use after it.
            lock = FileLock(f"{self.path}.lock", timeout=self._timeout, thread_local=False, mode=0o600)
            lock.acquire()
        except BaseException as error:
            self._turn.release()
            if isinstance(error, Timeout):
                raise self._busy("process") from error
            if isinstance(error, OSError | NotImplementedError | ValueError):
                raise self._refusal("lock", error) from error
            raise
        self._lock = lock
        try:
            self._remove_drafts()
        except BaseException:
            self.release()
            raise

    def _remove_drafts(self) -> None:
        """Delete what killed writers have left, which holds tokens. The lock is held, so nobody is writing."""
        with self._refusing("tidy"):
            for draft in self.path.parent.glob(f".{glob.escape(self.path.name)}.*{DRAFT}"):
                draft.unlink(missing_ok=True)

    def release(self) -> None:
        """Give the lock back."""
        lock, self._lock = self._lock, None
        if lock is not None:  # in a child that was forked meanwhile it is the parent's
            lock.release()
            self._turn.release()

    def load(self, account: str) -> Tokens | None:
        """The account's tokens, as TokenStore says."""
        kept = self._read().get(_key(account))
        if kept is None:
            return None
        if not is_object(kept) or any(not _is(kept.get(name), kind) for name, kind in _FIELDS.items()):
            raise self._corrupt()
        return Tokens(**{name: kept[name] for name in _FIELDS})

    def save(self, account: str, tokens: Tokens) -> None:
        """Keep the account's tokens, as TokenStore says."""
        import tempfile

        accounts = self._read() | {_key(account): asdict(tokens)}
        content = json.dumps({"version": VERSION, "accounts": accounts}, indent=1).encode()
        with self._refusing("write"):
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", suffix=DRAFT, dir=self.path.parent)
            try:
                Path(name).chmod(0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self.path)
            except BaseException:
                Path(name).unlink()
                raise

    def _read(self) -> dict[str, Any]:
        with self._refusing("read"):
            try:
                content = private.read(self.path)
            except FileNotFoundError:
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
                f"{VERSION}: upgrade kinocraft, or name another file"
            )
        accounts = store.get("accounts")
        if not is_object(accounts):
            raise self._corrupt()
        return accounts

    def _busy(self, holder: str) -> TokenStoreError:
        return TokenStoreError(
            f"the token store {self.path} has been locked by another {holder} for {self._timeout:g} s; "
            "see what it waits for, or use another store"
        )

    def _corrupt(self) -> TokenStoreError:
        return TokenStoreError(
            f"the token store {self.path} holds something else than tokens; delete it to log in anew, or name another"
        )

    @contextmanager
    def _refusing(self, deed: str) -> Generator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            raise self._refusal(deed, error) from error

    def _refusal(self, deed: str, error: Exception) -> TokenStoreError:
        reason = (
            str(error) if isinstance(error, private.NotPrivateError) else getattr(error, "strerror", None) or str(error)
        )
        return TokenStoreError(
            f"cannot {deed} the token store {self.path}: {reason}; name a file in a folder that you may write to"
        )


_FIELDS: dict[str, type] = get_type_hints(Tokens)


def _is(value: object, kind: type) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return number if kind is float else isinstance(value, kind)


def _key(account: str) -> str:
    """The account's name in the file, which does not tell the login."""
    return hashlib.sha256(account.encode(errors="surrogatepass")).hexdigest()[:32]


def _default_path() -> Path:
    from platformdirs import user_state_path

    return user_state_path("kinocraft") / "tokens.json"
