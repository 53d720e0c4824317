"""Verify downloaded bytes by their number and by the digests that the host sends."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    _Path = Path
else:
    _Path = type(Path())  # Path itself cannot be derived from before Python 3.12

__all__ = ["DownloadedPath", "differing", "fields_digests", "named_by_etag", "sent_digests"]

ALGORITHMS = {"md5": "md5", "sha-256": "sha256", "sha-512": "sha512"}
"""Digest algorithms of the headers, and their names in hashlib."""
ETAG = re.compile(r'"?([0-9a-fA-F]{32})"?')
"""A strong ETag that can be an MD5."""


class DownloadedPath(_Path):
    """The path of a downloaded file. It says what was verified."""

    verified: tuple[str, ...] = ()
    """What was compared with what the host says about the file: `size`, and the names of digests, such as `md5`. If it
    is only `size`, damage that does not change the number of bytes would go unnoticed."""

    @classmethod
    def of(cls, path: Path, verified: tuple[str, ...]) -> DownloadedPath:
        """Make it from a path and what was verified."""
        made = cls(path)
        made.verified = verified
        return made

    def __reduce__(self) -> tuple[Callable[..., DownloadedPath], tuple[Path, tuple[str, ...]]]:
        return self.of, (Path(self), self.verified)


def sent_digests(headers: httpx2.Headers) -> dict[str, bytes]:
    """Return the digests of a whole file that the host sends, by their algorithms' names in hashlib."""
    found: dict[str, bytes] = {}
    fields = [("md5", headers.get("Content-MD5", ""))]
    for name in ("Digest", "Content-Digest", "Repr-Digest"):
        for field in headers.get(name, "").split(","):
            algorithm, _, value = field.strip().partition("=")
            fields.append((algorithm.lower(), value))
    for algorithm, value in fields:
        with suppress(ValueError):
            digest = base64.b64decode(value.strip(":"), validate=True)
            known = ALGORITHMS.get(algorithm)
            if known and len(digest) == hashlib.new(known, usedforsecurity=False).digest_size:
                found[known] = digest
    return found


def fields_digests(stored: object) -> dict[str, bytes]:
    """Return the digests among the fields of an object: those that are named like an algorithm (inferred)."""
    found: dict[str, bytes] = {}
    for name in ALGORITHMS.values():
        value = getattr(stored, name, None)
        with suppress(ValueError):
            digest = bytes.fromhex(value) if isinstance(value, str) else b""
            if len(digest) == hashlib.new(name, usedforsecurity=False).digest_size:
                found[name] = digest
    return found


def named_by_etag(*etags: object) -> set[bytes]:
    """Return the ETags that may be an MD5. Many hosts use the MD5, others something else of the same form.

    Bytes whose MD5 equals the ETag are verified. Bytes with another MD5 may still be right.
    """
    found = (ETAG.fullmatch(etag) for etag in etags if isinstance(etag, str))
    return {bytes.fromhex(match[1]) for match in found if match}


def differing(digests: Mapping[str, bytes], digest_of: Callable[[str], bytes]) -> str | None:
    """Return the algorithm whose digest differs from the host's; None if all are equal. `digest_of` computes one."""
    return next((name for name, digest in digests.items() if digest_of(name) != digest), None)
