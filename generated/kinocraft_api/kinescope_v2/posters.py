# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Own pictures as posters of videos and live events."""

from __future__ import annotations

from functools import cached_property
from typing import Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Content,
    Operation,
    Unset,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

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
)


def upload_call(
    *,
    body: Content | Unset = UNSET,
    video_id: str | Unset = UNSET,
    event_id: str | Unset = UNSET,
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
        content=body,
        content_type="application/octet-stream",
        options=options,
    )


class PostersResource(Resource):
    """Own pictures as posters of videos and live events."""

    def upload(
        self,
        *,
        body: Content | Unset = UNSET,
        video_id: str | Unset = UNSET,
        event_id: str | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Upload a picture as the poster of a video or a live event.

        Exactly one of `X-Video-ID` and `X-Event-ID` names the owner. The body is the picture's bytes
        and nothing else; with `X-Poster-URL` there is no body, and the service fetches the picture by
        itself. Which formats and sizes it takes is not documented; the posters that the page shows are
        JPEG and PNG.

        Args:
            video_id: The video that gets the poster. Left out when it is for a live event.
            event_id: The live event that gets the poster. Left out when it is for a video.
            poster_url: Where the service shall fetch the poster's picture by itself.
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Upload poster" (documented). Method, host and headers are documented, in two
        entries that differ in the owner's header. That the body is the raw picture is inferred, and so
        is the answer.
        """
        return self._caller.call(
            upload_call(video_id=video_id, event_id=event_id, poster_url=poster_url, body=body, options=options)
        )

    @cached_property
    def with_raw_response(self) -> PostersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return PostersRaw(PostersResource(self._caller.raw))


class PostersRaw:
    """The methods of `posters`, each of which returns a `RawResponse`."""

    def __init__(self, resource: PostersResource) -> None:
        self.upload = raw_method(resource.upload)


class AsyncPostersResource(AsyncResource, sync=PostersResource):
    """Own pictures as posters of videos and live events."""

    async def upload(
        self,
        *,
        body: Content | Unset = UNSET,
        video_id: str | Unset = UNSET,
        event_id: str | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `PostersResource.upload`."""
        return await self._caller.call(
            upload_call(video_id=video_id, event_id=event_id, poster_url=poster_url, body=body, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncPostersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncPostersRaw(AsyncPostersResource(self._caller.raw))


class AsyncPostersRaw:
    """The methods of `posters`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AsyncPostersResource) -> None:
        self.upload = async_raw_method(resource.upload)
