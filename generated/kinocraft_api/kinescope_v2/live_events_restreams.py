# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Other targets of an event's broadcast."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Id,
    Listed,
    Operation,
    Unset,
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

__all__ = [
    "AsyncLiveEventsRestreamsRaw",
    "AsyncLiveEventsRestreamsResource",
    "LiveEventsRestreamsRaw",
    "LiveEventsRestreamsResource",
]

LIST = Operation(
    id="live.events.restreams.list",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/restreams",
    secured=True,
    idempotent=True,
    ids={"event_id": "id"},
)
CREATE = Operation(
    id="live.events.restreams.create",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="POST",
    path="/v2/live/events/{event_id}/restreams",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"event_id": "id"},
)
GET = Operation(
    id="live.events.restreams.get",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/restreams/{restream_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"event_id": "id", "restream_id": "id"},
)
UPDATE = Operation(
    id="live.events.restreams.update",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v2/live/events/{event_id}/restreams/{restream_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"event_id": "id", "restream_id": "id"},
    changes=True,
)
DELETE = Operation(
    id="live.events.restreams.delete",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v2/live/events/{event_id}/restreams/{restream_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"event_id": "id", "restream_id": "id"},
)


def list_call(
    event_id: Id,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Restream]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.RestreamList,
        path={
            "event_id": event_id,
        },
        query={
            "page": page,
            "per_page": per_page,
        },
        options=options,
    )


def create_call(
    event_id: Id,
    *,
    name: str,
    url: str,
    key: str,
    description: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Restream]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.RestreamResponse,
        path={
            "event_id": event_id,
        },
        json={
            "name": name,
            "url": url,
            "key": key,
            "description": description,
            "enabled": enabled,
        },
        options=options,
    )


def get_call(
    event_id: Id,
    restream_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Restream]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.RestreamResponse,
        path={
            "event_id": event_id,
            "restream_id": restream_id,
        },
        options=options,
    )


def update_call(
    event_id: Id,
    restream_id: Id,
    *,
    name: str | Unset = UNSET,
    url: str | Unset = UNSET,
    key: str | Unset = UNSET,
    description: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Restream]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.RestreamResponse,
        path={
            "event_id": event_id,
            "restream_id": restream_id,
        },
        json={
            "name": name,
            "url": url,
            "key": key,
            "description": description,
            "enabled": enabled,
        },
        options=options,
    )


def delete_call(
    event_id: Id,
    restream_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "event_id": event_id,
            "restream_id": restream_id,
        },
        options=options,
    )


class LiveEventsRestreamsResource(Resource):
    """Other targets of an event's broadcast."""

    def list(
        self,
        event_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Restream]:
        """List the restreams of an event.

        Return all targets of the event, enabled or not.

        Args:
            event_id: The live event's id.
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event's restreams (inferred). The page shows a single restream; this is the form of
            other lists. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List restreams" (inferred). The method is documented. The page prints path
        and response of the entry for a single restream; the path is that of the creation.
        """
        return self._caller.page(list_call(event_id=event_id, page=page, per_page=per_page, options=options))

    def create(
        self,
        event_id: Id,
        *,
        name: str,
        url: str,
        key: str,
        description: str | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Restream:
        """Create a restream.

        Add a target to the event. During a broadcast the service sends the stream to every enabled
        target, with the target's own key.

        Args:
            event_id: The live event's id.
            name: The name.
            url: The RTMP address of the target.
            key: The stream key of the target.
            description: The description.
            enabled: Whether broadcasts are sent to the target.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The restream, not yet connected.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create restream" (documented).
        """
        return self._caller.call(
            create_call(
                event_id=event_id,
                name=name,
                url=url,
                key=key,
                description=description,
                enabled=enabled,
                options=options,
            )
        )

    def get(
        self,
        event_id: Id,
        restream_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Restream:
        """Get a restream.

        Return the target and whether the service is connected to it. The stream key is in plain text.

        Args:
            event_id: The live event's id.
            restream_id: The restream's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The restream.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get restream" (documented).
        """
        return self._caller.call(get_call(event_id=event_id, restream_id=restream_id, options=options))

    def update(
        self,
        event_id: Id,
        restream_id: Id,
        *,
        name: str | Unset = UNSET,
        url: str | Unset = UNSET,
        key: str | Unset = UNSET,
        description: str | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Restream:
        """Update a restream.

        Change the address, key, name, description or `enabled`. The example sends all fields; what
        happens to missing ones is not documented, so send the whole restream.

        Args:
            event_id: The live event's id.
            restream_id: The restream's id.
            name: The name.
            url: The RTMP address of the target.
            key: The stream key of the target.
            description: The description.
            enabled: Whether broadcasts are sent to the target.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated restream.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update restream" (documented).
        """
        return self._caller.call(
            update_call(
                event_id=event_id,
                restream_id=restream_id,
                name=name,
                url=url,
                key=key,
                description=description,
                enabled=enabled,
                options=options,
            )
        )

    def delete(
        self,
        event_id: Id,
        restream_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a restream.

        The service stops sending the broadcast to this target. This cannot be undone.

        Args:
            event_id: The live event's id.
            restream_id: The restream's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete restream" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response,
        and says only that 204 is typical of deletions; this is the one to others.
        """
        return self._caller.call(delete_call(event_id=event_id, restream_id=restream_id, options=options))

    @cached_property
    def with_raw_response(self) -> LiveEventsRestreamsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return LiveEventsRestreamsRaw(LiveEventsRestreamsResource(self._caller.raw))


class LiveEventsRestreamsRaw:
    """The methods of `live.events.restreams`. Each returns a `RawResponse`."""

    def __init__(self, resource: LiveEventsRestreamsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncLiveEventsRestreamsResource(AsyncResource, sync=LiveEventsRestreamsResource):
    """Other targets of an event's broadcast."""

    def list(
        self,
        event_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Restream]:
        """Do the same as `LiveEventsRestreamsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(event_id=event_id, page=page, per_page=per_page, options=options))

    async def create(
        self,
        event_id: Id,
        *,
        name: str,
        url: str,
        key: str,
        description: str | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Restream:
        """Do the same as `LiveEventsRestreamsResource.create`."""
        return await self._caller.call(
            create_call(
                event_id=event_id,
                name=name,
                url=url,
                key=key,
                description=description,
                enabled=enabled,
                options=options,
            )
        )

    async def get(
        self,
        event_id: Id,
        restream_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Restream:
        """Do the same as `LiveEventsRestreamsResource.get`."""
        return await self._caller.call(get_call(event_id=event_id, restream_id=restream_id, options=options))

    async def update(
        self,
        event_id: Id,
        restream_id: Id,
        *,
        name: str | Unset = UNSET,
        url: str | Unset = UNSET,
        key: str | Unset = UNSET,
        description: str | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Restream:
        """Do the same as `LiveEventsRestreamsResource.update`."""
        return await self._caller.call(
            update_call(
                event_id=event_id,
                restream_id=restream_id,
                name=name,
                url=url,
                key=key,
                description=description,
                enabled=enabled,
                options=options,
            )
        )

    async def delete(
        self,
        event_id: Id,
        restream_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `LiveEventsRestreamsResource.delete`."""
        return await self._caller.call(delete_call(event_id=event_id, restream_id=restream_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncLiveEventsRestreamsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncLiveEventsRestreamsRaw(AsyncLiveEventsRestreamsResource(self._caller.raw))


class AsyncLiveEventsRestreamsRaw:
    """The methods of `live.events.restreams`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncLiveEventsRestreamsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
