# Generated from specs/platformcraft-streamer by scripts/generate.py. Edits here are lost.

"""Media blocks of a channel."""

from __future__ import annotations

import builtins
import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import platformcraft_models as models
from kinocraft_runtime.bodies import SECONDS, InputField
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

__all__ = ["AsyncStreamerBlocksRaw", "AsyncStreamerBlocksResource", "StreamerBlocksRaw", "StreamerBlocksResource"]

LIST = Operation(
    id="streamer.blocks.list",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="GET",
    path="/2/streams/{owner_id}/{channel_id}/block",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"channel_id": "id"},
)
CREATE = Operation(
    id="streamer.blocks.create",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="POST",
    path="/2/streams/{owner_id}/{channel_id}/block",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    ids={"channel_id": "id"},
    body=InputField(
        {
            "timestamp": SECONDS,
        }
    ),
)
GET = Operation(
    id="streamer.blocks.get",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="GET",
    path="/2/streams/{owner_id}/{channel_id}/block/{block_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"block_id": "id", "channel_id": "id"},
)
UPDATE = Operation(
    id="streamer.blocks.update",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="PUT",
    path="/2/streams/{owner_id}/{channel_id}/block/{block_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"block_id": "id", "channel_id": "id"},
    body=InputField(
        {
            "timestamp": SECONDS,
        }
    ),
    changes=True,
)
DELETE = Operation(
    id="streamer.blocks.delete",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="DELETE",
    path="/2/streams/{owner_id}/{channel_id}/block/{block_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    may_be_empty=True,
    ids={"block_id": "id", "channel_id": "id"},
)
START = Operation(
    id="streamer.blocks.start",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="POST",
    path="/2/streams/{owner_id}/{channel_id}/block/{block_id}/start",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    may_be_empty=True,
    ids={"block_id": "id", "channel_id": "id"},
)
STOP = Operation(
    id="streamer.blocks.stop",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="POST",
    path="/2/streams/{owner_id}/{channel_id}/block/{block_id}/stop",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    may_be_empty=True,
    ids={"block_id": "id", "channel_id": "id"},
)
SCHEDULE = Operation(
    id="streamer.blocks.schedule",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="POST",
    path="/2/streams/{owner_id}/{channel_id}/block/{block_id}/schedule",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    may_be_empty=True,
    ids={"block_id": "id", "channel_id": "id"},
)
COPY = Operation(
    id="streamer.blocks.copy",
    service="platformcraft-streamer",
    server="https://streamer.platformcraft.ru",
    method="POST",
    path="/2/streams/{owner_id}/{channel_id}/block/{block_id}/copy",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    ids={"block_id": "id", "channel_id": "id"},
    body=InputField(
        {
            "timestamps": SECONDS,
        }
    ),
)


def list_call(
    channel_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Block]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        builtins.list[models.Block],
        path={
            "channel_id": channel_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def create_call(
    channel_id: Id,
    *,
    timestamp: int | datetime.datetime,
    items: Mapping[str, Sequence[str]],
    name: str | Unset = UNSET,
    loop: bool | Unset = UNSET,
    status: Literal["not ready", "ready"] | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Block]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.Block,
        path={
            "channel_id": channel_id,
            "owner_id": owner_id,
        },
        json={
            "name": name,
            "timestamp": timestamp,
            "loop": loop,
            "items": items,
            "status": status,
        },
        options=options,
    )


def get_call(
    channel_id: Id,
    block_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Block]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.Block,
        path={
            "channel_id": channel_id,
            "block_id": block_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def update_call(
    channel_id: Id,
    block_id: Id,
    *,
    name: str | Unset = UNSET,
    timestamp: int | datetime.datetime | Unset = UNSET,
    loop: bool | Unset = UNSET,
    items: Mapping[str, Sequence[str]] | Unset = UNSET,
    status: Literal["not ready", "ready"] | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Block]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.Block,
        path={
            "channel_id": channel_id,
            "block_id": block_id,
            "owner_id": owner_id,
        },
        json={
            "name": name,
            "timestamp": timestamp,
            "loop": loop,
            "items": items,
            "status": status,
        },
        options=options,
    )


def delete_call(
    channel_id: Id,
    block_id: Id,
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
            "block_id": block_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def start_call(
    channel_id: Id,
    block_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `start`."""
    return Call(
        START,
        None,
        path={
            "channel_id": channel_id,
            "block_id": block_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def stop_call(
    channel_id: Id,
    block_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `stop`."""
    return Call(
        STOP,
        None,
        path={
            "channel_id": channel_id,
            "block_id": block_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def schedule_call(
    channel_id: Id,
    block_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `schedule`."""
    return Call(
        SCHEDULE,
        None,
        path={
            "channel_id": channel_id,
            "block_id": block_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def copy_call(
    channel_id: Id,
    block_id: Id,
    timestamps: Sequence[int | datetime.datetime],
    *,
    name: str | Unset = UNSET,
    publish: bool | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[builtins.list[models.Block]]:
    """Build the call of `copy`."""
    return Call(
        COPY,
        builtins.list[models.Block],
        path={
            "channel_id": channel_id,
            "block_id": block_id,
            "owner_id": owner_id,
        },
        json={
            "timestamps": timestamps,
            "name": name,
            "publish": publish,
        },
        options=options,
    )


class StreamerBlocksResource(Resource):
    """Media blocks of a channel."""

    def list(
        self,
        channel_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Block]:
        """Get a list of the media blocks of a channel.

        All objects come at once; there are no pages.

        Args:
            channel_id: The `id` of the channel.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The media blocks. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting media block list" (documented).
        """
        return self._caller.page(list_call(channel_id=channel_id, owner_id=owner_id, options=options))

    def create(
        self,
        channel_id: Id,
        *,
        timestamp: int | datetime.datetime,
        items: Mapping[str, Sequence[str]],
        name: str | Unset = UNSET,
        loop: bool | Unset = UNSET,
        status: Literal["not ready", "ready"] | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Block:
        """Create a media block.

        This does not publish the block: `schedule` publishes it for its time, and `start` starts it
        immediately. With the status `ready` its data are checked, with `not ready` they are not.

        Args:
            channel_id: The `id` of the channel.
            name: The media block's name.
            timestamp: When it starts, in Unix seconds.
            loop: True plays it in a loop.
            items: Filespot ids of video files in playback order, an array for each quality of the channel.
                Files at the same index of two arrays must have the same duration.
            status: `ready` checks the block and allows its publication; `not ready` defers both.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The media block.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Creating media block" (documented). Data that fail the check get 400
        (inferred).
        """
        return self._caller.call(
            create_call(
                channel_id=channel_id,
                name=name,
                timestamp=timestamp,
                loop=loop,
                items=items,
                status=status,
                owner_id=owner_id,
                options=options,
            )
        )

    def get(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Block:
        """Get information about a media block.

        `status` says whether the block is ready, on standby, on the air or finished.

        Args:
            channel_id: The `id` of the channel.
            block_id: The `id` of the media block.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The media block.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting information about media block" (documented).
        """
        return self._caller.call(get_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options))

    def update(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        name: str | Unset = UNSET,
        timestamp: int | datetime.datetime | Unset = UNSET,
        loop: bool | Unset = UNSET,
        items: Mapping[str, Sequence[str]] | Unset = UNSET,
        status: Literal["not ready", "ready"] | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Block:
        """Change a media block.

        Only the sent fields change. A media block on standby (`wait`) or on the air (`start`) cannot be
        changed; stop it first.

        Args:
            channel_id: The `id` of the channel.
            block_id: The `id` of the media block.
            name: The new name.
            timestamp: When it starts, in Unix seconds.
            loop: True plays it in a loop.
            items: Filespot ids of video files in playback order, an array for each quality of the channel.
                Files at the same index of two arrays must have the same duration.
            status: `ready` checks the block and allows its publication; `not ready` revokes it.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The changed media block.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Changing media block" (documented). The changed fields suffice, as a
        note and the sample code of the page say; comments in its sample call `timestamp` and `items`
        required (inferred). A block on standby or on the air gets 409 (inferred).
        """
        return self._caller.call(
            update_call(
                channel_id=channel_id,
                block_id=block_id,
                name=name,
                timestamp=timestamp,
                loop=loop,
                items=items,
                status=status,
                owner_id=owner_id,
                options=options,
            )
        )

    def delete(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a media block.

        This cannot be undone. Whether a block on the air can be deleted is not documented.

        Args:
            channel_id: The `id` of the channel.
            block_id: The `id` of the media block.
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

        Source: platformcraft, "Deleting media block" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response;
        it is a success with or without a body, as in Filespot.
        """
        return self._caller.call(
            delete_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    def start(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Start a media block instantly.

        The block replaces the one on the air and gets the status `start`. A media block with `not
        ready` cannot be started.

        Args:
            channel_id: The `id` of the channel.
            block_id: The `id` of the media block.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Instant start of media block" (documented). A block that is not ready
        gets 409 (inferred).

        Response: The block is on the air (inferred). The body may be empty. The page shows no response;
        it is a success with or without a body.
        """
        return self._caller.call(
            start_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    def stop(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Stop a media block.

        The status changes from `start` or `wait` to `finish`. With any other status the call changes
        nothing and succeeds.

        Args:
            channel_id: The `id` of the channel.
            block_id: The `id` of the media block.
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

        Source: platformcraft, "Stop media block" (documented).

        Response: The block is off the air (inferred). The body may be empty. The page shows no
        response; it is a success with or without a body.
        """
        return self._caller.call(
            stop_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    def schedule(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Publish a media block.

        The block is on standby, with the status `wait`, until its `timestamp`, and then goes on the
        air. A media block with `not ready` cannot be published.

        Args:
            channel_id: The `id` of the channel.
            block_id: The `id` of the media block.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Publication of media block" (documented). The status becomes `wait`, and
        a block that is not ready gets 409 (inferred).

        Response: The block is on standby (inferred). The body may be empty. The page shows no response;
        it is a success with or without a body.
        """
        return self._caller.call(
            schedule_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    def copy(
        self,
        channel_id: Id,
        block_id: Id,
        timestamps: Sequence[int | datetime.datetime],
        *,
        name: str | Unset = UNSET,
        publish: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> builtins.list[models.Block]:
        """Copy a media block.

        Create a copy for each of `timestamps`, all with the same name and with the files of the
        original. `publish` publishes them too, which requires a block that is ready.

        Args:
            channel_id: The `id` of the channel.
            block_id: The `id` of the media block.
            timestamps: When each copy starts, in Unix seconds.
            name: The name of all copies.
            publish: True publishes the copies immediately, as `schedule` does.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The copies.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Copying media block" (documented). `timestamps` is required, and a block
        that is not ready gets 409 with `publish` (inferred). The copies have the requested name; the
        one in the page's response does not (inferred).
        """
        return self._caller.call(
            copy_call(
                channel_id=channel_id,
                block_id=block_id,
                timestamps=timestamps,
                name=name,
                publish=publish,
                owner_id=owner_id,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> StreamerBlocksRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return StreamerBlocksRaw(StreamerBlocksResource(self._caller.raw))


class StreamerBlocksRaw:
    """The methods of `streamer.blocks`. Each returns a `RawResponse`."""

    def __init__(self, resource: StreamerBlocksResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)
        self.start = raw_method(resource.start)
        self.stop = raw_method(resource.stop)
        self.schedule = raw_method(resource.schedule)
        self.copy = raw_method(resource.copy)


class AsyncStreamerBlocksResource(AsyncResource, sync=StreamerBlocksResource):
    """Media blocks of a channel."""

    def list(
        self,
        channel_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Block]:
        """Do the same as `StreamerBlocksResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(channel_id=channel_id, owner_id=owner_id, options=options))

    async def create(
        self,
        channel_id: Id,
        *,
        timestamp: int | datetime.datetime,
        items: Mapping[str, Sequence[str]],
        name: str | Unset = UNSET,
        loop: bool | Unset = UNSET,
        status: Literal["not ready", "ready"] | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Block:
        """Do the same as `StreamerBlocksResource.create`."""
        return await self._caller.call(
            create_call(
                channel_id=channel_id,
                name=name,
                timestamp=timestamp,
                loop=loop,
                items=items,
                status=status,
                owner_id=owner_id,
                options=options,
            )
        )

    async def get(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Block:
        """Do the same as `StreamerBlocksResource.get`."""
        return await self._caller.call(
            get_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    async def update(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        name: str | Unset = UNSET,
        timestamp: int | datetime.datetime | Unset = UNSET,
        loop: bool | Unset = UNSET,
        items: Mapping[str, Sequence[str]] | Unset = UNSET,
        status: Literal["not ready", "ready"] | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Block:
        """Do the same as `StreamerBlocksResource.update`."""
        return await self._caller.call(
            update_call(
                channel_id=channel_id,
                block_id=block_id,
                name=name,
                timestamp=timestamp,
                loop=loop,
                items=items,
                status=status,
                owner_id=owner_id,
                options=options,
            )
        )

    async def delete(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `StreamerBlocksResource.delete`."""
        return await self._caller.call(
            delete_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    async def start(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `StreamerBlocksResource.start`."""
        return await self._caller.call(
            start_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    async def stop(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `StreamerBlocksResource.stop`."""
        return await self._caller.call(
            stop_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    async def schedule(
        self,
        channel_id: Id,
        block_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `StreamerBlocksResource.schedule`."""
        return await self._caller.call(
            schedule_call(channel_id=channel_id, block_id=block_id, owner_id=owner_id, options=options)
        )

    async def copy(
        self,
        channel_id: Id,
        block_id: Id,
        timestamps: Sequence[int | datetime.datetime],
        *,
        name: str | Unset = UNSET,
        publish: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> builtins.list[models.Block]:
        """Do the same as `StreamerBlocksResource.copy`."""
        return await self._caller.call(
            copy_call(
                channel_id=channel_id,
                block_id=block_id,
                timestamps=timestamps,
                name=name,
                publish=publish,
                owner_id=owner_id,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> AsyncStreamerBlocksRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncStreamerBlocksRaw(AsyncStreamerBlocksResource(self._caller.raw))


class AsyncStreamerBlocksRaw:
    """The methods of `streamer.blocks`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncStreamerBlocksResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
        self.start = async_raw_method(resource.start)
        self.stop = async_raw_method(resource.stop)
        self.schedule = async_raw_method(resource.schedule)
        self.copy = async_raw_method(resource.copy)
