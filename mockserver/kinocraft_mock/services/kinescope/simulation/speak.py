"""Speak: the calls in rooms."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.simulation.fields import Route, read_fields
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import SPEAK_ROOM

__all__ = ["routes"]

STATUSES = ("pending", "scheduled", "active", "cancelled", "finished")


def routes(context: Context) -> dict[str, dict[str, Route]]:
    """Return what the control API has below `speak`."""
    return {"speak": {"POST": lambda body, _query: _set_status(context, body)}}


def _set_status(context: Context, body: Any) -> Any:
    """Set the status of a room's call, which no operation of the API does."""
    fields = read_fields(body, {"room_id": str, "status": str})
    records = context.component(Records)
    room = records.get(SPEAK_ROOM, fields.get("room_id", ""))
    if fields.get("status") not in STATUSES:
        raise ErrorResponse(400, f"status is one of {', '.join(STATUSES)}")
    records.change(room, status=fields["status"])
    return {"room_id": room.id, "status": fields["status"]}
