"""Paths of files on this machine: what is none, names of the maximum length, and modes of replaced files."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import InvalidArgumentError
from tests.faults.harness import Harness

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
FILE = {"path": "/a", "size": 4, "download_url": "https://cdn.example/a"}


class BytesPath(os.PathLike[Any]):
    def __fspath__(self) -> Any:
        return b"a"


class NoPath(os.PathLike[Any]):
    def __fspath__(self) -> Any:
        return 5


NO_PATHS = [b"a", BytesPath(), NoPath(), 5, None, io.BytesIO()]
NO_CONTENT = [BytesPath(), NoPath()]


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    harness = Harness(request.param)
    yield harness
    harness.close()


def service(request: httpx2.Request) -> httpx2.Response:
    if request.url.host == "cdn.example" or "avatar" in request.url.path:
        return httpx2.Response(200, stream=httpx2.ByteStream(b"data"))
    return httpx2.Response(200, json=TOKENS if request.method == "POST" else FILE)


def nowhere(request: httpx2.Request) -> Any:
    pytest.fail("a request was sent")


def download(harness: Harness, target: Any, network: Any = service) -> Any:
    return harness.client(network, on_drift=lambda drift: None).files.download("/a", target)


def save(harness: Harness, target: Any, network: Any = service) -> Any:
    return harness.kinescope(network).avatars.get_user_avatar("a", to=target)


@pytest.mark.parametrize("act", [download, save])
@pytest.mark.parametrize("target", NO_PATHS, ids=lambda each: type(each).__name__)
def test_a_destination_that_is_no_path_raises_before_anything_is_sent(harness: Harness, act: Any, target: Any) -> None:
    if act is save and target is None:
        return  # the default: the bytes are returned
    with pytest.raises(InvalidArgumentError, match="give a string or a Path"):
        act(harness, target, nowhere)


@pytest.mark.parametrize("content", NO_CONTENT, ids=lambda each: type(each).__name__)
def test_a_source_that_is_no_path_raises_before_anything_is_sent(harness: Harness, content: Any) -> None:
    for act in (
        lambda: harness.client(nowhere).files.upload(content, "/a"),
        lambda: harness.kinescope(nowhere).videos.upload(content, parent_id="p", title="a"),
        lambda: harness.kinescope(nowhere).avatars.set(content),
    ):
        with pytest.raises(InvalidArgumentError, match="give a string or a Path"):
            act()


@pytest.mark.parametrize("act", [download, save])
@pytest.mark.parametrize("name", ["a" * 255, "я" * 127])
def test_a_name_of_the_maximum_length_is_a_destination(harness: Harness, tmp_path: Path, act: Any, name: str) -> None:
    act(harness, tmp_path / name)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {name: b"data"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("act", [download, save])
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
@pytest.mark.parametrize("linked", [False, True])
def test_a_replaced_file_keeps_its_mode(harness: Harness, tmp_path: Path, act: Any, mode: int, linked: bool) -> None:
    file = tmp_path / "private"
    file.touch()
    file.chmod(mode)
    target = tmp_path / "link" if linked else file
    if linked:
        target.symlink_to(file)
    act(harness, target)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"data", mode)
