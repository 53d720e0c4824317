"""Serve the documented operations of one service, from the raw request to the last byte of the response."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from functools import lru_cache, partial
from http import HTTPStatus
from typing import Any

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.endpoints.bodies import discard_files, read_body
from kinocraft_mock.endpoints.fault_injection import RawResponse, inject_into_request, inject_into_response, once
from kinocraft_mock.endpoints.response_cache import ResponseCache
from kinocraft_mock.faults import Fault
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.cors import options_headers
from kinocraft_mock.http.messages import DisconnectedError, ErrorResponse, Headers, Request, Response, Scope
from kinocraft_mock.http.request_body import RequestBody
from kinocraft_mock.http.urls import has_plain_percent, path_segments, query_values, without_dots
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.openapi.liberal_parameters import merge_repeated
from kinocraft_mock.openapi.routing import Match
from kinocraft_mock.openapi.unknown_fields import unknown_fields
from kinocraft_mock.openapi.validation import parameter_values, response_violations
from kinocraft_mock.service import Guard, Handling, Service

__all__ = ["ServiceEndpoint", "request_headers", "request_host"]

JSON_HEADER = (b"content-type", b"application/json")
MATCH_CACHE_SIZE = 128
"""How many request targets, which may be long, the routing cache holds."""
PLAIN_PERCENT = "a percent sign in the query that begins no escape stands for itself"
SUPERFLUOUS_SLASHES = "doubled and trailing slashes in the path count for nothing"
DOT_SEGMENTS = "the names . and .. in the path are removed, as clients do it before they send a path"
MOST_READINGS = 10
"""How many readings of a query the journal shows."""
MALFORMED = (400, 415)
"""Statuses that count as violations of the description when they occur before a request has passed its checks."""


def request_headers(scope: Scope) -> Headers:
    """Return the request's headers by lower-case name."""
    return dict(scope["headers"])


def request_host(scope: Scope, headers: Headers) -> str:
    """Return host and port as the client sent them, so that the URLs in responses are reachable for that client."""
    host = headers.get(b"host")
    if host:
        return host.decode("latin-1")
    name, port = scope.get("server") or ("127.0.0.1", None)
    return f"{name}:{port}" if port else str(name)


class ServiceEndpoint:
    """Serve everything below a service's mount.

    A request is matched to an operation (`_match`) and handled (`_handle`): it is checked, its handler is called unless
    the response is cached, and the response is checked. An injected fault acts before and after the handling.
    """

    def __init__(self, service: Service, context: Context) -> None:
        self._service = service
        self._context = context
        self._response_cache = context.component(ResponseCache)
        self._mount_depth = service.mount.count("/")
        # Cache routing: it costs as much as validation.
        self._match = lru_cache(maxsize=MATCH_CACHE_SIZE)(self._find_operation)

    async def __call__(self, scope: Scope, connection: Connection, exchange: Exchange) -> None:
        """Serve one request. Every error response has the vendor's form."""
        try:
            method = exchange.method
            if method == "OPTIONS":
                await self._respond_to_options(scope, connection, exchange)
                return
            if method == "POST" and self._service.method_override:
                method = _overridden(connection.headers, exchange)
            match, query = self._match(method, scope["raw_path"], exchange.query)
        except ErrorResponse as error:
            response = self._error_response(error, exchange)
            exchange.violations = exchange.violations or (error.message,)
        else:
            exchange.operation = match.operation.id
            if match.readings:
                exchange.readings += match.readings
            fault = self._context.faults.take(match.operation.id)
            if fault is not None:
                await self._handle_with_fault(fault, match, query, scope, connection, exchange)
                return
            response = await self._handle(match, query, scope, connection, exchange)
        # Every request comes through here: no coroutine of its own, because that would cost time.
        status, headers, data = _serialize(response)
        headers.extend(self._service.vendor.headers(self._context, exchange))
        exchange.status = status
        await connection.send_response(status, headers, data, shared=response.until > 0)

    def _find_operation(self, method: str, raw_path: bytes, query_string: str) -> tuple[Match, dict[str, list[str]]]:
        segments = path_segments(raw_path)[self._mount_depth :]
        query = query_values(query_string)
        readings: tuple[str, ...] = (PLAIN_PERCENT,) if has_plain_percent(query_string) else ()
        try:
            match = self._service.router.find(method, segments, query)
        except ErrorResponse as error:
            named = [segment for segment in segments if segment]
            plain = without_dots(named)
            if error.status != HTTPStatus.NOT_FOUND or plain in (None, segments):
                raise
            match = self._service.router.find(method, plain, query)
            if plain != named:
                readings += (DOT_SEGMENTS,)
            if named != segments:
                readings += (SUPERFLUOUS_SLASHES,)
        if query:
            query, repeated = merge_repeated(match.operation, query)
            readings += tuple(repeated[:MOST_READINGS])
        return match._replace(readings=match.readings + readings), query

    async def _respond_to_options(self, scope: Scope, connection: Connection, exchange: Exchange) -> None:
        """Return the methods of a path. Raises a 404 if there is nothing at the path."""
        segments = path_segments(scope["raw_path"])[self._mount_depth :]
        router = self._service.router
        try:
            methods = router.allowed(segments)
        except ErrorResponse:
            plain = without_dots([segment for segment in segments if segment])
            if plain is None:
                raise
            methods = router.allowed(plain)
        headers = options_headers(connection.headers, methods.encode())
        headers.extend(self._service.vendor.headers(self._context, exchange))
        exchange.status = 204
        await connection.send_response(204, headers, b"")

    async def _handle_with_fault(
        self,
        fault: Fault,
        match: Match,
        query: dict[str, list[str]],
        scope: Scope,
        connection: Connection,
        exchange: Exchange,
    ) -> None:
        """Inject a fault into request and response; handle the request unless the fault replaces the response."""
        exchange.fault = fault.kind
        vendor = self._service.vendor
        raw = await inject_into_request(
            fault, vendor, self._context, connection, exchange, takes_body=bool(match.operation.bodies)
        )
        if raw is None:
            raw = _serialize(await self._handle(match, query, scope, connection, exchange))
        status, headers, data = raw
        vendor.complete(headers, self._context, exchange)
        await inject_into_response(fault, connection, exchange, status, headers, len(data), once(data))

    async def _handle(
        self, match: Match, query: dict[str, list[str]], scope: Scope, connection: Connection, exchange: Exchange
    ) -> Response:
        """Return the response to a matched request. Errors become error responses; the response is validated."""
        operation = match.operation
        handling = self._service.handling(operation)
        exchange.inferred = handling.inferred
        try:
            principal, parameters = self._check(match, handling.guard, query, connection.headers, exchange)
            host = request_host(scope, connection.headers)
            origin = f"{scope['scheme']}://{host}"
            base = f"{origin}{self._service.mount if connection.mounted else ''}{operation.server[1]}"
            cache_key = operation.id, base, exchange.path, exchange.query
            if not operation.bodies:
                self._report_unknown_fields(operation, query, connection.headers, None, exchange)
                exchange.checked = True
                self._service.vendor.apply_elapsed_time(self._context)
                cached = self._response_cache.get(cache_key)
                if cached is not None:
                    return cached
            request = Request(self._context, operation, parameters, None, host, base, origin, principal, exchange)
            response = await self._respond(request, handling, query, connection, cache_key)
        except ErrorResponse as error:
            response = self._error_response(error, exchange)
            if operation.responses.get(response.status) == {}:
                response.value = None
        except DisconnectedError:
            raise
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            reason = f"{operation.id} failed: {type(error).__name__}: {error}"
            response = self._error_response(ErrorResponse(500, reason), exchange)
        # A cacheable response was validated before it was serialized.
        violations = [] if response.until else response_violations(operation, response)
        if exchange.inferred and response.status >= 400 and response.status not in operation.responses:
            # A new description may not say yet what is rejected.
            violations = []
        if violations:
            exchange.violations += tuple(f"response: {violation}" for violation in violations)
            reason = f"the response of {operation.id} violates the description: {'; '.join(violations)}"
            response = self._error_response(ErrorResponse(500, reason), exchange)
        return response

    def _check(
        self,
        match: Match,
        guard: Guard | None,
        query: dict[str, list[str]],
        headers: Headers,
        exchange: Exchange,
    ) -> tuple[Any, dict[str, Any]]:
        """Check everything but the body; return the principal and the parameters. Raises `ErrorResponse`."""
        context, service, operation = self._context, self._service, match.operation
        if context.limits.enabled and operation.server[0] not in service.unlimited_hosts:
            wait = context.limits.admit(service.mount, service.limits)
            if wait is not None:
                retry_after = (b"retry-after", b"%d" % wait)
                raise ErrorResponse(429, f"too many requests; retry in {wait} s", headers=(retry_after,))
        if guard is not None:
            guard(headers)
        principal = service.vendor.authenticate(context, headers, exchange) if operation.secured else None
        parameters = parameter_values(operation, match.values, query, headers, exchange.understand)
        service.vendor.authorize(context, principal, operation, parameters)
        return principal, parameters

    async def _respond(
        self,
        request: Request,
        handling: Handling,
        query: dict[str, list[str]],
        connection: Connection,
        cache_key: tuple[str, ...],
    ) -> Response:
        """Read the body and call the handler. Raises `ErrorResponse` if the body is invalid or the handler rejects."""
        context, service, operation = request.context, self._service, request.operation
        try:
            if operation.bodies:
                receiver = handling.receiver
                open_file = partial(receiver, context, request.parameters) if receiver else None
                request_body = RequestBody(connection.receive, request.exchange, service.largest_body)
                request.body = await read_body(
                    operation,
                    connection.headers,
                    request_body,
                    context.blobs,
                    request.exchange,
                    open_file,
                    handling.interpreter,
                )
                self._report_unknown_fields(operation, query, connection.headers, request.body, request.exchange)
                request.exchange.checked = True
                service.vendor.apply_elapsed_time(context)
            version = context.store.version
            response = handling.handler(request)
            response = response if isinstance(response, Response) else await response
            return self._cache_response(operation, response, cache_key, version) if response.until else response
        finally:
            if request.body is not None:
                await discard_files(request.body)

    def _report_unknown_fields(
        self, operation: Operation, query: dict[str, list[str]], headers: Headers, body: Any, exchange: Exchange
    ) -> None:
        """Record the unknown fields of a request in the journal. Raises a 400 if the server is strict."""
        unknown = unknown_fields(operation, query, headers, body)
        if unknown and self._context.settings.strict:
            raise ErrorResponse(400, f"the server is strict: {'; '.join(unknown)}", violations=unknown)
        exchange.violations += unknown

    def _cache_response(
        self, operation: Operation, response: Response, cache_key: tuple[str, ...], version: int
    ) -> Response:
        """Validate, serialize and cache a response, unless the state is no longer the version that it shows."""
        if operation.bodies or response_violations(operation, response):
            # Without `until` the caller validates it again, and reports the violations.
            return replace(response, until=0.0)
        serialized = replace(response, data=orjson.dumps(response.value), value=None)
        if self._context.store.version == version:
            self._response_cache.put(cache_key, serialized)
        return serialized

    def _error_response(self, error: ErrorResponse, exchange: Exchange) -> Response:
        exchange.violations += error.violations
        if not exchange.checked and not error.violations and error.status in MALFORMED:
            exchange.violations += (error.message,)
        return Response(self._service.vendor.format_error(error, exchange), error.status, error.headers)


def _overridden(headers: Headers, exchange: Exchange) -> str:
    """Return the method of a POST: what X-HTTP-Method-Override names, as tus clients without PATCH send it."""
    method = headers.get(b"x-http-method-override", b"POST").decode("latin-1").strip().upper()
    if method != "POST":
        exchange.understand(f"X-HTTP-Method-Override makes the POST a {method}")
    return method


def _serialize(response: Response) -> RawResponse:
    if response.data is not None:
        return response.status, [(b"content-type", response.media.encode()), *response.headers], response.data
    if response.value is None:
        return response.status, [*response.headers], b""
    return response.status, [JSON_HEADER, *response.headers], orjson.dumps(response.value)
