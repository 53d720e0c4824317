"""Things that are put away and can be brought back."""

from __future__ import annotations

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.objects import Thing
from kinocraft_mock.services.kinescope.times import moment, stamp

__all__ = ["archived_at"]


def archived_at(request: Request, thing: Thing) -> str | None:
    """When a thing was archived, by what `archived` in the body says: now, as before, or not at all."""
    before: str | None = thing.body["archived_at"]
    if not request.body.get("archived", before is not None):
        return None
    return before or stamp(moment(request.context.clock))
