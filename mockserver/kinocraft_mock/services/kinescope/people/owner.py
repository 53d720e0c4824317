"""The one user of this server: the owner of the workspace, who creates everything."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, timestamp
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import USER

__all__ = ["owner_id", "serialize", "user", "user_name"]

FULL_NAME = "Workspace Owner"


def owner_id(context: Context) -> str:
    """Return the user's id. It is stored with the state, as the account's is."""
    return str(uuid5(NAMESPACE_OID, f"owner {context.account}"))


def user_name(context: Context) -> str:
    """Return the name that responses show as the creator of anything."""
    found = _stored(context)
    name: str = found.body["full_name"] if found else FULL_NAME
    return name


def user(context: Context) -> Record:
    """Return the user's record, which is created when it is first needed."""
    found = _stored(context)
    if found is not None:
        return found
    fields: dict[str, Any] = {
        "email": "owner@example.com",
        "full_name": FULL_NAME,
        "language": "EN",
        "confirmed_at": format_timestamp(timestamp(context.clock)),
    }
    return context.component(Records).make(USER, fields, id=owner_id(context))


def serialize(user: Record) -> dict[str, Any]:
    """Serialize the user. Fields for secrets are empty."""
    return {
        "id": short(user.id),
        "email": user.body["email"],
        "full_name": user.body["full_name"],
        "auto": False,
        "password_digest": "",
        "confirmation_token": "",
        "reset_password_token": "",
        "language": user.body["language"],
        "system": False,
        "confirmed_at": user.body["confirmed_at"],
        "created_at": user.created_at,
        "updated_at": user.updated_at or user.created_at,
        "deleted_at": None,
    }


def _stored(context: Context) -> Record | None:
    return context.component(Records).find(USER, owner_id(context))
