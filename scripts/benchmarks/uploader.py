"""A program: uploads one file once, by parts with the client or in one request with httpx2 alone.

Arguments: `parts`, `bare` or `joined`, the URLs of auth and Filespot, the file. Prints seconds and growth of memory as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import MIB, peak_memory


def by_parts(auth: str, filespot: str, source: Path) -> dict[str, float | None]:
    """With the client's own settings. A tiny upload before it logs in and loads everything."""
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


def bare(auth: str, filespot: str, source: Path, *, joined: bool = False) -> dict[str, float | None]:
    """One part that holds the whole file.

    Only the request itself is timed, and nothing is hashed nor made a file. With `joined` it is, in the time that is
    measured; what the bytes hash to is known before.
    """
    import hashlib

    import httpx2

    with httpx2.Client(trust_env=False) as http:
        tokens = http.post(f"{auth}/token", data={"login": "mock", "password": "mock"}).raise_for_status().json()
        http.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        objects = f"{filespot}/2/fs/container/{tokens['owner_id']}/object"
        with source.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest() if joined else ""
        before = time.perf_counter()
        upload = http.post(f"{objects}/large.bin?uploads").raise_for_status().json()["id"]
        headers = {"Content-Length": str(source.stat().st_size), "Content-Type": "application/octet-stream"}
        part = f"{objects}?uploadId={upload}&uploadPartNum=0"
        started = before if joined else time.perf_counter()
        http.put(part, content=blocks(source), headers=headers).raise_for_status()
        if joined:
            http.post(f"{objects}?uploadId={upload}", json={"sha256": sha256}).raise_for_status()
        seconds = time.perf_counter() - started
        http.delete(f"{objects}/large.bin" if joined else f"{objects}?uploadId={upload}").raise_for_status()
    return {"seconds": seconds}


def blocks(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while block := file.read(MIB):
            yield block


ways = {"parts": by_parts, "bare": bare, "joined": partial(bare, joined=True)}
way, auth_url, filespot_url, path = sys.argv[1:]
json.dump(ways[way](auth_url, filespot_url, Path(path)), sys.stdout)
