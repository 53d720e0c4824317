"""What the link of a live event leads to: a page for viewers, without a picture, as no encoder sends any here."""

from __future__ import annotations

from kinocraft_mock.http.messages import Headers
from kinocraft_mock.http.resource_endpoint import Resource, StreamedResponse
from kinocraft_mock.services.kinescope import KINESCOPE
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.live import current_stream, find_event, is_on_air
from kinocraft_mock.services.kinescope.objects import Thing
from kinocraft_mock.services.kinescope.pages import page

__all__ = ["Broadcasts", "play_link"]

MOUNT = "/kinescope/live"


def play_link(origin: str, event: Thing) -> str:
    """Where viewers watch an event."""
    return f"{origin}{MOUNT}/{short(event.id)}"


class Broadcasts(Resource):
    """The pages of live events, which say whether they are on air."""

    mount = MOUNT
    operation = "kinescope.live"
    vendor = KINESCOPE

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        if len(segments) != 1:
            raise not_found("live event")
        event = find_event(self._context, segments[0])
        stream = current_stream(self._context, event).body
        said = "on air" if is_on_air(self._context, event) else f"{stream['status']}, {stream['started_at']}"
        return page(event.body["name"], f"<p>{said}</p>")
