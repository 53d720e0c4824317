"""Uploads that are resumed later, also by another process."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from kinocraft import UploadState
from kinocraft.errors import (
    SourceChangedError,
)
from tests.faults.harness import BlockingClient, Harness, content, sent
from tests.faults.videos import APPEND, INIT, PART, WHOLE, stored, upload_in_chunks


def broken(harness: Harness, kinescope: BlockingClient, project: str, data: Any) -> dict[str, Any]:
    """Return the state of an interrupted upload of which 20,000 bytes have arrived."""
    states: list[UploadState] = []
    fault = harness.server.control.fault(APPEND, "status", status=400, after=2)
    with pytest.raises(Exception, match="400"):
        upload_in_chunks(kinescope, project, data, resume=states.append)
    harness.server.control.cancel_fault(fault)
    (state,) = states
    assert state.endpoint not in repr(state)
    kept: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(state)))
    return kept


def test_an_upload_can_be_resumed_by_another_process(
    harness: Harness, kinescope: BlockingClient, project: str, video_file: Path
) -> None:
    kept = broken(harness, kinescope, project, video_file)
    reported: list[Any] = []
    other = harness.kinescope(on_drift=lambda drift: None)
    made = other.videos.upload(video_file, resume=UploadState(**kept), progress=reported.append, part_size=PART)
    assert (made.id, made.title) == (kept["video_id"], "Talk")
    assert [each.confirmed for each in reported] == [20_000, 30_000, 35_000]
    assert stored(harness, kinescope, made.id) == WHOLE
    assert len(sent(harness.server, INIT)) == 1
    # Resuming a complete upload again is harmless.
    assert other.videos.upload(video_file, resume=UploadState(**kept)).id == made.id
    assert stored(harness, kinescope, made.id) == WHOLE


def test_resuming_with_another_file_raises(
    harness: Harness, kinescope: BlockingClient, project: str, video_file: Path
) -> None:
    kept = broken(harness, kinescope, project, video_file)
    before = len(sent(harness.server, APPEND))
    for change in (content(35_000, seed=1), WHOLE[:-1]):
        video_file.write_bytes(change)
        with pytest.raises(SourceChangedError, match="nothing was sent"):
            kinescope.videos.upload(video_file, resume=UploadState(**kept))
    assert len(sent(harness.server, APPEND)) == before


def test_an_upload_from_memory_can_be_resumed(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    kept = broken(harness, kinescope, project, WHOLE)
    assert kinescope.videos.upload(bytearray(WHOLE), resume=UploadState(**kept), title="x").id == kept["video_id"]
    assert stored(harness, kinescope, kept["video_id"]) == WHOLE


def test_an_error_in_the_checkpoint_hook_stops_the_upload(
    harness: Harness, kinescope: BlockingClient, project: str
) -> None:
    def keep(state: UploadState) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        upload_in_chunks(kinescope, project, resume=keep)
    assert sent(harness.server, APPEND) == []
