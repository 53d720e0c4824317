# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Rooms for video calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
    Operation,
    Resource,
    Unset,
)

from . import models
from .speak_rooms_participants import AsyncSpeakRoomsParticipantsResource, SpeakRoomsParticipantsResource

__all__ = ["AsyncSpeakRoomsResource", "SpeakRoomsResource"]

LIST = Operation(
    id="speak.rooms.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/speak/rooms",
    secured=True,
    idempotent=True,
)
CREATE = Operation(
    id="speak.rooms.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/speak/rooms",
    secured=True,
    idempotent=False,
)
GET = Operation(
    id="speak.rooms.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/speak/rooms/{room_id}",
    secured=True,
    idempotent=True,
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
)
UPDATE = Operation(
    id="speak.rooms.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/speak/rooms/{room_id}",
    secured=True,
    idempotent=True,
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: str | Unset = UNSET,
    q: str | Unset = UNSET,
    status: Sequence[Literal["active", "cancelled", "finished", "pending", "scheduled"]] | Unset = UNSET,
    type: Sequence[Literal["instant_meeting", "permanent_meeting"]] | Unset = UNSET,
    code: Sequence[str] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakRoomList]:
    """What `list` sends."""
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
    *,
    name: str | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    type: Literal["instant_meeting", "permanent_meeting"] | Unset = UNSET,
    participants: Sequence[models.NewSpeakParticipant | Mapping[str, Any]] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakRoomAnswer]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.SpeakRoomAnswer,
        json={
            "name": name,
            "owner_id": owner_id,
            "type": type,
            "participants": participants,
        },
        options=options,
    )


def get_call(
    room_id: str,
    options: CallOptions,
) -> Call[models.SpeakRoomAnswer]:
    """What `get` sends."""
    return Call(
        GET,
        models.SpeakRoomAnswer,
        path={
            "room_id": room_id,
        },
        options=options,
    )


def delete_call(
    room_id: str,
    options: CallOptions,
) -> Call[models.SuccessAnswer | None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.SuccessAnswer,
        path={
            "room_id": room_id,
        },
        options=options,
    )


def update_call(
    room_id: str,
    *,
    name: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakRoomAnswer]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.SpeakRoomAnswer,
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
        """Those entered as a room's participants."""
        return SpeakRoomsParticipantsResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: str | Unset = UNSET,
        q: str | Unset = UNSET,
        status: Sequence[Literal["active", "cancelled", "finished", "pending", "scheduled"]] | Unset = UNSET,
        type: Sequence[Literal["instant_meeting", "permanent_meeting"]] | Unset = UNSET,
        code: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomList:
        """List the workspace's rooms for video calls.

        A text, states, types and codes narrow the list down; several of them must all hold.

        Args:
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: Fields to sort by, several of them separated by commas, each with `.asc` or `.desc`; without
                a direction it is ascending.
            q: Keeps the rooms that match this text.
            status: Keeps the rooms in one of these states. The key is repeated for each state.
            type: Keeps the rooms of one of these types. The key is repeated for each type.
            code: Keeps the rooms with one of these codes. The key is repeated for each code.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of rooms.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List Rooms" (documented). The query parameters are documented; that a
        bracketed key is repeated for each value, and that filters add up, is inferred.
        """
        return self._caller.call(
            list_call(
                page=page, per_page=per_page, order=order, q=q, status=status, type=type, code=code, options=options
            )
        )

    def create(
        self,
        *,
        name: str | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        type: Literal["instant_meeting", "permanent_meeting"] | Unset = UNSET,
        participants: Sequence[models.NewSpeakParticipant | Mapping[str, Any]] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomAnswer:
        """Make a room for video calls.

        The service gives it a code and a link. Participants can be entered at once or later.

        Args:
            name: The room's name.
            owner_id: The id of the user whose room it shall be.
            type: Whether the room is for one call or stays.
            participants: Participants to enter at once. More can be entered later.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create Room" (documented). The body is documented by its table of fields
        alone; that it is JSON, and how participants are given in it, is inferred.
        """
        return self._caller.call(
            create_call(name=name, owner_id=owner_id, type=type, participants=participants, options=options)
        )

    def get(
        self,
        room_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomAnswer:
        """Get a room with its participants.

        A room that was called off still comes, with the state `cancelled`.

        Args:
            room_id: The room's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get Room" (documented).
        """
        return self._caller.call(get_call(room_id=room_id, options=options))

    def delete(
        self,
        room_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SuccessAnswer | None:
        """Delete a room.

        There is no way back. No participant can join any more.

        Args:
            room_id: The room's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            It is gone. Comes with or without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete Room" (documented).
        """
        return self._caller.call(delete_call(room_id=room_id, options=options))

    def update(
        self,
        room_id: str,
        *,
        name: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomAnswer:
        """Rename a room.

        The name is all that can change.

        Args:
            room_id: The room's id.
            name: The room's name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update Room" (documented). That nothing else can change is read from the
        table of fields, which has the name alone.
        """
        return self._caller.call(update_call(room_id=room_id, name=name, options=options))


class AsyncSpeakRoomsResource(AsyncResource):
    """Rooms for video calls."""

    @cached_property
    def participants(self) -> AsyncSpeakRoomsParticipantsResource:
        """Those entered as a room's participants."""
        return AsyncSpeakRoomsParticipantsResource(self._caller)

    async def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: str | Unset = UNSET,
        q: str | Unset = UNSET,
        status: Sequence[Literal["active", "cancelled", "finished", "pending", "scheduled"]] | Unset = UNSET,
        type: Sequence[Literal["instant_meeting", "permanent_meeting"]] | Unset = UNSET,
        code: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomList:
        """List the workspace's rooms for video calls.

        A text, states, types and codes narrow the list down; several of them must all hold.

        Args:
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: Fields to sort by, several of them separated by commas, each with `.asc` or `.desc`; without
                a direction it is ascending.
            q: Keeps the rooms that match this text.
            status: Keeps the rooms in one of these states. The key is repeated for each state.
            type: Keeps the rooms of one of these types. The key is repeated for each type.
            code: Keeps the rooms with one of these codes. The key is repeated for each code.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of rooms.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List Rooms" (documented). The query parameters are documented; that a
        bracketed key is repeated for each value, and that filters add up, is inferred.
        """
        return await self._caller.call(
            list_call(
                page=page, per_page=per_page, order=order, q=q, status=status, type=type, code=code, options=options
            )
        )

    async def create(
        self,
        *,
        name: str | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        type: Literal["instant_meeting", "permanent_meeting"] | Unset = UNSET,
        participants: Sequence[models.NewSpeakParticipant | Mapping[str, Any]] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomAnswer:
        """Make a room for video calls.

        The service gives it a code and a link. Participants can be entered at once or later.

        Args:
            name: The room's name.
            owner_id: The id of the user whose room it shall be.
            type: Whether the room is for one call or stays.
            participants: Participants to enter at once. More can be entered later.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create Room" (documented). The body is documented by its table of fields
        alone; that it is JSON, and how participants are given in it, is inferred.
        """
        return await self._caller.call(
            create_call(name=name, owner_id=owner_id, type=type, participants=participants, options=options)
        )

    async def get(
        self,
        room_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomAnswer:
        """Get a room with its participants.

        A room that was called off still comes, with the state `cancelled`.

        Args:
            room_id: The room's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get Room" (documented).
        """
        return await self._caller.call(get_call(room_id=room_id, options=options))

    async def delete(
        self,
        room_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SuccessAnswer | None:
        """Delete a room.

        There is no way back. No participant can join any more.

        Args:
            room_id: The room's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            It is gone. Comes with or without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete Room" (documented).
        """
        return await self._caller.call(delete_call(room_id=room_id, options=options))

    async def update(
        self,
        room_id: str,
        *,
        name: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakRoomAnswer:
        """Rename a room.

        The name is all that can change.

        Args:
            room_id: The room's id.
            name: The room's name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The room as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update Room" (documented). That nothing else can change is read from the
        table of fields, which has the name alone.
        """
        return await self._caller.call(update_call(room_id=room_id, name=name, options=options))
