# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Moderators, each with a log-in of their own."""

from __future__ import annotations

from typing import Unpack

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

__all__ = ["AsyncModeratorsResource", "ModeratorsResource"]

LIST = Operation(
    id="moderators.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/moderators",
    secured=True,
    idempotent=True,
)
CREATE = Operation(
    id="moderators.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/moderators",
    secured=True,
    idempotent=False,
)
GET = Operation(
    id="moderators.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/moderators/{moderator_id}",
    secured=True,
    idempotent=True,
)
UPDATE = Operation(
    id="moderators.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/moderators/{moderator_id}",
    secured=True,
    idempotent=True,
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
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.ModeratorList]:
    """What `list` sends."""
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
    username: str | Unset = UNSET,
    email: str | Unset = UNSET,
    password: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.ModeratorAnswer]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.ModeratorAnswer,
        json={
            "username": username,
            "email": email,
            "password": password,
        },
        options=options,
    )


def get_call(
    moderator_id: str,
    options: CallOptions,
) -> Call[models.ModeratorAnswer]:
    """What `get` sends."""
    return Call(
        GET,
        models.ModeratorAnswer,
        path={
            "moderator_id": moderator_id,
        },
        options=options,
    )


def update_call(
    moderator_id: str,
    *,
    username: str | Unset = UNSET,
    email: str | Unset = UNSET,
    password: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.ModeratorAnswer]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.ModeratorAnswer,
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
    moderator_id: str,
    options: CallOptions,
) -> Call[models.SuccessAnswer | None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.SuccessAnswer,
        path={
            "moderator_id": moderator_id,
        },
        options=options,
    )


class ModeratorsResource(Resource):
    """Moderators, each with a log-in of their own."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorList:
        """List the workspace's moderators.

        A moderator's id is in `user_id`.

        Args:
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: The field to sort by, then `.asc` or `.desc`; without a direction it is ascending. Only
                `created_at` is known to work.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of moderators.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get moderators" (documented). The page says that the list is paged, not how;
        `page`, `per_page` and `order` are inferred from the answer's metadata.
        """
        return self._caller.call(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
        username: str | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorAnswer:
        """Add a moderator.

        The moderator logs in with the name and the password given here.

        Args:
            username: The name to log in with.
            email: The moderator's e-mail address.
            password: The password to log in with.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Add moderator" (documented).
        """
        return self._caller.call(create_call(username=username, email=email, password=password, options=options))

    def get(
        self,
        moderator_id: str,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorAnswer:
        """Get a moderator.

        The password does not come with it.

        Args:
            moderator_id: The moderator's id, which is the `user_id` of the answers.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get moderator" (documented).
        """
        return self._caller.call(get_call(moderator_id=moderator_id, options=options))

    def update(
        self,
        moderator_id: str,
        *,
        username: str | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorAnswer:
        """Change a moderator's name, e-mail address or password.

        The page says that only what is sent changes. Other changes by PUT are refused where a field is
        left out, so send all three.

        Args:
            moderator_id: The moderator's id, which is the `user_id` of the answers.
            username: The name to log in with.
            email: The moderator's e-mail address.
            password: The password to log in with.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator as now known.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update moderator" (documented).
        """
        return self._caller.call(
            update_call(moderator_id=moderator_id, username=username, email=email, password=password, options=options)
        )

    def delete(
        self,
        moderator_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SuccessAnswer | None:
        """Remove a moderator.

        There is no way back.

        Args:
            moderator_id: The moderator's id, which is the `user_id` of the answers.
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

        Source: kinescope, "Delete moderator" (documented).
        """
        return self._caller.call(delete_call(moderator_id=moderator_id, options=options))


class AsyncModeratorsResource(AsyncResource):
    """Moderators, each with a log-in of their own."""

    async def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorList:
        """List the workspace's moderators.

        A moderator's id is in `user_id`.

        Args:
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: The field to sort by, then `.asc` or `.desc`; without a direction it is ascending. Only
                `created_at` is known to work.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of moderators.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get moderators" (documented). The page says that the list is paged, not how;
        `page`, `per_page` and `order` are inferred from the answer's metadata.
        """
        return await self._caller.call(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
        username: str | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorAnswer:
        """Add a moderator.

        The moderator logs in with the name and the password given here.

        Args:
            username: The name to log in with.
            email: The moderator's e-mail address.
            password: The password to log in with.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Add moderator" (documented).
        """
        return await self._caller.call(create_call(username=username, email=email, password=password, options=options))

    async def get(
        self,
        moderator_id: str,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorAnswer:
        """Get a moderator.

        The password does not come with it.

        Args:
            moderator_id: The moderator's id, which is the `user_id` of the answers.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get moderator" (documented).
        """
        return await self._caller.call(get_call(moderator_id=moderator_id, options=options))

    async def update(
        self,
        moderator_id: str,
        *,
        username: str | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.ModeratorAnswer:
        """Change a moderator's name, e-mail address or password.

        The page says that only what is sent changes. Other changes by PUT are refused where a field is
        left out, so send all three.

        Args:
            moderator_id: The moderator's id, which is the `user_id` of the answers.
            username: The name to log in with.
            email: The moderator's e-mail address.
            password: The password to log in with.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moderator as now known.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update moderator" (documented).
        """
        return await self._caller.call(
            update_call(moderator_id=moderator_id, username=username, email=email, password=password, options=options)
        )

    async def delete(
        self,
        moderator_id: str,
        **options: Unpack[CallOptions],
    ) -> models.SuccessAnswer | None:
        """Remove a moderator.

        There is no way back.

        Args:
            moderator_id: The moderator's id, which is the `user_id` of the answers.
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

        Source: kinescope, "Delete moderator" (documented).
        """
        return await self._caller.call(delete_call(moderator_id=moderator_id, options=options))
