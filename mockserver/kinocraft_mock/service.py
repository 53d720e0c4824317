"""Define vendors, their services, and the registration of handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, Handler, HeaderList, Headers
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation, load
from kinocraft_mock.openapi.routing import Router
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.limits import Window

__all__ = ["Handlers", "Service", "Vendor"]


Receiver = Callable[[Context, Mapping[str, Any]], IncomingFile]
"""Open the file for a request's body, given its parameters. May raise `ErrorResponse`."""

Guard = Callable[[Headers], None]
"""Inspect the headers of a request before it is validated. May raise `ErrorResponse`."""


Interpreter = Callable[[Any], str]
"""Complete a decoded body in place, before it is validated; return how it was read, or an empty text."""


def no_headers(_context: Context, _exchange: Exchange) -> HeaderList:
    """Add no headers to responses."""
    return []


def no_elapsed_time(_context: Context) -> None:
    """Do nothing: the vendor's state does not change by time alone."""


def no_handlers(_service: Service, _written: Mapping[str, Handler]) -> Mapping[str, Handler]:
    """Infer no handlers."""
    return {}


class Handlers(dict[str, Handler]):
    """The handlers of one documented section by operationId."""

    def __init__(self) -> None:
        super().__init__()
        self.receivers: dict[str, Receiver] = {}
        self.guards: dict[str, Guard] = {}
        self.interpreters: dict[str, Interpreter] = {}

    def on(self, operation_id: str) -> Callable[[Handler], Handler]:
        """Register a function as the handler of an operation."""

        def register(handler: Handler) -> Handler:
            self[operation_id] = handler
            return handler

        return register

    def receives(self, operation_id: str) -> Callable[[Receiver], Receiver]:
        """Register a function that opens the file for the body of an operation, before the body is read."""

        def register(receiver: Receiver) -> Receiver:
            self.receivers[operation_id] = receiver
            return receiver

        return register

    def guards_first(self, operation_id: str) -> Callable[[Guard], Guard]:
        """Register a function that inspects an operation's headers before they are validated."""

        def register(guard: Guard) -> Guard:
            self.guards[operation_id] = guard
            return guard

        return register

    def interprets(self, operation_id: str) -> Callable[[Interpreter], Interpreter]:
        """Register a function that completes a JSON body that programs send and the description does not allow."""

        def register(interpreter: Interpreter) -> Interpreter:
            self.interpreters[operation_id] = interpreter
            return interpreter

        return register


@dataclass(frozen=True)
class Vendor:
    """What all services of a vendor have in common.

    `format_error` returns the body of an error response. `authenticate` rejects a request without valid credentials and
    returns their principal; `authorize` rejects what the principal may not do, by operation and parameters.
    `expire_tokens` expires every access token. `headers` returns the headers of every response, error responses
    included. `apply_elapsed_time` updates the state to the time of the clock, before it is read. `infer` makes the
    handlers that a service lacks, by a rule, from its description and from the handlers that it has.
    """

    format_error: Callable[[ErrorResponse, Exchange], Any]
    authenticate: Callable[[Context, Headers, Exchange], Any]
    authorize: Callable[[Context, Any, Operation, Mapping[str, Any]], None]
    expire_tokens: Callable[[Context], None]
    headers: Callable[[Context, Exchange], HeaderList] = no_headers
    apply_elapsed_time: Callable[[Context], None] = no_elapsed_time
    infer: Callable[[Service, Mapping[str, Handler]], Mapping[str, Handler]] = no_handlers

    def complete(self, headers: HeaderList, context: Context, exchange: Exchange) -> None:
        """Add the headers of every response, except those that are set, which a fault may do."""
        present = {name for name, _ in headers}
        headers.extend(header for header in self.headers(context, exchange) if header[0] not in present)


@dataclass(frozen=True)
class Service:
    """One documented host, mounted on the local server.

    `specs` are the names of its description bundles, and `sections` the modules with its handlers, each of which has
    the attribute `handlers`. `hosts` are the documented hosts that it stands for: an operation on another host belongs
    to that host's service. `limits` hold for the operations of all hosts but the `unlimited_hosts`. `largest_body` is
    the maximum number of bytes of a request's body, if there is one. `aliases` are undocumented paths in use, each
    with the documented path that it stands for. With `method_override` a POST may name another method in the header
    X-HTTP-Method-Override. With `csv_suffix` a GET may ask for CSV by the suffix `.csv` of its path; JSON comes.
    """

    mount: str
    hosts: tuple[str, ...]
    vendor: Vendor
    specs: tuple[str, ...]
    sections: tuple[str, ...]
    limits: tuple[Window, ...] = ()
    unlimited_hosts: tuple[str, ...] = ()
    largest_body: int | None = None
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    method_override: bool = False
    csv_suffix: bool = False

    def operations(self) -> Iterator[Operation]:
        """Yield every documented operation of these hosts."""
        for name in self.specs:
            for operation in load(name).operations():
                if operation.server[0] in self.hosts:
                    yield operation

    @cached_property
    def router(self) -> Router:
        """Return the router for paths below the mount."""
        router = Router()
        for operation in self.operations():
            router.add(operation.server[1], operation)
            for alias, path in self.aliases.items():
                if operation.path == path:
                    router.add(operation.server[1], operation, alias)
            name = operation.path.rpartition("/")[2]
            if self.csv_suffix and operation.method == "GET" and "{" not in name and "." not in name:
                router.add(operation.server[1], operation, f"{operation.path}.csv")
        return router

    @cached_property
    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers of all operations, by operationId: those written by hand, and the rest by a rule.

        The rule also completes responses by fields that are drafts.
        """
        return {**self.written_handlers, **self.vendor.infer(self, self.written_handlers)}

    @cached_property
    def inferred(self) -> tuple[str, ...]:
        """Return the operations that are served by a rule, because nobody has written a handler for them."""
        return tuple(operation.id for operation in self.operations() if operation.id not in self.written_handlers)

    @cached_property
    def written_handlers(self) -> Mapping[str, Handler]:
        """Return the handlers written by hand. A section may also have handlers for another service of the vendor."""
        handlers: dict[str, Handler] = {}
        for section in self._section_handlers:
            handlers.update(section)
        return {operation.id: handlers[operation.id] for operation in self.operations() if operation.id in handlers}

    @cached_property
    def receivers(self) -> Mapping[str, Receiver]:
        """Return the registered receivers by operationId."""
        return {name: each for section in self._section_handlers for name, each in section.receivers.items()}

    @cached_property
    def guards(self) -> Mapping[str, Guard]:
        """Return the registered guards by operationId."""
        return {name: each for section in self._section_handlers for name, each in section.guards.items()}

    @cached_property
    def interpreters(self) -> Mapping[str, Interpreter]:
        """Return the registered interpreters by operationId."""
        return {name: each for section in self._section_handlers for name, each in section.interpreters.items()}

    @cached_property
    def _section_handlers(self) -> list[Handlers]:
        # Imported with the first request to the service, so that the server starts faster.
        return [import_module(section).handlers for section in self.sections]
