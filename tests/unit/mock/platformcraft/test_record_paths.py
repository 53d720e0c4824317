"""The forms in which a record's path may be sent to the Recorder, and by the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinocraft import Platformcraft
from tests.seed.account import message
from tests.seed.broadcast import RecorderClient, ok

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.seed.account import Account

READING = "the path has no /object/, and is read as if it had"


def start(recorder: RecorderClient, stream: str, path: str) -> Any:
    return recorder.call("POST", f"/{stream}/start", {"path": path})


def create(recorder: RecorderClient, stream: str, path: str) -> Any:
    now = int(recorder.account.server.control.now())
    return recorder.call("POST", f"/{stream}/record", {"path": path, "start": now + 10, "stop": now + 20})


def update(recorder: RecorderClient, stream: str, path: str) -> Any:
    made = recorder.schedule(stream, 10, 20, "/before.m3u8")
    return recorder.call("PUT", f"/{stream}/record/{made['id']}", {"path": path})


@pytest.mark.parametrize("request_with", [start, create, update])
@pytest.mark.parametrize(
    ("inside", "is_read"),
    [
        ("/object/talks/a.m3u8", False),
        ("/talks/a.m3u8", True),
        ("/objects/a.m3u8", True),
        ("/a.m3u8", True),
    ],
)
def test_path_without_object_is_read_as_one_with_it(
    account: Account, request_with: Callable[[RecorderClient, str, str], Any], inside: str, is_read: bool
) -> None:
    recorder = RecorderClient(account)
    stream = recorder.stream()
    ok(request_with(recorder, stream, f"/container/{account.server.account}{inside}"))
    exchange = account.server.control.journal()[-1]
    assert exchange["valid"]
    assert exchange["readings"] == ([READING] if is_read else [])


def test_recorded_file_is_at_the_path_without_object(account: Account) -> None:
    recorder = RecorderClient(account)
    stream = recorder.stream()
    ok(start(recorder, stream, f"/container/{account.server.account}/talks/a.m3u8"))
    account.server.control.advance(30)
    ok(recorder.call("POST", f"/{stream}/stop"))
    assert recorder.seconds("/talks/a.m3u8") == pytest.approx(30, abs=1)


@pytest.mark.parametrize(
    "path",
    [
        "/container/{account}",
        "/container/{account}/",
        "/container/{account}/object/",
        "/container/{account}/a.mp4",
        5,
        None,
    ],
)
def test_other_paths_are_rejected_and_start_nothing(account: Account, path: Any) -> None:
    recorder = RecorderClient(account)
    stream = recorder.stream()
    sent = path.format(account=account.server.account) if isinstance(path, str) else path
    assert "path" in message(start(recorder, stream, sent), 400)
    assert ok(recorder.call("GET", f"/{stream}/record")) == []


@pytest.mark.parametrize(
    "path", ["/talks/a.m3u8", "/container/{account}/object/talks/a.m3u8", "/container/{account}/talks/a.m3u8"]
)
def test_client_sends_the_documented_form_of_a_path(account: Account, path: str) -> None:
    url = account.server.url
    stream = RecorderClient(account).stream()
    with Platformcraft(
        login="mock",
        password="mock",
        auth_url=f"{url}/platformcraft/auth",
        filespot_url=f"{url}/platformcraft/filespot",
        recorder_url=f"{url}/platformcraft/recorder",
        streamer_url=f"{url}/platformcraft/streamer",
    ) as platformcraft:
        sent = path.format(account=account.server.account)
        platformcraft.recorder.records.start(stream, path=sent)
        exchange = account.server.control.journal()[-1]
        assert exchange["operation"] == "recorder.records.start"
        assert exchange["readings"] == []
        account.server.control.advance(30)
        record = platformcraft.recorder.records.stop_instant(stream)
        assert record.files
        assert platformcraft.files.get("/talks/a.m3u8").size > 0
