"""The player that a workspace has from the start."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from kinocraft_mock.services.kinescope.people.owner import user_name
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PLAYER, PROJECT
from kinocraft_mock.world import World

__all__ = ["default_player_id", "ensure_default_player", "player_id_for"]

MADE = "kinescope default player"


def default_player_id(world: World) -> str:
    """The id that the workspace's first player has or had."""
    return str(uuid5(NAMESPACE_OID, f"player {world.account}"))


def ensure_default_player(world: World) -> str:
    """The id of the workspace's first player, which is there the first time anybody looks. Deleted it stays deleted."""
    uuid = default_player_id(world)
    if not world.store.note(MADE, 0):
        records = world.part(Records)
        with records.transaction():
            fields: dict[str, Any] = {
                "name": "Default player",
                "settings": {},
                "ads": [],
                "created_by_user_name": user_name(world),
            }
            records.make(PLAYER, fields, id=uuid)
            world.store.set_note(MADE, 1)
    return uuid


def player_id_for(world: World, parent: Record) -> str:
    """The player of what is made in a project or folder: that of the project, or else the workspace's first."""
    records = world.part(Records)
    project = records.find(PROJECT, parent.body["project_id"]) if parent.kind == FOLDER.name else parent
    own: str | None = project.body.get("player_id") if project else None
    return own or ensure_default_player(world)
