# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Custom posters of videos and live events."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    File,
    Id,
    Operation,
    Unset,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    pass

__all__ = ["AsyncPostersRaw", "AsyncPostersResource", "PostersRaw", "PostersResource"]

UPLOAD = Operation(
    id="posters.upload",
    service="kinescope-v2",
    server="https://uploader.kinescope.io",
    method="POST",
    path="/v2/poster",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    ids={"X-Event-ID": "id", "X-Video-ID": "id"},
)


def upload_call(
    file: File | Unset = UNSET,
    *,
    video_id: Id | Unset = UNSET,
    event_id: Id | Unset = UNSET,
    poster_url: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `upload`."""
    return Call(
        UPLOAD,
        None,
        headers={
            "X-Video-ID": video_id,
            "X-Event-ID": event_id,
            "X-Poster-URL": poster_url,
        },
        content=file,
        content_type="application/octet-stream",
        options=options,
    )


class PostersResource(Resource):
    """Custom posters of videos and live events."""

    def upload(
        self,
        file: File | Unset = UNSET,
        *,
        video_id: Id | Unset = UNSET,
        event_id: Id | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Upload a poster.

        Exactly one of `X-Video-ID` and `X-Event-ID` is required. The body is the image's bytes and
        nothing else; with `X-Poster-URL` there is no body, and the service downloads the image. The
        allowed formats and sizes are not documented; the posters on the page are JPEG and PNG.

        Args:
            file: The bytes of the image; no body with `X-Poster-URL`.
            video_id: The video that gets the poster. Leave it out for a live event.
            event_id: The live event that gets the poster. Leave it out for a video.
            poster_url: The URL from which the service downloads the poster.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Upload poster" (documented). The body is the image's raw bytes (inferred).

        Response: The poster was received (inferred). The body is not documented. The page shows no
        response; it is a success with or without a body.
        """
        return self._caller.call(
            upload_call(file=file, video_id=video_id, event_id=event_id, poster_url=poster_url, options=options)
        )

    @cached_property
    def with_raw_response(self) -> PostersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return PostersRaw(PostersResource(self._caller.raw))


class PostersRaw:
    """The methods of `posters`. Each returns a `RawResponse`."""

    def __init__(self, resource: PostersResource) -> None:
        self.upload = raw_method(resource.upload)


class AsyncPostersResource(AsyncResource, sync=PostersResource):
    """Custom posters of videos and live events."""

    async def upload(
        self,
        file: File | Unset = UNSET,
        *,
        video_id: Id | Unset = UNSET,
        event_id: Id | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `PostersResource.upload`."""
        return await self._caller.call(
            upload_call(file=file, video_id=video_id, event_id=event_id, poster_url=poster_url, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncPostersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncPostersRaw(AsyncPostersResource(self._caller.raw))


class AsyncPostersRaw:
    """The methods of `posters`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncPostersResource) -> None:
        self.upload = async_raw_method(resource.upload)
