"""What Kinescope sends by itself: webhooks, and questions before it gives out a DRM licence.

With Starlette:

    async def hook(request):
        if not webhooks.check_basic(request.headers.get("Authorization"), LOGIN, PASSWORD):
            return Response(status_code=401)
        event = webhooks.parse(await request.body())
        return Response(f"{event.event} noted")

With Flask:

    @app.post("/hook")
    def hook():
        if not webhooks.check_basic(request.headers.get("Authorization"), LOGIN, PASSWORD):
            return "", 401
        event = webhooks.parse(request.get_data())
        return f"{event.event} noted"

Answer 200 soon: on anything else the service may send an event again. Events carry no id and no order is promised, so
read the video or live event itself where it matters. No scheme of signatures is published.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import Any, TypeAlias

from kinocraft_api.kinescope_v1.models import (
    DrmAuthorizationRequest,
    LiveConnectedEvent,
    LiveCreatedEvent,
    LiveDisconnectedEvent,
    MediaStatusEvent,
)

from .decoding import decode, lenient
from .errors import InvalidArgumentError
from .shapes import is_object

__all__ = [
    "DrmAuthorizationRequest",
    "Event",
    "LiveConnectedEvent",
    "LiveCreatedEvent",
    "LiveDisconnectedEvent",
    "MediaStatusEvent",
    "OtherEvent",
    "check_basic",
    "parse",
    "parse_drm",
]


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """An event of a name that is not published, as it came."""

    event: str
    """The name of the event."""
    data: Any
    """What came with it; None when nothing did."""


Event: TypeAlias = MediaStatusEvent | LiveCreatedEvent | LiveConnectedEvent | LiveDisconnectedEvent | OtherEvent
"""What `parse` gives; `isinstance` or `match` tells which."""

EVENTS = {
    "media.update.status": MediaStatusEvent,
    "live.created": LiveCreatedEvent,
    "live.connected": LiveConnectedEvent,
    "live.disconnected": LiveDisconnectedEvent,
}


def parse(body: bytes | str) -> Event:
    """The event that a webhook was sent. Fields that are not described are kept, as in any answer.

    Raises:
        InvalidArgumentError: It is none: answer 400.
    """
    raw = _object(body)
    name = raw.get("event")
    if not isinstance(name, str):
        raise InvalidArgumentError("the body is no event: it has no event's name")
    if name not in EVENTS:
        return OtherEvent(name, raw.get("data"))
    event: Event = lenient(EVENTS[name], raw, name)[0]
    return event


def parse_drm(body: bytes | str) -> DrmAuthorizationRequest:
    """What the service asks before it gives a viewer a DRM licence.

    Answer 200 for yes and 403 for no. What else you answer is a no where `strict` was set by `drm.update_auth`, and a
    yes where it was not.

    Raises:
        InvalidArgumentError: It is no such question: answer 403.
    """
    asked: DrmAuthorizationRequest = lenient(DrmAuthorizationRequest, _object(body), "drm.authorization")[0]
    return asked


def check_basic(authorization: str | None, login: str, password: str) -> bool:
    """Whether a header Authorization holds this login and password, in a time that does not tell how nearly.

    Without the header it is False: call it where the webhook has login and password.
    """
    scheme, _, encoded = (authorization or "").partition(" ")
    try:
        given = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        given = b""
    return hmac.compare_digest(given, f"{login}:{password}".encode()) and scheme.lower() == "basic"


def _object(body: bytes | str) -> dict[str, Any]:
    try:
        raw = decode(Any, body.encode() if isinstance(body, str) else body, "webhooks")[0]
    except ValueError:
        raise InvalidArgumentError("the body is not JSON") from None
    if not is_object(raw):
        raise InvalidArgumentError("the body is no JSON object")
    return raw
