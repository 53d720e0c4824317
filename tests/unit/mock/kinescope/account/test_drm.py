"""Section "drm", and requests to the backends."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data, error
from tests.unit.mock.kinescope.receiver import Receiver

AUTH = "/v1/drm/auth"


def licence(workspace: Workspace, video: str, **query: str) -> int:
    response = workspace.http.post(
        f"{workspace.server.url}/kinescope/licences/{video}",
        params=query,
        content=b"challenge",
        headers={"User-Agent": "a browser"},
    )
    assert response.json() == {"granted": response.status_code == 200}
    return response.status_code


@pytest.mark.parametrize("own", [False, True])
def test_a_backend_is_set_changed_and_removed(workspace: Workspace, own: bool) -> None:
    path = f"{AUTH}/{short(seed.project(workspace)['id'])}" if own else AUTH
    error(workspace.get(path), 404, 404404)
    error(workspace.delete(path), 404, 404404)
    made = data(workspace.put(path, {"url": "https://example.io/auth"}))
    assert made == {
        "url": "https://example.io/auth",
        "username": "",
        "password": "",
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
    }
    workspace.server.control.advance(1)
    change = {"url": "https://example.io/other", "username": "me", "password": "secret", "strict": True}
    changed = data(workspace.put(path, change))
    del change["strict"]
    assert changed == {**made, **change, "updated_at": "2020-09-13T12:26:41Z"}
    assert data(workspace.get(path)) == changed
    assert data(workspace.delete(path)) == {"success": True}
    error(workspace.get(path), 404, 404404)


def test_workspace_and_projects_have_backends_of_their_own(workspace: Workspace) -> None:
    first, second = seed.project(workspace)["id"], seed.project(workspace)["id"]
    for number, path in enumerate((AUTH, f"{AUTH}/{first}", f"{AUTH}/{second}")):
        data(workspace.put(path, {"url": f"https://example.io/{number}"}))
    assert data(workspace.get(f"{AUTH}/{first}"))["url"] == "https://example.io/1"
    workspace.delete(f"{AUTH}/{first}")
    assert data(workspace.get(AUTH))["url"] == "https://example.io/0"
    assert data(workspace.get(f"{AUTH}/{second}"))["url"] == "https://example.io/2"


def test_the_backend_receives_viewer_and_video(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)["id"]
    with Receiver() as receiver:
        data(workspace.put(AUTH, {"url": receiver.url, "username": "me", "password": "secret"}))
        assert licence(workspace, short(video), token="viewer 17") == 200
    (received,) = receiver.received
    asked = {"id": video, "token": "viewer 17", "ip": "127.0.0.1", "type": "vod", "user_agent": "a browser"}
    assert received["body"] == asked
    assert received["authorization"] == "Basic bWU6c2VjcmV0"
    (noted,) = workspace.server.control.deliveries("drm.auth.authorization")
    assert (noted["data"], noted["status"], noted["authorized"]) == (asked, 200, True)


def test_live_events_request_licences(workspace: Workspace) -> None:
    made = seed.live_event(workspace, parent_id=seed.project(workspace)["id"])
    with Receiver(403) as receiver:
        data(workspace.put(AUTH, {"url": receiver.url}))
        assert licence(workspace, made["id"]) == 403
    asked = {"id": made["id"], "token": "", "ip": "127.0.0.1", "type": "live", "user_agent": "a browser"}
    assert receiver.bodies == [asked]


@pytest.mark.parametrize(
    ("strict", "status", "granted"),
    [
        (False, 200, 200),
        (False, 204, 200),
        (False, 401, 200),
        (False, 500, 200),
        (False, 403, 403),
        (True, 200, 200),
        (True, 204, 403),
        (True, 500, 403),
        (True, 403, 403),
    ],
)
def test_the_status_decides_by_strictness(workspace: Workspace, strict: bool, status: int, granted: int) -> None:
    video = seed.finished_video(workspace)["id"]
    with Receiver(status) as receiver:
        data(workspace.put(AUTH, {"url": receiver.url, "strict": strict}))
        assert licence(workspace, video) == granted


@pytest.mark.parametrize(("strict", "granted"), [(False, 200), (True, 403)])
def test_a_missing_response_does_not_count_as_403(workspace: Workspace, strict: bool, granted: int) -> None:
    video = seed.finished_video(workspace)["id"]
    with Receiver() as receiver:
        gone = receiver.url
    for url in (gone, "https://example.com/auth"):
        data(workspace.put(AUTH, {"url": url, "strict": strict}))
        assert licence(workspace, video) == granted
    assert [each["outcome"] for each in workspace.server.control.deliveries()] == ["unreachable", "not_sent"]


def test_the_projects_backend_takes_precedence_over_the_workspaces(workspace: Workspace) -> None:
    place = seed.project(workspace)["id"]
    first = seed.finished_video(workspace, seed.folder(workspace, place)["id"])["id"]
    second = seed.finished_video(workspace)["id"]
    with Receiver(403) as whole, Receiver(200) as own:
        data(workspace.put(AUTH, {"url": whole.url}))
        data(workspace.put(f"{AUTH}/{place}", {"url": own.url}))
        assert [licence(workspace, first), licence(workspace, second)] == [200, 403]
        assert (len(whole.received), len(own.received)) == (1, 1)


@pytest.mark.parametrize("again", ["project", "workspace"])
def test_a_removed_backend_of_a_project_must_be_configured_again(workspace: Workspace, again: str) -> None:
    place = seed.project(workspace)["id"]
    video = seed.finished_video(workspace, place)["id"]
    with Receiver(200) as whole, Receiver(200) as own:
        data(workspace.put(AUTH, {"url": whole.url}))
        data(workspace.put(f"{AUTH}/{place}", {"url": own.url}))
        data(workspace.delete(f"{AUTH}/{place}"))
        error(workspace.get(f"{AUTH}/{place}"), 404, 404404)
        error(workspace.delete(f"{AUTH}/{place}"), 404, 404404)
        assert licence(workspace, video) == 403
        workspace.server.control.advance(1)
        data(workspace.put(f"{AUTH}/{place}" if again == "project" else AUTH, {"url": own.url}))
        assert licence(workspace, video) == 200
        assert (len(whole.received), len(own.received)) == (0, 1)


def test_without_a_backend_there_is_no_licence(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)["id"]
    assert licence(workspace, video) == 403
    with Receiver() as receiver:
        data(workspace.put(AUTH, {"url": receiver.url}))
        assert licence(workspace, video) == 200
        data(workspace.delete(AUTH))
        assert licence(workspace, video) == 403
    assert len(receiver.received) == 1


def test_an_unknown_licence_address_is_not_found(workspace: Workspace) -> None:
    def ask(path: str, method: str = "POST") -> Any:
        return workspace.http.request(method, f"{workspace.server.url}/kinescope/licences/{path}")

    error(ask(UNKNOWN_ID), 404, 400404)
    error(ask("a/b"), 404, 400404)
    response = ask(UNKNOWN_ID, "GET")
    error(response, 405, 400405)
    assert response.headers["allow"] == "OPTIONS, POST"
