"""Helpers of the Kinescope upload tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2

from tests.faults.harness import BlockingClient, Harness, content

PART = 10_000
WHOLE = content(35_000)
CREATE, INIT, OFFSET, APPEND = (f"videos.uploads.{name}" for name in ("create", "init", "offset", "append"))


def upload_in_chunks(kinescope: BlockingClient, project: str, data: Any = WHOLE, **options: Any) -> Any:
    """Upload in chunks of 10,000 bytes."""
    given = {"parent_id": project, "title": "Talk", "threshold": 0, "part_size": PART, **options}
    return kinescope.videos.upload(data, **given)


def stored(harness: Harness, kinescope: BlockingClient, video_id: str) -> bytes:
    """Return the bytes of a video's file, after checking that it is the only video."""
    harness.server.control.advance(60)
    (video,) = harness.each(lambda: kinescope.raw.videos.list())
    assert video.id == video_id
    (asset,) = (each for each in kinescope.videos.get(video_id).assets if each.quality == "original")
    return httpx2.get(asset.download_link, trust_env=False).raise_for_status().content


def count(harness: Harness, kinescope: BlockingClient) -> int:
    return len(harness.each(lambda: kinescope.raw.videos.list()))


def upload(kinescope: BlockingClient, project: str) -> Any:
    return kinescope.videos.upload(WHOLE, parent_id=project, title="Talk")


def blocks() -> Iterator[bytes]:
    for start in range(0, len(WHOLE), 9_999):
        yield WHOLE[start : start + 9_999]
        yield b""
