# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Files on their way to becoming videos."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Content,
    Headers,
    Operation,
    Unset,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

from . import models

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
    *,
    body: Content | Unset = UNSET,
    parent_id: str | Unset = UNSET,
    video_description: str | Unset = UNSET,
    file_name: str | Unset = UNSET,
    poster_url: str | Unset = UNSET,
    video_url: str | Unset = UNSET,
    replace_video_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.UploadedVideo]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.UploadedVideoAnswer,
        headers={
            "X-Parent-ID": parent_id,
            "X-Video-Title": video_title,
            "X-Video-Description": video_description,
            "X-File-Name": file_name,
            "X-Poster-URL": poster_url,
            "X-Video-URL": video_url,
            "X-Replace-Video-ID": replace_video_id,
        },
        content=body,
        content_type="application/octet-stream",
        options=options,
    )


def init_call(
    *,
    type: Literal["attachment", "video"],
    parent_id: str,
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
        models.UploadAnswer,
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
    *,
    body: Content,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `send`."""
    return Call(
        SEND,
        None,
        url=url,
        content=body,
        content_type="application/octet-stream",
        options=options,
    )


def offset_call(
    url: str,
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
    *,
    body: Content,
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
        content=body,
        content_type="application/offset+octet-stream",
        options=options,
    )


class VideosUploadsResource(Resource):
    """Files on their way to becoming videos."""

    def create(
        self,
        video_title: str,
        *,
        body: Content | Unset = UNSET,
        parent_id: str | Unset = UNSET,
        video_description: str | Unset = UNSET,
        file_name: str | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        video_url: str | Unset = UNSET,
        replace_video_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UploadedVideo:
        """Upload a video in one request.

        The body is the file's bytes and nothing else. With `X-Video-URL` there is no body: the service
        fetches the file by itself, and the answer comes before it has. With `X-Replace-Video-ID` the
        file takes the place of another video's, which keeps its id and its links. The video is answered
        in state `uploading`; encoding follows, and `GET /v1/videos/{video_id}` tells how far it is. An
        upload that breaks off leaves a video in state `suspended`. A repeat makes another video.

        Args:
            parent_id: The project or folder that the video goes into.
            video_title: The video's title. Other than ASCII is unproven in a header: percent-encoding has been seen;
                an ASCII title that is changed later, or `videos.uploads.init`, whose title is in JSON, is
                safest.
            video_description: The video's description. What is said of the title's letters goes for it too.
            file_name: The file's name, with its ending.
            poster_url: Where the service shall fetch the poster's picture by itself.
            video_url: Where the service shall fetch the file by itself. The request then has no body.
            replace_video_id: The video whose file this one takes the place of. It keeps its id and its links.
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The video, as it is while its file is being taken in.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Upload video" (documented). Method, host and headers are documented. The
        page calls the body multipart; that it is the raw bytes is documented elsewhere and seen. The
        page shows no answer; its fields are the known ones, which of them always come is not
        documented.
        """
        return self._caller.call(
            create_call(
                parent_id=parent_id,
                video_title=video_title,
                video_description=video_description,
                file_name=file_name,
                poster_url=poster_url,
                video_url=video_url,
                replace_video_id=replace_video_id,
                body=body,
                options=options,
            )
        )

    def init(
        self,
        *,
        type: Literal["attachment", "video"],
        parent_id: str,
        title: str,
        filename: str,
        filesize: int,
        description: str | Unset = UNSET,
        client_ip: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Upload:
        """Announce an upload and get an address for its bytes.

        Makes the video at once, without its bytes, and answers with the address to send them to: all in
        one request (`videos.uploads.send`) or in pieces by tus 1.0.0 (`videos.uploads.offset` and
        `videos.uploads.append`), which goes on after a lost connection. The address needs no
        `Authorization`. There is no idempotency key: when the answer is lost, a repeat may leave a
        second video.

        Args:
            type: What the file is, a video or additional material.
            parent_id: The project or folder that a video goes into.
            title: The title, in any letters.
            filename: The file's name, with its ending.
            filesize: The file's size in bytes.
            description: The description, in any letters.
            client_ip: The address of the user that the file comes from.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The upload's address and the id that the video has already.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "videos" (documented). Documented in the vendor's upload guide, which the
        page's entry on uploading videos refers to; the page itself does not have it.
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
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> None:
        """Send all bytes of an announced file in one request.

        Goes to `data.endpoint` of `videos.uploads.init` as it came, without `Authorization`. The body
        is the file's bytes and nothing else, as many as were announced. For a file that may have to go
        on after a lost connection use `videos.uploads.append`.

        Args:
            url: The whole URL, as the service returned it.
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, such as without a header.
            ForbiddenError: 403. The upload may not be looked at or continued.
            NotFoundError: 404. There is no such upload, or no more.
            GoneError: 410. The upload was there once and is no more, such as an expired one.
            ContentTooLargeError: 413. More bytes came than the upload was announced with, or than the service takes.
            RateLimitedError: 429. Too many requests.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "videos" (documented). Documented in the vendor's upload guide; the answer is
        not, a success without a body is inferred.
        """
        return self._caller.call(send_call(url=url, body=body, options=options))

    def offset(
        self,
        url: str,
        **options: Unpack[CallOptions],
    ) -> Headers:
        """Ask how many bytes of an upload have arrived.

        Goes to `data.endpoint` of `videos.uploads.init` as it came, without `Authorization`. The answer
        is in headers alone. This is the one authority on where to go on after a lost connection: bytes
        that were sent may not have arrived, and bytes whose answer was lost may have.

        Args:
            url: The whole URL, as the service returned it.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            How much has arrived, in headers; there is no body.

        Raises:
            BadRequestError: 400. The request is malformed, such as without a header.
            ForbiddenError: 403. The upload may not be looked at or continued.
            NotFoundError: 404. There is no such upload, or no more.
            GoneError: 410. The upload was there once and is no more, such as an expired one.
            PreconditionFailedError: 412. The service does not speak this version of tus.
            RateLimitedError: 429. Too many requests.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "videos" (documented). Documented in the vendor's upload guide as tus 1.0.0;
        headers beyond `Upload-Offset` and all refusals are inferred from that protocol.
        """
        return self._caller.call(offset_call(url=url, options=options))

    def append(
        self,
        url: str,
        upload_offset: int,
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> Headers:
        """Send the next bytes of an upload.

        Goes to `data.endpoint` of `videos.uploads.init` as it came, without `Authorization`. The body
        is some or all of the bytes that are still missing, from `Upload-Offset` on. Pieces go one after
        another; no rule on their size is published. The upload is finished when the new offset is the
        file's announced size. When the answer is lost, ask `videos.uploads.offset` before sending on:
        with an offset that no longer holds nothing is taken.

        Args:
            url: The whole URL, as the service returned it.
            upload_offset: The byte of the file, counted from 0, that this body begins with. It must be what the
                service has. At least 0.
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The bytes have arrived; how many there are now is in `Upload-Offset`.

        Raises:
            BadRequestError: 400. The request is malformed, such as without a header.
            ForbiddenError: 403. The upload may not be looked at or continued.
            NotFoundError: 404. There is no such upload, or no more.
            ConflictError: 409. The offset sent is not the one that the service has; nothing was taken.
            GoneError: 410. The upload was there once and is no more, such as an expired one.
            PreconditionFailedError: 412. The service does not speak this version of tus.
            ContentTooLargeError: 413. More bytes came than the upload was announced with, or than the service takes.
            UnsupportedMediaTypeError: 415. The body is not marked as `application/offset+octet-stream`.
            RateLimitedError: 429. Too many requests.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "videos" (documented). Documented in the vendor's upload guide as tus 1.0.0;
        `Upload-Expires` and all refusals are inferred from that protocol.
        """
        return self._caller.call(append_call(url=url, upload_offset=upload_offset, body=body, options=options))

    @cached_property
    def with_raw_response(self) -> VideosUploadsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return VideosUploadsRaw(VideosUploadsResource(self._caller.raw))


class VideosUploadsRaw:
    """The methods of `videos.uploads`, each of which returns a `RawResponse`."""

    def __init__(self, resource: VideosUploadsResource) -> None:
        self.create = raw_method(resource.create)
        self.init = raw_method(resource.init)
        self.send = raw_method(resource.send)
        self.offset = raw_method(resource.offset)
        self.append = raw_method(resource.append)


class AsyncVideosUploadsResource(AsyncResource, sync=VideosUploadsResource):
    """Files on their way to becoming videos."""

    async def create(
        self,
        video_title: str,
        *,
        body: Content | Unset = UNSET,
        parent_id: str | Unset = UNSET,
        video_description: str | Unset = UNSET,
        file_name: str | Unset = UNSET,
        poster_url: str | Unset = UNSET,
        video_url: str | Unset = UNSET,
        replace_video_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UploadedVideo:
        """Do the same as `VideosUploadsResource.create`."""
        return await self._caller.call(
            create_call(
                parent_id=parent_id,
                video_title=video_title,
                video_description=video_description,
                file_name=file_name,
                poster_url=poster_url,
                video_url=video_url,
                replace_video_id=replace_video_id,
                body=body,
                options=options,
            )
        )

    async def init(
        self,
        *,
        type: Literal["attachment", "video"],
        parent_id: str,
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
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `VideosUploadsResource.send`."""
        return await self._caller.call(send_call(url=url, body=body, options=options))

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
        *,
        body: Content,
        **options: Unpack[CallOptions],
    ) -> Headers:
        """Do the same as `VideosUploadsResource.append`."""
        return await self._caller.call(append_call(url=url, upload_offset=upload_offset, body=body, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncVideosUploadsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncVideosUploadsRaw(AsyncVideosUploadsResource(self._caller.raw))


class AsyncVideosUploadsRaw:
    """The methods of `videos.uploads`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AsyncVideosUploadsResource) -> None:
        self.create = async_raw_method(resource.create)
        self.init = async_raw_method(resource.init)
        self.send = async_raw_method(resource.send)
        self.offset = async_raw_method(resource.offset)
        self.append = async_raw_method(resource.append)
