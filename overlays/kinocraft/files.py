"""`platformcraft.files`: the operations of the description, and what needs several of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal, TypeAlias, Unpack

from kinocraft_api.platformcraft_filespot.files import (
    GET,
    AsyncFilesResource,
    FilesResource,
    create_call,
    get_call,
    update_call,
)
from kinocraft_api.platformcraft_filespot.models import FileObject
from kinocraft_runtime.calls import UNSET, Call, CallOptions, Listed, Unset
from kinocraft_runtime.pagination import AsyncListing, Page

from .callers import AsyncStepping, Stepping
from .downloads import download
from .engine import Engine
from .listing import FolderPaging
from .sources import Uploadable
from .steps import Steps
from .uploading import call_options
from .uploads import UploadOptions, upload

__all__ = ["AsyncFiles", "Files"]

Sort: TypeAlias = Literal["name", "-name", "time", "-time", "size", "-size"]


class ListOptions(CallOptions, total=False):
    """What a listing of a folder can be told."""

    sort: Sort | Unset
    """By name (the service's default), time or size; descending with a minus sign."""
    limit: int | Unset
    """Objects on a page, 1 to 100,000; the service takes 5,000 when left out. The listing goes on."""
    files_only: bool | Unset
    """Leave folders out."""
    dirs_only: bool | Unset
    """Leave files out."""
    container_id: str | Unset
    """Taken from the token when left out."""


class Files(Stepping, FilesResource):
    """Files and folders of the account's container, by path."""

    def list(self, path: str = "/", **options: Unpack[ListOptions]) -> Page[FileObject]:
        """List what is directly in a folder, folders first.

        Args:
            path: Path of the folder; the container's root when left out.
            options: sort, limit, files_only, dirs_only, container_id: see ListOptions. And settings for each of its
                calls: timeout, deadline, retries, headers.

        Returns:
            The first page; iterating over it goes on over all that is there. Its `meta` is the folder itself.

        Raises:
            NotFoundError: There is nothing at the path.
            InvalidArgumentError: A file is there.
            APIError: As for `get`.

        Source: platformcraft, "Getting a file or folder information" (documented).
        """
        call = _listing(path, options)
        paging = FolderPaging(self._driver.engine.settings.base(GET))
        return Page(self._caller, call, self._caller.call(call), paging)

    def upload(self, content: Uploadable, path: str, **options: Unpack[UploadOptions]) -> FileObject:
        """Upload a file, in one request when it is small and by parts when it is large.

        Parts go several at once, each is sent again when its connection breaks, and the service compares the SHA-256 of
        the whole before the file appears. Whatever fails, no half of a file is left. In memory there is never more
        than a block of 1 MiB for each part under way.

        Args:
            content: Path of a file, bytes, or a seekable file opened in binary mode, read from where it stands.
            path: Where to put it, such as "/talks/talk.mp4". Folders on the way are made. Must be free.
            options: progress, threshold, part_size, parallel, first_part, container_id: see UploadOptions. And settings
                for each of its calls: timeout, deadline, retries (5 for parts), headers.

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
        return self._run(upload, content, path, options)

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
        return self._run(download, file, destination, container_id, options)

    def make_dir(self, path: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]) -> FileObject:
        """Make a folder, with the folders on the way to it.

        Args:
            path: Its path, such as "/talks/2026". Must be free.
            container_id: Taken from the token when left out.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The folder.

        Raises:
            ConflictError: Something is there already.
            APIError: As for `create`.

        Source: platformcraft, "File upload", form field `dir` (documented).
        """
        return self._caller.call(create_call(path, dir="1", container_id=container_id, options=options))

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
        return self._run(_move, path, folder, container_id, options)


class AsyncFiles(AsyncStepping, AsyncFilesResource):
    """Files and folders of the account's container, by path, in an event loop."""

    def list(self, path: str = "/", **options: Unpack[ListOptions]) -> AsyncListing[FileObject]:
        """List what is directly in a folder, as `Files.list` does.

        Iterate over it with `async for`, or `await` it for its first page.
        """
        call = _listing(path, options)
        return AsyncListing(self._caller, call, FolderPaging(self._driver.engine.settings.base(GET)))

    async def upload(self, content: Uploadable, path: str, **options: Unpack[UploadOptions]) -> FileObject:
        """Upload a file, as `Files.upload` does. Files are read in worker threads."""
        return await self._run(upload, content, path, options)

    async def download(
        self,
        file: str | FileObject,
        destination: str | os.PathLike[str],
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Path:
        """Download a file, as `Files.download` does. It is written in worker threads."""
        return await self._run(download, file, destination, container_id, options)

    async def make_dir(
        self, path: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> FileObject:
        """Make a folder, as `Files.make_dir` does."""
        return await self._caller.call(create_call(path, dir="1", container_id=container_id, options=options))

    async def move(
        self, path: str, folder: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> FileObject:
        """Move a file or folder into another folder, as `Files.move` does."""
        return await self._run(_move, path, folder, container_id, options)


def _listing(path: str, given: ListOptions) -> Call[Listed[FileObject]]:
    options = call_options("files.list", given, ListOptions.__optional_keys__)
    arguments: dict[str, Any] = {name: value for name, value in given.items() if name not in options}
    # An object's answer that is to be read as the list of what is in it.
    call: Call[Any] = get_call(path, **arguments, options=options)
    return call


def _move(engine: Engine, path: str, folder: str, container_id: str | Unset, options: CallOptions) -> Steps[FileObject]:
    moved = yield from engine.call(update_call(path, dir=folder, container_id=container_id, options=options))
    if moved is not None:
        return moved
    place = f"{folder.rstrip('/')}/{path.rpartition('/')[2]}"
    return (yield from engine.call(get_call(place, container_id=container_id, options=options)))
