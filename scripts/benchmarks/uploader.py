"""A program: uploads a file with the client, by tus or in parts, or in one request with httpx2 alone.

Arguments: `tus` and the URLs of Kinescope's two hosts, or `parts` or `bare` and the URLs of auth and Filespot; then the
file. It prints as JSON the seconds that the upload took and the MiB by which memory grew.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import MIB, peak_memory


def by_parts(auth: str, filespot: str, source: Path) -> dict[str, float | None]:
    """Upload in parts with default settings, after a tiny upload that logs in and loads all modules."""
    from kinocraft import Platformcraft

    with Platformcraft("mock", "mock", auth_url=auth, filespot_url=filespot) as platformcraft:
        platformcraft.files.upload(b"tiny", "/tiny.bin")
        before = peak_memory()
        started = time.perf_counter()
        made = platformcraft.files.upload(source, "/large.bin")
        seconds = time.perf_counter() - started
        after = peak_memory()
        if made.size != source.stat().st_size:
            raise SystemExit(f"{made.size} bytes arrived")
        for path in ("/tiny.bin", "/large.bin"):
            platformcraft.files.delete(path)
    return {"seconds": seconds, "grown": None if before is None or after is None else after - before}


def by_tus(api: str, upload: str, source: Path) -> dict[str, float | None]:
    """Upload by tus with default settings, after a tiny upload that loads all modules."""
    from kinocraft import Kinescope

    with Kinescope("mock-token", api_url=api, upload_url=upload) as kinescope:
        project = kinescope.projects.create(name="Large", privacy_type="anywhere", privacy_domains=[])
        tiny = kinescope.videos.upload(b"tiny", parent_id=project.id, title="Tiny", file_name="tiny.mp4")
        before = peak_memory()
        started = time.perf_counter()
        made = kinescope.videos.upload(source, parent_id=project.id, title="Large", threshold=0)
        seconds = time.perf_counter() - started
        after = peak_memory()
        original = next(each for each in kinescope.videos.wait(made).assets or () if each.quality == "original")
        if original.file_size != source.stat().st_size:
            raise SystemExit(f"{original.file_size} bytes arrived")
        for video in (tiny, made):
            kinescope.videos.delete(video.id)
    return {"seconds": seconds, "grown": None if before is None or after is None else after - before}


def bare(auth: str, filespot: str, source: Path) -> dict[str, float | None]:
    """Upload the whole file as one part, which is never completed to a file. Only this request is timed."""
    import httpx2

    with httpx2.Client(trust_env=False) as http:
        tokens = http.post(f"{auth}/token", data={"login": "mock", "password": "mock"}).raise_for_status().json()
        http.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        objects = f"{filespot}/2/fs/container/{tokens['owner_id']}/object"
        upload = http.post(f"{objects}/large.bin?uploads").raise_for_status().json()["id"]
        headers = {"Content-Length": str(source.stat().st_size), "Content-Type": "application/octet-stream"}
        part = f"{objects}?uploadId={upload}&uploadPartNum=0"
        started = time.perf_counter()
        http.put(part, content=blocks(source), headers=headers).raise_for_status()
        seconds = time.perf_counter() - started
        http.delete(f"{objects}?uploadId={upload}").raise_for_status()
    return {"seconds": seconds}


def blocks(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while block := file.read(MIB):
            yield block


ways: dict[str, Callable[[str, str, Path], dict[str, float | None]]] = {
    "tus": by_tus,
    "parts": by_parts,
    "bare": bare,
}
way, first, second, path = sys.argv[1:]
json.dump(ways[way](first, second, Path(path)), sys.stdout)
