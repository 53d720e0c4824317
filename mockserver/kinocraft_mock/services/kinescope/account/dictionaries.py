"""Section "dictionaries"."""

from __future__ import annotations

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.account.timezones import zones

handlers = Handlers()


@handlers.on("dictionaries.timezones")
def timezones(request: Request) -> Response:
    """Return every time zone, with its offset at the server's time."""
    data = [
        {
            "name": zone.name,
            "en": zone.name,
            "ru": zone.russian,
            "abbr": zone.abbreviation,
            "offset": zone.offset,
        }
        for zone in zones(request.context.clock.now())
    ]
    return Response({"data": data})
