"""HTTP that is rare, or that clients often get wrong: it is served, or rejected with a reason, and never hangs."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from tests import seed
from tests.seed.account import FILESPOT, Account
from tests.seed.workspace import API, UPLOADER, Workspace, data, error
from tests.unit.mock.kinescope.uploads import upload_helpers as given
from tests.unit.mock.requests.test_http_forms import HOSTS, ORIGIN, TOKEN, UPGRADES, talk

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer

TAG = b'{"tag": "one"}'
PACKED = gzip.compress(TAG, mtime=0)
POST = f"POST {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{TOKEN}"
GET = f"GET {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()


def readings(server: RunningServer) -> list[str]:
    (exchange,) = server.control.journal(last=1)
    found: list[str] = exchange["readings"]
    return found


@pytest.mark.parametrize("coding", ["identity", "gzip", "gzip, chunked", "x"])
def test_another_transfer_coding_is_501(workspace: Workspace, coding: str) -> None:
    """Nobody knows where such a body ends: it would be waited for without end."""
    head = f"{POST}Transfer-Encoding: {coding}\r\nContent-Length: {len(TAG)}\r\n\r\n".encode()
    ((status, headers, body),) = talk(workspace.server, head + TAG)
    assert (status, headers["connection"]) == (501, "close")
    assert "chunked" in json.loads(body)["msg"]
    assert data(workspace.get("/v1/tags")) == []


@pytest.mark.parametrize("size", [b"e", b"E", b"000e", b"e ", b"e;a=b", b'e;a="b;c"'])
@pytest.mark.parametrize("end", [b"0\r\n\r\n", b"000 \r\n\r\n", b"0;a\r\nChecksum: 1\r\n\r\n"])
def test_chunks_may_have_blanks_extensions_and_trailers(workspace: Workspace, size: bytes, end: bytes) -> None:
    chunks = size + b"\r\n" + TAG + b"\r\n" + end
    made, listed = talk(workspace.server, f"{POST}Transfer-Encoding: Chunked\r\n\r\n".encode() + chunks + GET, count=2)
    assert (made[0], listed[0]) == (200, 200)
    assert json.loads(made[2])["data"]["tag"] == "one"


def test_an_upgrade_may_have_chunks_and_a_length(workspace: Workspace) -> None:
    framing = f"{UPGRADES[0]}Transfer-Encoding: chunked\r\nContent-Length: 14\r\n\r\n"
    ((status, _, _),) = talk(workspace.server, (POST + framing).encode() + b"e\r\n" + TAG + b"\r\n0\r\n\r\n")
    assert status == 200


@pytest.mark.parametrize(("version", "statuses"), [("1.1", [100, 200]), ("1.0", [200])])
def test_an_interim_response_is_for_clients_that_know_it(
    workspace: Workspace, version: str, statuses: list[int]
) -> None:
    head = f"{POST}Expect: 100-continue\r\nContent-Length: {len(TAG)}\r\n\r\n".replace("HTTP/1.1", f"HTTP/{version}")
    responses = talk(workspace.server, head.encode() + TAG, count=len(statuses))
    assert [status for status, _, _ in responses] == statuses


@pytest.mark.parametrize("method", ["patch", "Patch", "get", "post"])
def test_a_method_in_lower_case_is_rejected_with_a_hint(workspace: Workspace, method: str) -> None:
    """`fetch(url, {method: "patch"})` sends it so."""
    request = f"{method} {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()
    ((status, _, body),) = talk(workspace.server, request)
    assert status == 400
    assert f"send {method.upper()}" in json.loads(body)["msg"]


@pytest.mark.parametrize(
    "request_bytes",
    [b"FOO / HTTP/1.1\r\n\r\n", b"\r\nhello\r\n\r\n", b"GET / HTTP/1.1\r\nA\r\n\r\n", b'G"T / HTTP/1.1\r\n\r\n'],
)
def test_what_is_not_http_is_rejected_with_a_reason(server: RunningServer, request_bytes: bytes) -> None:
    ((status, _, body),) = talk(server, request_bytes)
    assert status == 400
    assert json.loads(body)["msg"].startswith("Invalid HTTP request received: ")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("form", ["{host}.", "{host}.:443", "{HOST}."])
def test_a_documented_host_may_end_with_a_dot(server: RunningServer, host: str, form: str) -> None:
    named = form.format(host=host, HOST=host.upper())
    paths = (f"OPTIONS / HTTP/1.1\r\nHost: {named}\r\n\r\n", f"OPTIONS http://{named}/ HTTP/1.1\r\nHost: x\r\n\r\n")
    for request in paths:
        talk(server, request.encode())
        assert any(reading.startswith("the Host header") for reading in readings(server))


@pytest.mark.parametrize(
    "path",
    [
        "/./v1/tags",
        "/v1/x/../tags",
        "/v1/tags/.",
        "/v1/%2e/tags",
        "/v1/x/%2E./tags",
        "//v1/./tags/",
        "/a/b/../../v1/tags",
    ],
)
def test_dot_segments_are_removed(workspace: Workspace, path: str) -> None:
    """As `curl --path-as-is` sends them, and as servers in front of a service remove them."""
    request = f"GET {API}{path} HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()
    ((status, _, _),) = talk(workspace.server, request)
    if path == "/v1/tags/.":
        # A name after a collection is an id.
        assert status == 405
        return
    assert status == 200
    assert any(". and .." in reading for reading in readings(workspace.server))
    ((status, headers, _),) = talk(workspace.server, request.replace(b"GET", b"OPTIONS", 1))
    assert (status, "get" in headers["allow"]) == (204, True)


@pytest.mark.parametrize("path", ["/../api/v1/tags", "/v1/../../_mock/health", "/..", "/v1/tags/../../.."])
def test_dot_segments_do_not_leave_a_service(workspace: Workspace, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        request = f"{method} {API}{path} HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()
        ((status, _, _),) = talk(workspace.server, request)
        assert status == 404


def test_dots_are_no_names_in_filespot(account: Account) -> None:
    path = f"{FILESPOT}/fs/container/{account.server.account}/object/a/../b"
    head = f"Host: localhost\r\nAuthorization: Bearer {account.tokens['access_token']}\r\n\r\n"
    ((status, _, _),) = talk(account.server, f"GET {path} HTTP/1.1\r\n{head}".encode())
    assert status == 400


COMPRESSED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": gzip.compress,
    "deflate": zlib.compress,
}


@pytest.mark.parametrize("coding", COMPRESSED)
def test_a_compressed_document_or_form_is_decompressed(account: Account, workspace: Workspace, coding: str) -> None:
    """As aiohttp sends it with `compress`, and axios with a transformation."""
    compress, headers = COMPRESSED[coding], {"Content-Encoding": coding}
    made = workspace.http.post("/v1/tags", content=compress(TAG), headers=headers)
    assert data(made)["tag"] == "one"
    assert readings(workspace.server) == [f"Content-Encoding {coding}: the body is decompressed"]
    form = b'--B\r\nContent-Disposition: form-data; name="file"\r\n\r\nbytes\r\n--B--\r\n'
    headers["Content-Type"] = "multipart/form-data; boundary=B"
    assert account.http.post(account.url("/a"), content=compress(form), headers=headers).status_code == 200
    assert account.download("/a").content == b"bytes"
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    fields = compress(b"login=mock&password=mock")
    assert account.http.post("/platformcraft/auth/token", content=fields, headers=headers).status_code == 200


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "compress"])
def test_a_compressed_file_is_stored_as_it_was_sent(workspace: Workspace, coding: str) -> None:
    seed.project(workspace)
    packed = gzip.compress(b"bytes")
    headers = {"X-Video-Title": "t", "Content-Encoding": coding}
    made = workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/video", content=packed, headers=headers)
    assert readings(workspace.server) == [f"Content-Encoding {coding}: the body is read as it was sent"]
    assert given.content_of(workspace, data(made)["id"]) == packed


@pytest.mark.parametrize("body", [b"{}", TAG, PACKED[:-1], PACKED[:10], PACKED[:2], PACKED[:-8] + b"12345678"])
def test_a_body_that_is_not_compressed_as_it_says_is_rejected(workspace: Workspace, body: bytes) -> None:
    rejected = workspace.http.post("/v1/tags", content=body, headers={"Content-Encoding": "gzip"})
    assert rejected.status_code == 400
    assert "compressed" in rejected.text


def test_what_follows_a_compressed_document_is_ignored(workspace: Workspace) -> None:
    made = workspace.http.post("/v1/tags", content=PACKED + bytes(100_000), headers={"Content-Encoding": "gzip"})
    assert data(made)["tag"] == "one"


def test_a_compressed_document_may_not_swell(workspace: Workspace) -> None:
    body = gzip.compress(b" " * (10 << 20) + TAG)
    rejected = workspace.http.post("/v1/tags", content=body, headers={"Content-Encoding": "gzip"})
    assert rejected.status_code == 400
    assert "is larger than 10485760 bytes" in rejected.text


@pytest.mark.parametrize("excess", [0, 1])
@pytest.mark.parametrize("packed", [False, True])
def test_a_document_may_have_ten_mebibytes_and_no_more(workspace: Workspace, packed: bool, excess: int) -> None:
    body = TAG.rjust((10 << 20) + excess)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    response = workspace.http.post("/v1/tags", content=gzip.compress(body, 1) if packed else body, headers=headers)
    assert response.status_code == (400 if excess else 200)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'""'])
@pytest.mark.parametrize(("path", "url"), [("/v2/video", "X-Video-URL"), ("/v2/poster", "X-Poster-URL")])
def test_json_without_data_beside_a_url_counts_as_no_body(
    workspace: Workspace, path: str, url: str, body: bytes
) -> None:
    """`axios.post(url, {}, {headers})` sends it."""
    video = seed.finished_video(workspace)
    source = seed.uploaded_file(video)["download_link"]
    headers: dict[str, Any] = {url: source, "X-Video-Title": "t"} if path == "/v2/video" else {url: source}
    if path == "/v2/poster":
        headers["X-Video-ID"] = video["id"]
    address = f"{workspace.server.url}{UPLOADER}{path}"
    accepted = workspace.http.post(address, content=body, headers=headers | {"Content-Type": "application/json"})
    assert accepted.status_code == 200, accepted.text
    (exchange,) = workspace.server.control.journal(
        last=1, operation="posters.upload" if "poster" in path else "videos.uploads.create"
    )
    assert exchange["readings"] == ["the body is JSON without data, which counts as none"]
    for other in (b"{ }x", b'{"a": 1}', b"byte"):
        error(workspace.http.post(address, content=other, headers=headers), 400, 400400)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("status[0]=done", ["one"]),
        ("status%5B0%5D=error&status%5B1%5D=done", ["one"]),
        ("status[0]=error&status[]=uploading", []),
        ("page=1&page=1&status[]=done", ["one"]),
        ("q=one&q=one", ["one"]),
    ],
)
def test_a_parameter_may_be_indexed_or_repeated(workspace: Workspace, query: str, titles: list[str]) -> None:
    """PHP's http_build_query and qs write indexes."""
    seed.finished_video(workspace, title="one")
    found = workspace.http.get(f"/v1/videos?{query}", headers=ORIGIN)
    assert [video["title"] for video in data(found)] == titles
    (exchange,) = workspace.server.control.journal(last=1)
    assert exchange["valid"]
    assert exchange["readings"]


@pytest.mark.parametrize("query", ["page=1&page=2", "q=a&q=b"])
def test_a_parameter_with_two_values_is_rejected(workspace: Workspace, query: str) -> None:
    error(workspace.http.get(f"/v1/videos?{query}"), 400, 400400)


@pytest.mark.parametrize("query", ["page[0]=1", "status[x]=done", "other[0]=1"])
def test_an_index_of_another_parameter_is_reported(workspace: Workspace, query: str) -> None:
    assert workspace.http.get(f"/v1/videos?{query}").status_code == 200
    (exchange,) = workspace.server.control.journal(last=1)
    assert not exchange["valid"]
