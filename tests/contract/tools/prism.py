"""Prism as a child process from node_modules."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

MODULES = Path("node_modules/@stoplight/prism-cli")
ATTEMPTS = 400
PAUSE = 0.05


class PrismError(Exception):
    """Prism did not start, or it has exited."""


class Prism:
    """A Prism process, in mode `mock` or `proxy`. `url` waits until it has started."""

    def __init__(
        self, node: str, root: Path, work: Path, document: dict[str, Any], mode: str, upstream: str | None
    ) -> None:
        self.closed = False
        (work / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
        self.port = _free_port()
        arguments = [mode, str(work / "openapi.json"), *([upstream] if upstream else [])]
        self.log = work / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                # Levels below `error` halve Prism's speed.
                [node, root / MODULES / "dist/index.js", *arguments, "-p", str(self.port), "-v", "error"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=work,
            )

    @property
    def url(self) -> str:
        """Return its URL; wait until it listens."""
        for _ in range(ATTEMPTS):
            self.check()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return f"http://127.0.0.1:{self.port}"
            try:
                self.process.wait(PAUSE)
            except subprocess.TimeoutExpired:
                continue
        raise PrismError(f"Prism does not listen:\n{self.log.read_text()}")

    def check(self) -> None:
        """Raise if it has exited: some requests crash it, and later results would prove nothing."""
        code = self.process.poll()
        if code is not None:
            raise PrismError(f"Prism ended with {code}:\n{self.log.read_text()}")

    def close(self) -> None:
        """Stop it; raise if it had exited already. Closing it again has no effect."""
        if self.closed:
            return
        self.closed = True
        try:
            self.check()
        finally:
            self.process.kill()
            self.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
