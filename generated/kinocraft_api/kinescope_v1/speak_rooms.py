# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Rooms for video calls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import kinescope_bodies as bodies
from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import ID, InputField
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
    from kinocraft_api import kinescope_params as params
    from kinocraft_api.kinescope_v1.speak_rooms_participants import (
        AsyncSpeakRoomsParticipantsResource,
        SpeakRoomsParticipantsResource,
    )

__all__ = ["AsyncSpeakRoomsRaw", "AsyncSpeakRoomsResource", "SpeakRoomsRaw", "SpeakRoomsResource"]

LIST = Operation(
    id="speak.rooms.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/speak/rooms",
    secured=True,
    idempotent=True,
    sortable={
        "order": (
            "name",
            "code",
            "type",
            "status",
            "created_at",
            "updated_at",
        ),
    },
)
CREATE = Operation(
    id="speak.rooms.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/speak/rooms",
    secured=True,
    idempotent=False,
    payload="data",
    body=InputField(
        {
            "owner_id": ID,
            "participants": bodies.NEW_SPEAK_PARTICIPANT,
        }
    ),
)
GET = Operation(
    id="speak.rooms.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/speak/rooms/{room_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"room_id": "id"},
)
DELETE = Operation(
    id="speak.rooms.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/speak/rooms/{room_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"room_id": "id"},
)
UPDATE = Operation(
    id="speak.rooms.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/speak/rooms/{room_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"room_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.SpeakRoomsListOrder | Unset = UNSET,
    q: str | Unset = UNSET,
    status: Sequence[Literal["active", "cancelled", "finished", "pending", "scheduled"]] | Unset = UNSET,
    type: Sequence[Literal["instant_meeting", "permanent_meeting"]] | Unset = UNSET,
    code: Sequence[str] | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.SpeakRoom]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.SpeakRoomList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
            "q": q,
            "status[]": status,
            "type[]": type,
            "code[]": code,
        },
        options=options,
    )


def create_call(
    name: str,
    *,
    owner_id: Id | Unset = UNSET,
    type: Literal["instant_meeting", "permanent_meeting"] | Unset = UNSET,
    participants: Sequence[models.NewSpeakParticipant | models.SpeakParticipant | params.NewSpeakParticipantParam]
    | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakRoom]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.SpeakRoomResponse,
        json={
            "name": name,
            "owner_id": owner_id,
            "type": type,
            "participants": participants,
        },
        options=options,
    )


def get_call(
    room_id: Id,
    *,
    options: CallOptions,
) -> Call[models.SpeakRoom]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.SpeakRoomResponse,
        path={
            "room_id": room_id,
        },
        options=options,
    )


def delete_call(
    room_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "room_id": room_id,
        },
        options=options,
    )


def update_call(
    room_id: Id,
    name: str,
    *,
    options: CallOptions,
) -> Call[models.SpeakRoom]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.SpeakRoomResponse,
        path={
            "room_id": room_id,
        },
        json={
            "name": name,
        },
        options=options,
    )


class SpeakRoomsResource(Resource):
    """Rooms for video calls."""

    @cached_property
    def participants(self) -> SpeakRoomsParticipantsResource:
        """Participants of a room."""
        from kinocraft_api.kinescope_v1.speak_rooms_participants import SpeakRoomsParticipantsResource

        return SpeakRoomsParticipantsResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.SpeakRoomsListOrder | Unset = UNSET,
        q: str | Unset = UNSET,
        status: Sequence[Literal["active", "cancelled", "finished", "pending", "scheduled"]] | Unset = UNSET,
        type: Sequence[Literal["instant_meeting", "permanent_meeting"]] | Unset = UNSET,
        code: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.SpeakRoom]:
        """List rooms.

        The list can be filtered by text, statuses, types and codes; all filters must match.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Fields to sort by, separated by commas, each followed by `.asc` or `.desc`; without a
                direction the order is ascending. Also as "-name" for descending, or as pairs such as
                [("name", "desc")]. Sortable: name, code, type, status, created_at, updated_at.
            q: Only rooms that match this text.
            status: Only rooms with one of these statuses. The key is repeated for each value.
            type: Only rooms of one of these types. The key is repeated for each value.
            code: Only rooms with one of these codes. The key is repeated for each value.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of rooms. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List Rooms" (documented). A key in brackets is repeated for each value, and
        all filters must match (inferred).
        """
        return self._caller.page(
            list_call(
                page=page, per_page=per_page, order=order, q=q, status=status, type=type, code=code, options=options
            )
        )

    def create(
        self,
        name: str,
        *,
        owner_id: Id | Unset = UNSET,
        type: Literal["instant_meeting", "permanent_meeting"] | Unset = UNSET,
        participants: Sequence[models.NewSpeakParticipant | models.SpeakParticipant | params.NewSpeakParticipantParam]
        | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoom:
        """Create a room.

        The service assigns a code and a link. Participants can be added at once or later.

        Args:
            name: The room's name.
            owner_id: The id of the user who owns the room.
            type: Whether the room is for a single call or permanent.
            participants: Participants to add at once (inferred). More can be added later.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create Room" (documented). The body is JSON; the page describes it only with
        a table of fields (inferred).
        """
        return self._caller.call(
            create_call(name=name, owner_id=owner_id, type=type, participants=participants, options=options)
        )

    def get(
        self,
        room_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoom:
        """Get a room.

        Return a room with its participants. A cancelled room is still returned, with the status
        `cancelled`.

        Args:
            room_id: The room's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get Room" (documented).
        """
        return self._caller.call(get_call(room_id=room_id, options=options))

    def delete(
        self,
        room_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a room.

        This cannot be undone. Nobody can join any more.

        Args:
            room_id: The room's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete Room" (documented).
        """
        return self._caller.call(delete_call(room_id=room_id, options=options))

    def update(
        self,
        room_id: Id,
        name: str,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoom:
        """Update a room.

        Only the name can be changed.

        Args:
            room_id: The room's id.
            name: The room's name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update Room" (documented). Only the name can be changed; the page's table
        has nothing else (inferred).
        """
        return self._caller.call(update_call(room_id=room_id, name=name, options=options))

    @cached_property
    def with_raw_response(self) -> SpeakRoomsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return SpeakRoomsRaw(SpeakRoomsResource(self._caller.raw))


class SpeakRoomsRaw:
    """The methods of `speak.rooms`. Each returns a `RawResponse`."""

    def __init__(self, resource: SpeakRoomsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.delete = raw_method(resource.delete)
        self.update = raw_method(resource.update)


class AsyncSpeakRoomsResource(AsyncResource, sync=SpeakRoomsResource):
    """Rooms for video calls."""

    @cached_property
    def participants(self) -> AsyncSpeakRoomsParticipantsResource:
        """Participants of a room."""
        from kinocraft_api.kinescope_v1.speak_rooms_participants import AsyncSpeakRoomsParticipantsResource

        return AsyncSpeakRoomsParticipantsResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.SpeakRoomsListOrder | Unset = UNSET,
        q: str | Unset = UNSET,
        status: Sequence[Literal["active", "cancelled", "finished", "pending", "scheduled"]] | Unset = UNSET,
        type: Sequence[Literal["instant_meeting", "permanent_meeting"]] | Unset = UNSET,
        code: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.SpeakRoom]:
        """Do the same as `SpeakRoomsResource.list`, when awaited or iterated over."""
        return self._caller.page(
            list_call(
                page=page, per_page=per_page, order=order, q=q, status=status, type=type, code=code, options=options
            )
        )

    async def create(
        self,
        name: str,
        *,
        owner_id: Id | Unset = UNSET,
        type: Literal["instant_meeting", "permanent_meeting"] | Unset = UNSET,
        participants: Sequence[models.NewSpeakParticipant | models.SpeakParticipant | params.NewSpeakParticipantParam]
        | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoom:
        """Do the same as `SpeakRoomsResource.create`."""
        return await self._caller.call(
            create_call(name=name, owner_id=owner_id, type=type, participants=participants, options=options)
        )

    async def get(
        self,
        room_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoom:
        """Do the same as `SpeakRoomsResource.get`."""
        return await self._caller.call(get_call(room_id=room_id, options=options))

    async def delete(
        self,
        room_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `SpeakRoomsResource.delete`."""
        return await self._caller.call(delete_call(room_id=room_id, options=options))

    async def update(
        self,
        room_id: Id,
        name: str,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoom:
        """Do the same as `SpeakRoomsResource.update`."""
        return await self._caller.call(update_call(room_id=room_id, name=name, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncSpeakRoomsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncSpeakRoomsRaw(AsyncSpeakRoomsResource(self._caller.raw))


class AsyncSpeakRoomsRaw:
    """The methods of `speak.rooms`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncSpeakRoomsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.delete = async_raw_method(resource.delete)
        self.update = async_raw_method(resource.update)
