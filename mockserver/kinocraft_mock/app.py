"""The ASGI application: it finds the endpoint of a request."""

from __future__ import annotations

import sqlite3
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

import orjson

from kinocraft_mock.context import Component, Context, own_schema
from kinocraft_mock.control.access import MOUNT
from kinocraft_mock.control.endpoint import ControlEndpoint
from kinocraft_mock.endpoints.service_endpoint import ServiceEndpoint
from kinocraft_mock.http.connection import RAW_TARGET, Connection
from kinocraft_mock.http.cors import cors_headers
from kinocraft_mock.http.messages import DisconnectedError, Receive, Scope, Send
from kinocraft_mock.journal.exchanges import Exchange, serialize_headers
from kinocraft_mock.services import SERVICES
from kinocraft_mock.settings import Settings
from kinocraft_mock.state.clock import Clock
from kinocraft_mock.state.data_folder import DATABASE
from kinocraft_mock.state.schema import require_blob_names, require_own_schema

__all__ = ["Application", "create_app"]

ALL_METHODS = b"DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
"""What the server as a whole allows, for `OPTIONS *`."""

Endpoint = Callable[[Scope, Connection, Exchange], Awaitable[None]]


class Application:
    """All services on one address, and the control API beside them. An ASGI 3 application.

    `world` is the state; `close` lets it go. Under a server with lifespan events that happens by itself.
    """

    def __init__(self, settings: Settings | None = None, clock: Clock | None = None) -> None:
        self.context = Context(settings or Settings(), clock)
        if self.context.settings.data_dir is not None:
            self._take_over()
        self._control = ControlEndpoint(self.context, lambda: self.operations, self)
        self._endpoints: dict[bytes, Endpoint] = {}
        self._mounts: dict[bytes, bytes] = {}
        for service in SERVICES:
            self._endpoints[service.mount.encode()] = ServiceEndpoint(service, self.context)
            self._mounts |= {host.encode(): service.mount.encode() for host in service.hosts}

    def _take_over(self) -> None:
        """Use the state of an earlier server, once it is known that no other program has changed it."""
        from kinocraft_mock.services.components import COMPONENTS

        try:
            self.context.store.check(partial(_check, COMPONENTS))
            self.context.sweep(COMPONENTS)
        except BaseException:
            self.context.close()
            raise

    @cached_property
    def _resources(self) -> dict[bytes, Endpoint]:
        # Not with the module: programs that call the services alone need none of them.
        from kinocraft_mock.services.resources import RESOURCES

        return {resource.mount.encode(): resource(self.context) for resource in RESOURCES}

    @cached_property
    def operations(self) -> list[str]:
        """Return the names that faults accept: every operationId, and the server's own resources."""
        from kinocraft_mock.services.resources import RESOURCES

        documented = [operation.id for service in SERVICES for operation in service.operations()]
        return [*documented, *(resource.operation for resource in RESOURCES)]

    def start(self) -> None:
        """Resume the background work that an earlier server left, in the running event loop."""
        self.context.resume()

    def close(self) -> None:
        """Release the state."""
        self.context.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI event stream."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            raise ValueError(f"{scope['type']} is not served")

    async def _live(self, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "lifespan.shutdown":
            self.start()
            await send({"type": "lifespan.startup.complete"})
        self.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        context = self.context
        raw_path: bytes = scope["raw_path"]
        if raw_path.startswith(b"//"):
            # The base URL ended with a slash.
            raw_path = scope["raw_path"] = b"/" + raw_path.lstrip(b"/")
        mount = b"/".join(raw_path.split(b"/", 3)[:3])
        endpoint = self._endpoints.get(mount)
        exchange = Exchange(
            context.clock.now(),
            scope["method"],
            raw_path.decode("latin-1"),
            scope["query_string"].decode("latin-1"),
            scope.get("http_version", "1.1"),
        )
        connection = Connection(scope, receive, send, context.clock, exchange)
        journal = context.journal
        if endpoint is None:
            control = mount == MOUNT.encode() or mount.startswith(MOUNT.encode() + b"/")
            endpoint = self._control if control else self._elsewhere(mount, scope, connection, exchange)
        if endpoint is not self._control:
            if b"origin" in connection.headers:
                connection.cors = cors_headers(connection.headers)
            exchange.request_headers = serialize_headers(scope["headers"])
            _explain_transport(scope, connection, exchange)
            exchange.begin()
            journal.open(exchange)
        try:
            await endpoint(scope, connection, exchange)
        except DisconnectedError:
            if connection.severed:
                raise ConnectionResetError("a fault has closed this connection") from None
        except Exception as error:
            await self._server_error(error, connection, exchange)
        finally:
            if exchange.number:
                journal.close(exchange)

    def _elsewhere(self, mount: bytes, scope: Scope, connection: Connection, exchange: Exchange) -> Endpoint:
        """Return the endpoint of a resource, or of the documented host that the request names, as through a proxy."""
        resource = self._resources.get(mount)
        if resource is not None:
            return resource
        host = connection.headers.get(b"host", b"").lower().partition(b":")[0].removesuffix(b".")
        service = self._mounts.get(host)
        if service is None:
            return self._nowhere
        connection.mounted = False
        scope["raw_path"] = service + scope["raw_path"]
        exchange.path = scope["raw_path"].decode("latin-1")
        exchange.understand(f"the Host header {host.decode('latin-1')} stands for {service.decode()}")
        return self._endpoints[service]

    async def _nowhere(self, _scope: Scope, connection: Connection, exchange: Exchange) -> None:
        if exchange.method == "OPTIONS" and exchange.path == "/":
            exchange.status = 204
            await connection.send_response(204, [(b"allow", ALL_METHODS)], b"")
            return
        mounts = ", ".join([*(mount.decode() for mount in (*self._endpoints, *self._resources)), MOUNT])
        exchange.status = 404
        exchange.violations = ("there is nothing at this path",)
        data = orjson.dumps({"code": 404, "msg": f"there is nothing at this path; there is {mounts}"})
        await connection.send_response(404, [(b"content-type", b"application/json")], data)

    async def _server_error(self, error: Exception, connection: Connection, exchange: Exchange) -> None:
        traceback.print_exception(error, file=sys.stderr)
        if connection.started:
            with suppress(DisconnectedError):
                await connection.cut()
            return
        exchange.status = 500
        data = orjson.dumps({"code": 500, "msg": f"the server failed: {type(error).__name__}: {error}"})
        await connection.send_response(500, [(b"content-type", b"application/json")], data)


def _check(kinds: Iterable[type[Component]], database: sqlite3.Connection) -> None:
    """Raise `StoreError` if another program has changed a database."""
    require_own_schema(database, own_schema(kinds), DATABASE)
    require_blob_names(database, DATABASE)


def _explain_transport(scope: Scope, connection: Connection, exchange: Exchange) -> None:
    """Record how a request that bends the rules of HTTP was read."""
    if RAW_TARGET in scope.get("extensions", ()):
        exchange.understand("the target of the request is not percent-encoded")
    if b"transfer-encoding" in connection.headers and b"content-length" in connection.headers:
        exchange.understand("Content-Length is ignored: the body is sent in chunks")


def create_app(
    *,
    login: str = "mock",
    password: str = "mock",  # noqa: S107 - the documented default of a server for tests
    token: str = "mock-token",  # noqa: S107
    seed: int = 0,
    data_dir: str | Path | None = None,
    limits: bool = True,
    clock: Clock | None = None,
    control_hosts: Iterable[str] = (),
    control_token: str | None = None,
    strict: bool = False,
) -> Application:
    """Return the ASGI application, to be served by any ASGI server or called in process.

    The arguments are those of `Settings`; `clock` is its clock. A client that calls it in process by
    another host name than localhost, such as httpx's `http://testserver`, needs that name in `control_hosts`. Raises
    `StoreError` when the data folder cannot be used, as when another server uses it.
    """
    folder = None if data_dir is None else Path(data_dir)
    settings = Settings(login, password, token, seed, folder, limits, tuple(control_hosts), control_token, strict)
    return Application(settings, clock)
