# Generated from specs/platformcraft-filespot by scripts/generate.py. Edits here are lost.

"""Uploads of files in parts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import platformcraft_models as models
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    File,
    Id,
    ObjectPath,
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

__all__ = ["AsyncFilesUploadsRaw", "AsyncFilesUploadsResource", "FilesUploadsRaw", "FilesUploadsResource"]

START = Operation(
    id="files.uploads.start",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="POST",
    path="/2/fs/container/{container_id}/object{file_path}",
    secured=True,
    idempotent=True,
    spanning=frozenset(["file_path"]),
    session={"container_id": "owner_id"},
    fixed=("uploads",),
    ids={"file_path": "path"},
)
STATUS = Operation(
    id="files.uploads.status",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="GET",
    path="/2/fs/container/{container_id}/object",
    secured=True,
    idempotent=True,
    session={"container_id": "owner_id"},
    min_length={"uploadId": 1},
    ids={"uploadId": "id"},
)
PUT_PART = Operation(
    id="files.uploads.put_part",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="PUT",
    path="/2/fs/container/{container_id}/object",
    secured=True,
    idempotent=True,
    session={"container_id": "owner_id"},
    min_length={"uploadId": 1},
    may_be_empty=True,
    ids={"uploadId": "id"},
)
COMPLETE = Operation(
    id="files.uploads.complete",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="POST",
    path="/2/fs/container/{container_id}/object",
    secured=True,
    idempotent=False,
    session={"container_id": "owner_id"},
    min_length={"uploadId": 1},
    ids={"uploadId": "id"},
)
CANCEL = Operation(
    id="files.uploads.cancel",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="DELETE",
    path="/2/fs/container/{container_id}/object",
    secured=True,
    idempotent=True,
    session={"container_id": "owner_id"},
    min_length={"uploadId": 1},
    may_be_empty=True,
    ids={"uploadId": "id"},
)


def start_call(
    file_path: ObjectPath,
    *,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Upload]:
    """Build the call of `start`."""
    return Call(
        START,
        models.Upload,
        path={
            "file_path": file_path,
            "container_id": container_id,
        },
        options=options,
    )


def status_call(
    upload_id: Id,
    *,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Upload]:
    """Build the call of `status`."""
    return Call(
        STATUS,
        models.Upload,
        path={
            "container_id": container_id,
        },
        query={
            "uploadId": upload_id,
        },
        options=options,
    )


def put_part_call(
    upload_id: Id,
    upload_part_num: int,
    part: File,
    *,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `put_part`."""
    return Call(
        PUT_PART,
        None,
        path={
            "container_id": container_id,
        },
        query={
            "uploadId": upload_id,
            "uploadPartNum": upload_part_num,
        },
        content=part,
        content_type="application/octet-stream",
        options=options,
    )


def complete_call(
    upload_id: Id,
    sha256: str,
    *,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.StoredFile]:
    """Build the call of `complete`."""
    return Call(
        COMPLETE,
        models.StoredFile,
        path={
            "container_id": container_id,
        },
        query={
            "uploadId": upload_id,
        },
        json={
            "sha256": sha256,
        },
        options=options,
    )


def cancel_call(
    upload_id: Id,
    *,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `cancel`."""
    return Call(
        CANCEL,
        None,
        path={
            "container_id": container_id,
        },
        query={
            "uploadId": upload_id,
        },
        options=options,
    )


class FilesUploadsResource(Resource):
    """Uploads of files in parts."""

    def start(
        self,
        file_path: ObjectPath,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Upload:
        """Initialize the upload of a file in parts.

        Start an upload for this path and return its id. Nothing exists at the path until the upload is
        complete. The query key `uploads`, without a value, distinguishes this operation from
        `files.create`.

        Args:
            file_path: Path of the file or folder inside the container. It starts with `/`; empty or `/` is the
                container's root. Each segment is percent-encoded, the slashes between them are not. Control
                characters are not allowed (inferred).
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The upload, without parts.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            ConflictError: 409. The object already exists (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Initialize chunk uploading" (documented).
        """
        return self._caller.call(start_call(file_path=file_path, container_id=container_id, options=options))

    def status(
        self,
        upload_id: Id,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Upload:
        """Get information about an upload in parts.

        Return the received parts and their sizes. The page's URL template spells the key `uploaId`; all
        its samples send `uploadId`.

        Args:
            upload_id: The `id` in the response that started the upload.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The upload with its parts.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. Nothing exists at this path, or the upload does not exist (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting information about a chunk uploading" (documented). A mismatch
        gets 400, and the parts remain (inferred).
        """
        return self._caller.call(status_call(upload_id=upload_id, container_id=container_id, options=options))

    def put_part(
        self,
        upload_id: Id,
        upload_part_num: int,
        part: File,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Upload one part of a file.

        The body is the part's bytes and nothing else; Content-Length is its size. A repeated number
        replaces the part. No rule on sizes is published; the samples have about 20 MB and 100 kB.

        Args:
            upload_id: The `id` in the response that started the upload.
            upload_part_num: The position of the part in the file. The samples count from 0, and one of them sends 1 for
                what may be the first part; rely on the numbers in the upload's status. 0 to 2,147,483,647.
            part: A path, bytes, or a file opened in binary mode, sent from its current position.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. Nothing exists at this path, or the upload does not exist (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Upload one part of a file" (documented). A part that is sent again
        replaces the first, and the greatest part number is 2147483647 (inferred).

        Response: The part was received (inferred). The body is not documented. The page shows no
        response; it is a success with or without a body.
        """
        return self._caller.call(
            put_part_call(
                upload_id=upload_id,
                upload_part_num=upload_part_num,
                part=part,
                container_id=container_id,
                options=options,
            )
        )

    def complete(
        self,
        upload_id: Id,
        sha256: str,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoredFile:
        """Complete the upload of a file in parts.

        The service joins the parts in order and compares the SHA-256 of the file with the one sent.
        After a mismatch the parts remain.

        Args:
            upload_id: The `id` in the response that started the upload.
            sha256: SHA-256 of the whole file, 64 lower-case hexadecimal digits.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The complete file.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. Nothing exists at this path, or the upload does not exist (seen).
            ConflictError: 409. The object already exists (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Complete file upload in parts" (documented).
        """
        return self._caller.call(
            complete_call(upload_id=upload_id, sha256=sha256, container_id=container_id, options=options)
        )

    def cancel(
        self,
        upload_id: Id,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Cancel the upload of a file in parts.

        Delete the upload and its parts. The object at its path does not change.

        Args:
            upload_id: The `id` in the response that started the upload.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. Nothing exists at this path, or the upload does not exist (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Cancel file upload in parts" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response;
        it is a success without a body.
        """
        return self._caller.call(cancel_call(upload_id=upload_id, container_id=container_id, options=options))

    @cached_property
    def with_raw_response(self) -> FilesUploadsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return FilesUploadsRaw(FilesUploadsResource(self._caller.raw))


class FilesUploadsRaw:
    """The methods of `files.uploads`. Each returns a `RawResponse`."""

    def __init__(self, resource: FilesUploadsResource) -> None:
        self.start = raw_method(resource.start)
        self.status = raw_method(resource.status)
        self.put_part = raw_method(resource.put_part)
        self.complete = raw_method(resource.complete)
        self.cancel = raw_method(resource.cancel)


class AsyncFilesUploadsResource(AsyncResource, sync=FilesUploadsResource):
    """Uploads of files in parts."""

    async def start(
        self,
        file_path: ObjectPath,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Upload:
        """Do the same as `FilesUploadsResource.start`."""
        return await self._caller.call(start_call(file_path=file_path, container_id=container_id, options=options))

    async def status(
        self,
        upload_id: Id,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Upload:
        """Do the same as `FilesUploadsResource.status`."""
        return await self._caller.call(status_call(upload_id=upload_id, container_id=container_id, options=options))

    async def put_part(
        self,
        upload_id: Id,
        upload_part_num: int,
        part: File,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `FilesUploadsResource.put_part`."""
        return await self._caller.call(
            put_part_call(
                upload_id=upload_id,
                upload_part_num=upload_part_num,
                part=part,
                container_id=container_id,
                options=options,
            )
        )

    async def complete(
        self,
        upload_id: Id,
        sha256: str,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoredFile:
        """Do the same as `FilesUploadsResource.complete`."""
        return await self._caller.call(
            complete_call(upload_id=upload_id, sha256=sha256, container_id=container_id, options=options)
        )

    async def cancel(
        self,
        upload_id: Id,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `FilesUploadsResource.cancel`."""
        return await self._caller.call(cancel_call(upload_id=upload_id, container_id=container_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncFilesUploadsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncFilesUploadsRaw(AsyncFilesUploadsResource(self._caller.raw))


class AsyncFilesUploadsRaw:
    """The methods of `files.uploads`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncFilesUploadsResource) -> None:
        self.start = async_raw_method(resource.start)
        self.status = async_raw_method(resource.status)
        self.put_part = async_raw_method(resource.put_part)
        self.complete = async_raw_method(resource.complete)
        self.cancel = async_raw_method(resource.cancel)
