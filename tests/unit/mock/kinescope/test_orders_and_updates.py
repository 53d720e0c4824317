"""What several operations have in common: fields that are sorted by twice, updates without fields, HEAD requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import seed
from tests.seed.workspace import data, error

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace

RECORDS: dict[str, tuple[Any, str]] = {
    "webhooks": (lambda made: seed.webhook(made, "http://127.0.0.1:1/"), "/v1/webhooks"),
    "privacy domains": (seed.privacy_domain, "/v1/privacy-domains"),
    "CDN zones": (seed.cdn_zone, "/v1/cdn/zones"),
    "file requests": (seed.file_request, "/v1/file-requests"),
}


@pytest.mark.parametrize(
    ("order", "shown"),
    [
        ("name.asc,name.desc", {"name": "asc"}),
        ("name.desc,name.asc", {"name": "desc"}),
        ("name.desc,name", {"name": "desc"}),
        ("name,name.desc", {"name": "asc"}),
    ],
)
def test_the_first_direction_of_a_field_counts(workspace: Workspace, order: str, shown: dict[str, str]) -> None:
    project = seed.project(workspace)["id"]
    for name in ("b", "a", "c"):
        seed.folder(workspace, project, name)
    found = workspace.get(f"/v1/projects/{project}/folders", order=order).json()
    assert found["meta"]["order"] == shown
    assert [each["name"] for each in found["data"]] == sorted("abc", reverse=shown == {"name": "desc"})


@pytest.mark.parametrize("kind", RECORDS)
def test_an_update_without_fields_changes_the_time_alone(workspace: Workspace, kind: str) -> None:
    make, path = RECORDS[kind]
    made = make(workspace)
    workspace.server.control.advance(60)
    changed = data(workspace.put(f"{path}/{made['id']}", {}))
    assert changed["updated_at"] == "2020-09-13T12:27:40Z"
    kept = changed.keys() & made.keys() - {"updated_at", "archived", "archived_at"}
    assert {name: changed[name] for name in kept} == {name: made[name] for name in kept}


@pytest.mark.parametrize(
    ("permissions", "status"), [(["read"], 200), (["write"], 403), (["delete"], 403), (["write", "delete"], 403)]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_token_needs_permission_to_read_for_a_head_request_too(
    workspace: Workspace, permissions: list[str], status: int, method: str
) -> None:
    holder = seed.token_holder(workspace, {"api": {"permissions": permissions}})
    with holder.http:
        response = holder.http.request(method, "/v1/tags")
        assert response.status_code == status
        if method == "GET" and status == 403:
            error(response, 403, 100103)
