"""A server that is restarted with its data, and upload sessions that expire."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kinocraft_mock
from tests.faults.harness import uploads


class Place:
    """A server that is restarted with its data, at the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._running: Any = None
        self.server: Any = None
        self._start(0)

    def _start(self, port: int) -> None:
        self._running = kinocraft_mock.running(port=port, limits=False, data_dir=self.folder)
        self.server = self._running.__enter__()

    def restart(self) -> None:
        """Stop the server, and start it again. Its clock continues from the time that it had."""
        port = int(self.server.url.rpartition(":")[2])
        now = self.server.control.now()
        self.stop()
        self._start(port)
        self.server.control.set_clock(now)

    def stop(self) -> None:
        self._running.__exit__(None, None, None)


def expire(server: Any, vendor: str) -> None:
    """Let all upload sessions expire. Filespot does not say when; the local server keeps them."""
    if vendor == "kinescope":
        server.control.advance(25 * 3600)
    elif uploads(server):
        server.app.context.store.run("DELETE FROM uploads")
