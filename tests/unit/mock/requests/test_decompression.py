"""Compressed bodies of every size, in blocks of every size, are decompressed to the last byte."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock.http.request_body import LARGEST_BLOCK, RequestBody

if TYPE_CHECKING:
    from collections.abc import Sequence


class Received:
    """The part of a journal entry that a body is counted in."""

    def receive(self, block: bytes) -> None:
        """Keep nothing."""


def decompressed(blocks: Sequence[bytes]) -> bytes:
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": block, "more_body": True} for block in blocks]
    messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def read() -> bytes:
        body = RequestBody(receive, Received())  # type: ignore[arg-type]
        assert body.decompress("gzip")
        found = [block async for block in body.blocks()]
        assert all(0 < len(block) <= LARGEST_BLOCK for block in found)
        return b"".join(found)

    return asyncio.run(read())


@pytest.mark.parametrize("size", [0, 1, *range(LARGEST_BLOCK - 2, LARGEST_BLOCK + 300, 43), 3 * LARGEST_BLOCK])
def test_a_body_of_any_size_is_decompressed(size: int) -> None:
    content = b"a" * size
    packed = gzip.compress(content, mtime=0)
    assert decompressed([packed]) == content
    assert decompressed([packed[:-9], packed[-9:]]) == content
    assert decompressed([packed[place : place + 1] for place in range(len(packed))]) == content
