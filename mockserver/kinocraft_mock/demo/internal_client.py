"""A client inside the server: it calls the documented operations as anybody would, without a connection."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from kinocraft_mock.http.messages import Receive, Scope, Send
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.service import Service
from kinocraft_mock.services import SERVICES
from kinocraft_mock.state.context import Context

__all__ = ["Form", "InternalClient", "InternalClientError", "Serve"]

Serve = Callable[[Scope, Receive, Send], Awaitable[None]]
BOUNDARY = "kinocraft-mock-form"


class InternalClientError(Exception):
    """The server has refused what it was asked from within; the message has its answer."""


class Form(dict[str, str | tuple[str, bytes]]):
    """A multipart form: texts, and files as name and bytes."""

    def encoded(self) -> bytes:
        """The form as a request's body."""
        parts: list[bytes] = []
        for name, value in self.items():
            file, data = (None, value.encode()) if isinstance(value, str) else value
            parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode())
            if file is not None:
                parts.append(f'; filename="{file}"\r\nContent-Type: application/octet-stream'.encode())
            parts.append(b"\r\n\r\n" + data + b"\r\n")
        return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


class InternalClient:
    """Somebody with all the credentials of the server."""

    def __init__(self, context: Context, serve: Serve) -> None:
        self._context = context
        self._serve = serve
        self._operations: dict[str, tuple[Service, Operation]] = {
            operation.id: (service, operation)
            for service in SERVICES
            for operation in service.operations()
            if operation.id in service.handlers
        }
        self._access: str = ""

    def can(self, *operations: str) -> bool:
        """Whether the server has handlers for all of these operations."""
        return all(operation in self._operations for operation in operations)

    async def log_in(self) -> None:
        """Log in at Platformcraft, whose tokens live for a day."""
        settings = self._context.settings
        form = urlencode({"login": settings.login, "password": settings.password}).encode()
        response = await self.request("auth.login", form, media="application/x-www-form-urlencoded")
        self._access = response["access_token"]

    async def request(
        self,
        operation_id: str,
        body: Any = None,
        values: Mapping[str, Any] | None = None,
        *,
        media: str = "application/octet-stream",
    ) -> Any:
        """Call an operation and give what it answers, without Kinescope's envelope.

        `values` are its path, query and header parameters by name. A `Form` is sent as one, bytes as `media`, anything
        else as JSON. Raises `InternalClientError` for a refusal.
        """
        service, operation = self._operations[operation_id]
        path, query, headers = self._place(operation, dict(values or {}))
        if isinstance(body, Form):
            data, media = body.encoded(), f"multipart/form-data; boundary={BOUNDARY}"
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
            token = self._context.settings.token if kinescope else self._access
            headers.append((b"authorization", b"Bearer " + token.encode()))
        target = service.mount + operation.server[1] + path
        status, response = await self._exchange(operation.method, target, query, headers, data)
        if not 200 <= status < 300:
            raise InternalClientError(f"{operation_id}: {status} {response.decode(errors='replace')}")
        decoded = orjson.loads(response) if response else None
        return decoded["data"] if service.mount.startswith("/kinescope") and decoded else decoded

    @staticmethod
    def _place(operation: Operation, values: dict[str, Any]) -> tuple[str, str, list[tuple[bytes, bytes]]]:
        """Path, query and headers that say these values."""
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
            raise InternalClientError(f"{operation.id} has no {', '.join(values)}")
        return path, urlencode(pairs), headers

    async def _exchange(
        self, method: str, path: str, query: str, headers: list[tuple[bytes, bytes]], data: bytes
    ) -> tuple[int, bytes]:
        status = 0
        answered: list[bytes] = []
        headers.append((b"content-length", b"%d" % len(data)))

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": data, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                answered.append(message.get("body", b""))

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
        return status, b"".join(answered)
