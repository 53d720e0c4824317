"""Request targets and framing as real programs send them, though the standards do not allow it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

import kinocraft_mock
from kinocraft_mock.http.protocol import HttpProtocol
from kinocraft_mock.services import SERVICES
from tests import seed
from tests.seed.account import FILESPOT, Account
from tests.seed.workspace import API, UPLOADER, Workspace, data
from tests.unit.mock.requests.test_bounds import sent
from tests.unit.mock.requests.test_http_forms import TOKEN, talk

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer


def last(server: RunningServer) -> dict[str, Any]:
    (exchange,) = server.control.journal(last=1)
    return dict(exchange)


def get(server: RunningServer, target: str, headers: str = TOKEN) -> tuple[int, Any]:
    """Send a target as plain UTF-8 bytes; return status and JSON."""
    request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode()
    ((status, _, body),) = talk(server, request)
    return status, json.loads(body)


def test_a_query_may_be_plain_utf8(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    seed.video(workspace, project, quote("Новости дня"))
    seed.video(workspace, project, "other")
    status, found = get(workspace.server, f"{API}/v1/videos?q=новости дня")
    assert (status, [video["title"] for video in found["data"]]) == (200, ["Новости дня"])
    exchange = last(workspace.server)
    assert exchange["readings"] == ["the target of the request is not percent-encoded"]
    assert exchange["valid"]


def test_a_path_may_be_plain_utf8(account: Account) -> None:
    path = f"{FILESPOT}/fs/container/{account.server.account}/object/видео/мой файл 🎬.mp4"
    head = f"Host: localhost\r\nAuthorization: Bearer {account.tokens['access_token']}\r\nContent-Length: 0\r\n\r\n"
    ((status, _, body),) = talk(account.server, f"POST {path}?uploads HTTP/1.1\r\n{head}".encode())
    assert (status, json.loads(body)["object_path"]) == (200, "/видео/мой файл 🎬.mp4")
    assert last(account.server)["readings"]


def test_a_target_in_another_encoding_is_rejected(workspace: Workspace) -> None:
    request = f"GET {API}/v1/videos?q=новости HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode("cp1251")
    assert talk(workspace.server, request)[0][0] == 400


def test_pipelined_requests_after_a_plain_target_are_read(workspace: Workspace) -> None:
    one = f"GET {API}/v1/videos?q=я HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()
    two = f"GET {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()
    assert [status for status, _, _ in talk(workspace.server, one + two, count=2)] == [200, 200]


@pytest.mark.parametrize("query", ["q=100%", "q=100%25", "q=50% off", "q=%", "q=%zz"])
def test_a_percent_sign_in_a_query_may_stand_for_itself(workspace: Workspace, query: str) -> None:
    assert get(workspace.server, f"{API}/v1/videos?{query.replace(' ', '+')}")[0] == 200
    assert bool(last(workspace.server)["readings"]) is ("%25" not in query)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.mount)
@pytest.mark.parametrize("form", ["{mount}{path}/", "{mount}/{path}", "/{mount}{path}", "{mount}{doubled}//"])
def test_superfluous_slashes_count_for_nothing(server: RunningServer, service: Any, form: str) -> None:
    """A base URL that ends with a slash doubles it; some programs end every path with one."""
    for operation in service.operations():
        if "{file_path}" in operation.path or "#" in operation.path:
            continue
        path = operation.server[1] + operation.path.replace("{", "").replace("}", "")
        target = form.format(mount=service.mount, path=path, doubled=path.replace("/", "//"))
        talk(server, f"{operation.method} {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode())
        exchange = last(server)
        assert exchange["operation"] is not None, target
        ((status, headers, _),) = talk(server, f"OPTIONS {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert status == 204
        assert operation.method.lower() in headers["allow"].split(", ")


def test_the_journal_tells_superfluous_slashes(workspace: Workspace) -> None:
    assert get(workspace.server, f"{API}//v1/tags/")[0] == 200
    assert last(workspace.server)["readings"] == ["doubled and trailing slashes in the path count for nothing"]
    assert get(workspace.server, f"{API}/v1/tags")[0] == 200
    assert last(workspace.server)["readings"] == []


def test_names_in_a_filespot_path_may_not_be_empty(account: Account) -> None:
    path = f"{FILESPOT}/fs/container/{account.server.account}/object/a//b"
    assert get(account.server, path, f"Authorization: Bearer {account.tokens['access_token']}\r\n")[0] == 400


def test_chunks_may_have_a_content_length(workspace: Workspace) -> None:
    """`requests` sends both with a generator and a Content-Length of the program's own."""
    body = b'b\r\n{"tag":"a"}\r\n0\r\n\r\n'
    both = "Content-Length: 11\r\nTransfer-Encoding: chunked\r\n"
    post = f"POST {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{TOKEN}{both}\r\n".encode() + body
    following = f"GET {API}/v1/tags HTTP/1.1\r\nHost: localhost\r\n{TOKEN}\r\n".encode()
    made, listed = talk(workspace.server, post + following, count=2)
    assert (made[0], listed[0]) == (200, 200)
    assert [tag["tag"] for tag in json.loads(listed[2])["data"]] == ["a"]
    assert workspace.server.control.journal("tags.create")[-1]["readings"] == [
        "Content-Length is ignored: the body is sent in chunks"
    ]


def test_a_body_that_never_ends_is_408(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vendor's sample of a part announces 20 MB and sends two bytes."""
    monkeypatch.setattr(HttpProtocol, "body_timeout", 0.05)
    with kinocraft_mock.running() as server:
        workspace = Workspace(server)
        with workspace.http:
            seed.project(workspace)
            head = f"HTTP/1.1\r\nHost: x\r\n{TOKEN}Content-Length: 20971409\r\n"
            received = sent(server, f"POST {API}/v1/tags {head}\r\n{{}}".encode())
            assert received.startswith(b"HTTP/1.1 408 ")
            assert "0.05 s" in json.loads(received.partition(b"\r\n\r\n")[2])["msg"]
            received = sent(server, f"POST {UPLOADER}/v2/video {head}X-Video-Title: t\r\n\r\n{{}}".encode())
            assert received.startswith(b"HTTP/1.1 408 ")
            (video,) = data(workspace.get("/v1/videos"))
            assert video["status"] == "suspended"
            assert data(workspace.get("/v1/tags")) == []


def test_a_slow_body_is_awaited(monkeypatch: pytest.MonkeyPatch, workspace: Workspace) -> None:
    """Only silence counts, not the time of the whole body."""
    protocol = HttpProtocol.__new__(HttpProtocol)
    calls: list[float] = []

    class Loop:
        def time(self) -> float:
            return 100.0

        def call_later(self, seconds: float, _function: Any) -> None:
            calls.append(seconds)

    class Flow:
        read_paused = False

    monkeypatch.setattr(protocol, "loop", Loop(), raising=False)
    monkeypatch.setattr(protocol, "flow", Flow(), raising=False)
    monkeypatch.setattr(protocol, "_last_block", 70.0, raising=False)
    protocol._check_body()
    assert calls == [30.0]
    monkeypatch.setattr(protocol, "_last_block", 0.0, raising=False)
    monkeypatch.setattr(Flow, "read_paused", True)
    protocol._check_body()
    assert calls == [30.0, 60.0]
