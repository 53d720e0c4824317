# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Other targets of an event's broadcast."""

from __future__ import annotations

from functools import cached_property
from typing import Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
    Listed,
    Operation,
    Resource,
    Unset,
    araw,
    araw_listing,
    raw,
)
from kinocraft_api._pages import AsyncListing, Page

from . import models

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
)
CREATE = Operation(
    id="live.events.restreams.create",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="POST",
    path="/v2/live/events/{event_id}/restreams",
    secured=True,
    idempotent=False,
    gives="data",
)
GET = Operation(
    id="live.events.restreams.get",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/restreams/{restream_id}",
    secured=True,
    idempotent=True,
    gives="data",
)
UPDATE = Operation(
    id="live.events.restreams.update",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v2/live/events/{event_id}/restreams/{restream_id}",
    secured=True,
    idempotent=True,
    gives="data",
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
    gives="nothing",
)


def list_call(
    event_id: str,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Restream]]:
    """What `list` sends."""
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
    event_id: str,
    *,
    name: str,
    url: str,
    key: str,
    description: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Restream]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.RestreamAnswer,
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
    event_id: str,
    restream_id: str,
    options: CallOptions,
) -> Call[models.Restream]:
    """What `get` sends."""
    return Call(
        GET,
        models.RestreamAnswer,
        path={
            "event_id": event_id,
            "restream_id": restream_id,
        },
        options=options,
    )


def update_call(
    event_id: str,
    restream_id: str,
    *,
    name: str | Unset = UNSET,
    url: str | Unset = UNSET,
    key: str | Unset = UNSET,
    description: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Restream]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.RestreamAnswer,
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
    event_id: str,
    restream_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.SuccessAnswer,
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
        event_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Restream]:
        """List the restreams of an event.

        Return all targets of the event, enabled or not.

        Args:
            event_id: The live event's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event's restreams. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List restreams" (inferred). The method is documented. The page prints path
        and response of the entry for a single restream; the path is inferred from the creation, and the
        form of the response and the paging from other lists.
        """
        return self._caller.page(list_call(event_id=event_id, page=page, per_page=per_page, options=options))

    def create(
        self,
        event_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

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
        event_id: str,
        restream_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get restream" (documented).
        """
        return self._caller.call(get_call(event_id=event_id, restream_id=restream_id, options=options))

    def update(
        self,
        event_id: str,
        restream_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

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
        event_id: str,
        restream_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a restream.

        The service stops sending the broadcast to this target. This cannot be undone.

        Args:
            event_id: The live event's id.
            restream_id: The restream's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete restream" (documented). The response is not documented; it is
        inferred from other deletions.
        """
        return self._caller.call(delete_call(event_id=event_id, restream_id=restream_id, options=options))

    @cached_property
    def with_raw_response(self) -> LiveEventsRestreamsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return LiveEventsRestreamsRaw(LiveEventsRestreamsResource(self._caller.raw))


class LiveEventsRestreamsRaw:
    """The methods of `live.events.restreams`, each of which gives its answer as it came."""

    def __init__(self, resource: LiveEventsRestreamsResource) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)


class AsyncLiveEventsRestreamsResource(AsyncResource):
    """Other targets of an event's broadcast."""

    def list(
        self,
        event_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Restream]:
        """List the restreams of an event.

        Return all targets of the event, enabled or not.

        Args:
            event_id: The live event's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event's restreams. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List restreams" (inferred). The method is documented. The page prints path
        and response of the entry for a single restream; the path is inferred from the creation, and the
        form of the response and the paging from other lists.
        """
        return self._caller.page(list_call(event_id=event_id, page=page, per_page=per_page, options=options))

    async def create(
        self,
        event_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create restream" (documented).
        """
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
        event_id: str,
        restream_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get restream" (documented).
        """
        return await self._caller.call(get_call(event_id=event_id, restream_id=restream_id, options=options))

    async def update(
        self,
        event_id: str,
        restream_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update restream" (documented).
        """
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
        event_id: str,
        restream_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a restream.

        The service stops sending the broadcast to this target. This cannot be undone.

        Args:
            event_id: The live event's id.
            restream_id: The restream's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete restream" (documented). The response is not documented; it is
        inferred from other deletions.
        """
        return await self._caller.call(delete_call(event_id=event_id, restream_id=restream_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncLiveEventsRestreamsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncLiveEventsRestreamsRaw(AsyncLiveEventsRestreamsResource(self._caller.raw))


class AsyncLiveEventsRestreamsRaw:
    """The methods of `live.events.restreams`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncLiveEventsRestreamsResource) -> None:
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
        self.get = araw(resource.get)
        self.update = araw(resource.update)
        self.delete = araw(resource.delete)
