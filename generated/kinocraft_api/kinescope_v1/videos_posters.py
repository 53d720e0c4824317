# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Still images that represent a video."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, TypeAlias, Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
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

__all__ = ["AsyncVideosPostersRaw", "AsyncVideosPostersResource", "VideosPostersRaw", "VideosPostersResource"]

LIST = Operation(
    id="videos.posters.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/posters",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("created_at",),
    },
)
CREATE = Operation(
    id="videos.posters.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/posters",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    gives="data",
)
GET = Operation(
    id="videos.posters.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/posters/{poster_id}",
    secured=True,
    idempotent=True,
    gives="data",
)
DELETE = Operation(
    id="videos.posters.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/videos/{video_id}/posters/{poster_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    gives="nothing",
)
SET_ACTIVE = Operation(
    id="videos.posters.set_active",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/posters/{poster_id}/active",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    gives="nothing",
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
    video_id: str,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Poster]]:
    """What `list` sends."""
    return Call(
        LIST,
        models.PosterList,
        path={
            "video_id": video_id,
        },
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def create_call(
    video_id: str,
    *,
    from_time: float,
    options: CallOptions,
) -> Call[models.Poster | None]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.PosterAnswer,
        path={
            "video_id": video_id,
        },
        json={
            "from_time": from_time,
        },
        options=options,
    )


def get_call(
    video_id: str,
    poster_id: str,
    options: CallOptions,
) -> Call[models.Poster]:
    """What `get` sends."""
    return Call(
        GET,
        models.PosterAnswer,
        path={
            "video_id": video_id,
            "poster_id": poster_id,
        },
        options=options,
    )


def delete_call(
    video_id: str,
    poster_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.SuccessAnswer,
        path={
            "video_id": video_id,
            "poster_id": poster_id,
        },
        options=options,
    )


def set_active_call(
    video_id: str,
    poster_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `set_active` sends."""
    return Call(
        SET_ACTIVE,
        models.SuccessAnswer,
        path={
            "video_id": video_id,
            "poster_id": poster_id,
        },
        options=options,
    )


class VideosPostersResource(Resource):
    """Still images that represent a video."""

    def list(
        self,
        video_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Poster]:
        """List the posters of a video.

        `active` is true for the poster that viewers see.

        Args:
            video_id: The video's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, with `.asc` or `.desc`; without a direction the order is ascending. Also
                as "-created_at" for descending, or as pairs such as [("created_at", "desc")]. Sortable:
                created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of posters. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Posters list" (documented). The query parameters are inferred from the
        paging and order fields of the response.
        """
        return self._caller.page(
            list_call(video_id=video_id, page=page, per_page=per_page, order=order, options=options)
        )

    def create(
        self,
        video_id: str,
        *,
        from_time: float,
        **options: Unpack[CallOptions],
    ) -> models.Poster | None:
        """Create a poster by time.

        The frame is taken from the video at the given time. Use `set_active` to make the new poster
        active.

        Args:
            video_id: The video's id.
            from_time: The time of the frame in the video, in seconds; fractions are allowed.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The poster. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create poster by time" (documented). The response is not documented; the
        poster is inferred, and an empty body is accepted.
        """
        return self._caller.call(create_call(video_id=video_id, from_time=from_time, options=options))

    def get(
        self,
        video_id: str,
        poster_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Poster:
        """Get a poster.

        The response has the URL of the image in its original size and in three smaller ones.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The poster.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get poster" (documented).
        """
        return self._caller.call(get_call(video_id=video_id, poster_id=poster_id, options=options))

    def delete(
        self,
        video_id: str,
        poster_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a poster.

        This cannot be undone. What replaces a deleted active poster is not documented.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete poster" (documented). The response is not documented; it is inferred
        from other deletions.
        """
        return self._caller.call(delete_call(video_id=video_id, poster_id=poster_id, options=options))

    def set_active(
        self,
        video_id: str,
        poster_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Set the active poster.

        The poster replaces the active one in the player and in lists.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set active poster" (documented). The response is not documented; a
        confirmation of success is inferred, and an empty body is accepted.
        """
        return self._caller.call(set_active_call(video_id=video_id, poster_id=poster_id, options=options))

    @cached_property
    def with_raw_response(self) -> VideosPostersRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return VideosPostersRaw(VideosPostersResource(self._caller.raw))


class VideosPostersRaw:
    """The methods of `videos.posters`, each of which gives its answer as it came."""

    def __init__(self, resource: VideosPostersResource) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.delete = raw(resource.delete)
        self.set_active = raw(resource.set_active)


class AsyncVideosPostersResource(AsyncResource):
    """Still images that represent a video."""

    def list(
        self,
        video_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Poster]:
        """List the posters of a video.

        `active` is true for the poster that viewers see.

        Args:
            video_id: The video's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, with `.asc` or `.desc`; without a direction the order is ascending. Also
                as "-created_at" for descending, or as pairs such as [("created_at", "desc")]. Sortable:
                created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of posters. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Posters list" (documented). The query parameters are inferred from the
        paging and order fields of the response.
        """
        return self._caller.page(
            list_call(video_id=video_id, page=page, per_page=per_page, order=order, options=options)
        )

    async def create(
        self,
        video_id: str,
        *,
        from_time: float,
        **options: Unpack[CallOptions],
    ) -> models.Poster | None:
        """Create a poster by time.

        The frame is taken from the video at the given time. Use `set_active` to make the new poster
        active.

        Args:
            video_id: The video's id.
            from_time: The time of the frame in the video, in seconds; fractions are allowed.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The poster. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create poster by time" (documented). The response is not documented; the
        poster is inferred, and an empty body is accepted.
        """
        return await self._caller.call(create_call(video_id=video_id, from_time=from_time, options=options))

    async def get(
        self,
        video_id: str,
        poster_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Poster:
        """Get a poster.

        The response has the URL of the image in its original size and in three smaller ones.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The poster.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get poster" (documented).
        """
        return await self._caller.call(get_call(video_id=video_id, poster_id=poster_id, options=options))

    async def delete(
        self,
        video_id: str,
        poster_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a poster.

        This cannot be undone. What replaces a deleted active poster is not documented.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete poster" (documented). The response is not documented; it is inferred
        from other deletions.
        """
        return await self._caller.call(delete_call(video_id=video_id, poster_id=poster_id, options=options))

    async def set_active(
        self,
        video_id: str,
        poster_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Set the active poster.

        The poster replaces the active one in the player and in lists.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Set active poster" (documented). The response is not documented; a
        confirmation of success is inferred, and an empty body is accepted.
        """
        return await self._caller.call(set_active_call(video_id=video_id, poster_id=poster_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncVideosPostersRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncVideosPostersRaw(AsyncVideosPostersResource(self._caller.raw))


class AsyncVideosPostersRaw:
    """The methods of `videos.posters`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncVideosPostersResource) -> None:
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
        self.get = araw(resource.get)
        self.delete = araw(resource.delete)
        self.set_active = araw(resource.set_active)
