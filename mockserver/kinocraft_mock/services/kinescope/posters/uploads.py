"""Section "posters" of version 2: uploading pictures for videos and live events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.posters.state import add_poster
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import LIVE_EVENT, VIDEO
from kinocraft_mock.services.kinescope.uploads.fetching import FetchError, fetch, require_local, require_no_body
from kinocraft_mock.state.blobs import IncomingFile

handlers = Handlers()

OWNERS = {"X-Video-ID": VIDEO, "X-Event-ID": LIVE_EVENT}


@handlers.receives("posters.upload")
def open_file(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for a picture whose owner exists."""
    _owner(context, values)
    if "X-Poster-URL" in values:
        require_local("X-Poster-URL", values["X-Poster-URL"])
    return context.blobs.open()


@handlers.on("posters.upload")
async def upload(request: Request) -> Response:
    """Make a picture the active poster of its owner."""
    context, values, sent = request.context, request.parameters, request.body
    if "X-Poster-URL" not in values:
        if not sent.size:
            raise no_body()
        add_poster(context, _owner(context, values), sent, active=True)
        return Response()
    require_no_body("X-Poster-URL", sent, request.exchange)
    incoming = context.blobs.open()
    try:
        await fetch(values["X-Poster-URL"], incoming)
        # The owner may have been deleted while the picture was fetched.
        add_poster(context, _owner(context, values), incoming, active=True)
    except FetchError as error:
        raise invalid("X-Poster-URL", "fetch", str(error)) from None
    finally:
        await incoming.discard()
    return Response()


def _owner(context: Context, values: Mapping[str, Any]) -> Record:
    named = [header for header in OWNERS if header in values]
    if not named:
        raise invalid("X-Video-ID", "required_without", "X-Event-ID")
    if len(named) > 1:
        raise invalid("X-Event-ID", "excluded_with", "X-Video-ID")
    return context.component(Records).get(OWNERS[named[0]], values[named[0]])
