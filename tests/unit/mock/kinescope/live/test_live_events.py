"""Section "live": events are created, listed, updated, moved and deleted."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import NO_ID, UNKNOWN_ID, Workspace, data, error, invalid
from tests.unit.mock.kinescope.live.live_events import EVENTS, do, now, on_air, state

FIELDS = {
    "name": "New event",
    "type": "recurring",
    "auto_start": True,
    "protected": True,
    "time_shift": True,
    "reconnect_window": 60,
    "video": {"presets": ["360p", "1080p"]},
    "latency_mode": "reduced",
    "show_members": False,
    "chat_active": True,
    "chat_after_stream": False,
    "chat_preview": False,
}


def test_a_new_event_has_the_documented_fields(workspace: Workspace) -> None:
    created = data(workspace.post(EVENTS, {"name": "Show", "type": "one-time"}))
    made = now(workspace, created)
    only_read = {"show_members", "chat_preview", "allow_chat_links", "moderators"}
    assert created == {name: value for name, value in made.items() if name not in only_read}
    stream, poster = made.pop("stream"), made.pop("poster")
    assert made == {
        "id": made["id"],
        "workspace_id": made["workspace_id"],
        "parent_id": made["workspace_id"],
        "name": "Show",
        "subtitle": "",
        "type": "one-time",
        "auto_start": False,
        "protected": False,
        "time_shift": False,
        "reconnect_window": 600,
        "latency_mode": "standard",
        "show_members": True,
        "chat_active": False,
        "chat_after_stream": True,
        "chat_preview": True,
        "streamkey": made["streamkey"],
        "record": {"parent_id": None},
        "video": {"presets": None},
        "scheduled": {"time": None},
        "audio": {"channel_mapping": None},
        "restreams": [],
        "play_link": made["play_link"],
        "rtmp_link": "rtmp://rtmp.kinescope.io/live",
        "allow_chat_links": False,
        "moderators": None,
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
    }
    assert len(made["streamkey"]) == 32
    assert stream == {
        "id": stream["id"],
        "event_id": made["id"],
        "status": "pending",
        "started_at": made["created_at"],
        "finished_at": None,
    }
    assert (poster["active"], "media_id" in poster) == (True, False)
    assert state(workspace, made) == "draft"


def test_an_event_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    place, archive = seed.project(workspace, catalog_type="live"), seed.project(workspace)
    restreams = [seed.RESTREAM, {**seed.RESTREAM, "key": "l", "description": "d", "enabled": False}]
    time = "2022-12-19T03:05:41.634922+03:00"
    sent = {**FIELDS, "restreams": restreams, "scheduled": {"time": time}}
    made = seed.live_event(workspace, **sent, parent_id=short(place["id"]), record={"parent_id": short(archive["id"])})
    assert {name: made[name] for name in FIELDS} == FIELDS
    assert made["parent_id"] == place["id"]
    assert made["record"] == {"parent_id": archive["id"]}
    assert made["scheduled"] == {"time": "2022-12-19T00:05:41.634922Z"}
    assert made["stream"]["started_at"] == "2022-12-19T00:05:41.634922Z"
    assert [(each["key"], each["description"], each["enabled"]) for each in made["restreams"]] == [
        ("k", "", True),
        ("l", "d", False),
    ]
    assert {each["status"] for each in made["restreams"]} == {"disconnected"}
    assert data(workspace.get(f"/v1/projects/{place['id']}"))["items_count"] == 1


def test_events_are_listed_newest_first(workspace: Workspace) -> None:
    place = seed.project(workspace)
    folder = data(workspace.post(f"/v1/projects/{place['id']}/folders", {"name": "f"}))
    loose, first = seed.live_event(workspace, name="b"), seed.live_event(workspace, name="a", parent_id=place["id"])
    workspace.server.control.advance(1)
    last = seed.live_event(workspace, name="c", parent_id=folder["id"])
    response = workspace.get(EVENTS).json()
    assert response["meta"]["order"] == {"created_at": "desc", "name": "asc"}
    assert response["meta"]["pagination"] == {"page": 1, "per_page": 10, "total": 3}
    assert response["data"] == [last, first, loose]

    def listed(**query: Any) -> list[str]:
        return [each["name"] for each in data(workspace.get(EVENTS, **query))]

    assert listed(order="name.desc") == ["c", "b", "a"]
    assert listed(order="name", page=2, per_page=2) == ["c"]
    assert listed(project_id=short(place["id"])) == ["c", "a"]
    assert listed(folder_id=folder["id"]) == ["c"]
    assert listed(without_folder="true") == ["a", "b"]
    assert listed(without_folder="false") == ["c", "a", "b"]
    assert listed(folder_id=UNKNOWN_ID) == []
    error(workspace.get(EVENTS, order="type"), 400, 400216)
    error(workspace.get(EVENTS, folder_id=NO_ID), 400, 400301)


def test_only_the_fields_sent_change(workspace: Workspace) -> None:
    archive = seed.project(workspace)
    made = seed.live_event(workspace, **FIELDS, restreams=[seed.RESTREAM, {**seed.RESTREAM, "key": "l"}])
    workspace.server.control.advance(1)
    changed = data(workspace.put(f"{EVENTS}/{made['id']}", {"name": ""}))
    assert now(workspace, made) == {**made, "name": "", "updated_at": "2020-09-13T12:26:41Z"}
    assert made.keys() - changed.keys() == {
        *("show_members", "chat_active", "chat_preview", "allow_chat_links", "moderators")
    }
    sent = {
        "subtitle": "s",
        "type": "one-time",
        "auto_start": False,
        "reconnect_window": 5,
        "record": {"parent_id": archive["id"]},
        "video": {"presets": []},
        "scheduled": {"time": "2023-12-19T00:05:41Z"},
        "chat_preview": True,
        "restreams": [{**seed.RESTREAM, "key": "l", "name": "renamed"}, {**seed.RESTREAM, "key": "m"}],
    }
    data(workspace.put(f"{EVENTS}/{made['id']}", sent))
    changed = now(workspace, made)
    restreams = changed.pop("restreams")
    assert {name: changed[name] for name in sent if name != "restreams"} == {
        name: value for name, value in sent.items() if name != "restreams"
    }
    assert changed["stream"] == {**made["stream"], "started_at": "2023-12-19T00:05:41Z"}
    assert (restreams[0]["id"], restreams[0]["name"]) == (made["restreams"][1]["id"], "renamed")
    assert [each["key"] for each in restreams] == ["l", "m"]
    cleared = data(
        workspace.put(f"{EVENTS}/{made['id']}", {"record": {"parent_id": None}, "scheduled": {"time": None}})
    )
    assert (cleared["record"], cleared["scheduled"]) == ({"parent_id": None}, {"time": None})
    assert cleared["stream"]["started_at"] == made["created_at"]


def test_a_connected_or_finished_event_cannot_be_updated(workspace: Workspace) -> None:
    once = on_air(workspace)
    path = f"{EVENTS}/{once['id']}"
    error(workspace.put(path, {"name": "x"}), 400, 400246)
    do(workspace, once, "complete")
    error(workspace.put(path, {"name": "x"}), 400, 400246)
    assert now(workspace, once)["name"] == once["name"]
    again = seed.live_event(workspace, type="recurring")
    do(workspace, again, "complete")
    assert data(workspace.put(f"{EVENTS}/{again['id']}", {"name": "x"}))["name"] == "x"


def test_an_event_can_be_moved(workspace: Workspace) -> None:
    place, other = seed.project(workspace), seed.project(workspace)
    folder = data(workspace.post(f"/v1/projects/{other['id']}/folders", {"name": "f"}))
    made = seed.live_event(workspace, parent_id=place["id"])
    moved = data(workspace.put(f"{EVENTS}/{made['id']}/move", {"parent_id": short(folder["id"])}))
    left_out = {"show_members", "chat_preview", "allow_chat_links", "moderators", "subtitle", "poster"}
    assert made.keys() - moved.keys() == left_out
    moved = now(workspace, made)
    assert moved == {**made, "parent_id": folder["id"], "updated_at": moved["updated_at"]}
    assert [data(workspace.get(f"/v1/projects/{each['id']}"))["items_count"] for each in (place, other)] == [0, 1]
    assert data(workspace.get(EVENTS, project_id=other["id"])) == [moved]
    path = f"{EVENTS}/{made['id']}/move"
    error(workspace.put(path, {"parent_id": UNKNOWN_ID}), 404, 400404)
    assert invalid(workspace.put(path, {})) == {"parent_id": "required"}
    error(workspace.put(f"{EVENTS}/{UNKNOWN_ID}/move", {"parent_id": place["id"]}), 404, 400404)
    assert now(workspace, made) == moved


def test_an_event_without_a_project_can_be_moved_into_one(workspace: Workspace) -> None:
    made, place = seed.live_event(workspace), seed.project(workspace)
    assert data(workspace.put(f"{EVENTS}/{made['id']}/move", {"parent_id": place["id"]}))["parent_id"] == place["id"]
    assert data(workspace.get(f"/v1/projects/{place['id']}"))["items_count"] == 1


def test_a_deleted_event_is_gone(workspace: Workspace) -> None:
    place = seed.project(workspace)
    made = seed.live_event(workspace, parent_id=place["id"], restreams=[seed.RESTREAM])
    path = f"{EVENTS}/{made['id']}"
    assert data(workspace.delete(path)) == {"success": True}
    error(workspace.get(path), 404, 400404)
    error(workspace.get(f"{path}/restreams/{made['restreams'][0]['id']}"), 404, 400404)
    error(workspace.delete(path), 404, 400404)
    assert data(workspace.get(EVENTS)) == []
    assert data(workspace.get(f"/v1/projects/{place['id']}"))["items_count"] == 0


def test_the_links_of_an_event_lead_to_pages(workspace: Workspace) -> None:
    made = on_air(workspace, name="<Show>")
    page = workspace.http.get(made["play_link"])
    assert page.status_code == 200
    assert "&lt;Show&gt;" in page.text
    assert "on air" in page.text
    assert workspace.http.get(made["play_link"] + "/x").status_code == 404
    assert workspace.http.get(made["poster"]["md"]).headers["content-type"] == "image/png"


def test_restreams_can_be_created_updated_and_deleted(workspace: Workspace) -> None:
    made = seed.live_event(workspace)
    path = f"{EVENTS}/{made['id']}/restreams"
    added = data(workspace.post(path, seed.RESTREAM))
    assert added == {
        **seed.RESTREAM,
        "id": added["id"],
        "event_id": made["id"],
        "status": "disconnected",
        "enabled": True,
        "description": "",
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
    }
    one = f"{path}/{short(added['id'])}"
    assert data(workspace.get(one)) == added
    workspace.server.control.advance(1)
    other = data(workspace.post(path, {**seed.RESTREAM, "description": "d", "enabled": False}))
    changed = data(workspace.put(one, {"name": "n"}))
    assert changed == {**added, "name": "n", "updated_at": "2020-09-13T12:26:41Z"}
    listed = workspace.get(path).json()
    assert listed["data"] == [other, changed]
    assert listed["meta"]["pagination"]["total"] == 2
    assert data(workspace.get(path, page=2, per_page=1)) == [changed]
    assert now(workspace, made)["restreams"] == [changed, other]
    assert data(workspace.delete(one)) == {"success": True}
    error(workspace.delete(one), 404, 400404)
    assert data(workspace.get(path)) == [other]


def test_restreams_are_connected_on_air(workspace: Workspace) -> None:
    made = on_air(workspace, restreams=[seed.RESTREAM, {**seed.RESTREAM, "enabled": False}])
    path = f"{EVENTS}/{made['id']}/restreams"
    assert [each["status"] for each in made["restreams"]] == ["connected", "disconnected"]
    assert data(workspace.get(f"{path}/{made['restreams'][0]['id']}"))["status"] == "connected"
    workspace.server.control.live(made["id"], "disconnect")
    assert {each["status"] for each in data(workspace.get(path))} == {"disconnected"}
