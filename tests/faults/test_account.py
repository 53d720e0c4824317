"""The account's id, record paths without a prefix, waiting for a record, and URLs with a scheme."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from kinocraft.auth.session import Credentials
from kinocraft.errors import ConfigurationError, DeadlineError, InvalidArgumentError, RecordFailedError
from tests.faults.harness import BlockingClient, Harness, sent

SOURCE = "http://127.0.0.1:1/live.m3u8"


@pytest.fixture
def platformcraft(harness: Harness) -> BlockingClient:
    return harness.client(recorder_url=harness.server.environment["PLATFORMCRAFT_RECORDER_URL"])


@pytest.fixture
def stream(platformcraft: BlockingClient) -> str:
    made: str = platformcraft.recorder.streams.create(name="hall", qualities={SOURCE: "360p"}).id
    return made


def owner_id(harness: Harness, client: BlockingClient) -> Any:
    return harness.result(lambda: client.raw.owner_id)


def scheduled(
    harness: Harness, client: BlockingClient, stream: str, path: str = "/talks/a.m3u8", **options: Any
) -> Any:
    now = int(harness.server.control.now())
    return client.recorder.records.create(stream, path=path, start=now + 10, stop=now + 40, **options)


def test_the_account_has_an_id(harness: Harness, platformcraft: BlockingClient) -> None:
    assert owner_id(harness, platformcraft) == harness.server.account
    assert owner_id(harness, platformcraft) == harness.server.account
    assert len(sent(harness.server, "auth.login")) == 1


def test_the_id_of_the_account_needs_a_login(harness: Harness) -> None:
    client = harness.client(login="", password="")
    with pytest.raises(ConfigurationError, match="no login and password"):
        owner_id(harness, client)


@pytest.mark.parametrize("method", ["start", "create", "update"])
@pytest.mark.parametrize("logged_in", [True, False])
def test_a_record_takes_a_plain_path(
    harness: Harness, platformcraft: BlockingClient, stream: str, method: str, logged_in: bool
) -> None:
    record = scheduled(harness, platformcraft, stream, "/first.m3u8").id
    client = platformcraft
    if not logged_in:
        client = harness.client(recorder_url=harness.server.environment["PLATFORMCRAFT_RECORDER_URL"])
    now = int(harness.server.control.now())
    match method:
        case "start":
            client.recorder.records.start(stream, path="/talks/a.m3u8")
        case "create":
            client.recorder.records.create(stream, path="/talks/a.m3u8", start=now + 1, stop=now + 2)
        case _:
            client.recorder.records.update(stream, record, path="/talks/a.m3u8")
    body = harness.server.control.journal(f"recorder.records.{method}", bodies=True)[-1]["request_body"]
    assert f'"path":"/container/{harness.server.account}/object/talks/a.m3u8"' in body


@pytest.mark.parametrize("raw", [False, True])
def test_a_record_uses_the_given_owner(raw: bool) -> None:
    bodies: list[str] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        bodies.append(request.read().decode())
        return httpx2.Response(200, json={"id": "s", "name": "", "src": "", "instant_record_id": "r"})

    harness = Harness("sync")
    client = harness.client(transport=service)
    client.raw._engine.session = Credentials("token")
    records = client.raw.recorder.records
    (records.with_raw_response if raw else records).start("s", path="/a.m3u8", owner_id="someone")
    assert '"path":"/container/someone/object/a.m3u8"' in bodies[0]
    harness.close()


def test_a_record_keeps_a_whole_path(harness: Harness, platformcraft: BlockingClient, stream: str) -> None:
    path = f"/container/{harness.server.account}/object/a.m3u8"
    platformcraft.recorder.records.start(stream, path=path)
    body = harness.server.control.journal("recorder.records.start", bodies=True)[-1]["request_body"]
    assert f'"path":"{path}"' in body


def test_waiting_ends_when_the_record_ends(harness: Harness, platformcraft: BlockingClient, stream: str) -> None:
    record = scheduled(harness, platformcraft, stream)
    before = len(harness.clock.waits)
    moved = harness.clock.sleep

    def sleep(seconds: float) -> None:
        moved(seconds)
        harness.server.control.advance(seconds)

    harness.clock.sleep = sleep  # type: ignore[method-assign]
    ended = platformcraft.recorder.records.wait(record)
    assert (ended.id, ended.status) == (record.id, "finish")
    assert ended.files
    waits = harness.clock.waits[before:]
    assert waits == sorted(waits)
    assert 30 <= sum(waits) <= 80
    assert not sent(harness.server, "recorder.streams.list")
    assert platformcraft.recorder.records.wait(record.id, stream_id=stream).id == record.id


def test_a_record_is_searched_for_in_all_streams(harness: Harness, platformcraft: BlockingClient, stream: str) -> None:
    record = scheduled(harness, platformcraft, stream)
    platformcraft.recorder.streams.create(name="other", qualities={SOURCE: "360p"})
    harness.server.control.advance(60)
    other = harness.client(recorder_url=harness.server.environment["PLATFORMCRAFT_RECORDER_URL"])
    assert other.recorder.records.wait(record).status == "finish"
    assert len(sent(harness.server, "recorder.streams.list")) == 1
    with pytest.raises(InvalidArgumentError, match="no stream has a record nothing"):
        other.recorder.records.wait("nothing")


def test_an_instant_record_is_waited_for_by_the_id_in_its_stream(
    harness: Harness, platformcraft: BlockingClient, stream: str
) -> None:
    record = platformcraft.recorder.records.start(stream, path="/a.m3u8").instant_record_id
    with pytest.raises(DeadlineError, match="is still progress after 60 s"):
        platformcraft.recorder.records.wait(record, deadline=60)
    platformcraft.recorder.records.stop_instant(stream)
    assert platformcraft.recorder.records.wait(record).id == record
    assert not sent(harness.server, "recorder.streams.list")


def test_a_record_that_fails_is_an_error(harness: Harness, platformcraft: BlockingClient, stream: str) -> None:
    record = scheduled(harness, platformcraft, stream)
    failed = {**record.model_dump(mode="json"), "status": "error", "msg": "no signal"}
    harness.server.control.fault("recorder.records.get", "status", status=200, body=failed)
    with pytest.raises(RecordFailedError, match="no signal") as caught:
        platformcraft.recorder.records.wait(record)
    assert (caught.value.record_id, caught.value.reason) == (record.id, "no signal")


def test_the_interval_of_a_wait_is_above_zero(platformcraft: BlockingClient) -> None:
    with pytest.raises(InvalidArgumentError, match="interval is 0"):
        platformcraft.recorder.records.wait("r", stream_id="s", interval=0)


def test_the_url_of_a_file_has_a_scheme(harness: Harness, platformcraft: BlockingClient) -> None:
    uploaded = platformcraft.files.upload(b"abc", "/talks/a.txt")
    parts = platformcraft.files.upload(b"abcdef", "/talks/b.txt", part_size=3, threshold=1)
    folder = platformcraft.files.get("/talks")
    found = [uploaded, parts, platformcraft.files.get("/talks/a.txt"), *folder.contents]
    found += harness.items(platformcraft, "/talks")
    found.append(harness.result(lambda: platformcraft.raw.files.with_raw_response.get("/talks/a.txt")).parsed())
    assert len(found) == 8
    for file in found:
        assert file.download_url.startswith("http://127.0.0.1:")
        assert httpx2.get(file.download_url, trust_env=False).status_code == 200
    assert folder.download_url == ""
