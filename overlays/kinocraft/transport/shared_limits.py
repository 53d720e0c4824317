"""Rate limits that several processes share: through a file on one machine, through Redis on many."""

from __future__ import annotations

import hashlib
import os
import weakref
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .. import private_files
from ..errors import ConfigurationError, SharedLimitsError

if TYPE_CHECKING:
    from pyrate_limiter import AbstractBucket, Rate

__all__ = ["FileBuckets", "RedisBuckets"]

VARIABLE = "KINOCRAFT_REDIS_URL"


class RedisBuckets:
    """A `bucket_factory` whose buckets are in Redis, so that clients on many machines share the rate limits.

        Kinescope(bucket_factory=RedisBuckets("redis://limits.internal:6379/0"))

    It uses the clock of Redis, so the clocks of the machines may differ. It needs the extra `redis`. It can be pickled,
    unless `url` has a password: then set KINOCRAFT_REDIS_URL for each process instead.

    Args:
        url: The URL of the server. Default: KINOCRAFT_REDIS_URL from the environment.
        prefix: The start of the names of the keys. Each account with limits of its own needs a prefix of its own.

    Raises:
        ConfigurationError: The URL is missing or invalid, or the extra is not installed.
    """

    def __init__(self, url: str | None = None, prefix: str = "kinocraft") -> None:
        self._given = url
        self._prefix = prefix
        address = url or os.environ.get(VARIABLE, "")
        if urlsplit(address).scheme not in ("redis", "rediss", "unix"):
            raise ConfigurationError(f"{VARIABLE} must be a URL like redis://host:6379/0")
        if find_spec("redis") is None:
            raise ConfigurationError("limits in Redis need another package: pip install 'kinocraft[redis]'")

    def __call__(self, name: str, rates: list[Rate]) -> AbstractBucket:
        """Make the bucket of a service at a host.

        Raises:
            SharedLimitsError: The server cannot be reached.
        """
        from .redis_buckets import redis_bucket

        return redis_bucket(self._given or os.environ.get(VARIABLE, ""), f"{self._prefix}:{name}", rates)

    def __repr__(self) -> str:
        return f"RedisBuckets(prefix={self._prefix!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RedisBuckets) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str | None, str]:
        return self._given, self._prefix

    def __reduce__(self) -> tuple[Any, ...]:
        if self._given and urlsplit(self._given).password:
            raise ConfigurationError(f"the URL of Redis has a password: set {VARIABLE} for each worker instead")
        return RedisBuckets, (self._given, self._prefix)


class FileBuckets:
    """A `bucket_factory` whose buckets are in a file, so that the processes of one machine share the rate limits.

    Args:
        path: The file, made if it is missing. Default: `limits.sqlite` in KINOCRAFT_STATE_DIR or the user's state
            folder.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._path = Path(path) if path is not None else private_files.state_folder() / "limits.sqlite"

    def __call__(self, name: str, rates: list[Rate]) -> AbstractBucket:
        """Make the bucket of a service at a host.

        Raises:
            SharedLimitsError: The file cannot be used.
        """
        import sqlite3

        from pyrate_limiter import SQLiteBucket

        table = f"limits_{hashlib.sha256(name.encode()).hexdigest()[:16]}"
        try:
            private_files.make_folder(self._path.parent)
            with closing(sqlite3.connect(self._path)) as connection:  # pyrate-limiter leaves it open after an error
                connection.execute("PRAGMA schema_version")
            bucket = SQLiteBucket.init_from_file(rates, table, str(self._path), use_file_lock=True)
        except (OSError, sqlite3.Error) as error:
            raise SharedLimitsError(f"the rate limits cannot be shared in {self._path}: {error}") from error
        # The bucket does not close its connection when it is deleted, which Python warns of since 3.13.
        weakref.finalize(bucket, bucket.conn.close)
        return bucket

    def __repr__(self) -> str:
        return f"FileBuckets({str(self._path)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FileBuckets) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)
