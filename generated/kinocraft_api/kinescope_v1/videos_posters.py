# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Still images that represent a video."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
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
    ids={"video_id": "id"},
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
    payload="data",
    ids={"video_id": "id"},
)
GET = Operation(
    id="videos.posters.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/posters/{poster_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"poster_id": "id", "video_id": "id"},
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
    payload="nothing",
    ids={"poster_id": "id", "video_id": "id"},
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
    payload="nothing",
    ids={"poster_id": "id", "video_id": "id"},
)


def list_call(
    video_id: Id,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.VideosPostersListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Poster]]:
    """Build the call of `list`."""
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
    video_id: Id,
    from_time: float,
    *,
    options: CallOptions,
) -> Call[models.Poster | None]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.PosterResponse,
        path={
            "video_id": video_id,
        },
        json={
            "from_time": from_time,
        },
        options=options,
    )


def get_call(
    video_id: Id,
    poster_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Poster]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.PosterResponse,
        path={
            "video_id": video_id,
            "poster_id": poster_id,
        },
        options=options,
    )


def delete_call(
    video_id: Id,
    poster_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "video_id": video_id,
            "poster_id": poster_id,
        },
        options=options,
    )


def set_active_call(
    video_id: Id,
    poster_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `set_active`."""
    return Call(
        SET_ACTIVE,
        models.SuccessResponse,
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
        video_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.VideosPostersListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Poster]:
        """List the posters of a video.

        `active` is true for the poster that viewers see.

        Args:
            video_id: The video's id.
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            order: Field to sort by, with `.asc` or `.desc`; without a direction the order is ascending
                (inferred). Also as "-created_at" for descending, or as pairs such as [("created_at",
                "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of posters. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Posters list" (documented).
        """
        return self._caller.page(
            list_call(video_id=video_id, page=page, per_page=per_page, order=order, options=options)
        )

    def create(
        self,
        video_id: Id,
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
            The poster (inferred). The body may be empty. The page shows no response; it is the new
            poster. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create poster by time" (documented).
        """
        return self._caller.call(create_call(video_id=video_id, from_time=from_time, options=options))

    def get(
        self,
        video_id: Id,
        poster_id: Id,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get poster" (documented).
        """
        return self._caller.call(get_call(video_id=video_id, poster_id=poster_id, options=options))

    def delete(
        self,
        video_id: Id,
        poster_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a poster.

        This cannot be undone. What replaces a deleted active poster is not documented.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete poster" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response,
        and says only that 204 is typical of deletions; this is the one to others.
        """
        return self._caller.call(delete_call(video_id=video_id, poster_id=poster_id, options=options))

    def set_active(
        self,
        video_id: Id,
        poster_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Set the active poster.

        The poster replaces the active one in the player and in lists.

        Args:
            video_id: The video's id.
            poster_id: The poster's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Set active poster" (documented).

        Response: The poster is active (inferred). The body may be empty. The page shows no response; it
        is a confirmation of success, as for deletions.
        """
        return self._caller.call(set_active_call(video_id=video_id, poster_id=poster_id, options=options))

    @cached_property
    def with_raw_response(self) -> VideosPostersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return VideosPostersRaw(VideosPostersResource(self._caller.raw))


class VideosPostersRaw:
    """The methods of `videos.posters`. Each returns a `RawResponse`."""

    def __init__(self, resource: VideosPostersResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.delete = raw_method(resource.delete)
        self.set_active = raw_method(resource.set_active)


class AsyncVideosPostersResource(AsyncResource, sync=VideosPostersResource):
    """Still images that represent a video."""

    def list(
        self,
        video_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.VideosPostersListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Poster]:
        """Do the same as `VideosPostersResource.list`, when awaited or iterated over."""
        return self._caller.page(
            list_call(video_id=video_id, page=page, per_page=per_page, order=order, options=options)
        )

    async def create(
        self,
        video_id: Id,
        from_time: float,
        **options: Unpack[CallOptions],
    ) -> models.Poster | None:
        """Do the same as `VideosPostersResource.create`."""
        return await self._caller.call(create_call(video_id=video_id, from_time=from_time, options=options))

    async def get(
        self,
        video_id: Id,
        poster_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Poster:
        """Do the same as `VideosPostersResource.get`."""
        return await self._caller.call(get_call(video_id=video_id, poster_id=poster_id, options=options))

    async def delete(
        self,
        video_id: Id,
        poster_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `VideosPostersResource.delete`."""
        return await self._caller.call(delete_call(video_id=video_id, poster_id=poster_id, options=options))

    async def set_active(
        self,
        video_id: Id,
        poster_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `VideosPostersResource.set_active`."""
        return await self._caller.call(set_active_call(video_id=video_id, poster_id=poster_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncVideosPostersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncVideosPostersRaw(AsyncVideosPostersResource(self._caller.raw))


class AsyncVideosPostersRaw:
    """The methods of `videos.posters`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncVideosPostersResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.delete = async_raw_method(resource.delete)
        self.set_active = async_raw_method(resource.set_active)
