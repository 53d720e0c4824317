"""Helpers of the upload tests: requests of the tus protocol, broken connections, and a web server to import from."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests import seed
from tests.unit.mock.kinescope.receiver import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    import httpx2

    from tests.seed.workspace import Workspace

OCTETS = "application/octet-stream"
PIECE = "application/offset+octet-stream"


def content_of(workspace: Workspace, video_id: str) -> bytes:
    """Return the bytes of a video's file, from its download link."""
    workspace.server.control.advance(60)
    assets = {asset["quality"]: asset for asset in seed.get_video(workspace, video_id)["assets"]}
    response = workspace.http.get(assets["original"]["download_link"])
    assert response.status_code == 200
    return response.content


def head(workspace: Workspace, endpoint: str, version: str = "1.0.0") -> httpx2.Response:
    """Request the offset, without a token."""
    return workspace.http.head(endpoint, headers={"Tus-Resumable": version, "Authorization": ""})


def patch(workspace: Workspace, endpoint: str, offset: int, content: bytes, **headers: str) -> httpx2.Response:
    """Send a chunk, without a token."""
    sent = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "Content-Type": PIECE, "Authorization": ""}
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    return workspace.http.patch(endpoint, content=content, headers={**sent, **changed})


def send(workspace: Workspace, endpoint: str, content: bytes) -> httpx2.Response:
    """Send the whole file in one request, without a token."""
    return workspace.http.post(endpoint, content=content, headers={"Content-Type": OCTETS, "Authorization": ""})


def lose(method: str, url: str, headers: dict[str, str], content: bytes, announced: int) -> None:
    """Begin a request with a body of `length` bytes, send only some, and close the connection."""
    half = begin(method, url, headers, content, announced)
    half.close()


def begin(method: str, url: str, headers: dict[str, str], content: bytes, announced: int) -> socket.socket:
    """Begin a request with a body of `length` bytes, send only some, and keep the connection open."""
    parts = urlsplit(url)
    assert parts.hostname
    assert parts.port
    lines = [f"{method} {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {announced}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    connection = socket.create_connection((parts.hostname, parts.port), timeout=10)
    connection.sendall("\r\n".join([*lines, "", ""]).encode() + content)
    return connection


def eventually(look: Callable[[], Any], wanted: Any) -> None:
    """Wait until a function returns a value: some work is done after the response."""
    wait_until(lambda: look() == wanted)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, _Server)
        source = self.server.source
        source.asked.append(self.path)
        source.open.wait(10)
        status, headers, body = source.files.get(self.path, (404, dict[str, str](), b"no"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        # The announced length exceeds the file, so the connection ends early.
        self.close_connection = int(headers.get("Content-Length", len(body))) != len(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    source: Source

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: in some tests clients disconnect before the response."""


class Source:
    """A web server on this machine. `files` has status, headers and body by path; while `open` is cleared, it waits."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.files: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.open = threading.Event()
        self.open.set()

    def put(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Serve a file; return its URL."""
        self.files[path] = status, {name.replace("_", "-"): value for name, value in headers.items()}, body
        return self.url + path


@contextmanager
def serving() -> Generator[Source]:
    """Run a source for the duration of the block."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        source = server.source = Source(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield source
        finally:
            source.open.set()
            server.shutdown()
            thread.join()
