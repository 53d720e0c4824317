"""The web pages of live events. They show no picture: encoders do not send any to this server."""

from __future__ import annotations

from kinocraft_mock.endpoints.resource_endpoint import StreamedResponse
from kinocraft_mock.http.messages import Headers
from kinocraft_mock.services.kinescope.links import LIVE
from kinocraft_mock.services.kinescope.live.state import current_stream, find_event, is_on_air
from kinocraft_mock.services.kinescope.viewer.page import PageEndpoint, page

__all__ = ["LivePages"]


class LivePages(PageEndpoint):
    """The pages of live events, which say whether they are on air."""

    mount = LIVE
    operation = "kinescope.live"
    kind = "live event"

    def _page(self, name: str, headers: Headers) -> StreamedResponse:
        event = find_event(self._context, name)
        stream = current_stream(self._context, event).body
        status = "on air" if is_on_air(self._context, event) else f"{stream['status']}, {stream['started_at']}"
        return page(event.body["name"], f"<p>{status}</p>")
