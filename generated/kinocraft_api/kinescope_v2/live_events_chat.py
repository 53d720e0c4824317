# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""What viewers wrote during a broadcast, in three formats."""

from __future__ import annotations

from typing import Unpack

from kinocraft_api._core import (
    AsyncResource,
    Call,
    CallOptions,
    Operation,
    Resource,
)

from . import models

__all__ = ["AsyncLiveEventsChatResource", "LiveEventsChatResource"]

JSON = Operation(
    id="live.events.chat.json",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/stream/{stream_id}/chat.json",
    secured=True,
    idempotent=True,
)
CSV = Operation(
    id="live.events.chat.csv",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/stream/{stream_id}/chat.csv",
    secured=True,
    idempotent=True,
)
TXT = Operation(
    id="live.events.chat.txt",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/stream/{stream_id}/chat.txt",
    secured=True,
    idempotent=True,
)


def json_call(
    event_id: str,
    stream_id: str,
    options: CallOptions,
) -> Call[models.ChatMessageList]:
    """What `json` sends."""
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
    event_id: str,
    stream_id: str,
    options: CallOptions,
) -> Call[bytes]:
    """What `csv` sends."""
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
    event_id: str,
    stream_id: str,
    options: CallOptions,
) -> Call[bytes]:
    """What `txt` sends."""
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
    """What viewers wrote during a broadcast, in three formats."""

    def json(
        self,
        event_id: str,
        stream_id: str,
        **options: Unpack[CallOptions],
    ) -> models.ChatMessageList:
        """Get what was written during a broadcast, as data.

        All messages of one stream of the event, from the first on.

        Args:
            event_id: The live event's id.
            stream_id: The id of one broadcast of the event, as in the event's `stream`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Chat" (documented).
        """
        return self._caller.call(json_call(event_id=event_id, stream_id=stream_id, options=options))

    def csv(
        self,
        event_id: str,
        stream_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get what was written during a broadcast, as a table.

        All messages of one stream, as comma-separated values. Which columns come is not documented.

        Args:
            event_id: The live event's id.
            stream_id: The id of one broadcast of the event, as in the event's `stream`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages, a line each.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Chat" (documented). The path is documented; media type, separator and
        columns are inferred.
        """
        return self._caller.call(csv_call(event_id=event_id, stream_id=stream_id, options=options))

    def txt(
        self,
        event_id: str,
        stream_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get what was written during a broadcast, as text.

        All messages of one stream, for people to read. How a line is made up is not documented.

        Args:
            event_id: The live event's id.
            stream_id: The id of one broadcast of the event, as in the event's `stream`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages, a line each.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Chat" (documented). The path is documented; media type and the form of a
        line are inferred.
        """
        return self._caller.call(txt_call(event_id=event_id, stream_id=stream_id, options=options))


class AsyncLiveEventsChatResource(AsyncResource):
    """What viewers wrote during a broadcast, in three formats."""

    async def json(
        self,
        event_id: str,
        stream_id: str,
        **options: Unpack[CallOptions],
    ) -> models.ChatMessageList:
        """Get what was written during a broadcast, as data.

        All messages of one stream of the event, from the first on.

        Args:
            event_id: The live event's id.
            stream_id: The id of one broadcast of the event, as in the event's `stream`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Chat" (documented).
        """
        return await self._caller.call(json_call(event_id=event_id, stream_id=stream_id, options=options))

    async def csv(
        self,
        event_id: str,
        stream_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get what was written during a broadcast, as a table.

        All messages of one stream, as comma-separated values. Which columns come is not documented.

        Args:
            event_id: The live event's id.
            stream_id: The id of one broadcast of the event, as in the event's `stream`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages, a line each.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Chat" (documented). The path is documented; media type, separator and
        columns are inferred.
        """
        return await self._caller.call(csv_call(event_id=event_id, stream_id=stream_id, options=options))

    async def txt(
        self,
        event_id: str,
        stream_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get what was written during a broadcast, as text.

        All messages of one stream, for people to read. How a line is made up is not documented.

        Args:
            event_id: The live event's id.
            stream_id: The id of one broadcast of the event, as in the event's `stream`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The messages, a line each.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Chat" (documented). The path is documented; media type and the form of a
        line are inferred.
        """
        return await self._caller.call(txt_call(event_id=event_id, stream_id=stream_id, options=options))
