"""Prism as a child process from node_modules."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

MODULES = Path("node_modules/@stoplight/prism-cli")
LAUNCHER = Path(__file__).with_name("prisms.js")
ATTEMPTS = 400
PAUSE = 0.05


class PrismError(Exception):
    """Prism did not start, or it has exited."""


class PrismProcess:
    """A process that serves any number of documents, each as a Prism with a port of its own."""

    def __init__(self, node: str, root: Path, work: Path) -> None:
        self.work = work
        self.closed = False
        self.started = 0
        self.log = work / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [node, LAUNCHER, root / MODULES], stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, cwd=work
            )

    def start(self, document: dict[str, Any], upstream: str | None = None) -> str:
        """Serve a document: as a mock or, with `upstream`, as a proxy of that URL. Return its URL once it listens."""
        self.check()
        self.started += 1
        path, port = self.work / f"openapi-{self.started}.json", _free_port()
        path.write_text(json.dumps(document), encoding="utf-8")
        options = {"document": str(path), "port": port, **({"upstream": upstream} if upstream else {})}
        assert self.process.stdin
        self.process.stdin.write(json.dumps(options).encode() + b"\n")
        self.process.stdin.flush()
        for _ in range(ATTEMPTS):
            self.check()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}"
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
            self.process.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
