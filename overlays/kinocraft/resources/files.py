"""`platformcraft.files`: the operations, and methods that make several calls."""

from __future__ import annotations

import os
from typing import Any, Literal, TypeAlias, Unpack

from kinocraft_api.platformcraft_filespot.files import (
    GET,
    AsyncFilesResource,
    FilesResource,
    create_call,
    get_call,
    update_call,
)
from kinocraft_api.platformcraft_filespot.files_uploads import START
from kinocraft_api.platformcraft_models import FileListItem, StoredFile
from kinocraft_runtime.calls import UNSET, Call, CallOptions, Listed, ObjectPath, Unset
from kinocraft_runtime.pagination import AsyncListing, Page

from ..call_options import call_options
from ..downloads import DownloadableFile, DownloadOptions, download
from ..engine import Engine
from ..responses.verification import DownloadedPath
from ..sources import Source, Streamable
from ..transport.effects import Effects
from ..transport.serialize import plain_path
from ..uploads.filespot import UploadOptions, begin, upload
from ..uploads.handle import AsyncUploadHandle, UploadHandle, UploadTask
from ..uploads.parts import PartUpload
from ..uploads.state import FilespotUploadState
from ..uploads.stored_files import as_stored
from .composed import AsyncComposedResource, ComposedResource
from .folder_pages import FolderPaging

__all__ = ["AsyncFiles", "Files"]

Sort: TypeAlias = Literal["name", "-name", "time", "-time", "size", "-size"]


class ListOptions(CallOptions, total=False):
    """Options of a folder listing."""

    sort: Sort | Unset
    """Sort by name (the service's default), time or size; descending with a minus sign."""
    limit: int | Unset
    """Objects per page, 1 to 100,000; the service's default is 5,000. The listing continues with further pages."""
    files_only: bool | Unset
    """Omit folders."""
    dirs_only: bool | Unset
    """Omit files."""
    container_id: str | Unset
    """Default: the id in the access token."""


class Files(ComposedResource, FilesResource):
    """Files and folders of the account's container, by path."""

    def list(self, path: ObjectPath = "/", **options: Unpack[ListOptions]) -> Page[FileListItem]:
        """List the objects directly in a folder, folders first.

        Args:
            path: The folder, or its path. Default: the container's root.
            options: sort, limit, files_only, dirs_only, container_id: see ListOptions. And settings for each of its
                calls: timeout, deadline, retries, headers.

        Returns:
            The first page. Iterate over it to get the objects of all pages. Its `meta` is the folder itself.

        Raises:
            NotFoundError: Nothing exists at the path.
            InvalidArgumentError: The path is a file's.
            APIError: As for `get`.

        Source: platformcraft, "Getting a file or folder information" (documented).
        """
        call = _listing(path, options)
        paging = FolderPaging(self._runtime.engine.settings.base(GET))
        return Page(self._caller, call, self._caller.call(call), paging)

    def upload(self, content: Streamable, path: str, **options: Unpack[UploadOptions]) -> StoredFile:
        """Upload a file, in one request if it is small and in parts if it is large.

        Several parts are sent at a time. A part is sent again if its connection breaks, after the service was asked
        whether it has it, and the service compares the SHA-256 of the whole file before the file appears. No failure
        leaves a partial file. Memory holds at most a block of 1 MiB for each part being sent. In an event loop, files
        are read in worker threads. Content that can be read only once is first copied to a temporary file.

        If an upload in parts of a file on disk ends early, by a lost connection, Ctrl-C or a crash, the same call
        resumes it: its state is kept in the client's `upload_journal`. A failure that would happen again, such as a
        changed file, removes the parts from the service. See the option `resume`.

        If the response to the start of an upload in parts is lost, the service may keep an upload session without
        parts, which no operation lists or removes. A note of the error says so, or, after a success, a line in the log.

        Args:
            content: Path of a file, bytes, a file opened in binary mode, read from its current position, or an iterable
                of bytes.
            path: The new path, such as "/talks/talk.mp4". Nothing may exist there. Missing folders are made.
            options: progress, threshold, part_size, limit_rate, parallel, first_part, container_id, resume: see
                UploadOptions. And settings for its calls: timeout, retries (5 for parts), headers, and a deadline for
                the whole upload.

        Returns:
            The stored object.

        Raises:
            InvalidArgumentError: An argument is not valid. Nothing was sent.
            SourceError: The file cannot be read, or (SourceChangedError) changed during the upload.
            ConflictError: Something already exists at the path.
            UploadError: The file was not stored, or (UploadVerificationError) not as it was sent, or
                (UploadInProgressError) another call or process is uploading the same.
            UploadJournalError: The file that `resume` names cannot be used.
            DeadlineError: The deadline was exceeded.
            APIError: As for `create`, `uploads.put_part` and `uploads.complete`.

        Source: platformcraft, "File upload" and "Chunk uploading" (documented; numbering of parts: inferred).
        """
        return self._run(upload, content, path, options)

    def begin_upload(
        self, content: Streamable, path: str, **options: Unpack[UploadOptions]
    ) -> UploadHandle[StoredFile, FilespotUploadState]:
        """Return an upload in parts as an object: start, advance, run, checkpoint, resume, cancel.

        Nothing is sent before the first call of its methods. Even a small file is sent in parts.

        Args:
            content: As for `upload`.
            path: As for `upload`.
            options: As for `upload`; but a deadline bounds each method of the object.

        Returns:
            The upload. Its `run` returns the stored object.

        Raises:
            InvalidArgumentError: An option cannot be used.

        Source: platformcraft, "Chunk uploading" (documented; numbering of parts: inferred).
        """
        return UploadHandle(self._runtime, _task(self._runtime.engine, content, path, options))

    def download(
        self,
        file: str | DownloadableFile,
        destination: str | os.PathLike[str],
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[DownloadOptions],
    ) -> DownloadedPath:
        """Download a file. After a broken connection the download is resumed.

        In an event loop, the file is written in worker threads.

        Args:
            file: Its path, or an object that another call returned.
            destination: The file to write. It appears, or is replaced, only when all bytes have arrived.
            container_id: Default: the id in the access token.
            options: progress, limit_rate: see DownloadOptions. And settings for its calls: timeout, retries, headers,
                and a deadline for the whole download.

        Returns:
            The destination. Its `verified` names what was compared with what the service and the host say of the file:
            always `size`, and the digests that they name. An ETag that equals the MD5 of the bytes counts as one.

        Raises:
            InvalidArgumentError: The object is a folder.
            DestinationError: The destination cannot be written.
            DownloadError: The file was not transferred completely, or arrived damaged.
            DeadlineError: The deadline was exceeded.
            APIError: As for `get`.

        Source: platformcraft, `download_url` under "File upload" (documented; ranges: inferred).
        """
        return self._run(download, file, destination, container_id, options)

    def make_dir(self, path: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]) -> StoredFile:
        """Create a folder and its missing parents.

        Args:
            path: The new path, such as "/talks/2026". Nothing may exist there.
            container_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The folder.

        Raises:
            ConflictError: Something already exists at the path.
            APIError: As for `create`.

        Source: platformcraft, "File upload", form field `dir` (documented).
        """
        return self._caller.call(create_call(path, dir="1", container_id=container_id, options=options))

    def move(
        self, path: ObjectPath, folder: ObjectPath, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> StoredFile:
        """Move a file or folder into another folder, and keep its name.

        To rename it, use `update(path, name=...)`.

        Args:
            path: The file or folder to move, or its path.
            folder: The folder to move it into, or its path.
            container_id: Default: the id in the access token.
            options: Settings for its calls: timeout, retries, headers, and a deadline for all of them together.

        Returns:
            The object at its new path.

        Raises:
            NotFoundError: Nothing exists at the path.
            ConflictError: The folder already has an object of that name.
            APIError: As for `update`.

        Source: platformcraft, "Change file or folder", field `dir` (documented; the response: inferred).
        """
        return self._run(_move, path, folder, container_id, options)


class AsyncFiles(AsyncComposedResource, AsyncFilesResource, sync=Files):
    """Files and folders of the account's container, by path, in an event loop."""

    def list(self, path: ObjectPath = "/", **options: Unpack[ListOptions]) -> AsyncListing[FileListItem]:
        """Do the same as `Files.list`, when awaited or iterated over."""
        call = _listing(path, options)
        return AsyncListing(self._caller, call, FolderPaging(self._runtime.engine.settings.base(GET)))

    async def upload(self, content: Streamable, path: str, **options: Unpack[UploadOptions]) -> StoredFile:
        """Do the same as `Files.upload`."""
        return await self._run(upload, content, path, options)

    def begin_upload(
        self, content: Streamable, path: str, **options: Unpack[UploadOptions]
    ) -> AsyncUploadHandle[StoredFile, FilespotUploadState]:
        """Do the same as `Files.begin_upload`, without being awaited."""
        return AsyncUploadHandle(self._runtime, _task(self._runtime.engine, content, path, options))

    async def download(
        self,
        file: str | DownloadableFile,
        destination: str | os.PathLike[str],
        *,
        container_id: str | Unset = UNSET,
        **options: Unpack[DownloadOptions],
    ) -> DownloadedPath:
        """Do the same as `Files.download`."""
        return await self._run(download, file, destination, container_id, options)

    async def make_dir(
        self, path: str, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> StoredFile:
        """Do the same as `Files.make_dir`."""
        return await self._caller.call(create_call(path, dir="1", container_id=container_id, options=options))

    async def move(
        self, path: ObjectPath, folder: ObjectPath, *, container_id: str | Unset = UNSET, **options: Unpack[CallOptions]
    ) -> StoredFile:
        """Do the same as `Files.move`."""
        return await self._run(_move, path, folder, container_id, options)


def _task(
    engine: Engine, content: Streamable, path: str, options: UploadOptions
) -> UploadTask[StoredFile, FilespotUploadState]:
    def make(engine: Engine, source: Source, state: FilespotUploadState | None) -> Effects[PartUpload]:
        return begin(engine, source, path, options if state is None else {**options, "resume": state})

    return UploadTask(engine, content, START, options, make)


def _listing(path: ObjectPath, given: ListOptions) -> Call[Listed[FileListItem]]:
    options = call_options("files.list", given, ListOptions.__optional_keys__)
    arguments: dict[str, Any] = {name: value for name, value in given.items() if name not in options}
    # The response is a folder object, which FolderPaging reads as the list of its contents.
    call: Call[Any] = get_call(path, **arguments, options=options)
    return call


def _move(
    engine: Engine, path: ObjectPath, folder: ObjectPath, container_id: str | Unset, options: CallOptions
) -> Effects[StoredFile]:
    engine = engine.bounded(options)
    path, folder = plain_path(path), plain_path(folder)
    moved = yield from engine.call(update_call(path, dir=folder, container_id=container_id, options=options))
    if moved is not None:
        return moved
    target = f"{folder.rstrip('/')}/{path.rpartition('/')[2]}"
    return as_stored((yield from engine.call(get_call(target, container_id=container_id, options=options))))
