"""Requests whose outcome is unknown: what they may have left is said, and a conflict after them is looked into."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ConflictError, ResponseError, TransportError, UploadError
from tests.faults.harness import BlockingClient, Harness, content, nothing_left, sent, stored, uploads

PATH = "/talks/talk.bin"
WHOLE = content(35_000)
START, PUT, COMPLETE, STATUS = (f"files.uploads.{name}" for name in ("start", "put_part", "complete", "status"))


@pytest.fixture
def other(server: Any) -> Iterator[BlockingClient]:
    """A client that is not the one which is tested."""
    harness = Harness("sync", server)
    yield harness.client()
    harness.close()


def upload(harness: Harness) -> Any:
    return harness.client(on_drift=lambda drift: None).files.upload(WHOLE, PATH, part_size=10_000, parallel=1)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("kind", ["lost_response", "drop_response"])
def test_a_session_whose_start_was_lost_is_reported_after_a_success(
    harness: Harness, kind: str, times: int, caplog: pytest.LogCaptureFixture
) -> None:
    harness.server.control.fault(START, kind, times=times)
    with caplog.at_level(logging.WARNING, "kinocraft"):
        assert upload(harness).size == len(WHOLE)
    assert len(uploads(harness.server)) == times
    assert f"may keep {times} upload session(s) to {PATH}" in caplog.text
    # They hinder nobody: the path can be deleted and used again.
    harness.client().files.delete(PATH)
    upload(harness)
    assert stored(harness.server, PATH) == WHOLE


def test_a_session_whose_start_was_lost_is_reported_after_a_failure(harness: Harness) -> None:
    harness.server.control.fault(START, "lost_response")
    harness.server.control.fault(PUT, "status", status=400)
    with pytest.raises(Exception, match="400") as caught:
        upload(harness)
    assert f"may keep 1 upload session(s) to {PATH}" in "".join(caught.value.__notes__)
    assert len(uploads(harness.server)) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "lost_response", "times": 100}, TransportError),
        ({"kind": "truncate", "body": '{"id": '}, ResponseError),
        ({"kind": "truncate", "body": "{}"}, ResponseError),
    ],
)
def test_a_start_that_fails_names_what_it_may_have_left(
    harness: Harness, fault: dict[str, Any], error: type[Exception]
) -> None:
    harness.server.control.fault(START, **fault)
    with pytest.raises(error) as caught:
        upload(harness)
    count = len(uploads(harness.server))
    assert count == (6 if error is TransportError else 1)
    assert f"may keep {count} upload session(s)" in "".join(caught.value.__notes__)


@pytest.mark.parametrize("status", [400, 403, 409, 429])
def test_a_start_that_was_rejected_left_nothing(harness: Harness, status: int) -> None:
    harness.server.control.fault(START, "status", status=status, times=100)
    with pytest.raises(Exception, match=str(status)) as caught:
        upload(harness)
    assert not hasattr(caught.value, "__notes__")
    nothing_left(harness.server, PATH)


class InterruptError(BaseException):
    """What ends a program, or a task."""


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_start_that_is_interrupted_names_what_it_may_have_left(kind: str) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        if "uploads" in str(request.url.query):
            raise InterruptError
        tokens = {
            "access_token": "t",
            "refresh_token": "r",
            "user_id": "u",
            "owner_id": "o",
            "expires_at": 4_000_000_000,
        }
        return httpx2.Response(200, json=tokens)

    harness = Harness(kind)
    with pytest.raises(InterruptError) as caught:
        harness.client(service, on_drift=lambda drift: None).files.upload(WHOLE, PATH, part_size=10_000)
    assert "may keep 1 upload session(s)" in "".join(caught.value.__notes__)
    harness.close()


# --- conflicts ------------------------------------------------------------------------------------------------------

UNDER_WAY = {"status": 200, "body": {"id": "5a2ea8b52973db0008e12386", "path": PATH, "parts": None}}


@pytest.mark.parametrize("again", [404, 409])
def test_a_completion_that_ended_late_is_recognized(harness: Harness, again: int) -> None:
    """Its response is lost, the session seems to be under way for a moment, and then it is complete."""
    lost = harness.server.control.fault(COMPLETE, "lost_response")
    harness.server.control.fault(COMPLETE, "status", status=again, after=1)
    late = harness.server.control.fault(STATUS, "status", after=1, **UNDER_WAY)
    assert upload(harness).size == len(WHOLE)
    assert stored(harness.server, PATH) == WHOLE
    assert [harness.server.control.fired(each) for each in (lost, late)] == [1, 1]
    assert len(sent(harness.server, COMPLETE)) == 2


def test_a_conflict_with_another_file_is_raised_after_a_lost_completion(
    harness: Harness, other: BlockingClient
) -> None:
    """The session is still there, so it was not this upload that made the file."""
    harness.server.control.fault(COMPLETE, "drop_request")

    def take(progress: Any) -> None:
        if progress.parts == 4:
            other.files.upload(b"meanwhile", PATH)

    with pytest.raises(ConflictError):
        harness.client().files.upload(WHOLE, PATH, part_size=10_000, parallel=1, progress=take)
    assert stored(harness.server, PATH) == b"meanwhile"
    assert uploads(harness.server) == []


def test_another_file_of_the_same_size_is_not_taken_for_a_vanished_upload(
    harness: Harness, other: BlockingClient
) -> None:

    def replace(progress: Any) -> None:
        if progress.parts == 4:
            harness.server.control.fault(COMPLETE, "status", status=404)
            harness.server.control.fault(STATUS, "status", status=404, after=1)
            other.files.upload(WHOLE[::-1], PATH)

    with pytest.raises(UploadError, match="holds something else"):
        harness.client().files.upload(WHOLE, PATH, part_size=10_000, parallel=1, progress=replace)
    assert stored(harness.server, PATH) == WHOLE[::-1]
