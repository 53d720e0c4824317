"""Uploads in chunks by other tus clients: tuspy, tus-js-client, and the requests of tus-java-client."""

from __future__ import annotations

import io
import json
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tusclient.client import TusClient

from kinocraft_mock.services.kinescope.store.resource_types import UPLOAD
from tests import seed
from tests.seed.workspace import UPLOADER, Workspace, data
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tusclient.uploader import Uploader

ROOT = Path(__file__).resolve().parents[5]
CONTENT = bytes(range(256)) * 40
UPLOAD_WITH_JS = """
const tus = require(process.argv[1]);
const { endpoint, chunkSize, override, stopAfter } = JSON.parse(process.argv[2]);
const content = require('fs').readFileSync(0);
const upload = new tus.Upload(content, {
  uploadUrl: endpoint,
  chunkSize: chunkSize ?? Infinity,
  overridePatchMethod: override ?? false,
  retryDelays: null,
  onChunkComplete: (size, accepted) => {
    if (stopAfter && accepted >= stopAfter) upload.abort().then(() => process.exit(0));
  },
  onError: (error) => { console.error(String(error)); process.exit(1); },
  onSuccess: () => process.exit(0),
});
upload.start();
"""


@pytest.fixture
def made(workspace: Workspace) -> dict[str, Any]:
    """An upload session for CONTENT."""
    return seed.upload_session(workspace, seed.project(workspace)["id"], len(CONTENT))


def upload_with_js(node: str, endpoint: str, **options: Any) -> None:
    module = ROOT / "node_modules" / "tus-js-client"
    assert module.is_dir(), "tus-js-client is not installed: npm ci"
    arguments = json.dumps({"endpoint": endpoint, **options})
    done = subprocess.run(
        [node, "-e", UPLOAD_WITH_JS, str(module), arguments],
        input=CONTENT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def uploader(endpoint: str, chunk_size: int) -> Uploader:
    return TusClient(endpoint).uploader(file_stream=io.BytesIO(CONTENT), url=endpoint, chunk_size=chunk_size)


@pytest.mark.parametrize("chunk_size", [1000, len(CONTENT), 10 * len(CONTENT)])
def test_tuspy_uploads_a_file(workspace: Workspace, made: dict[str, Any], chunk_size: int) -> None:
    uploader(made["endpoint"], chunk_size).upload()
    assert given.content_of(workspace, made["id"]) == CONTENT


def test_tuspy_resumes_an_upload(workspace: Workspace, made: dict[str, Any]) -> None:
    uploader(made["endpoint"], 1000).upload_chunk()
    second = uploader(made["endpoint"], 5000)
    assert second.offset == 1000
    second.upload()
    assert given.content_of(workspace, made["id"]) == CONTENT


@pytest.mark.parametrize("options", [{}, {"chunkSize": 3000}, {"chunkSize": 3000, "override": True}])
def test_tus_js_client_uploads_a_file(
    workspace: Workspace, made: dict[str, Any], node: str, options: dict[str, Any]
) -> None:
    upload_with_js(node, made["endpoint"], **options)
    assert given.content_of(workspace, made["id"]) == CONTENT


def test_tus_js_client_resumes_an_upload(workspace: Workspace, made: dict[str, Any], node: str) -> None:
    upload_with_js(node, made["endpoint"], chunkSize=3000, stopAfter=3000)
    arrived = int(given.head(workspace, made["endpoint"]).headers["upload-offset"])
    assert 3000 <= arrived < len(CONTENT)
    upload_with_js(node, made["endpoint"])
    assert given.content_of(workspace, made["id"]) == CONTENT


JAVA = (
    "User-Agent: Java/17.0.2\r\nAccept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2\r\n"
    "Connection: keep-alive\r\n"
)


def java(endpoint: str, method: str, head: str, chunks: Iterable[bytes] = ()) -> tuple[int, dict[str, str]]:
    """Send a request of tus-java-client, whose body is chunked and waits for 100 Continue."""
    parts = urlsplit(endpoint)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        lines = f"{method} {parts.path} HTTP/1.1\r\nTus-Resumable: 1.0.0\r\n{head}Host: {parts.netloc}\r\n{JAVA}\r\n"
        connection.sendall(lines.encode())
        with connection.makefile("rb") as stream:
            if "100-continue" in head:
                assert stream.readline() == b"HTTP/1.1 100 Continue\r\n"
                assert stream.readline() == b"\r\n"
                for chunk in chunks:
                    connection.sendall(b"%x\r\n%b\r\n" % (len(chunk), chunk))
                connection.sendall(b"0\r\n\r\n")
            status = int(stream.readline().split(b" ")[1])
            pairs = iter(stream.readline, b"\r\n")
            headers = dict(line.decode().rstrip("\r\n").lower().split(": ", 1) for line in pairs)
    return status, headers


@pytest.mark.parametrize(
    ("method", "override"), [("PATCH", ""), ("POST", "X-HTTP-Method-Override: PATCH\r\n")]
)  # HttpURLConnection does not support PATCH, so the client sends a POST
def test_tus_java_client_uploads_a_file(workspace: Workspace, made: dict[str, Any], method: str, override: str) -> None:
    assert java(made["endpoint"], "HEAD", "")[1]["upload-offset"] == "0"
    half = len(CONTENT) // 2
    for start in (0, half):
        piece = CONTENT[start : start + half]
        head = (
            f"Upload-Offset: {start}\r\nContent-Type: application/offset+octet-stream\r\nExpect: 100-continue\r\n"
            f"{override}Transfer-Encoding: chunked\r\n"
        )
        status, headers = java(made["endpoint"], method, head, [piece[:100], piece[100:]])
        assert (status, headers["upload-offset"]) == (204, str(start + half))
    assert given.content_of(workspace, made["id"]) == CONTENT
    exchange = workspace.server.control.journal("videos.uploads.append")[-1]
    assert exchange["valid"]
    assert bool(exchange["readings"]) == bool(override)


def test_a_method_override_is_served_as_the_named_method(workspace: Workspace, made: dict[str, Any]) -> None:
    headers = {"X-HTTP-Method-Override": "head", "Tus-Resumable": "1.0.0"}
    response = workspace.http.post(made["endpoint"], headers=headers)
    assert (response.status_code, response.headers["upload-offset"]) == (200, "0")
    headers["X-HTTP-Method-Override"] = "DELETE"
    assert workspace.http.post(made["endpoint"], headers=headers).status_code == 405


def test_options_returns_the_tus_capabilities(workspace: Workspace, made: dict[str, Any]) -> None:
    response = workspace.http.options(made["endpoint"])
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["tus-version"] == "1.0.0"
    assert response.headers["tus-extension"] == "expiration"
    assert int(response.headers["tus-max-size"]) == 1 << 50
    assert response.headers["allow"] == "HEAD, OPTIONS, PATCH, POST"


def test_another_version_or_none_is_a_failed_precondition(workspace: Workspace, made: dict[str, Any]) -> None:
    for headers in ({}, {"Tus-Resumable": "0.2.2"}):
        for method in ("HEAD", "PATCH"):
            response = workspace.http.request(method, made["endpoint"], headers=headers)
            assert (response.status_code, response.headers["tus-version"]) == (412, "1.0.0")


def test_a_file_of_unknown_size_is_sent_at_once(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    made = seed.upload_session(workspace, project, 1)
    assert given.send(workspace, made["endpoint"], CONTENT).status_code == 200
    assert given.content_of(workspace, made["id"]) == CONTENT
    assert given.head(workspace, made["endpoint"]).headers["upload-length"] == str(len(CONTENT))
    assert workspace.server.control.journal("videos.uploads.send")[-1]["readings"]


def test_a_file_without_a_name_is_named_by_its_title(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    body = {"type": "video", "parent_id": project, "title": "Talk", "filesize": len(CONTENT)}
    for unnamed in (body, {**body, "filename": None}):
        made = data(workspace.init_upload(unnamed))
        assert given.send(workspace, made["endpoint"], CONTENT).status_code == 200
        upload = workspace.objects.get(UPLOAD, made["endpoint"].rpartition("/")[2])
        assert upload.body["name"] == "Talk"


def test_chunks_are_not_limited_in_number(workspace: Workspace, made: dict[str, Any]) -> None:
    """The rate limits apply to the API host only."""
    workspace.server.control.limits(True)
    for _ in range(30):
        assert given.head(workspace, made["endpoint"]).status_code == 200
    responses = [workspace.get("/v1/videos").status_code for _ in range(11)]
    assert responses == [200] * 10 + [429]
    again = [workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/init").status_code for _ in range(11)]
    assert again[-1] == 429
