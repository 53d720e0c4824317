"""The clients of a transfer: those of the caller, or those that each process creates."""

from __future__ import annotations

import atexit
import inspect
import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ..client import Client, CommonOptions
from ..errors import ConfigurationError

if TYPE_CHECKING:
    from ..kinescope import Kinescope
    from ..platformcraft import Platformcraft
    from ..transport.rate_limits import BucketFactory

__all__ = ["Clients", "ClientsRecipe", "KinescopeMaker", "PlatformcraftMaker", "clients_of_process"]

KinescopeMaker: TypeAlias = "Kinescope | Callable[..., Kinescope] | None"
PlatformcraftMaker: TypeAlias = "Platformcraft | Callable[..., Platformcraft] | None"


@dataclass(frozen=True)
class ClientsRecipe:
    """How to make the clients. It contains no login unless it contains a client, and then it cannot be pickled."""

    kinescope: KinescopeMaker = field(default=None, repr=False)
    platformcraft: PlatformcraftMaker = field(default=None, repr=False)
    limits: BucketFactory | None = None
    """Makes the buckets of limits that several processes share."""

    def check_shareable(self) -> None:
        """Check that other processes can make the clients, so that no login is sent to them.

        Raises:
            ConfigurationError: A client was passed, or a function that cannot be imported by its name.
        """
        for name in ("kinescope", "platformcraft"):
            given: object = getattr(self, name)
            named = inspect.isfunction(given) or inspect.isclass(given)
            if given is not None and not (named and "<" not in cast(Any, given).__qualname__):
                raise ConfigurationError(
                    f"{name} must be a function of a module, which each worker calls: a client or a closure would "
                    "send the login with every item. Default: a client with the login of the worker's environment"
                )

    def __reduce__(self) -> tuple[Any, ...]:
        self.check_shareable()
        return ClientsRecipe, (self.kinescope, self.platformcraft, self.limits)


class Clients:
    """Clients that are made when they are needed. Threads may share them."""

    def __init__(self, recipe: ClientsRecipe) -> None:
        self._recipe = recipe
        self._lock = threading.Lock()
        self._made: dict[str, Any] = {}
        self._opened = ExitStack()

    @property
    def kinescope(self) -> Kinescope:
        """The client of Kinescope."""
        from ..kinescope import Kinescope

        return cast("Kinescope", self._client("kinescope", Kinescope))

    @property
    def platformcraft(self) -> Platformcraft:
        """The client of Platformcraft."""
        from ..platformcraft import Platformcraft

        return cast("Platformcraft", self._client("platformcraft", Platformcraft))

    def _client(self, name: str, default: Callable[..., Any]) -> Any:
        with self._lock:
            if name not in self._made:
                given: Any = getattr(self._recipe, name)
                if isinstance(given, Client):
                    self._made[name] = given
                else:
                    limits = self._recipe.limits
                    options: CommonOptions = {} if limits is None else {"bucket_factory": limits}
                    self._made[name] = self._opened.enter_context((given or default)(**options))
            return self._made[name]

    def close(self) -> None:
        """Close the clients that were made here."""
        self._opened.close()


_lock = threading.Lock()
_of_process: dict[tuple[int, ClientsRecipe], Clients] = {}
"""By process, because a forked child must not use its parent's."""


def clients_of_process(recipe: ClientsRecipe) -> Clients:
    """Return the clients of a worker's process. They are made once, and closed at its end."""
    key = (os.getpid(), recipe)
    with _lock:
        if key not in _of_process:
            made = _of_process[key] = Clients(recipe)
            atexit.register(made.close)
        return _of_process[key]
