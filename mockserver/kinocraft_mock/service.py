"""What a service of a vendor consists of, and the handlers that answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Handler, HeaderList, Headers
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation, load
from kinocraft_mock.openapi.routing import Router
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context
from kinocraft_mock.state.limits import Window

__all__ = ["Handlers", "Service", "Vendor"]


Receiver = Callable[[Context, Mapping[str, Any]], IncomingFile]
"""Opens the file for a body; it may refuse the request, of which it knows the parameters."""

Guard = Callable[[Headers], None]
"""Looks at the headers of a request before anything of it is checked; it may refuse."""


def no_headers(_context: Context, _exchange: Exchange) -> HeaderList:
    """What a vendor adds to its answers that adds nothing."""
    return []


def no_elapsed_time(_context: Context) -> None:
    """How a vendor whose state does not change by time alone brings it up to date."""


class Handlers(dict[str, Handler]):
    """The handlers of one documented section by operationId."""

    def __init__(self) -> None:
        super().__init__()
        self.receivers: dict[str, Receiver] = {}
        self.guards: dict[str, Guard] = {}

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

    def guards_first(self, operation_id: str) -> Callable[[Guard], Guard]:
        """Make a function look at an operation's headers before they are held to the description."""

        def register(guard: Guard) -> Guard:
            self.guards[operation_id] = guard
            return guard

        return register


@dataclass(frozen=True)
class Vendor:
    """What all services of a vendor have in common.

    `refuse` gives a refusal the vendor's form. `authenticate` refuses a request without valid credentials and answers
    who holds them; `authorize` refuses what the holder may not do, by operation and parameters. `expire_tokens` ends
    the life of every access token there is. `headers` are those that every answer carries, whatever becomes of the
    request. `settle` brings the state up to the time of the clock, before anybody looks at it.
    """

    format_error: Callable[[ErrorResponse, Exchange], Any]
    authenticate: Callable[[Context, Headers], Any]
    authorize: Callable[[Context, Any, Operation, Mapping[str, Any]], None]
    expire_tokens: Callable[[Context], None]
    headers: Callable[[Context, Exchange], HeaderList] = no_headers
    apply_elapsed_time: Callable[[Context], None] = no_elapsed_time

    def complete(self, headers: HeaderList, context: Context, exchange: Exchange) -> None:
        """Add the headers that every answer carries, save for those that a fault has been ordered to set."""
        present = {name for name, _ in headers}
        headers.extend(header for header in self.headers(context, exchange) if header[0] not in present)


@dataclass(frozen=True)
class Service:
    """One documented host, mounted on the local server.

    `specs` names the bundles that describe it and `sections` the modules with its handlers, each of which holds them
    as `handlers`. Operations that the descriptions place on another host belong to that host's service; `hosts` are
    the ones that this service stands for. `largest_body` is how many bytes it takes in a request, if there is a limit.
    """

    mount: str
    hosts: tuple[str, ...]
    vendor: Vendor
    specs: tuple[str, ...]
    sections: tuple[str, ...]
    limits: tuple[Window, ...] = ()
    largest_body: int | None = None

    def operations(self) -> Iterator[Operation]:
        """Every documented operation of these hosts."""
        for name in self.specs:
            for operation in load(name).operations():
                if operation.server[0] in self.hosts:
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
        """The handlers of all sections by operationId. Sections may have some for another service of the vendor."""
        found: dict[str, Handler] = {}
        for section in self._registered:
            found.update(section)
        return {operation.id: found[operation.id] for operation in self.operations() if operation.id in found}

    @cached_property
    def receivers(self) -> Mapping[str, Receiver]:
        """Who opens files for bodies, by operationId, where a section has a say in that."""
        return {name: each for section in self._registered for name, each in section.receivers.items()}

    @cached_property
    def guards(self) -> Mapping[str, Guard]:
        """Who looks at headers first, by operationId, where a section has a say in that."""
        return {name: each for section in self._registered for name, each in section.guards.items()}

    @cached_property
    def _registered(self) -> list[Handlers]:
        return [import_module(section).handlers for section in self.sections]
