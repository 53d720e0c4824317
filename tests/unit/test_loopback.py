"""The loopback guard blocks connections to other machines, and allows all others."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx2
import pytest

from tests.loopback import OutsideWorldError

ROOT = Path(__file__).resolve().parent.parent.parent
ELSEWHERE = "192.0.2.1"  # reserved for documentation: no host has it


def _by_name() -> object:
    return socket.getaddrinfo("elsewhere.invalid", 80)


def _by_address() -> object:
    return socket.create_connection((ELSEWHERE, 80), timeout=1)


def _by_datagram() -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        return sender.sendto(b"x", (ELSEWHERE, 9))


def _by_asyncio() -> object:
    return asyncio.run(asyncio.wait_for(asyncio.open_connection(ELSEWHERE, 80), 1))


def _by_asyncio_name() -> object:
    return asyncio.run(asyncio.wait_for(asyncio.open_connection("elsewhere.invalid", 80), 1))


def _by_client() -> object:
    return httpx2.get(f"http://{ELSEWHERE}/", timeout=1, trust_env=False)


WAYS = (_by_name, _by_address, _by_datagram, _by_asyncio, _by_asyncio_name, _by_client)


@pytest.mark.parametrize("dial", WAYS, ids=lambda way: way.__name__)
def test_connections_to_other_hosts_are_blocked(dial: object, loopback_only: list[str]) -> None:
    with pytest.raises(OutsideWorldError, match="only connect to loopback"):
        dial()  # type: ignore[operator]
    assert loopback_only
    loopback_only.clear()


def test_connections_of_other_threads_are_blocked(loopback_only: list[str]) -> None:
    def dial() -> None:
        with pytest.raises(OutsideWorldError):
            _by_address()

    thread = threading.Thread(target=dial)
    thread.start()
    thread.join()
    assert loopback_only
    loopback_only.clear()


def test_loopback_connections_are_allowed(loopback_only: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        socket.create_connection(("127.0.0.1", port)).close()
        socket.create_connection(("localhost", port)).close()
    assert not loopback_only


def test_a_test_that_catches_the_error_fails(tmp_path: Path) -> None:
    (tmp_path / "test_dials.py").write_text(
        "import contextlib, socket\n"
        "def test_dials():\n"
        "    with contextlib.suppress(Exception):\n"
        f"        socket.create_connection(({ELSEWHERE!r}, 80), timeout=1)\n"
        "def test_stays():\n"
        "    pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.loopback"]
    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "this test left the machine" in done.stdout
    assert "2 passed, 1 error" in done.stdout or "1 passed, 1 failed" in done.stdout
