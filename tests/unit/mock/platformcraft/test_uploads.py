"""Uploads in parts."""

from __future__ import annotations

import random
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urlsplit

import pytest

from tests.seed.account import NOON, Account, message


def test_an_upload_in_parts_creates_a_file(account: Account) -> None:
    started = account.http.post(f"{account.url('/a/b.mp4')}?uploads")
    upload = started.json()
    assert upload == {
        "id": upload["id"],
        "container_id": account.server.account,
        "object_path": "/a/b.mp4",
        "created_at": NOON,
        "parts": None,
    }
    sent = account.put_part(upload["id"], 0, b"one")
    assert (sent.status_code, sent.content) == (200, b"")
    account.put_part(upload["id"], 1, b"three")
    status = account.status(upload["id"]).json()
    assert [(part["id"], part["size"]) for part in status["parts"]] == [(0, 3), (1, 5)]
    stem = status["parts"][0]["src"].removesuffix("_0")
    assert status["parts"][1]["src"] == f"{stem}_1"
    message(account.get("/a/b.mp4"), 404)  # the path is free until completion
    done = account.complete(upload["id"], b"onethree")
    assert {**done.json(), "preview_url": ""} == account.get("/a/b.mp4").json()
    assert done.json()["size"] == 8
    assert account.download("/a/b.mp4").content == b"onethree"
    message(account.status(upload["id"]), 404)
    message(account.put_part(upload["id"], 2, b"late"), 404)


@pytest.mark.parametrize("first", [0, 1])
def test_parts_may_arrive_in_any_order_from_number_0_or_1(account: Account, first: int) -> None:
    pieces = [bytes([65 + number]) * (number + 1) for number in range(12)]
    order = list(range(12))
    random.Random(5).shuffle(order)
    upload_id = account.start("/file")
    for number in order:
        account.put_part(upload_id, number + first, pieces[number])
    assert account.parts(upload_id) == [(number + first, len(piece)) for number, piece in enumerate(pieces)]
    assert account.complete(upload_id, b"".join(pieces)).status_code == 200
    assert account.download("/file").content == b"".join(pieces)


def test_parts_may_be_sent_concurrently(account: Account) -> None:
    pieces = [random.Random(number).randbytes(300_000) for number in range(16)]
    upload_id = account.start("/file")
    with ThreadPoolExecutor(4) as pool:
        responses = list(pool.map(partial(account.put_part, upload_id), range(16), pieces))
    assert {response.status_code for response in responses} == {200}
    assert account.complete(upload_id, b"".join(pieces)).status_code == 200
    assert account.download("/file").content == b"".join(pieces)


@pytest.mark.parametrize("replaced", [0, 1, 2])
def test_a_part_sent_again_replaces_the_first(account: Account, replaced: int) -> None:
    upload_id = account.start("/file")
    pieces = [b"aa", b"bb", b"cc"]
    for number, piece in enumerate(pieces):
        account.put_part(upload_id, number, piece)
    message(account.complete(upload_id, b"wrong"), 400)  # by now everything is hashed
    pieces[replaced] = b"other"
    account.put_part(upload_id, replaced, b"other")
    assert len(account.parts(upload_id) or []) == 3
    message(account.complete(upload_id, b"aabbcc"), 400)
    assert account.complete(upload_id, b"".join(pieces)).status_code == 200
    assert account.download("/file").content == b"".join(pieces)


@pytest.mark.parametrize("numbers", [(0, 2), (1, 3), (2, 3), (5,), (0, 1, 3)])
def test_gaps_are_rejected_and_can_be_filled(account: Account, numbers: tuple[int, ...]) -> None:
    upload_id = account.start("/file")
    for number in numbers:
        account.put_part(upload_id, number, b"x")
    assert "gap" in message(account.complete(upload_id, b"x" * len(numbers)), 400)
    for number in set(range(max(numbers))) - set(numbers):
        account.put_part(upload_id, number, b"x")
    assert account.complete(upload_id, b"x" * (max(numbers) + 1)).status_code == 200


def test_a_wrong_sha256_is_rejected_and_keeps_the_parts(account: Account) -> None:
    upload_id = account.start("/file")
    account.put_part(upload_id, 0, b"right")
    assert "mismatch" in message(account.complete(upload_id, b"wrong"), 400)
    assert account.parts(upload_id) == [(0, 5)]
    message(account.get("/file"), 404)
    assert account.complete(upload_id, b"right").status_code == 200


def test_an_upload_without_parts_can_only_be_empty(account: Account) -> None:
    upload_id = account.start("/empty")
    assert "mismatch" in message(account.complete(upload_id, b"something"), 400)
    assert account.complete(upload_id, b"").json()["size"] == 0
    assert account.download("/empty").content == b""


def test_parts_may_be_empty(account: Account) -> None:
    upload_id = account.start("/file")
    for number, piece in enumerate((b"", b"x", b"")):
        assert account.put_part(upload_id, number, piece).status_code == 200
    assert account.complete(upload_id, b"x").json()["size"] == 1
    assert account.download("/file").content == b"x"


def test_the_path_must_be_free_at_start_and_completion(account: Account) -> None:
    first, second = account.start("/file"), account.start("/file")
    account.put_part(first, 0, b"1")
    account.put_part(second, 0, b"2")
    assert account.complete(first, b"1").status_code == 200
    assert "duplication" in message(account.complete(second, b"2"), 409)
    assert account.parts(second) == [(0, 1)]
    assert "duplication" in message(account.http.post(f"{account.url('/file')}?uploads"), 409)
    assert "duplication" in message(account.http.post(f"{account.url('/')}?uploads"), 409)
    message(account.http.post(f"{account.url('/file/below')}?uploads"), 409)
    account.delete("/file")
    assert account.complete(second, b"2").status_code == 200


def test_cancel_deletes_the_upload_session(account: Account) -> None:
    upload_id = account.start("/file")
    account.put_part(upload_id, 0, b"1")
    gone = account.cancel(upload_id)
    assert (gone.status_code, gone.content) == (200, b"")
    for response in (account.cancel(upload_id), account.status(upload_id), account.complete(upload_id, b"1")):
        message(response, 404)
    assert list(account.server.app.context.blobs.folder.iterdir()) == []


def test_a_part_may_have_chunked_transfer_encoding(account: Account) -> None:
    upload_id = account.start("/file")
    response = account.http.put(
        f"{account.root}?uploadId={upload_id}&uploadPartNum=0",
        content=iter([b"a", b"b" * 100_000]),
        headers={"Content-Type": "application/octet-stream"},
    )
    assert response.status_code == 200
    assert account.parts(upload_id) == [(0, 100_001)]


def test_an_interrupted_part_is_discarded(account: Account) -> None:
    upload_id = account.start("/file")
    account.put_part(upload_id, 0, b"before")
    address = urlsplit(account.server.url)
    with socket.create_connection((address.hostname, address.port)) as connection:
        head = (
            f"PUT {account.root}?uploadId={upload_id}&uploadPartNum=0 HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Authorization: Bearer {account.tokens['access_token']}\r\n"
            "Content-Type: application/octet-stream\r\nContent-Length: 3000000\r\n\r\n"
        )
        connection.sendall(head.encode() + b"x" * 2_000_000)
    arriving = account.server.app.context.blobs.folder.parent / "arriving"
    exchanges = account.server.control.journal
    while (broken := exchanges("files.uploads.put_part")[-1])["bytes_in"] < 2_000_000 or list(arriving.iterdir()):
        pass
    assert broken["status"] is None
    assert account.parts(upload_id) == [(0, 6)]
    assert account.complete(upload_id, b"before").status_code == 200
