"""Section "moderators"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.email_addresses import is_email_address
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import MODERATOR
from kinocraft_mock.services.kinescope.workspace import workspace_id


def _serialize(request: Request, moderator: Record) -> dict[str, Any]:
    return {
        "user_id": moderator.id,
        "workspace_id": workspace_id(request.context),
        "username": moderator.body["username"],
        "email": moderator.body["email"],
        "scope": {},
    }


def _check_address(_call: Request, sent: dict[str, Any], _moderator: Record | None) -> dict[str, Any]:
    if "email" in sent and not is_email_address(sent["email"]):
        raise invalid("email", "email")
    return sent


# The password is accepted and not stored: nothing here logs in as a moderator.
handlers = Crud(
    resource_type=MODERATOR,
    operations="moderators",
    id_parameter="moderator_id",
    serialize=_serialize,
    fields=("username", "email"),
    read_fields=_check_address,
    order="created_at.asc",
).handlers("list", "create", "get", "update", "delete")
