"""Access tokens: who sends a request, and what it may do."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, NamedTuple

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.services.kinescope.store.queries import Queries, equal
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import ACCESS_TOKEN
from kinocraft_mock.services.kinescope.uploads.destinations import destinations

__all__ = ["Holder", "authenticate", "authorize", "digest", "expire", "require_upload"]

EXPIRED = "kinescope tokens expired"
NEEDED = {"GET": "read", "HEAD": "read", "DELETE": "delete"}
UPLOADER = "uploader.kinescope.io"


class Holder(NamedTuple):
    """The sender of a request. `scope` is that of an access token; None allows everything."""

    scope: Mapping[str, Any] | None


def digest(token: str | bytes) -> str:
    """Return the digest of a token's value. The value itself is not stored."""
    return hashlib.sha256(token.encode() if isinstance(token, str) else token).hexdigest()


def authenticate(context: Context, headers: Headers, _exchange: Exchange) -> Holder:
    """Return the sender of a request. Raises a 400 without Authorization, and a 401 for an unknown token."""
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
            _, found = context.component(Queries).page(ACCESS_TOKEN, (), (known,))
            if found:
                return Holder(found[0].body["scope"])
    raise ErrorResponse(401, "unauthorized")


def authorize(context: Context, principal: Holder | None, operation: Operation, values: Mapping[str, Any]) -> None:
    """Raise a 403 if a token's scope does not allow a request. For uploads, the headers name the projects."""
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
    """Raise a 403 if a token may not upload to this project, given as UUID."""
    if principal.scope is None:
        return
    upload = principal.scope.get("upload", {})
    reaching = [upload, *(entity for entity in upload.get("entities", ()) if entity["id"] == project_id)]
    if not any("write" in part.get("permissions", ()) for part in reaching):
        raise _denied("upload into this project")


def _denied(permission: str) -> ErrorResponse:
    return ErrorResponse(403, f"the access token lacks the permission to {permission}")


def expire(context: Context) -> None:
    """Invalidate all tokens. A reset restores the one of the settings."""
    records = context.component(Records)
    _, tokens = context.component(Queries).page(ACCESS_TOKEN, ())
    with records.transaction():
        for token in tokens:
            records.delete(token)
        context.store.set_note(EXPIRED, 1)
