"""What all Platformcraft services have in common: errors, authentication, and state changes that are due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.service import Vendor
from kinocraft_mock.services.derived.inference import inferring
from kinocraft_mock.services.derived.vendor_forms import VendorForms
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens
from kinocraft_mock.services.platformcraft.recorder.state import Recorder
from kinocraft_mock.services.platformcraft.streamer.state import Channels

__all__ = ["VENDOR"]


def _format_error(error: ErrorResponse, _exchange: Exchange) -> Any:
    return {"code": error.status if error.code is None else error.code, "msg": error.message}


def _authenticate(context: Context, headers: Headers, exchange: Exchange) -> None:
    authorization = headers.get(b"authorization", b"")
    context.component(Tokens).check(authorization)
    if authorization[:7].lower() != b"bearer ":
        exchange.understand("the Authorization header is a bare token")


def _authorize(context: Context, _holder: None, _operation: Operation, values: Mapping[str, Any]) -> None:
    for name in ("container_id", "owner_id"):
        if values.get(name, context.account) != context.account:
            raise ErrorResponse(403, f"access denied: the {name} is somebody else's")


def _expire_tokens(context: Context) -> None:
    context.component(Tokens).expire()


def _settle(context: Context) -> None:
    context.component(Recorder).settle()
    context.component(Channels).settle()


def _times(moment: int) -> tuple[str | int, ...]:
    """Return the ways in which the services print a time: Filespot has text, the others have Unix seconds."""
    at = datetime.fromtimestamp(moment // 1_000_000, UTC)
    return at.strftime("%d.%m.%YT%H:%M:%S"), moment // 1_000_000, at.strftime("%Y-%m-%dT%H:%M:%SZ")


VENDOR = Vendor(
    format_error=_format_error,
    authenticate=_authenticate,
    authorize=_authorize,
    expire_tokens=_expire_tokens,
    apply_elapsed_time=_settle,
    infer=inferring(
        VendorForms(
            new_id=lambda context: context.ids.object_id(),
            canonical_id=str,
            times=_times,
            not_found="no such object: there is no {what} with this id",
            newest_first=False,
        )
    ),
)
