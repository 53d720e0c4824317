"""Uploads in parts over an unreliable network: all bytes arrive once, or none."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from kinocraft.errors import (
    APITimeoutError,
    ConflictError,
    KinocraftError,
    NotFoundError,
    ServerError,
    TransportError,
    UploadError,
    UploadVerificationError,
)
from tests.faults.harness import Harness, content, nothing_left, sent, statuses, stored, uploads

PATH = "/talks/talk.bin"
PART = 10_000
WHOLE = content(35_000)
PUT, COMPLETE, STATUS = "files.uploads.put_part", "files.uploads.complete", "files.uploads.status"


def upload(harness: Harness, data: bytes = WHOLE, **options: Any) -> Any:
    """Upload in parts of 10,000 bytes."""
    return harness.client().files.upload(data, PATH, **{"part_size": PART, **options})


def arrived(harness: Harness, data: bytes = WHOLE) -> None:
    """Fail unless exactly these bytes are at the path, and no upload session is left."""
    assert stored(harness.server, PATH) == data
    assert uploads(harness.server) == []


@pytest.mark.parametrize("place", [0, 1, 4_321, PART - 1])
def test_a_part_is_sent_again_after_a_lost_connection(harness: Harness, place: int) -> None:
    fault = harness.server.control.fault(PUT, "drop_request", bytes=place, after=1)
    made = upload(harness, parallel=1)
    assert made.size == len(WHOLE)
    arrived(harness)
    assert harness.server.control.fired(fault) == 1
    sizes = [exchange["bytes_in"] for exchange in sent(harness.server, PUT)]
    # Only the failed part is sent again, from its start.
    assert sizes == [PART, place, PART, PART, 5_000]


def test_all_parts_arrive_although_each_breaks_once(harness: Harness) -> None:
    fault = harness.server.control.fault(PUT, "drop_request", bytes=5_001, times=4)
    # The last part has 5,000 bytes: it breaks before its end too.
    upload(harness, parallel=4)
    arrived(harness)
    assert harness.server.control.fired(fault) == 4
    assert len(sent(harness.server, PUT)) == 8


@pytest.mark.parametrize("kind", ["lost_response", "drop_response"])
def test_a_part_with_a_lost_response_is_settled_by_the_status(harness: Harness, kind: str) -> None:
    fault = harness.server.control.fault(PUT, kind, after=2)
    upload(harness)
    arrived(harness)
    assert harness.server.control.fired(fault) == 1
    assert len(sent(harness.server, PUT)) == 4


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_part_is_sent_again_after_server_errors(harness: Harness, status: int) -> None:
    fault = harness.server.control.fault(PUT, "status", status=status, times=2)
    upload(harness, parallel=1)
    arrived(harness)
    assert harness.server.control.fired(fault) == 2
    assert statuses(harness.server, PUT).count(status) == 2


def test_repeated_server_errors_for_a_part_end_the_upload(harness: Harness) -> None:
    harness.server.control.fault(PUT, "status", status=503, times=100)
    with pytest.raises(ServerError) as caught:
        upload(harness, parallel=1)
    assert (caught.value.status, caught.value.call.attempts) == (503, 6)
    assert caught.value.call.stopped == "retries_exhausted"
    nothing_left(harness.server, PATH)


def test_a_client_error_for_a_part_ends_the_upload_at_once(harness: Harness) -> None:
    harness.server.control.fault(PUT, "status", status=400, after=1)
    with pytest.raises(KinocraftError):
        upload(harness, parallel=1)
    assert statuses(harness.server, PUT) == [200, 400]
    nothing_left(harness.server, PATH)


def test_a_stalled_part_times_out_and_is_sent_again(harness: Harness) -> None:
    fault = harness.server.control.fault(PUT, "stall", seconds=60)
    upload(harness, timeout=0.2)
    arrived(harness)
    assert harness.server.control.fired(fault) == 1


def test_a_part_that_always_stalls_raises_a_timeout(harness: Harness) -> None:
    harness.server.control.fault(PUT, "stall", seconds=60, times=100)
    harness.server.control.fault(STATUS, "status", status=503, times=100)  # which cannot say that it has arrived
    with pytest.raises(APITimeoutError) as caught:
        upload(harness, timeout=0.1, retries=1, parallel=1)
    assert caught.value.delivered is None
    nothing_left(harness.server, PATH)


def test_progress_counts_confirmed_bytes(harness: Harness) -> None:
    harness.server.control.fault(PUT, "lost_response")
    reported: list[Any] = []
    upload(harness, progress=reported.append, parallel=1)
    assert [(each.confirmed, each.total, each.parts) for each in reported] == [
        (10_000, 35_000, 1),
        (20_000, 35_000, 2),
        (30_000, 35_000, 3),
        (35_000, 35_000, 4),
    ]


# --- completion ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["lost_response", "drop_response"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_completion_with_a_lost_response_is_detected(harness: Harness, kind: str, times: int) -> None:
    fault = harness.server.control.fault(COMPLETE, kind, times=times)
    made = upload(harness)
    assert (made.path, made.size) == (PATH, len(WHOLE))
    arrived(harness)
    # The file exists after the first request: completing again would be wrong.
    assert harness.server.control.fired(fault) == 1
    assert len(sent(harness.server, COMPLETE)) == 1
    assert [item.name for item in harness.items(harness.client(), "/talks")] == ["talk.bin"]


@pytest.mark.parametrize("body", ["<html>", "", '{"id": '])
def test_a_completion_with_an_invalid_response_is_detected(harness: Harness, body: str) -> None:
    fault = harness.server.control.fault(COMPLETE, "truncate", body=body)
    assert upload(harness).size == len(WHOLE)
    arrived(harness)
    assert harness.server.control.fired(fault) == 1


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("drop_request", {}),
        ("drop_request", {"bytes": 20}),
        ("status", {"status": 500}),
        ("status", {"status": 503}),
        ("status", {"status": 520, "body": "<html>"}),
        ("status", {"status": 200, "body": "<html>"}),
    ],
)
def test_a_completion_that_did_not_arrive_is_sent_again(
    harness: Harness, kind: str, parameters: dict[str, Any]
) -> None:
    fault = harness.server.control.fault(COMPLETE, kind, times=2, **parameters)
    assert upload(harness).size == len(WHOLE)
    arrived(harness)
    assert harness.server.control.fired(fault) == 2
    assert len(sent(harness.server, COMPLETE)) == 3


def test_a_completion_that_never_arrives_ends_the_upload(harness: Harness) -> None:
    harness.server.control.fault(COMPLETE, "drop_request", times=100)
    with pytest.raises(UploadError, match="3 responses"):
        upload(harness)
    assert len(sent(harness.server, COMPLETE)) == 3
    nothing_left(harness.server, PATH)


def test_a_missing_upload_session_raises(harness: Harness) -> None:
    def vanish(progress: Any) -> None:
        if progress.parts == 4:
            fault.append(harness.server.control.fault(COMPLETE, "status", status=404))
            harness.server.control.fault(STATUS, "status", status=404, after=1)

    fault: list[str] = []
    with pytest.raises(UploadError, match="neither the upload"):
        upload(harness, progress=vanish, parallel=1)
    assert harness.server.control.fired(fault[0]) == 1
    nothing_left(harness.server, PATH)


def test_a_completion_with_404_is_not_repeated(harness: Harness) -> None:
    """Meanwhile, the status request still finds the upload session."""
    fault = harness.server.control.fault(COMPLETE, "status", status=404, times=100)
    with pytest.raises(NotFoundError):
        upload(harness)
    assert harness.server.control.fired(fault) == 1
    nothing_left(harness.server, PATH)


def test_an_existing_path_is_a_conflict_and_is_kept(harness: Harness) -> None:
    harness.client().files.upload(b"before", PATH)
    with pytest.raises(ConflictError):
        upload(harness)
    assert stored(harness.server, PATH) == b"before"
    assert uploads(harness.server) == []


def test_a_path_created_during_the_upload_is_a_conflict(harness: Harness) -> None:
    other = Harness("sync", harness.server)
    took: list[Any] = []

    def take(_: Any) -> None:
        if not took:
            took.append(other.client().files.upload(b"meanwhile", PATH))

    try:
        with pytest.raises(ConflictError):
            upload(harness, progress=take)
    finally:
        other.close()
    assert stored(harness.server, PATH) == b"meanwhile"
    assert uploads(harness.server) == []


# --- what the service has -----------------------------------------------------------------------------------------


def test_wrong_bytes_on_the_service_raise(harness: Harness) -> None:
    """Another client replaces a part with other bytes of the same size."""
    other = Harness("sync", harness.server)

    def swap(progress: Any) -> None:
        if progress.parts == 4:
            (upload_id,) = uploads(harness.server)
            other.client().files.uploads.put_part(upload_id, 1, content(PART, seed=7))

    try:
        with pytest.raises(UploadVerificationError, match="sha256"):
            upload(harness, progress=swap, parallel=1)
    finally:
        other.close()
    assert statuses(harness.server, COMPLETE) == [400]
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("parallel", [1, 2, 3])
def test_concurrency_limits_the_parts_in_flight(harness: Harness, parallel: int) -> None:
    harness.server.control.fault(PUT, "stall", seconds=60, times=100)
    with pytest.raises(APITimeoutError):
        upload(harness, content(10 * PART), parallel=parallel, timeout=0.2, retries=0)
    # All parts wait for their responses, so all that have arrived are in flight.
    assert len(sent(harness.server, PUT)) == parallel
    nothing_left(harness.server, PATH)


def test_a_part_missing_on_the_service_is_sent_again(harness: Harness) -> None:
    def lose(progress: Any) -> None:
        assert progress.confirmed <= progress.total
        if progress.parts == 4 and not lost:
            lost.append(True)
            harness.server.app.context.store.run("DELETE FROM parts WHERE number = 2")

    lost: list[bool] = []
    upload(harness, progress=lose, parallel=1)
    assert [exchange["query"][-1] for exchange in sent(harness.server, PUT)] == ["0", "1", "2", "3", "2"]
    arrived(harness)


def test_parts_that_stay_missing_raise_with_advice(harness: Harness) -> None:
    def lose(progress: Any) -> None:
        harness.server.app.context.store.run("DELETE FROM parts WHERE number = 2")

    with pytest.raises(UploadVerificationError, match=r"reports parts \[2\].*first_part=1"):
        upload(harness, progress=lose, parallel=1)
    nothing_left(harness.server, PATH)


def test_part_numbers_of_the_service_are_used(harness: Harness) -> None:
    def shift(progress: Any) -> None:
        if progress.parts == 4:
            harness.server.app.context.store.run("UPDATE parts SET number = -number - 1")
            harness.server.app.context.store.run("UPDATE parts SET number = -number")

    upload(harness, progress=shift, parallel=1)
    assert len(sent(harness.server, PUT)) == 4
    assert stored(harness.server, PATH) == WHOLE


def test_part_numbers_can_start_at_one(harness: Harness) -> None:
    harness.server.control.fault(PUT, "drop_request", bytes=100, after=1)
    upload(harness, first_part=1, parallel=1)
    assert [exchange["query"][-1] for exchange in sent(harness.server, PUT)] == ["1", "2", "2", "3", "4"]
    arrived(harness)


@pytest.mark.parametrize("size", [PART + 1, 2 * PART, 2 * PART + 1, 2 * PART - 1])
def test_files_near_a_multiple_of_the_part_size_arrive(harness: Harness, size: int) -> None:
    data = content(size)
    upload(harness, data)
    arrived(harness, data)
    parts = sorted(exchange["bytes_in"] for exchange in sent(harness.server, PUT))
    assert parts == sorted([PART] * (size // PART) + ([size % PART] if size % PART else []))
    assert not sent(harness.server, "files.create")


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART])
def test_files_of_one_part_are_sent_in_one_request(harness: Harness, size: int) -> None:
    data = content(size)
    upload(harness, data)
    arrived(harness, data)
    assert len(sent(harness.server, "files.create")) == 1
    assert not sent(harness.server, PUT)


@pytest.mark.parametrize("size", [1, PART])
def test_files_of_one_part_can_be_sent_in_parts(harness: Harness, size: int) -> None:
    data = content(size)
    upload(harness, data, threshold=0)
    arrived(harness, data)
    assert [exchange["bytes_in"] for exchange in sent(harness.server, PUT)] == [size]
    assert not sent(harness.server, "files.create")


def test_an_empty_file_is_sent_in_one_request_for_any_threshold(harness: Harness) -> None:
    made = upload(harness, b"", threshold=0)
    assert made.size == 0
    arrived(harness, b"")
    assert len(sent(harness.server, "files.create")) == 1


def test_an_empty_file_can_be_sent_in_parts(harness: Harness) -> None:
    made = upload(harness, b"", threshold=-1)
    assert made.size == 0
    arrived(harness, b"")
    assert [exchange["bytes_in"] for exchange in sent(harness.server, PUT)] == [0]


def test_a_wrong_sha256_raises(harness: Harness) -> None:
    """Other tests cover a correct SHA-256, which the server compares."""
    client = harness.client()
    started = client.files.uploads.start(PATH)
    client.files.uploads.put_part(started.id, 0, WHOLE)
    with pytest.raises(KinocraftError, match="sha256"):
        client.files.uploads.complete(started.id, sha256=hashlib.sha256(b"other").hexdigest())
    client.files.uploads.complete(started.id, sha256=hashlib.sha256(WHOLE).hexdigest())
    arrived(harness)


def test_a_start_with_a_lost_response_is_sent_again(harness: Harness) -> None:
    harness.server.control.fault("files.uploads.start", "lost_response")
    upload(harness)
    assert stored(harness.server, PATH) == WHOLE
    # The client never received the id of the first session, so it cannot cancel it; the path stays free.
    assert len(uploads(harness.server)) == 1


def test_a_failed_cancellation_does_not_hide_the_error(harness: Harness) -> None:
    harness.server.control.fault(PUT, "status", status=400)
    fault = harness.server.control.fault("files.uploads.cancel", "drop_request", times=100)
    with pytest.raises(KinocraftError) as caught:
        upload(harness, parallel=1)
    assert getattr(caught.value, "status", None) == 400
    assert harness.server.control.fired(fault) == 2


def test_an_unreachable_network_raises(harness: Harness) -> None:
    harness.server.control.fault("*", "drop_request", after=3, times=1_000)
    with pytest.raises(TransportError):
        upload(harness, parallel=1)
