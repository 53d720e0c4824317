"""Call every operation once at a running server, and print what came of it as JSON.

    PYTHONPATH=scripts python -m tests.contract.smoke http://127.0.0.1:4010

The server may be of another version than the client: this is how a release is compared with the one before. The client,
the calls and the seeding are those of this checkout. For each operation it prints `ok`, or the error or the drift that
the client saw, without what differs between runs.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import httpx2

from kinocraft import Drift
from kinocraft.errors import APIStatusError, KinocraftError
from kinocraft.responses.drift import ADDITIONS
from kinocraft_mock import Control
from kinocraft_mock.serving import environment
from kinocraft_mock.settings import Settings
from tests.contract.local import SEED, Clients, SeededServer, arguments_of, vendor
from tests.described_operations import OPERATIONS

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer


@dataclass(frozen=True)
class RemoteServer:
    """A server of another process, as far as the helpers of the tests use one."""

    url: str

    @property
    def control(self) -> Control:
        return Control(self.url)

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.url, Settings())


class RemoteClock:
    """The clock of a server of another process. Waiting advances it."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def time(self) -> float:
        return self._control.now()

    def monotonic(self) -> float:
        return self._control.now()

    def random(self) -> float:
        return 0.5

    def sleep(self, seconds: float) -> None:
        self._control.advance(seconds)

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


def outcomes(url: str) -> Iterator[tuple[str, str]]:
    """Yield each operation with its outcome, and for each vendor that of seeding."""
    server = cast("RunningServer", RemoteServer(url))
    clock = RemoteClock(server.control)
    for who, seed in SEED.items():
        try:
            target = SeededServer(server, seed)
        except (httpx2.HTTPError, LookupError, AssertionError, TypeError) as error:
            yield f"seeding {who}", text_of(error)
            continue
        yield f"seeding {who}", "ok"
        with contextlib.closing(target), contextlib.closing(Clients(server)) as clients:
            for each in OPERATIONS:
                if vendor(each.service) == who:
                    target.restore()
                    yield each.name, outcome(target, clients, each.service, each.name, each.document, clock)


def outcome(
    target: SeededServer, clients: Clients, service: str, name: str, document: dict[str, Any], clock: RemoteClock
) -> str:
    """Call an operation and return what came of it."""
    drifts: list[Drift] = []
    try:
        given = target.fitting(name, arguments_of(document, name))
        options: dict[str, Any] = {"strict": False, "on_drift": drifts.append, "clock": clock}
        clients.call(service, name, given, asynchronous=False, **options)
    except (KinocraftError, httpx2.HTTPError, LookupError, AssertionError, AttributeError, TypeError) as error:
        return text_of(error)
    lost = sorted({f"{drift.kind} {drift.path}" for drift in drifts if drift.kind not in ADDITIONS})
    return f"drift: {', '.join(lost)}" if lost else "ok"


def text_of(error: Exception) -> str:
    """Return an error without ids, ports and times."""
    kind = type(error).__name__
    if isinstance(error, APIStatusError):
        return f"error: {kind} {error.status} {error.code}"
    if isinstance(error, httpx2.HTTPStatusError):
        return f"error: {kind} {error.response.status_code}"
    return f"error: {kind}"


if __name__ == "__main__":
    print(json.dumps(dict(outcomes(sys.argv[1])), indent=1))
