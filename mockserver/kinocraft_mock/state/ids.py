"""Generate ids, tokens and request ids, the same in every run with the same seed."""

from __future__ import annotations

import string
from random import Random
from typing import Any
from uuid import UUID

__all__ = ["Ids", "account_id"]

SECRET = string.ascii_letters + string.digits


def account_id(seed: int) -> str:
    """Return the id of the account of a server with this seed: 24 hexadecimal characters."""
    return f"{Random(f'account {seed}').getrandbits(96):024x}"  # noqa: S311 - deterministic on purpose


class Ids:
    """A seeded source of ids.

    `run` counts how often the stored state was opened, so that a restarted server does not repeat ids.
    """

    def __init__(self, seed: int, run: int = 0) -> None:
        self._random = Random(f"ids {seed} {run}")  # noqa: S311 - deterministic on purpose
        # A separate source, so that the ids of objects do not depend on the number of requests.
        self._requests = Random(f"requests {seed} {run}")  # noqa: S311 - deterministic on purpose

    def export(self) -> dict[str, Any]:
        """Return the state of the source, as JSON."""
        return {"objects": self._random.getstate(), "requests": self._requests.getstate()}

    @classmethod
    def restored(cls, exported: Any) -> Ids:
        """Return a source that continues from an exported state. Raises ValueError for anything else."""
        ids = cls(0)
        try:
            for name, source in (("objects", ids._random), ("requests", ids._requests)):
                version, state, gauss = exported[name]
                source.setstate((version, tuple(state), gauss))
        except (KeyError, TypeError, OverflowError, IndexError) as error:
            raise ValueError(f"not the state of an id source: {error}") from None
        return ids

    def object_id(self) -> str:
        """Return 24 hexadecimal characters, the form of Platformcraft's ids except refresh tokens."""
        return f"{self._random.getrandbits(96):024x}"

    def uuid(self) -> str:
        """Return a random UUID of version 4, the form of Platformcraft's refresh tokens and Kinescope's ids."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def token(self) -> str:
        """Return 36 letters and digits for use as a secret."""
        return "".join(self._random.choices(SECRET, k=36))

    def request_id(self) -> str:
        """Return a random UUID for one request."""
        # Formatted by hand, because `uuid.UUID` is slower and every response has a request id.
        bits = self._requests.getrandbits(128) & ~(0xF000 << 64 | 0xC000 << 48) | 0x4000 << 64 | 0x8000 << 48
        digits = f"{bits:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
