"""Arguments that callers may pass instead of plain values: objects, models from responses, times and files."""

from __future__ import annotations

import datetime
import inspect
import io
import json
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.clock import Countdown, SystemClock
from kinocraft.errors import InvalidArgumentError, SourceError
from kinocraft.responses.decoding import decode
from kinocraft.transport.encoding import build_request, prepare
from kinocraft_api import kinescope_models, platformcraft_models
from kinocraft_api.kinescope_v1 import (
    additional_materials,
    drm_auth,
    moderators,
    players,
    playlists,
    projects_folders,
    videos,
    videos_subtitles,
)
from kinocraft_api.kinescope_v2 import live_events, posters
from kinocraft_api.platformcraft_filespot import files
from kinocraft_api.platformcraft_recorder import recorder_records
from kinocraft_api.platformcraft_streamer import streamer_blocks, streamer_channels
from kinocraft_runtime.calls import Call
from tests.described_operations import METHODS, OPERATIONS, DescribedOperation
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

NOON = datetime.datetime(2026, 4, 6, 12, tzinfo=datetime.UTC)
SECONDS = 1775476800


class Anything:
    """An object with only an id."""

    def __init__(self, own: Any) -> None:
        self.id = own


def model(kind: Any, **fields: Any) -> Any:
    """Return a model as a response returns it, whatever fields are missing."""
    return decode(kind, json.dumps(fields).encode(), "test")[0]


def request(call: Call[Any]) -> httpx2.Request:
    return build_request(
        prepare(call), base="http://h", session={"owner_id": "o"}, headers={}, time=Countdown(SystemClock(), None, None)
    )


def sent(call: Call[Any]) -> Any:
    """Return the JSON body of a call."""
    return json.loads(b"".join(request(call).stream))  # type: ignore[arg-type]


# --- models of responses ------------------------------------------------------------------------------------------


def test_channels_gag_is_sent_as_its_files() -> None:
    gag = model(platformcraft_models.Gag, duration=7, items={"360p": ["a"], "720p": ["b"]})
    for call in (
        streamer_channels.update_call("c", gag=gag, options={}),
        streamer_channels.update_call("c", gag={"360p": ["a"], "720p": ["b"]}, options={}),
    ):
        assert sent(call) == {"gag": {"360p": ["a"], "720p": ["b"]}}


def test_fields_that_only_a_response_has_are_not_sent() -> None:
    settings = model(kinescope_models.PlayerSettings, autoplay=True, news=1, volume=None)
    assert sent(players.update_call("p", settings=settings, options={})) == {"settings": {"autoplay": True}}
    publish = model(platformcraft_models.RtmpPublish, stream_name="n", url="rtmp://u", id="7", state="on")
    assert sent(streamer_channels.update_call("c", rtmp_publish=publish, options={})) == {
        "rtmp_publish": {"stream_name": "n", "url": "rtmp://u"}
    }


def test_null_is_sent_only_where_the_service_accepts_it() -> None:
    record = model(kinescope_models.EventRecordSettings, parent_id=None)
    assert sent(live_events.update_call("e", record=record, options={})) == {"record": {"parent_id": None}}
    settings = model(kinescope_models.PlayerSettings, volume=None)
    assert sent(players.update_call("p", settings=settings, options={})) == {"settings": {}}


def test_models_in_lists_and_in_each_other_are_sent() -> None:
    chapter = model(kinescope_models.Chapter, time=5, title="Start", id="7")
    call = videos.update_chapters_call("v", items=[chapter, {"time": 9, "title": "End"}], options={})
    assert sent(call) == {"items": [{"time": 5, "title": "Start"}, {"time": 9, "title": "End"}]}
    ad = model(
        kinescope_models.PlayerAd,
        url="http://ad",
        seen=3,
        trigger={"type": "midroll", "new": 1, "trigger_settings": {"timePoints": [1], "more": 2}},
    )
    trigger = {"type": "midroll", "trigger_settings": {"timePoints": [1]}}
    assert sent(players.create_call(name="n", ads=[ad], options={})) == {
        "name": "n",
        "ads": [{"url": "http://ad", "trigger": trigger}],
    }


def test_unknown_keys_of_a_dictionary_are_sent() -> None:
    settings: Any = {"brand_new": True}
    assert sent(players.update_call("p", settings=settings, options={})) == {"settings": {"brand_new": True}}


# --- ids ----------------------------------------------------------------------------------------------------------


VIDEO = model(kinescope_models.Video, id="v", title="Talk")
FILE = model(platformcraft_models.FileObject, id="f", path="/a/b.mp4")


@pytest.mark.parametrize(
    ("call", "url"),
    [
        (videos.get_call(VIDEO, options={}), "http://h/v1/videos/v"),
        (videos.get_call(Anything("v"), options={}), "http://h/v1/videos/v"),
        (videos.list_call(video_ids=["u", VIDEO], options={}), "http://h/v1/videos?video_ids[]=u&video_ids[]=v"),
        (videos.list_call(folder_id=Anything("f"), options={}), "http://h/v1/videos?folder_id=f"),
        (
            moderators.get_call(model(kinescope_models.Moderator, user_id="m"), options={}),
            "http://h/v1/moderators/m",
        ),
        (
            streamer_blocks.start_call(Anything("c"), Anything("b"), options={}),
            "http://h/2/streams/o/c/block/b/start",
        ),
        (
            files.get_call(
                model(platformcraft_models.FileObject, id="f", path="/a/b.mp4"), container_id="c", options={}
            ),
            "http://h/2/fs/container/c/object/a/b.mp4",
        ),
    ],
)
def test_object_is_accepted_for_its_id(call: Call[Any], url: str) -> None:
    assert str(request(call).url).replace("%5B%5D", "[]") == url


def test_object_is_accepted_for_its_id_in_headers_and_bodies() -> None:
    assert request(posters.upload_call(b"x", video_id=VIDEO, options={})).headers["X-Video-ID"] == "v"
    assert sent(videos.move_call("1", Anything("p"), folder_id=Anything("f"), options={})) == {
        "project_id": "p",
        "folder_id": "f",
    }
    assert sent(projects_folders.create_call(Anything("p"), name="n", parent_id=Anything("f"), options={})) == {
        "name": "n",
        "parent_id": "f",
    }
    assert sent(playlists.create_call(name="n", parent_id="p", entity_ids=["u", VIDEO], options={}))["entity_ids"] == [
        "u",
        "v",
    ]
    assert sent(videos_subtitles.reorder_call(VIDEO, ["a", Anything("b")], options={})) == ["a", "b"]
    assert sent(additional_materials.reorder_call([Anything("a"), "b"], options={})) == ["a", "b"]


def test_plain_ids_are_accepted_where_the_service_wants_objects() -> None:
    call = videos.concat_call("v", append=["a", VIDEO, {"video_id": "c"}], prepend=[Anything("d")], options={})
    assert sent(call) == {
        "append": [{"video_id": "a"}, {"video_id": "v"}, {"video_id": "c"}],
        "prepend": [{"video_id": "d"}],
    }


@pytest.mark.parametrize("wrong", [object(), 5, None, Anything(None), Anything(7), Path("v")])
def test_object_without_an_id_is_rejected(wrong: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="video_id must be a string"):
        request(videos.get_call(wrong, options={}))


def test_wait_accepts_any_object_with_an_id(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"id": "v", "status": "done"}})
    client = harness.kinescope(transport=service, on_drift=lambda drift: None)
    for given in ("v", VIDEO, Anything("v"), model(kinescope_models.UploadedVideo, id="v")):
        assert client.videos.wait(given).id == "v"
    assert {each.rpartition("/")[2] for each in service.asked} == {"v"}
    assert len(service.asked) == 4


def test_project_of_drm_auth_may_be_omitted() -> None:
    for call, url in (
        (drm_auth.get_call(options={}), "http://h/v1/drm/auth"),
        (drm_auth.get_call(Anything("p"), options={}), "http://h/v1/drm/auth/p"),
        (drm_auth.update_call(url="u", options={}), "http://h/v1/drm/auth"),
        (drm_auth.update_call("p", url="u", options={}), "http://h/v1/drm/auth/p"),
        (drm_auth.delete_call(options={}), "http://h/v1/drm/auth"),
        (drm_auth.delete_call("p", options={}), "http://h/v1/drm/auth/p"),
    ):
        assert str(request(call).url) == url
        assert (call.operation.path == "/v1/drm/auth") is not ("{" in call.operation.path)


# --- times --------------------------------------------------------------------------------------------------------


MOSCOW = datetime.timezone(datetime.timedelta(hours=3))


@pytest.mark.parametrize("time", [SECONDS, NOON, NOON.astimezone(MOSCOW), NOON.replace(microsecond=999_999)])
def test_datetime_is_sent_as_unix_seconds(time: Any) -> None:
    items = {"360p": ["a"]}
    assert sent(streamer_blocks.create_call("c", timestamp=time, items=items, options={}))["timestamp"] == SECONDS
    assert sent(streamer_blocks.copy_call("c", "b", [time, SECONDS], options={})) == {"timestamps": [SECONDS, SECONDS]}
    path = "/container/o/object/a.m3u8"
    record = sent(recorder_records.create_call("s", path=path, start=time, stop=time, options={}))
    assert (record["start"], record["stop"]) == (SECONDS, SECONDS)


@pytest.mark.parametrize("time", [NOON.replace(tzinfo=None), NOON.date()])
def test_time_without_a_time_zone_is_rejected(time: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=r"time zone|which has no time"):
        request(streamer_blocks.update_call("c", "b", timestamp=time, options={}))


# --- changes ------------------------------------------------------------------------------------------------------


def changing() -> Iterator[DescribedOperation]:
    """Yield the operations that change what their body names and require none of its fields."""
    for subject in OPERATIONS:
        if subject.request and subject.name.rpartition(".")[2].startswith("update"):
            schema = subject.request[1]
            if not schema.get("required"):
                yield subject


@pytest.mark.parametrize("subject", list(changing()), ids=str)
def test_change_of_nothing_is_rejected_before_it_is_sent(subject: DescribedOperation, harness: Harness) -> None:
    section, _, name = METHODS[subject.name].rpartition(".")
    module = import_module(f"kinocraft_api.{subject.service.replace('-', '_')}.{section.replace('.', '_')}")
    build = getattr(module, f"{name}_call")
    needed = [
        each.name
        for each in inspect.signature(build).parameters.values()
        if each.default is each.empty and each.name != "options"
    ]
    with pytest.raises(InvalidArgumentError, match="nothing to change: give at least one of "):
        prepare(build(**dict.fromkeys(needed, "1"), options={}))
    service = ScriptedTransport({})
    if subject.vendor == "kinescope":
        client = harness.kinescope(transport=service)
        with pytest.raises(InvalidArgumentError, match="nothing to change"):
            attrgetter(METHODS[subject.name])(client)(**dict.fromkeys(needed, "1"))
    assert service.requests == []


def test_there_are_changes_to_check() -> None:
    assert len(list(changing())) > 15


# --- files --------------------------------------------------------------------------------------------------------


def test_every_kind_of_file_is_sent_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes(b"one\n")
    for made in (lambda: path, lambda: str(path), lambda: b"one\n", lambda: io.BytesIO(b"one\n")):
        raw = request(posters.upload_call(made(), video_id="v", options={}))
        assert b"".join(raw.stream) == b"one\n"  # type: ignore[arg-type]
        form = request(videos_subtitles.create_call("v", made(), language="en", options={}))
        assert b"\r\n\r\none\n\r\n" in b"".join(form.stream)  # type: ignore[arg-type]
        small = request(files.create_call("/a.srt", made(), container_id="c", options={}))
        assert b"\r\n\r\none\n\r\n" in b"".join(small.stream)  # type: ignore[arg-type]


def test_path_without_a_file_is_rejected() -> None:
    with pytest.raises(SourceError, match=r"cannot read missing[.]png"):
        request(posters.upload_call("missing.png", video_id="v", options={}))
