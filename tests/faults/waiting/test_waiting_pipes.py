"""Content from a pipe arrives whole, and a pipe that nobody writes to keeps no program from ending."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from kinocraft.sources import OneShotBody

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows cannot wait for a pipe without reading it")

PROGRAM = """
import asyncio, sys
import httpx2
from kinocraft import AsyncKinescope, AsyncPlatformcraft


class Waiting(httpx2.AsyncBaseTransport):
    async def handle_async_request(self, request):
        async for _ in request.stream:
            pass
        return httpx2.Response(200, json={})


async def main():
    own = httpx2.AsyncClient(transport=Waiting())
    if sys.argv[1] == "kinescope":
        client = AsyncKinescope("known", http_client=own)
        uploading = client.videos.upload(sys.stdin.buffer, parent_id="p", title="t", file_name="t.mp4")
    else:
        client = AsyncPlatformcraft("someone", "known", http_client=own)
        uploading = client.files.upload(sys.stdin.buffer, "/a")
    try:
        await asyncio.wait_for(uploading, 0.5)
    except TimeoutError:
        print("cancelled", flush=True)


asyncio.run(main())
"""


@pytest.mark.parametrize("vendor", ["kinescope", "platformcraft"])
def test_a_program_ends_while_stdin_is_still_open(vendor: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, vendor], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout
        assert program.stderr
        ended = program.wait(25)  # stdin is open, and nothing is written to it
        assert (program.stdout.read(), ended) == (b"cancelled\n", 0), program.stderr.read()


@pytest.fixture
def pipe() -> Iterator[tuple[io.BufferedReader, io.FileIO]]:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reader, os.fdopen(write, "wb", buffering=0) as writer:
        assert isinstance(writer, io.FileIO)
        yield reader, writer


@pytest.mark.parametrize("size", [0, 1, 70_000, 2 << 20, (2 << 20) + 1])
def test_content_of_a_pipe_arrives_whole(pipe: tuple[io.BufferedReader, io.FileIO], size: int) -> None:
    reader, writer = pipe
    data = os.urandom(size)

    def write() -> None:
        with writer:
            view = memoryview(data)
            while view:
                view = view[writer.write(view) :]

    thread = threading.Thread(target=write)
    thread.start()
    assert b"".join(OneShotBody(reader).blocks()) == data
    thread.join()


def test_what_a_program_has_read_ahead_is_part_of_the_content(pipe: tuple[io.BufferedReader, io.FileIO]) -> None:
    reader, writer = pipe
    with writer:
        writer.write(b"first line\nand the rest")
    assert reader.readline() == b"first line\n"
    assert b"".join(OneShotBody(reader).blocks()) == b"and the rest"
