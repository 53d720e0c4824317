# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""The chat of a broadcast, in three formats."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, overload

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import (
    Call,
    CallOptions,
    Id,
    Listed,
    Operation,
)
from kinocraft_runtime.pagination import AsyncListing, Page
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_listing,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    pass

__all__ = ["AsyncLiveEventsChatRaw", "AsyncLiveEventsChatResource", "LiveEventsChatRaw", "LiveEventsChatResource"]

JSON = Operation(
    id="live.events.chat.json",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/stream/{stream_id}/chat.json",
    secured=True,
    idempotent=True,
    ids={"event_id": "id", "stream_id": "id"},
)
CSV = Operation(
    id="live.events.chat.csv",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/stream/{stream_id}/chat.csv",
    secured=True,
    idempotent=True,
    ids={"event_id": "id", "stream_id": "id"},
)
TXT = Operation(
    id="live.events.chat.txt",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/stream/{stream_id}/chat.txt",
    secured=True,
    idempotent=True,
    ids={"event_id": "id", "stream_id": "id"},
)


def json_call(
    event_id: Id,
    stream_id: Id,
    *,
    options: CallOptions,
) -> Call[Listed[models.ChatMessage]]:
    """Build the call of `json`."""
    return Call(
        JSON,
        models.ChatMessageList,
        path={
            "event_id": event_id,
            "stream_id": stream_id,
        },
        options=options,
    )


def csv_call(
    event_id: Id,
    stream_id: Id,
    *,
    options: CallOptions,
) -> Call[bytes]:
    """Build the call of `csv`."""
    return Call(
        CSV,
        bytes,
        path={
            "event_id": event_id,
            "stream_id": stream_id,
        },
        options=options,
    )


def txt_call(
    event_id: Id,
    stream_id: Id,
    *,
    options: CallOptions,
) -> Call[bytes]:
    """Build the call of `txt`."""
    return Call(
        TXT,
        bytes,
        path={
            "event_id": event_id,
            "stream_id": stream_id,
        },
        options=options,
    )


class LiveEventsChatResource(Resource):
    """The chat of a broadcast, in three formats."""

    def json(
        self,
        event_id: Id,
        stream_id: Id,
        **options: Unpack[CallOptions],
    ) -> Page[models.ChatMessage]:
        """Get the chat of a stream as JSON.

        All messages of one stream of the event, the oldest first.

        Args:
            event_id: The live event's id.
            stream_id: The id of a broadcast of the event, as in the event's `stream`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Chat" (documented).
        """
        return self._caller.page(json_call(event_id=event_id, stream_id=stream_id, options=options))

    @overload
    def csv(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    def csv(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    def csv(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Get the chat of a stream as CSV.

        All messages of one stream as comma-separated values. The columns are not documented.

        Args:
            event_id: The live event's id.
            stream_id: The id of a broadcast of the event, as in the event's `stream`.
            to: A file to write to as bytes arrive. It appears, or is replaced, only when all bytes have arrived.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages, one per line (inferred). Only the path is documented; media type, separator
            and columns follow from the JSON form. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Chat" (documented).
        """
        call = csv_call(event_id=event_id, stream_id=stream_id, options=options)
        return self._caller.call(call) if to is None else self._caller.save(call, to)

    @overload
    def txt(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    def txt(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    def txt(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Get the chat of a stream as text.

        All messages of one stream as plain text. The form of a line is not documented.

        Args:
            event_id: The live event's id.
            stream_id: The id of a broadcast of the event, as in the event's `stream`.
            to: A file to write to as bytes arrive. It appears, or is replaced, only when all bytes have arrived.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages, one per line (inferred). Only the path is documented; media type and the form
            of a line follow from the JSON form. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Chat" (documented).
        """
        call = txt_call(event_id=event_id, stream_id=stream_id, options=options)
        return self._caller.call(call) if to is None else self._caller.save(call, to)

    @cached_property
    def with_raw_response(self) -> LiveEventsChatRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return LiveEventsChatRaw(LiveEventsChatResource(self._caller.raw))


class LiveEventsChatRaw:
    """The methods of `live.events.chat`. Each returns a `RawResponse`."""

    def __init__(self, resource: LiveEventsChatResource) -> None:
        self.json = raw_method(resource.json)
        self.csv = raw_method(resource.csv)
        self.txt = raw_method(resource.txt)


class AsyncLiveEventsChatResource(AsyncResource, sync=LiveEventsChatResource):
    """The chat of a broadcast, in three formats."""

    def json(
        self,
        event_id: Id,
        stream_id: Id,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.ChatMessage]:
        """Do the same as `LiveEventsChatResource.json`, when awaited or iterated over."""
        return self._caller.page(json_call(event_id=event_id, stream_id=stream_id, options=options))

    @overload
    async def csv(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    async def csv(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    async def csv(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Do the same as `LiveEventsChatResource.csv`."""
        call = csv_call(event_id=event_id, stream_id=stream_id, options=options)
        return await self._caller.call(call) if to is None else await self._caller.save(call, to)

    @overload
    async def txt(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    async def txt(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    async def txt(
        self,
        event_id: Id,
        stream_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Do the same as `LiveEventsChatResource.txt`."""
        call = txt_call(event_id=event_id, stream_id=stream_id, options=options)
        return await self._caller.call(call) if to is None else await self._caller.save(call, to)

    @cached_property
    def with_raw_response(self) -> AsyncLiveEventsChatRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncLiveEventsChatRaw(AsyncLiveEventsChatResource(self._caller.raw))


class AsyncLiveEventsChatRaw:
    """The methods of `live.events.chat`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncLiveEventsChatResource) -> None:
        self.json = async_raw_listing(resource.json)
        self.csv = async_raw_method(resource.csv)
        self.txt = async_raw_method(resource.txt)
