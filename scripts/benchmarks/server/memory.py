"""The memory of the local server after every GET operation was requested."""

from __future__ import annotations

from http.client import HTTPConnection
from typing import Any, cast
from urllib.parse import quote, urlsplit

import orjson
from local_server import local_server

from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.service import Service
from kinocraft_mock.services import SERVICES

from ..measure import Line, resident
from ..workspace import TOKEN, address

TARGET = 120
FULL = 10_000
"""The number of exchanges that the journal keeps."""


def measure(quick: bool) -> list[Line]:
    """Request everything in the demo workspace. Lists come first, because they contain the ids for the rest."""
    with local_server("--no-limits", "--seed", "demo") as server:
        connection = HTTPConnection(urlsplit(server.url).netloc)
        reading = [(service, each) for service in SERVICES for each in service.operations() if each.method == "GET"]
        reading.sort(key=lambda pair: pair[1].path.count("{"))
        tokens = _tokens(connection)
        ids: dict[str, str] = {"container_id": tokens["owner_id"], "file_path": ""}
        succeeded = 0
        for service, operation in reading:
            succeeded += _read(connection, service, operation, ids, tokens)
        held = resident(server.pid)
        again = reading * (1 if quick else FULL // len(reading) + 1)
        for service, operation in again:
            _read(connection, service, operation, ids, tokens)
        later = resident(server.pid)
        connection.close()
    if held is None or later is None:
        return [Line("memory", f"<= {TARGET} MiB", "not measured", None, "this system does not report it")]
    detail = f"after every GET operation, {succeeded / len(reading):.0%} of them successful"
    times = f"{len(again):,} further responses, all of them in the journal" if not quick else "the same once more"
    return [
        Line("server's memory", f"<= {TARGET} MiB", f"{held:.0f} MiB", held <= TARGET, detail),
        Line("  with a full journal", f"<= {TARGET} MiB", f"{later:.0f} MiB", later <= TARGET, times),
    ]


def _tokens(connection: HTTPConnection) -> dict[str, Any]:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/platformcraft/auth/token", b"login=mock&password=mock", form)
    tokens: dict[str, Any] = orjson.loads(connection.getresponse().read())
    return tokens


def _read(
    connection: HTTPConnection, service: Service, operation: Operation, ids: dict[str, str], tokens: dict[str, Any]
) -> bool:
    """Send one request and return whether it succeeded. Remember the id of the first object of a list in `ids`."""
    token = TOKEN if service.mount.startswith("/kinescope") else tokens["access_token"]
    needed = "&".join(f"{each}={quote(_example(operation, each), safe='')}" for each in operation.required_query)
    target = address(service, operation, **ids) + (f"?{needed}" if needed else "")
    connection.request("GET", target, headers={"Authorization": f"Bearer {token}"})
    response = connection.getresponse()
    content = response.read()
    if response.status >= 500:
        raise RuntimeError(f"GET {target} failed: {content.decode()}")
    if response.status == 200 and response.headers["Content-Type"] == "application/json":
        body: Any = orjson.loads(content)
        found: Any = cast(dict[str, Any], body).get("data", body) if isinstance(body, dict) else body
        item: Any = next(iter(found or ()), None)
        first: dict[str, Any] = cast(dict[str, Any], item) if isinstance(item, dict) else {}
        if "id" in first:
            ids.setdefault(f"{operation.path.rpartition('/')[2].removesuffix('s')}_id", str(first["id"]))
    return response.status == 200


def _example(operation: Operation, name: str) -> str:
    items: list[dict[str, Any]] = list(operation.document.content["paths"].values())
    item = next(item for item in items if item.get(operation.method.lower()) is operation.content)
    declared = [*item.get("parameters", ()), *operation.content.get("parameters", ())]
    nodes = [operation.document.resolve(node) for node in declared]
    return str(next(node.get("example", "") for node in nodes if node["name"] == name))
