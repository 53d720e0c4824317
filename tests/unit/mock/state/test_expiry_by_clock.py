"""Everything that expires does so because time passes, and not because the control API changes the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests import seed
from tests.seed.account import NOON, Account, message
from tests.seed.broadcast import RecorderClient, StreamerClient, ok
from tests.seed.kinescope import PROCESSING_SECONDS
from tests.seed.workspace import Workspace, data, error
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer

DAY = 24 * 3600


class MachineClock:
    """The machine's clock as a server sees it. The server is not notified when it moves."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time(server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[MachineClock]:
    """The clock that the server follows. It is neither frozen nor set."""
    clock = MachineClock(NOON)
    monkeypatch.setattr(server.app.context.clock, "_source", clock)
    assert server.control.now() == NOON
    yield clock
    server.control.reset()


@pytest.fixture
def account(time: MachineClock, server: RunningServer) -> Iterator[Account]:
    made = Account(server)
    with made.http:
        made.log_in()
        yield made


@pytest.fixture
def workspace(time: MachineClock, server: RunningServer) -> Iterator[Workspace]:
    made = Workspace(server)
    with made.http:
        yield made


def finished_video(workspace: Workspace, time: MachineClock) -> dict[str, Any]:
    made = seed.video(workspace, seed.project(workspace)["id"])
    time.passes(PROCESSING_SECONDS)
    return seed.get_video(workspace, made["id"])


def test_an_access_token_expires(account: Account, time: MachineClock) -> None:
    time.passes(DAY - 1)
    assert account.get().status_code == 200
    time.passes(1)
    message(account.get(), 401)


def test_a_refresh_token_expires(account: Account, time: MachineClock) -> None:
    time.passes(30 * DAY - 1)
    account.use(account.refresh().json())
    time.passes(30 * DAY)
    message(account.refresh(), 403)


def test_a_private_file_needs_a_token_that_has_not_expired(account: Account, time: MachineClock) -> None:
    made = ok(account.file("/a"))
    ok(account.update("/a", private=True))
    url = f"http://{made['download_url']}"
    assert account.http.get(url).status_code == 200
    time.passes(DAY)
    message(account.http.get(url), 403)


@pytest.mark.parametrize("action", ["HEAD", "PATCH", "POST"])
def test_an_upload_session_expires(workspace: Workspace, time: MachineClock, action: str) -> None:
    project = seed.project(workspace)["id"]
    made = seed.upload_session(workspace, project, 10)
    given.patch(workspace, made["endpoint"], 0, b"abc")
    time.passes(DAY - 1)
    assert seed.get_video(workspace, made["id"])["status"] == "uploading"
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "3", "Content-Type": given.PIECE}

    def status() -> int:
        return workspace.http.request(action, made["endpoint"], headers=headers, content=b"").status_code

    assert status() in ({200, 204} if action != "POST" else {400})
    time.passes(DAY)
    assert status() == 410
    assert seed.get_video(workspace, made["id"])["status"] == "suspended"
    assert list(workspace.server.app.context.blobs.folder.iterdir()) == []


def test_a_video_whose_upload_expired_is_listed_as_suspended(workspace: Workspace, time: MachineClock) -> None:
    project = seed.project(workspace)["id"]
    made = seed.upload_session(workspace, project, 10)
    time.passes(DAY)
    assert [each["id"] for each in data(workspace.get("/v1/videos", **{"status[]": "suspended"}))] == [made["id"]]


def test_links_to_files_expire(workspace: Workspace, time: MachineClock) -> None:
    video = finished_video(workspace, time)
    link = seed.uploaded_file(video)["download_link"]
    assert workspace.http.get(link).content == b"a film"
    time.passes(2 * DAY)
    error(workspace.http.get(link), 403, 100103)
    fresh = seed.uploaded_file(seed.get_video(workspace, video["id"]))["download_link"]
    assert fresh != link
    assert workspace.http.get(fresh).content == b"a film"


def test_a_cached_response_expires_with_its_links(workspace: Workspace, time: MachineClock) -> None:
    video = finished_video(workspace, time)
    for _ in range(3):
        seed.get_video(workspace, video["id"])  # the last one comes from the cache
        time.passes(2 * DAY)
        link = seed.uploaded_file(seed.get_video(workspace, video["id"]))["download_link"]
        assert workspace.http.get(link).status_code == 200


def test_a_link_to_a_material_expires(workspace: Workspace, time: MachineClock) -> None:
    video = seed.video(workspace, seed.project(workspace)["id"])
    material = seed.additional_material(workspace, video["id"])
    link = data(workspace.get(f"/v1/additional-materials/{material['id']}/link"))["link"]
    time.passes(599)
    assert workspace.http.get(link).status_code == 200
    time.passes(1)
    error(workspace.http.get(link), 403, 100103)


def test_a_file_request_expires(workspace: Workspace, time: MachineClock) -> None:
    made = seed.file_request(workspace, expired_at="2020-09-13T12:26:50Z")
    page = httpx2.get(made["url"], trust_env=False).text
    assert "accepts files" in page
    time.passes(10)
    assert "accepts no more files" in httpx2.get(made["url"], trust_env=False).text


def test_a_rate_limit_ends(account: Account, workspace: Workspace, time: MachineClock) -> None:
    account.server.control.limits(True)
    for _ in range(11):
        last = account.get()
    message(last, 429)
    time.passes(1)
    assert account.get().status_code == 200
    for _ in range(11):
        last = workspace.get("/v1/tags")
    assert last.status_code == 429
    time.passes(1)
    assert workspace.get("/v1/tags").status_code == 200


def test_a_video_is_processed(workspace: Workspace, time: MachineClock) -> None:
    made = seed.video(workspace, seed.project(workspace)["id"])
    assert seed.get_video(workspace, made["id"])["status"] != "done"
    time.passes(PROCESSING_SECONDS)
    assert [each["status"] for each in data(workspace.get("/v1/videos"))] == ["done"]


def test_a_record_starts_and_stops(account: Account, time: MachineClock) -> None:
    recorder = RecorderClient(account)
    stream = recorder.stream()
    scheduled = recorder.schedule(stream, 10, 20)["id"]
    seen = []
    for seconds in (5, 10, 10):
        time.passes(seconds)
        seen.append(recorder.status(stream, scheduled))
    assert seen == ["wait", "progress", "finish"]
    assert account.get("/a.m3u8").status_code == 200


def test_a_media_block_starts_and_finishes(account: Account, time: MachineClock) -> None:
    streamer = StreamerClient(account)
    channel = streamer.channel()
    block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4", seconds=10)]})
    ok(streamer.order(channel, block, "schedule"))
    seen = []
    for seconds in (5, 10, 10):
        time.passes(seconds)
        seen.append(streamer.status(channel, block))
    assert seen == ["wait", "start", "finish"]
