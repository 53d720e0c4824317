"""The time to decode a long listing with drift detection, compared with pydantic alone."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from typing import Any

from local_server import local_server
from pydantic import TypeAdapter

from kinocraft import Platformcraft
from kinocraft.responses.decoding import decode
from kinocraft_api.platformcraft_models import FileObject

from ..measure import MIB, Line, alternate

TARGET = 1.3


def measure(quick: bool) -> list[Line]:
    """Decode a response of the local server in which one object was repeated, in one process."""
    count = 20_000 if quick else 100_000
    content = _listing(count)
    reader = TypeAdapter(FileObject)
    result, drifts = decode(FileObject, content, "files.get")
    if drifts or len(result.contents) != count or result != reader.validate_json(content):
        raise RuntimeError(f"the listing was decoded with drift: {drifts[:3]}")
    del result
    pairs = alternate(
        lambda: _seconds(lambda: decode(FileObject, content, "files.get")),
        lambda: _seconds(lambda: reader.validate_json(content)),
        3 if quick else 9,
        warm_up=False,
    )
    ours, plain = pairs.medians
    detail = f"{ours:.2f} s; validate_json {plain:.2f} s; {len(content) / MIB:.0f} MiB"
    return [pairs.compare(f"decode {count:,} objects", "<=", TARGET, detail)]


def _listing(count: int) -> bytes:
    with (
        local_server() as server,
        Platformcraft("mock", "mock", auth_url=server.auth_url, filespot_url=server.filespot_url) as platformcraft,
    ):
        platformcraft.files.upload(b"talk", "/talks/talk-0.mp4")
        talks = platformcraft.files.get("/talks")
    folder: dict[str, Any] = talks.model_dump(mode="json", by_alias=True, exclude_unset=True)
    model = json.dumps(folder["contents"][0], ensure_ascii=False)
    objects = [model.replace("talk-0", f"talk-{number}") for number in range(count)]
    folder["contents"] = []
    folder["paging"] |= {"count": count, "count_on_page": count}
    text = json.dumps(folder, ensure_ascii=False, separators=(",", ":"))
    return text.replace('"contents":[]', f'"contents":[{",".join(objects)}]').encode()


def _seconds(read: Callable[[], object]) -> float:
    # A garbage collection during one of the two readings would dominate it.
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        result = read()
        seconds = time.perf_counter() - started
        del result
    finally:
        gc.enable()
    return seconds
