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
    """The bytes of a video's file, by the link that the service gives for it."""
    workspace.server.control.advance(60)
    assets = {asset["quality"]: asset for asset in seed.get_video(workspace, video_id)["assets"]}
    response = workspace.http.get(assets["original"]["download_link"])
    assert response.status_code == 200
    return response.content


def head(workspace: Workspace, endpoint: str, version: str = "1.0.0") -> httpx2.Response:
    """Ask how much has arrived, without a token."""
    return workspace.http.head(endpoint, headers={"Tus-Resumable": version, "Authorization": ""})


def patch(workspace: Workspace, endpoint: str, offset: int, content: bytes, **headers: str) -> httpx2.Response:
    """Send a piece, without a token."""
    sent = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "Content-Type": PIECE, "Authorization": ""}
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    return workspace.http.patch(endpoint, content=content, headers={**sent, **changed})


def send(workspace: Workspace, endpoint: str, content: bytes) -> httpx2.Response:
    """Send everything at once, without a token."""
    return workspace.http.post(endpoint, content=content, headers={"Content-Type": OCTETS, "Authorization": ""})


def lose(method: str, url: str, headers: dict[str, str], content: bytes, announced: int) -> None:
    """Begin a request with a body of so many bytes, send only these, and hang up."""
    half = begin(method, url, headers, content, announced)
    half.close()


def begin(method: str, url: str, headers: dict[str, str], content: bytes, announced: int) -> socket.socket:
    """Begin a request with a body of so many bytes and send only these; the connection stays."""
    parts = urlsplit(url)
    assert parts.hostname
    assert parts.port
    lines = [f"{method} {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {announced}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    connection = socket.create_connection((parts.hostname, parts.port), timeout=10)
    connection.sendall("\r\n".join([*lines, "", ""]).encode() + content)
    return connection


def eventually(look: Callable[[], Any], wanted: Any) -> None:
    """Wait until something is as wanted: what happens after an answer takes its moment."""
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
        # More was announced than there is: the connection ends before the file does.
        self.close_connection = int(headers.get("Content-Length", len(body))) != len(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    source: Source

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: that a client goes before the answer is what some tests are about."""


class Source:
    """A web server on this machine. `files` are status, headers and body by path; closing `open` lets it wait."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.files: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.open = threading.Event()
        self.open.set()

    def put(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Serve this from now on; answers with the address."""
        self.files[path] = status, {name.replace("_", "-"): value for name, value in headers.items()}, body
        return self.url + path


@contextmanager
def serving() -> Generator[Source]:
    """A source, for as long as the block lasts."""
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
