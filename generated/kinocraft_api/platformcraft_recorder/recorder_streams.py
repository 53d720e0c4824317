# Generated from specs/platformcraft-recorder by scripts/generate.py. Edits here are lost.

"""HLS streams that can be recorded."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
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

from . import models

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
    *,
    name: str,
    qualities: Mapping[str, Any] | Unset = UNSET,
    src: str | Unset = UNSET,
    parse_master: bool | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.Stream,
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
    stream_id: str,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.Stream,
        path={
            "owner_id": owner_id,
            "stream_id": stream_id,
        },
        options=options,
    )


def update_call(
    stream_id: str,
    *,
    name: str | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.Stream,
        path={
            "owner_id": owner_id,
            "stream_id": stream_id,
        },
        json={
            "name": name,
        },
        options=options,
    )


def delete_call(
    stream_id: str,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "owner_id": owner_id,
            "stream_id": stream_id,
        },
        options=options,
    )


class RecorderStreamsResource(Resource):
    """HLS streams that can be recorded."""

    def list(
        self,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Stream]:
        """List the streams.

        All of them at once; there are no pages.

        Args:
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The streams. One may come as a bare object. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "Getting a list of streams" (documented). The page shows one bare object
        as the answer; that more come as an array goes by the title.
        """
        return self._caller.page(list_call(owner_id=owner_id, options=options))

    def create(
        self,
        *,
        name: str,
        qualities: Mapping[str, Any] | Unset = UNSET,
        src: str | Unset = UNSET,
        parse_master: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Make a stream.

        Names one HLS playlist for each quality, or a master playlist with `parse_master`. Only HLS
        (.m3u8) can be recorded. Nothing is recorded yet: start an instant record, or make a scheduled
        one.

        Args:
            name: The stream's name.
            qualities: The stream's sources: the URL of an HLS playlist (.m3u8) as the key, the name of its
                quality, such as `360p`, as the value.
            src: The URL of the only HLS playlist (.m3u8). The vendor has put `qualities` in its place.
            parse_master: True takes the only source for a master playlist and breaks it down into the media playlists
                it names.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stream.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "Stream creation" (documented). That a name and a source are required
        goes by a comment in the page's sample code.
        """
        return self._caller.call(
            create_call(
                name=name, qualities=qualities, src=src, parse_master=parse_master, owner_id=owner_id, options=options
            )
        )

    def get(
        self,
        stream_id: str,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Get a stream.

        Its `instant_record_id` tells whether an instant record is there.

        Args:
            stream_id: The `id` of the stream.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stream.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            NotFoundError: 404. There is nothing with that id, or it belongs to another owner.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "Getting information about stream" (documented).
        """
        return self._caller.call(get_call(stream_id=stream_id, owner_id=owner_id, options=options))

    def update(
        self,
        stream_id: str,
        *,
        name: str | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Rename a stream.

        Whether anything but the name can change, its sources for one, is not documented.

        Args:
            stream_id: The `id` of the stream.
            name: The new name.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stream as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            NotFoundError: 404. There is nothing with that id, or it belongs to another owner.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "Stream change" (documented). The page has no list of fields; the name is
        the only one in its samples.
        """
        return self._caller.call(update_call(stream_id=stream_id, name=name, owner_id=owner_id, options=options))

    def delete(
        self,
        stream_id: str,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a stream.

        There is no way back. What becomes of its records is not documented.

        Args:
            stream_id: The `id` of the stream.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            NotFoundError: 404. There is nothing with that id, or it belongs to another owner.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "Delete stream" (documented). The page names no answer; a success with or
        without a body is inferred from Filespot.
        """
        return self._caller.call(delete_call(stream_id=stream_id, owner_id=owner_id, options=options))

    @cached_property
    def with_raw_response(self) -> RecorderStreamsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return RecorderStreamsRaw(RecorderStreamsResource(self._caller.raw))


class RecorderStreamsRaw:
    """The methods of `recorder.streams`, each of which returns a `RawResponse`."""

    def __init__(self, resource: RecorderStreamsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncRecorderStreamsResource(AsyncResource, sync=RecorderStreamsResource):
    """HLS streams that can be recorded."""

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
        *,
        name: str,
        qualities: Mapping[str, Any] | Unset = UNSET,
        src: str | Unset = UNSET,
        parse_master: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `RecorderStreamsResource.create`."""
        return await self._caller.call(
            create_call(
                name=name, qualities=qualities, src=src, parse_master=parse_master, owner_id=owner_id, options=options
            )
        )

    async def get(
        self,
        stream_id: str,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `RecorderStreamsResource.get`."""
        return await self._caller.call(get_call(stream_id=stream_id, owner_id=owner_id, options=options))

    async def update(
        self,
        stream_id: str,
        *,
        name: str | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `RecorderStreamsResource.update`."""
        return await self._caller.call(update_call(stream_id=stream_id, name=name, owner_id=owner_id, options=options))

    async def delete(
        self,
        stream_id: str,
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
    """The methods of `recorder.streams`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AsyncRecorderStreamsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
