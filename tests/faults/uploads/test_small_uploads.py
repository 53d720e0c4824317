"""Uploads in one request over an unreliable network."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft.errors import APITimeoutError, ConflictError, RateLimitedError, ServerError, TransportError, UploadError
from tests.faults.harness import Harness, content, nothing_left, sent, statuses, stored

PATH = "/small.bin"
DATA = content(5_000)
CREATE = "files.create"


@pytest.mark.parametrize("kind", ["lost_response", "drop_response"])
def test_a_lost_response_is_settled_by_comparing_the_stored_file(harness: Harness, kind: str) -> None:
    fault = harness.server.control.fault(CREATE, kind)
    made = harness.client().files.upload(DATA, PATH)
    assert (made.path, made.size) == (PATH, len(DATA))
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 1
    # The creation is not sent twice: the second request would be rejected as a duplicate.
    assert len(sent(harness.server, CREATE)) == 1


@pytest.mark.parametrize("body", ["<html>", "", '{"id": "1"', "[]", "null", "{}"])
def test_an_invalid_response_is_settled_by_comparing_the_stored_file(harness: Harness, body: str) -> None:
    fault = harness.server.control.fault(CREATE, "truncate", body=body)
    assert harness.client(on_drift=lambda drift: None).files.upload(DATA, PATH).size == len(DATA)
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 1


@pytest.mark.parametrize("there", [content(len(DATA), seed=1), b"shorter"])
def test_an_older_file_is_not_mistaken_for_the_upload(harness: Harness, there: bytes) -> None:
    harness.client().files.upload(there, PATH)
    fault = harness.server.control.fault(CREATE, "lost_response")
    with pytest.raises(UploadError, match="holds something else"):
        harness.client().files.upload(DATA, PATH)
    # A different size is decisive; a file of the same size is read back.
    assert len(sent(harness.server, "cdn.download")) == (len(there) == len(DATA))
    assert stored(harness.server, PATH) == there
    assert harness.server.control.fired(fault) == 1


@pytest.mark.parametrize("place", [0, 100, 2_500, len(DATA)])
def test_a_request_that_breaks_is_sent_again(harness: Harness, place: int) -> None:
    fault = harness.server.control.fault(CREATE, "drop_request", bytes=place, times=2)
    harness.client().files.upload(DATA, PATH)
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 2
    assert statuses(harness.server, CREATE) == [None, None, 200]


@pytest.mark.parametrize("status", [500, 503, 520])
def test_a_server_error_is_settled_by_looking_for_the_file(harness: Harness, status: int) -> None:
    fault = harness.server.control.fault(CREATE, "status", status=status, body="<html>")
    harness.client().files.upload(DATA, PATH)
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 1
    assert statuses(harness.server, CREATE) == [status, 200]


@pytest.mark.parametrize("parameters", [{"kind": "drop_request"}, {"kind": "status", "status": 500}])
def test_an_upload_that_always_fails_leaves_no_file(harness: Harness, parameters: dict[str, Any]) -> None:
    harness.server.control.fault(CREATE, times=100, **parameters)
    with pytest.raises(UploadError, match="3 times"):
        harness.client().files.upload(DATA, PATH)
    assert len(sent(harness.server, CREATE)) == 3
    nothing_left(harness.server, PATH)


def test_429_is_retried(harness: Harness) -> None:
    fault = harness.server.control.fault(CREATE, "status", status=429, headers={"Retry-After": "3"})
    harness.client().files.upload(DATA, PATH)
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 1
    assert max(harness.clock.waits) >= 3


def test_repeated_429_raises(harness: Harness) -> None:
    harness.server.control.fault(CREATE, "status", status=429, times=100)
    with pytest.raises(RateLimitedError):
        harness.client().files.upload(DATA, PATH)
    nothing_left(harness.server, PATH)


def test_an_existing_path_is_a_conflict(harness: Harness) -> None:
    harness.client().files.upload(b"before", PATH)
    with pytest.raises(ConflictError):
        harness.client().files.upload(DATA, PATH)
    assert stored(harness.server, PATH) == b"before"


def test_a_stall_is_settled_by_looking_for_the_file(harness: Harness) -> None:
    fault = harness.server.control.fault(CREATE, "stall", seconds=60)
    harness.client(timeout=0.2).files.upload(DATA, PATH)
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 1


def test_a_failed_lookup_raises_the_network_error(harness: Harness) -> None:
    harness.server.control.fault(CREATE, "lost_response")
    fault = harness.server.control.fault("files.get", "stall", seconds=60, times=100)
    with pytest.raises(APITimeoutError):
        harness.client().files.upload(DATA, PATH, timeout=0.1)
    assert harness.server.control.fired(fault) == 3


@pytest.mark.parametrize("make", [ServerError, TransportError])
def test_a_folder_is_not_created_twice(harness: Harness, make: type[Exception]) -> None:
    parameters = {"kind": "status", "status": 500} if make is ServerError else {"kind": "lost_response"}
    harness.server.control.fault(CREATE, **parameters)
    with pytest.raises(make) as caught:
        harness.client().files.make_dir("/folder")
    assert caught.value.call.stopped == "not_idempotent"  # type: ignore[attr-defined]
    assert len(sent(harness.server, CREATE)) == 1
