"""Calls of requests that have no method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from kinocraft_runtime.calls import UNSET, Call, CallOptions, Content, Operation, Unset

from .call_options import call_options
from .errors import InvalidArgumentError
from .transport.encoding import TOKEN, encode_path

__all__ = ["RequestOptions", "request_call"]

NOT_IDEMPOTENT = frozenset({"POST", "PATCH"})
OWNER = "{owner_id}"


class RequestOptions(CallOptions, total=False):
    """Options of a request, and the settings of its call."""

    query: Mapping[str, Any] | None
    """Keys and values. A list repeats its key for each value. UNSET is not sent."""
    json: Any
    """The JSON body: plain data or a model."""
    content: Content | Unset
    """The raw body: bytes, a Path, a binary file or a Body."""
    content_type: str | None
    """The media type of the content. Default: application/octet-stream."""
    service: str | None
    """The vendor's server, by the name that its URL setting has. Default: the main one."""
    idempotent: bool | None
    """Whether it may be sent again if its response is lost. Default: True for all methods except POST and PATCH."""


def request_call(method: str, path: str, server: str, given: RequestOptions) -> Call[Any]:
    """Build the call of a request, with an operation made for it.

    Raises:
        TypeError: An option is unknown.
        InvalidArgumentError: The request cannot be sent.
    """
    options = call_options("request", given, RequestOptions.__optional_keys__)
    encoded = encode_path("path", path)
    if "?" in path or "#" in path:
        raise InvalidArgumentError(f"path is {path!r}: pass the query as query=")
    if given.get("json", UNSET) is not UNSET and given.get("content", UNSET) is not UNSET:
        raise InvalidArgumentError("both json and content are given: a request has one body")
    if isinstance(given.get("content"), str):
        raise InvalidArgumentError("content is a string: give a Path for a file, or the encoded text")
    query = given.get("query") or {}
    if not isinstance(cast(object, query), Mapping) or not all(isinstance(cast(object, name), str) for name in query):
        raise InvalidArgumentError("query has another form than names and values: give a mapping of strings to values")
    if not isinstance(cast(object, method), str) or not TOKEN.fullmatch(method):
        raise InvalidArgumentError(f"method is {method!r}, which is not an HTTP method")
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
