# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Videos that play one after another under one link."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import kinescope_bodies as bodies
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
    from kinocraft_api.kinescope_v1.playlists_entities import AsyncPlaylistsEntitiesResource, PlaylistsEntitiesResource

__all__ = ["AsyncPlaylistsRaw", "AsyncPlaylistsResource", "PlaylistsRaw", "PlaylistsResource"]

GET = Operation(
    id="playlists.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/playlists/{playlist_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"playlist_id": "id"},
)
DELETE = Operation(
    id="playlists.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/playlists/{playlist_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"playlist_id": "id"},
)
UPDATE = Operation(
    id="playlists.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/playlists/{playlist_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"playlist_id": "id"},
    body=InputField(
        {
            "parent_id": ID,
            "settings": bodies.PLAYLIST_SETTINGS_CHANGE,
        }
    ),
    changes=True,
)
LIST = Operation(
    id="playlists.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/playlists",
    secured=True,
    idempotent=True,
    sortable={
        "order": (
            "title",
            "description",
            "created_at",
            "updated_at",
            "name",
        ),
    },
)
CREATE = Operation(
    id="playlists.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/playlists",
    secured=True,
    idempotent=False,
    payload="data",
    body=InputField(
        {
            "parent_id": ID,
            "entity_ids": ID,
        }
    ),
)


def get_call(
    playlist_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Playlist]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.PlaylistResponse,
        path={
            "playlist_id": playlist_id,
        },
        options=options,
    )


def delete_call(
    playlist_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "playlist_id": playlist_id,
        },
        options=options,
    )


def update_call(
    playlist_id: Id,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    parent_id: Id | Unset = UNSET,
    privacy_type: Literal["anywhere", "custom", "nowhere"] | Unset = UNSET,
    privacy_domains: Sequence[str] | Unset = UNSET,
    settings: models.PlaylistSettingsChange
    | models.PlaylistSettings
    | params.PlaylistSettingsChangeParam
    | Unset = UNSET,
    options: CallOptions,
) -> Call[models.PlaylistSummary]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.PlaylistSummaryResponse,
        path={
            "playlist_id": playlist_id,
        },
        json={
            "name": name,
            "description": description,
            "parent_id": parent_id,
            "privacy_type": privacy_type,
            "privacy_domains": privacy_domains,
            "settings": settings,
        },
        options=options,
    )


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.PlaylistsListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Playlist]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.PlaylistList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def create_call(
    name: str,
    *,
    parent_id: Id | Unset = UNSET,
    entity_ids: Sequence[Id] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.PlaylistSummary]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.PlaylistSummaryResponse,
        json={
            "name": name,
            "parent_id": parent_id,
            "entity_ids": entity_ids,
        },
        options=options,
    )


class PlaylistsResource(Resource):
    """Videos that play one after another under one link."""

    @cached_property
    def entities(self) -> PlaylistsEntitiesResource:
        """Videos of a playlist."""
        from kinocraft_api.kinescope_v1.playlists_entities import PlaylistsEntitiesResource

        return PlaylistsEntitiesResource(self._caller)

    def get(
        self,
        playlist_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Playlist:
        """Get a playlist.

        The response does not contain the videos; use `playlists.entities.list`.

        Args:
            playlist_id: The playlist's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get playlist" (documented).
        """
        return self._caller.call(get_call(playlist_id=playlist_id, options=options))

    def delete(
        self,
        playlist_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a playlist.

        This cannot be undone. The videos are not deleted.

        Args:
            playlist_id: The playlist's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete playlist" (documented). The videos are not deleted (inferred).
        """
        return self._caller.call(delete_call(playlist_id=playlist_id, options=options))

    def update(
        self,
        playlist_id: Id,
        *,
        name: str | Unset = UNSET,
        description: str | Unset = UNSET,
        parent_id: Id | Unset = UNSET,
        privacy_type: Literal["anywhere", "custom", "nowhere"] | Unset = UNSET,
        privacy_domains: Sequence[str] | Unset = UNSET,
        settings: models.PlaylistSettingsChange
        | models.PlaylistSettings
        | params.PlaylistSettingsChangeParam
        | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
        """Update a playlist.

        Only the sent fields change. A new `parent_id` moves the playlist into another project or
        folder.

        Args:
            playlist_id: The playlist's id.
            name: The name.
            description: The description.
            parent_id: The project or folder of the playlist.
            privacy_type: Where videos may be embedded. With `custom`, only on the listed domains.
            privacy_domains: The domains where it may be embedded if its privacy is `custom`.
            settings: New values for how a playlist sorts its videos. Missing fields keep their values.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist as it is now.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update playlist" (documented).
        """
        return self._caller.call(
            update_call(
                playlist_id=playlist_id,
                name=name,
                description=description,
                parent_id=parent_id,
                privacy_type=privacy_type,
                privacy_domains=privacy_domains,
                settings=settings,
                options=options,
            )
        )

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.PlaylistsListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Playlist]:
        """List playlists.

        The playlists come without their videos.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Fields to sort by, separated by commas, each followed by `.asc` or `.desc`; without a
                direction the order is ascending. `name` is in the page's example, but not in its list of
                sortable fields. Also as "-title" for descending, or as pairs such as [("title", "desc")].
                Sortable: title, description, created_at, updated_at, name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of playlists. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List playlists" (documented).
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        name: str,
        *,
        parent_id: Id | Unset = UNSET,
        entity_ids: Sequence[Id] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
        """Create a playlist.

        The playlist is created in a project or folder, optionally with videos.

        Args:
            name: The name.
            parent_id: The project or folder of the playlist.
            entity_ids: The ids of its first videos, in playlist order.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The playlist.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create playlist" (documented).
        """
        return self._caller.call(create_call(name=name, parent_id=parent_id, entity_ids=entity_ids, options=options))

    @cached_property
    def with_raw_response(self) -> PlaylistsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return PlaylistsRaw(PlaylistsResource(self._caller.raw))


class PlaylistsRaw:
    """The methods of `playlists`. Each returns a `RawResponse`."""

    def __init__(self, resource: PlaylistsResource) -> None:
        self.get = raw_method(resource.get)
        self.delete = raw_method(resource.delete)
        self.update = raw_method(resource.update)
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)


class AsyncPlaylistsResource(AsyncResource, sync=PlaylistsResource):
    """Videos that play one after another under one link."""

    @cached_property
    def entities(self) -> AsyncPlaylistsEntitiesResource:
        """Videos of a playlist."""
        from kinocraft_api.kinescope_v1.playlists_entities import AsyncPlaylistsEntitiesResource

        return AsyncPlaylistsEntitiesResource(self._caller)

    async def get(
        self,
        playlist_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Playlist:
        """Do the same as `PlaylistsResource.get`."""
        return await self._caller.call(get_call(playlist_id=playlist_id, options=options))

    async def delete(
        self,
        playlist_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `PlaylistsResource.delete`."""
        return await self._caller.call(delete_call(playlist_id=playlist_id, options=options))

    async def update(
        self,
        playlist_id: Id,
        *,
        name: str | Unset = UNSET,
        description: str | Unset = UNSET,
        parent_id: Id | Unset = UNSET,
        privacy_type: Literal["anywhere", "custom", "nowhere"] | Unset = UNSET,
        privacy_domains: Sequence[str] | Unset = UNSET,
        settings: models.PlaylistSettingsChange
        | models.PlaylistSettings
        | params.PlaylistSettingsChangeParam
        | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
        """Do the same as `PlaylistsResource.update`."""
        return await self._caller.call(
            update_call(
                playlist_id=playlist_id,
                name=name,
                description=description,
                parent_id=parent_id,
                privacy_type=privacy_type,
                privacy_domains=privacy_domains,
                settings=settings,
                options=options,
            )
        )

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.PlaylistsListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Playlist]:
        """Do the same as `PlaylistsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        name: str,
        *,
        parent_id: Id | Unset = UNSET,
        entity_ids: Sequence[Id] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PlaylistSummary:
        """Do the same as `PlaylistsResource.create`."""
        return await self._caller.call(
            create_call(name=name, parent_id=parent_id, entity_ids=entity_ids, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncPlaylistsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncPlaylistsRaw(AsyncPlaylistsResource(self._caller.raw))


class AsyncPlaylistsRaw:
    """The methods of `playlists`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncPlaylistsResource) -> None:
        self.get = async_raw_method(resource.get)
        self.delete = async_raw_method(resource.delete)
        self.update = async_raw_method(resource.update)
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
