"""Requests that no operation describes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from kinocraft_runtime.calls import UNSET, Call, CallOptions, Content, Operation, Unset

from .encoding import TOKEN, path_of
from .errors import InvalidArgumentError
from .uploading import call_options

__all__ = ["RequestOptions", "request_call"]

NOT_IDEMPOTENT = frozenset({"POST", "PATCH"})
OWNER = "{owner_id}"


class RequestOptions(CallOptions, total=False):
    """What can be told of a request, besides the settings of its call."""

    query: Mapping[str, Any] | None
    """Keys and values; a list is sent as its key once for each value. UNSET is not sent."""
    json: Any
    """What to send as JSON: plain data or a model."""
    content: Content | Unset
    """What to send as it is: bytes, a Path, a binary file or a Body."""
    content_type: str | None
    """What the content is; application/octet-stream when left out."""
    service: str | None
    """Which of the vendor's servers to ask, by the name its URL setting has; the main one when left out."""
    idempotent: bool | None
    """Whether it may be sent again when its answer is lost; True for all methods but POST and PATCH when left out."""


def request_call(method: str, path: str, server: str, given: RequestOptions) -> Call[Any]:
    """The call of a request, of an operation that is made up for it.

    Raises:
        TypeError: There is no such option.
        InvalidArgumentError: It cannot be sent.
    """
    options = call_options("request", given, RequestOptions.__optional_keys__)
    encoded = path_of("path", path)
    if "?" in path or "#" in path:
        raise InvalidArgumentError(f"path is {path!r}: give what follows the question mark as query=")
    if given.get("json", UNSET) is not UNSET and given.get("content", UNSET) is not UNSET:
        raise InvalidArgumentError("json and content both are given: a request has one body")
    if not TOKEN.fullmatch(method):
        raise InvalidArgumentError(f"method is {method!r}, which is none")
    owned, idempotent = OWNER in path, given.get("idempotent")
    operation = Operation(
        id="request",
        service="",
        server=server,
        method=method.upper(),
        path=encoded.replace(quote(OWNER), OWNER),
        secured=True,
        idempotent=method.upper() not in NOT_IDEMPOTENT if idempotent is None else idempotent,
        session={"owner_id": "owner_id"} if owned else {},
        may_be_empty=True,
    )
    return Call(
        operation,
        Any,
        path={"owner_id": UNSET} if owned else {},
        query=given.get("query") or {},
        json=given.get("json", UNSET),
        content=given.get("content", UNSET),
        content_type=given.get("content_type") or "application/octet-stream",
        options=options,
    )
