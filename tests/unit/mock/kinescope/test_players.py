"""Section "players"."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import Workspace, data, error, invalid

PNG = b"\x89PNG\r\n\x1a\npicture"
BYTES = {"Content-Type": "application/octet-stream"}


def set_logo(workspace: Workspace, player: str, picture: bytes = PNG) -> Any:
    return workspace.http.post(f"/v1/players/{player}/logo", content=picture, headers=BYTES)


def test_a_player_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    made = seed.player(workspace)
    assert made == {
        **seed.PLAYER,
        "id": made["id"],
        "workspace_id": made["workspace_id"],
        "created_by_user_name": "Workspace Owner",
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
        "media_count": 0,
        "logo": "",
    }
    assert data(workspace.get(f"/v1/players/{short(made['id'])}")) == made


def test_a_player_can_be_created_without_fields(workspace: Workspace) -> None:
    assert invalid(workspace.post("/v1/players", {})) == {"name": "required"}
    made = data(workspace.post("/v1/players", {"name": "n"}))
    assert (made["name"], made["settings"], made["ads"]) == ("n", {}, [])


def test_the_workspace_has_a_default_player(workspace: Workspace) -> None:
    (first,) = data(workspace.get("/v1/players"))
    assert data(workspace.get(f"/v1/players/{first['id']}"))["name"] == "Default player"
    assert workspace.delete(f"/v1/players/{first['id']}").status_code == 200
    assert data(workspace.get("/v1/players")) == []
    error(workspace.get(f"/v1/players/{first['id']}"), 404, 400404)


def test_players_are_listed_in_the_order_of_creation(workspace: Workspace) -> None:
    workspace.get("/v1/players")
    for name in ("b", "a"):
        workspace.server.control.advance(1)
        made = seed.player(workspace, name=name)
    response = workspace.get("/v1/players").json()
    order = {"created_at": "asc"}
    assert response["meta"] == {
        "offset": 0,
        "limit": 10,
        "total": 3,
        "total_count": 0,
        "order": order,
        "parent_id": None,
    }
    assert [each["name"] for each in response["data"]] == ["Default player", "b", "a"]
    page = workspace.get("/v1/players", page=2, per_page=2, order="created_at.desc").json()
    assert page["meta"]["offset"] == 2
    assert [each["name"] for each in page["data"]] == ["Default player"]
    set_logo(workspace, made["id"])
    assert all("logo" not in each for each in data(workspace.get("/v1/players")))
    error(workspace.get("/v1/players", order="name"), 400, 400216)


def test_an_update_needs_settings_and_replaces_them(workspace: Workspace) -> None:
    made = seed.player(workspace)
    path = f"/v1/players/{made['id']}"
    assert invalid(workspace.put(path, {"name": "other"})) == {"settings": "required"}
    assert data(workspace.get(path)) == made
    workspace.server.control.advance(1)
    changed = data(workspace.put(path, {"settings": {"volume": 50}}))
    assert changed == {**made, "settings": {"volume": 50}, "updated_at": "2020-09-13T12:26:41Z"}
    changed = data(workspace.put(path, {"name": "other", "settings": {}, "ads": []}))
    assert (changed["name"], changed["settings"], changed["ads"]) == ("other", {}, [])


def test_a_deleted_player_is_gone(workspace: Workspace) -> None:
    made = seed.player(workspace)
    response = workspace.delete(f"/v1/players/{made['id']}")
    assert (response.status_code, response.content) == (200, b"")
    error(workspace.delete(f"/v1/players/{made['id']}"), 404, 400404)
    error(workspace.get(f"/v1/players/{made['id']}"), 404, 400404)


def test_a_player_counts_its_media(workspace: Workspace) -> None:
    made = seed.player(workspace)
    own, other = seed.project(workspace, player_id=made["id"])["id"], seed.project(workspace)["id"]
    for place in (own, own, other):
        data(workspace.upload("/v2/video", b"bytes", X_Parent_ID=place, X_Video_Title="t"))
    assert data(workspace.get(f"/v1/players/{made['id']}"))["media_count"] == 2
    assert {each["name"]: each["media_count"] for each in data(workspace.get("/v1/players"))} == {
        "Default player": 1,
        "mine": 2,
    }


def test_a_player_shows_its_logo(workspace: Workspace) -> None:
    made = seed.player(workspace)
    path = f"/v1/players/{made['id']}"
    for picture, media in ((PNG, "image/png"), (b"\xff\xd8\xffjpeg", "image/jpeg")):
        response = set_logo(workspace, made["id"], picture)
        assert (response.status_code, response.content) == (200, b"")
        assert data(workspace.get(path))["logo"] == f"data:{media};base64,{b64encode(picture).decode()}"
    for _ in range(2):
        response = workspace.delete(f"{path}/logo")
        assert (response.status_code, response.content) == (200, b"")
        assert data(workspace.get(path))["logo"] == ""
