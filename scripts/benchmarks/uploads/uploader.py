"""A program: uploads a file with the client, by tus or in parts, or in one request with httpx2 alone.

Arguments: `tus` and the URLs of Kinescope's two hosts, or `parts` or `bare` and the URLs of auth and Filespot; then the
file, and the options of the upload as JSON. With `sha256`, it only hashes the file. It prints as JSON the seconds that
this took, the seconds of CPU time, and the MiB by which memory grew.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measure import MIB, peak_memory

Reading = dict[str, Any]


@contextmanager
def reading() -> Generator[Reading]:
    """Measure what the body does."""
    taken: Reading = {}
    before, cpu, started = peak_memory(), time.process_time(), time.perf_counter()
    yield taken
    taken["seconds"] = time.perf_counter() - started
    taken["cpu"] = time.process_time() - cpu
    after = peak_memory()
    taken["grown"] = None if before is None or after is None else after - before


def by_parts(auth: str, filespot: str, source: Path, options: Any) -> Reading:
    """Upload in parts with default settings, after a tiny upload that logs in and loads all modules."""
    from kinocraft import Platformcraft

    with Platformcraft("mock", "mock", auth_url=auth, filespot_url=filespot) as platformcraft:
        platformcraft.files.upload(b"tiny", "/tiny.bin")
        with reading() as taken:
            made = platformcraft.files.upload(source, "/large.bin", **options)
        if made.size != source.stat().st_size:
            raise SystemExit(f"{made.size} bytes arrived")
        for path in ("/tiny.bin", "/large.bin"):
            platformcraft.files.delete(path)
    return taken


def by_tus(api: str, upload: str, source: Path, options: Any) -> Reading:
    """Upload by tus with default settings, after a tiny upload that loads all modules."""
    from kinocraft import Kinescope

    with Kinescope("mock-token", api_url=api, upload_url=upload) as kinescope:
        project = kinescope.projects.create(name="Large", privacy_type="anywhere", privacy_domains=[])
        tiny = kinescope.videos.upload(b"tiny", parent_id=project.id, title="Tiny", file_name="tiny.mp4")
        with reading() as taken:
            made = kinescope.videos.upload(source, parent_id=project.id, title="Large", threshold=0, **options)
        original = next(each for each in kinescope.videos.wait(made).assets or () if each.quality == "original")
        if original.file_size != source.stat().st_size:
            raise SystemExit(f"{original.file_size} bytes arrived")
        for video in (tiny, made):
            kinescope.videos.delete(video.id)
    return taken


def bare(auth: str, filespot: str, source: Path, _: Any) -> Reading:
    """Upload the whole file as one part, which is never completed to a file. Only this request is timed."""
    import httpx2

    with httpx2.Client(trust_env=False, timeout=60) as http:
        tokens = http.post(f"{auth}/token", data={"login": "mock", "password": "mock"}).raise_for_status().json()
        http.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        objects = f"{filespot}/2/fs/container/{tokens['owner_id']}/object"
        upload = http.post(f"{objects}/large.bin?uploads").raise_for_status().json()["id"]
        headers = {"Content-Length": str(source.stat().st_size), "Content-Type": "application/octet-stream"}
        part = f"{objects}?uploadId={upload}&uploadPartNum=0"
        with reading() as taken:
            http.put(part, content=blocks(source), headers=headers).raise_for_status()
        http.delete(f"{objects}?uploadId={upload}").raise_for_status()
    return taken


def sha256(_: str, __: str, source: Path, ___: Any) -> Reading:
    """Hash the file, and send nothing."""
    with reading() as taken:
        hasher = hashlib.sha256()
        for block in blocks(source):
            hasher.update(block)
        hasher.hexdigest()
    return taken


def blocks(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while block := file.read(MIB):
            yield block


ways: dict[str, Callable[[str, str, Path, Any], Reading]] = {
    "tus": by_tus,
    "parts": by_parts,
    "bare": bare,
    "sha256": sha256,
}
way, first, second, path, *options = sys.argv[1:]
json.dump(ways[way](first, second, Path(path), json.loads(options[0]) if options else {}), sys.stdout)
