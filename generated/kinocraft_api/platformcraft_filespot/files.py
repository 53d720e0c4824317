# Generated from specs/platformcraft-filespot by scripts/generate.py. Edits here are lost.

"""Files and folders by path."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Content,
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

from . import models

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
)


def get_call(
    file_path: str,
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
            "container_id": container_id,
            "file_path": file_path,
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
    file_path: str,
    *,
    name: str | Unset = UNSET,
    dir: str | Unset = UNSET,
    description: str | Unset = UNSET,
    private: bool | Unset = UNSET,
    max_height: int | Unset = UNSET,
    max_width: int | Unset = UNSET,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.FileObject | None]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.FileObject,
        path={
            "container_id": container_id,
            "file_path": file_path,
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
    file_path: str,
    *,
    file: Content | Unset = UNSET,
    dir: str | Unset = UNSET,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.FileObject]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.FileObject,
        path={
            "container_id": container_id,
            "file_path": file_path,
        },
        multipart={
            "file": file,
            "dir": dir,
        },
        options=options,
    )


def delete_call(
    file_path: str,
    *,
    container_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "container_id": container_id,
            "file_path": file_path,
        },
        options=options,
    )


class FilesResource(Resource):
    """Files and folders by path."""

    @cached_property
    def uploads(self) -> FilesUploadsResource:
        """Upload of one file by parts."""
        from kinocraft_api.platformcraft_filespot.files_uploads import FilesUploadsResource

        return FilesUploadsResource(self._caller)

    def get(
        self,
        file_path: str,
        *,
        sort: Literal["-name", "-size", "-time", "name", "size", "time"] | Unset = UNSET,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        files_only: bool | Unset = UNSET,
        dirs_only: bool | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FileObject:
        """Get a file, or a folder with its contents.

        For a folder, `contents` holds one page of what is directly in it, folders before files whatever
        the order asked for, and `paging` says how to go on. Where `paging.next` is absent or empty
        there are no more pages.

        Args:
            file_path: Path of the file or folder inside the container. Starts with `/`; empty or `/` is the
                container's root. Sent with each segment percent-encoded and the slashes between them as
                they are. Holds no control character (inferred).
            sort: Order of a folder's contents: by name, time or size, descending with a minus sign. Folders
                come before files in any order. Left out, the service takes name.
            limit: How many objects one page holds. 1 to 100,000. Left out, the service takes 5000.
            from_: Marks where the next page starts. Opaque: the server makes it, inside `paging.next`. Follow
                that URL rather than building one.
            files_only: Leaves folders out of the contents. The key alone counts; it carries no value.
            dirs_only: Leaves files out of the contents. The key alone counts; it carries no value.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The file, or the folder with one page of its contents.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            NotFoundError: 404. There is nothing at that path, or no such upload.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
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
        file_path: str,
        *,
        name: str | Unset = UNSET,
        dir: str | Unset = UNSET,
        description: str | Unset = UNSET,
        private: bool | Unset = UNSET,
        max_height: int | Unset = UNSET,
        max_width: int | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FileObject | None:
        """Change, rename or move a file or folder.

        Only the fields sent change. `name` renames within the folder and `dir` moves into another one,
        with everything below where it is a folder.

        Args:
            file_path: Path of the file or folder inside the container. Starts with `/`; empty or `/` is the
                container's root. Sent with each segment percent-encoded and the slashes between them as
                they are. Holds no control character (inferred).
            name: The new name within the same folder.
            dir: Path of the folder to move into.
            description: Free text.
            private: True closes the file to the public and false opens it.
            max_height: Largest height in pixels when a picture is resized on the fly.
            max_width: Largest width in pixels when a picture is resized on the fly.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The object as it is now. May come without a body. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            NotFoundError: 404. There is nothing at that path, or no such upload.
            ConflictError: 409. Something is there already.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "Change file or folder" (documented). The answer is not documented; the
        changed object is inferred, and an empty body is accepted. That sizes of pictures end at
        2147483647 is inferred too.
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
        file_path: str,
        *,
        file: Content | Unset = UNSET,
        dir: str | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FileObject:
        """Upload a file in one request, or make a folder.

        With the form field `file` the bytes become the file at this path; with the field `dir` a folder
        is made there instead. Missing folders on the way are made. A path that is taken is refused.

        Args:
            file_path: Path of the file or folder inside the container. Starts with `/`; empty or `/` is the
                container's root. Sent with each segment percent-encoded and the slashes between them as
                they are. Holds no control character (inferred).
            file: The file's bytes.
            dir: Present, with any value, makes a folder.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            What was made.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            ConflictError: 409. Something is there already.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "File upload" (documented). That missing folders on the way are made, and
        that a taken path answers 409, is inferred.
        """
        return self._caller.call(
            create_call(file_path=file_path, file=file, dir=dir, container_id=container_id, options=options)
        )

    def delete(
        self,
        file_path: str,
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a file, or a folder with all that is in it.

        There is no way back. The container's root cannot be deleted.

        Args:
            file_path: Path of the file or folder inside the container. Starts with `/`; empty or `/` is the
                container's root. Sent with each segment percent-encoded and the slashes between them as
                they are. Holds no control character (inferred).
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The access token is missing, unreadable or expired.
            ForbiddenError: 403. The login, the password or a token is refused, or the container belongs to somebody
                else.
            NotFoundError: 404. There is nothing at that path, or no such upload.
            RateLimitedError: 429. More than 10 requests in one second reached this service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: platformcraft, "Delete file or folder" (documented). That a folder goes with its
        contents is inferred; so is the refusal of the root.
        """
        return self._caller.call(delete_call(file_path=file_path, container_id=container_id, options=options))

    @cached_property
    def with_raw_response(self) -> FilesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return FilesRaw(FilesResource(self._caller.raw))


class FilesRaw:
    """The methods of `files`, each of which returns a `RawResponse`."""

    def __init__(self, resource: FilesResource) -> None:
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.create = raw_method(resource.create)
        self.delete = raw_method(resource.delete)


class AsyncFilesResource(AsyncResource, sync=FilesResource):
    """Files and folders by path."""

    @cached_property
    def uploads(self) -> AsyncFilesUploadsResource:
        """Upload of one file by parts."""
        from kinocraft_api.platformcraft_filespot.files_uploads import AsyncFilesUploadsResource

        return AsyncFilesUploadsResource(self._caller)

    async def get(
        self,
        file_path: str,
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
        file_path: str,
        *,
        name: str | Unset = UNSET,
        dir: str | Unset = UNSET,
        description: str | Unset = UNSET,
        private: bool | Unset = UNSET,
        max_height: int | Unset = UNSET,
        max_width: int | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FileObject | None:
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
        file_path: str,
        *,
        file: Content | Unset = UNSET,
        dir: str | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FileObject:
        """Do the same as `FilesResource.create`."""
        return await self._caller.call(
            create_call(file_path=file_path, file=file, dir=dir, container_id=container_id, options=options)
        )

    async def delete(
        self,
        file_path: str,
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
    """The methods of `files`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AsyncFilesResource) -> None:
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.create = async_raw_method(resource.create)
        self.delete = async_raw_method(resource.delete)
