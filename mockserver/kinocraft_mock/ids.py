"""Names for new things, the same in every run with the same seed."""

from __future__ import annotations

from random import Random
from uuid import UUID

__all__ = ["Ids", "account_id"]


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

    def object_id(self) -> str:
        """24 hexadecimal characters, as Platformcraft names everything but refresh tokens."""
        return f"{self._random.getrandbits(96):024x}"

    def uuid(self) -> str:
        """A random UUID of version 4, as Platformcraft's refresh tokens are."""
        return str(UUID(int=self._random.getrandbits(128), version=4))
