# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Participants of a room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, TypeAlias, Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
    Direction,
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
    "AsyncSpeakRoomsParticipantsRaw",
    "AsyncSpeakRoomsParticipantsResource",
    "SpeakRoomsParticipantsRaw",
    "SpeakRoomsParticipantsResource",
]

LIST = Operation(
    id="speak.rooms.participants.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/speak/rooms/{room_id}/participants",
    secured=True,
    idempotent=True,
    sortable={
        "order": (
            "name",
            "role",
            "created_at",
            "updated_at",
        ),
    },
)
CREATE = Operation(
    id="speak.rooms.participants.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/speak/rooms/{room_id}/participants",
    secured=True,
    idempotent=False,
    gives="data",
)
GET = Operation(
    id="speak.rooms.participants.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/speak/rooms/{room_id}/participants/{participant_id}",
    secured=True,
    idempotent=True,
    gives="data",
)
DELETE = Operation(
    id="speak.rooms.participants.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/speak/rooms/{room_id}/participants/{participant_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    gives="nothing",
)
UPDATE = Operation(
    id="speak.rooms.participants.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/speak/rooms/{room_id}/participants/{participant_id}",
    secured=True,
    idempotent=True,
    gives="data",
)

ListOrderText: TypeAlias = Literal[
    "name",
    "-name",
    "name.asc",
    "name.desc",
    "role",
    "-role",
    "role.asc",
    "role.desc",
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
    "updated_at",
    "-updated_at",
    "updated_at.asc",
    "updated_at.desc",
]
ListOrder: TypeAlias = (
    ListOrderText
    | Sequence[
        ListOrderText
        | tuple[
            Literal[
                "name",
                "role",
                "created_at",
                "updated_at",
            ],
            Direction,
        ]
    ]
)
"""What `list` can be sorted by: a field, or several, each in one direction or the other."""


def list_call(
    room_id: str,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    q: str | Unset = UNSET,
    role: Sequence[Literal["admin", "manager"]] | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.SpeakParticipant]]:
    """What `list` sends."""
    return Call(
        LIST,
        models.SpeakParticipantList,
        path={
            "room_id": room_id,
        },
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
            "q": q,
            "role[]": role,
        },
        options=options,
    )


def create_call(
    room_id: str,
    *,
    user_id: str | Unset = UNSET,
    name: str | Unset = UNSET,
    role: Literal["admin", "manager"] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakParticipant]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.SpeakParticipantAnswer,
        path={
            "room_id": room_id,
        },
        json={
            "user_id": user_id,
            "name": name,
            "role": role,
        },
        options=options,
    )


def get_call(
    room_id: str,
    participant_id: str,
    options: CallOptions,
) -> Call[models.SpeakParticipant]:
    """What `get` sends."""
    return Call(
        GET,
        models.SpeakParticipantAnswer,
        path={
            "room_id": room_id,
            "participant_id": participant_id,
        },
        options=options,
    )


def delete_call(
    room_id: str,
    participant_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.SuccessAnswer,
        path={
            "room_id": room_id,
            "participant_id": participant_id,
        },
        options=options,
    )


def update_call(
    room_id: str,
    participant_id: str,
    *,
    name: str | Unset = UNSET,
    role: Literal["admin", "manager"] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakParticipant]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.SpeakParticipantAnswer,
        path={
            "room_id": room_id,
            "participant_id": participant_id,
        },
        json={
            "name": name,
            "role": role,
        },
        options=options,
    )


class SpeakRoomsParticipantsResource(Resource):
    """Participants of a room."""

    def list(
        self,
        room_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        q: str | Unset = UNSET,
        role: Sequence[Literal["admin", "manager"]] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.SpeakParticipant]:
        """List the participants of a room.

        The list can be filtered by text and roles.

        Args:
            room_id: The room's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Fields to sort by, separated by commas, each followed by `.asc` or `.desc`; without a
                direction the order is ascending. Also as "-name" for descending, or as pairs such as
                [("name", "desc")]. Sortable: name, role, created_at, updated_at.
            q: Only participants that match this text.
            role: Only participants with one of these roles. The key is repeated for each value.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of participants. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List Participants" (documented). The query parameters are documented; that a
        bracketed key is repeated for each value is inferred.
        """
        return self._caller.page(
            list_call(room_id=room_id, page=page, per_page=per_page, order=order, q=q, role=role, options=options)
        )

    def create(
        self,
        room_id: str,
        *,
        user_id: str | Unset = UNSET,
        name: str | Unset = UNSET,
        role: Literal["admin", "manager"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Create a participant.

        The role is optional; the default is not published.

        Args:
            room_id: The room's id.
            user_id: The id of the participant's user.
            name: The name that others see.
            role: What the participant may do in the room.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The participant.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create Participant" (documented). The page describes the body only with a
        table of fields; that it is JSON is inferred.
        """
        return self._caller.call(create_call(room_id=room_id, user_id=user_id, name=name, role=role, options=options))

    def get(
        self,
        room_id: str,
        participant_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Get a participant.

        The response contains the name, the role and the user's id.

        Args:
            room_id: The room's id.
            participant_id: The participant's id, which differs from the user's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The participant.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get Participant" (documented).
        """
        return self._caller.call(get_call(room_id=room_id, participant_id=participant_id, options=options))

    def delete(
        self,
        room_id: str,
        participant_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a participant.

        The user remains in the workspace.

        Args:
            room_id: The room's id.
            participant_id: The participant's id, which differs from the user's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete Participant" (documented). That the user remains is inferred.
        """
        return self._caller.call(delete_call(room_id=room_id, participant_id=participant_id, options=options))

    def update(
        self,
        room_id: str,
        participant_id: str,
        *,
        name: str | Unset = UNSET,
        role: Literal["admin", "manager"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Update a participant.

        Only the sent fields change.

        Args:
            room_id: The room's id.
            participant_id: The participant's id, which differs from the user's id.
            name: The name that others see.
            role: What the participant may do in the room.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated participant.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update Participant" (documented). The table of fields has only the name; the
        text beside it mentions the role too.
        """
        return self._caller.call(
            update_call(room_id=room_id, participant_id=participant_id, name=name, role=role, options=options)
        )

    @cached_property
    def with_raw_response(self) -> SpeakRoomsParticipantsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return SpeakRoomsParticipantsRaw(SpeakRoomsParticipantsResource(self._caller.raw))


class SpeakRoomsParticipantsRaw:
    """The methods of `speak.rooms.participants`, each of which gives its answer as it came."""

    def __init__(self, resource: SpeakRoomsParticipantsResource) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.delete = raw(resource.delete)
        self.update = raw(resource.update)


class AsyncSpeakRoomsParticipantsResource(AsyncResource):
    """Participants of a room."""

    def list(
        self,
        room_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        q: str | Unset = UNSET,
        role: Sequence[Literal["admin", "manager"]] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.SpeakParticipant]:
        """List the participants of a room.

        The list can be filtered by text and roles.

        Args:
            room_id: The room's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Fields to sort by, separated by commas, each followed by `.asc` or `.desc`; without a
                direction the order is ascending. Also as "-name" for descending, or as pairs such as
                [("name", "desc")]. Sortable: name, role, created_at, updated_at.
            q: Only participants that match this text.
            role: Only participants with one of these roles. The key is repeated for each value.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of participants. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List Participants" (documented). The query parameters are documented; that a
        bracketed key is repeated for each value is inferred.
        """
        return self._caller.page(
            list_call(room_id=room_id, page=page, per_page=per_page, order=order, q=q, role=role, options=options)
        )

    async def create(
        self,
        room_id: str,
        *,
        user_id: str | Unset = UNSET,
        name: str | Unset = UNSET,
        role: Literal["admin", "manager"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Create a participant.

        The role is optional; the default is not published.

        Args:
            room_id: The room's id.
            user_id: The id of the participant's user.
            name: The name that others see.
            role: What the participant may do in the room.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The participant.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create Participant" (documented). The page describes the body only with a
        table of fields; that it is JSON is inferred.
        """
        return await self._caller.call(
            create_call(room_id=room_id, user_id=user_id, name=name, role=role, options=options)
        )

    async def get(
        self,
        room_id: str,
        participant_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Get a participant.

        The response contains the name, the role and the user's id.

        Args:
            room_id: The room's id.
            participant_id: The participant's id, which differs from the user's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The participant.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get Participant" (documented).
        """
        return await self._caller.call(get_call(room_id=room_id, participant_id=participant_id, options=options))

    async def delete(
        self,
        room_id: str,
        participant_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a participant.

        The user remains in the workspace.

        Args:
            room_id: The room's id.
            participant_id: The participant's id, which differs from the user's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete Participant" (documented). That the user remains is inferred.
        """
        return await self._caller.call(delete_call(room_id=room_id, participant_id=participant_id, options=options))

    async def update(
        self,
        room_id: str,
        participant_id: str,
        *,
        name: str | Unset = UNSET,
        role: Literal["admin", "manager"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Update a participant.

        Only the sent fields change.

        Args:
            room_id: The room's id.
            participant_id: The participant's id, which differs from the user's id.
            name: The name that others see.
            role: What the participant may do in the room.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated participant.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update Participant" (documented). The table of fields has only the name; the
        text beside it mentions the role too.
        """
        return await self._caller.call(
            update_call(room_id=room_id, participant_id=participant_id, name=name, role=role, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncSpeakRoomsParticipantsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncSpeakRoomsParticipantsRaw(AsyncSpeakRoomsParticipantsResource(self._caller.raw))


class AsyncSpeakRoomsParticipantsRaw:
    """The methods of `speak.rooms.participants`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncSpeakRoomsParticipantsResource) -> None:
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
        self.get = araw(resource.get)
        self.delete = araw(resource.delete)
        self.update = araw(resource.update)
