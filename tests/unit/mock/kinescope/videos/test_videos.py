"""Section "videos": reading, updating, moving and deleting."""

from __future__ import annotations

import hashlib
from typing import Any

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import NO_ID, UNKNOWN_ID, Workspace, data, error

MADE = "2020-09-13T12:26:40Z"


def titles(workspace: Workspace, **query: Any) -> list[str]:
    return [each["title"] for each in data(workspace.get("/v1/videos", **query))]


def test_a_finished_video_has_the_documented_fields(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    video = seed.finished_video(workspace, parent, "A talk", content=b"the bytes", name="talk.ts")
    original = seed.uploaded_file(video)
    assert original == {
        "id": original["id"],
        "video_id": video["id"],
        "original_name": "original.ts",
        "file_size": 9,
        "md5": hashlib.md5(b"the bytes", usedforsecurity=False).hexdigest(),
        "filetype": "ts",
        "quality": "original",
        "resolution": original["resolution"],
        "created_at": original["created_at"],
        "url": original["url"],
        "download_link": original["download_link"],
    }
    poster = video["poster"]
    assert (poster["active"], poster["from_time"], poster["media_id"]) == (True, 0, video["id"])
    del video["assets"], video["poster"]
    assert video.pop("duration") > 0
    origin, name = workspace.server.url, short(video["id"])
    assert video == {
        "id": video["id"],
        "project_id": parent,
        "folder_id": None,
        "player_id": video["player_id"],
        "version": 0,
        "title": "A talk",
        "subtitle": "",
        "description": "",
        "status": "done",
        "progress": 0,
        "has_audio": True,
        "chapters": {"items": [], "enabled": False},
        "privacy_type": "anywhere",
        "privacy_domains": [],
        "privacy_email_domains": [],
        "privacy_share": {},
        "tags": [],
        "additional_materials": [],
        "additional_materials_enabled": False,
        "annotation_text_enabled": False,
        "annotation_video_enabled": False,
        "play_link": f"{origin}/kinescope/play/{name}",
        "embed_link": f"{origin}/kinescope/embed/{name}",
        "hls_link": f"{origin}/kinescope/play/{name}/master.m3u8",
        "created_at": MADE,
        "updated_at": None,
        "subtitles": [],
        "subtitles_enabled": False,
        "chat_preview": False,
        "chat_inside_player": "",
        "chat_expand_on_load": False,
    }


def test_a_video_is_found_by_both_forms_of_its_id_only(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    assert seed.get_video(workspace, short(video["id"])) == video
    error(workspace.get(f"/v1/videos/{UNKNOWN_ID}"), 404, 400404)
    error(workspace.get(f"/v1/videos/{video['project_id']}"), 404, 400404)
    error(workspace.get(f"/v1/videos/{NO_ID}"), 400, 400301)


def test_a_video_names_the_player_of_its_project(workspace: Workspace) -> None:
    player = seed.player(workspace)["id"]
    assert seed.finished_video(workspace, seed.project(workspace, player_id=player)["id"])["player_id"] == player
    assert seed.finished_video(workspace)["player_id"] != player


def test_a_video_inherits_the_privacy_of_its_project(workspace: Workspace) -> None:
    parent = seed.project(workspace, privacy_type="custom", privacy_domains=["example.com"])["id"]
    video = seed.finished_video(workspace, parent)
    assert (video["privacy_type"], video["privacy_domains"]) == ("custom", ["example.com"])


def test_the_list_has_the_fields_of_a_single_video(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    (listed,) = data(workspace.get("/v1/videos"))
    alone = {
        *("player_id", "subtitle", "has_audio", "privacy_email_domains", "privacy_share", "tags"),
        *("annotation_text_enabled", "annotation_video_enabled"),
        *("chat_preview", "chat_inside_player", "chat_expand_on_load"),
    }
    assert listed.keys() == video.keys() - alone
    assert listed.pop("chapters") == {**video["chapters"], "show_on_load": False}
    assert listed == {name: video[name] for name in listed}


def test_the_list_is_sorted_newest_first_and_by_title(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    for title in ("b", "c", "a"):
        seed.video(workspace, parent, title)
    seed.finished_video(workspace, parent, "d")
    seed.video(workspace, parent, "e")
    response = workspace.get("/v1/videos").json()
    assert [each["title"] for each in response["data"]] == ["e", "a", "b", "c", "d"]
    assert response["meta"] == {
        "pagination": {"page": 1, "per_page": 10, "total": 5},
        "order": {"created_at": "desc", "title": "asc"},
    }


def test_the_list_is_paginated(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    for number in range(5):
        seed.video(workspace, parent, f"video {number}")
    response = workspace.get("/v1/videos", page=2, per_page=2, order="title").json()
    assert [each["title"] for each in response["data"]] == ["video 2", "video 3"]
    assert response["meta"]["pagination"] == {"page": 2, "per_page": 2, "total": 5}
    assert titles(workspace, page=4, per_page=2) == []


def test_the_list_is_sorted_by_the_requested_fields(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    first = seed.finished_video(workspace, parent, "b", X_Video_Description="x")
    second = seed.finished_video(workspace, parent, "a", X_Video_Description="y", name="another.mp4")
    third = seed.finished_video(workspace, parent, "a", X_Video_Description="x", name="third.mp4")
    workspace.patch(f"/v1/videos/{first['id']}", {"subtitle": ""})
    workspace.patch(f"/v1/videos/{first['id']}", {"tags": []})

    def ids(order: str) -> list[str]:
        return [each["id"] for each in data(workspace.get("/v1/videos", order=order))]

    everything = [first, second, third]
    assert ids("title,description.desc") == [second["id"], third["id"], first["id"]]
    assert ids("description.desc,title.desc") == [second["id"], first["id"], third["id"]]
    assert ids("created_at.asc") == [each["id"] for each in everything]
    assert ids("created_at") == ids("created_at.asc")
    assert ids("updated_at.desc")[0] == first["id"]
    by_duration = sorted(everything, key=lambda each: each["duration"])
    assert ids("duration.asc") == [each["id"] for each in by_duration]


def test_the_list_filters_by_project_and_folder(workspace: Workspace) -> None:
    one, other = seed.project(workspace, "one")["id"], seed.project(workspace, "other")["id"]
    inside = seed.folder(workspace, one)["id"]
    seed.video(workspace, one, "direct")
    seed.video(workspace, inside, "inside")
    seed.video(workspace, other, "elsewhere")
    assert sorted(titles(workspace, project_id=one)) == ["direct", "inside"]
    assert titles(workspace, project_id=short(other)) == ["elsewhere"]
    assert titles(workspace, folder_id=inside) == ["inside"]
    assert titles(workspace, folder_id=UNKNOWN_ID) == []
    assert sorted(titles(workspace, without_folder="true")) == ["direct", "elsewhere"]
    assert len(titles(workspace, without_folder="false")) == 3
    assert titles(workspace, without_folder="true", project_id=one) == ["direct"]
    error(workspace.get("/v1/videos", project_id=NO_ID), 400, 400301)


def test_the_list_filters_by_ids(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    first, second, _ = (seed.video(workspace, parent, title)["id"] for title in ("first", "second", "third"))
    assert titles(workspace, **{"video_ids[]": [first, short(second), UNKNOWN_ID]}) == ["first", "second"]
    assert titles(workspace, **{"video_ids[]": [UNKNOWN_ID]}) == []
    error(workspace.get("/v1/videos", **{"video_ids[]": [NO_ID]}), 400, 400301)


def test_the_list_filters_by_state_as_it_is_now(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    seed.finished_video(workspace, parent, "old")
    seed.video(workspace, parent, "new")
    assert titles(workspace, **{"status[]": ["uploading"]}) == ["new"]
    assert titles(workspace, **{"status[]": ["done", "uploading"]}) == ["new", "old"]
    workspace.server.control.advance(60)
    assert titles(workspace, **{"status[]": ["uploading"]}) == []
    assert titles(workspace, **{"status[]": ["done"]}) == ["new", "old"]
    assert workspace.get("/v1/videos", **{"status[]": ["ready"]}).status_code == 400


def test_the_list_is_searched_in_titles_and_descriptions(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    named = seed.video(workspace, parent, "plain")["id"]
    workspace.patch(f"/v1/videos/{named}", {"title": "Лекция о море"})
    seed.video(workspace, parent, "other", X_Video_Description="of the Sea")
    assert titles(workspace, q="ЛЕКЦИЯ") == ["Лекция о море"]
    assert titles(workspace, q="sea") == ["other"]
    assert titles(workspace, q="100%") == []
    assert len(titles(workspace, q="")) == 2


def test_only_the_fields_sent_change(workspace: Workspace) -> None:
    video = seed.finished_video(workspace, title="Old")
    change = {
        "title": "New",
        "description": "words",
        "privacy_type": "custom",
        "privacy_domains": ["example.com"],
        "additional_materials_enabled": True,
        "tags": ["a", "b"],
    }
    changed = data(workspace.patch(f"/v1/videos/{video['id']}", change))
    after = seed.get_video(workspace, video["id"])
    assert after == {**video, **change, "updated_at": changed["updated_at"]}
    assert changed["updated_at"] is not None
    data(workspace.patch(f"/v1/videos/{video['id']}", {"tags": ["c"]}))
    assert seed.get_video(workspace, video["id"]) == {**after, "tags": ["c"]}


def test_the_response_to_an_update_has_its_own_fields(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    changed = data(workspace.patch(f"/v1/videos/{video['id']}", {"title": "New"}))
    assert changed["poster"] == {
        "id": video["poster"]["id"],
        "video_id": video["id"],
        "storage_id": changed["storage_id"],
    }
    assert "play_link" not in changed
    assert all("url" not in asset and asset["deleted_at"] is None for asset in changed["assets"])
    assert workspace.http.get(f"{workspace.server.url}/kinescope/play/{changed['short_id']}").status_code == 200


def test_an_empty_update_leaves_a_video_unchanged(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    assert data(workspace.patch(f"/v1/videos/{video['id']}", {}))["updated_at"] is None
    assert seed.get_video(workspace, video["id"]) == video


def test_a_deleted_video_is_gone_with_its_files(workspace: Workspace) -> None:
    parent = seed.project(workspace)["id"]
    video = seed.finished_video(workspace, parent)
    assert data(workspace.delete(f"/v1/videos/{video['id']}")) == {"success": True}
    error(workspace.get(f"/v1/videos/{video['id']}"), 404, 400404)
    error(workspace.delete(f"/v1/videos/{video['id']}"), 404, 400404)
    for link in (seed.uploaded_file(video)["url"], video["play_link"], video["hls_link"], video["poster"]["original"]):
        assert workspace.http.get(link).status_code == 404
    left = data(workspace.get(f"/v1/projects/{parent}"))
    assert (left["size"], left["items_count"]) == (0, 0)


def test_a_moved_video_keeps_its_id_and_is_counted_where_it_is(workspace: Workspace) -> None:
    one, other = seed.project(workspace, "one")["id"], seed.project(workspace, "other")["id"]
    inside = seed.folder(workspace, other)["id"]
    video = seed.finished_video(workspace, one, content=b"12345")
    path = f"/v1/videos/{video['id']}/move"
    moved = data(workspace.put(path, {"project_id": short(other), "folder_id": inside}))
    assert (moved["id"], moved["project_id"], moved["folder_id"]) == (video["id"], other, inside)
    counts = [data(workspace.get(f"/v1/projects/{each}")) for each in (one, other)]
    assert [(each["size"], each["items_count"]) for each in counts] == [(0, 0), (5, 1)]
    assert titles(workspace, folder_id=inside) == ["Film"]
    assert data(workspace.put(path, {"project_id": other}))["folder_id"] is None
    assert titles(workspace, folder_id=inside) == []


def test_chapters_are_replaced(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    path = f"/v1/videos/{video['id']}/chapters"
    first = [{"time": 10000, "title": "Ten"}, {"time": 0, "title": "Start"}]
    assert data(workspace.put(path, {"items": first, "enabled": True})) == {
        "items": first,
        "enabled": True,
    }
    second = [{"time": 5, "title": "Five"}]
    data(workspace.put(path, {"items": second}))
    assert seed.get_video(workspace, video["id"])["chapters"] == {
        "items": second,
        "enabled": True,
    }
    assert data(workspace.put(path, {"enabled": False}))["items"] == second
    assert data(workspace.put(path, {"items": []}))["items"] == []
    assert seed.get_video(workspace, video["id"])["chapters"]["items"] == []


def test_an_update_without_chapters_keeps_them(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    assert data(workspace.put(f"/v1/videos/{video['id']}/chapters", {})) == video["chapters"]
    assert seed.get_video(workspace, video["id"]) == video
