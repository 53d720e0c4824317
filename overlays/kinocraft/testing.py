"""A pytest plugin for programs that use kinocraft: clients of both vendors on a local server that keeps state.

    def test_tags(kinescope, kinocraft_mock):
        kinocraft_mock.fail_next("tags.create", 503)
        kinescope.tags.create(tag="talk", retries=0)  # raises
        kinocraft_mock.assert_called("POST /v1/tags")  # exactly once

pytest loads it automatically if `kinocraft[mock]` is installed. Its fixtures `kinescope`, `platformcraft`,
`async_kinescope` and `async_platformcraft` are clients. `kinocraft_mock` controls the server and exposes the requests
it received, which the report of a failed test shows too. One server runs for the whole session, on a free port, so each
process of pytest-xdist has its own. It is empty at the start of every test that uses it. The clients never wait:
instead of sleeping they advance the server's clock.

This is the only module that imports both the clients and the server. Importing it loads neither.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Unpack

import pytest

if TYPE_CHECKING:
    import os

    import httpx2

    from kinocraft_mock import Control, RunningServer

    from .kinescope import AsyncKinescope, Kinescope, KinescopeOptions
    from .platformcraft import AsyncPlatformcraft, ClientOptions, Platformcraft

__all__ = ["Exchange", "InjectedFault", "KinocraftMock", "ServerClock"]

MAX_LISTED = 20
"""The maximum number of exchanges that a failed assertion lists."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that the server received, and its response.

    `operation` is None if no documented operation has this method and path, and `status` is None if no response was
    sent. `valid` is False if the request or the response violates its description, as `violations` says, and None if
    neither was checked. `time` is in Unix seconds by the server's clock; the sizes are those of the bodies, in bytes.
    The bodies are strings with passwords and tokens masked, or None for a body that is not text or exceeds 1 MiB.
    """

    n: int
    time: float
    method: str
    path: str
    query: str
    operation: str | None
    status: int | None
    bytes_in: int
    bytes_out: int
    valid: bool | None
    violations: tuple[str, ...]
    fault: str | None
    request_body: str | None
    response_body: str | None

    @property
    def request_json(self) -> Any:
        """The body of the request, parsed as JSON. Raises ValueError if it is not JSON."""
        return json.loads(self.request_body or "")

    @property
    def response_json(self) -> Any:
        """The body of the response, parsed as JSON. Raises ValueError if it is not JSON."""
        return json.loads(self.response_body or "")

    @property
    def documented_path(self) -> str:
        """The documented path, without the prefix of the service on this server."""
        return "/" + self.path.split("/", 3)[3] if self.path.count("/") > 2 else self.path

    def __str__(self) -> str:
        fault = f", fault {self.fault}" if self.fault else ""
        violations = f": {'; '.join(self.violations)}" if self.violations else ""
        name = self.operation or "no operation"
        return f"{self.method} {self.documented_path} → {self.status or 'no response'} ({name}{fault}){violations}"


class InjectedFault:
    """A fault that was injected into an operation."""

    def __init__(self, control: Control, id: str, text: str) -> None:
        self._control = control
        self._id = id
        self.text = text

    def __repr__(self) -> str:
        return f"<{self.text}>"

    @property
    def fired(self) -> int:
        """The number of calls that the fault has hit."""
        return self._control.fired(self._id)

    def cancel(self) -> None:
        """Remove the fault, and release the calls that it is stalling."""
        self._control.cancel_fault(self._id)


class ServerClock:
    """The server's clock, for clients in tests. Waiting advances it and takes no real time."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._slept = 0.0
        self._lock = threading.Lock()

    def time(self) -> float:
        """Return the time in Unix seconds, by the server's clock."""
        return self._server.app.context.clock.now()

    def monotonic(self) -> float:
        """Return real seconds plus those that were slept."""
        return time.monotonic() + self._slept

    def random(self) -> float:
        """Return always the same number."""
        return 0.5

    def sleep(self, seconds: float) -> None:
        """Advance the server's clock."""
        self._server.control.advance(seconds)
        with self._lock:
            self._slept += seconds

    async def asleep(self, seconds: float) -> None:
        """Advance the server's clock."""
        import anyio

        await anyio.to_thread.run_sync(self.sleep, seconds)


class KinocraftMock:
    """Controls the local server in a test. `control` and `server` offer the rest of the API."""

    def __init__(self, server: RunningServer, http_client: httpx2.Client) -> None:
        self.server = server
        self.control = server.control
        self.clock = ServerClock(server)
        self._http_client = http_client
        self._injected: list[InjectedFault] = []
        self._reported = False
        self.failed = False
        """Whether the test has failed, so that unused faults need not be reported too."""

    @property
    def url(self) -> str:
        """The server's URL."""
        return self.server.url

    @property
    def account(self) -> str:
        """The id of Platformcraft's only account, which is also its container's id."""
        return self.server.account

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables that make any client use the server."""
        return self.server.environment

    def kinescope(self, **options: Unpack[KinescopeOptions]) -> Kinescope:
        """Make another client of Kinescope, with its own options."""
        from .kinescope import Kinescope

        return Kinescope(self.server.token, http_client=self._http_client, **self._kinescope_options(options))

    def async_kinescope(self, **options: Unpack[KinescopeOptions]) -> AsyncKinescope:
        """Make another client for an event loop, with its own options."""
        from .kinescope import AsyncKinescope

        return AsyncKinescope(self.server.token, http_client=_async_http_client(), **self._kinescope_options(options))

    def _kinescope_options(self, options: KinescopeOptions) -> KinescopeOptions:
        prefix = self.server.url + "/kinescope"
        urls: KinescopeOptions = {"api_url": f"{prefix}/api", "upload_url": f"{prefix}/uploader"}
        return {"clock": self.clock, "rate_limits": False, **urls, **options}

    def platformcraft(self, **options: Unpack[ClientOptions]) -> Platformcraft:
        """Make another client of Platformcraft, with its own options."""
        from .platformcraft import Platformcraft

        login, password = self.server.login, self.server.password
        return Platformcraft(login, password, http_client=self._http_client, **self._platformcraft_options(options))

    def async_platformcraft(self, **options: Unpack[ClientOptions]) -> AsyncPlatformcraft:
        """Make another client for an event loop, with its own options."""
        from .platformcraft import AsyncPlatformcraft

        login, password = self.server.login, self.server.password
        return AsyncPlatformcraft(
            login, password, http_client=_async_http_client(), **self._platformcraft_options(options)
        )

    def _platformcraft_options(self, options: ClientOptions) -> ClientOptions:
        prefix = self.server.url + "/platformcraft"
        urls: ClientOptions = {
            "auth_url": f"{prefix}/auth",
            "filespot_url": f"{prefix}/filespot",
            "recorder_url": f"{prefix}/recorder",
            "streamer_url": f"{prefix}/streamer",
        }
        return {"clock": self.clock, "rate_limits": False, **urls, **options}

    def reset(self) -> None:
        """Empty the server, and reset its faults, journal and clock."""
        self._injected.clear()
        self.control.reset()

    def seed(self, name: str = "demo") -> Mapping[str, int]:
        """Fill the empty server with content, and return the number of new objects by kind."""
        return self.control.seed(name)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Save the whole state to a file."""
        self.control.save_state(path)

    def load(self, path: str | os.PathLike[str]) -> None:
        """Replace the state with one that `save` has written."""
        self.control.load_state(path)

    def now(self) -> float:
        """Return the server's time in Unix seconds."""
        return self.control.now()

    def advance(self, seconds: float) -> float:
        """Advance the server's clock and everything that depends on it, and return the new time."""
        return self.control.advance(seconds)

    def freeze(self) -> float:
        """Stop the server's clock, and return its time."""
        return self.control.freeze()

    def set_media(self, object_id: str, **details: float) -> Mapping[str, Any]:
        """Set the properties of a stored video or media file: `duration` in seconds, `width`, `height`, `has_audio`."""
        return self.control.set_media(object_id, **details)

    def fail_next(
        self,
        operation: str,
        fault: int | str = 500,
        *,
        times: int = 1,
        after: int = 0,
        must_fire: bool = True,
        **parameters: Any,
    ) -> InjectedFault:
        """Make the next calls of an operation fail.

        Args:
            operation: An operationId, such as "videos.get", or "*" for any.
            fault: A status to return instead of doing the work, or the name of a fault: "drop_request",
                "drop_response", "lost_response" (the work is done, the response is lost), "stall", "truncate", "slow"
                or "expire_tokens".
            times: The number of calls that fail.
            after: The number of calls that succeed before.
            must_fire: Whether the test fails if no call was hit by the fault, because it would prove nothing.
            parameters: Parameters of the fault, such as `headers` and `body` of a status.
        """
        __tracebackhide__ = True
        kind = "status" if isinstance(fault, int) else fault
        if isinstance(fault, int):
            parameters["status"] = fault
        fault_id = self.control.fault(operation, kind, times=times, after=after, **parameters)
        injected = InjectedFault(self.control, fault_id, f"fault {fault} for {operation}")
        if must_fire:
            self._injected.append(injected)
        return injected

    def calls(self, target: str = "*") -> list[Exchange]:
        """Return the exchanges that match `target`, oldest first.

        The target is an operationId, such as "videos.get", or a method and path: "POST /v1/tags",
        "GET /v1/videos/{video_id}", "* /v1/videos/*". A name in braces matches one path segment, and `*` anything.
        """
        __tracebackhide__ = True
        method, _, path = target.partition(" ")
        entries = self.control.journal(None if path or target == "*" else target, bodies=True)
        exchanges = [_exchange(entry) for entry in entries]
        if not path:
            return exchanges
        wanted = _pattern(path)
        return [
            each
            for each in exchanges
            if method in ("*", each.method) and (wanted.fullmatch(each.documented_path) or wanted.fullmatch(each.path))
        ]

    def assert_called(self, target: str, times: int | None = 1) -> list[Exchange]:
        """Fail unless the server received so many such requests (None: at least one). Return the exchanges."""
        __tracebackhide__ = True
        found = self.calls(target)
        if len(found) != times if times is not None else not found:
            wanted = "at least once" if times is None else _times(times)
            raise AssertionError(f"{target} was called {_times(len(found))}, not {wanted}; {self._listed()}")
        return found

    def assert_not_called(self, target: str = "*") -> None:
        """Fail if the server received such a request."""
        __tracebackhide__ = True
        self.assert_called(target, times=0)

    def assert_valid(self) -> None:
        """Fail if any request or response violated its description, or if a request had unknown fields.

        The services ignore unknown fields, so a misspelled one would go unnoticed there.
        """
        __tracebackhide__ = True
        broken = [str(each) for each in self.calls() if each.valid is False]
        if broken:
            raise AssertionError("\n".join(["these exchanges violate the description:", *broken]))

    def assert_faults_fired(self) -> None:
        """Fail if a fault of `fail_next` has hit no call. This is checked at the end of every successful test."""
        __tracebackhide__ = True
        unused = [fault.text for fault in self._injected if not fault.fired]
        if unused:
            raise AssertionError(f"this hit no call, so the test proves nothing: {', '.join(unused)}; {self._listed()}")

    def _listed(self) -> str:
        self._reported = True
        exchanges = self.calls()
        if not exchanges:
            return "the server received no requests"
        shown = [f"  {each}" for each in exchanges[-MAX_LISTED:]]
        before = [f"  … {len(exchanges) - MAX_LISTED} earlier ones"] if len(exchanges) > MAX_LISTED else []
        return "\n".join(["the server received:", *before, *shown])

    def report(self) -> str:
        """Return the requests, for the report of a failed test; empty if the message of an assertion lists them."""
        self.failed = True
        if self._reported:
            return ""
        try:
            return self._listed()
        except Exception as error:  # reporting a failure must not cause another one
            return f"the server does not respond: {error}"


def _exchange(entry: Mapping[str, Any]) -> Exchange:
    values: dict[str, Any] = {field.name: entry[field.name] for field in fields(Exchange)}
    values["violations"] = tuple(values["violations"])
    return Exchange(**values)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


MOCK = pytest.StashKey[KinocraftMock]()
"""The key under which a test keeps its KinocraftMock, for its report."""


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^/{}]*\}|\*)", path)
    return re.compile(
        "".join(".*" if part == "*" else "[^/]+" if part[:1] == "{" else re.escape(part) for part in parts)
    )


def _async_http_client() -> httpx2.AsyncClient:
    import httpx2

    # Fixtures cannot close it in the test's event loop, so no connection may stay open after a call.
    limits = httpx2.Limits(max_keepalive_connections=0)
    return httpx2.AsyncClient(trust_env=False, verify=_no_tls(), limits=limits)


def _no_tls() -> Any:
    import ssl

    # The server uses plain HTTP on loopback. The default context would read all certificates of this machine.
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@pytest.fixture(scope="session")
def kinocraft_mock_server() -> Iterator[RunningServer]:
    """The local server of this session, without rate limits."""
    try:
        from kinocraft_mock import running
    except ModuleNotFoundError as error:
        pytest.fail(
            f"the local server needs more packages ({error.name}): pip install 'kinocraft[mock]'", pytrace=False
        )
    with running(limits=False) as server:
        yield server


@pytest.fixture(scope="session")
def _kinocraft_http_client() -> Iterator[httpx2.Client]:
    """The connections that all tests of the session share."""
    import httpx2

    with httpx2.Client(trust_env=False, verify=_no_tls()) as http_client:
        yield http_client


@pytest.fixture
def kinocraft_mock(
    request: pytest.FixtureRequest, kinocraft_mock_server: RunningServer, _kinocraft_http_client: httpx2.Client
) -> Iterator[KinocraftMock]:
    """The local server, emptied for this test."""
    kinocraft_mock_server.control.reset()
    mock = KinocraftMock(kinocraft_mock_server, _kinocraft_http_client)
    request.node.stash[MOCK] = mock
    yield mock
    if not mock.failed:
        try:
            mock.assert_faults_fired()
        except AssertionError as error:
            pytest.fail(str(error), pytrace=False)


@pytest.fixture
def kinocraft_environment(kinocraft_mock: KinocraftMock, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """Environment variables that make clients which the tested program makes itself use the local server.

    Such clients really wait, and stay within the documented rate limits.
    """
    for name, value in kinocraft_mock.environment.items():
        monkeypatch.setenv(name, value)
    return kinocraft_mock.environment


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the requests that the server received to the report of a failed test."""
    report = yield
    mock = item.stash.get(MOCK, None)
    if mock is not None and report.failed and report.when != "teardown" and (text := mock.report()):
        report.sections.append(("kinocraft-mock", text))
    return report


@pytest.fixture
def kinescope(kinocraft_mock: KinocraftMock) -> Iterator[Kinescope]:
    """A client of Kinescope that uses the local server."""
    with kinocraft_mock.kinescope() as client:
        yield client


@pytest.fixture
def platformcraft(kinocraft_mock: KinocraftMock) -> Iterator[Platformcraft]:
    """A client of Platformcraft that uses the local server. It logs in with its first call."""
    with kinocraft_mock.platformcraft() as client:
        yield client


@pytest.fixture
def async_kinescope(kinocraft_mock: KinocraftMock) -> AsyncKinescope:
    """A client of Kinescope that uses the local server, for the test's event loop. It need not be closed."""
    return kinocraft_mock.async_kinescope()


@pytest.fixture
def async_platformcraft(kinocraft_mock: KinocraftMock) -> AsyncPlatformcraft:
    """A client of Platformcraft that uses the local server, for the test's event loop. It need not be closed."""
    return kinocraft_mock.async_platformcraft()
