"""Fields that a release has proposed for objects whose handlers do not know them."""

from __future__ import annotations

from tests.seed.workspace import Workspace, data

WEBHOOK = {"name": "w", "endpoint": "https://example.io/hook", "events": ["live.created"]}


def test_a_draft_is_returned_as_it_was_sent(workspace: Workspace) -> None:
    made = data(workspace.post("/v1/webhooks", {**WEBHOOK, "color": "red"}))
    other = data(workspace.post("/v1/webhooks", {**WEBHOOK, "name": "x"}))
    assert (made["color"], other["color"]) == ("red", "")
    assert [each["color"] for each in data(workspace.get("/v1/webhooks"))] == ["red", ""]
    assert data(workspace.put(f"/v1/webhooks/{other['id']}", {"color": "blue"}))["color"] == "blue"
    assert [each["color"] for each in data(workspace.get("/v1/webhooks"))] == ["red", "blue"]


def test_a_response_with_a_draft_is_marked_as_inferred(workspace: Workspace) -> None:
    data(workspace.post("/v1/webhooks", WEBHOOK))
    (exchange,) = workspace.server.control.journal("webhooks.create")
    assert (exchange["inferred"], exchange["valid"]) == (True, True)
