"""The player that every workspace starts with."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.people.owner import user_name
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PLAYER, PROJECT

__all__ = ["default_player_id", "ensure_default_player", "player_id_for"]

MADE = "kinescope default player"


def default_player_id(context: Context) -> str:
    """Return the id of the workspace's first player, deleted or not."""
    return str(uuid5(NAMESPACE_OID, f"player {context.account}"))


def ensure_default_player(context: Context) -> str:
    """Return the id of the workspace's first player, which is created when it is first needed, and only once."""
    uuid = default_player_id(context)
    if not context.store.note(MADE, 0):
        records = context.component(Records)
        with records.transaction():
            fields: dict[str, Any] = {
                "name": "Default player",
                "settings": {},
                "ads": [],
                "created_by_user_name": user_name(context),
            }
            # A changed state file may have the player without the note.
            if records.find(PLAYER, uuid) is None:
                records.make(PLAYER, fields, id=uuid)
            context.store.set_note(MADE, 1)
    return uuid


def player_id_for(context: Context, parent: Record) -> str:
    """Return the player for a project or folder: the project's own, or else the workspace's first."""
    records = context.component(Records)
    project = records.find(PROJECT, parent.body["project_id"]) if parent.kind == FOLDER.name else parent
    own: str | None = project.body.get("player_id") if project else None
    return own or ensure_default_player(context)
