# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Images of users and workspaces."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, overload

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import (
    Call,
    CallOptions,
    File,
    Id,
    Operation,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    pass

__all__ = ["AsyncAvatarsRaw", "AsyncAvatarsResource", "AvatarsRaw", "AvatarsResource"]

GET_USER_AVATAR = Operation(
    id="avatars.get_user_avatar",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/user/avatar/{avatar_id}",
    secured=True,
    idempotent=True,
    ids={"avatar_id": "id"},
)
SET = Operation(
    id="avatars.set",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/avatar",
    secured=True,
    idempotent=True,
    payload="data",
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
    payload="data",
)
GET_WORKSPACE_AVATAR = Operation(
    id="avatars.get_workspace_avatar",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/workspace/avatar/{avatar_id}",
    secured=True,
    idempotent=True,
    ids={"avatar_id": "id"},
)


def get_user_avatar_call(
    avatar_id: Id,
    *,
    options: CallOptions,
) -> Call[bytes]:
    """Build the call of `get_user_avatar`."""
    return Call(
        GET_USER_AVATAR,
        bytes,
        path={
            "avatar_id": avatar_id,
        },
        options=options,
    )


def set_call(
    file: File,
    *,
    options: CallOptions,
) -> Call[models.User]:
    """Build the call of `set`."""
    return Call(
        SET,
        models.UserResponse,
        content=file,
        content_type="application/octet-stream",
        options=options,
    )


def delete_call(
    *,
    options: CallOptions,
) -> Call[models.User | None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.UserResponse,
        options=options,
    )


def get_workspace_avatar_call(
    avatar_id: Id,
    *,
    options: CallOptions,
) -> Call[bytes]:
    """Build the call of `get_workspace_avatar`."""
    return Call(
        GET_WORKSPACE_AVATAR,
        bytes,
        path={
            "avatar_id": avatar_id,
        },
        options=options,
    )


class AvatarsResource(Resource):
    """Images of users and workspaces."""

    @overload
    def get_user_avatar(
        self,
        avatar_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    def get_user_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    def get_user_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Show the avatar of a user.

        The response is the image itself.

        Args:
            avatar_id: The avatar's id.
            to: A file to write to as bytes arrive. It appears, or is replaced, only when all bytes have arrived.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The image. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Show avatar" (documented). The image may have any format; the page says only
        that the response is its bytes (inferred).
        """
        call = get_user_avatar_call(avatar_id=avatar_id, options=options)
        return self._caller.call(call) if to is None else self._caller.save(call, to)

    def set(
        self,
        file: File,
        **options: Unpack[CallOptions],
    ) -> models.User:
        """Set an avatar.

        The body is the image's raw bytes. It replaces the avatar of the user or workspace that owns the
        token.

        Args:
            file: A path, bytes, or a file opened in binary mode, sent from its current position.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user with the new avatar.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Set avatar" (documented). The body is the image's raw bytes, in any format
        and size (inferred). A request without an image gets 500 (seen).
        """
        return self._caller.call(set_call(file=file, options=options))

    def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> models.User | None:
        """Delete the avatar.

        The service shows its default avatar from then on. Without an avatar the call also succeeds.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The user whose avatar was deleted. The body may be empty. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete avatar" (documented). A request without an avatar succeeds (seen).
        """
        return self._caller.call(delete_call(options=options))

    @overload
    def get_workspace_avatar(
        self,
        avatar_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    def get_workspace_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    def get_workspace_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Show the avatar of a workspace.

        The response is the image itself.

        Args:
            avatar_id: The avatar's id.
            to: A file to write to as bytes arrive. It appears, or is replaced, only when all bytes have arrived.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The image. With `to`, the path of the file.

        Raises:
            DestinationError: The file cannot be written.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Show avatar" (documented). The image may have any format; the page says only
        that the response is its bytes (inferred).
        """
        call = get_workspace_avatar_call(avatar_id=avatar_id, options=options)
        return self._caller.call(call) if to is None else self._caller.save(call, to)

    @cached_property
    def with_raw_response(self) -> AvatarsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AvatarsRaw(AvatarsResource(self._caller.raw))


class AvatarsRaw:
    """The methods of `avatars`. Each returns a `RawResponse`."""

    def __init__(self, resource: AvatarsResource) -> None:
        self.get_user_avatar = raw_method(resource.get_user_avatar)
        self.set = raw_method(resource.set)
        self.delete = raw_method(resource.delete)
        self.get_workspace_avatar = raw_method(resource.get_workspace_avatar)


class AsyncAvatarsResource(AsyncResource, sync=AvatarsResource):
    """Images of users and workspaces."""

    @overload
    async def get_user_avatar(
        self,
        avatar_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    async def get_user_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    async def get_user_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Do the same as `AvatarsResource.get_user_avatar`."""
        call = get_user_avatar_call(avatar_id=avatar_id, options=options)
        return await self._caller.call(call) if to is None else await self._caller.save(call, to)

    async def set(
        self,
        file: File,
        **options: Unpack[CallOptions],
    ) -> models.User:
        """Do the same as `AvatarsResource.set`."""
        return await self._caller.call(set_call(file=file, options=options))

    async def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> models.User | None:
        """Do the same as `AvatarsResource.delete`."""
        return await self._caller.call(delete_call(options=options))

    @overload
    async def get_workspace_avatar(
        self,
        avatar_id: Id,
        *,
        to: None = None,
        **options: Unpack[CallOptions],
    ) -> bytes: ...
    @overload
    async def get_workspace_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str],
        **options: Unpack[CallOptions],
    ) -> Path: ...
    async def get_workspace_avatar(
        self,
        avatar_id: Id,
        *,
        to: str | os.PathLike[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> bytes | Path:
        """Do the same as `AvatarsResource.get_workspace_avatar`."""
        call = get_workspace_avatar_call(avatar_id=avatar_id, options=options)
        return await self._caller.call(call) if to is None else await self._caller.save(call, to)

    @cached_property
    def with_raw_response(self) -> AsyncAvatarsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncAvatarsRaw(AsyncAvatarsResource(self._caller.raw))


class AsyncAvatarsRaw:
    """The methods of `avatars`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncAvatarsResource) -> None:
        self.get_user_avatar = async_raw_method(resource.get_user_avatar)
        self.set = async_raw_method(resource.set)
        self.delete = async_raw_method(resource.delete)
        self.get_workspace_avatar = async_raw_method(resource.get_workspace_avatar)
