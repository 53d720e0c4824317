"""A server that is killed during concurrent writes keeps everything that it has acknowledged."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2

from kinocraft_mock import running
from tests.seed.account import Account
from tests.seed.broadcast import RecorderClient, StreamerClient
from tests.seed.workspace import Workspace, data
from tests.unit.mock.kinescope.uploads import upload_helpers
from tests.unit.mock.state.states import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ENOUGH = 8
"""Acknowledged writes of each writer before the server is killed. All writers continue until then."""
PIECE = 4000
PROJECT = {"name": "Films", "privacy_type": "anywhere", "privacy_domains": []}


def content(number: int) -> bytes:
    """Return different bytes for each number, long enough for several blocks."""
    return sha256(b"%d" % number).digest() * (3000 + number)


class Writers:
    """Writers that send one request after another, and record what has been acknowledged."""

    def __init__(self, account: Account, workspace: Workspace) -> None:
        self.account = account
        self.workspace = workspace
        made = data(self.workspace.post("/v1/projects", PROJECT))
        self.project: str = made["id"]
        body = {"type": "video", "parent_id": self.project, "title": "Pieces", "filename": "p.mp4", "filesize": 10**9}
        announced = self.workspace.http.post(f"{account.server.url}/kinescope/uploader/v2/init", json=body)
        self.endpoint: str = announced.json()["data"]["endpoint"]
        self.upload = account.start("/parts")
        self.recorder, self.streamer = RecorderClient(account), StreamerClient(account)
        self.stream = self.recorder.stream()

    def videos(self) -> Iterator[Any]:
        for number in count():
            headers = {"X_Parent_ID": self.project, "X_Video_Title": str(number), "X_File_Name": "film.mp4"}
            yield data(self.workspace.upload("/v2/video", content(number), **headers))["id"]

    def pieces(self) -> Iterator[Any]:
        for number in count():
            response = upload_helpers.patch(self.workspace, self.endpoint, number * PIECE, content(number)[:PIECE])
            assert response.status_code == 204
            yield int(response.headers["upload-offset"])

    def parts(self) -> Iterator[Any]:
        for number in count():
            assert self.account.put_part(self.upload, number, content(number)).status_code == 200
            yield number

    def files(self) -> Iterator[Any]:
        for number in count():
            assert self.account.file(f"/files/{number}", content(number)).status_code == 200
            yield number

    def records(self) -> Iterator[Any]:
        for number in count():
            yield self.recorder.schedule(self.stream, 10**6, 10**6 + 60, f"/r{number}.m3u8")["id"]

    def channels(self) -> Iterator[Any]:
        while True:
            yield self.streamer.channel()


def test_acknowledged_writes_survive_a_kill(tmp_path: Path) -> None:
    acknowledged: dict[str, list[Any]] = {}
    enough = threading.Semaphore(0)

    def write(name: str, writes: Callable[[], Iterator[Any]]) -> None:
        done = acknowledged[name] = []
        # The end of the server ends the writer; any other error fails the test.
        with suppress(httpx2.TransportError, OSError):
            for each in writes():
                done.append(each)
                if len(done) == ENOUGH:
                    enough.release()

    with served(tmp_path) as (process, control, account):
        control.freeze()
        workspace = Workspace(account.server)
        with workspace.http, ThreadPoolExecutor(6) as pool:
            writers = Writers(account, workspace)
            kinds = (writers.videos, writers.pieces, writers.parts, writers.files, writers.records, writers.channels)
            under_way = [pool.submit(write, kind.__name__, kind) for kind in kinds]
            reached = [enough.acquire(timeout=60) for _ in kinds]
            process.kill()
            for each in under_way:
                each.result()
        assert all(reached)

    with running(data_dir=tmp_path, limits=False) as server:
        control = server.control
        control.freeze()
        account.server, account.http = server, Account(server).http
        workspace = Workspace(server)
        with account.http, workspace.http:
            account.log_in()
            for number, video in enumerate(acknowledged["videos"]):
                assert upload_helpers.content_of(workspace, video) == content(number)
            arrived = upload_helpers.head(workspace, server.url + urlsplit(writers.endpoint).path)
            assert int(arrived.headers["upload-offset"]) >= acknowledged["pieces"][-1]
            parts = dict(account.parts(writers.upload) or [])
            assert {number: len(content(number)) for number in acknowledged["parts"]}.items() <= parts.items()
            for number in acknowledged["files"]:
                assert account.download(f"/files/{number}").content == content(number)
            recorder, streamer = RecorderClient(account), StreamerClient(account)
            assert {recorder.status(writers.stream, record) for record in acknowledged["records"]} == {"wait"}
            for channel in acknowledged["channels"]:
                assert streamer.call("GET", f"/{channel}").status_code == 200
            whole = b"".join(content(number) for number in sorted(parts))
            assert account.complete(writers.upload, whole).status_code == 200
