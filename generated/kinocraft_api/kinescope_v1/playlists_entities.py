# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Videos of a playlist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

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
    pass

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
    ids={"playlist_id": "id"},
)
ADD = Operation(
    id="playlists.entities.add",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/playlists/{playlist_id}/entities",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"playlist_id": "id"},
    body=InputField(
        {
            "entity_ids": ID,
        }
    ),
)
REMOVE = Operation(
    id="playlists.entities.remove",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/playlists/{playlist_id}/entities",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="data",
    ids={"playlist_id": "id"},
    body=InputField(
        {
            "entity_ids": ID,
        }
    ),
)
MOVE = Operation(
    id="playlists.entities.move",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/playlists/{playlist_id}/entities/{media_id}/move",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"media_id": "id", "playlist_id": "id"},
)


def list_call(
    playlist_id: Id,
    *,
    options: CallOptions,
) -> Call[Listed[models.PlaylistEntity]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.PlaylistEntityList,
        path={
            "playlist_id": playlist_id,
        },
        options=options,
    )


def add_call(
    playlist_id: Id,
    entity_ids: Sequence[Id],
    *,
    replace: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.PlaylistSummary]:
    """Build the call of `add`."""
    return Call(
        ADD,
        models.PlaylistSummaryResponse,
        path={
            "playlist_id": playlist_id,
        },
        json={
            "entity_ids": entity_ids,
            "replace": replace,
        },
        options=options,
    )


def remove_call(
    playlist_id: Id,
    entity_ids: Sequence[Id],
    *,
    options: CallOptions,
) -> Call[models.PlaylistSummary | None]:
    """Build the call of `remove`."""
    return Call(
        REMOVE,
        models.PlaylistSummaryResponse,
        path={
            "playlist_id": playlist_id,
        },
        json={
            "entity_ids": entity_ids,
        },
        options=options,
    )


def move_call(
    playlist_id: Id,
    media_id: Id,
    position: int,
    *,
    options: CallOptions,
) -> Call[models.PlaylistSummary]:
    """Build the call of `move`."""
    return Call(
        MOVE,
        models.PlaylistSummaryResponse,
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
        playlist_id: Id,
        **options: Unpack[CallOptions],
    ) -> Page[models.PlaylistEntity]:
        """List the media of a playlist.

        All videos come at once, in playlist order.

        Args:
            playlist_id: The playlist's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The videos. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List medias" (documented).
        """
        return self._caller.page(list_call(playlist_id=playlist_id, options=options))

    def add(
        self,
        playlist_id: Id,
        entity_ids: Sequence[Id],
        *,
        replace: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
        """Add media to a playlist.

        The videos are appended, or replace the existing ones if `replace` is true.

        Args:
            playlist_id: The playlist's id.
            entity_ids: The ids of the videos, in playlist order.
            replace: True replaces the current videos (inferred). Otherwise the new ones are appended.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Add medias" (documented). `entity_ids` is required; the request does nothing
        without it (inferred).
        """
        return self._caller.call(
            add_call(playlist_id=playlist_id, entity_ids=entity_ids, replace=replace, options=options)
        )

    def remove(
        self,
        playlist_id: Id,
        entity_ids: Sequence[Id],
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary | None:
        """Delete media from a playlist.

        The videos themselves are not deleted. This is the only deletion that needs a body.

        Args:
            playlist_id: The playlist's id.
            entity_ids: The ids of the videos.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist, without its videos. The body may be empty. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete medias" (documented).
        """
        return self._caller.call(remove_call(playlist_id=playlist_id, entity_ids=entity_ids, options=options))

    def move(
        self,
        playlist_id: Id,
        media_id: Id,
        position: int,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Move media" (documented). Positions are counted from 1, as in the list, and
        the videos in between shift (inferred). `position` is required, and shows only in a playlist
        whose `sort_field` is `custom` (inferred).
        """
        return self._caller.call(
            move_call(playlist_id=playlist_id, media_id=media_id, position=position, options=options)
        )

    @cached_property
    def with_raw_response(self) -> PlaylistsEntitiesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return PlaylistsEntitiesRaw(PlaylistsEntitiesResource(self._caller.raw))


class PlaylistsEntitiesRaw:
    """The methods of `playlists.entities`. Each returns a `RawResponse`."""

    def __init__(self, resource: PlaylistsEntitiesResource) -> None:
        self.list = raw_method(resource.list)
        self.add = raw_method(resource.add)
        self.remove = raw_method(resource.remove)
        self.move = raw_method(resource.move)


class AsyncPlaylistsEntitiesResource(AsyncResource, sync=PlaylistsEntitiesResource):
    """Videos of a playlist."""

    def list(
        self,
        playlist_id: Id,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.PlaylistEntity]:
        """Do the same as `PlaylistsEntitiesResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(playlist_id=playlist_id, options=options))

    async def add(
        self,
        playlist_id: Id,
        entity_ids: Sequence[Id],
        *,
        replace: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
        """Do the same as `PlaylistsEntitiesResource.add`."""
        return await self._caller.call(
            add_call(playlist_id=playlist_id, entity_ids=entity_ids, replace=replace, options=options)
        )

    async def remove(
        self,
        playlist_id: Id,
        entity_ids: Sequence[Id],
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary | None:
        """Do the same as `PlaylistsEntitiesResource.remove`."""
        return await self._caller.call(remove_call(playlist_id=playlist_id, entity_ids=entity_ids, options=options))

    async def move(
        self,
        playlist_id: Id,
        media_id: Id,
        position: int,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
        """Do the same as `PlaylistsEntitiesResource.move`."""
        return await self._caller.call(
            move_call(playlist_id=playlist_id, media_id=media_id, position=position, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncPlaylistsEntitiesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncPlaylistsEntitiesRaw(AsyncPlaylistsEntitiesResource(self._caller.raw))


class AsyncPlaylistsEntitiesRaw:
    """The methods of `playlists.entities`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncPlaylistsEntitiesResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.add = async_raw_method(resource.add)
        self.remove = async_raw_method(resource.remove)
        self.move = async_raw_method(resource.move)
