# Generated from specs/platformcraft-streamer by scripts/generate.py. Edits here are lost.

"""Channels with their qualities, gag and RTMP publication."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import platformcraft_bodies as bodies
from kinocraft_api import platformcraft_models as models
from kinocraft_runtime.bodies import InputField
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
    from kinocraft_api import platformcraft_params as params

__all__ = [
    "AsyncStreamerChannelsRaw",
    "AsyncStreamerChannelsResource",
    "StreamerChannelsRaw",
    "StreamerChannelsResource",
]

LIST = Operation(
    id="streamer.channels.list",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="GET",
    path="/2/streams/{owner_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
)
CREATE = Operation(
    id="streamer.channels.create",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="POST",
    path="/2/streams/{owner_id}",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    body=InputField(
        {
            "gag": InputField(taken_from="items"),
            "rtmp_publish": bodies.NEW_RTMP_PUBLISH,
        }
    ),
)
GET = Operation(
    id="streamer.channels.get",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="GET",
    path="/2/streams/{owner_id}/{channel_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"channel_id": "id"},
)
UPDATE = Operation(
    id="streamer.channels.update",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="PUT",
    path="/2/streams/{owner_id}/{channel_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"channel_id": "id"},
    body=InputField(
        {
            "gag": InputField(taken_from="items"),
            "rtmp_publish": bodies.NEW_RTMP_PUBLISH,
        }
    ),
    changes=True,
)
DELETE = Operation(
    id="streamer.channels.delete",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="DELETE",
    path="/2/streams/{owner_id}/{channel_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    may_be_empty=True,
    ids={"channel_id": "id"},
)


def list_call(
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Channel]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        builtins.list[models.Channel],
        path={
            "owner_id": owner_id,
        },
        options=options,
    )


def create_call(
    *,
    name: str,
    qualities: Sequence[Literal["1080p", "2160p", "360p", "480p", "720p"]],
    gag: Mapping[str, Sequence[str]] | models.Gag | Unset = UNSET,
    rtmp_publish: models.NewRtmpPublish | models.RtmpPublish | params.NewRtmpPublishParam | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Channel]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.Channel,
        path={
            "owner_id": owner_id,
        },
        json={
            "name": name,
            "qualities": qualities,
            "gag": gag,
            "rtmp_publish": rtmp_publish,
        },
        options=options,
    )


def get_call(
    channel_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Channel]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.Channel,
        path={
            "channel_id": channel_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def update_call(
    channel_id: Id,
    *,
    name: str | Unset = UNSET,
    gag: Mapping[str, Sequence[str]] | models.Gag | Unset = UNSET,
    rtmp_publish: models.NewRtmpPublish | models.RtmpPublish | params.NewRtmpPublishParam | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Channel]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.Channel,
        path={
            "channel_id": channel_id,
            "owner_id": owner_id,
        },
        json={
            "name": name,
            "gag": gag,
            "rtmp_publish": rtmp_publish,
        },
        options=options,
    )


def delete_call(
    channel_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "channel_id": channel_id,
            "owner_id": owner_id,
        },
        options=options,
    )


class StreamerChannelsResource(Resource):
    """Channels with their qualities, gag and RTMP publication."""

    def list(
        self,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Channel]:
        """Get a list of channels.

        All objects come at once; there are no pages.

        Args:
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The channels. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting channel list" (documented).
        """
        return self._caller.page(list_call(owner_id=owner_id, options=options))

    def create(
        self,
        *,
        name: str,
        qualities: Sequence[Literal["1080p", "2160p", "360p", "480p", "720p"]],
        gag: Mapping[str, Sequence[str]] | models.Gag | Unset = UNSET,
        rtmp_publish: models.NewRtmpPublish | models.RtmpPublish | params.NewRtmpPublishParam | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Channel:
        """Create a channel.

        The channel plays nothing yet; create media blocks and publish them.

        Args:
            name: The channel's name.
            qualities: The qualities of the channel.
            gag: Filespot ids of the gag's files, an array for each quality of the channel. A file's format
                must match its quality.
            rtmp_publish: RTMP publication of the channel.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The channel.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Creating a channel" (documented).
        """
        return self._caller.call(
            create_call(
                name=name, qualities=qualities, gag=gag, rtmp_publish=rtmp_publish, owner_id=owner_id, options=options
            )
        )

    def get(
        self,
        channel_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Channel:
        """Get information about a channel.

        `streamer.blocks.list` returns its media blocks.

        Args:
            channel_id: The `id` of the channel.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The channel.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting information about channel" (documented).
        """
        return self._caller.call(get_call(channel_id=channel_id, owner_id=owner_id, options=options))

    def update(
        self,
        channel_id: Id,
        *,
        name: str | Unset = UNSET,
        gag: Mapping[str, Sequence[str]] | models.Gag | Unset = UNSET,
        rtmp_publish: models.NewRtmpPublish | models.RtmpPublish | params.NewRtmpPublishParam | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Channel:
        """Change a channel.

        Only the sent fields change. Send `rtmp_publish` whole: whether its fields may be left out is
        not documented. The page's sample does not change the qualities.

        Args:
            channel_id: The `id` of the channel.
            name: The new name.
            gag: Filespot ids of the gag's files, an array for each quality of the channel. A file's format
                must match its quality.
            rtmp_publish: RTMP publication of the channel, whole: whether its fields may be left out is not
                documented.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The changed channel.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Changing channel" (documented). Only these fields can be changed; the
        page lists those of its sample (inferred). The response has the new name; that of the page's
        sample has the old one (inferred).
        """
        return self._caller.call(
            update_call(
                channel_id=channel_id, name=name, gag=gag, rtmp_publish=rtmp_publish, owner_id=owner_id, options=options
            )
        )

    def delete(
        self,
        channel_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a channel.

        This cannot be undone. What happens to its media blocks is not documented.

        Args:
            channel_id: The `id` of the channel.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Deleting channel" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response;
        it is a success with or without a body, as in Filespot.
        """
        return self._caller.call(delete_call(channel_id=channel_id, owner_id=owner_id, options=options))

    @cached_property
    def with_raw_response(self) -> StreamerChannelsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return StreamerChannelsRaw(StreamerChannelsResource(self._caller.raw))


class StreamerChannelsRaw:
    """The methods of `streamer.channels`. Each returns a `RawResponse`."""

    def __init__(self, resource: StreamerChannelsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncStreamerChannelsResource(AsyncResource, sync=StreamerChannelsResource):
    """Channels with their qualities, gag and RTMP publication."""

    def list(
        self,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Channel]:
        """Do the same as `StreamerChannelsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(owner_id=owner_id, options=options))

    async def create(
        self,
        *,
        name: str,
        qualities: Sequence[Literal["1080p", "2160p", "360p", "480p", "720p"]],
        gag: Mapping[str, Sequence[str]] | models.Gag | Unset = UNSET,
        rtmp_publish: models.NewRtmpPublish | models.RtmpPublish | params.NewRtmpPublishParam | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Channel:
        """Do the same as `StreamerChannelsResource.create`."""
        return await self._caller.call(
            create_call(
                name=name, qualities=qualities, gag=gag, rtmp_publish=rtmp_publish, owner_id=owner_id, options=options
            )
        )

    async def get(
        self,
        channel_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Channel:
        """Do the same as `StreamerChannelsResource.get`."""
        return await self._caller.call(get_call(channel_id=channel_id, owner_id=owner_id, options=options))

    async def update(
        self,
        channel_id: Id,
        *,
        name: str | Unset = UNSET,
        gag: Mapping[str, Sequence[str]] | models.Gag | Unset = UNSET,
        rtmp_publish: models.NewRtmpPublish | models.RtmpPublish | params.NewRtmpPublishParam | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Channel:
        """Do the same as `StreamerChannelsResource.update`."""
        return await self._caller.call(
            update_call(
                channel_id=channel_id, name=name, gag=gag, rtmp_publish=rtmp_publish, owner_id=owner_id, options=options
            )
        )

    async def delete(
        self,
        channel_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `StreamerChannelsResource.delete`."""
        return await self._caller.call(delete_call(channel_id=channel_id, owner_id=owner_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncStreamerChannelsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncStreamerChannelsRaw(AsyncStreamerChannelsResource(self._caller.raw))


class AsyncStreamerChannelsRaw:
    """The methods of `streamer.channels`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncStreamerChannelsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
