"""Sections "playlists" and "playlists/entities"."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.workspace import workspace_id
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data, error, invalid

BY_HAND = {"sort_field": "custom", "sort_order": "asc"}


def create_videos(workspace: Workspace, *titles: str) -> list[str]:
    """Create videos in one project, some seconds apart; return their ids."""
    place = seed.project(workspace)["id"]
    return [
        seed.finished_video(workspace, place, title, content=title.encode() * 1000 * size)["id"]
        for size, title in enumerate(titles, 1)
    ]


def playlist(workspace: Workspace, parent: str | None = None, **fields: Any) -> str:
    """Create a playlist and return its path."""
    made = seed.playlist(workspace, parent_id=parent or seed.project(workspace)["id"], **fields)
    return f"/v1/playlists/{made['id']}"


def by_hand(workspace: Workspace, *entities: str) -> str:
    path = playlist(workspace, entity_ids=list(entities))
    data(workspace.patch(path, {"settings": BY_HAND}))
    return path


def titles(workspace: Workspace, path: str) -> list[str]:
    found = data(workspace.get(f"{path}/entities"))
    assert [each["position"] for each in found] == list(range(1, len(found) + 1))
    return [each["title"] for each in found]


def test_a_playlist_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    place = seed.project(workspace)["id"]
    made = data(workspace.post("/v1/playlists", {"name": "mine", "parent_id": short(place)}))
    name = short(made["id"])
    (player,) = data(workspace.get("/v1/players"))
    assert made == {
        "id": made["id"],
        "workspace_id": workspace_id(workspace.server.app.context),
        "player_id": player["id"],
        "parent_id": place,
        "name": "mine",
        "description": "",
        "privacy_type": "anywhere",
        "privacy_domains": [],
        "privacy_share": {},
        "tags": [],
        "settings": {"sort_field": "created_at", "sort_order": "asc", "ignore_interactive_tools": False},
        "play_link": f"{workspace.server.url}/kinescope/pl/{name}",
        "embed_link": f"{workspace.server.url}/kinescope/embed-pl/{name}",
    }
    whole = {**made, "privacy_email_domains": [], "unique_codes_enabled": False}
    assert data(workspace.get(f"/v1/playlists/{name}")) == whole
    assert data(workspace.get("/v1/playlists")) == [whole]


def test_a_playlist_can_be_created_without_fields(workspace: Workspace) -> None:
    assert invalid(workspace.post("/v1/playlists", {})) == {"name": "required"}
    made = data(workspace.post("/v1/playlists", {"name": " "}))
    assert (made["name"], made["parent_id"]) == (" ", workspace_id(workspace.server.app.context))


def test_a_playlist_has_the_player_of_its_project(workspace: Workspace) -> None:
    player = data(workspace.post("/v1/players", {"name": "p"}))["id"]
    place = seed.project(workspace, player_id=player)["id"]
    within = seed.folder(workspace, place)["id"]
    for parent in (place, within):
        assert data(workspace.get(playlist(workspace, parent)))["player_id"] == player


def test_playlists_are_sorted(workspace: Workspace) -> None:
    place = seed.project(workspace)["id"]
    for name, description in (("b", "x"), ("c", "y"), ("a", "x")):
        path = playlist(workspace, place, name=name)
        data(workspace.patch(path, {"description": description}))
        workspace.server.control.advance(1)

    def names(order: str | None = None) -> str:
        response = workspace.get("/v1/playlists", **({"order": order} if order else {})).json()
        return "".join(each["name"] for each in response["data"])

    assert names() == "cba"
    assert names("title") == names("name.asc") == "abc"
    assert names("created_at.desc") == names("updated_at.desc") == "acb"
    assert names("description.desc,name") == "cab"
    meta = workspace.get("/v1/playlists", per_page=2, page=2, order="title.desc").json()["meta"]
    assert meta == {"pagination": {"page": 2, "per_page": 2, "total": 3}, "order": {"title": "desc"}}
    error(workspace.get("/v1/playlists", order="tags"), 400, 400216)


def test_an_update_changes_what_is_sent(workspace: Workspace) -> None:
    first, second = seed.project(workspace)["id"], seed.project(workspace)["id"]
    within = seed.folder(workspace, second)["id"]
    path = playlist(workspace, first)
    made = data(workspace.patch(path, {}))
    change = {
        "name": "other",
        "description": "text",
        "parent_id": within,
        "privacy_type": "custom",
        "privacy_domains": ["example.com"],
        "settings": {"sort_field": "duration"},
    }
    changed = data(workspace.patch(path, change))
    settings = {**made["settings"], "sort_field": "duration"}
    assert changed == {**made, **change, "settings": settings}
    assert data(workspace.delete(f"/v1/projects/{first}")) == {"success": True}
    assert data(workspace.get(path))["parent_id"] == within
    workspace.delete(f"/v1/projects/{second}")
    error(workspace.get(path), 404, 400404)


def test_deleting_a_playlist_keeps_its_videos(workspace: Workspace) -> None:
    (video,) = create_videos(workspace, "a")
    path = playlist(workspace, entity_ids=[video])
    assert data(workspace.delete(path)) == {"success": True}
    error(workspace.delete(path), 404, 400404)
    error(workspace.get(f"{path}/entities"), 404, 400404)
    assert data(workspace.get(f"/v1/videos/{video}"))["title"] == "a"


def test_an_entity_has_the_fields_of_its_video(workspace: Workspace) -> None:
    (video,) = create_videos(workspace, "a")
    path = playlist(workspace, entity_ids=[short(video)])
    shown = data(workspace.get(f"/v1/videos/{video}"))
    fields = ("id", "status", "title", "description", "duration", "created_at", "updated_at")
    assert data(workspace.get(f"{path}/entities")) == [{**{name: shown[name] for name in fields}, "position": 1}]


def test_added_videos_are_appended(workspace: Workspace) -> None:
    a, b, c = create_videos(workspace, "a", "b", "c")
    path = by_hand(workspace, c)
    workspace.server.control.advance(1)
    changed = data(workspace.post(f"{path}/entities", {"entity_ids": [a, short(c), b, a]}))
    assert changed["id"] in path
    assert "unique_codes_enabled" not in changed
    assert titles(workspace, path) == ["c", "a", "b"]


def test_replace_removes_the_existing_videos(workspace: Workspace) -> None:
    a, b, c = create_videos(workspace, "a", "b", "c")
    path = by_hand(workspace, a, b)
    data(workspace.post(f"{path}/entities", {"entity_ids": [c, a], "replace": True}))
    assert titles(workspace, path) == ["c", "a"]
    data(workspace.post(f"{path}/entities", {"entity_ids": [], "replace": True}))
    assert titles(workspace, path) == []


def test_videos_are_removed_by_a_body(workspace: Workspace) -> None:
    a, b, c = create_videos(workspace, "a", "b", "c")
    path = by_hand(workspace, a, b, c)
    assert data(workspace.delete(f"{path}/entities", {"entity_ids": [short(b), UNKNOWN_ID]}))["id"] in path
    assert titles(workspace, path) == ["a", "c"]
    error(workspace.delete(f"{path}/entities"), 400, 1)
    assert invalid(workspace.delete(f"{path}/entities", {})) == {"entity_ids": "required"}
    assert titles(workspace, path) == ["a", "c"]


@pytest.mark.parametrize(("position", "order"), [(1, "cabd"), (2, "acbd"), (3, "abcd"), (4, "abdc"), (99, "abdc")])
def test_moving_a_video_shifts_the_others(workspace: Workspace, position: int, order: str) -> None:
    ids = create_videos(workspace, *"abcd")
    path = by_hand(workspace, *ids)
    assert data(workspace.put(f"{path}/entities/{short(ids[2])}/move", {"position": position}))["id"] in path
    assert "".join(titles(workspace, path)) == order


def test_the_settings_determine_the_order(workspace: Workspace) -> None:
    a, b, c = create_videos(workspace, "a", "c", "b")
    path = playlist(workspace, entity_ids=[c, a, b])
    lengths = {each["title"]: each["duration"] for each in data(workspace.get(f"{path}/entities"))}
    assert len(set(lengths.values())) == 3

    def sorted_by(field: str, order: str) -> str:
        data(workspace.patch(path, {"settings": {"sort_field": field, "sort_order": order}}))
        return "".join(titles(workspace, path))

    assert "".join(titles(workspace, path)) == "acb"
    assert sorted_by("created_at", "desc") == "bca"
    assert sorted_by("title", "asc") == "abc"
    assert sorted_by("title", "desc") == "cba"
    assert sorted_by("duration", "asc") == "".join(sorted(lengths, key=lambda title: lengths[title]))
    assert sorted_by("custom", "asc") == "bac"
    assert sorted_by("custom", "desc") == "cab"
    data(workspace.patch(f"/v1/videos/{a}", {"description": "changed last"}))
    assert sorted_by("updated_at", "desc")[0] == "a"
    assert sorted_by("a field nobody knows", "asc") == "bac"


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("field", ["created_at", "title", "custom"])
def test_moves_and_additions_make_the_order_manual(workspace: Workspace, field: str, order: str) -> None:
    a, b, c, d = create_videos(workspace, *"abcd")
    path = playlist(workspace, entity_ids=[a, b, c])
    data(workspace.patch(path, {"settings": {"sort_field": field, "sort_order": order}}))
    before = titles(workspace, path)
    assert before == (["a", "b", "c"] if order == "asc" else ["c", "b", "a"])
    changed = data(workspace.put(f"{path}/entities/{b}/move", {"position": 1}))
    assert changed["settings"] == {**BY_HAND, "ignore_interactive_tools": False}
    assert titles(workspace, path) == ["b", *(title for title in before if title != "b")]
    data(workspace.patch(path, {"settings": {"sort_field": field, "sort_order": order}}))
    before = titles(workspace, path)
    changed = data(workspace.post(f"{path}/entities", {"entity_ids": [d]}))
    assert changed["settings"] == {**BY_HAND, "ignore_interactive_tools": False}
    assert titles(workspace, path) == [*before, "d"]


def test_a_deleted_video_is_removed_from_its_playlists(workspace: Workspace) -> None:
    a, b, c = create_videos(workspace, "a", "b", "c")
    path = by_hand(workspace, a, b, c)
    workspace.delete(f"/v1/videos/{b}")
    assert titles(workspace, path) == ["a", "c"]
    data(workspace.put(f"{path}/entities/{c}/move", {"position": 1}))
    assert titles(workspace, path) == ["c", "a"]


def test_the_links_lead_to_the_videos(workspace: Workspace) -> None:
    a, b = create_videos(workspace, "<a>", "b")
    path = by_hand(workspace, b, a)
    shown = data(workspace.get(path))
    page = workspace.http.get(shown["play_link"], headers={"Authorization": ""})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.index(short(b)) < page.text.index(short(a))
    assert "&lt;a&gt;" in page.text
    embedding = {"Referer": "https://www.example.com/page"}
    assert workspace.http.get(shown["embed_link"], headers=embedding).status_code == 200
    data(workspace.patch(path, {"privacy_type": "custom", "privacy_domains": ["example.org"]}))
    assert workspace.http.get(shown["embed_link"], headers=embedding).status_code == 403
    data(workspace.patch(path, {"privacy_domains": ["example.com"]}))
    assert workspace.http.get(shown["embed_link"], headers=embedding).status_code == 200
    data(workspace.patch(path, {"privacy_type": "nowhere"}))
    assert workspace.http.get(shown["embed_link"], headers=embedding).status_code == 403
    workspace.delete(path)
    error(workspace.http.get(shown["play_link"]), 404, 400404)
