"""Subtitles of live events: the second line below the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seed.workspace import data

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace


def test_a_new_event_keeps_its_subtitle(workspace: Workspace) -> None:
    made = data(workspace.post("/v2/live/events", {"name": "Talk", "type": "one-time", "subtitle": "Part 1"}))
    assert made["subtitle"] == "Part 1"
    assert data(workspace.get(f"/v2/live/events/{made['id']}"))["subtitle"] == "Part 1"
    plain = data(workspace.post("/v2/live/events", {"name": "Talk", "type": "one-time"}))
    assert plain["subtitle"] == ""
