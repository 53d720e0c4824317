# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Subtitle tracks of a video."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import ID
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
    pass

__all__ = ["AsyncVideosSubtitlesRaw", "AsyncVideosSubtitlesResource", "VideosSubtitlesRaw", "VideosSubtitlesResource"]

LIST = Operation(
    id="videos.subtitles.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/subtitles",
    secured=True,
    idempotent=True,
    ids={"video_id": "id"},
)
CREATE = Operation(
    id="videos.subtitles.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/subtitles",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"video_id": "id"},
    files=frozenset(["file"]),
)
REORDER = Operation(
    id="videos.subtitles.reorder",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/videos/{video_id}/subtitles/reorder",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"video_id": "id"},
    body=ID,
)
GET = Operation(
    id="videos.subtitles.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}/subtitles/{subtitle_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"subtitle_id": "id", "video_id": "id"},
)
DELETE = Operation(
    id="videos.subtitles.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/videos/{video_id}/subtitles/{subtitle_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"subtitle_id": "id", "video_id": "id"},
)
UPDATE = Operation(
    id="videos.subtitles.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/videos/{video_id}/subtitles/{subtitle_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"subtitle_id": "id", "video_id": "id"},
    changes=True,
)
COPY = Operation(
    id="videos.subtitles.copy",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/subtitles/{subtitle_id}/copy",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"subtitle_id": "id", "video_id": "id"},
)


def list_call(
    video_id: Id,
    *,
    options: CallOptions,
) -> Call[Listed[models.Subtitle]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.SubtitleList,
        path={
            "video_id": video_id,
        },
        options=options,
    )


def create_call(
    video_id: Id,
    file: File,
    *,
    language: str,
    description: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Subtitle]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.SubtitleResponse,
        path={
            "video_id": video_id,
        },
        multipart={
            "file": file,
            "language": language,
            "description": description,
        },
        options=options,
    )


def reorder_call(
    video_id: Id,
    ids: Sequence[Id],
    *,
    options: CallOptions,
) -> Call[models.Subtitle]:
    """Build the call of `reorder`."""
    return Call(
        REORDER,
        models.SubtitleResponse,
        path={
            "video_id": video_id,
        },
        json=ids,
        options=options,
    )


def get_call(
    video_id: Id,
    subtitle_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Subtitle]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.SubtitleResponse,
        path={
            "video_id": video_id,
            "subtitle_id": subtitle_id,
        },
        options=options,
    )


def delete_call(
    video_id: Id,
    subtitle_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "video_id": video_id,
            "subtitle_id": subtitle_id,
        },
        options=options,
    )


def update_call(
    video_id: Id,
    subtitle_id: Id,
    *,
    language: str | Unset = UNSET,
    description: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Subtitle]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.SubtitleResponse,
        path={
            "video_id": video_id,
            "subtitle_id": subtitle_id,
        },
        json={
            "language": language,
            "description": description,
        },
        options=options,
    )


def copy_call(
    video_id: Id,
    subtitle_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Subtitle]:
    """Build the call of `copy`."""
    return Call(
        COPY,
        models.SubtitleResponse,
        path={
            "video_id": video_id,
            "subtitle_id": subtitle_id,
        },
        options=options,
    )


class VideosSubtitlesResource(Resource):
    """Subtitle tracks of a video."""

    def list(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> Page[models.Subtitle]:
        """List the subtitles of a video.

        All tracks come at once, in the order in which viewers see them. Without tracks `data` is null.

        Args:
            video_id: The video's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The tracks, or null. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List subtitles" (documented). No body is sent, although the page prints the
        form of the upload (inferred). The tracks in the list have the form of a single one; the page's
        example is empty (inferred).
        """
        return self._caller.page(list_call(video_id=video_id, options=options))

    def create(
        self,
        video_id: Id,
        file: File,
        *,
        language: str,
        description: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Add a subtitle file.

        The track is sent as a form with a file in WebVTT or SubRip format. It becomes the last in the
        order.

        Args:
            video_id: The video's id.
            file: The track's bytes, in WebVTT or SubRip format.
            language: Code of the track's language, such as `ru`.
            description: The track's description.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The track.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Add subtitle file" (documented). `file` and `language` are required; the
        page's table marks nothing as required (inferred). The track becomes the last in the order
        (inferred).
        """
        return self._caller.call(
            create_call(video_id=video_id, file=file, language=language, description=description, options=options)
        )

    def reorder(
        self,
        video_id: Id,
        ids: Sequence[Id],
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Reorder the subtitles of a video.

        The body is a list of the ids of all tracks, in the order in which viewers see them.

        Args:
            video_id: The video's id.
            ids: A list. Each: An id: a UUID, or its short form of 22 letters and digits. Both forms name the
                same object, and responses mix them. An id in neither form is rejected with 400 and code
                400301.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The order is changed. The page's example has one of the tracks.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Reorder" (documented). The track in the response is any of them; the page's
        example seems to be copied from another entry (inferred).
        """
        return self._caller.call(reorder_call(video_id=video_id, ids=ids, options=options))

    def get(
        self,
        video_id: Id,
        subtitle_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Get a subtitle.

        The response does not contain the text of the track; `url` is its address.

        Args:
            video_id: The video's id.
            subtitle_id: The subtitle track's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The track.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get subtitle" (documented). No body is sent, although the page prints the
        form of the upload (inferred).
        """
        return self._caller.call(get_call(video_id=video_id, subtitle_id=subtitle_id, options=options))

    def delete(
        self,
        video_id: Id,
        subtitle_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a subtitle.

        This cannot be undone.

        Args:
            video_id: The video's id.
            subtitle_id: The subtitle track's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete subtitle" (documented).
        """
        return self._caller.call(delete_call(video_id=video_id, subtitle_id=subtitle_id, options=options))

    def update(
        self,
        video_id: Id,
        subtitle_id: Id,
        *,
        language: str | Unset = UNSET,
        description: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Update the info of a subtitle.

        Change the language or the description. Only the sent fields change. The text of the track
        cannot be changed; add another track instead.

        Args:
            video_id: The video's id.
            subtitle_id: The subtitle track's id.
            language: Code of the track's language, such as `ru`.
            description: The track's description.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated track.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update subtitle info" (documented). The order cannot be changed here: the
        page's text mentions it, but no field for it. Use `reorder` (inferred).
        """
        return self._caller.call(
            update_call(
                video_id=video_id, subtitle_id=subtitle_id, language=language, description=description, options=options
            )
        )

    def copy(
        self,
        video_id: Id,
        subtitle_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Copy a subtitle.

        Create another track of the same video with the same text. The copy can be changed
        independently.

        Args:
            video_id: The video's id.
            subtitle_id: The subtitle track's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The copy.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Copy" (documented). The copy belongs to the same video; the request names no
        other (inferred).
        """
        return self._caller.call(copy_call(video_id=video_id, subtitle_id=subtitle_id, options=options))

    @cached_property
    def with_raw_response(self) -> VideosSubtitlesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return VideosSubtitlesRaw(VideosSubtitlesResource(self._caller.raw))


class VideosSubtitlesRaw:
    """The methods of `videos.subtitles`. Each returns a `RawResponse`."""

    def __init__(self, resource: VideosSubtitlesResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.reorder = raw_method(resource.reorder)
        self.get = raw_method(resource.get)
        self.delete = raw_method(resource.delete)
        self.update = raw_method(resource.update)
        self.copy = raw_method(resource.copy)


class AsyncVideosSubtitlesResource(AsyncResource, sync=VideosSubtitlesResource):
    """Subtitle tracks of a video."""

    def list(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Subtitle]:
        """Do the same as `VideosSubtitlesResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(video_id=video_id, options=options))

    async def create(
        self,
        video_id: Id,
        file: File,
        *,
        language: str,
        description: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Do the same as `VideosSubtitlesResource.create`."""
        return await self._caller.call(
            create_call(video_id=video_id, file=file, language=language, description=description, options=options)
        )

    async def reorder(
        self,
        video_id: Id,
        ids: Sequence[Id],
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Do the same as `VideosSubtitlesResource.reorder`."""
        return await self._caller.call(reorder_call(video_id=video_id, ids=ids, options=options))

    async def get(
        self,
        video_id: Id,
        subtitle_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Do the same as `VideosSubtitlesResource.get`."""
        return await self._caller.call(get_call(video_id=video_id, subtitle_id=subtitle_id, options=options))

    async def delete(
        self,
        video_id: Id,
        subtitle_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `VideosSubtitlesResource.delete`."""
        return await self._caller.call(delete_call(video_id=video_id, subtitle_id=subtitle_id, options=options))

    async def update(
        self,
        video_id: Id,
        subtitle_id: Id,
        *,
        language: str | Unset = UNSET,
        description: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Do the same as `VideosSubtitlesResource.update`."""
        return await self._caller.call(
            update_call(
                video_id=video_id, subtitle_id=subtitle_id, language=language, description=description, options=options
            )
        )

    async def copy(
        self,
        video_id: Id,
        subtitle_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Subtitle:
        """Do the same as `VideosSubtitlesResource.copy`."""
        return await self._caller.call(copy_call(video_id=video_id, subtitle_id=subtitle_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncVideosSubtitlesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncVideosSubtitlesRaw(AsyncVideosSubtitlesResource(self._caller.raw))


class AsyncVideosSubtitlesRaw:
    """The methods of `videos.subtitles`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncVideosSubtitlesResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.reorder = async_raw_method(resource.reorder)
        self.get = async_raw_method(resource.get)
        self.delete = async_raw_method(resource.delete)
        self.update = async_raw_method(resource.update)
        self.copy = async_raw_method(resource.copy)
