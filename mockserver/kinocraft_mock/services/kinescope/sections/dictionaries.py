"""Section "dictionaries"."""

from __future__ import annotations

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.timezones import zones

handlers = Handlers()


@handlers.on("dictionaries.timezones")
def timezones(request: Request) -> Response:
    """Every time zone, with what is in force in it at the server's time."""
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
