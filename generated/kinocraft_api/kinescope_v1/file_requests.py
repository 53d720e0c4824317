# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Web pages where others upload files into the workspace."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

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
    from kinocraft_api import kinescope_params as params

__all__ = ["AsyncFileRequestsRaw", "AsyncFileRequestsResource", "FileRequestsRaw", "FileRequestsResource"]

LIST = Operation(
    id="file_requests.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/file-requests",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("title",),
    },
)
CREATE = Operation(
    id="file_requests.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/file-requests",
    secured=True,
    idempotent=False,
    payload="data",
    body=InputField(
        {
            "uploading_location_id": ID,
        }
    ),
)
GET = Operation(
    id="file_requests.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/file-requests/{file_request_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"file_request_id": "id"},
)
UPDATE = Operation(
    id="file_requests.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/file-requests/{file_request_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"file_request_id": "id"},
    body=InputField(
        {
            "uploading_location_id": ID,
        }
    ),
    changes=True,
)
DELETE = Operation(
    id="file_requests.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/file-requests/{file_request_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"file_request_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.FileRequestsListOrder | Unset = UNSET,
    archived: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.FileRequest]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.FileRequestList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
            "archived": archived,
        },
        options=options,
    )


def create_call(
    *,
    title: str,
    uploading_location_id: Id,
    description: str | Unset = UNSET,
    expired_at: datetime.datetime | Unset | None = UNSET,
    options: CallOptions,
) -> Call[models.CreatedFileRequest]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.CreatedFileRequestResponse,
        json={
            "title": title,
            "description": description,
            "uploading_location_id": uploading_location_id,
            "expired_at": expired_at,
        },
        options=options,
    )


def get_call(
    file_request_id: Id,
    *,
    options: CallOptions,
) -> Call[models.FileRequest]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.FileRequestResponse,
        path={
            "file_request_id": file_request_id,
        },
        options=options,
    )


def update_call(
    file_request_id: Id,
    *,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    uploading_location_id: Id | Unset = UNSET,
    expired_at: datetime.datetime | Unset | None = UNSET,
    archived: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.UpdatedFileRequest]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.UpdatedFileRequestResponse,
        path={
            "file_request_id": file_request_id,
        },
        json={
            "title": title,
            "description": description,
            "uploading_location_id": uploading_location_id,
            "expired_at": expired_at,
            "archived": archived,
        },
        options=options,
    )


def delete_call(
    file_request_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "file_request_id": file_request_id,
        },
        options=options,
    )


class FileRequestsResource(Resource):
    """Web pages where others upload files into the workspace."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.FileRequestsListOrder | Unset = UNSET,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.FileRequest]:
        """List file requests.

        Archived file requests are returned only with `archived`.

        Args:
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending
                (inferred). Only `title` is known to work. Also as "-title" for descending, or as pairs such
                as [("title", "desc")]. Sortable: title.
            archived: True returns only archived file requests.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of file requests. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List file requests" (documented).
        """
        return self._caller.page(
            list_call(page=page, per_page=per_page, order=order, archived=archived, options=options)
        )

    def create(
        self,
        *,
        title: str,
        uploading_location_id: Id,
        description: str | Unset = UNSET,
        expired_at: datetime.datetime | Unset | None = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CreatedFileRequest:
        """Create a file request.

        The file request accepts files into one project or folder until `expired_at`, or forever if that
        is null.

        Args:
            title: The title that uploaders see.
            description: The text that uploaders see.
            uploading_location_id: The project or folder that receives the files.
            expired_at: When it stops accepting files; null for never.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The file request.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create file request" (documented). The page's table of fields here belongs
        to live events; the fields of this operation are those of its example (inferred).
        """
        return self._caller.call(
            create_call(
                title=title,
                description=description,
                uploading_location_id=uploading_location_id,
                expired_at=expired_at,
                options=options,
            )
        )

    def get(
        self,
        file_request_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.FileRequest:
        """Get a file request.

        The response counts the people who uploaded and their files.

        Args:
            file_request_id: The file request's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The file request.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get file request" (documented).
        """
        return self._caller.call(get_call(file_request_id=file_request_id, options=options))

    def update(
        self,
        file_request_id: Id,
        *,
        title: str | Unset = UNSET,
        description: str | Unset = UNSET,
        uploading_location_id: Id | Unset = UNSET,
        expired_at: datetime.datetime | Unset | None = UNSET,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedFileRequest:
        """Update a file request.

        Set `archived` to archive or restore the file request. The page says that only the sent fields
        change, but other PUT operations reject requests that leave a field out, so send all fields. The
        example's response has the title as `name`.

        Args:
            file_request_id: The file request's id.
            title: The title that uploaders see.
            description: The text that uploaders see (inferred).
            uploading_location_id: The project or folder that receives the files.
            expired_at: When it stops accepting files; null for never.
            archived: True archives it, false restores it.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated file request.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update file request" (documented). The page's table of fields here belongs
        to live events; the fields of this operation are those of its example (inferred).
        """
        return self._caller.call(
            update_call(
                file_request_id=file_request_id,
                title=title,
                description=description,
                uploading_location_id=uploading_location_id,
                expired_at=expired_at,
                archived=archived,
                options=options,
            )
        )

    def delete(
        self,
        file_request_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a file request.

        This cannot be undone. The web page accepts no more files.

        Args:
            file_request_id: The file request's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete file request" (documented). No body is sent, although the page prints
        one (inferred). The web page accepts no more files (inferred).
        """
        return self._caller.call(delete_call(file_request_id=file_request_id, options=options))

    @cached_property
    def with_raw_response(self) -> FileRequestsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return FileRequestsRaw(FileRequestsResource(self._caller.raw))


class FileRequestsRaw:
    """The methods of `file_requests`. Each returns a `RawResponse`."""

    def __init__(self, resource: FileRequestsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncFileRequestsResource(AsyncResource, sync=FileRequestsResource):
    """Web pages where others upload files into the workspace."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.FileRequestsListOrder | Unset = UNSET,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.FileRequest]:
        """Do the same as `FileRequestsResource.list`, when awaited or iterated over."""
        return self._caller.page(
            list_call(page=page, per_page=per_page, order=order, archived=archived, options=options)
        )

    async def create(
        self,
        *,
        title: str,
        uploading_location_id: Id,
        description: str | Unset = UNSET,
        expired_at: datetime.datetime | Unset | None = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CreatedFileRequest:
        """Do the same as `FileRequestsResource.create`."""
        return await self._caller.call(
            create_call(
                title=title,
                description=description,
                uploading_location_id=uploading_location_id,
                expired_at=expired_at,
                options=options,
            )
        )

    async def get(
        self,
        file_request_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.FileRequest:
        """Do the same as `FileRequestsResource.get`."""
        return await self._caller.call(get_call(file_request_id=file_request_id, options=options))

    async def update(
        self,
        file_request_id: Id,
        *,
        title: str | Unset = UNSET,
        description: str | Unset = UNSET,
        uploading_location_id: Id | Unset = UNSET,
        expired_at: datetime.datetime | Unset | None = UNSET,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedFileRequest:
        """Do the same as `FileRequestsResource.update`."""
        return await self._caller.call(
            update_call(
                file_request_id=file_request_id,
                title=title,
                description=description,
                uploading_location_id=uploading_location_id,
                expired_at=expired_at,
                archived=archived,
                options=options,
            )
        )

    async def delete(
        self,
        file_request_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `FileRequestsResource.delete`."""
        return await self._caller.call(delete_call(file_request_id=file_request_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncFileRequestsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncFileRequestsRaw(AsyncFileRequestsResource(self._caller.raw))


class AsyncFileRequestsRaw:
    """The methods of `file_requests`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncFileRequestsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
