"""Sections "speak/rooms" and "speak/rooms/participants"."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kinocraft_mock import ControlError
from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data, error, invalid

ROOMS = "/v1/speak/rooms"
USER = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a03"
"""Looks like a short id, but is none."""


def test_a_room_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    made = seed.room(workspace, owner_id=short(USER), type="permanent_meeting")
    assert made == {
        "id": made["id"],
        "workspace_id": made["workspace_id"],
        "owner_id": USER,
        "type": "permanent_meeting",
        "participants": [],
        "code": made["code"],
        "name": "Room",
        "link": f"https://speak.kinescope.io/{made['code']}",
        "status": "scheduled",
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
    }
    assert re.fullmatch("[a-z]{3}-[a-z]{4}-[a-z]{3}", made["code"])
    path = f"{ROOMS}/{short(made['id'])}"
    assert data(workspace.get(path)) == made
    workspace.server.control.advance(1)
    changed = data(workspace.patch(path, {"name": "Room Update"}))
    assert changed == {**made, "name": "Room Update", "updated_at": "2020-09-13T12:26:41Z"}
    assert invalid(workspace.patch(path, {})) == {"name": "required"}
    assert data(workspace.delete(path)) == {"success": True}
    error(workspace.get(path), 404, 400404)
    error(workspace.delete(path), 404, 400404)


def test_optional_fields_can_be_omitted(workspace: Workspace) -> None:
    assert invalid(workspace.post(ROOMS, {})) == {"name": "required"}
    made = data(workspace.post(ROOMS, {"name": "r"}))
    assert (made["name"], made["type"]) == ("r", "instant_meeting")
    assert made["owner_id"] == data(workspace.post(ROOMS, {"name": "s"}))["owner_id"]


def test_a_room_can_be_created_with_participants(workspace: Workspace) -> None:
    people = [{"user_id": USER, "name": "A", "role": "admin"}, {"name": "B"}]
    made = seed.room(workspace, participants=people)
    first, second = made["participants"]
    assert (first["user_id"], first["name"], first["role"], first["room_id"]) == (USER, "A", "admin", made["id"])
    assert (second["name"], second["role"]) == ("B", "manager")
    assert data(workspace.get(f"{ROOMS}/{made['id']}/participants/{first['id']}")) == first


def test_rooms_are_paginated(workspace: Workspace) -> None:
    first, second = seed.room(workspace, name="b", type="permanent_meeting"), seed.room(workspace, name="Планёрка")
    workspace.server.control.advance(1)
    third = seed.room(workspace, name="c")
    workspace.server.control.speak(third["id"], "active")
    response = workspace.get(ROOMS).json()
    assert response["meta"] == {
        "pagination": {"page": 1, "per_page": 10, "total": 3},
        "order": {"created_at": "desc", "name": "asc"},
    }
    assert [each["id"] for each in response["data"]] == [third["id"], first["id"], second["id"]]

    def listed(**query: Any) -> list[str]:
        return [each["name"] for each in data(workspace.get(ROOMS, **query))]

    assert listed(order="name.desc", per_page=1, page=3) == ["b"]
    assert listed(q="планёрка") == ["Планёрка"]
    assert listed(q=second["code"]) == ["Планёрка"]
    assert listed(q="nothing") == []
    assert listed(**{"type[]": "permanent_meeting"}) == ["b"]
    assert listed(**{"code[]": [first["code"], third["code"]]}) == ["c", "b"]
    assert listed(**{"status[]": ["active", "finished"]}) == ["c"]
    assert listed(**{"status[]": "scheduled", "type[]": "instant_meeting"}) == ["Планёрка"]
    for field in ("name", "code", "type", "status", "created_at", "updated_at"):
        assert len(listed(order=field)) == 3
    error(workspace.get(ROOMS, order="link"), 400, 400216)
    assert invalid(workspace.get(ROOMS, **{"status[]": "lost"})) == {"status[]": "oneof"}


def test_the_status_of_a_room_can_be_set(workspace: Workspace) -> None:
    made = seed.room(workspace)
    for status in ("pending", "active", "finished", "cancelled"):
        workspace.server.control.speak(made["id"], status)
        assert data(workspace.get(f"{ROOMS}/{made['id']}"))["status"] == status
    with pytest.raises(ControlError, match="status is one of"):
        workspace.server.control.speak(made["id"], "lost")
    with pytest.raises(ControlError, match="no such room"):
        workspace.server.control.speak(UNKNOWN_ID, "active")


def test_a_participant_can_be_created_updated_and_deleted(workspace: Workspace) -> None:
    made = seed.room(workspace)
    path = f"{ROOMS}/{made['id']}/participants"
    entered = data(workspace.post(path, {"user_id": short(USER), "name": "New Admin", "role": "admin"}))
    assert entered == {
        "id": entered["id"],
        "user_id": USER,
        "room_id": made["id"],
        "name": "New Admin",
        "role": "admin",
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
    }
    one = f"{path}/{short(entered['id'])}"
    assert data(workspace.get(one)) == entered
    workspace.server.control.advance(1)
    renamed = data(workspace.patch(one, {"name": "Name Updated"}))
    assert renamed == {**entered, "name": "Name Updated", "updated_at": "2020-09-13T12:26:41Z"}
    demoted = data(workspace.patch(one, {"role": "manager"}))
    assert demoted == {**renamed, "role": "manager"}
    assert data(workspace.patch(one, {})) == demoted
    assert data(workspace.get(f"{ROOMS}/{made['id']}"))["participants"] == [demoted]
    assert data(workspace.delete(one)) == {"success": True}
    error(workspace.get(one), 404, 400404)
    assert data(workspace.get(f"{ROOMS}/{made['id']}"))["participants"] == []


def test_participants_are_paginated(workspace: Workspace) -> None:
    people = [{"name": "b", "role": "admin"}, {"name": "Анна"}, {"name": "c", "role": "admin"}]
    made, other = seed.room(workspace, participants=people), seed.room(workspace, participants=[{"name": "x"}])
    path = f"{ROOMS}/{made['id']}/participants"
    response = workspace.get(path).json()
    assert response["meta"] == {
        "pagination": {"page": 1, "per_page": 10, "total": 3},
        "order": {"created_at": "desc", "name": "asc"},
    }
    assert [each["name"] for each in response["data"]] == ["b", "c", "Анна"]

    def listed(**query: Any) -> list[str]:
        return [each["name"] for each in data(workspace.get(path, **query))]

    assert listed(order="name.desc", per_page=2) == ["Анна", "c"]
    assert listed(q="АННА") == ["Анна"]
    assert listed(**{"role[]": "manager"}) == ["Анна"]
    assert listed(**{"role[]": ["manager", "admin"]}, order="role,name") == ["b", "c", "Анна"]
    error(workspace.get(path, order="user_id"), 400, 400216)
    assert [each["name"] for each in data(workspace.get(f"{ROOMS}/{other['id']}/participants"))] == ["x"]


def test_deleting_a_room_deletes_its_participants(workspace: Workspace) -> None:
    made = seed.room(workspace, participants=[{"name": "a"}])
    data(workspace.delete(f"{ROOMS}/{made['id']}"))
    error(workspace.get(f"{ROOMS}/{made['id']}/participants/{made['participants'][0]['id']}"), 404, 400404)
