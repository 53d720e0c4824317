"""Uploads in chunks (tus 1.0.0) over an unreliable network: all bytes arrive, and only at the upload host."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import UploadState
from kinocraft.errors import (
    AuthenticationError,
    BadRequestError,
    ServerError,
    SourceChangedError,
    TransportError,
    UploadError,
)
from tests.faults.harness import BlockingClient, Harness, content, sent, statuses
from tests.faults.videos import APPEND, INIT, OFFSET, PART, WHOLE, stored, upload_in_chunks
from tests.seed.clients import new_project


def test_a_large_file_is_sent_in_chunks(
    harness: Harness, kinescope: BlockingClient, project: str, video_file: Path
) -> None:
    reported: list[Any] = []
    made = upload_in_chunks(kinescope, project, video_file, progress=reported.append)
    assert (made.title, made.parent_id) == ("Talk", project)
    assert made.play_link
    assert stored(harness, kinescope, made.id) == WHOLE
    assert [(each.confirmed, each.total, each.parts) for each in reported] == [
        (10_000, 35_000, 1),
        (20_000, 35_000, 2),
        (30_000, 35_000, 3),
        (35_000, 35_000, 4),
    ]
    assert statuses(harness.server, APPEND) == [204] * 4
    assert sent(harness.server, OFFSET) == []


@pytest.mark.parametrize("place", [0, 1, 4_321, PART - 1])
def test_bytes_received_before_a_lost_connection_are_not_sent_again(
    harness: Harness, kinescope: BlockingClient, project: str, place: int
) -> None:
    fault = harness.server.control.fault(APPEND, "drop_request", bytes=place, after=1)
    reported: list[Any] = []
    made = upload_in_chunks(kinescope, project, progress=reported.append)
    assert harness.server.control.fired(fault) == 1
    assert stored(harness, kinescope, made.id) == WHOLE
    confirmed = [each.confirmed for each in reported]
    assert confirmed == sorted(set(confirmed))
    assert confirmed[-1] == 35_000
    assert len(sent(harness.server, OFFSET)) == 1
    # The server reports how much of the chunk it kept, and the client continues from there.
    assert sum(exchange["bytes_in"] for exchange in sent(harness.server, APPEND)) == 35_000 + place - (
        confirmed[1] - 10_000
    ) * (confirmed[1] < 20_000)


@pytest.mark.parametrize("kind", ["lost_response", "drop_response"])
@pytest.mark.parametrize("after", [0, 2, 3])
def test_a_lost_response_is_settled_by_the_offset(
    harness: Harness, kinescope: BlockingClient, project: str, kind: str, after: int
) -> None:
    fault = harness.server.control.fault(APPEND, kind, after=after)
    made = upload_in_chunks(kinescope, project)
    assert harness.server.control.fired(fault) == 1
    assert stored(harness, kinescope, made.id) == WHOLE
    assert len(sent(harness.server, APPEND)) == 4
    assert len(sent(harness.server, OFFSET)) == 1


@pytest.mark.parametrize("status", [408, 429, 500, 503, 409])
def test_a_temporary_server_error_is_retried(
    harness: Harness, kinescope: BlockingClient, project: str, status: int
) -> None:
    fault = harness.server.control.fault(APPEND, "status", status=status, times=3, headers={"Retry-After": "7"})
    made = upload_in_chunks(kinescope, project)
    assert harness.server.control.fired(fault) == 3
    assert stored(harness, kinescope, made.id) == WHOLE
    if status != 409:
        assert len([wait for wait in harness.clock.waits if wait >= 7]) >= 3


@pytest.mark.parametrize("operation", [APPEND, OFFSET])
def test_repeated_server_errors_end_the_upload(
    harness: Harness, kinescope: BlockingClient, project: str, operation: str
) -> None:
    harness.server.control.fault(APPEND, "drop_request", after=1)
    harness.server.control.fault(operation, "status", status=503, times=100)
    with pytest.raises(ServerError) as caught:
        upload_in_chunks(kinescope, project)
    assert caught.value.call.stopped == "retries_exhausted"
    assert "is incomplete: delete it with videos.delete(" in caught.value.__notes__[0]
    assert "/tus/{upload_id}" in str(caught.value)


def test_zero_retries_send_each_request_once(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.fault(APPEND, "status", status=503)
    with pytest.raises(ServerError) as caught:
        upload_in_chunks(kinescope, project, retries=0)
    assert caught.value.call.stopped == "retries_disabled"
    assert sent(harness.server, OFFSET) == []


def test_a_missing_upload_session_raises(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.fault(APPEND, "status", status=410, after=2)
    with pytest.raises(UploadError, match=r"no longer has the upload.* 20000 bytes"):
        upload_in_chunks(kinescope, project)


@pytest.mark.parametrize("offset", ["9999999", "-1", "x", ""])
def test_an_invalid_offset_is_ignored(harness: Harness, kinescope: BlockingClient, project: str, offset: str) -> None:
    harness.server.control.fault(
        APPEND, "status", status=204, headers={"Upload-Offset": offset, "Tus-Resumable": "1.0.0"}
    )
    made = upload_in_chunks(kinescope, project)
    assert stored(harness, kinescope, made.id) == WHOLE


def test_an_upload_without_progress_ends(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    headers = {"Upload-Offset": "0", "Tus-Resumable": "1.0.0"}
    harness.server.control.fault(APPEND, "status", status=204, headers=headers, times=100)
    with pytest.raises(Exception, match="no usable Upload-Offset"):
        upload_in_chunks(kinescope, project)
    assert len(sent(harness.server, APPEND)) == 6


@pytest.mark.parametrize("fault", ["lost_response", "drop_response"])
def test_an_init_with_a_lost_response_names_its_video_and_sends_another(
    harness: Harness, kinescope: BlockingClient, project: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    harness.server.control.fault(INIT, fault)
    reported: list[Any] = []
    made = upload_in_chunks(kinescope, project, progress=reported.append)
    assert len(sent(harness.server, INIT)) == 2
    (empty,) = (each for each in harness.each(lambda: kinescope.raw.videos.list()) if each.id != made.id)
    assert {each.leftovers for each in reported} == {(empty.id,)}
    assert f"a video that stays empty: {empty.id}" in caplog.text
    harness.result(lambda: kinescope.raw.videos.delete(empty.id))
    assert stored(harness, kinescope, made.id) == WHOLE


@pytest.mark.parametrize("other", ["older", "of another title", "in another project", "that has bytes"])
def test_a_video_that_cannot_be_that_of_a_lost_init_is_not_named(
    harness: Harness, kinescope: BlockingClient, project: str, other: str
) -> None:
    init, append = kinescope.raw.videos.uploads.init, kinescope.raw.videos.uploads.append
    parent = project
    if other == "in another project":
        parent = new_project(kinescope, "films")
    title = "Talk 2" if other == "of another title" else "Talk"
    made = harness.result(
        lambda: init(type="video", parent_id=parent, title=title, filename="a.mp4", filesize=len(WHOLE))
    )
    if other == "that has bytes":
        harness.result(lambda: append(made.endpoint, 0, WHOLE[:20_000]))
    if other == "older":
        harness.server.control.advance(120)
    harness.server.control.fault(INIT, "lost_response")
    reported: list[Any] = []
    upload_in_chunks(kinescope, project, progress=reported.append)
    assert len(reported[-1].leftovers) == 1
    assert made.id not in reported[-1].leftovers


def test_an_init_that_did_not_arrive_leaves_no_video(
    harness: Harness, kinescope: BlockingClient, project: str, caplog: pytest.LogCaptureFixture
) -> None:
    harness.server.control.fault(INIT, "drop_request")
    reported: list[Any] = []
    made = upload_in_chunks(kinescope, project, progress=reported.append)
    assert stored(harness, kinescope, made.id) == WHOLE
    assert {each.leftovers for each in reported} == {()}
    assert "stays empty" not in caplog.text


def test_a_failure_after_a_lost_init_names_its_video(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.fault(INIT, "lost_response")
    harness.server.control.fault(APPEND, "status", status=400)
    with pytest.raises(BadRequestError) as caught:
        upload_in_chunks(kinescope, project)
    videos = [video.id for video in harness.each(lambda: kinescope.raw.videos.list())]
    notes = "".join(caught.value.__notes__)
    assert len(videos) == 2
    assert all(each in notes for each in videos)


@pytest.mark.parametrize("fault", ["lost_response", "drop_response"])
def test_an_init_is_not_repeated_if_its_video_cannot_be_looked_for(
    harness: Harness, kinescope: BlockingClient, project: str, fault: str
) -> None:
    harness.server.control.fault(INIT, fault)
    harness.server.control.fault("videos.list", "status", status=403)
    with pytest.raises(TransportError) as caught:
        upload_in_chunks(kinescope, project)
    assert "look for it before you upload again" in caught.value.__notes__[0]
    assert len(sent(harness.server, INIT)) == 1
    assert sent(harness.server, APPEND) == []


@pytest.mark.parametrize("fault", ["lost_response", "drop_request"])
def test_a_video_that_another_program_started_is_not_deleted_after_a_lost_init(
    harness: Harness, kinescope: BlockingClient, project: str, fault: str
) -> None:
    """Its title, size, parent and time are those of the lost start, and it is empty, but about to be sent."""
    init = kinescope.raw.videos.uploads.init
    other = harness.result(
        lambda: init(type="video", parent_id=project, title="Talk", filename="a.mp4", filesize=len(WHOLE))
    )
    harness.server.control.fault(INIT, fault)
    made = upload_in_chunks(kinescope, project)
    append = kinescope.raw.videos.uploads.append
    assert harness.result(lambda: append(other.endpoint, 0, WHOLE))["Upload-Offset"] == str(len(WHOLE))
    harness.server.control.advance(60)
    states = {video.id: video.status for video in harness.each(lambda: kinescope.raw.videos.list())}
    assert (states[other.id], states[made.id]) == ("done", "done")
    assert len(states) == {"lost_response": 3, "drop_request": 2}[fault]


def test_a_stalled_chunk_times_out_and_the_upload_continues(
    harness: Harness, kinescope: BlockingClient, project: str
) -> None:
    fault = harness.server.control.fault(APPEND, "stall", seconds=60)
    made = upload_in_chunks(kinescope, project, timeout=0.2)
    assert harness.server.control.fired(fault) == 1
    assert stored(harness, kinescope, made.id) == WHOLE


def test_an_upload_token_is_sufficient(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.fault("videos.get", "status", status=403)
    made = upload_in_chunks(kinescope, project)
    assert (made.title, made.status, made.play_link) == ("Talk", "uploading", None)
    assert stored(harness, kinescope, made.id) == WHOLE


def test_a_changed_file_is_not_completed(
    harness: Harness, kinescope: BlockingClient, project: str, video_file: Path
) -> None:
    def spoil(progress: Any) -> None:
        if progress.parts == 2:
            video_file.write_bytes(content(35_000, seed=1))

    with pytest.raises(SourceChangedError, match="changed during"):
        upload_in_chunks(kinescope, project, video_file, progress=spoil)
    assert harness.each(lambda: kinescope.raw.videos.list()) == []


# --- secrets ----------------------------------------------------------------------------------------------------------


def test_neither_token_nor_client_headers_are_sent_to_the_endpoint(
    harness: Harness, project: str, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[httpx2.Request] = []
    states: list[UploadState] = []
    kinescope = harness.kinescope(on_drift=lambda drift: None, headers={"X-Inner": "hunter2"})
    transport, name = (
        (httpx2.HTTPTransport, "handle_request")
        if harness.kind == "sync"
        else (httpx2.AsyncHTTPTransport, "handle_async_request")
    )
    handle = getattr(transport, name)

    def noting(self: Any, request: httpx2.Request) -> Any:
        seen.append(request)
        return handle(self, request)

    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.DEBUG, "kinocraft"):
        patch.setattr(transport, name, noting)
        harness.server.control.fault(APPEND, "drop_request")
        harness.server.control.fault(APPEND, "status", status=400, after=2)
        with pytest.raises(Exception, match="400") as caught:
            upload_in_chunks(kinescope, project, resume=states.append, headers={"X-Own": "hunter3"})
    opaque = [request for request in seen if "/tus/" in request.url.path]
    assert {request.method for request in opaque} == {"PATCH", "HEAD"}
    for request in opaque:
        assert not {"authorization", "x-inner", "x-own"} & set(request.headers)
    for request in seen:
        assert ("authorization" in request.headers) == (request not in opaque)
    secret = states[0].endpoint.rpartition("/")[2]
    text = f"{caught.value!r} {caught.value} {caught.value.call} {caught.value.__notes__} {caplog.text}"
    assert secret not in text


def test_a_rejected_token_raises(harness: Harness, project: str) -> None:
    with pytest.raises(AuthenticationError):
        upload_in_chunks(harness.kinescope(token="other", on_drift=lambda drift: None), project)
    assert sent(harness.server, APPEND) == []
