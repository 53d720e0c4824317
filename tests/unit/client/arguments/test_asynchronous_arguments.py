"""Files, iterators and hooks of an event loop raise before anything is sent, in either kind of client."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest

from kinocraft.errors import ConfigurationError, InvalidArgumentError
from kinocraft_api.platformcraft_models import FileObject
from tests.faults.harness import Harness

PLACE: dict[str, Any] = {"parent_id": "p", "title": "Talk", "file_name": "talk.mp4"}


async def blocks() -> AsyncIterator[bytes]:
    yield b"x"


class AsyncReader:
    """An asynchronous file, like Starlette's UploadFile."""

    async def read(self, size: int = -1) -> bytes:
        return b""


def opened(path: Path) -> Any:
    path.write_bytes(b"x")

    async def open_file() -> Any:
        file = await anyio.open_file(path, "rb")
        file.wrapped.close()
        return file

    return asyncio.run(open_file())


def coroutine(_: Path) -> Any:
    made = AsyncReader().read()
    made.close()
    return made


UPLOADS: list[Callable[[Any, Any], Any]] = [
    lambda harness, content: harness.client(nowhere).files.upload(content, "/a"),
    lambda harness, content: harness.kinescope(nowhere).videos.upload(content, **PLACE),
    lambda harness, content: harness.kinescope(nowhere).avatars.set(content),
    lambda harness, content: harness.kinescope(nowhere).videos.subtitles.create(
        "v", language="en", description="d", file=content
    ),
    lambda harness, content: harness.kinescope(nowhere).request("POST", "/v1/a", content=content),
]


def nowhere(request: Any) -> Any:
    pytest.fail("a request was sent")


@pytest.mark.parametrize("upload", UPLOADS, ids=["file", "video", "avatar", "form", "request"])
@pytest.mark.parametrize("make", [lambda _: blocks(), opened, lambda _: AsyncReader(), coroutine])
def test_content_of_an_event_loop_raises(
    harness: Harness, tmp_path: Path, upload: Callable[[Any, Any], Any], make: Callable[[Path], Any]
) -> None:
    with pytest.raises(InvalidArgumentError, match=r"asynchronous|cannot send"):
        upload(harness, make(tmp_path / "a"))


async def hook(*_: Any) -> None:
    """Do nothing: nobody would await it."""


class Hook:
    async def __call__(self, *_: Any) -> None:
        """Do nothing."""


HOOKS = [hook, functools.partial(hook, 1), Hook(), Hook().__call__]
HOOK_IDS = ["function", "partial", "object", "method"]


@pytest.mark.parametrize("given", HOOKS, ids=HOOK_IDS)
@pytest.mark.parametrize("name", ["progress", "resume"])
def test_an_async_hook_raises(harness: Harness, tmp_path: Path, name: str, given: Any) -> None:
    file = FileObject.model_construct(path="/a", size=1, download_url="https://cdn.example/a")
    acts = [
        lambda: harness.client(nowhere).files.upload(b"x", "/a", **{name: given}),
        lambda: harness.kinescope(nowhere).videos.upload(b"x", **PLACE, **{name: given}),
    ]
    if name == "progress":
        acts.append(lambda: harness.client(nowhere).files.download(file, tmp_path / "a", progress=given))
    for act in acts:
        with pytest.raises(InvalidArgumentError, match=f"{name} is an async function, which would never run"):
            act()


@pytest.mark.parametrize("given", HOOKS, ids=HOOK_IDS)
def test_an_async_drift_hook_raises(harness: Harness, given: Any) -> None:
    with pytest.raises(ConfigurationError, match="a function that is not async"):
        harness.kinescope(nowhere, on_drift=given)


@pytest.mark.parametrize("given", [5, True, "bar"])
def test_a_progress_that_is_no_function_raises_before_anything_is_sent(
    harness: Harness, tmp_path: Path, given: Any
) -> None:
    file = FileObject.model_construct(path="/a", size=1, download_url="https://cdn.example/a")
    for act in (
        lambda: harness.client(nowhere).files.upload(b"x", "/a", progress=given),
        lambda: harness.kinescope(nowhere).videos.upload(b"x", **PLACE, progress=given),
        lambda: harness.client(nowhere).files.download(file, tmp_path / "a", progress=given),
    ):
        with pytest.raises(InvalidArgumentError, match="progress is a"):
            act()
