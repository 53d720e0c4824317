# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Players, which define how embedded videos look and behave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, TypeAlias, Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
    Content,
    Direction,
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
    gives="data",
)
GET = Operation(
    id="players.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/players/{player_id}",
    secured=True,
    idempotent=True,
    gives="data",
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
    gives="data",
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
)

ListOrderText: TypeAlias = Literal[
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
]
ListOrder: TypeAlias = ListOrderText | Sequence[ListOrderText | tuple[Literal["created_at",], Direction]]
"""What `list` can be sorted by: a field, or several, each in one direction or the other."""


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Player]]:
    """What `list` sends."""
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
    *,
    name: str | Unset = UNSET,
    settings: models.PlayerSettings | Mapping[str, Any] | Unset = UNSET,
    ads: Sequence[models.PlayerAd | Mapping[str, Any]] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Player | None]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.PlayerAnswer,
        json={
            "name": name,
            "settings": settings,
            "ads": ads,
        },
        options=options,
    )


def get_call(
    player_id: str,
    options: CallOptions,
) -> Call[models.Player]:
    """What `get` sends."""
    return Call(
        GET,
        models.PlayerAnswer,
        path={
            "player_id": player_id,
        },
        options=options,
    )


def update_call(
    player_id: str,
    *,
    settings: models.PlayerSettings | Mapping[str, Any],
    name: str | Unset = UNSET,
    ads: Sequence[models.PlayerAd | Mapping[str, Any]] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Player | None]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.PlayerAnswer,
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
    player_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        None,
        path={
            "player_id": player_id,
        },
        options=options,
    )


def set_logo_call(
    player_id: str,
    *,
    body: Content,
    options: CallOptions,
) -> Call[None]:
    """What `set_logo` sends."""
    return Call(
        SET_LOGO,
        None,
        path={
            "player_id": player_id,
        },
        content=body,
        content_type="application/octet-stream",
        options=options,
    )


def delete_logo_call(
    player_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete_logo` sends."""
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
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Player]:
        """Get players.

        Each player comes with its settings and advertisements, but without its logo.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending.
                Only `created_at` is known to work. Also as "-created_at" for descending, or as pairs such
                as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of players. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get players" (documented). The page says that the list has pages, but not
        how; `page`, `per_page` and `order` are inferred from the metadata of the response.
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
        name: str | Unset = UNSET,
        settings: models.PlayerSettings | Mapping[str, Any] | Unset = UNSET,
        ads: Sequence[models.PlayerAd | Mapping[str, Any]] | Unset = UNSET,
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
            The player. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create player" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return self._caller.call(create_call(name=name, settings=settings, ads=ads, options=options))

    def get(
        self,
        player_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get player" (documented). The page prints a request body with name and
        settings here too; a GET needs none.
        """
        return self._caller.call(get_call(player_id=player_id, options=options))

    def update(
        self,
        player_id: str,
        *,
        settings: models.PlayerSettings | Mapping[str, Any],
        name: str | Unset = UNSET,
        ads: Sequence[models.PlayerAd | Mapping[str, Any]] | Unset = UNSET,
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
            The updated player. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update player" (documented). The response is not documented; the object is
        inferred, and an empty body is accepted. That `settings` is required was seen: a request without
        it was rejected with 400 and code 400400.
        """
        return self._caller.call(
            update_call(player_id=player_id, settings=settings, name=name, ads=ads, options=options)
        )

    def delete(
        self,
        player_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a player.

        This cannot be undone. What happens to videos that use the player is not published.

        Args:
            player_id: The player's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "players" (documented). The page has no such entry; the vendor's player
        library documents method and path. The response is inferred.
        """
        return self._caller.call(delete_call(player_id=player_id, options=options))

    def set_logo(
        self,
        player_id: str,
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> None:
        """Set the logo of a player.

        The image replaces the current logo. The page's examples contain a PNG; other formats are not
        mentioned.

        Args:
            player_id: The player's id.
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set logo" (documented). That the body is the image's bytes is inferred; the
        page prints neither body nor response.
        """
        return self._caller.call(set_logo_call(player_id=player_id, body=body, options=options))

    def delete_logo(
        self,
        player_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the logo of a player.

        Videos play without a logo from then on.

        Args:
            player_id: The player's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete logo" (documented). The page documents it, but a test request got 405
        with code 400405, so it may not exist. The response is inferred.
        """
        return self._caller.call(delete_logo_call(player_id=player_id, options=options))

    @cached_property
    def with_raw_response(self) -> PlayersRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return PlayersRaw(PlayersResource(self._caller.raw))


class PlayersRaw:
    """The methods of `players`, each of which gives its answer as it came."""

    def __init__(self, resource: PlayersResource) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)
        self.set_logo = raw(resource.set_logo)
        self.delete_logo = raw(resource.delete_logo)


class AsyncPlayersResource(AsyncResource):
    """Players, which define how embedded videos look and behave."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Player]:
        """Get players.

        Each player comes with its settings and advertisements, but without its logo.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending.
                Only `created_at` is known to work. Also as "-created_at" for descending, or as pairs such
                as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of players. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get players" (documented). The page says that the list has pages, but not
        how; `page`, `per_page` and `order` are inferred from the metadata of the response.
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
        name: str | Unset = UNSET,
        settings: models.PlayerSettings | Mapping[str, Any] | Unset = UNSET,
        ads: Sequence[models.PlayerAd | Mapping[str, Any]] | Unset = UNSET,
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
            The player. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create player" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return await self._caller.call(create_call(name=name, settings=settings, ads=ads, options=options))

    async def get(
        self,
        player_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get player" (documented). The page prints a request body with name and
        settings here too; a GET needs none.
        """
        return await self._caller.call(get_call(player_id=player_id, options=options))

    async def update(
        self,
        player_id: str,
        *,
        settings: models.PlayerSettings | Mapping[str, Any],
        name: str | Unset = UNSET,
        ads: Sequence[models.PlayerAd | Mapping[str, Any]] | Unset = UNSET,
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
            The updated player. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update player" (documented). The response is not documented; the object is
        inferred, and an empty body is accepted. That `settings` is required was seen: a request without
        it was rejected with 400 and code 400400.
        """
        return await self._caller.call(
            update_call(player_id=player_id, settings=settings, name=name, ads=ads, options=options)
        )

    async def delete(
        self,
        player_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a player.

        This cannot be undone. What happens to videos that use the player is not published.

        Args:
            player_id: The player's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "players" (documented). The page has no such entry; the vendor's player
        library documents method and path. The response is inferred.
        """
        return await self._caller.call(delete_call(player_id=player_id, options=options))

    async def set_logo(
        self,
        player_id: str,
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> None:
        """Set the logo of a player.

        The image replaces the current logo. The page's examples contain a PNG; other formats are not
        mentioned.

        Args:
            player_id: The player's id.
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set logo" (documented). That the body is the image's bytes is inferred; the
        page prints neither body nor response.
        """
        return await self._caller.call(set_logo_call(player_id=player_id, body=body, options=options))

    async def delete_logo(
        self,
        player_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the logo of a player.

        Videos play without a logo from then on.

        Args:
            player_id: The player's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete logo" (documented). The page documents it, but a test request got 405
        with code 400405, so it may not exist. The response is inferred.
        """
        return await self._caller.call(delete_logo_call(player_id=player_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncPlayersRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncPlayersRaw(AsyncPlayersResource(self._caller.raw))


class AsyncPlayersRaw:
    """The methods of `players`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncPlayersResource) -> None:
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
        self.get = araw(resource.get)
        self.update = araw(resource.update)
        self.delete = araw(resource.delete)
        self.set_logo = araw(resource.set_logo)
        self.delete_logo = araw(resource.delete_logo)
