"""Rules for every Kinescope operation: credentials, error responses, limits, and the two hosts."""

from __future__ import annotations

import re

import pytest

from kinocraft_mock import running
from kinocraft_mock.services.kinescope import SERVICES
from tests import seed
from tests.seed.workspace import NO_ID, UNKNOWN_ID, UPLOADER, Workspace, data, error, invalid

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_missing_and_unknown_tokens_are_rejected(workspace: Workspace) -> None:
    for scheme in ("Bearer unknown", "Bearer", "Basic mock-token", ""):
        response = workspace.http.get("/v1/tags", headers={"Authorization": scheme})
        assert error(response, 401, 100102) == {"code": 100102, "message": "unauthorized"}
    del workspace.http.headers["Authorization"]
    rejected = error(workspace.get("/v1/tags"), 400, 100101)
    assert rejected == {"code": 100101, "message": "authorization header not found"}


def test_a_created_token_is_accepted() -> None:
    with running(token="täken", limits=False) as server:
        mine = Workspace(server)
        with mine.http:
            error(mine.get("/v1/tags"), 401, 100102)
            header = {b"Authorization": "Bearer täken".encode()}
            assert mine.http.get("/v1/tags", headers=header).status_code == 200


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [([], set()), (["read"], {"GET"}), (["write"], {"POST", "PUT"}), (["delete"], {"DELETE"})],
)
def test_scopes_limit_a_token(workspace: Workspace, permissions: list[str], allowed: set[str]) -> None:
    tag = data(workspace.post("/v1/tags", {"tag": "a"}))
    other = seed.token_holder(workspace, {"api": {"permissions": permissions}})
    with other.http:
        responses = {
            "GET": other.get("/v1/tags"),
            "POST": other.post("/v1/tags", {"tag": "b"}),
            "PUT": other.put(f"/v1/tags/{tag['id']}", {"tag": "c"}),
            "DELETE": other.delete(f"/v1/tags/{tag['id']}"),
        }
    for method, response in responses.items():
        if method in allowed:
            assert response.status_code == 200
        else:
            assert "lacks the permission" in error(response, 403, 100103)["detail"]


def test_tokens_can_be_made_to_expire(workspace: Workspace) -> None:
    other = seed.token_holder(workspace, {"api": {"permissions": ["read"]}})
    with other.http:
        assert other.get("/v1/tags").status_code == 200
        workspace.server.control.fault("tags.list", "expire_tokens")
        error(workspace.get("/v1/tags"), 401, 100102)
        error(other.get("/v1/tags"), 401, 100102)
    workspace.server.control.reset()
    assert workspace.get("/v1/tags").status_code == 200


def test_every_response_has_its_own_request_id(workspace: Workspace) -> None:
    fault = workspace.server.control.fault
    fault("tags.list", "status", status=503)
    fault("tags.list", "status", status=503, headers={"X-Request-Id": "mine"}, after=1)
    responses = [
        workspace.get("/v1/tags"),
        workspace.get("/v1/tags"),
        workspace.get("/v1/tags"),
        workspace.get("/v1/nothing"),
        workspace.put("/v1/tags"),
        workspace.delete(f"/v1/tags/{NO_ID}"),
        workspace.http.get("/v1/tags", headers={"Authorization": "x"}),
    ]
    ids = [response.headers.get_list("X-Request-ID") for response in responses]
    assert ids[1] == ["mine"]
    others = [single for (single,) in ids if single != "mine"]
    assert len(set(others)) == len(responses) - 1
    assert all(UUID.fullmatch(each) for each in others)


def test_ids_depend_only_on_the_seed(workspace: Workspace) -> None:
    made = data(workspace.post("/v1/tags", {"tag": "a"}))["id"]
    workspace.server.control.reset()
    workspace.get("/v1/tags")
    assert data(workspace.post("/v1/tags", {"tag": "a"}))["id"] == made


def test_unknown_paths_and_methods_are_rejected(workspace: Workspace) -> None:
    assert error(workspace.get("/v1/nothing"), 404, 400404)["message"] == "not found"
    error(workspace.get("/"), 404, 400404)
    response = workspace.patch("/v1/tags")
    assert error(response, 405, 400405)["message"] == "method not allowed"
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_an_operation_is_only_on_its_own_host(workspace: Workspace) -> None:
    error(workspace.post("/v2/video"), 404, 400404)
    error(workspace.http.get(f"{workspace.server.url}{UPLOADER}/v1/tags"), 404, 400404)
    hosts = [{operation.id for operation in service.operations()} for service in SERVICES]
    assert hosts[1] == {
        "additional_materials.upload",
        "posters.upload",
        "videos.uploads.append",
        "videos.uploads.create",
        "videos.uploads.init",
        "videos.uploads.offset",
        "videos.uploads.send",
    }


def test_an_id_of_another_form_is_not_found(workspace: Workspace) -> None:
    for malformed in (NO_ID, "x", "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a2", "ü" * 22, "2" * 21):
        assert error(workspace.delete(f"/v1/tags/{malformed}"), 400, 400301) == {
            "code": 400301,
            "message": "invalid uuid format",
            "detail": "see https://en.wikipedia.org/wiki/Universally_unique_identifier",
        }


def test_invalid_bodies_are_rejected(workspace: Workspace) -> None:
    error(workspace.post("/v1/tags"), 400, 1)
    header = {"Content-Type": "application/json"}
    error(workspace.post("/v1/tags", headers=header), 400, 1)
    for broken in (b"{", b'{"tag": "\\ud800"}', b"\xff", b'{"tag": NaN}'):
        error(workspace.post("/v1/tags", content=broken, headers=header), 400, 400101)
    for odd in ([], 1, "x", {"tag": 1}, {"tag": None}):
        assert error(workspace.post("/v1/tags", odd), 400, 400102)["detail"]
    for form in ({"data": {"tag": "a"}}, {"files": {"tag": (None, "a")}}):
        error(workspace.http.post("/v1/tags", **form), 400, 400101)  # type: ignore[arg-type]
    assert data(workspace.get("/v1/tags")) == []


def test_the_size_of_bodies_is_limited(workspace: Workspace) -> None:
    assert "larger" in error(workspace.post("/v1/tags", {"tag": "x" * (10 << 20)}), 400, 400400)["detail"]
    assert data(workspace.get("/v1/tags")) == []
    exact = b'{"tag":"%b"}' % (b"x" * ((10 << 20) - 10))
    assert data(workspace.post("/v1/tags", content=exact))
    assert "larger" in error(workspace.post("/v1/tags", content=exact + b" "), 400, 400400)["detail"]
    video = seed.finished_video(workspace)["id"]
    blobs = workspace.server.app.context.blobs.folder
    before = list(blobs.iterdir())
    form = {"data": {"language": "ru"}, "files": {"file": ("a.vtt", b"WEBVTT\n" + b"x" * (10 << 20))}}
    error(workspace.http.post(f"/v1/videos/{video}/subtitles", **form), 400, 400400)  # type: ignore[arg-type]
    assert data(workspace.get(f"/v1/videos/{video}/subtitles")) is None
    assert (list(blobs.iterdir()), list((blobs.parent / "arriving").iterdir())) == (before, [])


def test_invalid_fields_are_named_with_their_rules(workspace: Workspace) -> None:
    rejected = error(workspace.post("/v1/projects", {"name": "", "privacy_type": "x"}), 400, 400400)
    assert rejected["message"] == "unexpected value"
    by_name = {each["name"]: each for each in rejected["invalid_params"]}
    assert by_name == {
        "privacy_domains": {"index": 0, "name": "privacy_domains", "reason": "required", "message": ""},
        "name": {"index": 0, "name": "name", "reason": "min", "message": "1"},
        "privacy_type": {
            "index": 0,
            "name": "privacy_type",
            "reason": "oneof",
            "message": "anywhere nowhere custom",
        },
    }
    assert invalid(workspace.get("/v1/tags", page=0, per_page=101)) == {"page": "min", "per_page": "max"}
    assert invalid(workspace.http.get("/v1/tags?page=1&page=2")) == {"page": "type"}
    journal = workspace.server.control.journal("projects.create")
    assert len(journal[-1]["violations"]) == 3


def test_requests_are_limited_per_second_and_per_minute(workspace: Workspace) -> None:
    control = workspace.server.control
    control.limits(True)
    try:
        assert [workspace.get("/v1/tags").status_code for _ in range(11)] == [200] * 10 + [429]
        rejected = workspace.get("/v1/tags")
        assert error(rejected, 429, 100106)["message"] == "limit reached"
        assert rejected.headers["Retry-After"] == "1"
        for _ in range(29):
            control.advance(1)
            assert {workspace.get("/v1/tags").status_code for _ in range(10)} == {200}
        control.advance(1)
        assert workspace.get("/v1/tags").headers["Retry-After"] == "30"
        assert workspace.upload("/v2/video").status_code != 429
    finally:
        control.limits(False)


def test_a_500_has_path_and_time(workspace: Workspace) -> None:
    workspace.server.control.fault("tags.delete", "status", status=500)
    rejected = error(workspace.delete(f"/v1/tags/{UNKNOWN_ID}"), 500, 500500)
    assert rejected["path"] == f"/kinescope/api/v1/tags/{UNKNOWN_ID}"
    assert rejected["timestamp"] == "2020-09-13T12:26:40Z"
