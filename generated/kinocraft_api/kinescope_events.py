# Generated from specs/kinescope-* by scripts/generate.py. Edits here are lost.

"""The events that webhooks of Kinescope receive."""

from __future__ import annotations

from typing import TypeAlias

from kinocraft_api.kinescope_models import LiveConnectedEvent, LiveCreatedEvent, LiveDisconnectedEvent, MediaStatusEvent

__all__ = ["LiveConnectedEvent", "LiveCreatedEvent", "LiveDisconnectedEvent", "MediaStatusEvent"]
KnownEvent: TypeAlias = LiveConnectedEvent | LiveCreatedEvent | LiveDisconnectedEvent | MediaStatusEvent
"""An event with a documented name."""
EVENTS: dict[str, type[KnownEvent]] = {
    "live.connected": LiveConnectedEvent,
    "live.created": LiveCreatedEvent,
    "live.disconnected": LiveDisconnectedEvent,
    "media.update.status": MediaStatusEvent,
}
"""The class of each event, by its name."""
