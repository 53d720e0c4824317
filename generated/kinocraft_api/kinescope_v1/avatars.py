# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Images of users and workspaces."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Unpack, overload

from kinocraft_api._core import (
    AsyncResource,
    Call,
    CallOptions,
    Content,
    Operation,
    Resource,
    araw,
    raw,
)

from . import models

__all__ = ["AsyncAvatarsRaw", "AsyncAvatarsResource", "AvatarsRaw", "AvatarsResource"]

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
    gives="data",
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
    gives="data",
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
) -> Call[models.User]:
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
) -> Call[models.User | None]:
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
    """Images of users and workspaces."""

    @overload
    def get_user(
        self,
        avatar_id: str,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    def get_user(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    def get_user(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Show the avatar of a user.

        The response is the image itself.

        Args:
            avatar_id: The avatar's id.
            to: A file to write it to as it comes. It appears, or is replaced, only when all bytes are there.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The image. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the response is raw bytes is documented; its
        image formats are not.
        """
        call = get_user_call(avatar_id=avatar_id, options=options)
        return self._caller.call(call) if to is None else self._caller.save(call, to)

    def set(
        self,
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> models.User:
        """Set an avatar.

        The body is the image's raw bytes. It replaces the avatar of the user or workspace that owns the
        token.

        Args:
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user with the new avatar.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set avatar" (documented). That the body is raw bytes is inferred; the
        allowed formats and sizes are not documented. A test request without an image got 500.
        """
        return self._caller.call(set_call(body=body, options=options))

    def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> models.User | None:
        """Delete the avatar.

        The service shows its default avatar from then on. Without an avatar the call also succeeds.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user whose avatar was deleted. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete avatar" (documented). A test request without an avatar succeeded.
        """
        return self._caller.call(delete_call(options=options))

    @overload
    def get_workspace(
        self,
        avatar_id: str,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    def get_workspace(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    def get_workspace(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Show the avatar of a workspace.

        The response is the image itself.

        Args:
            avatar_id: The avatar's id.
            to: A file to write it to as it comes. It appears, or is replaced, only when all bytes are there.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The image. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the response is raw bytes is documented; its
        image formats are not.
        """
        call = get_workspace_call(avatar_id=avatar_id, options=options)
        return self._caller.call(call) if to is None else self._caller.save(call, to)

    @cached_property
    def with_raw_response(self) -> AvatarsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AvatarsRaw(AvatarsResource(self._caller.raw))


class AvatarsRaw:
    """The methods of `avatars`, each of which gives its answer as it came."""

    def __init__(self, resource: AvatarsResource) -> None:
        self.get_user = raw(resource.get_user)
        self.set = raw(resource.set)
        self.delete = raw(resource.delete)
        self.get_workspace = raw(resource.get_workspace)


class AsyncAvatarsResource(AsyncResource):
    """Images of users and workspaces."""

    @overload
    async def get_user(
        self,
        avatar_id: str,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    async def get_user(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    async def get_user(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Show the avatar of a user.

        The response is the image itself.

        Args:
            avatar_id: The avatar's id.
            to: A file to write it to as it comes. It appears, or is replaced, only when all bytes are there.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The image. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the response is raw bytes is documented; its
        image formats are not.
        """
        call = get_user_call(avatar_id=avatar_id, options=options)
        return await self._caller.call(call) if to is None else await self._caller.save(call, to)

    async def set(
        self,
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> models.User:
        """Set an avatar.

        The body is the image's raw bytes. It replaces the avatar of the user or workspace that owns the
        token.

        Args:
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user with the new avatar.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set avatar" (documented). That the body is raw bytes is inferred; the
        allowed formats and sizes are not documented. A test request without an image got 500.
        """
        return await self._caller.call(set_call(body=body, options=options))

    async def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> models.User | None:
        """Delete the avatar.

        The service shows its default avatar from then on. Without an avatar the call also succeeds.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user whose avatar was deleted. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete avatar" (documented). A test request without an avatar succeeded.
        """
        return await self._caller.call(delete_call(options=options))

    @overload
    async def get_workspace(
        self,
        avatar_id: str,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    async def get_workspace(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    async def get_workspace(
        self,
        avatar_id: str,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Show the avatar of a workspace.

        The response is the image itself.

        Args:
            avatar_id: The avatar's id.
            to: A file to write it to as it comes. It appears, or is replaced, only when all bytes are there.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The image. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Show avatar" (documented). That the response is raw bytes is documented; its
        image formats are not.
        """
        call = get_workspace_call(avatar_id=avatar_id, options=options)
        return await self._caller.call(call) if to is None else await self._caller.save(call, to)

    @cached_property
    def with_raw_response(self) -> AsyncAvatarsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncAvatarsRaw(AsyncAvatarsResource(self._caller.raw))


class AsyncAvatarsRaw:
    """The methods of `avatars`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncAvatarsResource) -> None:
        self.get_user = araw(resource.get_user)
        self.set = araw(resource.set)
        self.delete = araw(resource.delete)
        self.get_workspace = araw(resource.get_workspace)
