"""Access tokens: whose a request is, and what it may do."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, NamedTuple

from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.services.kinescope.destinations import destinations
from kinocraft_mock.services.kinescope.kinds import ACCESS_TOKEN
from kinocraft_mock.services.kinescope.objects import Objects
from kinocraft_mock.services.kinescope.selection import Selections, equal
from kinocraft_mock.state.context import Context

__all__ = ["Holder", "authenticate", "authorize", "digest", "expire", "require_upload"]

EXPIRED = "kinescope tokens expired"
NEEDED = {"GET": "read", "HEAD": "read", "DELETE": "delete"}
UPLOADER = "uploader.kinescope.io"


class Holder(NamedTuple):
    """Who makes a request. `scope` is what an access token was made with; None allows everything."""

    scope: Mapping[str, Any] | None


def digest(token: str | bytes) -> str:
    """What is kept of a token's value, which is shown once and then known to its owner alone."""
    return hashlib.sha256(token.encode() if isinstance(token, str) else token).hexdigest()


def authenticate(context: Context, headers: Headers) -> Holder:
    """Who sends these headers. Raises a 400 without Authorization, a 401 for an unknown token."""
    header = headers.get(b"authorization")
    if header is None:
        raise ErrorResponse(400, "authorization header not found", code=100101)
    scheme, _, token = header.partition(b" ")
    token = token.strip()
    if scheme.lower() == b"bearer" and token:
        if hmac.compare_digest(token, context.settings.token.encode()):
            if not context.store.note(EXPIRED, 0):
                return Holder(None)
        else:
            known = equal("digest", digest(token))
            _, found = context.component(Selections).page(ACCESS_TOKEN, (), (known,))
            if found:
                return Holder(found[0].body["scope"])
    raise ErrorResponse(401, "unauthorized")


def authorize(context: Context, principal: Holder | None, operation: Operation, values: Mapping[str, Any]) -> None:
    """Raise a 403 for what a token's scope does not reach to; for uploads, as far as their headers name a project."""
    if principal is None or principal.scope is None:
        return
    if operation.server[0] == UPLOADER:
        if not _uploads_somewhere(principal.scope):
            raise _denied("upload")
        for project_id in destinations(context, operation.id, values):
            require_upload(principal, project_id)
        return
    permission = NEEDED.get(operation.method, "write")
    if permission not in principal.scope.get("api", {}).get("permissions", ()):
        raise _denied(permission)


def _uploads_somewhere(scope: Mapping[str, Any]) -> bool:
    upload = scope.get("upload", {})
    return any("write" in part["permissions"] for part in (upload, *upload.get("entities", ())) if part)


def require_upload(principal: Holder, project_id: str) -> None:
    """Raise a 403 when a token may not upload into this project, given as UUID."""
    if principal.scope is None:
        return
    upload = principal.scope.get("upload", {})
    reaching = [upload, *(entity for entity in upload.get("entities", ()) if entity["id"] == project_id)]
    if not any("write" in part.get("permissions", ()) for part in reaching):
        raise _denied("upload into this project")


def _denied(permission: str) -> ErrorResponse:
    return ErrorResponse(403, f"the access token lacks the permission to {permission}")


def expire(context: Context) -> None:
    """Refuse every token there is from now on; the one of the settings comes back with a reset."""
    objects = context.component(Objects)
    _, tokens = context.component(Selections).page(ACCESS_TOKEN, ())
    with objects.transaction():
        for token in tokens:
            objects.delete(token)
        context.store.set_note(EXPIRED, 1)
