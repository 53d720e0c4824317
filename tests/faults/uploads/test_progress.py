"""Progress counts the bytes that the service has confirmed, and no byte that was merely sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kinocraft.errors import KinocraftError
from tests.faults.harness import BlockingClient, Harness, content, statuses
from tests.faults.videos import APPEND, PART, WHOLE, blocks

PUT = "files.uploads.put_part"
FAILURES: dict[str, dict[str, Any]] = {
    "rejected": {"kind": "status", "status": 400},
    "a server error": {"kind": "status", "status": 500},
    "arrived, and its response was lost": {"kind": "lost_response"},
    "broken off": {"kind": "drop_request", "bytes": PART - 1},
}

Reports = list[tuple[int, int, int]]
Hook = Callable[[Any], None]


def hook_of(reported: Reports) -> Hook:
    return lambda each: reported.append((each.confirmed, each.total, each.parts))


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("after", [0, 1, 3])
def test_progress_of_parts_ends_before_the_part_that_failed(harness: Harness, failure: str, after: int) -> None:
    harness.server.control.fault(PUT, after=after, times=100, **FAILURES[failure])
    reported: Reports = []
    with pytest.raises(KinocraftError):
        harness.client().files.upload(
            WHOLE, "/a", part_size=PART, parallel=1, retries=0, progress=hook_of(reported), timeout=1
        )
    assert reported == [(number * PART, len(WHOLE), number) for number in range(1, after + 1)]


@pytest.mark.parametrize("parallel", [2, 4])
def test_progress_of_parallel_parts_never_exceeds_those_that_were_confirmed(harness: Harness, parallel: int) -> None:
    harness.server.control.fault(PUT, "status", status=400, after=2, times=100)
    reported: Reports = []
    with pytest.raises(KinocraftError):
        harness.client().files.upload(WHOLE, "/a", part_size=PART, parallel=parallel, progress=hook_of(reported))
    accepted = statuses(harness.server, PUT).count(200)
    assert len(reported) <= accepted <= 2
    assert [parts for _, _, parts in reported] == list(range(1, len(reported) + 1))


def test_progress_of_a_part_that_is_sent_twice_counts_it_once(harness: Harness) -> None:
    harness.server.control.fault(PUT, "drop_request", times=2)
    reported: Reports = []
    harness.client().files.upload(WHOLE, "/a", part_size=PART, parallel=1, progress=hook_of(reported))
    assert len(statuses(harness.server, PUT)) == 6
    assert reported == [(min(number * PART, len(WHOLE)), len(WHOLE), number) for number in range(1, 5)]


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("after", [0, 1, 3])
def test_progress_of_chunks_ends_before_the_chunk_that_failed(
    harness: Harness, kinescope: BlockingClient, project: str, failure: str, after: int
) -> None:
    harness.server.control.fault(APPEND, after=after, times=100, **FAILURES[failure])
    reported: Reports = []
    with pytest.raises(KinocraftError):
        kinescope.videos.upload(
            WHOLE,
            parent_id=project,
            title="Talk",
            threshold=0,
            part_size=PART,
            retries=0,
            progress=hook_of(reported),
            timeout=1,
        )
    assert reported == [(number * PART, len(WHOLE), number) for number in range(1, after + 1)]


def test_progress_counts_what_the_offset_confirms_after_a_lost_response(
    harness: Harness, kinescope: BlockingClient, project: str
) -> None:
    harness.server.control.fault(APPEND, "lost_response", after=1)
    harness.server.control.fault("videos.uploads.offset", "status", status=500)
    reported: Reports = []
    kinescope.videos.upload(
        WHOLE, parent_id=project, title="Talk", threshold=0, part_size=PART, progress=hook_of(reported)
    )
    assert [confirmed for confirmed, _, _ in reported] == [10_000, 20_000, 30_000, 35_000]


ROADS: dict[str, tuple[str, Callable[[BlockingClient, BlockingClient, Hook], Any]]] = {
    "a file": ("files.create", lambda k, p, hook: p.files.upload(WHOLE, "/a", progress=hook, retries=0)),
    "a video": ("videos.uploads.create", lambda k, p, hook: k.videos.upload(WHOLE, title="t", progress=hook)),
    "a video from blocks": (
        "videos.uploads.create",
        lambda k, p, hook: k.videos.upload(blocks(), title="t", progress=hook),
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("road", ROADS)
@pytest.mark.usefixtures("project")
def test_progress_of_one_request_is_silent_if_it_fails(
    harness: Harness, kinescope: BlockingClient, road: str, failure: str
) -> None:
    operation, send = ROADS[road]
    harness.server.control.fault(operation, times=100, **FAILURES[failure])
    harness.server.control.fault("files.get", "status", status=400, times=100)
    reported: Reports = []
    with pytest.raises(KinocraftError):
        send(kinescope, harness.client(timeout=1), hook_of(reported))
    assert reported == []


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.usefixtures("project")
def test_progress_of_one_request_reports_all_bytes_at_once(
    harness: Harness, kinescope: BlockingClient, road: str
) -> None:
    reported: Reports = []
    ROADS[road][1](kinescope, harness.client(), hook_of(reported))
    assert reported == [(len(WHOLE), len(WHOLE), 1)]


def test_progress_of_a_file_found_after_a_lost_response_is_reported(harness: Harness) -> None:
    harness.server.control.fault("files.create", "lost_response")
    reported: Reports = []
    harness.client().files.upload(content(500), "/a", progress=hook_of(reported))
    assert reported == [(500, 500, 1)]
