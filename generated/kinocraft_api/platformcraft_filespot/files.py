# Generated from specs/platformcraft-filespot by scripts/generate.py. Edits here are lost.

"""Files and folders, by path."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import platformcraft_models as models
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    File,
    ObjectPath,
    Operation,
    Unset,
    flag,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    from kinocraft_api.platformcraft_filespot.files_uploads import AsyncFilesUploadsResource, FilesUploadsResource

__all__ = ["AsyncFilesRaw", "AsyncFilesResource", "FilesRaw", "FilesResource"]

GET = Operation(
    id="files.get",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="GET",
    path="/2/fs/container/{container_id}/object{file_path}",
    secured=True,
    idempotent=True,
    spanning=frozenset(["file_path"]),
    session={"container_id": "owner_id"},
    min_length={"from": 1},
    ids={"file_path": "path"},
)
UPDATE = Operation(
    id="files.update",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="PUT",
    path="/2/fs/container/{container_id}/object{file_path}",
    secured=True,
    idempotent=False,
    spanning=frozenset(["file_path"]),
    session={"container_id": "owner_id"},
    may_be_empty=True,
    ids={"file_path": "path"},
    changes=True,
)
CREATE = Operation(
    id="files.create",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="POST",
    path="/2/fs/container/{container_id}/object{file_path}",
    secured=True,
    idempotent=False,
    spanning=frozenset(["file_path"]),
    session={"container_id": "owner_id"},
    ids={"file_path": "path"},
    files=frozenset(["file"]),
    file_name="file_path",
)
DELETE = Operation(
    id="files.delete",
    service="platformcraft-filespot",
    server="https://filespot.platformcraft.ru",
    method="DELETE",
    path="/2/fs/container/{container_id}/object{file_path}",
    secured=True,
    idempotent=True,
    spanning=frozenset(["file_path"]),
    session={"container_id": "owner_id"},
    may_be_empty=True,
    ids={"file_path": "path"},
)


def get_call(
    file_path: ObjectPath,
    *,
    sort: Literal["-name", "-size", "-time", "name", "size", "time"] | Unset = UNSET,
    limit: int | Unset = UNSET,
    from_: str | Unset = UNSET,
    files_only: bool | Unset = UNSET,
    dirs_only: bool | Unset = UNSET,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.FileObject]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.FileObject,
        path={
            "file_path": file_path,
            "container_id": container_id,
        },
        query={
            "sort": sort,
            "limit": limit,
            "from": from_,
            "files_only": flag(files_only),
            "dirs_only": flag(dirs_only),
        },
        options=options,
    )


def update_call(
    file_path: ObjectPath,
    *,
    name: str | Unset = UNSET,
    dir: str | Unset = UNSET,
    description: str | Unset = UNSET,
    private: bool | Unset = UNSET,
    max_height: int | Unset = UNSET,
    max_width: int | Unset = UNSET,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.StoredFile | None]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.StoredFile,
        path={
            "file_path": file_path,
            "container_id": container_id,
        },
        json={
            "name": name,
            "dir": dir,
            "description": description,
            "private": private,
            "max_height": max_height,
            "max_width": max_width,
        },
        options=options,
    )


def create_call(
    file_path: ObjectPath,
    file: File | Unset = UNSET,
    *,
    dir: str | Unset = UNSET,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.StoredFile]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.StoredFile,
        path={
            "file_path": file_path,
            "container_id": container_id,
        },
        multipart={
            "file": file,
            "dir": dir,
        },
        options=options,
    )


def delete_call(
    file_path: ObjectPath,
    *,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "file_path": file_path,
            "container_id": container_id,
        },
        options=options,
    )


class FilesResource(Resource):
    """Files and folders, by path."""

    @cached_property
    def uploads(self) -> FilesUploadsResource:
        """Uploads of files in parts."""
        from kinocraft_api.platformcraft_filespot.files_uploads import FilesUploadsResource

        return FilesUploadsResource(self._caller)

    def get(
        self,
        file_path: ObjectPath,
        *,
        sort: Literal["-name", "-size", "-time", "name", "size", "time"] | Unset = UNSET,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        files_only: bool | Unset = UNSET,
        dirs_only: bool | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FileObject:
        """Get information about a file or folder.

        For a folder, `contents` is one page of its direct contents, folders always before files, and
        `paging` describes the next page. Without `paging.next`, or with an empty one, there are no more
        pages.

        Args:
            file_path: Path of the file or folder inside the container. It starts with `/`; empty or `/` is the
                container's root. Each segment is percent-encoded, the slashes between them are not. Control
                characters are not allowed (inferred).
            sort: Order of a folder's contents: by name, time or size, descending with a minus sign. Folders
                always come before files. Default: name.
            limit: Maximum number of objects per page. 1 to 100,000. Default: 5000.
            from_: Start of the next page. Opaque: the server creates it inside `paging.next`. Use that URL
                instead of building one.
            files_only: Leave folders out of the contents. A key without a value.
            dirs_only: Leave files out of the contents. A key without a value.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The file, or the folder with one page of its contents.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. Nothing exists at this path, or the upload does not exist (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting a file or folder information" (documented).
        """
        return self._caller.call(
            get_call(
                file_path=file_path,
                sort=sort,
                limit=limit,
                from_=from_,
                files_only=files_only,
                dirs_only=dirs_only,
                container_id=container_id,
                options=options,
            )
        )

    def update(
        self,
        file_path: ObjectPath,
        *,
        name: str | Unset = UNSET,
        dir: str | Unset = UNSET,
        description: str | Unset = UNSET,
        private: bool | Unset = UNSET,
        max_height: int | Unset = UNSET,
        max_width: int | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoredFile | None:
        """Change a file or folder.

        Only the sent fields change. `name` renames within the folder; `dir` moves into another one,
        together with the contents of a folder.

        Args:
            file_path: Path of the file or folder inside the container. It starts with `/`; empty or `/` is the
                container's root. Each segment is percent-encoded, the slashes between them are not. Control
                characters are not allowed (inferred).
            name: The new name in the same folder.
            dir: Path of the new parent folder.
            description: The description.
            private: True makes the file private, false makes it public.
            max_height: Maximum height in pixels when an image is resized on the fly.
            max_width: Maximum width in pixels when an image is resized on the fly.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The changed object (inferred). The body may be empty. The page shows no response; it is the
            changed object. None if the response has no body.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. Nothing exists at this path, or the upload does not exist (seen).
            ConflictError: 409. The object already exists (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Change file or folder" (documented). The greatest width and height of an
        image are 2147483647 (inferred).
        """
        return self._caller.call(
            update_call(
                file_path=file_path,
                name=name,
                dir=dir,
                description=description,
                private=private,
                max_height=max_height,
                max_width=max_width,
                container_id=container_id,
                options=options,
            )
        )

    def create(
        self,
        file_path: ObjectPath,
        file: File | Unset = UNSET,
        *,
        dir: str | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoredFile:
        """Upload a file or create a folder.

        The form field `file` uploads a file to this path; the form field `dir` creates a folder there
        instead. Missing parent folders are created. An existing path is rejected.

        Args:
            file_path: Path of the file or folder inside the container. It starts with `/`; empty or `/` is the
                container's root. Each segment is percent-encoded, the slashes between them are not. Control
                characters are not allowed (inferred).
            file: The file's bytes.
            dir: With any value, creates a folder.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new object.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            ConflictError: 409. The object already exists (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "File upload" (documented). Missing parent folders are created, and an
        existing path gets 409 (inferred).
        """
        return self._caller.call(
            create_call(file_path=file_path, file=file, dir=dir, container_id=container_id, options=options)
        )

    def delete(
        self,
        file_path: ObjectPath,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a file or folder.

        A folder is deleted with its contents. This cannot be undone. The container's root cannot be
        deleted.

        Args:
            file_path: Path of the file or folder inside the container. It starts with `/`; empty or `/` is the
                container's root. Each segment is percent-encoded, the slashes between them are not. Control
                characters are not allowed (inferred).
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

        Source: platformcraft, "Delete file or folder" (documented). A folder is deleted with its
        contents, and the root is rejected (inferred).

        Response: The object is deleted (seen). The body may be empty. Programs get a success with or
        without a body; the page shows no response.
        """
        return self._caller.call(delete_call(file_path=file_path, container_id=container_id, options=options))

    @cached_property
    def with_raw_response(self) -> FilesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return FilesRaw(FilesResource(self._caller.raw))


class FilesRaw:
    """The methods of `files`. Each returns a `RawResponse`."""

    def __init__(self, resource: FilesResource) -> None:
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.create = raw_method(resource.create)
        self.delete = raw_method(resource.delete)


class AsyncFilesResource(AsyncResource, sync=FilesResource):
    """Files and folders, by path."""

    @cached_property
    def uploads(self) -> AsyncFilesUploadsResource:
        """Uploads of files in parts."""
        from kinocraft_api.platformcraft_filespot.files_uploads import AsyncFilesUploadsResource

        return AsyncFilesUploadsResource(self._caller)

    async def get(
        self,
        file_path: ObjectPath,
        *,
        sort: Literal["-name", "-size", "-time", "name", "size", "time"] | Unset = UNSET,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        files_only: bool | Unset = UNSET,
        dirs_only: bool | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FileObject:
        """Do the same as `FilesResource.get`."""
        return await self._caller.call(
            get_call(
                file_path=file_path,
                sort=sort,
                limit=limit,
                from_=from_,
                files_only=files_only,
                dirs_only=dirs_only,
                container_id=container_id,
                options=options,
            )
        )

    async def update(
        self,
        file_path: ObjectPath,
        *,
        name: str | Unset = UNSET,
        dir: str | Unset = UNSET,
        description: str | Unset = UNSET,
        private: bool | Unset = UNSET,
        max_height: int | Unset = UNSET,
        max_width: int | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoredFile | None:
        """Do the same as `FilesResource.update`."""
        return await self._caller.call(
            update_call(
                file_path=file_path,
                name=name,
                dir=dir,
                description=description,
                private=private,
                max_height=max_height,
                max_width=max_width,
                container_id=container_id,
                options=options,
            )
        )

    async def create(
        self,
        file_path: ObjectPath,
        file: File | Unset = UNSET,
        *,
        dir: str | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoredFile:
        """Do the same as `FilesResource.create`."""
        return await self._caller.call(
            create_call(file_path=file_path, file=file, dir=dir, container_id=container_id, options=options)
        )

    async def delete(
        self,
        file_path: ObjectPath,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `FilesResource.delete`."""
        return await self._caller.call(delete_call(file_path=file_path, container_id=container_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncFilesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncFilesRaw(AsyncFilesResource(self._caller.raw))


class AsyncFilesRaw:
    """The methods of `files`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncFilesResource) -> None:
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.create = async_raw_method(resource.create)
        self.delete = async_raw_method(resource.delete)
