"""Invented Kinescope operations, served by the rule."""

from __future__ import annotations

import pytest

from tests import seed
from tests.seed.workspace import NO_ID, UNKNOWN_ID, Workspace, data, error, invalid
from tests.unit.mock.derived.invented import LABEL_EXAMPLE, NAMES

CREATED = "2020-09-13T12:26:40Z"


def label(workspace: Workspace, name: str = "A", **fields: str) -> dict[str, object]:
    made: dict[str, object] = data(workspace.post("/v1/labels", {"name": name, **fields}))
    return made


def test_the_server_names_the_operations_that_it_infers(workspace: Workspace) -> None:
    assert sorted(workspace.server.control.inferred()) == sorted(NAMES)


def test_a_created_object_is_kept_with_what_was_sent_and_what_the_server_knows(workspace: Workspace) -> None:
    made = label(workspace, color="red", note="seen")
    assert made == {
        "id": made["id"],
        "name": "A",
        "color": "red",
        "note": "seen",
        "size": 7,
        "owner": "example",
        "link": f"https://example.com/{made['id']}",
        "created_at": CREATED,
        "updated_at": None,
        "archived_at": None,
    }
    assert made["id"] != LABEL_EXAMPLE["id"]
    assert data(workspace.get(f"/v1/labels/{made['id']}")) == made
    assert data(workspace.get("/v1/labels")) == [made]


def test_a_field_that_was_not_sent_has_no_value_of_the_example(workspace: Workspace) -> None:
    made = label(workspace)
    assert made["color"] == "red"
    assert "note" not in made


def test_an_object_is_changed_and_deleted(workspace: Workspace) -> None:
    made, other = label(workspace, "A"), label(workspace, "B")
    workspace.server.control.advance(60)
    changed = data(workspace.patch(f"/v1/labels/{made['id']}", {"note": "new"}))
    assert changed == {**made, "note": "new", "updated_at": "2020-09-13T12:27:40Z"}
    assert data(workspace.get(f"/v1/labels/{made['id']}")) == changed
    assert data(workspace.delete(f"/v1/labels/{made['id']}")) == {"success": True}
    assert data(workspace.get("/v1/labels")) == [other]
    for response in (
        workspace.get(f"/v1/labels/{made['id']}"),
        workspace.patch(f"/v1/labels/{made['id']}", {"name": "C"}),
        workspace.delete(f"/v1/labels/{made['id']}"),
    ):
        assert error(response, 404, 400404)["detail"] == "no such label"


def test_an_id_may_have_both_forms(workspace: Workspace) -> None:
    from kinocraft_mock.services.kinescope.ids import short

    made = label(workspace)
    assert data(workspace.get(f"/v1/labels/{short(str(made['id']))}")) == made


def test_lists_have_pages_order_filters_and_a_search(workspace: Workspace) -> None:
    for number in range(12):
        label(workspace, f"name {number:02}", color="green" if number % 3 else "red")
    page = workspace.get("/v1/labels", page=2).json()
    assert page["meta"] == {"pagination": {"page": 2, "per_page": 10, "total": 12}, "order": {"created_at": "desc"}}
    assert [each["name"] for each in page["data"]] == ["name 01", "name 00"]
    ordered = workspace.get("/v1/labels", order="name.asc", per_page=2).json()
    assert [each["name"] for each in ordered["data"]] == ["name 00", "name 01"]
    assert ordered["meta"]["order"] == {"name": "asc"}
    assert len(data(workspace.get("/v1/labels", color="red"))) == 4
    assert [each["name"] for each in data(workspace.get("/v1/labels", q="NAME 07"))] == ["name 07"]


def test_requests_are_validated_as_everywhere(workspace: Workspace) -> None:
    assert invalid(workspace.post("/v1/labels", {"name": ""})) == {"name": "min"}
    assert invalid(workspace.post("/v1/labels", {})) == {"name": "required"}
    error(workspace.post("/v1/labels", {"name": 1}), 400, 400102)
    error(workspace.get(f"/v1/labels/{NO_ID}"), 400, 400301)
    nobody = Workspace(workspace.server, "nobody")
    with nobody.http:
        error(nobody.get("/v1/labels"), 401, 100102)
    assert invalid(workspace.get("/v1/labels", per_page=101)) == {"per_page": "max"}
    assert invalid(workspace.post("/v1/reports", {"email": "nobody"})) == {"email": "format"}


def test_objects_below_a_derived_object_belong_to_it(workspace: Workspace) -> None:
    first, second = label(workspace), label(workspace)
    item = data(workspace.post(f"/v1/labels/{first['id']}/items", {"text": "x"}))
    assert item == {"id": item["id"], "label_id": first["id"], "text": "x"}
    assert data(workspace.get(f"/v1/labels/{first['id']}/items")) == [item]
    assert data(workspace.get(f"/v1/labels/{second['id']}/items")) == []
    error(workspace.delete(f"/v1/labels/{second['id']}/items/{item['id']}"), 404, 400404)
    error(workspace.post(f"/v1/labels/{UNKNOWN_ID}/items", {"text": "x"}), 404, 400404)
    assert workspace.delete(f"/v1/labels/{first['id']}/items/{item['id']}").status_code == 204
    assert data(workspace.get(f"/v1/labels/{first['id']}/items")) == []


def test_a_deleted_object_takes_with_it_what_is_below(workspace: Workspace) -> None:
    from kinocraft_mock.services.derived.state import DerivedObjects

    made = label(workspace)
    data(workspace.post(f"/v1/labels/{made['id']}/items", {"text": "x"}))
    data(workspace.delete(f"/v1/labels/{made['id']}"))
    objects = workspace.server.app.context.component(DerivedObjects)
    assert not list(objects.all(f"/kinescope/api/v1/labels/{made['id']}/items"))


def test_objects_below_an_object_of_another_handler_need_it(workspace: Workspace) -> None:
    video = seed.video(workspace, seed.project(workspace)["id"])["id"]
    note = data(workspace.post(f"/v1/videos/{video}/notes", {"text": "x"}))
    assert note == {"id": note["id"], "video_id": video, "text": "x"}
    assert data(workspace.get(f"/v1/videos/{video}/notes")) == [note]
    for response in (
        workspace.get(f"/v1/videos/{UNKNOWN_ID}/notes"),
        workspace.post(f"/v1/videos/{UNKNOWN_ID}/notes", {"text": "x"}),
        workspace.get(f"/v1/videos/{UNKNOWN_ID}/summary"),
        workspace.get(f"/v1/videos/{UNKNOWN_ID}/transcript"),
    ):
        error(response, 404, 400404)


def test_anything_else_responds_by_its_example(workspace: Workspace) -> None:
    video = seed.video(workspace, seed.project(workspace)["id"])["id"]
    summary = data(workspace.get(f"/v1/videos/{video}/summary"))
    assert summary == {"video_id": video, "text": "A talk.", "words": 2}
    transcript = workspace.get(f"/v1/videos/{video}/transcript")
    assert transcript.text == "time,text\n0,Hello\n"
    assert transcript.headers["content-type"] == "text/csv"
    assert data(workspace.post("/v1/reports", {"email": "a@example.com"})) == {
        "email": "a@example.com",
        "state": "queued",
    }


def test_an_operation_on_an_object_responds_with_the_object(workspace: Workspace) -> None:
    made = label(workspace)
    assert data(workspace.post(f"/v1/labels/{made['id']}/archive")) == made
    error(workspace.post(f"/v1/labels/{UNKNOWN_ID}/archive"), 404, 400404)


def test_a_new_way_to_get_a_known_object_finds_it_in_its_list(workspace: Workspace) -> None:
    made = [seed.webhook(workspace, "https://example.io/hook", name=f"hook {number}") for number in range(25)]
    for each in (made[0], made[24]):
        assert data(workspace.get(f"/v1/webhooks/{each['id']}")) == each
    error(workspace.get(f"/v1/webhooks/{UNKNOWN_ID}"), 404, 400404)


def test_settings_are_kept(workspace: Workspace) -> None:
    assert data(workspace.get("/v1/branding")) == {"color": "white", "logo": "https://example.com/a.png"}
    changed = data(workspace.put("/v1/branding", {"color": "red"}))
    assert changed["color"] == "red"
    assert data(workspace.get("/v1/branding"))["color"] == "red"
    data(workspace.delete("/v1/branding"))
    assert data(workspace.get("/v1/branding"))["color"] == "white"


def test_an_object_that_only_changes_create_is_kept(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    assert data(workspace.put(f"/v1/minutes/{project}", {"minutes": 5})) == {"project_id": project, "minutes": 5}
    assert data(workspace.get(f"/v1/minutes/{project}"))["minutes"] == 5


@pytest.mark.parametrize("path", ["/v1/labels", "/v1/branding"])
def test_the_journal_marks_an_inferred_response(workspace: Workspace, path: str) -> None:
    data(workspace.get(path))
    data(workspace.get("/v1/tags"))
    derived, written = workspace.server.control.journal()[-2:]
    assert (derived["inferred"], written["inferred"]) == (True, False)
    assert derived["valid"]
