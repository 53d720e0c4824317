"""`kinocraft-mock serve` as a separate process, for the demo, the benchmarks and the comparison of releases."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

__all__ = ["LocalServer", "ServerError", "local_server"]

LONGEST_END = 120.0
"""The seconds after which a server that does not stop is killed. It needs two at most, but on a busy machine it may
have to wait for the processor much longer. Only a server that hangs uses them up."""


class ServerError(Exception):
    """The server did not start, or did not stop cleanly."""


@dataclass(frozen=True)
class LocalServer:
    """A running server. `started` is the `time.perf_counter` reading just before its process was started."""

    url: str
    pid: int
    started: float

    @property
    def api_url(self) -> str:
        return f"{self.url}/kinescope/api"

    @property
    def upload_url(self) -> str:
        return f"{self.url}/kinescope/uploader"

    @property
    def auth_url(self) -> str:
        return f"{self.url}/platformcraft/auth"

    @property
    def filespot_url(self) -> str:
        return f"{self.url}/platformcraft/filespot"


@contextmanager
def local_server(
    *options: str,
    packages: Path | None = None,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Generator[LocalServer]:
    """Run the server on a free port until the block ends, and leave no process behind.

    Args:
        options: Options of `kinocraft-mock serve`.
        packages: A folder whose packages take precedence over the installed ones.
        environment: The environment of the process.
        folder: The folder that it runs in. Default: the present one.

    Raises:
        ServerError: The server did not start, or did not stop with exit code 0.
    """
    # By module: the command may be missing from PATH, or belong to another installation.
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port", "0", *options]
    with TemporaryFile() as complaints, TemporaryDirectory(prefix="kinocraft-server-") as temporary:
        # A server that is killed cannot delete its temporary files. This folder is deleted here.
        variables = {**environment, "TMPDIR": temporary, "TEMP": temporary, "TMP": temporary}
        if packages is not None:
            variables["PYTHONPATH"] = os.pathsep.join([str(packages), variables.get("PYTHONPATH", "")])
        started = time.perf_counter()
        # In its own session, so that Ctrl+C does not stop the server before the program that uses it.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=folder,
            env=variables,
            start_new_session=True,
        )
        assert process.stdout is not None
        try:
            line = process.stdout.readline().decode(errors="replace")
            address = re.search(r"http://\S+", line)
            if address is None:
                _end(process)
                complaints.seek(0)
                said = complaints.read().decode(errors="replace").strip().splitlines()
                raise ServerError(f"the local server did not start: {said[-1] if said else 'it said nothing'}")
            yield LocalServer(address[0], process.pid, started)
        finally:
            killed = _end(process)
            process.stdout.close()
        if killed:
            raise ServerError(f"the local server did not stop within {LONGEST_END:g} s, and was killed")
        # On Windows, a process can only be killed.
        if process.returncode != 0 and os.name != "nt":
            raise ServerError(f"the local server ended with exit code {process.returncode}")


def _end(process: subprocess.Popen[bytes]) -> bool:
    """Stop the server, and return whether it had to be killed."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(LONGEST_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False
