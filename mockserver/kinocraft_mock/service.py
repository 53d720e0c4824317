"""What a service of a vendor consists of, and the handlers that answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.limits import Window
from kinocraft_mock.messages import Handler, Headers
from kinocraft_mock.routing import Router
from kinocraft_mock.spec import Operation, load
from kinocraft_mock.world import World

__all__ = ["Handlers", "Service", "Vendor"]


Receiver = Callable[[World, Mapping[str, Any]], Incoming]
"""Opens the file for a body; it may refuse the request, of which it knows the parameters."""


class Handlers(dict[str, Handler]):
    """The handlers of one documented section by operationId."""

    def __init__(self) -> None:
        super().__init__()
        self.receivers: dict[str, Receiver] = {}

    def on(self, operation_id: str) -> Callable[[Handler], Handler]:
        """Make a function the handler of an operation."""

        def register(handler: Handler) -> Handler:
            self[operation_id] = handler
            return handler

        return register

    def receives(self, operation_id: str) -> Callable[[Receiver], Receiver]:
        """Make a function the one that opens the file for the body of an operation, before the body is read."""

        def register(receiver: Receiver) -> Receiver:
            self.receivers[operation_id] = receiver
            return receiver

        return register


@dataclass(frozen=True)
class Vendor:
    """What all services of a vendor have in common.

    `refuse` gives a refusal the vendor's form. `authenticate` refuses a request without valid credentials, and
    `authorize` one for something that is somebody else's, by its parameters. `expire_tokens` ends the life of every
    access token there is.
    """

    refuse: Callable[[int, int, str], Any]
    authenticate: Callable[[World, Headers], None]
    authorize: Callable[[World, Mapping[str, Any]], None]
    expire_tokens: Callable[[World], None]


@dataclass(frozen=True)
class Service:
    """One documented host, mounted on the local server.

    `specs` names the bundles that describe it and `sections` the modules with its handlers, each of which holds them
    as `handlers`. Operations that the descriptions place on another host belong to that host's service.
    """

    mount: str
    host: str
    vendor: Vendor
    specs: tuple[str, ...]
    sections: tuple[str, ...]
    limits: tuple[Window, ...] = ()

    def operations(self) -> Iterator[Operation]:
        """Every documented operation of this host."""
        for name in self.specs:
            for operation in load(name).operations():
                if operation.server[0] == self.host:
                    yield operation

    @cached_property
    def router(self) -> Router:
        """Finds the operation that a path below the mount means."""
        router = Router()
        for operation in self.operations():
            router.add(operation.server[1], operation)
        return router

    @cached_property
    def handlers(self) -> Mapping[str, Handler]:
        """The handlers of all sections by operationId."""
        found: dict[str, Handler] = {}
        for section in self.sections:
            found.update(import_module(section).handlers)
        return found

    @cached_property
    def receivers(self) -> Mapping[str, Receiver]:
        """Who opens files for bodies, by operationId, where a section has a say in that."""
        found: dict[str, Receiver] = {}
        for section in self.sections:
            found.update(import_module(section).handlers.receivers)
        return found
