"""A pytest plugin that blocks connections to other machines.

It uses the interpreter's audit events, so it sees every socket of every library, including threads and asyncio. It
records what it blocks: code that catches the error still fails its test. It does not see other processes, nor an
event loop that connects outside Python, as uvloop in the server could.
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
    """A test tried to connect to another machine."""


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
            return  # a path in the file system, or a socket that is already connected
        host = str(cast("tuple[object, ...]", address)[0])
    else:
        return
    if not _local(host):
        BLOCKED.append(f"{event} {host!r}")
        raise OutsideWorldError(f"tests may only connect to loopback: {event} {host!r}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[list[str]]:
    """Fail a test that connected to another machine, even if it caught the error."""
    BLOCKED.clear()
    yield BLOCKED
    if BLOCKED:
        pytest.fail(f"this test left the machine: {', '.join(BLOCKED)}", pytrace=False)
