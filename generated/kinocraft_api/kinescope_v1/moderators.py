# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Moderators, each with their own login."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
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

if TYPE_CHECKING:
    from kinocraft_api import kinescope_params as params

__all__ = ["AsyncModeratorsRaw", "AsyncModeratorsResource", "ModeratorsRaw", "ModeratorsResource"]

LIST = Operation(
    id="moderators.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/moderators",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("created_at",),
    },
)
CREATE = Operation(
    id="moderators.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/moderators",
    secured=True,
    idempotent=False,
    payload="data",
)
GET = Operation(
    id="moderators.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/moderators/{moderator_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"moderator_id": "user_id"},
)
UPDATE = Operation(
    id="moderators.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/moderators/{moderator_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"moderator_id": "user_id"},
    changes=True,
)
DELETE = Operation(
    id="moderators.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/moderators/{moderator_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"moderator_id": "user_id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.ModeratorsListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Moderator]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.ModeratorList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def create_call(
    *,
    username: str,
    email: str,
    password: str,
    options: CallOptions,
) -> Call[models.Moderator]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.ModeratorResponse,
        json={
            "username": username,
            "email": email,
            "password": password,
        },
        options=options,
    )


def get_call(
    moderator_id: str | models.Moderator,
    *,
    options: CallOptions,
) -> Call[models.Moderator]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.ModeratorResponse,
        path={
            "moderator_id": moderator_id,
        },
        options=options,
    )


def update_call(
    moderator_id: str | models.Moderator,
    *,
    username: str | Unset = UNSET,
    email: str | Unset = UNSET,
    password: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Moderator]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.ModeratorResponse,
        path={
            "moderator_id": moderator_id,
        },
        json={
            "username": username,
            "email": email,
            "password": password,
        },
        options=options,
    )


def delete_call(
    moderator_id: str | models.Moderator,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "moderator_id": moderator_id,
        },
        options=options,
    )


class ModeratorsResource(Resource):
    """Moderators, each with their own login."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.ModeratorsListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Moderator]:
        """Get moderators.

        `user_id` holds the moderator's id.

        Args:
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending
                (inferred). Only `created_at` is known to work. Also as "-created_at" for descending, or as
                pairs such as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of moderators. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get moderators" (documented).
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
        username: str,
        email: str,
        password: str,
        **options: Unpack[CallOptions],
    ) -> models.Moderator:
        """Add a moderator.

        The moderator logs in with this user name and password.

        Args:
            username: The user name for logging in.
            email: The moderator's e-mail address.
            password: The password for logging in.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Add moderator" (documented).
        """
        return self._caller.call(create_call(username=username, email=email, password=password, options=options))

    def get(
        self,
        moderator_id: str | models.Moderator,
        **options: Unpack[CallOptions],
    ) -> models.Moderator:
        """Get a moderator.

        The response does not contain the password.

        Args:
            moderator_id: The moderator's id, which is `user_id` in responses.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get moderator" (documented).
        """
        return self._caller.call(get_call(moderator_id=moderator_id, options=options))

    def update(
        self,
        moderator_id: str | models.Moderator,
        *,
        username: str | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Moderator:
        """Update a moderator.

        The page says that only the sent fields change, but other PUT operations reject requests that
        leave a field out, so send all three fields.

        Args:
            moderator_id: The moderator's id, which is `user_id` in responses.
            username: The user name for logging in.
            email: The moderator's e-mail address.
            password: The password for logging in.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated moderator.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update moderator" (documented).
        """
        return self._caller.call(
            update_call(moderator_id=moderator_id, username=username, email=email, password=password, options=options)
        )

    def delete(
        self,
        moderator_id: str | models.Moderator,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a moderator.

        This cannot be undone.

        Args:
            moderator_id: The moderator's id, which is `user_id` in responses.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete moderator" (documented).
        """
        return self._caller.call(delete_call(moderator_id=moderator_id, options=options))

    @cached_property
    def with_raw_response(self) -> ModeratorsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return ModeratorsRaw(ModeratorsResource(self._caller.raw))


class ModeratorsRaw:
    """The methods of `moderators`. Each returns a `RawResponse`."""

    def __init__(self, resource: ModeratorsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncModeratorsResource(AsyncResource, sync=ModeratorsResource):
    """Moderators, each with their own login."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.ModeratorsListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Moderator]:
        """Do the same as `ModeratorsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
        username: str,
        email: str,
        password: str,
        **options: Unpack[CallOptions],
    ) -> models.Moderator:
        """Do the same as `ModeratorsResource.create`."""
        return await self._caller.call(create_call(username=username, email=email, password=password, options=options))

    async def get(
        self,
        moderator_id: str | models.Moderator,
        **options: Unpack[CallOptions],
    ) -> models.Moderator:
        """Do the same as `ModeratorsResource.get`."""
        return await self._caller.call(get_call(moderator_id=moderator_id, options=options))

    async def update(
        self,
        moderator_id: str | models.Moderator,
        *,
        username: str | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Moderator:
        """Do the same as `ModeratorsResource.update`."""
        return await self._caller.call(
            update_call(moderator_id=moderator_id, username=username, email=email, password=password, options=options)
        )

    async def delete(
        self,
        moderator_id: str | models.Moderator,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `ModeratorsResource.delete`."""
        return await self._caller.call(delete_call(moderator_id=moderator_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncModeratorsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncModeratorsRaw(AsyncModeratorsResource(self._caller.raw))


class AsyncModeratorsRaw:
    """The methods of `moderators`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncModeratorsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
