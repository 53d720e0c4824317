# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Uploads of videos."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import ID, InputField
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    File,
    Headers,
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

__all__ = ["AsyncVideosUploadsRaw", "AsyncVideosUploadsResource", "VideosUploadsRaw", "VideosUploadsResource"]

CREATE = Operation(
    id="videos.uploads.create",
    service="kinescope-v2",
    server="https://uploader.kinescope.io",
    method="POST",
    path="/v2/video",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"X-Parent-ID": "id", "X-Replace-Video-ID": "id"},
)
INIT = Operation(
    id="videos.uploads.init",
    service="kinescope-v2",
    server="https://uploader.kinescope.io",
    method="POST",
    path="/v2/init",
    secured=True,
    idempotent=False,
    payload="data",
    body=InputField(
        {
            "parent_id": ID,
        }
    ),
)
SEND = Operation(
    id="videos.uploads.send",
    service="kinescope-v2",
    server="https://upload.invalid",
    method="POST",
    path="/tus/{upload_id}",
    secured=False,
    idempotent=False,
    may_be_empty=True,
)
OFFSET = Operation(
    id="videos.uploads.offset",
    service="kinescope-v2",
    server="https://upload.invalid",
    method="HEAD",
    path="/tus/{upload_id}",
    secured=False,
    idempotent=True,
    fixed_headers={"Tus-Resumable": "1.0.0"},
    may_be_empty=True,
)
APPEND = Operation(
    id="videos.uploads.append",
    service="kinescope-v2",
    server="https://upload.invalid",
    method="PATCH",
    path="/tus/{upload_id}",
    secured=False,
    idempotent=False,
    fixed_headers={"Tus-Resumable": "1.0.0"},
    may_be_empty=True,
)


def create_call(
    video_title: str,
    file: File | Unset = UNSET,
    *,
    parent_id: Id | Unset = UNSET,
    video_description: str | Unset = UNSET,
    file_name: str | Unset = UNSET,
    poster_url: str | Unset = UNSET,
    video_url: str | Unset = UNSET,
    replace_video_id: Id | Unset = UNSET,
    options: CallOptions,
) -> Call[models.UploadedVideo]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.UploadedVideoResponse,
        headers={
            "X-Video-Title": video_title,
            "X-Parent-ID": parent_id,
            "X-Video-Description": video_description,
            "X-File-Name": file_name,
            "X-Poster-URL": poster_url,
            "X-Video-URL": video_url,
            "X-Replace-Video-ID": replace_video_id,
        },
        content=file,
        content_type="application/octet-stream",
        options=options,
    )


def init_call(
    *,
    type: Literal["attachment", "video"],
    parent_id: Id,
    title: str,
    filename: str,
    filesize: int,
    description: str | Unset = UNSET,
    client_ip: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Upload]:
    """Build the call of `init`."""
    return Call(
        INIT,
        models.UploadResponse,
        json={
            "type": type,
            "parent_id": parent_id,
            "title": title,
            "filename": filename,
            "filesize": filesize,
            "description": description,
            "client_ip": client_ip,
        },
        options=options,
    )


def send_call(
    url: str,
    file: File,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `send`."""
    return Call(
        SEND,
        None,
        url=url,
        content=file,
        content_type="application/octet-stream",
        options=options,
    )


def offset_call(
    url: str,
    *,
    options: CallOptions,
) -> Call[Headers]:
    """Build the call of `offset`."""
    return Call(
        OFFSET,
        Headers,
        url=url,
        options=options,
    )


def append_call(
    url: str,
    upload_offset: int,
    chunk: File,
    *,
    options: CallOptions,
) -> Call[Headers]:
    """Build the call of `append`."""
    return Call(
        APPEND,
        Headers,
        url=url,
        headers={
            "Upload-Offset": upload_offset,
        },
        content=chunk,
        content_type="application/offset+octet-stream",
        options=options,
    )


class VideosUploadsResource(Resource):
    """Uploads of videos."""

    def create(
        self,
        video_title: str,
        file: File | Unset = UNSET,
        *,
        parent_id: Id | Unset = UNSET,
        video_description: str | Unset = UNSET,
        file_name: str | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        video_url: str | Unset = UNSET,
        replace_video_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UploadedVideo:
        """Upload a video.

        The body is the file's bytes and nothing else. With `X-Video-URL` there is no body: the service
        downloads the file, and the response comes before the download ends. With `X-Replace-Video-ID`
        the file replaces that of another video, which keeps its id and its links. The response has the
        status `uploading`; encoding follows, and `GET /v1/videos/{video_id}` returns its progress. An
        interrupted upload leaves a video with the status `suspended`. A repeat creates another video.

        Args:
            video_title: The video's title. Non-ASCII characters are untested in a header: percent-encoding was seen.
                It is safest to send an ASCII title and update it later, or to use `videos.uploads.init`,
                which has the title in JSON.
            file: The bytes of the file; no body with `X-Video-URL`.
            parent_id: The project or folder of the video.
            video_description: The video's description. The limits of the title apply to it too.
            file_name: The file's name, with its extension.
            poster_url: The URL from which the service downloads the poster.
            video_url: The URL from which the service downloads the file. The request then has no body.
            replace_video_id: The video whose file is replaced. It keeps its id and its links.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The video, while its file is being received (seen). The page shows no response. Which of the
            fields are always present is not known.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this request.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Upload video" (documented). The body is the file's raw bytes; the page calls
        it multipart (seen).
        """
        return self._caller.call(
            create_call(
                video_title=video_title,
                file=file,
                parent_id=parent_id,
                video_description=video_description,
                file_name=file_name,
                poster_url=poster_url,
                video_url=video_url,
                replace_video_id=replace_video_id,
                options=options,
            )
        )

    def init(
        self,
        *,
        type: Literal["attachment", "video"],
        parent_id: Id,
        title: str,
        filename: str,
        filesize: int,
        description: str | Unset = UNSET,
        client_ip: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Upload:
        """Initialize the upload of a video.

        Create the video without its bytes, and return the URL for them. Send them in one request
        (`videos.uploads.send`), or in chunks with tus 1.0.0 (`videos.uploads.offset` and
        `videos.uploads.append`), which can resume after a lost connection. The URL needs no
        `Authorization`. There is no idempotency key: if the response is lost, a repeat may create a
        second video.

        Args:
            type: The type of the file: a video or an additional material.
            parent_id: The project or folder of a video.
            title: The title. All characters are allowed.
            filename: The file's name, with its extension.
            filesize: The file's size in bytes.
            description: The description. All characters are allowed.
            client_ip: The IP address of the user who uploads the file.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The upload's URL and the video's id.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this request.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "videos" (documented in the vendor's upload guide).
        """
        return self._caller.call(
            init_call(
                type=type,
                parent_id=parent_id,
                title=title,
                filename=filename,
                filesize=filesize,
                description=description,
                client_ip=client_ip,
                options=options,
            )
        )

    def send(
        self,
        url: str,
        file: File,
        **options: Unpack[CallOptions],
    ) -> None:
        """Send the whole file of an upload.

        Sent to the `data.endpoint` of `videos.uploads.init`, unchanged and without `Authorization`. The
        body is the whole file, with the announced size, and nothing else. Use `videos.uploads.append`
        for a file whose upload may have to be resumed.

        Args:
            url: The whole URL, as the service returned it.
            file: A path, bytes, or a file opened in binary mode, sent from its current position.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, for instance without a required header (inferred).
            ForbiddenError: 403. The upload may not be read or continued (inferred).
            NotFoundError: 404. The upload does not exist, or not any more (inferred).
            GoneError: 410. The upload does not exist any more, for instance because it expired (inferred).
            ContentTooLargeError: 413. The body exceeds the announced size or the service's limit (inferred).
            RateLimitedError: 429. Too many requests (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: kinescope, "videos" (documented in the vendor's upload guide).

        Response: The bytes were received (inferred). The body is not documented. The guide shows no
        response; it is a success with or without a body.
        """
        return self._caller.call(send_call(url=url, file=file, options=options))

    def offset(
        self,
        url: str,
        **options: Unpack[CallOptions],
    ) -> Headers:
        """Get the offset of an upload.

        Sent to the `data.endpoint` of `videos.uploads.init`, unchanged and without `Authorization`. The
        response has only headers. To resume an upload, use this offset: sent bytes may not have
        arrived, and bytes whose response was lost may have.

        Args:
            url: The whole URL, as the service returned it.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The offset, in headers; there is no body.

        Raises:
            BadRequestError: 400. The request is malformed, for instance without a required header (inferred).
            ForbiddenError: 403. The upload may not be read or continued (inferred).
            NotFoundError: 404. The upload does not exist, or not any more (inferred).
            GoneError: 410. The upload does not exist any more, for instance because it expired (inferred).
            PreconditionFailedError: 412. The service does not support this version of tus (inferred).
            RateLimitedError: 429. Too many requests (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: kinescope, "videos" (documented in the vendor's upload guide). Headers other than
        `Upload-Offset`, and all error responses, are those of the tus protocol (inferred).
        """
        return self._caller.call(offset_call(url=url, options=options))

    def append(
        self,
        url: str,
        upload_offset: int,
        chunk: File,
        **options: Unpack[CallOptions],
    ) -> Headers:
        """Append bytes to an upload.

        Sent to the `data.endpoint` of `videos.uploads.init`, unchanged and without `Authorization`. The
        body is some or all of the missing bytes, from `Upload-Offset` on. Chunks are sent one after
        another; no rule on their size is published. The upload is complete when the new offset equals
        the announced size. If a response is lost, call `videos.uploads.offset` before the next chunk: a
        chunk with an outdated offset is rejected.

        Args:
            url: The whole URL, as the service returned it.
            upload_offset: The offset of the body's first byte in the file, from 0. It must equal the service's offset.
                At least 0.
            chunk: A path, bytes, or a file opened in binary mode, sent from its current position.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The bytes were received; `Upload-Offset` has the new offset.

        Raises:
            BadRequestError: 400. The request is malformed, for instance without a required header (inferred).
            ForbiddenError: 403. The upload may not be read or continued (inferred).
            NotFoundError: 404. The upload does not exist, or not any more (inferred).
            ConflictError: 409. The offset differs from the service's; no bytes were stored (inferred).
            GoneError: 410. The upload does not exist any more, for instance because it expired (inferred).
            PreconditionFailedError: 412. The service does not support this version of tus (inferred).
            ContentTooLargeError: 413. The body exceeds the announced size or the service's limit (inferred).
            UnsupportedMediaTypeError: 415. The media type of the body is not `application/offset+octet-stream` (inferred).
            RateLimitedError: 429. Too many requests (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: kinescope, "videos" (documented in the vendor's upload guide). `Upload-Expires` and all
        error responses are those of the tus protocol (inferred).
        """
        return self._caller.call(append_call(url=url, upload_offset=upload_offset, chunk=chunk, options=options))

    @cached_property
    def with_raw_response(self) -> VideosUploadsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return VideosUploadsRaw(VideosUploadsResource(self._caller.raw))


class VideosUploadsRaw:
    """The methods of `videos.uploads`. Each returns a `RawResponse`."""

    def __init__(self, resource: VideosUploadsResource) -> None:
        self.create = raw_method(resource.create)
        self.init = raw_method(resource.init)
        self.send = raw_method(resource.send)
        self.offset = raw_method(resource.offset)
        self.append = raw_method(resource.append)


class AsyncVideosUploadsResource(AsyncResource, sync=VideosUploadsResource):
    """Uploads of videos."""

    async def create(
        self,
        video_title: str,
        file: File | Unset = UNSET,
        *,
        parent_id: Id | Unset = UNSET,
        video_description: str | Unset = UNSET,
        file_name: str | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        video_url: str | Unset = UNSET,
        replace_video_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UploadedVideo:
        """Do the same as `VideosUploadsResource.create`."""
        return await self._caller.call(
            create_call(
                video_title=video_title,
                file=file,
                parent_id=parent_id,
                video_description=video_description,
                file_name=file_name,
                poster_url=poster_url,
                video_url=video_url,
                replace_video_id=replace_video_id,
                options=options,
            )
        )

    async def init(
        self,
        *,
        type: Literal["attachment", "video"],
        parent_id: Id,
        title: str,
        filename: str,
        filesize: int,
        description: str | Unset = UNSET,
        client_ip: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Upload:
        """Do the same as `VideosUploadsResource.init`."""
        return await self._caller.call(
            init_call(
                type=type,
                parent_id=parent_id,
                title=title,
                filename=filename,
                filesize=filesize,
                description=description,
                client_ip=client_ip,
                options=options,
            )
        )

    async def send(
        self,
        url: str,
        file: File,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `VideosUploadsResource.send`."""
        return await self._caller.call(send_call(url=url, file=file, options=options))

    async def offset(
        self,
        url: str,
        **options: Unpack[CallOptions],
    ) -> Headers:
        """Do the same as `VideosUploadsResource.offset`."""
        return await self._caller.call(offset_call(url=url, options=options))

    async def append(
        self,
        url: str,
        upload_offset: int,
        chunk: File,
        **options: Unpack[CallOptions],
    ) -> Headers:
        """Do the same as `VideosUploadsResource.append`."""
        return await self._caller.call(append_call(url=url, upload_offset=upload_offset, chunk=chunk, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncVideosUploadsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncVideosUploadsRaw(AsyncVideosUploadsResource(self._caller.raw))


class AsyncVideosUploadsRaw:
    """The methods of `videos.uploads`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncVideosUploadsResource) -> None:
        self.create = async_raw_method(resource.create)
        self.init = async_raw_method(resource.init)
        self.send = async_raw_method(resource.send)
        self.offset = async_raw_method(resource.offset)
        self.append = async_raw_method(resource.append)
