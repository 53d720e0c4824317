"""Commands whose responses have another form than described end with a message and an exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.cli.conftest import Command

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
LIMIT = 20
"""The number of requests after which a test fails, because its command would not end."""
NAMES = ("KINESCOPE_API", "PLATFORMCRAFT_AUTH", "PLATFORMCRAFT_FILESPOT")


class Service:
    """Returns the same bytes to every request, except to a login."""

    def __init__(self) -> None:
        self.body = b""
        self.requests: list[str] = []

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        handler.rfile.read(length)
        self.requests.append(handler.path)
        body = json.dumps(TOKENS).encode() if handler.path.startswith("/auth") else self.body
        handler.send_response(200 if len(self.requests) < LIMIT else 400)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    made = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        do_GET = do_POST = do_PUT = do_DELETE = lambda self: made.respond(self)  # noqa: N815 - its names

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    for name in NAMES:
        path = "/auth" if name.endswith("AUTH") else ""
        monkeypatch.setenv(f"{name}_URL", f"http://127.0.0.1:{http.server_port}{path}")
    yield made
    http.shutdown()
    thread.join()
    http.server_close()


COMMANDS: dict[str, Callable[[Path], list[Any]]] = {
    "ls path": lambda _: ["ls", "platformcraft:/a"],
    "download": lambda folder: ["download", "platformcraft:/a", "--to", folder / "a"],
    "rm": lambda _: ["rm", "platformcraft:/a"],
    "mv": lambda _: ["mv", "platformcraft:/a", "platformcraft:/b"],
    "ls projects": lambda _: ["ls", "kinescope:"],
    "ls project": lambda _: ["ls", "kinescope:p"],
    "videos ls": lambda _: ["videos", "ls"],
    "live ls": lambda _: ["live", "ls"],
}
BODIES = [[1], {"data": [1, None, "x"], "contents": [1], "type": "dir"}]


@pytest.mark.parametrize("body", BODIES, ids=["list", "items"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_response_of_another_form_gives_no_traceback(
    kinocraft: Command, service: Service, tmp_path: Path, command: Callable[[Path], list[Any]], body: Any
) -> None:
    service.body = json.dumps(body).encode()
    ended = kinocraft(*command(tmp_path))
    assert "Traceback" not in ended.err
    if body == [1]:
        assert ended.code == 7
        assert "does not fit its description" in ended.err or "usable" in ended.err


def test_a_defect_of_a_command_is_still_shown(
    kinocraft: Command, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.body = json.dumps([1]).encode()
    assert kinocraft("ls", "platformcraft:/a").code == 7

    def broken(*_: Any, **__: Any) -> None:
        raise AttributeError("a defect")

    monkeypatch.setattr("kinocraft.resources.files.Files.get", broken)
    with pytest.raises(AttributeError, match="a defect"):
        kinocraft("ls", "platformcraft:/a")


ENDLESS = {
    "a link to the first page": {"data": [1], "paging": {"next": "/v1/videos"}},
    "a link to the second page": {"data": [1], "paging": {"next": "https://other.example/v1/videos?page=2"}},
    "a link that is no URL": {"data": [1], "paging": {"next": "http://[::1"}},
    "a total that is never reached": {"data": [1], "meta": {"pagination": {"total": 10**12}}},
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_a_list_that_does_not_end_is_an_error(kinocraft: Command, service: Service, body: Any) -> None:
    service.body = json.dumps(body).encode()
    ended = kinocraft("api", "GET", "kinescope:/v1/videos", "--paginate", "--json")
    assert (ended.code, len(service.requests) <= 2) == (7, True)
    assert "would not end" in ended.err
    assert ended.json[0] == body


ONE_PAGE: dict[str, Any] = {
    "paging is text": {"paging": "x"},
    "paging is a list": {"paging": [1]},
    "pagination is a list": {"data": [1], "meta": {"pagination": [1]}},
    "data is an object": {"data": {"a": 1}, "meta": {"total": 5}},
    "total is text": {"data": [1], "meta": {"total": "5"}},
}


@pytest.mark.parametrize("body", ONE_PAGE.values(), ids=ONE_PAGE)
def test_a_page_that_names_no_further_one_is_the_last(kinocraft: Command, service: Service, body: Any) -> None:
    service.body = json.dumps(body).encode()
    ended = kinocraft("api", "GET", "kinescope:/v1/videos", "--paginate", "--json")
    assert (ended.code, ended.json, len(service.requests)) == (0, [body], 1)


@pytest.mark.parametrize("body", [b"[" * 100_000 + b"]" * 100_000, b"9" * 5_000, b'"\\ud800"'])
def test_a_response_that_python_cannot_read_is_printed_as_it_came(
    kinocraft: Command, service: Service, body: bytes
) -> None:
    service.body = body
    assert kinocraft("api", "GET", "kinescope:/v1/x", "--json").code == 0


@pytest.mark.parametrize("address", ["http://[::1/v1", "kinescope://h]/x"])
def test_an_address_that_is_no_url_is_an_error_of_usage(kinocraft: Command, service: Service, address: str) -> None:
    ended = kinocraft("api", "GET", address)
    assert (ended.code, service.requests) == (2, [])
    assert "is not a URL" in ended.err


@pytest.mark.parametrize("page", ["page=abc", "page=1&page=2"])
def test_a_page_that_is_no_number_is_an_error_of_usage(kinocraft: Command, service: Service, page: str) -> None:
    service.body = b'{"data": [1], "meta": {"total": 5}}'
    ended = kinocraft("api", "GET", f"kinescope:/v1/videos?{page}", "--paginate")
    assert ended.code == 2
    assert "--paginate needs a number" in ended.err


def test_a_field_from_a_file_that_is_no_text_is_an_error_of_usage(
    kinocraft: Command, service: Service, tmp_path: Path
) -> None:
    file = tmp_path / "picture"
    file.write_bytes(b"\xff\xfe\x00")
    ended = kinocraft("api", "POST", "kinescope:/v1/x", "-F", f"a=@{file}")
    assert (ended.code, service.requests) == (2, [])
    assert "--input" in ended.err


def test_a_field_of_json_that_nests_too_deep_is_text(kinocraft: Command, service: Service) -> None:
    service.body = b"{}"
    assert kinocraft("api", "POST", "kinescope:/v1/x", "-F", f"a={'[' * 20_000}").code == 0
