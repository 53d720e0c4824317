"""Video uploads in one request: bytes and metadata arrive complete, and no video is created twice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from kinocraft.errors import (
    InvalidArgumentError,
    RateLimitedError,
    TransportError,
    UploadError,
)
from tests.faults.harness import BlockingClient, Harness, sent
from tests.faults.videos import CREATE, INIT, WHOLE, blocks, stored


def test_a_small_file_is_sent_in_one_request(
    harness: Harness, kinescope: BlockingClient, project: str, video_file: Path
) -> None:
    reported: list[Any] = []
    made = kinescope.videos.upload(video_file, parent_id=project, description="A talk", progress=reported.append)
    assert (made.title, made.description, made.status, made.parent_id) == ("talk", "A talk", "uploading", project)
    assert [(each.confirmed, each.total, each.parts) for each in reported] == [(35_000, 35_000, 1)]
    assert stored(harness, kinescope, made.id) == WHOLE
    assert len(sent(harness.server, CREATE)) == 1
    assert sent(harness.server, INIT) == []


class Pipe(io.RawIOBase):
    """A file that cannot seek."""

    def __init__(self) -> None:
        self._inner = io.BytesIO(WHOLE)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._inner.readinto(memoryview(buffer)[:9_999])


@pytest.mark.parametrize("make", [blocks, Pipe, lambda: list(blocks())])
def test_a_stream_is_sent_as_it_is_read(harness: Harness, kinescope: BlockingClient, project: str, make: Any) -> None:
    reported: list[Any] = []
    made = kinescope.videos.upload(make(), parent_id=project, title="Talk", progress=reported.append, threshold=0)
    assert stored(harness, kinescope, made.id) == WHOLE
    assert [(each.confirmed, each.total) for each in reported] == [(35_000, 35_000)]


def test_a_stream_is_not_sent_again(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    harness.server.control.fault(CREATE, "status", status=429, headers={"Retry-After": "1"})
    with pytest.raises(RateLimitedError) as caught:
        kinescope.videos.upload(blocks(), parent_id=project, title="Talk", retries=5)
    assert caught.value.call.attempts == 1


def test_a_stream_of_other_values_than_bytes_raises(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    with pytest.raises(InvalidArgumentError, match="each block must be bytes"):
        kinescope.videos.upload(iter(["text"]), parent_id=project, title="Talk")


@pytest.mark.parametrize("fault", ["lost_response", "drop_response", "drop_request"])
def test_a_single_request_upload_is_not_repeated(
    harness: Harness, kinescope: BlockingClient, project: str, fault: str
) -> None:
    harness.server.control.fault(CREATE, fault)
    with pytest.raises(TransportError) as caught:
        kinescope.videos.upload(WHOLE, parent_id=project, title="Talk")
    assert caught.value.call.stopped == "not_idempotent"
    assert "look for it before you upload again" in caught.value.__notes__[0]
    assert len(sent(harness.server, CREATE)) == 1


@pytest.mark.parametrize("body", ["<html>", "[]", '{"data": {}}', '{"data": {"id": null}}'])
def test_an_invalid_response_does_not_repeat_the_upload(
    harness: Harness, kinescope: BlockingClient, project: str, body: str
) -> None:
    harness.server.control.fault(CREATE, "truncate", body=body)
    with pytest.raises(Exception, match="response") as caught:
        kinescope.videos.upload(WHOLE, parent_id=project, title="Talk")
    assert "look for it" in caught.value.__notes__[0]
    assert len(sent(harness.server, CREATE)) == 1


def test_a_replaced_video_keeps_its_title(harness: Harness, kinescope: BlockingClient, project: str) -> None:
    first = kinescope.videos.upload(b"first", parent_id=project, title="Первый")
    harness.server.control.advance(60)
    made = kinescope.videos.upload(WHOLE, replace=first.id, threshold=0)
    assert made.id == first.id
    assert stored(harness, kinescope, made.id) == WHOLE
    assert kinescope.videos.get(first.id).title == "Первый"


# --- titles in any letters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"threshold": 0}])
def test_a_title_in_any_script_arrives_unchanged(
    harness: Harness, kinescope: BlockingClient, project: str, options: dict[str, Any]
) -> None:
    made = kinescope.videos.upload(
        WHOLE, parent_id=project, title="Доклад № 1 🎬", description="Строка\nи ещё", **options
    )
    found = kinescope.videos.get(made.id)
    assert (made.title, found.title, found.description) == ("Доклад № 1 🎬", "Доклад № 1 🎬", "Строка\nи ещё")
    assert sent(harness.server, CREATE) == []


def test_a_title_that_no_header_can_contain_is_set_afterwards(
    harness: Harness, kinescope: BlockingClient, project: str
) -> None:
    made = kinescope.videos.upload(blocks(), parent_id=project, title="Доклад", description="Обо всём")
    found = kinescope.videos.get(made.id)
    assert (made.title, found.title, found.description) == ("Доклад", "Доклад", "Обо всём")
    assert len(sent(harness.server, CREATE)) == len(sent(harness.server, "videos.update")) == 1


def test_a_percent_sign_in_a_title_arrives_unchanged(kinescope: BlockingClient, project: str) -> None:
    title = "%41 or 50%25"
    for content in (WHOLE, blocks()):
        made = kinescope.videos.upload(content, parent_id=project, title=title, description=title)
        found = kinescope.videos.get(made.id)
        assert (found.title, found.description) == (title, title)
    kinescope.videos.update(made.id, title="Talk")
    kinescope.videos.upload(WHOLE, replace=made.id, title=title)
    assert kinescope.videos.get(made.id).title == title
    material = kinescope.additional_materials.upload(made.id, b"x", file_name="%41.pdf", title=title)
    assert (material.filename, material.title) == ("%41.pdf", title)


def test_a_failed_title_update_raises_with_the_video_id(
    harness: Harness, kinescope: BlockingClient, project: str
) -> None:
    harness.server.control.fault("videos.update", "status", status=403)
    with pytest.raises(UploadError, match="without its title or description") as caught:
        kinescope.videos.upload(blocks(), parent_id=project, title="Доклад")
    (video,) = harness.each(lambda: kinescope.raw.videos.list())
    assert video.id in str(caught.value)


@pytest.mark.parametrize("options", [{}, {"threshold": 0}, {"replace": "1"}])
@pytest.mark.parametrize("name", ["title", "file_name", "description"])
def test_line_breaks_do_not_become_headers(
    harness: Harness, kinescope: BlockingClient, options: dict[str, Any], name: str
) -> None:
    text = "Talk\r\nX-Replace-Video-ID: 1" if name != "description" else "Talk\x00"
    with pytest.raises(InvalidArgumentError, match=name):
        kinescope.videos.upload(WHOLE, **{"parent_id": "1", "title": "Talk", **options, name: text})
    assert sent(harness.server, CREATE) == sent(harness.server, INIT) == []


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (WHOLE, {}, "title is missing"),
        (b"", {"title": "Talk"}, "no bytes"),
        (WHOLE, {"title": "Talk", "threshold": 0}, "parent_id is missing"),
        (WHOLE, {"title": "Talk", "part_size": 0}, "part_size is 0"),
        (WHOLE, {"title": "Talk", "replace": "1", "resume": print}, "omit resume"),
        (iter([b"x"]), {"title": "Talk", "resume": print}, "cannot be gone on with|read again"),
        (7, {"title": "Talk"}, "cannot upload a int"),
        (WHOLE, {"title": "\ud800"}, "unpaired surrogate"),
    ],
)
def test_invalid_arguments_raise_before_a_request_is_sent(
    harness: Harness, kinescope: BlockingClient, data: Any, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        kinescope.videos.upload(data, **options)
    assert sent(harness.server, CREATE) == sent(harness.server, INIT) == []


def test_a_misspelt_argument_raises(kinescope: BlockingClient) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'titel'"):
        kinescope.videos.upload(WHOLE, titel="Talk")
