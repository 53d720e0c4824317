"""A program on this machine that receives webhooks."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

PATIENCE = 10.0


class Receiver:
    """Responds to every POST with the next of `statuses`, then with the last one forever. A context manager."""

    def __init__(self, *statuses: int) -> None:
        self.received: list[dict[str, Any]] = []
        self._statuses = list(statuses) or [200]
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.take(self)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/hook"

    def take(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        self.received.append(
            {
                "path": request.path,
                "authorization": request.headers.get("Authorization"),
                "media": request.headers.get("Content-Type"),
                "body": json.loads(body),
            }
        )
        status = self._statuses.pop(0) if len(self._statuses) > 1 else self._statuses[0]
        request.send_response(status)
        request.send_header("Content-Length", "0")
        request.end_headers()

    @property
    def bodies(self) -> list[Any]:
        return [each["body"] for each in self.received]

    def __enter__(self) -> Receiver:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; fail after ten seconds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
