"""Helpers of the live event tests: the state of an event, and an event that is on air."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests import seed
from tests.seed.workspace import data

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace

EVENTS = "/v2/live/events"


def now(workspace: Workspace, made: dict[str, Any]) -> dict[str, Any]:
    """Return the current event."""
    found: dict[str, Any] = data(workspace.get(f"{EVENTS}/{made['id']}"))
    return found


def state(workspace: Workspace, made: dict[str, Any]) -> str:
    found: str = workspace.server.control.live(made["id"])["state"]
    return found


def do(workspace: Workspace, made: dict[str, Any], operation: str) -> None:
    """Enable or complete an event."""
    response = workspace.put(f"{EVENTS}/{made['id']}/{operation}")
    assert (response.status_code, response.content) == (200, b"")


def on_air(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    """Return an event whose encoder has just connected."""
    made = seed.live_event(workspace, **fields)
    do(workspace, made, "enable")
    workspace.server.control.live(made["id"], "connect")
    return now(workspace, made)
