"""Waiting until a video is encoded; imports from a URL, posters and additional materials."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kinocraft.errors import (
    DeadlineError,
    InvalidArgumentError,
    UploadError,
    VideoFailedError,
)
from tests.faults.harness import BlockingClient, Harness, sent, statuses
from tests.faults.videos import WHOLE, count, upload


def test_wait_returns_when_the_video_is_done(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.pace(polls=3)
    made = upload(kinescope, project)
    before = len(harness.clock.waits)
    assert kinescope.videos.wait(made, interval=2).status == "done"
    waits = harness.clock.waits[before:]
    assert waits[0] == 2
    assert waits == sorted(waits)
    assert max(waits) == 30
    assert kinescope.videos.wait(made.id).id == made.id


def test_a_long_interval_does_not_grow(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.pace(polls=1)
    made = upload(kinescope, project)
    before = len(harness.clock.waits)
    kinescope.videos.wait(made, interval=100)
    assert set(harness.clock.waits[before:]) == {100}


@pytest.mark.parametrize("status", ["error", "aborted", "suspended"])
def test_wait_raises_if_the_video_fails(harness: Harness, kinescope: BlockingClient, project: str, status: str) -> None:
    made = upload(kinescope, project)
    harness.server.control.fail_video(made.id, status)
    with pytest.raises(VideoFailedError, match=status) as caught:
        kinescope.videos.wait(made)
    assert (caught.value.status, caught.value.video_id) == (status, made.id)


def test_wait_raises_at_its_deadline(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.pace(polls=1000)
    made = upload(kinescope, project)
    with pytest.raises(DeadlineError, match="still uploading after 60 s") as caught:
        kinescope.videos.wait(made, deadline=60)
    assert caught.value.call.attempts > 3
    assert harness.clock.passed <= 61


def test_wait_respects_retry_after(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    made = upload(kinescope, project)
    harness.server.control.advance(60)
    harness.server.control.fault("videos.get", "status", status=429, headers={"Retry-After": "33"}, times=2)
    assert kinescope.videos.wait(made).status == "done"
    assert len([wait for wait in harness.clock.waits if wait >= 33]) == 2


def test_an_invalid_interval_raises(kinescope: BlockingClient) -> None:
    with pytest.raises(InvalidArgumentError, match="interval is 0"):
        kinescope.videos.wait("1", interval=0)


# --- by address, posters, materials ----------------------------------------------------------------------------------


def test_a_video_is_imported_from_a_url(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    source = kinescope.videos.upload(WHOLE, parent_id=project, title="Source")
    harness.server.control.advance(60)
    url = next(each.download_link for each in kinescope.videos.get(source.id).assets if each.quality == "original")
    made = kinescope.videos.import_url(url, parent_id=project, title="Копия")
    assert made.title == kinescope.videos.get(made.id).title == "Копия"
    assert count(harness, kinescope) == 2


def test_a_poster_is_uploaded_from_every_kind_of_source(
    harness: Harness, kinescope: BlockingClient, project: str, tmp_path: Path
) -> None:
    made = upload(kinescope, project)
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n picture")
    for each in (picture, str(picture), picture.read_bytes(), io.BytesIO(picture.read_bytes())):
        assert kinescope.posters.upload(each, video_id=made) is None
    assert len(sent(harness.server, "posters.upload")) == 4
    assert set(statuses(harness.server, "posters.upload")) == {200}


def test_a_material_has_the_name_of_its_file(
    harness: Harness, kinescope: BlockingClient, project: str, tmp_path: Path
) -> None:
    made = upload(kinescope, project)
    for name in ("Slides of the talk.pdf", "Слайды.pdf"):
        file = tmp_path / name
        file.write_bytes(b"%PDF")
        assert kinescope.additional_materials.upload(made.id, file).title == file.stem
    found = kinescope.videos.get(made.id).additional_materials
    assert [each.title for each in found] == ["Slides of the talk", "Слайды"]
    assert [each.filename for each in found] == ["Slides of the talk.pdf", "Слайды.pdf"]
    harness.server.control.fault("additional_materials.update", "status", status=403)
    with pytest.raises(UploadError, match="its title could not be set"):
        kinescope.additional_materials.upload(made.id, b"x", title="Ещё", file_name="a.txt")
    with pytest.raises(InvalidArgumentError, match="file_name"):
        kinescope.additional_materials.upload(made.id, b"x", file_name="a\r\nX-Video-ID: 2")
