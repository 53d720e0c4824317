"""Section "videos": joining, copying and cutting."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data

TRACK = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"


def fetched(workspace: Workspace, video: dict[str, Any]) -> bytes:
    return workspace.http.get(seed.uploaded_file(video)["download_link"]).content


def counts(workspace: Workspace, project_id: str) -> tuple[int, int]:
    found = data(workspace.get(f"/v1/projects/{project_id}"))
    return found["size"], found["items_count"]


def pixels(video: dict[str, Any]) -> tuple[int, int]:
    width, height = map(int, seed.uploaded_file(video)["resolution"].split("x"))
    return width, height


def without(video: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in video.items() if name not in names}


# Joining


def test_videos_are_joined_in_order_into_a_new_one(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    first, middle, last = (
        seed.finished_video(workspace, parent, each, content=each.encode()) for each in ("one", "two", "three")
    )
    body = {
        "prepend": [{"video_id": first["id"]}, {"video_id": last["id"]}],
        "append": [{"video_id": last["id"]}],
        "replace": False,
    }
    made = data(workspace.post(f"/v1/videos/{middle['id']}/concat", body))
    assert made["id"] != middle["id"]
    assert (made["status"], made["duration"]) == ("pre-processing", 0)
    joined = seed.finish(workspace, made["id"])
    assert joined["duration"] == pytest.approx(first["duration"] + middle["duration"] + 2 * last["duration"], abs=1e-6)
    assert fetched(workspace, joined) == b"onethreetwothree"
    assert "md5" not in seed.uploaded_file(joined)
    assert (joined["title"], joined["project_id"]) == ("two", parent)
    assert pixels(joined) == max(map(pixels, (first, middle, last)), key=lambda each: each[0] * each[1])
    for each in (first, middle, last):
        assert seed.get_video(workspace, each["id"]) == each
    assert counts(workspace, parent) == (11 + 16, 4)


def test_a_joined_video_replaces_the_named_one_on_request(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    first, second = (
        seed.finished_video(workspace, parent, content=b"1"),
        seed.finished_video(workspace, parent, content=b"22", name="b.mp4"),
    )
    body = {"append": [{"video_id": second["id"]}], "replace": True}
    assert data(workspace.post(f"/v1/videos/{first['id']}/concat", body))["id"] == first["id"]
    joined = seed.finish(workspace, first["id"])
    assert joined["duration"] == pytest.approx(first["duration"] + second["duration"], abs=1e-6)
    assert (joined["version"], joined["play_link"]) == (1, first["play_link"])
    assert joined["updated_at"] is not None
    assert fetched(workspace, joined) == b"122"
    assert workspace.http.get(seed.uploaded_file(first)["download_link"]).status_code == 404
    assert counts(workspace, parent) == (5, 2)


# Copying


def test_a_copy_is_complete_and_in_the_folder_of_the_original(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    inside = seed.folder(workspace, parent)["id"]
    made = seed.finished_video(workspace, inside, content=b"a film", X_Video_Description="words")
    path = f"/v1/videos/{made['id']}"
    workspace.patch(path, {"tags": ["t"], "privacy_type": "nowhere", "additional_materials_enabled": True})
    data(workspace.put(f"{path}/chapters", {"items": [{"time": 1, "title": "c"}], "enabled": True}))
    for language in ("ru", "en"):
        workspace.post(f"{path}/subtitles", data={"language": language}, files={"file": ("a.vtt", TRACK)})
    data(workspace.post(f"{path}/annotations", {"type": "text", "title": "a", "end_time": 5}))
    data(workspace.post(f"{path}/posters", {"from_time": 1}))
    original = seed.get_video(workspace, made["id"])
    copied = seed.finish(workspace, data(workspace.post(f"{path}/copy", {}))["id"])
    assert copied["id"] != original["id"]
    own = ("id", "assets", "poster", "subtitles", "play_link", "embed_link", "hls_link", "created_at", "updated_at")
    assert without(copied, *own) == without(original, *own)
    assert copied["folder_id"] == inside
    assert fetched(workspace, copied) == b"a film"
    assert seed.uploaded_file(copied)["md5"] == seed.uploaded_file(original)["md5"]
    assert seed.uploaded_file(copied)["url"] != seed.uploaded_file(original)["url"]
    assert [each["quality"] for each in copied["assets"]] == [each["quality"] for each in original["assets"]]
    assert [each["language"] for each in copied["subtitles"]] == ["ru", "en"]
    assert {each["video_id"] for each in copied["subtitles"]} == {copied["id"]}
    assert workspace.http.get(copied["subtitles"][0]["url"]).content == TRACK
    (annotation,) = data(workspace.get(f"/v1/videos/{copied['id']}/annotations"))
    assert (annotation["title"], annotation["media_id"]) == ("a", copied["id"])
    posters = data(workspace.get(f"/v1/videos/{copied['id']}/posters"))
    assert sorted((each["from_time"], each["active"]) for each in posters) == [(0, True), (1, False)]
    assert counts(workspace, parent) == (12, 2)


def test_a_copy_remains_when_the_original_is_deleted(workspace: Workspace) -> None:
    made = seed.finished_video(workspace, content=b"a film")
    copied = seed.finish(workspace, data(workspace.post(f"/v1/videos/{made['id']}/copy", {}))["id"])
    data(workspace.patch(f"/v1/videos/{copied['id']}", {"title": "Copy"}))
    assert seed.get_video(workspace, made["id"])["title"] == "Film"
    data(workspace.delete(f"/v1/videos/{made['id']}"))
    assert fetched(workspace, copied) == b"a film"


def test_a_copy_has_pictures_and_materials_of_its_own(workspace: Workspace) -> None:
    made = seed.finished_video(workspace)
    picture = b"\x89PNG picture"
    assert workspace.upload("/v2/poster", picture, X_Video_ID=made["id"]).status_code == 200
    workspace.upload("/additional-material", b"notes", X_Video_ID=made["id"], X_File_Name="n.txt", X_Title="Notes")
    copied = seed.finish(workspace, data(workspace.post(f"/v1/videos/{made['id']}/copy", {}))["id"])
    data(workspace.delete(f"/v1/videos/{made['id']}"))
    assert workspace.http.get(copied["poster"]["original"]).content == picture
    (material,) = seed.get_video(workspace, copied["id"])["additional_materials"]
    assert (material["video_id"], material["title"], material["position"]) == (copied["id"], "Notes", 1)
    link = data(workspace.get(f"/v1/additional-materials/{material['id']}/link"))["link"]
    assert workspace.http.get(link).content == b"notes"


def test_a_copy_of_a_recording_is_a_plain_video(workspace: Workspace) -> None:
    made = seed.finished_video(workspace)
    meta = {"event_id": UNKNOWN_ID, "stream_id": UNKNOWN_ID}
    objects = workspace.objects
    workspace.within(lambda: objects.change(objects.get(VIDEO, made["id"]), meta=meta, event_id=UNKNOWN_ID))
    assert seed.get_video(workspace, made["id"])["meta"] == meta
    copied = data(workspace.post(f"/v1/videos/{made['id']}/copy", {}))
    assert "meta" not in copied
    assert "event_id" not in workspace.objects.get(VIDEO, copied["id"]).body


def test_a_copy_is_placed_in_the_named_parent(workspace: Workspace) -> None:
    made = seed.finished_video(workspace, content=b"123")
    other = seed.project(workspace, "other")["id"]
    inside = seed.folder(workspace, other)["id"]
    path = f"/v1/videos/{made['id']}/copy"
    assert data(workspace.post(path, {"parent_id": other}))["folder_id"] is None
    copied = data(workspace.post(path, {"parent_id": inside}))
    assert (copied["project_id"], copied["folder_id"]) == (other, inside)
    assert counts(workspace, other) == (6, 2)
    assert counts(workspace, made["project_id"]) == (3, 1)


# Cutting


def test_a_cut_replaces_the_video_and_lasts_as_long_as_its_spans(workspace: Workspace) -> None:
    video = seed.finished_video(workspace, content=b"a film")
    trim = [{"start": 6, "length": 2.5}, {"start": 1, "length": 2}]
    made = data(workspace.post(f"/v1/videos/{video['id']}/cut", {"trim": trim}))
    assert (made["id"], made["status"]) == (video["id"], "pre-processing")
    cut = seed.finish(workspace, video["id"])
    assert cut["duration"] == 4.5
    assert (cut["version"], cut["play_link"], cut["title"]) == (1, video["play_link"], "Film")
    assert pixels(cut) == pixels(video)
    assert fetched(workspace, cut) == b"a film"
    assert workspace.http.get(seed.uploaded_file(video)["download_link"]).status_code == 404
    assert counts(workspace, video["project_id"]) == (6, 1)
    again = data(workspace.post(f"/v1/videos/{video['id']}/cut", {"trim": [{"start": 4, "length": 10}]}))
    assert seed.finish(workspace, again["id"])["duration"] == 0.5


def test_a_cut_can_have_another_title_and_parent(workspace: Workspace) -> None:
    video = seed.finished_video(workspace, content=b"a film")
    other = seed.project(workspace, "other")["id"]
    inside = seed.folder(workspace, other)["id"]
    body = {"title": "Cut", "description": "short", "project_id": other, "folder_id": inside}
    cut = data(workspace.post(f"/v1/videos/{video['id']}/cut", body))
    assert cut["id"] == video["id"]
    assert {name: cut[name] for name in body} == body
    assert (counts(workspace, video["project_id"]), counts(workspace, other)) == ((0, 0), (6, 1))
    assert seed.finish(workspace, cut["id"])["duration"] == video["duration"]


def test_a_crop_is_in_pixels_of_a_quality(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    width, height = pixels(video)
    crop = {"w": 320, "h": 180, "x": 100, "y": 80, "quality": "360p"}
    data(workspace.post(f"/v1/videos/{video['id']}/cut", {"crop": crop}))
    cut = seed.finish(workspace, video["id"])
    smallest = next(each for each in video["assets"] if each["quality"] == "360p")
    across, down = map(int, smallest["resolution"].split("x"))
    assert pixels(cut) == (round(320 * width / across), round(180 * height / down))
    assert cut["duration"] == video["duration"]
    data(workspace.post(f"/v1/videos/{video['id']}/cut", {"crop": {"w": 200, "h": 100, "x": 0, "y": 0}}))
    assert pixels(seed.finish(workspace, video["id"])) == (200, 100)
