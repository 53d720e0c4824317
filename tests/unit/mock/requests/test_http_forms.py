"""HTTP features that clients use: upgrades, HEAD, OPTIONS, CORS, absolute targets, documented hosts, encoded
slashes."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from kinocraft_mock.services import SERVICES
from tests import seed
from tests.bundles import BUNDLES
from tests.contract.mounts import MOUNTS
from tests.seed.account import FILESPOT, Account
from tests.seed.workspace import API, UPLOADER, Workspace, data

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer

ORIGIN = {"Origin": "https://site.example"}
TOKEN = "Authorization: Bearer mock-token\r\n"
UPGRADES = [
    # JDK's HttpClient, curl --http2, and a browser that opens a WebSocket.
    "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk\r\nUpgrade: h2c\r\n",
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n",
    "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
]


def talk(server: RunningServer, data: bytes, count: int = 1) -> list[tuple[int, dict[str, str], bytes]]:
    """Send bytes on a new connection; return status, headers and body of each response."""
    parts = urlsplit(server.url)
    responses = []
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(data)
        with connection.makefile("rb") as stream:
            for _ in range(count):
                status = int(stream.readline().split(b" ")[1])
                lines = iter(stream.readline, b"\r\n")
                headers = dict(line.decode().rstrip("\r\n").lower().split(": ", 1) for line in lines)
                responses.append((status, headers, stream.read(int(headers.get("content-length", "0")))))
    return responses


@pytest.mark.parametrize("upgrade", UPGRADES)
@pytest.mark.parametrize("chunked", [False, True])
def test_an_upgrade_is_ignored_and_the_body_is_read(workspace: Workspace, upgrade: str, chunked: bool) -> None:
    body = b'{"tag": "one"}'
    framing = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
    framed = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    post = f"POST {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{upgrade}{TOKEN}{framing}\r\n\r\n".encode() + framed
    get = f"GET {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()
    created, listed = talk(workspace.server, post + get, count=2)
    assert created[0] == listed[0] == 200
    assert [tag["tag"] for tag in json.loads(listed[2])["data"]] == ["one"]


def test_an_upgraded_body_may_come_in_pieces(workspace: Workspace) -> None:
    parts = urlsplit(workspace.server.url)
    head = f"POST {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{UPGRADES[1]}{TOKEN}Content-Length: 14\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        for piece in (head[:30].encode(), head[30:].encode(), b'{"tag": ', b'"two"}'):
            connection.sendall(piece)
            workspace.server.control.now()  # the server has read the previous bytes, or reads both at once
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
    assert [tag["tag"] for tag in data(workspace.get("/v1/tags"))] == ["two"]


def test_curl_with_http2_creates_an_object(workspace: Workspace) -> None:
    curl = shutil.which("curl")
    if curl is None:
        return  # UPGRADES has the bytes that it sends
    url = f"{workspace.server.url}{API}/v1/tags"
    command = [curl, "-sS", "--http2", "--noproxy", "*", "-H", TOKEN.strip(), "-d", '{"tag": "curl"}', url]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert json.loads(done.stdout)["data"]["tag"] == "curl"


def test_head_is_served_wherever_get_is(workspace: Workspace) -> None:
    seed.tag(workspace, "one")
    got = workspace.get("/v1/tags")
    head = workspace.http.head("/v1/tags")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
    assert workspace.http.head("/v1/tags").headers["content-length"] == got.headers["content-length"]
    exchange = workspace.server.control.journal("tags.list")[-1]
    assert (exchange["method"], exchange["bytes_out"], exchange["valid"]) == ("HEAD", 0, True)
    assert workspace.http.head("/v1/videos/x").status_code == 400
    assert workspace.http.head("/v1/avatar").status_code == 405


def paths_of(method: str) -> list[tuple[str, str]]:
    """Return mount and path of every documented operation with a method."""
    found = []
    for service in SERVICES:
        for operation in service.operations():
            if operation.method == method:
                path = operation.path.replace("{file_path}", "/a")
                found.append((service.mount, operation.server[1] + path))
    return found


@pytest.mark.parametrize(("mount", "path"), sorted({*paths_of("GET"), *paths_of("POST")}))
def test_options_list_the_methods_of_a_path(server: RunningServer, mount: str, path: str) -> None:
    """OPTIONS needs no token, and every path has it."""
    target = quote(mount + path)
    ((status, headers, _),) = talk(server, f"OPTIONS {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert status == 204
    methods = headers["allow"].split(", ")
    assert "OPTIONS".lower() in methods
    assert ("head" in methods) >= ("get" in methods)
    for method, paths in (("get", paths_of("GET")), ("post", paths_of("POST"))):
        assert (method in methods) >= ((mount, path) in paths)


def test_options_of_the_server_list_all_methods(server: RunningServer) -> None:
    ((status, headers, _),) = talk(server, b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert (status, headers["allow"]) == (204, "delete, get, head, options, patch, post, put")


def test_options_of_an_unknown_path_are_not_found(workspace: Workspace) -> None:
    assert workspace.http.options("/v1/nothing").status_code == 404


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.mount)
def test_pages_of_any_origin_may_use_the_services(server: RunningServer, service: Any) -> None:
    operation = next(each for each in service.operations() if each.method == "POST")
    target = quote(service.mount + operation.server[1] + operation.path.replace("{file_path}", "/a"))
    preflight = (
        f"OPTIONS {target} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://site.example\r\n"
        "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,x-video-title\r\n\r\n"
    )
    ((status, headers, _),) = talk(server, preflight.encode())
    assert status == 204
    assert headers["access-control-allow-origin"] == "*"
    assert "post" in headers["access-control-allow-methods"].split(", ")
    assert headers["access-control-allow-headers"] == "authorization,x-video-title"
    assert headers["vary"] == "access-control-request-headers"
    post = f"POST {target} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\nContent-Length: 0\r\n\r\n"
    ((status, headers, _),) = talk(server, post.encode())
    assert 400 <= status < 500
    assert headers["access-control-allow-origin"] == "*"
    exposed = headers["access-control-expose-headers"].split(", ")
    assert {"location", "upload-offset", "tus-resumable", "x-request-id", "retry-after"} <= set(exposed)


def test_every_kind_of_response_has_the_headers_for_pages(workspace: Workspace) -> None:
    workspace.http.headers |= ORIGIN
    video = seed.finished_video(workspace)
    workspace.server.control.fault("videos.list", "status", status=503)
    link = seed.uploaded_file(video)["download_link"]
    responses = [
        workspace.get("/v1/videos"),  # a fault
        workspace.get("/v1/videos"),
        workspace.get("/v1/videos"),  # cached
        workspace.get("/v1/videos/x"),
        workspace.get("/v1/nothing"),
        workspace.http.get(link),
        workspace.http.options(link),
    ]
    assert [each.status_code for each in responses] == [503, 200, 200, 400, 404, 200, 204]
    for response in responses:
        assert response.headers.get_list("access-control-allow-origin") == ["*"]
    del workspace.http.headers["Origin"]
    assert "access-control-allow-origin" not in workspace.get("/v1/videos").headers


@pytest.mark.parametrize("path", ["/_mock/health", "/_mock/journal", "/_mock/state", "/_mock/nothing", "/_mock"])
def test_pages_may_not_use_the_control_api(server: RunningServer, path: str) -> None:
    for method in ("OPTIONS", "GET", "POST"):
        request = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\nContent-Length: 0\r\n"
        ((status, headers, _),) = talk(server, f"{request}Access-Control-Request-Method: GET\r\n\r\n".encode())
        assert status >= 400
        assert not [name for name in headers if name.startswith("access-control-")]
    ((status, _, _),) = talk(server, f"GET {path} HTTP/1.1\r\nHost: api.kinescope.io\r\n\r\n".encode())
    assert status == 403


HOSTS = sorted(host for host in MOUNTS if host != "upload.invalid")


def test_the_documented_hosts_are_those_of_the_descriptions() -> None:
    servers = [
        node["url"]
        for document in BUNDLES.values()
        for level in (document, *document["paths"].values())
        for node in level.get("servers", ())
    ]
    assert {urlsplit(url).netloc for url in servers} - {"{upload_host}"} == set(HOSTS)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("form", ["{host}", "{host}:4010", "{HOST}", "absolute"])
def test_a_documented_host_leads_to_its_service(server: RunningServer, host: str, form: str) -> None:
    """With /etc/hosts, the Host header has the name; through a proxy, the request target has it."""
    service = next(each for each in SERVICES if host in each.hosts)
    operation = next(service.operations())
    target = quote(operation.server[1] + operation.path.replace("{file_path}", "/a"))
    if form == "absolute":
        line, name = f"{operation.method} http://{host}{target}", "127.0.0.1:1"
    else:
        line, name = f"{operation.method} {target}", form.format(host=host, HOST=host.upper())
    talk(server, f"{line} HTTP/1.1\r\nHost: {name}\r\nContent-Length: 0\r\n\r\n".encode())
    exchange = server.control.journal()[-1]
    assert exchange["operation"] in {each.id for each in service.operations()}
    assert host in exchange["readings"][0]
    assert exchange["path"].startswith(service.mount)


def test_a_program_with_built_in_hosts_uploads_and_lists(workspace: Workspace) -> None:
    """URLs in responses have the host that the program uses."""
    project = seed.project(workspace)["id"]
    body = json.dumps({"type": "video", "parent_id": project, "title": "t", "filename": "f", "filesize": 5}).encode()
    init = f"POST http://uploader.kinescope.io/v2/init HTTP/1.1\r\nHost: uploader.kinescope.io\r\n{TOKEN}"
    ((status, _, made),) = talk(workspace.server, f"{init}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    assert status == 201
    endpoint = json.loads(made)["data"]["endpoint"]
    assert endpoint.startswith("http://uploader.kinescope.io/tus/")
    whole = f"POST {endpoint} HTTP/1.1\r\nHost: uploader.kinescope.io\r\nContent-Length: 5\r\n\r\nbytes"
    ((status, _, _),) = talk(workspace.server, whole.encode())
    assert status == 200
    listing = f"GET http://api.kinescope.io/v1/videos HTTP/1.1\r\nHost: x\r\n{TOKEN}\r\n"
    ((status, _, listed),) = talk(workspace.server, listing.encode())
    (video,) = json.loads(listed)["data"]
    assert video["title"] == "t"
    assert video["play_link"].startswith("http://api.kinescope.io/")


def test_an_unknown_host_is_served_by_path(workspace: Workspace) -> None:
    request = f"GET http://proxy.example:8080{API}/v1/tags?page=1 HTTP/1.1\r\nHost: other\r\n{TOKEN}\r\n"
    assert talk(workspace.server, request.encode())[0][0] == 200
    assert talk(workspace.server, b"GET http://proxy.example HTTP/1.1\r\nHost: other\r\n\r\n")[0][0] == 404
    tunnel = b"CONNECT api.kinescope.io:443 HTTP/1.1\r\nHost: api.kinescope.io:443\r\n\r\n"
    status, _, body = talk(workspace.server, tunnel)[0]
    assert status == 405
    assert "http, not https" in json.loads(body)["msg"]


@pytest.mark.parametrize("form", ["/a%2Fb%2ec.mp4", "%2Fa%2Fb.c.mp4", "%2fa/b.c.mp4", "%2Fa%2fb.c.mp4"])
def test_encoded_slashes_separate_names_in_a_path(account: Account, form: str) -> None:
    url = f"{FILESPOT}/fs/container/{account.server.account}/object{form}"
    head = f"Host: localhost\r\nAuthorization: Bearer {account.tokens['access_token']}\r\n"
    ((status, _, started),) = talk(account.server, f"POST {url}?uploads HTTP/1.1\r\n{head}\r\n".encode())
    assert (status, json.loads(started)["object_path"]) == (200, "/a/b.c.mp4")
    assert account.server.control.journal("files.uploads.start")[-1]["readings"]
    account.file("/a/b.c.mp4")
    ((status, _, found),) = talk(account.server, f"GET {url} HTTP/1.1\r\n{head}\r\n".encode())
    assert (status, json.loads(found)["path"]) == (200, "/a/b.c.mp4")
    outside = url.replace(form, "%2F..%2Fb")
    assert talk(account.server, f"GET {outside} HTTP/1.1\r\n{head}\r\n".encode())[0][0] == 400


@pytest.mark.parametrize(("path", "operation"), [("/video", "videos.uploads.create"), ("/poster", "posters.upload")])
def test_paths_without_a_version_are_those_with_one(workspace: Workspace, path: str, operation: str) -> None:
    seed.project(workspace)
    video = seed.video(workspace)["id"]
    response = workspace.http.post(
        f"{workspace.server.url}{UPLOADER}{path}", content=b"x", headers={"X-Video-Title": "t", "X-Video-ID": video}
    )
    assert response.status_code == 200, response.text
    assert workspace.server.control.journal(operation)[-1]["readings"] == [f"{path} stands for /v2{path}"]
