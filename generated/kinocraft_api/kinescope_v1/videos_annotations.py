# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Cards that the player shows over a video for some time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

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
    "AsyncVideosAnnotationsRaw",
    "AsyncVideosAnnotationsResource",
    "VideosAnnotationsRaw",
    "VideosAnnotationsResource",
]

GET = Operation(
    id="videos.annotations.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/annotations/{annotation_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"annotation_id": "id", "video_id": "id"},
)
UPDATE = Operation(
    id="videos.annotations.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/videos/{video_id}/annotations/{annotation_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"annotation_id": "id", "video_id": "id"},
    body=InputField(
        {
            "video_id": ID,
            "annotation_poster_id": ID,
        }
    ),
)
DELETE = Operation(
    id="videos.annotations.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/videos/{video_id}/annotations/{annotation_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"annotation_id": "id", "video_id": "id"},
)
LIST = Operation(
    id="videos.annotations.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/annotations",
    secured=True,
    idempotent=True,
    ids={"video_id": "id"},
)
CREATE = Operation(
    id="videos.annotations.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/annotations",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"video_id": "id"},
    body=InputField(
        {
            "video_id": ID,
            "annotation_poster_id": ID,
        }
    ),
)


def get_call(
    video_id: Id,
    annotation_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Annotation]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.AnnotationResponse,
        path={
            "video_id": video_id,
            "annotation_id": annotation_id,
        },
        options=options,
    )


def update_call(
    video_id: Id,
    annotation_id: Id,
    end_time: int,
    *,
    offered_video_id: Id | Unset = UNSET,
    annotation_poster_id: Id | Unset = UNSET,
    title: str | Unset = UNSET,
    link: str | Unset = UNSET,
    start_time: int | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Annotation]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.AnnotationResponse,
        path={
            "video_id": video_id,
            "annotation_id": annotation_id,
        },
        json={
            "end_time": end_time,
            "video_id": offered_video_id,
            "annotation_poster_id": annotation_poster_id,
            "title": title,
            "link": link,
            "start_time": start_time,
        },
        options=options,
    )


def delete_call(
    video_id: Id,
    annotation_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "video_id": video_id,
            "annotation_id": annotation_id,
        },
        options=options,
    )


def list_call(
    video_id: Id,
    *,
    options: CallOptions,
) -> Call[Listed[models.Annotation]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.AnnotationList,
        path={
            "video_id": video_id,
        },
        options=options,
    )


def create_call(
    video_id: Id,
    end_time: int,
    *,
    offered_video_id: Id | Unset = UNSET,
    annotation_poster_id: Id | Unset = UNSET,
    type: Literal["text", "video"] | Unset = UNSET,
    title: str | Unset = UNSET,
    link: str | Unset = UNSET,
    start_time: int | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Annotation]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.AnnotationResponse,
        path={
            "video_id": video_id,
        },
        json={
            "end_time": end_time,
            "video_id": offered_video_id,
            "annotation_poster_id": annotation_poster_id,
            "type": type,
            "title": title,
            "link": link,
            "start_time": start_time,
        },
        options=options,
    )


class VideosAnnotationsResource(Resource):
    """Cards that the player shows over a video for some time."""

    def get(
        self,
        video_id: Id,
        annotation_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Get an annotation.

        Times are in milliseconds from the start of the video.

        Args:
            video_id: The video's id.
            annotation_id: The annotation's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The annotation.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get annotation" (documented).
        """
        return self._caller.call(get_call(video_id=video_id, annotation_id=annotation_id, options=options))

    def update(
        self,
        video_id: Id,
        annotation_id: Id,
        end_time: int,
        *,
        offered_video_id: Id | Unset = UNSET,
        annotation_poster_id: Id | Unset = UNSET,
        title: str | Unset = UNSET,
        link: str | Unset = UNSET,
        start_time: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Update an annotation.

        `end_time` is always required, and `video_id` is required for an annotation of type `video`;
        without them the service returns 400. Send all fields: what happens to missing ones is not
        known.

        Args:
            video_id: The video's id.
            annotation_id: The annotation's id.
            end_time: When it disappears, in milliseconds from the start of the video. Without it the service
                returns 400.
            offered_video_id: The video to link to. Without it the service rejects an update of an annotation of type
                `video`.
            annotation_poster_id: The image on the card.
            title: The text.
            link: The URL that a click opens.
            start_time: When it appears, in milliseconds from the start of the video.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated annotation.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update annotation" (documented). `end_time` is required, and so is
        `video_id` for the type `video`: a request without them gets 400 with code 400400, although the
        page says that any field may be left out (seen).
        """
        return self._caller.call(
            update_call(
                video_id=video_id,
                annotation_id=annotation_id,
                end_time=end_time,
                offered_video_id=offered_video_id,
                annotation_poster_id=annotation_poster_id,
                title=title,
                link=link,
                start_time=start_time,
                options=options,
            )
        )

    def delete(
        self,
        video_id: Id,
        annotation_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete an annotation.

        This cannot be undone.

        Args:
            video_id: The video's id.
            annotation_id: The annotation's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete annotation" (documented).
        """
        return self._caller.call(delete_call(video_id=video_id, annotation_id=annotation_id, options=options))

    def list(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> Page[models.Annotation]:
        """List the annotations of a video.

        All annotations come at once.

        Args:
            video_id: The video's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The annotations. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List annotations" (documented). The annotations in the list have the form of
        a single one; the page's example is empty. There are no pages (inferred).
        """
        return self._caller.page(list_call(video_id=video_id, options=options))

    def create(
        self,
        video_id: Id,
        end_time: int,
        *,
        offered_video_id: Id | Unset = UNSET,
        annotation_poster_id: Id | Unset = UNSET,
        type: Literal["text", "video"] | Unset = UNSET,
        title: str | Unset = UNSET,
        link: str | Unset = UNSET,
        start_time: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Add an annotation.

        The player shows the annotation from `start_time` to `end_time`, in milliseconds. The path has
        the video that it is shown on; `video_id` in the body is the video that an annotation of type
        `video` links to.

        Args:
            video_id: The video's id.
            end_time: When it disappears, in milliseconds from the start of the video.
            offered_video_id: The video to link to. Required for an annotation of type `video`.
            annotation_poster_id: The image on the card.
            type: The kind of annotation, `text` or `video`.
            title: The text.
            link: The URL that a click opens.
            start_time: When it appears, in milliseconds from the start of the video.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The annotation.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Add annotation" (documented). The same fields are required as for an update
        (inferred). `type` is `video` or `text`; the page's example has both words (inferred).
        """
        return self._caller.call(
            create_call(
                video_id=video_id,
                end_time=end_time,
                offered_video_id=offered_video_id,
                annotation_poster_id=annotation_poster_id,
                type=type,
                title=title,
                link=link,
                start_time=start_time,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> VideosAnnotationsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return VideosAnnotationsRaw(VideosAnnotationsResource(self._caller.raw))


class VideosAnnotationsRaw:
    """The methods of `videos.annotations`. Each returns a `RawResponse`."""

    def __init__(self, resource: VideosAnnotationsResource) -> None:
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)


class AsyncVideosAnnotationsResource(AsyncResource, sync=VideosAnnotationsResource):
    """Cards that the player shows over a video for some time."""

    async def get(
        self,
        video_id: Id,
        annotation_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Do the same as `VideosAnnotationsResource.get`."""
        return await self._caller.call(get_call(video_id=video_id, annotation_id=annotation_id, options=options))

    async def update(
        self,
        video_id: Id,
        annotation_id: Id,
        end_time: int,
        *,
        offered_video_id: Id | Unset = UNSET,
        annotation_poster_id: Id | Unset = UNSET,
        title: str | Unset = UNSET,
        link: str | Unset = UNSET,
        start_time: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Do the same as `VideosAnnotationsResource.update`."""
        return await self._caller.call(
            update_call(
                video_id=video_id,
                annotation_id=annotation_id,
                end_time=end_time,
                offered_video_id=offered_video_id,
                annotation_poster_id=annotation_poster_id,
                title=title,
                link=link,
                start_time=start_time,
                options=options,
            )
        )

    async def delete(
        self,
        video_id: Id,
        annotation_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `VideosAnnotationsResource.delete`."""
        return await self._caller.call(delete_call(video_id=video_id, annotation_id=annotation_id, options=options))

    def list(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Annotation]:
        """Do the same as `VideosAnnotationsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(video_id=video_id, options=options))

    async def create(
        self,
        video_id: Id,
        end_time: int,
        *,
        offered_video_id: Id | Unset = UNSET,
        annotation_poster_id: Id | Unset = UNSET,
        type: Literal["text", "video"] | Unset = UNSET,
        title: str | Unset = UNSET,
        link: str | Unset = UNSET,
        start_time: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Do the same as `VideosAnnotationsResource.create`."""
        return await self._caller.call(
            create_call(
                video_id=video_id,
                end_time=end_time,
                offered_video_id=offered_video_id,
                annotation_poster_id=annotation_poster_id,
                type=type,
                title=title,
                link=link,
                start_time=start_time,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> AsyncVideosAnnotationsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncVideosAnnotationsRaw(AsyncVideosAnnotationsResource(self._caller.raw))


class AsyncVideosAnnotationsRaw:
    """The methods of `videos.annotations`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncVideosAnnotationsResource) -> None:
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
