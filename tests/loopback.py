"""A pytest plugin that keeps every test on this machine.

It sits on the interpreter's audit events, so it sees each socket whatever library opens it, threads and
asyncio included. What it refuses it also writes down: code that swallows the refusal still fails its test. It
does not see other processes, nor an event loop that connects outside Python, as only the server's could.
"""

from __future__ import annotations

import contextlib
import ipaddress
import sys
from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKED: list[str] = []


class OutsideWorldError(RuntimeError):
    """A test tried to reach something that is not this machine."""


def _local(host: object) -> bool:
    if host is None or host in {"", b"", "localhost", b"localhost"}:
        return True
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    return False


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        if not isinstance(address, tuple):
            return  # a path in the file system, or a socket that is connected already
        host = str(cast("tuple[object, ...]", address)[0])
    else:
        return
    if not _local(host):
        BLOCKED.append(f"{event} {host!r}")
        raise OutsideWorldError(f"tests stay on this machine: {event} {host!r} refused")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[list[str]]:
    """Fail the test that dialled anything but loopback, also when it caught the refusal."""
    BLOCKED.clear()
    yield BLOCKED
    if BLOCKED:
        pytest.fail(f"this test left the machine: {', '.join(BLOCKED)}", pytrace=False)
