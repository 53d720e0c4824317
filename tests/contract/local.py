"""Clients of the local server for the tests of every operation: calls by operation id, and the requests that they
send."""

from __future__ import annotations

import asyncio
import contextlib
import io
import sqlite3
import tarfile
from collections.abc import Callable, Generator
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import httpx2
from generator.transform import operations

import kinocraft_mock
from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.errors import APIStatusError
from kinocraft.testing import ServerClock
from tests.bundles import BUNDLES
from tests.contract import calls_kinescope, calls_platformcraft, seeded_kinescope, seeded_platformcraft
from tests.contract.derived_calls import SUBJECTS, create_missing, derived_arguments
from tests.contract.mounts import MOUNTS, unmounted
from tests.contract.requests.oracle import Sent
from tests.contract.seeded import THEN, Seeded
from tests.described_operations import METHODS
from tests.seed.account import PLAIN

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer

AUTH = "auth.platformcraft.ru"
DELIVERIES = "INTO \"kinescope_counts\" VALUES('delivery',"
OPAQUE = ("videos.uploads.",)
"""Operations that are called with a URL from an earlier response, not with ids."""
CALLS = {**calls_kinescope.CALLS, **calls_platformcraft.CALLS}
SEED: dict[str, Callable[[str], Seeded]] = {
    "kinescope": lambda url: seeded_kinescope.seed_workspace(url, "mock-token"),
    "platformcraft": lambda url: seeded_platformcraft.seed_account(url, "mock", "mock"),
}
FRESH = {**seeded_kinescope.FRESH, **seeded_platformcraft.FRESH}


def vendor(service: str) -> str:
    return service.partition("-")[0]


def arguments_of(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the arguments of a call: those in the tables, with the ids in its path, or derived ones."""
    if name not in CALLS:
        return derived_arguments(name, calls_kinescope.IDS if SUBJECTS[name].vendor == "kinescope" else {})
    given: dict[str, Any] = {}
    parameters = next(found for _, _, operation, found in operations(document) if operation["operationId"] == name)
    if name in calls_kinescope.CALLS and not name.startswith(OPAQUE):
        given = {each["name"]: calls_kinescope.IDS[each["name"]] for each in parameters if each["in"] == "path"}
    return {**given, **CALLS[name]}


class Clients:
    """Strict clients of a running server, sync and async, and the requests that they have sent."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.sent: list[tuple[str, Sent]] = []
        self._http_client = httpx2.Client(transport=_Network(self.sent))

    def close(self) -> None:
        self._http_client.close()

    def request(self, service: str, name: str, given: dict[str, Any]) -> tuple[str, Sent]:
        """Return the host and the request that a call would send. Only a login is really sent."""
        caught = Caught(name)
        kind = Kinescope if vendor(service) == "kinescope" else Platformcraft
        with httpx2.Client(transport=caught) as http_client, contextlib.suppress(APIStatusError):
            attrgetter(METHODS[name])(kind(http_client=http_client, **self._settings(vendor(service))))(**given)
        (only,) = caught.sent
        return only

    def call(self, service: str, name: str, given: dict[str, Any], *, asynchronous: bool, **options: Any) -> Any:
        """Call an operation's method by its attribute path."""
        settings = {**self._settings(vendor(service)), **options}
        if asynchronous:
            return asyncio.run(self._acall(vendor(service), name, given, settings))
        kind = Kinescope if vendor(service) == "kinescope" else Platformcraft
        return attrgetter(METHODS[name])(kind(http_client=self._http_client, **settings))(**given)

    async def _acall(self, who: str, name: str, given: dict[str, Any], settings: dict[str, Any]) -> Any:
        kind = AsyncKinescope if who == "kinescope" else AsyncPlatformcraft
        async with httpx2.AsyncClient(transport=_AsyncNetwork(self.sent)) as http_client:
            return await attrgetter(METHODS[name])(kind(http_client=http_client, **settings))(**given)

    def _settings(self, who: str) -> dict[str, Any]:
        prefix = f"{who.upper()}_"
        environment = self.server.environment.items()
        ours = {name.removeprefix(prefix).lower(): text for name, text in environment if name.startswith(prefix)}
        return {**ours, "clock": ServerClock(self.server), "rate_limits": False, "retries": 0, "strict": True}


def kept(request: httpx2.Request) -> tuple[str, Sent]:
    """Return a request that was read, and its documented host."""
    if request.url.host in MOUNTS:
        return request.url.host, Sent(
            request.method, request.url.raw_path.decode("ascii"), dict(request.headers), request.content
        )
    host, path = unmounted(request.url.raw_path.decode("ascii"))
    return host, Sent(request.method, path, dict(request.headers), request.content)


class _Network(httpx2.BaseTransport):
    def __init__(self, sent: list[tuple[str, Sent]]) -> None:
        self._sent = sent
        self._inner = httpx2.HTTPTransport(verify=PLAIN)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self._sent.append(kept(request))
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


class _AsyncNetwork(httpx2.AsyncBaseTransport):
    def __init__(self, sent: list[tuple[str, Sent]]) -> None:
        self._sent = sent
        self._inner = httpx2.AsyncHTTPTransport(verify=PLAIN)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        self._sent.append(kept(request))
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class Caught(httpx2.BaseTransport):
    """Records the request of a call and responds with 418. Only logins reach the server."""

    def __init__(self, operation: str) -> None:
        self.operation = operation
        self.sent: list[tuple[str, Sent]] = []
        self._inner = httpx2.HTTPTransport(verify=PLAIN)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        host, sent = kept(request)
        if host == AUTH and not self.operation.startswith("auth."):
            return self._inner.handle_request(request)
        self.sent.append((host, sent))
        return httpx2.Response(418)

    def close(self) -> None:
        self._inner.close()


class SeededServer:
    """A running server with seeded objects, whose state can be restored."""

    def __init__(self, server: RunningServer, seed: Callable[[str], Seeded]) -> None:
        self.server = server
        self._http = httpx2.Client(base_url=f"{server.url}/_mock", trust_env=False, verify=PLAIN, timeout=30)
        self._http.post("/reset", json={}).raise_for_status()
        server.control.set_clock(THEN)
        server.control.freeze()
        self.seeded = seed(server.url)
        self._seeded_state = self.export()
        self._settled: tuple[int, list[str]] | None = None

    def export(self) -> bytes:
        """Return the state as a file that `restore` takes."""
        return self._http.get("/state").raise_for_status().content

    def state(self) -> list[str]:
        """Return the whole state except the position of the id generator, since every response uses one id."""
        files: dict[str, bytes] = {}
        with tarfile.open(fileobj=io.BytesIO(self.export())) as archive:
            for member in archive:
                extracted = archive.extractfile(member)
                assert extracted
                files[member.name] = extracted.read()
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(files["state.sqlite3"])
            # Indexes are created on first use.
            dump = "\n".join(line for line in database.iterdump() if not line.startswith("CREATE INDEX"))
        # Restored files have new names and the same content.
        for name, content in files.items():
            if name.startswith("blobs/"):
                dump = dump.replace(f"'{name.removeprefix('blobs/')}'", f"'{sha256(content).hexdigest()}'")
        return dump.splitlines()

    def settled(self) -> list[str]:
        """Return the whole state once all webhooks are delivered. The clock is frozen: time changes the state.

        The state is exported only if something was written since the last call.
        """
        self.server.control.freeze()
        store = self.server.app.context.store
        for _ in range(100):
            version = store.version
            if self._settled is not None and self._settled[0] == version:
                return self._settled[1]
            state = self.state()
            if not any(DELIVERIES in line and f"{DELIVERIES}0)" not in line for line in state):
                self._settled = (version, state)
                return state
        raise AssertionError("webhooks are still being delivered")

    def restore(self, state: bytes | None = None) -> None:
        """Restore an exported state; by default, the state after seeding."""
        self._settled = None
        tar = {"Content-Type": "application/x-tar"}
        self._http.put("/state", content=state or self._seeded_state, headers=tar).raise_for_status()

    def close(self) -> None:
        self._http.close()
        self.seeded.close()

    def fitting(self, name: str, given: dict[str, Any]) -> dict[str, Any]:
        """Return a call's arguments with ids on the server. What the call uses up is created."""
        made = {each: make(self.seeded) for each, make in FRESH.get(name, {}).items()}
        fitted: dict[str, Any] = self.seeded.actual(given)
        if "uploadId" in made:
            made = {"upload_id": made["uploadId"]}
        if "upload_id" in made and "url" in given:
            made = {"url": fitted["url"].rpartition("/")[0] + "/" + made["upload_id"]}
        return self._with_missing(name, {**fitted, **made})

    def _with_missing(self, name: str, given: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments with objects made for the ids that nothing here seeds."""

        def call(creating: str, path: dict[str, Any]) -> Any:
            service = SUBJECTS[creating].service
            arguments = self.seeded.actual(arguments_of(BUNDLES[service], creating))
            with contextlib.closing(Clients(self.server)) as clients:
                return clients.call(service, creating, {**arguments, **path}, asynchronous=False)

        return create_missing(name, given, {*self.seeded.ids}, call)


@contextlib.contextmanager
def start_seeded_servers() -> Generator[dict[str, SeededServer]]:
    """Run a seeded server for each vendor."""
    with contextlib.ExitStack() as stack:
        made: dict[str, SeededServer] = {}
        for who, seed in SEED.items():
            server = stack.enter_context(kinocraft_mock.running(limits=False))
            made[who] = stack.enter_context(contextlib.closing(SeededServer(server, seed)))
        yield made
