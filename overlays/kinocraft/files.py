"""`platformcraft.files`: the operations of the description, and what needs several of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, TypeAlias, Unpack

from kinocraft_api._core import UNSET, Call, CallOptions, Unset
from kinocraft_api.platformcraft_filespot.files import (
    GET,
    AsyncFilesResource,
    FilesResource,
    create_call,
    get_call,
    update_call,
)
from kinocraft_api.platformcraft_filespot.models import FileObject

from .callers import AsyncEngineCaller, EngineCaller
from .downloads import Fetch, download
from .engine import Engine
from .listing import AsyncListing, Page
from .steps import Steps
from .uploads import Plan, ProgressHook, Uploadable, upload

__all__ = ["AsyncFiles", "Files"]

Sort: TypeAlias = Literal["name", "-name", "time", "-time", "size", "-size"]


class Files(FilesResource):
    """Files and folders of the account's container, by path."""

    def __init__(self, caller: EngineCaller) -> None:
        super().__init__(caller)
        self._engine_caller = caller

    def list(
        self,
        path: str = "/",
        *,
        sort: Sort | Unset = UNSET,
        limit: int | Unset = UNSET,
        files_only: bool | Unset = UNSET,
        dirs_only: bool | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page:
        """List what is directly in a folder, folders first.

        Gives the first page, which fetches the further ones as you iterate over it.

        Args:
            path: Path of the folder; the container's root when left out.
            sort: By name (the service's default), time or size; descending with a minus sign.
            limit: Objects on a page, 1 to 100,000; the service takes 5,000 when left out. The listing goes on.
            files_only: Leave folders out.
            dirs_only: Leave files out.
            container_id: Taken from the token when left out.
            options: Settings for each of its calls: timeout, deadline, retries, headers.

        Raises:
            NotFoundError: There is nothing at the path.
            InvalidArgumentError: A file is there.
            APIError: As for `get`.

        Source: platformcraft, "Getting a file or folder information" (documented).
        """
        call = _listing(path, sort, limit, files_only, dirs_only, container_id, options)
        return Page(self._caller, self._engine_caller.engine.settings.base(GET), call, self._caller.call(call))

    def upload(
        self,
        content: Uploadable,
        path: str,
        *,
        progress: ProgressHook | None = None,
        threshold: int | None = None,
        part_size: int | None = None,
        parallel: int = 2,
        first_part: int = 0,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> FileObject:
        """Upload a file, in one request when it is small and by parts when it is large.

        Parts go several at once, each is sent again when its connection breaks, and the service compares the SHA-256 of
        the whole before the file appears. Whatever fails, no half of a file is left. In memory there is never more
        than a block of 1 MiB for each part under way.

        Args:
            content: Path of a file, bytes, or a seekable file opened in binary mode, read from where it stands.
            path: Where to put it, such as "/talks/talk.mp4". Folders on the way are made. Must be free.
            progress: Called with an UploadProgress whenever the service has confirmed more; perhaps in another thread.
            threshold: Files of more bytes than this go by parts: 16 MiB, or one part if `part_size` is set.
            part_size: Bytes in a part: by default an eighth of the file, but at least 16 and at most 128 MiB.
            parallel: How many parts to send at once.
            first_part: The number of the first part. The documentation's samples count from 0; some may count from 1.
            container_id: Taken from the token when left out.
            options: Settings for each of its calls: timeout, deadline, retries (5 for parts), headers.

        Returns:
            The object that is there now.

        Raises:
            InvalidArgumentError: An argument cannot work. Nothing was sent.
            SourceError: The file cannot be read, or (SourceChangedError) changed meanwhile.
            ConflictError: Something is at the path already.
            UploadError: It was not stored, or (UploadVerificationError) not as it was sent.
            APIError: As for `create`, `uploads.put_part` and `uploads.complete`.

        Source: platformcraft, "File upload" and "Chunk uploading" (documented; counting of parts: inferred).
        """
        plan = Plan(content, path, progress, threshold, part_size, parallel, first_part, container_id, options)
        return self._engine_caller.run(upload(self._engine_caller.engine, plan))

    def download(
        self,
        file: str | FileObject,
        destination: str | os.PathLike[str],
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Path:
        """Download a file. A connection that breaks is taken up where it broke.

        Args:
            file: Its path, or the object that another call gave.
            destination: The file to write. It appears, or is replaced, only when all bytes are there.
            container_id: Taken from the token when left out.
            options: Settings for its calls: timeout, retries, headers, and a deadline for all of it.

        Returns:
            The destination.

        Raises:
            InvalidArgumentError: It is a folder.
            DestinationError: The destination cannot be written.
            DownloadError: The bytes did not all come.
            DeadlineError: They did not come in time.
            APIError: As for `get`.

        Source: platformcraft, `download_url` under "File upload" (documented; ranges: inferred).
        """
        fetch = Fetch(file, destination, container_id, options)
        return self._engine_caller.run(download(self._engine_caller.engine, fetch))

    def make_dir(self, path: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]) -> FileObject:
        """Make a folder, with the folders on the way to it.

        Args:
            path: Its path, such as "/talks/2026". Must be free.
            container_id: Taken from the token when left out.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            ConflictError: Something is there already.
            APIError: As for `create`.

        Source: platformcraft, "File upload", form field `dir` (documented).
        """
        return self._caller.call(_folder(path, container_id, options))

    def move(
        self, path: str, folder: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> FileObject:
        """Move a file or folder into another folder, under the name it has.

        To rename it, use `update(path, name=...)`.

        Args:
            path: What to move.
            folder: Path of the folder to move it into.
            container_id: Taken from the token when left out.
            options: Settings for each of its calls: timeout, deadline, retries, headers.

        Returns:
            The object at its new place.

        Raises:
            NotFoundError: There is nothing at the path.
            ConflictError: The folder has something of that name.
            APIError: As for `update`.

        Source: platformcraft, "Change file or folder", field `dir` (documented; the answer: inferred).
        """
        return self._engine_caller.run(_move(self._engine_caller.engine, path, folder, container_id, options))


class AsyncFiles(AsyncFilesResource):
    """Files and folders of the account's container, by path, in an event loop."""

    def __init__(self, caller: AsyncEngineCaller) -> None:
        super().__init__(caller)
        self._engine_caller = caller

    def list(
        self,
        path: str = "/",
        *,
        sort: Sort | Unset = UNSET,
        limit: int | Unset = UNSET,
        files_only: bool | Unset = UNSET,
        dirs_only: bool | Unset = UNSET,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing:
        """List what is directly in a folder, as `Files.list` does.

        Iterate over it with `async for`, or `await` it for its first page.
        """
        call = _listing(path, sort, limit, files_only, dirs_only, container_id, options)
        return AsyncListing(self._caller, self._engine_caller.engine.settings.base(GET), call)

    async def upload(
        self,
        content: Uploadable,
        path: str,
        *,
        progress: ProgressHook | None = None,
        threshold: int | None = None,
        part_size: int | None = None,
        parallel: int = 2,
        first_part: int = 0,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> FileObject:
        """Upload a file, as `Files.upload` does. Files are read in worker threads."""
        plan = Plan(content, path, progress, threshold, part_size, parallel, first_part, container_id, options)
        return await self._engine_caller.run(upload(self._engine_caller.engine, plan))

    async def download(
        self,
        file: str | FileObject,
        destination: str | os.PathLike[str],
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Path:
        """Download a file, as `Files.download` does. It is written in worker threads."""
        fetch = Fetch(file, destination, container_id, options)
        return await self._engine_caller.run(download(self._engine_caller.engine, fetch))

    async def make_dir(
        self, path: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> FileObject:
        """Make a folder, as `Files.make_dir` does."""
        return await self._caller.call(_folder(path, container_id, options))

    async def move(
        self, path: str, folder: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> FileObject:
        """Move a file or folder into another folder, as `Files.move` does."""
        return await self._engine_caller.run(_move(self._engine_caller.engine, path, folder, container_id, options))


def _listing(
    path: str,
    sort: Sort | Unset,
    limit: int | Unset,
    files_only: bool | Unset,
    dirs_only: bool | Unset,
    container_id: str | Unset,
    options: CallOptions,
) -> Call[FileObject]:
    return get_call(
        path,
        sort=sort,
        limit=limit,
        files_only=files_only,
        dirs_only=dirs_only,
        container_id=container_id,
        options=options,
    )


def _folder(path: str, container_id: str | Unset, options: CallOptions) -> Call[FileObject]:
    return create_call(path, dir="1", container_id=container_id, options=options)


def _move(engine: Engine, path: str, folder: str, container_id: str | Unset, options: CallOptions) -> Steps[FileObject]:
    moved = yield from engine.call(update_call(path, dir=folder, container_id=container_id, options=options))
    if moved is not None:
        return moved
    place = f"{folder.rstrip('/')}/{path.rpartition('/')[2]}"
    return (yield from engine.call(get_call(place, container_id=container_id, options=options)))
