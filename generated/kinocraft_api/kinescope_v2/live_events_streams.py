# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""The broadcasts of an event and their scheduled times."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import (
    Call,
    CallOptions,
    Id,
    Operation,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    pass

__all__ = [
    "AsyncLiveEventsStreamsRaw",
    "AsyncLiveEventsStreamsResource",
    "LiveEventsStreamsRaw",
    "LiveEventsStreamsResource",
]

UPDATE = Operation(
    id="live.events.streams.update",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v2/live/events/{event_id}/stream",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"event_id": "id"},
)
SCHEDULE = Operation(
    id="live.events.streams.schedule",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="POST",
    path="/v2/live/events/{event_id}/stream",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"event_id": "id"},
)


def update_call(
    event_id: Id,
    started_at: datetime.datetime,
    *,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.StreamResponse,
        path={
            "event_id": event_id,
        },
        json={
            "started_at": started_at,
        },
        options=options,
    )


def schedule_call(
    event_id: Id,
    started_at: datetime.datetime,
    *,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `schedule`."""
    return Call(
        SCHEDULE,
        models.StreamResponse,
        path={
            "event_id": event_id,
        },
        json={
            "started_at": started_at,
        },
        options=options,
    )


class LiveEventsStreamsResource(Resource):
    """The broadcasts of an event and their scheduled times."""

    def update(
        self,
        event_id: Id,
        started_at: datetime.datetime,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Update a scheduled stream.

        Change the time of a scheduled stream that has not started. The page's text also mentions an
        expected duration; no field for it is documented.

        Args:
            event_id: The live event's id.
            started_at: The planned start.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stream with its new time.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update schedule stream" (documented).
        """
        return self._caller.call(update_call(event_id=event_id, started_at=started_at, options=options))

    def schedule(
        self,
        event_id: Id,
        started_at: datetime.datetime,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Schedule a new stream.

        Create the event's next stream, with the status `pending`. The page's text promises the address
        and the key for the encoder here, but its response has neither: use the event's `rtmp_link` and
        `streamkey`.

        Args:
            event_id: The live event's id.
            started_at: The planned start. It informs viewers; the encoder starts the broadcast.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The scheduled stream.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Schedule new stream" (documented).
        """
        return self._caller.call(schedule_call(event_id=event_id, started_at=started_at, options=options))

    @cached_property
    def with_raw_response(self) -> LiveEventsStreamsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return LiveEventsStreamsRaw(LiveEventsStreamsResource(self._caller.raw))


class LiveEventsStreamsRaw:
    """The methods of `live.events.streams`. Each returns a `RawResponse`."""

    def __init__(self, resource: LiveEventsStreamsResource) -> None:
        self.update = raw_method(resource.update)
        self.schedule = raw_method(resource.schedule)


class AsyncLiveEventsStreamsResource(AsyncResource, sync=LiveEventsStreamsResource):
    """The broadcasts of an event and their scheduled times."""

    async def update(
        self,
        event_id: Id,
        started_at: datetime.datetime,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `LiveEventsStreamsResource.update`."""
        return await self._caller.call(update_call(event_id=event_id, started_at=started_at, options=options))

    async def schedule(
        self,
        event_id: Id,
        started_at: datetime.datetime,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `LiveEventsStreamsResource.schedule`."""
        return await self._caller.call(schedule_call(event_id=event_id, started_at=started_at, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncLiveEventsStreamsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncLiveEventsStreamsRaw(AsyncLiveEventsStreamsResource(self._caller.raw))


class AsyncLiveEventsStreamsRaw:
    """The methods of `live.events.streams`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncLiveEventsStreamsResource) -> None:
        self.update = async_raw_method(resource.update)
        self.schedule = async_raw_method(resource.schedule)
