"""Section "privacy-domains"."""

from __future__ import annotations

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.workspace import workspace_id
from tests import seed
from tests.seed.workspace import Workspace, data, error


def test_a_domain_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    made = seed.privacy_domain(workspace)
    assert made == {
        "id": made["id"],
        "workspace_id": workspace_id(workspace.server.app.context),
        "domain": "*.example.com",
        "created_by_user_name": "Workspace Owner",
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
        "archived_at": None,
        "media_count": 0,
    }
    assert data(workspace.get("/v1/privacy-domains")) == [made]


def test_domains_are_listed_in_the_order_of_creation(workspace: Workspace) -> None:
    for domain in ("b.ru", "пример.рф", "a.ru"):
        made = seed.privacy_domain(workspace, domain)
        workspace.server.control.advance(1)
    workspace.put(f"/v1/privacy-domains/{made['id']}", {"archived": True})
    response = workspace.get("/v1/privacy-domains").json()
    assert response["meta"] == {
        "offset": 0,
        "limit": 10,
        "total": 3,
        "total_count": 0,
        "order": {"created_at": "asc"},
        "parent_id": None,
    }
    assert [each["domain"] for each in response["data"]] == ["b.ru", "пример.рф", "a.ru"]
    page = workspace.get("/v1/privacy-domains", order="created_at.desc", per_page=1).json()
    assert [each["domain"] for each in page["data"]] == ["a.ru"]
    error(workspace.get("/v1/privacy-domains", order="domain"), 400, 400216)


def test_a_domain_can_be_updated_archived_and_restored(workspace: Workspace) -> None:
    made = seed.privacy_domain(workspace)
    path = f"/v1/privacy-domains/{short(made['id'])}"
    workspace.server.control.advance(1)
    now = "2020-09-13T12:26:41Z"
    archived = data(workspace.put(path, {"archived": True}))
    assert archived == {**made, "archived_at": now, "updated_at": now}
    assert data(workspace.put(path, {"domain": "test.ru"})) == {**archived, "domain": "test.ru"}
    assert data(workspace.put(path, {"archived": False}))["archived_at"] is None


def test_a_domain_counts_its_videos(workspace: Workspace) -> None:
    seed.privacy_domain(workspace, "a.ru")
    seed.privacy_domain(workspace, "b.ru")
    place = seed.project(workspace, privacy_type="custom", privacy_domains=["a.ru", "b.ru"])["id"]
    first, second = seed.video(workspace, place)["id"], seed.video(workspace, place)["id"]
    seed.video(workspace, seed.project(workspace)["id"])

    def counts() -> list[int]:
        return [each["media_count"] for each in data(workspace.get("/v1/privacy-domains"))]

    assert counts() == [2, 2]
    data(workspace.patch(f"/v1/videos/{first}", {"privacy_domains": ["b.ru"]}))
    assert counts() == [1, 2]
    workspace.delete(f"/v1/videos/{second}")
    assert counts() == [0, 1]


def test_a_deleted_domain_is_gone(workspace: Workspace) -> None:
    path = f"/v1/privacy-domains/{seed.privacy_domain(workspace)['id']}"
    response = workspace.delete(path)
    assert (response.status_code, response.content) == (200, b"")
    error(workspace.delete(path), 404, 400404)
    assert data(workspace.get("/v1/privacy-domains")) == []
