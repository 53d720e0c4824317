"""Live events for tests, in a workspace with a project for their recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.unit.mock.kinescope.workspace import data

if TYPE_CHECKING:
    from tests.unit.mock.kinescope.workspace import Workspace

EVENTS = "/v2/live/events"
PROJECT: dict[str, Any] = {"name": "Shows", "privacy_type": "anywhere", "privacy_domains": []}
RESTREAM = {"name": "Elsewhere", "url": "rtmp://example.com/live", "key": "k"}


def project(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = data(workspace.post("/v1/projects", {**PROJECT, **fields}))
    return made


def event(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = data(
        workspace.post(EVENTS, {"name": "Show", "type": "one-time", "auto_start": True, **fields})
    )
    return made


def now(workspace: Workspace, made: dict[str, Any]) -> dict[str, Any]:
    """The event as it is now."""
    found: dict[str, Any] = data(workspace.get(f"{EVENTS}/{made['id']}"))
    return found


def state(workspace: Workspace, made: dict[str, Any]) -> str:
    found: str = workspace.server.control.live(made["id"])["state"]
    return found


def do(workspace: Workspace, made: dict[str, Any], operation: str) -> None:
    """Enable or complete it."""
    answer = workspace.put(f"{EVENTS}/{made['id']}/{operation}")
    assert (answer.status_code, answer.content) == (200, b"")


def on_air(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    """An event whose encoder has just connected."""
    made = event(workspace, **fields)
    do(workspace, made, "enable")
    workspace.server.control.live(made["id"], "connect")
    return now(workspace, made)
