"""Special files: links, pipes, devices, and token stores truncated by a crash."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import FileTokenStore
from kinocraft.errors import DestinationError, DownloadError, ResponseError
from tests.faults.harness import Harness, content, sent

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor links of this kind")

STORED = content(10_000)
PICTURE = b"\x89PNG\r\n\x1a\n" + content(1000)


def download(harness: Harness, target: Path) -> None:
    client = harness.client()
    client.files.upload(STORED, "/a")
    client.files.download("/a", target)


def save(harness: Harness, target: Path) -> None:
    kinescope = harness.kinescope(on_drift=lambda drift: None)
    kinescope.avatars.get_user_avatar(kinescope.avatars.set(STORED).id, to=target)


SAVES: list[Callable[[Harness, Path], None]] = [download, save]


@pytest.mark.parametrize("act", SAVES)
def test_a_pipe_is_not_replaced(harness: Harness, tmp_path: Path, act: Any) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DestinationError, match="a pipe"):
        act(harness, pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize("act", SAVES)
def test_a_device_is_not_replaced(harness: Harness, act: Any) -> None:
    with pytest.raises(DestinationError, match="a device"):
        act(harness, Path("/dev/null"))
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("act", SAVES)
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed(harness: Harness, tmp_path: Path, act: Any, there: bool) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "file", tmp_path / "link"
    if there:
        real.write_bytes(b"before")
    link.symlink_to("real/file")
    (tmp_path / "second").symlink_to("link")
    act(harness, tmp_path / "second")
    assert link.is_symlink()
    assert (tmp_path / "second").is_symlink()
    assert not real.is_symlink()
    assert real.read_bytes() == STORED
    assert list(real.parent.iterdir()) == [real]


@pytest.mark.parametrize("act", SAVES)
def test_a_circular_link_raises(harness: Harness, tmp_path: Path, act: Any) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(DestinationError):
        act(harness, tmp_path / "a")
    assert (tmp_path / "a").is_symlink()


def test_a_web_page_is_not_saved_as_a_picture(harness: Harness, tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"before")
    kinescope = harness.kinescope(on_drift=lambda drift: None)
    user = kinescope.avatars.set(PICTURE).id
    harness.server.control.fault(
        "avatars.get_user_avatar", "status", status=200, body="<!doctype html><title>Sign in</title>"
    )
    with pytest.raises(ResponseError, match="a web page"):
        kinescope.avatars.get_user_avatar(user, to=target)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.png", b"before")]


def test_a_token_store_behind_a_link_keeps_the_link(harness: Harness, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "tokens", tmp_path / "real" / "tokens"
    link.symlink_to("real/tokens")
    harness.client(token_store=FileTokenStore(link)).files.get("/")
    assert link.is_symlink()
    assert not real.is_symlink()
    assert "accounts" in json.loads(real.read_bytes())
    harness.client(token_store=FileTokenStore(real)).files.get("/")
    assert len(sent(harness.server, "auth.login")) == 1
    # Both names share a lock; otherwise two processes could renew at the same time.
    assert {each.name for each in (*tmp_path.iterdir(), *real.parent.iterdir())} == {"tokens", "real", "tokens.lock"}
    assert (tmp_path / "real" / "tokens.lock").exists()


CUTS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "one byte": lambda whole: whole[:1],
    "half": lambda whole: whole[: len(whole) // 2],
    "all but one": lambda whole: whole[:-1],
    "zeros": lambda whole: bytes(len(whole)),
    "without blanks": lambda whole: b'{"version": 1, "acc',
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_a_token_store_that_was_cut_off_is_replaced_by_a_login(
    harness: Harness, tmp_path: Path, cut: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "tokens"
    harness.client(token_store=FileTokenStore(path)).files.get("/")
    whole = path.read_bytes()
    path.write_bytes(cut(whole))
    with caplog.at_level(logging.WARNING, "kinocraft"):
        harness.client(token_store=FileTokenStore(path)).files.get("/")
    assert "empty or cut off" in caplog.text
    assert len(sent(harness.server, "auth.login")) == 2
    assert json.loads(path.read_bytes()).keys() == json.loads(whole).keys()


# --- digests of downloads -------------------------------------------------------------------------------------------

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}


def encoded(algorithm: str, data: bytes) -> str:
    return base64.b64encode(hashlib.new(algorithm, data).digest()).decode()


def fetch(harness: Harness, target: Path, headers: dict[str, str]) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "cdn.example":
            return httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(STORED))
        file = {"path": "/a", "size": len(STORED), "download_url": "https://cdn.example/a"}
        return httpx2.Response(200, json=TOKENS if request.method == "POST" else file)

    plain = Harness(harness.kind)
    try:
        plain.client(service, on_drift=lambda drift: None).files.download("/a", target)
    finally:
        plain.close()


def digests(data: bytes) -> list[dict[str, str]]:
    return [
        {"Content-MD5": encoded("md5", data)},
        {"Digest": f"SHA-256={encoded('sha256', data)}"},
        {"Digest": f"unixsum=30637, md5={encoded('md5', data)}"},
        {"Repr-Digest": f"sha-512=:{encoded('sha512', data)}:"},
        {"Content-Digest": f"sha-256=:{encoded('sha256', data)}:"},
    ]


@pytest.mark.parametrize("headers", digests(STORED))
def test_a_download_is_verified_by_the_digest_that_its_host_sends(
    harness: Harness, tmp_path: Path, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "kinocraft"):
        fetch(harness, tmp_path / "a", headers)
    assert (tmp_path / "a").read_bytes() == STORED
    assert "nothing else" not in caplog.text


@pytest.mark.parametrize("headers", digests(STORED[::-1]))
def test_a_download_with_another_digest_is_damaged(harness: Harness, tmp_path: Path, headers: dict[str, str]) -> None:
    with pytest.raises(DownloadError, match="arrived damaged"):
        fetch(harness, tmp_path / "a", headers)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "headers", [{}, {"Content-MD5": "nonsense"}, {"Digest": "sha-256=YQ=="}, {"ETag": '"0123456789abcdef"'}]
)
def test_a_download_without_a_digest_says_so(
    harness: Harness, tmp_path: Path, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "kinocraft"):
        fetch(harness, tmp_path / "a", headers)
    assert (tmp_path / "a").read_bytes() == STORED
    assert "its size was verified, and nothing else" in caplog.text
