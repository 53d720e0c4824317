"""Names for new things, the same in every run with the same seed."""

from __future__ import annotations

import string
from random import Random
from typing import Any
from uuid import UUID

__all__ = ["Ids", "account_id"]

SECRET = string.ascii_letters + string.digits


def account_id(seed: int) -> str:
    """The id of the one account of a server with this seed: 24 hexadecimal characters."""
    return f"{Random(f'account {seed}').getrandbits(96):024x}"  # noqa: S311 - meant to be foreseen


class Ids:
    """A seeded source of ids.

    `run` counts how often the state has been opened: a server that goes on with a kept state must not hand out the ids
    of its first run again.
    """

    def __init__(self, seed: int, run: int = 0) -> None:
        self._random = Random(f"ids {seed} {run}")  # noqa: S311 - meant to be foreseen
        # Apart from the others, so that what a thing is called does not depend on how many requests came before.
        self._requests = Random(f"requests {seed} {run}")  # noqa: S311 - meant to be foreseen

    def export(self) -> dict[str, Any]:
        """Where the source stands, as JSON."""
        return {"objects": self._random.getstate(), "requests": self._requests.getstate()}

    @classmethod
    def restored(cls, exported: Any) -> Ids:
        """A source that goes on from there. Raises ValueError for what `export` has not made."""
        ids = cls(0)
        try:
            for name, source in (("objects", ids._random), ("requests", ids._requests)):
                version, state, gauss = exported[name]
                source.setstate((version, tuple(state), gauss))
        except (KeyError, TypeError, OverflowError, IndexError) as error:
            raise ValueError(f"no state of a source of ids: {error}") from None
        return ids

    def object_id(self) -> str:
        """24 hexadecimal characters, as Platformcraft names everything but refresh tokens."""
        return f"{self._random.getrandbits(96):024x}"

    def uuid(self) -> str:
        """A random UUID of version 4, as Platformcraft's refresh tokens and Kinescope's objects are."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def token(self) -> str:
        """36 letters and digits that stand for a secret."""
        return "".join(self._random.choices(SECRET, k=36))

    def request_id(self) -> str:
        """A random UUID that names one request."""
        # As `uuid.UUID` would print it, which takes longer; every answer carries one.
        bits = self._requests.getrandbits(128) & ~(0xF000 << 64 | 0xC000 << 48) | 0x4000 << 64 | 0x8000 << 48
        digits = f"{bits:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
