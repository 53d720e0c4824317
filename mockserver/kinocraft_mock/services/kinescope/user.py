"""The one user that this server knows: the owner of the workspace, who makes everything."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.kinds import USER
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.times import moment, stamp
from kinocraft_mock.state.context import Context

__all__ = ["described", "owner_id", "user", "user_name"]

FULL_NAME = "Workspace Owner"


def owner_id(context: Context) -> str:
    """The user's id, which stays with the state as the account's does."""
    return str(uuid5(NAMESPACE_OID, f"owner {context.account}"))


def user_name(context: Context) -> str:
    """The name that stands wherever somebody is named as the maker of something."""
    found = _stored(context)
    name: str = found.body["full_name"] if found else FULL_NAME
    return name


def user(context: Context) -> Thing:
    """The user as an object; it is made when it is first needed."""
    found = _stored(context)
    if found is not None:
        return found
    fields: dict[str, Any] = {
        "email": "owner@example.com",
        "full_name": FULL_NAME,
        "language": "EN",
        "confirmed_at": stamp(moment(context.clock)),
    }
    return context.component(Objects).make(USER, fields, id=owner_id(context))


def described(user: Thing) -> dict[str, Any]:
    """The user as answers print it. Secrets have their fields and are never in them."""
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


def _stored(context: Context) -> Thing | None:
    return context.component(Objects).find(USER, owner_id(context))
