# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Participants of a room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

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
    ids={"room_id": "id"},
)
CREATE = Operation(
    id="speak.rooms.participants.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/speak/rooms/{room_id}/participants",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"room_id": "id"},
    body=InputField(
        {
            "user_id": ID,
        }
    ),
)
GET = Operation(
    id="speak.rooms.participants.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/speak/rooms/{room_id}/participants/{participant_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"participant_id": "id", "room_id": "id"},
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
    payload="nothing",
    ids={"participant_id": "id", "room_id": "id"},
)
UPDATE = Operation(
    id="speak.rooms.participants.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/speak/rooms/{room_id}/participants/{participant_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"participant_id": "id", "room_id": "id"},
    changes=True,
)


def list_call(
    room_id: Id,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.SpeakRoomsParticipantsListOrder | Unset = UNSET,
    q: str | Unset = UNSET,
    role: Sequence[Literal["admin", "manager"]] | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.SpeakParticipant]]:
    """Build the call of `list`."""
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
    room_id: Id,
    name: str,
    *,
    user_id: Id | Unset = UNSET,
    role: Literal["admin", "manager"] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakParticipant]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.SpeakParticipantResponse,
        path={
            "room_id": room_id,
        },
        json={
            "name": name,
            "user_id": user_id,
            "role": role,
        },
        options=options,
    )


def get_call(
    room_id: Id,
    participant_id: Id,
    *,
    options: CallOptions,
) -> Call[models.SpeakParticipant]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.SpeakParticipantResponse,
        path={
            "room_id": room_id,
            "participant_id": participant_id,
        },
        options=options,
    )


def delete_call(
    room_id: Id,
    participant_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "room_id": room_id,
            "participant_id": participant_id,
        },
        options=options,
    )


def update_call(
    room_id: Id,
    participant_id: Id,
    *,
    name: str | Unset = UNSET,
    role: Literal["admin", "manager"] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.SpeakParticipant]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.SpeakParticipantResponse,
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
        room_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.SpeakRoomsParticipantsListOrder | Unset = UNSET,
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
            One page of participants. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List Participants" (documented). A key in brackets is repeated for each
        value (inferred).
        """
        return self._caller.page(
            list_call(room_id=room_id, page=page, per_page=per_page, order=order, q=q, role=role, options=options)
        )

    def create(
        self,
        room_id: Id,
        name: str,
        *,
        user_id: Id | Unset = UNSET,
        role: Literal["admin", "manager"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Create a participant.

        The role is optional; the default is not published.

        Args:
            room_id: The room's id.
            name: The name that others see.
            user_id: The id of the participant's user.
            role: What the participant may do in the room.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The participant.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create Participant" (documented). The body is JSON; the page describes it
        only with a table of fields (inferred).
        """
        return self._caller.call(create_call(room_id=room_id, name=name, user_id=user_id, role=role, options=options))

    def get(
        self,
        room_id: Id,
        participant_id: Id,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get Participant" (documented).
        """
        return self._caller.call(get_call(room_id=room_id, participant_id=participant_id, options=options))

    def delete(
        self,
        room_id: Id,
        participant_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a participant.

        The user remains in the workspace.

        Args:
            room_id: The room's id.
            participant_id: The participant's id, which differs from the user's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete Participant" (documented). The user remains in the workspace
        (inferred).
        """
        return self._caller.call(delete_call(room_id=room_id, participant_id=participant_id, options=options))

    def update(
        self,
        room_id: Id,
        participant_id: Id,
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
            role: What the participant may do in the room (inferred).
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated participant.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update Participant" (documented).
        """
        return self._caller.call(
            update_call(room_id=room_id, participant_id=participant_id, name=name, role=role, options=options)
        )

    @cached_property
    def with_raw_response(self) -> SpeakRoomsParticipantsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return SpeakRoomsParticipantsRaw(SpeakRoomsParticipantsResource(self._caller.raw))


class SpeakRoomsParticipantsRaw:
    """The methods of `speak.rooms.participants`. Each returns a `RawResponse`."""

    def __init__(self, resource: SpeakRoomsParticipantsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.delete = raw_method(resource.delete)
        self.update = raw_method(resource.update)


class AsyncSpeakRoomsParticipantsResource(AsyncResource, sync=SpeakRoomsParticipantsResource):
    """Participants of a room."""

    def list(
        self,
        room_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.SpeakRoomsParticipantsListOrder | Unset = UNSET,
        q: str | Unset = UNSET,
        role: Sequence[Literal["admin", "manager"]] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.SpeakParticipant]:
        """Do the same as `SpeakRoomsParticipantsResource.list`, when awaited or iterated over."""
        return self._caller.page(
            list_call(room_id=room_id, page=page, per_page=per_page, order=order, q=q, role=role, options=options)
        )

    async def create(
        self,
        room_id: Id,
        name: str,
        *,
        user_id: Id | Unset = UNSET,
        role: Literal["admin", "manager"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Do the same as `SpeakRoomsParticipantsResource.create`."""
        return await self._caller.call(
            create_call(room_id=room_id, name=name, user_id=user_id, role=role, options=options)
        )

    async def get(
        self,
        room_id: Id,
        participant_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Do the same as `SpeakRoomsParticipantsResource.get`."""
        return await self._caller.call(get_call(room_id=room_id, participant_id=participant_id, options=options))

    async def delete(
        self,
        room_id: Id,
        participant_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `SpeakRoomsParticipantsResource.delete`."""
        return await self._caller.call(delete_call(room_id=room_id, participant_id=participant_id, options=options))

    async def update(
        self,
        room_id: Id,
        participant_id: Id,
        *,
        name: str | Unset = UNSET,
        role: Literal["admin", "manager"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.SpeakParticipant:
        """Do the same as `SpeakRoomsParticipantsResource.update`."""
        return await self._caller.call(
            update_call(room_id=room_id, participant_id=participant_id, name=name, role=role, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncSpeakRoomsParticipantsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncSpeakRoomsParticipantsRaw(AsyncSpeakRoomsParticipantsResource(self._caller.raw))


class AsyncSpeakRoomsParticipantsRaw:
    """The methods of `speak.rooms.participants`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncSpeakRoomsParticipantsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.delete = async_raw_method(resource.delete)
        self.update = async_raw_method(resource.update)
