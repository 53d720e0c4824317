"""Servers with one defect each, which the contract suite must notice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import Awaitable, Callable, Generator
from typing import Any, NamedTuple

import uvicorn

from tests.contract.seeded import MARK

Scope = dict[str, Any]
Message = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]
Mutation = Callable[[App], App]
Change = Callable[[Scope, int, bytes], tuple[int, bytes] | None]


class Mutant(NamedTuple):
    """A server with one defect, and where it shows."""

    name: str
    service: str
    operations: tuple[str, ...]
    phase: str
    code: str
    """The code under which schemathesis reports it."""
    mutate: Mutation


@contextlib.contextmanager
def serving(app: App) -> Generator[str]:
    """Serve an ASGI application from a thread; yield its URL."""
    # asyncio turns Nagle's algorithm off only if the socket itself says that it is TCP.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _changed(
    change: Callable[[Scope, int, bytes], tuple[int, bytes] | None], content_type: bytes | None = None
) -> Mutation:
    """Return a server whose whole responses pass through `change`: (request, status, body) → (status, body)."""

    def mutate(app: App) -> App:
        async def mutant(scope: Scope, receive: Any, send: Any) -> None:
            start: Message = {}
            body = b""

            async def collect(message: Message) -> None:
                nonlocal start, body
                if message["type"] == "http.response.start":
                    start = message
                    return
                body += message.get("body", b"")
                if not message.get("more_body"):
                    status, changed = change(scope, start["status"], body) or (start["status"], body)
                    headers = [(k, v) for k, v in start["headers"] if k not in {b"content-length", b"content-type"}]
                    kind = [(k, content_type or v) for k, v in start["headers"] if k == b"content-type"]
                    await send({**start, "status": status, "headers": [*headers, *kind]})
                    await send({"type": "http.response.body", "body": changed})

            await app(scope, receive, collect)

        return mutant

    return mutate


def _rewritten(rewrite: Callable[[Scope], Scope]) -> Mutation:
    """Return a server that rewrites the requests it gets."""

    def mutate(app: App) -> App:
        async def mutant(scope: Scope, receive: Any, send: Any) -> None:
            await app(rewrite(scope) if scope["type"] == "http" else scope, receive, send)

        return mutant

    return mutate


def _creates_with_201(scope: Scope, status: int, body: bytes) -> tuple[int, bytes] | None:
    return (201, body) if scope["method"] == "POST" and status == 200 else None


def _crashes_on_update(scope: Scope, status: int, body: bytes) -> tuple[int, bytes] | None:
    return (500, b'{"code":500,"msg":"oops"}') if scope["method"] == "PUT" and status == 200 else None


def _drops_a_field(scope: Scope, status: int, body: bytes) -> tuple[int, bytes] | None:
    if scope["method"] != "GET" or status != 200:
        return None
    fields = json.loads(body)
    fields.pop("size", None)
    fields.get("data", {}).pop("id", None)
    return status, json.dumps(fields).encode()


def _keeps_deleted_objects(scope: Scope) -> Scope:
    return {**scope, "method": "GET"} if scope["method"] == "DELETE" else scope


def _accepts_any_limit(scope: Scope) -> Scope:
    query = b"&".join(pair for pair in scope["query_string"].split(b"&") if not pair.startswith(b"limit="))
    return {**scope, "query_string": query}


def _accepts_any_method(scope: Scope) -> Scope:
    known = {"GET", "PUT", "POST", "DELETE"}
    return scope if scope["method"] in known else {**scope, "method": "GET"}


def _accepts_anybody(app: App) -> App:
    async def mutant(scope: Scope, receive: Any, send: Any) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
        await app({**scope, "headers": [*headers, (b"authorization", scope["right"])]}, receive, send)

    return mutant


def sparing(app: App, mutant: App) -> App:
    """Return the mutant, except for the requests that seed the server: these reach the correct server.

    The mutant gets the last authorization of those requests.
    """
    right = b""

    async def choose(scope: Scope, receive: Any, send: Any) -> None:
        nonlocal right
        headers = dict(scope.get("headers", ()))
        if MARK.lower().encode() not in headers:
            return await mutant({**scope, "right": right}, receive, send)
        right = headers.get(b"authorization", right)
        return await app(scope, receive, send)

    return choose


def _changes_nothing(_scope: Scope, _status: int, _body: bytes) -> None:
    return None


FILES, VIDEOS = "platformcraft-filespot", "kinescope-v1"
GET, CREATE, UPDATE, DELETE = ("files.get", "files.create", "files.update", "files.delete")
TAG, RETAG, PROJECT = "tags.create", "tags.update", "projects.get"
UNDELETED = ("projects.create", PROJECT, "projects.delete")
STATUS, FAULT, LACK = _changed(_creates_with_201), _changed(_crashes_on_update), _changed(_drops_a_field)
OTHER_MEDIA = _changed(_changes_nothing, b"text/plain")
MUTANTS = (
    Mutant("returns an undocumented status", FILES, (CREATE,), "fuzzing", "ST103", STATUS),
    Mutant("returns an internal error", FILES, (UPDATE,), "coverage", "ST101", FAULT),
    Mutant("omits a required field", FILES, (GET,), "examples", "ST108", LACK),
    Mutant("returns another media type", FILES, (GET,), "examples", "ST105", OTHER_MEDIA),
    Mutant("accepts any limit", FILES, (GET,), "coverage", "ST201", _rewritten(_accepts_any_limit)),
    Mutant("accepts any method", FILES, (GET,), "coverage", "ST204", _rewritten(_accepts_any_method)),
    Mutant("accepts requests without a token", FILES, (GET,), "coverage", "ST401", _accepts_anybody),
    Mutant("does not delete", FILES, (CREATE, GET, DELETE), "stateful", "ST301", _rewritten(_keeps_deleted_objects)),
    Mutant("returns an undocumented status", VIDEOS, (TAG,), "examples", "ST103", STATUS),
    Mutant("returns an internal error", VIDEOS, (RETAG,), "coverage", "ST101", FAULT),
    Mutant("omits a required field", VIDEOS, (PROJECT,), "examples", "ST108", LACK),
    Mutant("accepts requests without a token", VIDEOS, (PROJECT,), "coverage", "ST401", _accepts_anybody),
    Mutant("does not delete", VIDEOS, UNDELETED, "stateful", "ST301", _rewritten(_keeps_deleted_objects)),
)
