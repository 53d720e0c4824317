# Generated from specs/platformcraft-recorder by scripts/generate.py. Edits here are lost.

"""HLS streams for recording."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import platformcraft_models as models
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

__all__ = ["AsyncRecorderStreamsRaw", "AsyncRecorderStreamsResource", "RecorderStreamsRaw", "RecorderStreamsResource"]

LIST = Operation(
    id="recorder.streams.list",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="GET",
    path="/{owner_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    one_or_many=True,
)
CREATE = Operation(
    id="recorder.streams.create",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="POST",
    path="/{owner_id}",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
)
GET = Operation(
    id="recorder.streams.get",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="GET",
    path="/{owner_id}/{stream_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"stream_id": "id"},
)
UPDATE = Operation(
    id="recorder.streams.update",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="PUT",
    path="/{owner_id}/{stream_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"stream_id": "id"},
)
DELETE = Operation(
    id="recorder.streams.delete",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="DELETE",
    path="/{owner_id}/{stream_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    may_be_empty=True,
    ids={"stream_id": "id"},
)


def list_call(
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Stream]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        builtins.list[models.Stream],
        path={
            "owner_id": owner_id,
        },
        options=options,
    )


def create_call(
    name: str,
    *,
    qualities: Mapping[str, str] | Unset = UNSET,
    src: str | Unset = UNSET,
    parse_master: bool | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.CreatedStream]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.CreatedStream,
        path={
            "owner_id": owner_id,
        },
        json={
            "name": name,
            "qualities": qualities,
            "src": src,
            "parse_master": parse_master,
        },
        options=options,
    )


def get_call(
    stream_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.Stream,
        path={
            "stream_id": stream_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def update_call(
    stream_id: Id,
    name: str,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.Stream,
        path={
            "stream_id": stream_id,
            "owner_id": owner_id,
        },
        json={
            "name": name,
        },
        options=options,
    )


def delete_call(
    stream_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "stream_id": stream_id,
            "owner_id": owner_id,
        },
        options=options,
    )


class RecorderStreamsResource(Resource):
    """HLS streams for recording."""

    def list(
        self,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Stream]:
        """Get a list of streams.

        All objects come at once; there are no pages.

        Args:
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The streams. A single stream can come as an object instead of a list. Iterate over it to get
            the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting a list of streams" (documented). The response is an array, as
        the title says; the page's example is a single object (inferred).
        """
        return self._caller.page(list_call(owner_id=owner_id, options=options))

    def create(
        self,
        name: str,
        *,
        qualities: Mapping[str, str] | Unset = UNSET,
        src: str | Unset = UNSET,
        parse_master: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CreatedStream:
        """Create a stream.

        Send one HLS playlist per quality, or a master playlist with `parse_master`. Only HLS (.m3u8)
        can be recorded. This does not start recording: start an instant record, or create a scheduled
        one.

        Args:
            name: The stream's name.
            qualities: The stream's sources: the URL of an HLS playlist (.m3u8) as the key, its quality, such as
                `360p`, as the value.
            src: URL of the only HLS playlist (.m3u8). The vendor has replaced it with `qualities`.
            parse_master: True treats the only source as a master playlist and splits it into its media playlists.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stream.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Stream creation" (documented). A name and a source are required
        (documented in a comment in the page's sample code).
        """
        return self._caller.call(
            create_call(
                name=name, qualities=qualities, src=src, parse_master=parse_master, owner_id=owner_id, options=options
            )
        )

    def get(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Get information about a stream.

        `instant_record_id` has the id of the instant record, if there is one.

        Args:
            stream_id: The `id` of the stream.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stream.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting information about stream" (documented).
        """
        return self._caller.call(get_call(stream_id=stream_id, owner_id=owner_id, options=options))

    def update(
        self,
        stream_id: Id,
        name: str,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Change a stream.

        Only a change of the name is documented; whether other fields, such as the sources, can be
        changed is not.

        Args:
            stream_id: The `id` of the stream.
            name: The new name.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The changed stream.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Stream change" (documented). Only the name can be changed; the page's
        samples have nothing else (inferred).
        """
        return self._caller.call(update_call(stream_id=stream_id, name=name, owner_id=owner_id, options=options))

    def delete(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a stream.

        This cannot be undone. What happens to its records is not documented.

        Args:
            stream_id: The `id` of the stream.
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

        Source: platformcraft, "Delete stream" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response;
        it is a success with or without a body, as in Filespot.
        """
        return self._caller.call(delete_call(stream_id=stream_id, owner_id=owner_id, options=options))

    @cached_property
    def with_raw_response(self) -> RecorderStreamsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return RecorderStreamsRaw(RecorderStreamsResource(self._caller.raw))


class RecorderStreamsRaw:
    """The methods of `recorder.streams`. Each returns a `RawResponse`."""

    def __init__(self, resource: RecorderStreamsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncRecorderStreamsResource(AsyncResource, sync=RecorderStreamsResource):
    """HLS streams for recording."""

    def list(
        self,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Stream]:
        """Do the same as `RecorderStreamsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(owner_id=owner_id, options=options))

    async def create(
        self,
        name: str,
        *,
        qualities: Mapping[str, str] | Unset = UNSET,
        src: str | Unset = UNSET,
        parse_master: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CreatedStream:
        """Do the same as `RecorderStreamsResource.create`."""
        return await self._caller.call(
            create_call(
                name=name, qualities=qualities, src=src, parse_master=parse_master, owner_id=owner_id, options=options
            )
        )

    async def get(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `RecorderStreamsResource.get`."""
        return await self._caller.call(get_call(stream_id=stream_id, owner_id=owner_id, options=options))

    async def update(
        self,
        stream_id: Id,
        name: str,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `RecorderStreamsResource.update`."""
        return await self._caller.call(update_call(stream_id=stream_id, name=name, owner_id=owner_id, options=options))

    async def delete(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `RecorderStreamsResource.delete`."""
        return await self._caller.call(delete_call(stream_id=stream_id, owner_id=owner_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncRecorderStreamsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncRecorderStreamsRaw(AsyncRecorderStreamsResource(self._caller.raw))


class AsyncRecorderStreamsRaw:
    """The methods of `recorder.streams`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncRecorderStreamsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
