"""The player that a workspace has from the start."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from kinocraft_mock.services.kinescope.kinds import FOLDER, PLAYER, PROJECT
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.user import user_name
from kinocraft_mock.state.context import Context

__all__ = ["default_player_id", "ensure_default_player", "player_id_for"]

MADE = "kinescope default player"


def default_player_id(context: Context) -> str:
    """The id that the workspace's first player has or had."""
    return str(uuid5(NAMESPACE_OID, f"player {context.account}"))


def ensure_default_player(context: Context) -> str:
    """The id of the workspace's first player, which is there the first time anybody looks. Deleted it stays deleted."""
    uuid = default_player_id(context)
    if not context.store.note(MADE, 0):
        objects = context.component(Objects)
        with objects.transaction():
            fields: dict[str, Any] = {
                "name": "Default player",
                "settings": {},
                "ads": [],
                "created_by_user_name": user_name(context),
            }
            objects.make(PLAYER, fields, id=uuid)
            context.store.set_note(MADE, 1)
    return uuid


def player_id_for(context: Context, parent: Thing) -> str:
    """The player of what is made in a project or folder: that of the project, or else the workspace's first."""
    objects = context.component(Objects)
    project = objects.find(PROJECT, parent.body["project_id"]) if parent.kind == FOLDER.name else parent
    own: str | None = project.body.get("player_id") if project else None
    return own or ensure_default_player(context)
