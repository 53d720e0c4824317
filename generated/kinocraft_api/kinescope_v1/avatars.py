# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""The pictures that stand for users and workspaces."""

from __future__ import annotations

from typing import Unpack

from kinocraft_api._core import (
    AsyncResource,
    Call,
    CallOptions,
    Content,
    Operation,
    Resource,
)

from . import models

__all__ = ["AsyncAvatarsResource", "AvatarsResource"]

GET_USER = Operation(
    id="avatars.get_user",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/user/avatar/{avatar_id}",
    secured=True,
    idempotent=True,
)
SET = Operation(
    id="avatars.set",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/avatar",
    secured=True,
    idempotent=True,
)
DELETE = Operation(
    id="avatars.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/avatar",
    secured=True,
    idempotent=True,
    may_be_empty=True,
)
GET_WORKSPACE = Operation(
    id="avatars.get_workspace",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/workspace/avatar/{avatar_id}",
    secured=True,
    idempotent=True,
)


def get_user_call(
    avatar_id: str,
    options: CallOptions,
) -> Call[bytes]:
    """What `get_user` sends."""
    return Call(
        GET_USER,
        bytes,
        path={
            "avatar_id": avatar_id,
        },
        options=options,
    )


def set_call(
    *,
    body: Content,
    options: CallOptions,
) -> Call[models.UserAnswer]:
    """What `set` sends."""
    return Call(
        SET,
        models.UserAnswer,
        content=body,
        content_type="application/octet-stream",
        options=options,
    )


def delete_call(
    options: CallOptions,
) -> Call[models.UserAnswer | None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.UserAnswer,
        options=options,
    )


def get_workspace_call(
    avatar_id: str,
    options: CallOptions,
) -> Call[bytes]:
    """What `get_workspace` sends."""
    return Call(
        GET_WORKSPACE,
        bytes,
        path={
            "avatar_id": avatar_id,
        },
        options=options,
    )


class AvatarsResource(Resource):
    """The pictures that stand for users and workspaces."""

    def get_user(
        self,
        avatar_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get a user's avatar.

        The answer is the picture itself.

        Args:
            avatar_id: The avatar's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The picture.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the answer is raw bytes is documented; which
        picture formats occur is not.
        """
        return self._caller.call(get_user_call(avatar_id=avatar_id, options=options))

    def set(
        self,
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> models.UserAnswer:
        """Upload an avatar.

        The body is the picture's raw bytes. It becomes the avatar of the user or workspace whose token
        is sent, in place of one that may be there.

        Args:
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user whose avatar it now is.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set avatar" (documented). That the body is raw bytes is inferred; which
        picture formats and sizes are taken is not documented. A probe without a picture met 500.
        """
        return self._caller.call(set_call(body=body, options=options))

    def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> models.UserAnswer | None:
        """Take the avatar away.

        The service shows its default avatar from then on. Nothing is lost where there was none.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user whose avatar it was. Comes with or without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete avatar" (documented). A probe without an avatar met success.
        """
        return self._caller.call(delete_call(options=options))

    def get_workspace(
        self,
        avatar_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get a workspace's avatar.

        The answer is the picture itself.

        Args:
            avatar_id: The avatar's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The picture.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the answer is raw bytes is documented; which
        picture formats occur is not.
        """
        return self._caller.call(get_workspace_call(avatar_id=avatar_id, options=options))


class AsyncAvatarsResource(AsyncResource):
    """The pictures that stand for users and workspaces."""

    async def get_user(
        self,
        avatar_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get a user's avatar.

        The answer is the picture itself.

        Args:
            avatar_id: The avatar's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The picture.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the answer is raw bytes is documented; which
        picture formats occur is not.
        """
        return await self._caller.call(get_user_call(avatar_id=avatar_id, options=options))

    async def set(
        self,
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> models.UserAnswer:
        """Upload an avatar.

        The body is the picture's raw bytes. It becomes the avatar of the user or workspace whose token
        is sent, in place of one that may be there.

        Args:
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user whose avatar it now is.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set avatar" (documented). That the body is raw bytes is inferred; which
        picture formats and sizes are taken is not documented. A probe without a picture met 500.
        """
        return await self._caller.call(set_call(body=body, options=options))

    async def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> models.UserAnswer | None:
        """Take the avatar away.

        The service shows its default avatar from then on. Nothing is lost where there was none.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user whose avatar it was. Comes with or without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete avatar" (documented). A probe without an avatar met success.
        """
        return await self._caller.call(delete_call(options=options))

    async def get_workspace(
        self,
        avatar_id: str,
        **options: Unpack[CallOptions],
    ) -> bytes:
        """Get a workspace's avatar.

        The answer is the picture itself.

        Args:
            avatar_id: The avatar's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The picture.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the answer is raw bytes is documented; which
        picture formats occur is not.
        """
        return await self._caller.call(get_workspace_call(avatar_id=avatar_id, options=options))
