"""Invalid requests of every kind are rejected in the vendor's form, and change nothing."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import pytest

from tests.seed.account import FILESPOT, Account, message


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/a/../b", "'..'"),
        ("/./a", "'.'"),
        ("/%2e%2e/a", "'..'"),
        ("//a", "empty"),
        ("/a//b", "empty"),
        ("/a/", "empty"),
        ("/a%00b", "file_path"),
        ("/a%0d%0ab", "file_path"),
        ("/a%7F", "file_path"),
        ("/" + "x" * 256, "255"),
        ("/" + "%D1%8F" * 256, "255"),
        ("/a/" + "x" * 4096, "255"),
        ("/a%2", "percent"),
        ("/a%zz", "percent"),
        ("/a%ff", "UTF-8"),
        ("/%ED%A0%80", "UTF-8"),
    ],
)
def test_invalid_paths_are_rejected(account: Account, path: str, why: str) -> None:
    url = account.root + path
    for response in (
        raw(account, "GET", url),
        raw(account, "DELETE", url),
        raw(account, "POST", f"{url}?uploads"),
        raw(account, "PUT", url, b'{"name": "x"}', "application/json"),
        raw(account, "POST", url, FORM, "multipart/form-data; boundary=b"),
    ):
        assert response[0] == 400
        assert why in json.loads(response[1])["msg"]
    assert account.listing() == []


FORM = b'--b\r\nContent-Disposition: form-data; name="dir"\r\n\r\n1\r\n--b--\r\n'


def raw(account: Account, method: str, target: str, body: bytes = b"", media: str = "") -> tuple[int, bytes]:
    """Send a raw request target: clients normalize paths before they send them."""
    address = urlsplit(account.server.url)
    head = (
        f"{method} {target} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n"
        f"Authorization: Bearer {account.tokens['access_token']}\r\nContent-Length: {len(body)}\r\n"
    )
    head += f"Content-Type: {media}\r\n" if media else ""
    return exchange(account, head.encode() + b"\r\n" + body)


def exchange(account: Account, data: bytes) -> tuple[int, bytes]:
    """Send bytes; return status and body of the response."""
    address = urlsplit(account.server.url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(data)
        response = b""
        while block := connection.recv(65536):
            response += block
    head, _, body = response.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), body


@pytest.mark.parametrize("name", ["x" * 255, "я" * 255, " ", "...", "a b", "\u2028", "🎬" * 200])
def test_unusual_names_are_accepted(account: Account, name: str) -> None:
    assert account.file(f"/{name}").json()["name"] == name
    assert account.listing() == [name]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"1",
        b'"x"',
        b'{"name": 1}',
        b'{"name": "\\ud800"}',
        b'{"name": "\xff"}',
        b"\xff\xfe",
        b'{"max_width": 1e400}',
        b'{"max_width": NaN}',
        b'{"max_width": 123456789012345678901234567890}',
        b"[" * 5000,
    ],
)
def test_invalid_json_bodies_are_rejected(account: Account, body: bytes) -> None:
    account.file("/a")
    before = account.get("/a").json()
    media = {"Content-Type": "application/json"}
    message(account.http.put(account.url("/a"), content=body, headers=media), 400)
    assert account.get("/a").json() == before


PART = b'--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'


@pytest.mark.parametrize(
    ("body", "boundary"),
    [
        (b"", "b"),
        (b"nonsense", "b"),
        (PART + b"data", "b"),
        (PART + b"data\r\n--b", "b"),
        (PART + b"data\r\n--b--\r\n", "other"),
        (PART + b"data\r\n--b--\r\n", ""),
        (PART + b"data\r\n--b--\r\n", "b" * 5000),
        (PART.replace(b"form-data", b"attachment") + b"data\r\n--b--\r\n", "a"),
        (b"--b\r\n\r\ndata\r\n--b--\r\n", "b"),
        (PART.replace(b' name="file";', b"") + b"data\r\n--b--\r\n", "b"),
        (PART.replace(b"file", b"\xff") + b"data\r\n--b--\r\n", "b"),
        (b"--b\r\nBroken header\r\n\r\ndata\r\n--b--\r\n", "b"),
        (FORM.replace(b"1", b"1" * 70_000), "b"),
        (FORM.replace(b"1", b"\xff"), "b"),
    ],
)
def test_invalid_multipart_forms_are_rejected(account: Account, body: bytes, boundary: str) -> None:
    media = f"multipart/form-data; boundary={boundary}"
    message(account.http.post(account.url("/a"), content=body, headers={"Content-Type": media}), 400)
    message(account.get("/a"), 404)
    assert list((account.server.app.context.blobs.folder.parent / "arriving").iterdir()) == []


def test_unknown_fields_are_ignored(account: Account) -> None:
    field = b'--b\r\nContent-Disposition: form-data; name="%s"; filename="f"\r\n\r\n%s\r\n'
    strange = b"".join(field % (name, b"\xff" * 70_000) for name in (b"", b"", b"other", b"other"))
    media = {"Content-Type": "multipart/form-data; boundary=b"}
    for path, form in (("/a", strange + FORM), ("/b", FORM.replace(b"--b--\r\n", strange + b"--b--\r\n"))):
        assert account.http.post(account.url(path), content=form, headers=media).json()["is_dir"]


def test_a_form_can_arrive_byte_by_byte(account: Account) -> None:
    form = PART + b"da\r\n--ta" + b"\r\n--b--\r\n"
    media = {"Content-Type": "multipart/form-data; boundary=b"}
    response = account.http.post(account.url("/a"), content=(bytes([byte]) for byte in form), headers=media)
    assert response.status_code == 200
    assert account.download("/a").content == b"da\r\n--ta"


def test_the_size_of_bodies_is_limited(account: Account) -> None:
    account.file("/a")
    body = b'{"description": "' + b"x" * (10 << 20) + b'"}'
    media = {"Content-Type": "application/json"}
    assert "larger" in message(account.http.put(account.url("/a"), content=body, headers=media), 400)


def test_unknown_paths_and_methods_are_rejected(account: Account) -> None:
    for path in ("/", "/platformcraft", "/platformcraft/other", "//", "/platformcraft/auth", f"{FILESPOT}/fs/x"):
        message(account.http.get(path), 404)
    message(account.http.get("/platformcraft/filespot/fs/container/x/object"), 404)
    for method in ("PATCH", "TRACE"):
        rejected = account.http.request(method, account.root)
        message(rejected, 405)
        assert rejected.headers["Allow"] == "DELETE, GET, HEAD, OPTIONS, POST, PUT"
    rejected = account.http.get("/platformcraft/auth/token")
    message(rejected, 405)
    assert rejected.headers["Allow"] == "OPTIONS, POST"


@pytest.mark.parametrize(
    "data",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /platformcraft/auth/token HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /platformcraft/auth/token HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
    ],
)
def test_malformed_http_is_rejected_in_json(account: Account, data: bytes) -> None:
    status, body = exchange(account, data)
    assert status == 400
    assert json.loads(body)["code"] == 400


def test_a_request_without_host_gets_urls_of_the_server(account: Account) -> None:
    account.file("/a")
    head = f"GET {account.url('/a')} HTTP/1.0\r\nAuthorization: Bearer {account.tokens['access_token']}\r\n\r\n"
    status, body = exchange(account, head.encode())
    assert status == 200
    assert json.loads(body)["download_url"].startswith(account.server.url.removeprefix("http://") + "/")
