"""A pytest plugin for programs that use this package: clients of both vendors on a local server, as state.

    def test_tags(kinescope, kinocraft_mock):
        kinocraft_mock.fail_next("tags.create", 503)
        kinescope.tags.create(tag="talk", retries=0)  # raises
        kinocraft_mock.assert_called("POST /v1/tags")  # exactly once

pytest finds it by itself where `kinocraft[mock]` is installed. Its fixtures `kinescope`, `platformcraft`,
`async_kinescope` and `async_platformcraft` are clients; `kinocraft_mock` orders the server about and says what it was
asked, which the report of a test that fails shows too. One server runs for the whole session, on a free port, so
processes of pytest-xdist have one each; every test that asks for it finds it empty. The clients never wait: what they
would sleep moves the server's clock on.

This is the only module that knows both the clients and the server. Importing it loads neither.
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

__all__ = ["Exchange", "KinocraftMock", "OrderedFault", "ServerClock"]

SHOWN = 20
"""How many exchanges a failed assertion lists."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that the server got, and what became of it.

    `operation` is None where no documented operation has this method and path, `status` where no answer was sent.
    `valid` is False when the request or the answer departed from its description, which `violations` tells, and None
    when nothing was held to one. `time` is in Unix seconds by the server's clock; sizes are those of bodies, in bytes.
    The bodies are texts with passwords and tokens hidden, or None where one is no text, or is longer than 1 MiB.
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
    answer_body: str | None

    @property
    def request_json(self) -> Any:
        """What was sent, as JSON. Raises ValueError where it was none."""
        return json.loads(self.request_body or "")

    @property
    def answer_json(self) -> Any:
        """What was answered, as JSON. Raises ValueError where it was none."""
        return json.loads(self.answer_body or "")

    @property
    def documented_path(self) -> str:
        """The path as the documentation prints it after the host, without the place of the service on this server."""
        return "/" + self.path.split("/", 3)[3] if self.path.count("/") > 2 else self.path

    def __str__(self) -> str:
        spoiled = f", fault {self.fault}" if self.fault else ""
        wrong = f": {'; '.join(self.violations)}" if self.violations else ""
        name = self.operation or "no operation"
        return f"{self.method} {self.documented_path} → {self.status or 'no answer'} ({name}{spoiled}){wrong}"


class OrderedFault:
    """A failure that was ordered for an operation."""

    def __init__(self, control: Control, id: str, text: str) -> None:
        self._control = control
        self._id = id
        self.text = text

    def __repr__(self) -> str:
        return f"<{self.text}>"

    @property
    def fired(self) -> int:
        """How many calls it has spoiled."""
        return self._control.fired(self._id)

    def cancel(self) -> None:
        """Take it back, and release the calls that it holds up."""
        self._control.cancel_fault(self._id)


class ServerClock:
    """Time for clients in tests: that of the server. Waiting moves the server's clock on and takes no time."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._slept = 0.0
        self._lock = threading.Lock()

    def time(self) -> float:
        """Unix seconds, by the server's clock."""
        return self._server.app.context.clock.now()

    def monotonic(self) -> float:
        """Seconds that never go back: those that have passed, and those that were waited."""
        return time.monotonic() + self._slept

    def random(self) -> float:
        """Always the same chance."""
        return 0.5

    def sleep(self, seconds: float) -> None:
        """Move the server's clock on."""
        self._server.control.advance(seconds)
        with self._lock:
            self._slept += seconds

    async def asleep(self, seconds: float) -> None:
        """Move the server's clock on."""
        import anyio

        await anyio.to_thread.run_sync(self.sleep, seconds)


class KinocraftMock:
    """The local server in the hands of a test. What it lacks, `control` and `server` have."""

    def __init__(self, server: RunningServer, http_client: httpx2.Client) -> None:
        self.server = server
        self.control = server.control
        self.clock = ServerClock(server)
        self._http_client = http_client
        self._ordered: list[OrderedFault] = []
        self._told = False
        self.failed = False
        """Whether this has been asked for the report of a failure: the test need not be told of idle faults as well."""

    @property
    def url(self) -> str:
        """The server's address."""
        return self.server.url

    @property
    def account(self) -> str:
        """The id of Platformcraft's one account, which is its container's, too."""
        return self.server.account

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables that point any client at the server."""
        return self.server.environment

    def kinescope(self, **options: Unpack[KinescopeOptions]) -> Kinescope:
        """A further client of Kinescope, with options of its own."""
        from .kinescope import Kinescope

        return Kinescope(self.server.token, http_client=self._http_client, **self._kinescope_options(options))

    def async_kinescope(self, **options: Unpack[KinescopeOptions]) -> AsyncKinescope:
        """The same for an event loop."""
        from .kinescope import AsyncKinescope

        return AsyncKinescope(self.server.token, http_client=_async_http_client(), **self._kinescope_options(options))

    def _kinescope_options(self, options: KinescopeOptions) -> KinescopeOptions:
        place = self.server.url + "/kinescope"
        urls: KinescopeOptions = {"api_url": f"{place}/api", "upload_url": f"{place}/uploader"}
        return {"clock": self.clock, "rate_limits": False, **urls, **options}

    def platformcraft(self, **options: Unpack[ClientOptions]) -> Platformcraft:
        """A further client of Platformcraft, with options of its own."""
        from .platformcraft import Platformcraft

        login, password = self.server.login, self.server.password
        return Platformcraft(login, password, http_client=self._http_client, **self._platformcraft_options(options))

    def async_platformcraft(self, **options: Unpack[ClientOptions]) -> AsyncPlatformcraft:
        """The same for an event loop."""
        from .platformcraft import AsyncPlatformcraft

        login, password = self.server.login, self.server.password
        return AsyncPlatformcraft(
            login, password, http_client=_async_http_client(), **self._platformcraft_options(options)
        )

    def _platformcraft_options(self, options: ClientOptions) -> ClientOptions:
        place = self.server.url + "/platformcraft"
        urls: ClientOptions = {
            "auth_url": f"{place}/auth",
            "filespot_url": f"{place}/filespot",
            "recorder_url": f"{place}/recorder",
            "streamer_url": f"{place}/streamer",
        }
        return {"clock": self.clock, "rate_limits": False, **urls, **options}

    def reset(self) -> None:
        """Empty the server once more; faults, journal and clock go with the rest."""
        self._ordered.clear()
        self.control.reset()

    def seed(self, name: str = "demo") -> Mapping[str, int]:
        """Fill the empty server with content; answers how many of what were made."""
        return self.control.seed(name)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the whole state to a file."""
        self.control.save_state(path)

    def load(self, path: str | os.PathLike[str]) -> None:
        """Make a state that `save` has written that of the server."""
        self.control.load_state(path)

    def now(self) -> float:
        """The server's time, in Unix seconds."""
        return self.control.now()

    def advance(self, seconds: float) -> float:
        """Move the server's clock on, and with it all that happens by time; answers with the new time."""
        return self.control.advance(seconds)

    def freeze(self) -> float:
        """Stop the server's clock; answers with the time."""
        return self.control.freeze()

    def set_media(self, object_id: str, **details: float) -> Mapping[str, Any]:
        """Say what is in a stored video or media file: `duration` in seconds, `width` and `height`, `has_audio`."""
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
    ) -> OrderedFault:
        """Let the next calls of an operation fail.

        Args:
            operation: An operationId, such as "videos.get", or "*" for any.
            fault: A status to send instead of handling the request, or the kind of a fault: "drop_request",
                "drop_response", "lost_response" (handled, but no response is sent), "stall", "truncate", "slow" or
                "expire_tokens".
            times: How many calls fail.
            after: How many are let through before.
            must_fire: Whether the test fails when no call met the fault: it would prove nothing.
            parameters: Those of the fault, such as `headers` and `body` of a status.
        """
        __tracebackhide__ = True
        kind = "status" if isinstance(fault, int) else fault
        if isinstance(fault, int):
            parameters["status"] = fault
        fault_id = self.control.fault(operation, kind, times=times, after=after, **parameters)
        ordered = OrderedFault(self.control, fault_id, f"fault {fault} for {operation}")
        if must_fire:
            self._ordered.append(ordered)
        return ordered

    def calls(self, target: str = "*") -> list[Exchange]:
        """The exchanges that `target` means, oldest first.

        It is an operationId, such as "videos.get", or method and path: "POST /v1/tags", "GET /v1/videos/{video_id}",
        "* /v1/videos/*". A name in braces stands for one segment of the path, `*` for anything.
        """
        __tracebackhide__ = True
        method, _, path = target.partition(" ")
        asked = self.control.journal(None if path or target == "*" else target, bodies=True)
        exchanges = [_exchange(each) for each in asked]
        if not path:
            return exchanges
        wanted = _pattern(path)
        return [
            each
            for each in exchanges
            if method in ("*", each.method) and (wanted.fullmatch(each.documented_path) or wanted.fullmatch(each.path))
        ]

    def assert_called(self, target: str, times: int | None = 1) -> list[Exchange]:
        """Fail unless the server was asked that so many times, with None at least once; answers with the exchanges."""
        __tracebackhide__ = True
        found = self.calls(target)
        if len(found) != times if times is not None else not found:
            wanted = "at least once" if times is None else _times(times)
            raise AssertionError(f"{target} was called {_times(len(found))}, not {wanted}; {self._listed()}")
        return found

    def assert_not_called(self, target: str = "*") -> None:
        """Fail when the server was asked that."""
        __tracebackhide__ = True
        self.assert_called(target, times=0)

    def assert_valid(self) -> None:
        """Fail when any request or answer departed from its description."""
        __tracebackhide__ = True
        broken = [str(each) for each in self.calls() if each.valid is False]
        if broken:
            raise AssertionError("\n".join(["against the description:", *broken]))

    def assert_faults_fired(self) -> None:
        """Fail when a fault of `fail_next` has met no call. Every test that has not failed ends with this."""
        __tracebackhide__ = True
        idle = [fault.text for fault in self._ordered if not fault.fired]
        if idle:
            raise AssertionError(f"this met no call, and so proves nothing: {', '.join(idle)}; {self._listed()}")

    def _listed(self) -> str:
        self._told = True
        exchanges = self.calls()
        if not exchanges:
            return "the server was asked nothing"
        shown = [f"  {each}" for each in exchanges[-SHOWN:]]
        before = [f"  … {len(exchanges) - SHOWN} before"] if len(exchanges) > SHOWN else []
        return "\n".join(["the server was asked:", *before, *shown])

    def report(self) -> str:
        """What the server was asked, for the report of a test that failed; empty when an assertion here has told it."""
        self.failed = True
        if self._told:
            return ""
        try:
            return self._listed()
        except Exception as error:  # a report of one failure must not become another
            return f"the server cannot be asked: {error}"


def _exchange(asked: Mapping[str, Any]) -> Exchange:
    values: dict[str, Any] = {field.name: asked[field.name] for field in fields(Exchange)}
    values["violations"] = tuple(values["violations"])
    return Exchange(**values)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


MOCK = pytest.StashKey[KinocraftMock]()
"""Where a test keeps the server in its hands, for its report."""


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^/{}]*\}|\*)", path)
    return re.compile(
        "".join(".*" if part == "*" else "[^/]+" if part[:1] == "{" else re.escape(part) for part in parts)
    )


def _async_http_client() -> httpx2.AsyncClient:
    import httpx2

    # Fixtures cannot close it within the test's event loop, so nothing may stay open behind a call.
    limits = httpx2.Limits(max_keepalive_connections=0)
    return httpx2.AsyncClient(trust_env=False, verify=_no_tls(), limits=limits)


def _no_tls() -> Any:
    import ssl

    # The server is asked over plain loopback; the default context reads every certificate of the machine.
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@pytest.fixture(scope="session")
def kinocraft_mock_server() -> Iterator[RunningServer]:
    """The local server of this session, without limits on how often it may be asked."""
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
    """Connections that all tests of the session share."""
    import httpx2

    with httpx2.Client(trust_env=False, verify=_no_tls()) as http_client:
        yield http_client


@pytest.fixture
def kinocraft_mock(
    request: pytest.FixtureRequest, kinocraft_mock_server: RunningServer, _kinocraft_http_client: httpx2.Client
) -> Iterator[KinocraftMock]:
    """The local server, empty, in the hands of this test."""
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
    """The environment of this test points the clients at the local server that a program makes by itself.

    Such clients wait as they would elsewhere, and keep the documented limits.
    """
    for name, value in kinocraft_mock.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("no_proxy", "127.0.0.1", prepend=",")
    return kinocraft_mock.environment


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show in the report of a test that failed what the server was asked."""
    report = yield
    mock = item.stash.get(MOCK, None)
    if mock is not None and report.failed and report.when != "teardown" and (text := mock.report()):
        report.sections.append(("kinocraft-mock", text))
    return report


@pytest.fixture
def kinescope(kinocraft_mock: KinocraftMock) -> Iterator[Kinescope]:
    """A client of Kinescope on the local server."""
    with kinocraft_mock.kinescope() as client:
        yield client


@pytest.fixture
def platformcraft(kinocraft_mock: KinocraftMock) -> Iterator[Platformcraft]:
    """A client of Platformcraft on the local server. It logs in with its first call."""
    with kinocraft_mock.platformcraft() as client:
        yield client


@pytest.fixture
def async_kinescope(kinocraft_mock: KinocraftMock) -> AsyncKinescope:
    """A client of Kinescope on the local server, for the event loop of the test. It needs no closing."""
    return kinocraft_mock.async_kinescope()


@pytest.fixture
def async_platformcraft(kinocraft_mock: KinocraftMock) -> AsyncPlatformcraft:
    """A client of Platformcraft on the local server, for the event loop of the test. It needs no closing."""
    return kinocraft_mock.async_platformcraft()
