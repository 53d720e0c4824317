"""A pair of tokens, and where it is kept between runs and between processes."""

from __future__ import annotations

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

from .errors import TokenStoreError
from .shapes import is_object

__all__ = ["FileTokenStore", "TokenStore", "Tokens"]


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

    def __repr__(self) -> str:
        return f"FileTokenStore({str(self.path)!r})"

    def acquire(self) -> None:
        """Wait for the lock, as TokenStore says."""
        from filelock import FileLock, Timeout

        # The kernel's lock belongs to the process: clients that share this object take turns by another.
        if not self._turn.acquire(timeout=self._timeout):
            raise self._busy("client")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
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

    def release(self) -> None:
        """Give the lock back."""
        self._lock.release()
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
        content = json.dumps({"version": 1, "accounts": accounts}, indent=1).encode()
        with self._refusing("write"):
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            try:
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
                content = self.path.read_bytes()
            except FileNotFoundError:
                return {}
        try:
            accounts: object = json.loads(content)["accounts"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise self._corrupt() from error
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
        reason = getattr(error, "strerror", None) or str(error)
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
