# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Players, which define how embedded videos look and behave."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_bodies as bodies
from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import InputField
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    File,
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

__all__ = ["AsyncPlayersRaw", "AsyncPlayersResource", "PlayersRaw", "PlayersResource"]

LIST = Operation(
    id="players.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/players",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("created_at",),
    },
)
CREATE = Operation(
    id="players.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/players",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    payload="data",
    body=InputField(
        {
            "settings": bodies.PLAYER_SETTINGS,
            "ads": bodies.PLAYER_AD,
        }
    ),
)
GET = Operation(
    id="players.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/players/{player_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"player_id": "id"},
)
UPDATE = Operation(
    id="players.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/players/{player_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="data",
    ids={"player_id": "id"},
    body=InputField(
        {
            "settings": bodies.PLAYER_SETTINGS,
            "ads": bodies.PLAYER_AD,
        }
    ),
)
DELETE = Operation(
    id="players.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/players/{player_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    ids={"player_id": "id"},
)
SET_LOGO = Operation(
    id="players.set_logo",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/players/{player_id}/logo",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    ids={"player_id": "id"},
)
DELETE_LOGO = Operation(
    id="players.delete_logo",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/players/{player_id}/logo",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    ids={"player_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.PlayersListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.PlayerListItem]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.PlayerList,
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
    settings: models.PlayerSettings | params.PlayerSettingsParam | Unset = UNSET,
    ads: Sequence[models.PlayerAd | params.PlayerAdParam] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Player | None]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.PlayerResponse,
        json={
            "name": name,
            "settings": settings,
            "ads": ads,
        },
        options=options,
    )


def get_call(
    player_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Player]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.PlayerResponse,
        path={
            "player_id": player_id,
        },
        options=options,
    )


def update_call(
    player_id: Id,
    settings: models.PlayerSettings | params.PlayerSettingsParam,
    *,
    name: str | Unset = UNSET,
    ads: Sequence[models.PlayerAd | params.PlayerAdParam] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Player | None]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.PlayerResponse,
        path={
            "player_id": player_id,
        },
        json={
            "settings": settings,
            "name": name,
            "ads": ads,
        },
        options=options,
    )


def delete_call(
    player_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "player_id": player_id,
        },
        options=options,
    )


def set_logo_call(
    player_id: Id,
    file: File,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `set_logo`."""
    return Call(
        SET_LOGO,
        None,
        path={
            "player_id": player_id,
        },
        content=file,
        content_type="application/octet-stream",
        options=options,
    )


def delete_logo_call(
    player_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete_logo`."""
    return Call(
        DELETE_LOGO,
        None,
        path={
            "player_id": player_id,
        },
        options=options,
    )


class PlayersResource(Resource):
    """Players, which define how embedded videos look and behave."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.PlayersListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.PlayerListItem]:
        """Get players.

        Each player comes with its settings and advertisements, but without its logo.

        Args:
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending
                (inferred). Only `created_at` is known to work. Also as "-created_at" for descending, or as
                pairs such as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of players. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get players" (documented).
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        name: str,
        *,
        settings: models.PlayerSettings | params.PlayerSettingsParam | Unset = UNSET,
        ads: Sequence[models.PlayerAd | params.PlayerAdParam] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Player | None:
        """Create a player.

        The page's example has a name, empty settings and an advertisement. Where it prints several
        words with slashes as the `type` of an advertisement, use one of the words.

        Args:
            name: The name in the dashboard.
            settings: How a player looks and behaves. The page does not explain the fields: their meaning is
                inferred from names and values. A missing field has the service's default.
            ads: The player's advertisements.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The player. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create player" (documented). The response has the form of `players.get`; the
        page says that it is the new object, and shows none. An empty body counts as success too
        (inferred).
        """
        return self._caller.call(create_call(name=name, settings=settings, ads=ads, options=options))

    def get(
        self,
        player_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Player:
        """Get a player.

        The logo is a `data:` URL with the image in base64, so a response can have tens of kilobytes.

        Args:
            player_id: The player's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The player.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get player" (documented). No body is sent, although the page prints one
        (inferred).
        """
        return self._caller.call(get_call(player_id=player_id, options=options))

    def update(
        self,
        player_id: Id,
        settings: models.PlayerSettings | params.PlayerSettingsParam,
        *,
        name: str | Unset = UNSET,
        ads: Sequence[models.PlayerAd | params.PlayerAdParam] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Player | None:
        """Update a player.

        The page says that only the sent fields change, but `settings` is required; send it whole. The
        logo has operations of its own.

        Args:
            player_id: The player's id.
            settings: How a player looks and behaves. The page does not explain the fields: their meaning is
                inferred from names and values. A missing field has the service's default.
            name: The name in the dashboard.
            ads: The player's advertisements.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated player (inferred). The body may be empty. The page shows no response; it is the
            changed player. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update player" (documented). `settings` is required: a request without it
        gets 400 with code 400400 (seen).
        """
        return self._caller.call(
            update_call(player_id=player_id, settings=settings, name=name, ads=ads, options=options)
        )

    def delete(
        self,
        player_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a player.

        This cannot be undone. What happens to videos that use the player is not published.

        Args:
            player_id: The player's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "players" (documented in the vendor's player library).

        Response: The object is deleted (inferred). The body may be empty. The library does not read the
        response; this is the one to other deletions.
        """
        return self._caller.call(delete_call(player_id=player_id, options=options))

    def set_logo(
        self,
        player_id: Id,
        file: File,
        **options: Unpack[CallOptions],
    ) -> None:
        """Set the logo of a player.

        The image replaces the current logo. The page's examples contain a PNG; other formats are not
        mentioned.

        Args:
            player_id: The player's id.
            file: The bytes of the image and nothing else.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Set logo" (documented). The body is the image's bytes; the page prints none
        (inferred).

        Response: The logo is set (inferred). The body may be empty. The page shows no response; it is a
        success with or without a body.
        """
        return self._caller.call(set_logo_call(player_id=player_id, file=file, options=options))

    def delete_logo(
        self,
        player_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the logo of a player.

        Videos play without a logo from then on.

        Args:
            player_id: The player's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete logo" (documented). A request gets 405 with code 400405, so the
        operation may not exist (seen).

        Response: The logo is deleted (inferred). The body may be empty. The page shows no response; it
        is a success with or without a body.
        """
        return self._caller.call(delete_logo_call(player_id=player_id, options=options))

    @cached_property
    def with_raw_response(self) -> PlayersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return PlayersRaw(PlayersResource(self._caller.raw))


class PlayersRaw:
    """The methods of `players`. Each returns a `RawResponse`."""

    def __init__(self, resource: PlayersResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)
        self.set_logo = raw_method(resource.set_logo)
        self.delete_logo = raw_method(resource.delete_logo)


class AsyncPlayersResource(AsyncResource, sync=PlayersResource):
    """Players, which define how embedded videos look and behave."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.PlayersListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.PlayerListItem]:
        """Do the same as `PlayersResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        name: str,
        *,
        settings: models.PlayerSettings | params.PlayerSettingsParam | Unset = UNSET,
        ads: Sequence[models.PlayerAd | params.PlayerAdParam] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Player | None:
        """Do the same as `PlayersResource.create`."""
        return await self._caller.call(create_call(name=name, settings=settings, ads=ads, options=options))

    async def get(
        self,
        player_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Player:
        """Do the same as `PlayersResource.get`."""
        return await self._caller.call(get_call(player_id=player_id, options=options))

    async def update(
        self,
        player_id: Id,
        settings: models.PlayerSettings | params.PlayerSettingsParam,
        *,
        name: str | Unset = UNSET,
        ads: Sequence[models.PlayerAd | params.PlayerAdParam] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Player | None:
        """Do the same as `PlayersResource.update`."""
        return await self._caller.call(
            update_call(player_id=player_id, settings=settings, name=name, ads=ads, options=options)
        )

    async def delete(
        self,
        player_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `PlayersResource.delete`."""
        return await self._caller.call(delete_call(player_id=player_id, options=options))

    async def set_logo(
        self,
        player_id: Id,
        file: File,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `PlayersResource.set_logo`."""
        return await self._caller.call(set_logo_call(player_id=player_id, file=file, options=options))

    async def delete_logo(
        self,
        player_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `PlayersResource.delete_logo`."""
        return await self._caller.call(delete_logo_call(player_id=player_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncPlayersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncPlayersRaw(AsyncPlayersResource(self._caller.raw))


class AsyncPlayersRaw:
    """The methods of `players`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncPlayersResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
        self.set_logo = async_raw_method(resource.set_logo)
        self.delete_logo = async_raw_method(resource.delete_logo)
