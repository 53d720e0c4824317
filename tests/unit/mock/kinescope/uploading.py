"""What the tests of uploads have in common: a project, sources to import from, connections that are lost."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kinocraft_mock.services.kinescope.account.authentication import digest
from kinocraft_mock.services.kinescope.store.resource_types import ACCESS_TOKEN, FOLDER, PROJECT
from tests.unit.mock.kinescope.receiver import wait_until
from tests.unit.mock.kinescope.workspace import UPLOADER, Workspace, data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx2

    from kinocraft_mock.services.kinescope.store.records import Record

OCTETS = "application/octet-stream"
PIECE = "application/offset+octet-stream"


def project(workspace: Workspace, name: str = "films", catalog_type: str = "vod") -> Record:
    """A project for videos."""
    fields = {"name": name, "privacy_type": "anywhere", "privacy_domains": [], "catalog_type": catalog_type}
    return workspace.put_in(PROJECT, fields)


def folder(workspace: Workspace, parent: Record) -> Record:
    """A folder directly in a project."""
    return workspace.put_in(FOLDER, {"name": "f", "project_id": parent.id, "parent_id": parent.id}, parent)


def uploader(workspace: Workspace, scope: dict[str, Any]) -> Workspace:
    """Somebody else, with an access token of this scope; give the connection back by `http.close`."""
    value = f"token {scope}"
    workspace.put_in(ACCESS_TOKEN, {"name": "t", "scope": scope, "digest": digest(value)})
    return Workspace(workspace.server, value)


def video_of(workspace: Workspace, video_id: str) -> dict[str, Any]:
    """A video as the API answers it."""
    found: dict[str, Any] = data(workspace.get(f"/v1/videos/{video_id}"))
    return found


def upload_video(workspace: Workspace, content: bytes = b"frames", **headers: str) -> dict[str, Any]:
    """A video in the oldest project, from these bytes."""
    sent = {"X_Video_Title": "Film", "X_File_Name": "film.mp4", **headers}
    made: dict[str, Any] = data(workspace.upload("/v2/video", content, **sent))
    return made


def content_of(workspace: Workspace, video_id: str) -> bytes:
    """The bytes of a video's file, by the link that the service gives for it."""
    workspace.server.control.advance(60)
    assets = {asset["quality"]: asset for asset in video_of(workspace, video_id)["assets"]}
    answer = workspace.http.get(assets["original"]["download_link"])
    assert answer.status_code == 200
    return answer.content


def announce(workspace: Workspace, parent: Record, size: int, **changes: Any) -> dict[str, str]:
    """An upload of a video, announced: its `id` and `endpoint`."""
    body = {"type": "video", "parent_id": parent.id, "title": "Film", "filename": "film.mp4", "filesize": size}
    answer = workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/init", json={**body, **changes})
    assert answer.status_code == 201, answer.text
    made: dict[str, str] = answer.json()["data"]
    return made


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
        source: Source = self.server.source  # type: ignore[attr-defined]
        source.asked.append(self.path)
        source.open.wait(10)
        status, headers, body = source.files.get(self.path, (404, {}, b"no"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        # More was announced than there is: the connection ends before the file does.
        self.close_connection = int(headers.get("Content-Length", len(body))) != len(body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
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
def serving() -> Iterator[Source]:
    """A source, for as long as the block lasts."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        source = server.source = Source(server.server_address[1])  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield source
        finally:
            source.open.set()
            server.shutdown()
            thread.join()
