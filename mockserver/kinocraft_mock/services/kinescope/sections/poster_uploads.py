"""Section "posters" of version 2: pictures of one's own for videos and live events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.fetching import FetchError, fetch, require_local
from kinocraft_mock.services.kinescope.kinds import LIVE_EVENT, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.pictures import add_poster
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

handlers = Handlers()

OWNERS = {"X-Video-ID": VIDEO, "X-Event-ID": LIVE_EVENT}


@handlers.receives("posters.upload")
def open_file(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for a picture whose owner is there."""
    _owner(context, values)
    if "X-Poster-URL" in values:
        require_local("X-Poster-URL", values["X-Poster-URL"])
    return context.blobs.open()


@handlers.on("posters.upload")
async def upload(request: Request) -> Response:
    """Show a picture as the poster of its owner, in place of the one that was shown."""
    context, values, sent = request.context, request.parameters, request.body
    if "X-Poster-URL" not in values:
        if not sent.size:
            raise no_body()
        add_poster(context, _owner(context, values), sent, active=True)
        return Response()
    if sent.size:
        raise invalid("X-Poster-URL", "excluded_with", "no body besides")
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


def _owner(context: Context, values: Mapping[str, Any]) -> Thing:
    named = [header for header in OWNERS if header in values]
    if not named:
        raise invalid("X-Video-ID", "required_without", "X-Event-ID")
    if len(named) > 1:
        raise invalid("X-Event-ID", "excluded_with", "X-Video-ID")
    return context.component(Objects).get(OWNERS[named[0]], values[named[0]])
