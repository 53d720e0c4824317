"""A program can exit although a thread that it abandoned still waits for a pipe or the lock of a token store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pipe of a program is passed by its number")

PROGRAM = """
import os, sys
import anyio, filelock
from kinocraft import AsyncPlatformcraft, KinocraftError

kind, backend, folder = sys.argv[1:]
url = "http://127.0.0.1:9"
taken = filelock.FileLock(f"{folder}/tokens.lock")
taken.acquire()
read, write = os.pipe()
pipe = os.fdopen(read, "rb", buffering=0)

async def store():
    options = {"auth_url": url, "filespot_url": url, "token_store": f"{folder}/tokens"}
    async with AsyncPlatformcraft("someone", "known", **options) as platformcraft:
        try:
            await platformcraft.files.get("/", deadline=0.1)
        except KinocraftError as error:
            print(type(error).__name__)

async def platformcraft():
    async with AsyncPlatformcraft("someone", "known", auth_url=url, filespot_url=url) as platformcraft:
        with anyio.move_on_after(0.1):
            await platformcraft.files.upload(pipe, "/a")
        print("cancelled")


anyio.run(globals()[kind], backend=backend)
print("ended", flush=True)
"""


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize(("kind", "outcome"), [("store", "DeadlineError"), ("platformcraft", "cancelled")])
def test_a_program_ends_while_an_abandoned_wait_goes_on(tmp_path: Path, kind: str, outcome: str, backend: str) -> None:
    program = [sys.executable, "-c", PROGRAM, kind, backend, str(tmp_path)]
    # The lock would be waited for a minute, and the pipe forever.
    made = subprocess.run(program, capture_output=True, text=True, timeout=25, check=False)
    assert (made.stdout.split(), made.returncode) == ([outcome, "ended"], 0), made.stderr
