"""Requests that Kinescope sends: webhooks, and the authorization of DRM licences.

With Starlette:

    async def hook(request):
        if not webhooks.check_basic(request.headers.get("Authorization"), LOGIN, PASSWORD):
            return Response(status_code=401)
        event = webhooks.parse(await request.body())
        return Response(f"{event.event} received")

With Flask:

    @app.post("/hook")
    def hook():
        if not webhooks.check_basic(request.headers.get("Authorization"), LOGIN, PASSWORD):
            return "", 401
        event = webhooks.parse(request.get_data())
        return f"{event.event} received"

Respond with 200 quickly: after any other response the service may send an event again. Events have no id and no
guaranteed order, so read the video or live event itself if that matters. No signature scheme is published.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from kinocraft_api import kinescope_events
from kinocraft_api.kinescope_events import *  # noqa: F403, the generated module names what it exports
from kinocraft_api.kinescope_events import EVENTS, KnownEvent
from kinocraft_api.kinescope_models import DrmAuthorizationRequest

from .errors import InvalidArgumentError
from .responses.decoding import decode, lenient
from .transport.serialize import unwrap
from .type_guards import is_object

__all__ = [
    "DrmAuthorizationRequest",
    "Event",
    "OtherEvent",
    "check_basic",
    "parse",
    "parse_drm",
]
__all__ += kinescope_events.__all__


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """An event with an undocumented name, as received."""

    event: str
    """The name of the event."""
    data: Any
    """The data of the event; None if it has none."""


Event: TypeAlias = KnownEvent | OtherEvent
"""The result of `parse`. Use `isinstance` or `match` to distinguish the events."""


def parse(body: bytes | str) -> Event:
    """Parse the event of a webhook. Undocumented fields are kept, as in any response.

    Raises:
        InvalidArgumentError: The body is not an event: respond with 400.
    """
    raw = _object(body)
    name = raw.get("event")
    if not isinstance(name, str):
        raise InvalidArgumentError("the body is not an event: it has no event name")
    if name not in EVENTS:
        return OtherEvent(name, raw.get("data"))
    event: Event = lenient(EVENTS[name], raw, name)[0]
    return event


def parse_drm(body: bytes | str) -> DrmAuthorizationRequest:
    """Parse the request that the service sends before it issues a DRM licence to a viewer.

    Respond with 200 to permit it and 403 to deny it. Any other response denies it if `strict` was set with
    `drm.auth.update`, and permits it if not.

    Raises:
        InvalidArgumentError: The body is not such a request: respond with 403.
    """
    raw = _object(body)
    if not (isinstance(raw.get("id"), str) and isinstance(raw.get("token"), str)):
        raise InvalidArgumentError("the body is not a request for a licence: it has no id or no token")
    request: DrmAuthorizationRequest = lenient(DrmAuthorizationRequest, raw, "drm.auth.authorization")[0]
    return request


def check_basic(authorization: str | None, login: str, password: str) -> bool:
    """Return whether an Authorization header has this login and password. The comparison takes constant time.

    Without the header the result is False. Call it only if the webhook has a login and password.

    Raises:
        InvalidArgumentError: The login or the password is no text, such as a variable that is not set.
    """
    expected = f"{_text('login', login)}:{_text('password', password)}".encode(errors="surrogatepass")
    scheme, _, encoded = _text("authorization", authorization or "").partition(" ")
    try:
        given = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        given = b""
    return hmac.compare_digest(given, expected) and scheme.lower() == "basic"


def _text(name: str, value: object) -> str:
    text = unwrap(value)
    if not isinstance(text, str):
        raise InvalidArgumentError(f"{name} is a {type(value).__name__}: give a string")
    return text


def _object(body: bytes | str) -> dict[str, Any]:
    given: Any = body.encode(errors="surrogatepass") if isinstance(body, str) else body
    if isinstance(given, bytearray | memoryview):
        given = bytes(cast(bytearray, given))
    if not isinstance(given, bytes):
        raise InvalidArgumentError(f"the body is a {type(body).__name__}: give it as received, as bytes or a string")
    try:
        raw = decode(Any, given, "webhooks")[0]
    except ValueError:
        raise InvalidArgumentError("the body is not JSON") from None
    if not is_object(raw):
        raise InvalidArgumentError("the body is not a JSON object")
    return raw
