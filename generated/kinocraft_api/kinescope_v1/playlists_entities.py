# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Videos of a playlist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
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
    "AsyncPlaylistsEntitiesRaw",
    "AsyncPlaylistsEntitiesResource",
    "PlaylistsEntitiesRaw",
    "PlaylistsEntitiesResource",
]

LIST = Operation(
    id="playlists.entities.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/playlists/{playlist_id}/entities",
    secured=True,
    idempotent=True,
)
ADD = Operation(
    id="playlists.entities.add",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/playlists/{playlist_id}/entities",
    secured=True,
    idempotent=False,
    gives="data",
)
DELETE = Operation(
    id="playlists.entities.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/playlists/{playlist_id}/entities",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    gives="data",
)
MOVE = Operation(
    id="playlists.entities.move",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/playlists/{playlist_id}/entities/{media_id}/move",
    secured=True,
    idempotent=True,
    gives="data",
)


def list_call(
    playlist_id: str,
    options: CallOptions,
) -> Call[Listed[models.PlaylistEntity]]:
    """What `list` sends."""
    return Call(
        LIST,
        models.PlaylistEntityList,
        path={
            "playlist_id": playlist_id,
        },
        options=options,
    )


def add_call(
    playlist_id: str,
    *,
    entity_ids: Sequence[str],
    replace: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Playlist]:
    """What `add` sends."""
    return Call(
        ADD,
        models.PlaylistAnswer,
        path={
            "playlist_id": playlist_id,
        },
        json={
            "entity_ids": entity_ids,
            "replace": replace,
        },
        options=options,
    )


def delete_call(
    playlist_id: str,
    *,
    entity_ids: Sequence[str],
    options: CallOptions,
) -> Call[models.Playlist | None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.PlaylistAnswer,
        path={
            "playlist_id": playlist_id,
        },
        json={
            "entity_ids": entity_ids,
        },
        options=options,
    )


def move_call(
    playlist_id: str,
    media_id: str,
    *,
    position: int,
    options: CallOptions,
) -> Call[models.Playlist]:
    """What `move` sends."""
    return Call(
        MOVE,
        models.PlaylistAnswer,
        path={
            "playlist_id": playlist_id,
            "media_id": media_id,
        },
        json={
            "position": position,
        },
        options=options,
    )


class PlaylistsEntitiesResource(Resource):
    """Videos of a playlist."""

    def list(
        self,
        playlist_id: str,
        **options: Unpack[CallOptions],
    ) -> Page[models.PlaylistEntity]:
        """List the media of a playlist.

        All videos come at once, in playlist order.

        Args:
            playlist_id: The playlist's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The videos. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List medias" (documented).
        """
        return self._caller.page(list_call(playlist_id=playlist_id, options=options))

    def add(
        self,
        playlist_id: str,
        *,
        entity_ids: Sequence[str],
        replace: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Playlist:
        """Add media to a playlist.

        The videos are appended, or replace the existing ones if `replace` is true.

        Args:
            playlist_id: The playlist's id.
            entity_ids: The ids of the videos, in playlist order.
            replace: True replaces the current videos. Otherwise the new ones are appended.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Add medias" (documented). The page mentions `replace` in its text, without a
        type; that it is a boolean is inferred. That `entity_ids` is required is inferred, since the
        request does nothing without it.
        """
        return self._caller.call(
            add_call(playlist_id=playlist_id, entity_ids=entity_ids, replace=replace, options=options)
        )

    def delete(
        self,
        playlist_id: str,
        *,
        entity_ids: Sequence[str],
        **options: Unpack[CallOptions],
    ) -> models.Playlist | None:
        """Delete media from a playlist.

        The videos themselves are not deleted. This is the only deletion that needs a body.

        Args:
            playlist_id: The playlist's id.
            entity_ids: The ids of the videos.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete medias" (documented).
        """
        return self._caller.call(delete_call(playlist_id=playlist_id, entity_ids=entity_ids, options=options))

    def move(
        self,
        playlist_id: str,
        media_id: str,
        *,
        position: int,
        **options: Unpack[CallOptions],
    ) -> models.Playlist:
        """Move media within a playlist.

        The videos in between shift. The order is visible only if the playlist's `sort_field` is
        `custom`.

        Args:
            playlist_id: The playlist's id.
            media_id: The id of a video that is in the playlist.
            position: The new position in the playlist, from 1.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Move media" (documented). It is inferred that the other videos shift, that
        other sort orders hide it, and that `position`, the only field, is required. Positions are
        counted from 1, as in the list.
        """
        return self._caller.call(
            move_call(playlist_id=playlist_id, media_id=media_id, position=position, options=options)
        )

    @cached_property
    def with_raw_response(self) -> PlaylistsEntitiesRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return PlaylistsEntitiesRaw(PlaylistsEntitiesResource(self._caller.raw))


class PlaylistsEntitiesRaw:
    """The methods of `playlists.entities`, each of which gives its answer as it came."""

    def __init__(self, resource: PlaylistsEntitiesResource) -> None:
        self.list = raw(resource.list)
        self.add = raw(resource.add)
        self.delete = raw(resource.delete)
        self.move = raw(resource.move)


class AsyncPlaylistsEntitiesResource(AsyncResource):
    """Videos of a playlist."""

    def list(
        self,
        playlist_id: str,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.PlaylistEntity]:
        """List the media of a playlist.

        All videos come at once, in playlist order.

        Args:
            playlist_id: The playlist's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The videos. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List medias" (documented).
        """
        return self._caller.page(list_call(playlist_id=playlist_id, options=options))

    async def add(
        self,
        playlist_id: str,
        *,
        entity_ids: Sequence[str],
        replace: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Playlist:
        """Add media to a playlist.

        The videos are appended, or replace the existing ones if `replace` is true.

        Args:
            playlist_id: The playlist's id.
            entity_ids: The ids of the videos, in playlist order.
            replace: True replaces the current videos. Otherwise the new ones are appended.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Add medias" (documented). The page mentions `replace` in its text, without a
        type; that it is a boolean is inferred. That `entity_ids` is required is inferred, since the
        request does nothing without it.
        """
        return await self._caller.call(
            add_call(playlist_id=playlist_id, entity_ids=entity_ids, replace=replace, options=options)
        )

    async def delete(
        self,
        playlist_id: str,
        *,
        entity_ids: Sequence[str],
        **options: Unpack[CallOptions],
    ) -> models.Playlist | None:
        """Delete media from a playlist.

        The videos themselves are not deleted. This is the only deletion that needs a body.

        Args:
            playlist_id: The playlist's id.
            entity_ids: The ids of the videos.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete medias" (documented).
        """
        return await self._caller.call(delete_call(playlist_id=playlist_id, entity_ids=entity_ids, options=options))

    async def move(
        self,
        playlist_id: str,
        media_id: str,
        *,
        position: int,
        **options: Unpack[CallOptions],
    ) -> models.Playlist:
        """Move media within a playlist.

        The videos in between shift. The order is visible only if the playlist's `sort_field` is
        `custom`.

        Args:
            playlist_id: The playlist's id.
            media_id: The id of a video that is in the playlist.
            position: The new position in the playlist, from 1.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Move media" (documented). It is inferred that the other videos shift, that
        other sort orders hide it, and that `position`, the only field, is required. Positions are
        counted from 1, as in the list.
        """
        return await self._caller.call(
            move_call(playlist_id=playlist_id, media_id=media_id, position=position, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncPlaylistsEntitiesRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncPlaylistsEntitiesRaw(AsyncPlaylistsEntitiesResource(self._caller.raw))


class AsyncPlaylistsEntitiesRaw:
    """The methods of `playlists.entities`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncPlaylistsEntitiesResource) -> None:
        self.list = araw_listing(resource.list)
        self.add = araw(resource.add)
        self.delete = araw(resource.delete)
        self.move = araw(resource.move)
