"""Section "CDN"."""

from __future__ import annotations

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.workspace import workspace_id
from tests import seed
from tests.seed.workspace import Workspace, data, error


def test_a_zone_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    made = seed.cdn_zone(workspace)
    assert made == {
        **seed.CDN_ZONE,
        "settings": SETTINGS,
        "id": made["id"],
        "workspace_id": workspace_id(workspace.server.app.context),
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
    }


SETTINGS = {**seed.CDN_ZONE["settings"], "access_log": False, "max_send_size_bytes": 0}


def test_the_list_shows_every_setting_and_no_pages(workspace: Workspace) -> None:
    first = seed.cdn_zone(workspace)
    for number in range(11):
        workspace.server.control.advance(1)
        seed.cdn_zone(workspace, name=str(number))
    response = workspace.get("/v1/cdn/zones").json()
    assert set(response) == {"data"}
    assert len(response["data"]) == 12
    assert response["data"][0] == first


def test_omitted_fields_are_empty(workspace: Workspace) -> None:
    sent = {"name": "n", "host": "h", "origins": [{"addr": "a"}], "settings": {"access_log": True}}
    made = data(workspace.post("/v1/cdn/zones", sent))
    assert made["origins"] == [{"addr": "a", "basic_auth": {"username": "", "password": ""}}]
    assert made["settings"] == {
        "access_log": True,
        "index_html": "",
        "block_bad_bots": False,
        "ignore_query_strings": False,
        "max_send_size_bytes": 0,
    }
    assert made["access_control"] == {"jwt_secret": "", "secure_link": ""}
    assert data(workspace.get("/v1/cdn/zones")) == [made]


def test_an_update_changes_what_is_sent(workspace: Workspace) -> None:
    made = seed.cdn_zone(workspace)
    workspace.server.control.advance(1)
    origins = [{"addr": address, "basic_auth": {"username": "", "password": ""}} for address in "ab"]
    change = {"name": "other", "origins": origins, "settings": {"block_bad_bots": True}}
    changed = data(workspace.put(f"/v1/cdn/zones/{short(made['id'])}", change))
    settings = {**SETTINGS, "block_bad_bots": True}
    assert changed == {**made, **change, "settings": settings, "updated_at": "2020-09-13T12:26:41Z"}


def test_a_deleted_zone_is_gone(workspace: Workspace) -> None:
    path = f"/v1/cdn/zones/{seed.cdn_zone(workspace)['id']}"
    response = workspace.delete(path)
    assert (response.status_code, response.content) == (200, b"")
    error(workspace.delete(path), 404, 400404)
    assert data(workspace.get("/v1/cdn/zones")) == []
