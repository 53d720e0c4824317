"""Loops over lists that are left early leave nothing open that an event loop warns about."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx2
import pytest

from kinocraft import AsyncKinescope, AsyncPlatformcraft

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
TAGS = {"data": [{"id": "a"}, {"id": "b"}], "meta": {"pagination": {"page": 1, "per_page": 2, "total": 9}}}
FOLDER = {"path": "/", "is_dir": True, "contents": [{"path": "/a"}, {"path": "/b"}], "paging": None}


def service(request: httpx2.Request) -> httpx2.Response:
    if request.url.path == "/v1/tags":
        return httpx2.Response(200, json=TAGS)
    return httpx2.Response(200, json=TOKENS if request.method == "POST" else FOLDER)


async def listing(kinescope: AsyncKinescope, platformcraft: AsyncPlatformcraft) -> None:
    async for _tag in kinescope.tags.list():
        break
    async for _file in platformcraft.files.list("/"):
        break


async def page(kinescope: AsyncKinescope, platformcraft: AsyncPlatformcraft) -> None:
    async for _tag in await kinescope.tags.list():
        break
    async for _file in await platformcraft.files.list("/"):
        break


async def pages(kinescope: AsyncKinescope, platformcraft: AsyncPlatformcraft) -> None:
    async for _tags in (await kinescope.tags.list()).pages():
        break
    async for _files in (await platformcraft.files.list("/")).pages():
        break


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("act", [listing, page, pages])
def test_what_is_left_early_needs_no_cleaning_up(
    act: Callable[[AsyncKinescope, AsyncPlatformcraft], Awaitable[None]],
    backend: str,
) -> None:
    async def run() -> None:
        given = httpx2.AsyncClient(transport=httpx2.MockTransport(service))
        options: dict[str, Any] = {"http_client": given, "on_drift": lambda drift: None, "rate_limits": False}
        await act(AsyncKinescope("a-token", **options), AsyncPlatformcraft("u", "p", **options))
        gc.collect()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        anyio.run(run, backend=backend)
        gc.collect()
    assert [str(each.message) for each in caught] == []
