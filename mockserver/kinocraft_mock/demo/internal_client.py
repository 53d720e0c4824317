"""A client inside the server: it calls the documented operations without a connection."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Receive, Scope, Send
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.service import Service
from kinocraft_mock.services import SERVICES

__all__ = ["Form", "InternalClient", "InternalClientError", "Serve"]

Serve = Callable[[Scope, Receive, Send], Awaitable[None]]
BOUNDARY = "kinocraft-mock-form"


class InternalClientError(Exception):
    """The server rejected an internal request; the message contains the response."""


class Form(dict[str, str | tuple[str, bytes]]):
    """A multipart form: text fields, and files as name and bytes."""

    def encode(self) -> bytes:
        """Return the form as a request's body."""
        parts: list[bytes] = []
        for name, value in self.items():
            filename, data = (None, value.encode()) if isinstance(value, str) else value
            parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode())
            if filename is not None:
                parts.append(f'; filename="{filename}"\r\nContent-Type: application/octet-stream'.encode())
            parts.append(b"\r\n\r\n" + data + b"\r\n")
        return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


class InternalClient:
    """Call the server's operations with its own credentials."""

    def __init__(self, context: Context, serve: Serve) -> None:
        self._context = context
        self._serve = serve
        self._operations: dict[str, tuple[Service, Operation]] = {
            operation.id: (service, operation)
            for service in SERVICES
            for operation in service.operations()
            if operation.id in service.handlers
        }
        self._access_token: str = ""

    def supports(self, *operations: str) -> bool:
        """Return whether the server has handlers for all of these operations."""
        return all(operation in self._operations for operation in operations)

    async def log_in(self) -> None:
        """Log in to Platformcraft. Its tokens expire after a day."""
        settings = self._context.settings
        form = urlencode({"login": settings.login, "password": settings.password}).encode()
        response = await self.request("auth.login", form, media="application/x-www-form-urlencoded")
        self._access_token = response["access_token"]

    async def request(
        self,
        operation_id: str,
        body: Any = None,
        parameters: Mapping[str, Any] | None = None,
        *,
        media: str = "application/octet-stream",
    ) -> Any:
        """Call an operation and return the decoded response, without Kinescope's envelope.

        `parameters` are path, query and header parameters by name. A `Form` is sent as multipart, bytes as `media`,
        anything else as JSON. Raises `InternalClientError` for an error response.
        """
        service, operation = self._operations[operation_id]
        path, query, headers = self._serialize_parameters(operation, dict(parameters or {}))
        if isinstance(body, Form):
            data, media = body.encode(), f"multipart/form-data; boundary={BOUNDARY}"
        elif isinstance(body, bytes):
            data = body
        elif body is not None:
            data, media = orjson.dumps(body), "application/json"
        else:
            data = b""
        if data:
            headers.append((b"content-type", media.encode()))
        if operation.secured:
            kinescope = service.mount.startswith("/kinescope")
            token = self._context.settings.token if kinescope else self._access_token
            headers.append((b"authorization", b"Bearer " + token.encode()))
        target = service.mount + operation.server[1] + path
        status, response = await self._send(operation.method, target, query, headers, data)
        if not 200 <= status < 300:
            raise InternalClientError(f"{operation_id}: {status} {response.decode(errors='replace')}")
        decoded = orjson.loads(response) if response else None
        return decoded["data"] if service.mount.startswith("/kinescope") and decoded else decoded

    @staticmethod
    def _serialize_parameters(
        operation: Operation, values: dict[str, Any]
    ) -> tuple[str, str, list[tuple[bytes, bytes]]]:
        """Return the path, query and headers with these parameter values."""
        path = operation.path
        pairs: list[tuple[str, Any]] = []
        headers = [(b"host", b"127.0.0.1")]
        for parameter in operation.parameters:
            if parameter.name not in values:
                continue
            value = values.pop(parameter.name)
            if parameter.location == "path":
                text = quote(str(value), safe="/" if parameter.spans else "")
                path = path.replace(f"{{{parameter.name}}}", text)
            elif parameter.location == "query":
                pairs.append((parameter.name, value))
            else:
                headers.append((parameter.name.lower().encode(), str(value).encode()))
        if values:
            raise InternalClientError(f"{operation.id} has no parameter {', '.join(values)}")
        return path, urlencode(pairs), headers

    async def _send(
        self, method: str, path: str, query: str, headers: list[tuple[bytes, bytes]], data: bytes
    ) -> tuple[int, bytes]:
        status = 0
        blocks: list[bytes] = []
        headers.append((b"content-length", b"%d" % len(data)))

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": data, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                blocks.append(message.get("body", b""))

        scope: Scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": headers,
            "server": ("127.0.0.1", None),
        }
        await self._serve(scope, receive, send)
        return status, b"".join(blocks)
