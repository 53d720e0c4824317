"""Define vendors, their services, and the registration of handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, Handler, HeaderList, Headers
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation, load
from kinocraft_mock.openapi.routing import Router
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.limits import Window

__all__ = ["Guard", "Handlers", "Handling", "Service", "Vendor"]


T = TypeVar("T")

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


class Handling(NamedTuple):
    """How one operation is served: by its handler, which may be `inferred`, and what comes before it."""

    handler: Handler
    inferred: bool
    receiver: Receiver | None
    guard: Guard | None
    interpreter: Interpreter | None


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

    `specs` are the names of its description bundles. `sections` are the modules with its handlers, each with the part
    of an operationId before the name, which is the same for all operations of a module; it has the attribute
    `handlers`. `vendor_module` has the attribute `VENDOR`. These modules are imported with the first request that needs
    them, so that the server starts faster.

    `hosts` are the documented hosts that it stands for: an operation on another host belongs to that host's service.
    `limits` hold for the operations of all hosts but the `unlimited_hosts`. `largest_body` is the maximum number of
    bytes of a request's body, if there is one. `aliases` are undocumented paths in use, each with the documented path
    that it stands for. With `method_override` a POST may name another method in the header X-HTTP-Method-Override. With
    `csv_suffix` a GET may ask for CSV by the suffix `.csv` of its path; JSON comes.
    """

    mount: str
    hosts: tuple[str, ...]
    vendor_module: str
    specs: tuple[str, ...]
    sections: Mapping[str, str]
    limits: tuple[Window, ...] = ()
    unlimited_hosts: tuple[str, ...] = ()
    largest_body: int | None = None
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    method_override: bool = False
    csv_suffix: bool = False

    @cached_property
    def vendor(self) -> Vendor:
        """Return what it has in common with the other services of its vendor."""
        vendor: Vendor = import_module(self.vendor_module).VENDOR
        return vendor

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

    def handling(self, operation: Operation) -> Handling:
        """Return how an operation is served. Only the modules of its section are imported, if they have a handler."""
        known = self._handling.get(operation.id)
        if known is None:
            known = self._handling[operation.id] = self._find_handling(operation)
        return known

    def _find_handling(self, operation: Operation) -> Handling:
        name = operation.id
        written = self.written(name)
        handler = self.handlers[name] if written is None or operation.document.has_drafts else written
        sections = list(self._sections(name))
        return Handling(
            handler,
            inferred=written is None,
            receiver=_registered(name, (section.receivers for section in sections)),
            guard=_registered(name, (section.guards for section in sections)),
            interpreter=_registered(name, (section.interpreters for section in sections)),
        )

    def written(self, operation_id: str) -> Handler | None:
        """Return the handler of an operation that is written by hand, if there is one."""
        return _registered(operation_id, self._sections(operation_id))

    @cached_property
    def written_handlers(self) -> Mapping[str, Handler]:
        """Return the handlers written by hand by operationId."""
        found = ((operation.id, self.written(operation.id)) for operation in self.operations())
        return {name: handler for name, handler in found if handler is not None}

    @cached_property
    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers of all operations, by operationId: those written by hand, and the rest by a rule.

        The rule also completes responses by fields that are drafts.
        """
        return {**self.written_handlers, **self.vendor.infer(self, self.written_handlers)}

    @property
    def inferred(self) -> tuple[str, ...]:
        """Return the operations that are served by a rule, because nobody has written a handler for them."""
        return tuple(operation.id for operation in self.operations() if operation.id not in self.written_handlers)

    @cached_property
    def _handling(self) -> dict[str, Handling]:
        return {}

    def _sections(self, operation_id: str) -> Iterator[Handlers]:
        group = operation_id.rpartition(".")[0]
        for module, name in self.sections.items():
            if name == group:
                yield import_module(module).handlers


def _registered(operation_id: str, registrations: Iterable[Mapping[str, T]]) -> T | None:
    return next((each[operation_id] for each in registrations if operation_id in each), None)
