# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Cards that the player shows over a video for some time."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Unpack

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
    gives="data",
)
UPDATE = Operation(
    id="videos.annotations.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/videos/{video_id}/annotations/{annotation_id}",
    secured=True,
    idempotent=True,
    gives="data",
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
    gives="nothing",
)
LIST = Operation(
    id="videos.annotations.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/annotations",
    secured=True,
    idempotent=True,
)
CREATE = Operation(
    id="videos.annotations.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/annotations",
    secured=True,
    idempotent=False,
    gives="data",
)


def get_call(
    video_id: str,
    annotation_id: str,
    options: CallOptions,
) -> Call[models.Annotation]:
    """What `get` sends."""
    return Call(
        GET,
        models.AnnotationAnswer,
        path={
            "video_id": video_id,
            "annotation_id": annotation_id,
        },
        options=options,
    )


def update_call(
    video_id: str,
    annotation_id: str,
    *,
    end_time: int,
    offered_video_id: str | Unset = UNSET,
    annotation_poster_id: str | Unset = UNSET,
    title: str | Unset = UNSET,
    link: str | Unset = UNSET,
    start_time: int | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Annotation]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.AnnotationAnswer,
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
    video_id: str,
    annotation_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.SuccessAnswer,
        path={
            "video_id": video_id,
            "annotation_id": annotation_id,
        },
        options=options,
    )


def list_call(
    video_id: str,
    options: CallOptions,
) -> Call[Listed[models.Annotation]]:
    """What `list` sends."""
    return Call(
        LIST,
        models.AnnotationList,
        path={
            "video_id": video_id,
        },
        options=options,
    )


def create_call(
    video_id: str,
    *,
    offered_video_id: str | Unset = UNSET,
    annotation_poster_id: str | Unset = UNSET,
    type: Literal["text", "video"] | Unset = UNSET,
    title: str | Unset = UNSET,
    link: str | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Annotation]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.AnnotationAnswer,
        path={
            "video_id": video_id,
        },
        json={
            "video_id": offered_video_id,
            "annotation_poster_id": annotation_poster_id,
            "type": type,
            "title": title,
            "link": link,
            "start_time": start_time,
            "end_time": end_time,
        },
        options=options,
    )


class VideosAnnotationsResource(Resource):
    """Cards that the player shows over a video for some time."""

    def get(
        self,
        video_id: str,
        annotation_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get annotation" (documented).
        """
        return self._caller.call(get_call(video_id=video_id, annotation_id=annotation_id, options=options))

    def update(
        self,
        video_id: str,
        annotation_id: str,
        *,
        end_time: int,
        offered_video_id: str | Unset = UNSET,
        annotation_poster_id: str | Unset = UNSET,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update annotation" (documented). The page says that the update is partial;
        test requests without `end_time`, or without `video_id` for the type `video`, were rejected with
        400 and code 400400.
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
        video_id: str,
        annotation_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete an annotation.

        This cannot be undone.

        Args:
            video_id: The video's id.
            annotation_id: The annotation's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete annotation" (documented).
        """
        return self._caller.call(delete_call(video_id=video_id, annotation_id=annotation_id, options=options))

    def list(
        self,
        video_id: str,
        **options: Unpack[CallOptions],
    ) -> Page[models.Annotation]:
        """List the annotations of a video.

        All annotations come at once.

        Args:
            video_id: The video's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The annotations. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List annotations" (documented). The page's only example is empty and has no
        paging fields, so the form of an annotation in the list is inferred from the other entries.
        """
        return self._caller.page(list_call(video_id=video_id, options=options))

    def create(
        self,
        video_id: str,
        *,
        offered_video_id: str | Unset = UNSET,
        annotation_poster_id: str | Unset = UNSET,
        type: Literal["text", "video"] | Unset = UNSET,
        title: str | Unset = UNSET,
        link: str | Unset = UNSET,
        start_time: int | Unset = UNSET,
        end_time: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Add an annotation.

        The player shows the annotation from `start_time` to `end_time`, in milliseconds. The path has
        the video that it is shown on; `video_id` in the body is the video that an annotation of type
        `video` links to.

        Args:
            video_id: The video's id.
            offered_video_id: The video to link to. Required for an annotation of type `video`.
            annotation_poster_id: The image on the card.
            type: The kind of annotation, `text` or `video`.
            title: The text.
            link: The URL that a click opens.
            start_time: When it appears, in milliseconds from the start of the video.
            end_time: When it disappears, in milliseconds from the start of the video.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The annotation.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Add annotation" (documented). The page's example has the type `video/text`,
        which means either. Which fields are required is not documented; an update requires `end_time`,
        and `video_id` for the type `video`.
        """
        return self._caller.call(
            create_call(
                video_id=video_id,
                offered_video_id=offered_video_id,
                annotation_poster_id=annotation_poster_id,
                type=type,
                title=title,
                link=link,
                start_time=start_time,
                end_time=end_time,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> VideosAnnotationsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return VideosAnnotationsRaw(VideosAnnotationsResource(self._caller.raw))


class VideosAnnotationsRaw:
    """The methods of `videos.annotations`, each of which gives its answer as it came."""

    def __init__(self, resource: VideosAnnotationsResource) -> None:
        self.get = raw(resource.get)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)
        self.list = raw(resource.list)
        self.create = raw(resource.create)


class AsyncVideosAnnotationsResource(AsyncResource):
    """Cards that the player shows over a video for some time."""

    async def get(
        self,
        video_id: str,
        annotation_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get annotation" (documented).
        """
        return await self._caller.call(get_call(video_id=video_id, annotation_id=annotation_id, options=options))

    async def update(
        self,
        video_id: str,
        annotation_id: str,
        *,
        end_time: int,
        offered_video_id: str | Unset = UNSET,
        annotation_poster_id: str | Unset = UNSET,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update annotation" (documented). The page says that the update is partial;
        test requests without `end_time`, or without `video_id` for the type `video`, were rejected with
        400 and code 400400.
        """
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
        video_id: str,
        annotation_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete an annotation.

        This cannot be undone.

        Args:
            video_id: The video's id.
            annotation_id: The annotation's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete annotation" (documented).
        """
        return await self._caller.call(delete_call(video_id=video_id, annotation_id=annotation_id, options=options))

    def list(
        self,
        video_id: str,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Annotation]:
        """List the annotations of a video.

        All annotations come at once.

        Args:
            video_id: The video's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The annotations. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List annotations" (documented). The page's only example is empty and has no
        paging fields, so the form of an annotation in the list is inferred from the other entries.
        """
        return self._caller.page(list_call(video_id=video_id, options=options))

    async def create(
        self,
        video_id: str,
        *,
        offered_video_id: str | Unset = UNSET,
        annotation_poster_id: str | Unset = UNSET,
        type: Literal["text", "video"] | Unset = UNSET,
        title: str | Unset = UNSET,
        link: str | Unset = UNSET,
        start_time: int | Unset = UNSET,
        end_time: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Annotation:
        """Add an annotation.

        The player shows the annotation from `start_time` to `end_time`, in milliseconds. The path has
        the video that it is shown on; `video_id` in the body is the video that an annotation of type
        `video` links to.

        Args:
            video_id: The video's id.
            offered_video_id: The video to link to. Required for an annotation of type `video`.
            annotation_poster_id: The image on the card.
            type: The kind of annotation, `text` or `video`.
            title: The text.
            link: The URL that a click opens.
            start_time: When it appears, in milliseconds from the start of the video.
            end_time: When it disappears, in milliseconds from the start of the video.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The annotation.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Add annotation" (documented). The page's example has the type `video/text`,
        which means either. Which fields are required is not documented; an update requires `end_time`,
        and `video_id` for the type `video`.
        """
        return await self._caller.call(
            create_call(
                video_id=video_id,
                offered_video_id=offered_video_id,
                annotation_poster_id=annotation_poster_id,
                type=type,
                title=title,
                link=link,
                start_time=start_time,
                end_time=end_time,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> AsyncVideosAnnotationsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncVideosAnnotationsRaw(AsyncVideosAnnotationsResource(self._caller.raw))


class AsyncVideosAnnotationsRaw:
    """The methods of `videos.annotations`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncVideosAnnotationsResource) -> None:
        self.get = araw(resource.get)
        self.update = araw(resource.update)
        self.delete = araw(resource.delete)
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
