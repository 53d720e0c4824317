"""`kinescope.videos`: the operations, and methods that make several calls."""

from __future__ import annotations

from typing import Unpack

from kinocraft_api.kinescope_models import UploadedVideo, Video
from kinocraft_api.kinescope_v1.videos import AsyncVideosResource, VideosResource
from kinocraft_api.kinescope_v2.videos_uploads import INIT
from kinocraft_runtime.calls import UNSET, CallOptions, Id, Unset

from ..engine import Engine
from ..sources import Source, Streamable
from ..transport.effects import Effects
from ..uploads.chunks import ChunkUpload
from ..uploads.handle import AsyncUploadHandle, UploadHandle, UploadTask
from ..uploads.kinescope import VideoOptions, VideoUploadOptions, begin, import_url, upload, wait
from ..uploads.state import UploadState
from .composed import AsyncComposedResource, ComposedResource

__all__ = ["AsyncVideos", "Videos"]


class Videos(ComposedResource, VideosResource):
    """Videos: upload, import, wait for processing, and the operations of the service."""

    def upload(self, content: Streamable, **options: Unpack[VideoUploadOptions]) -> UploadedVideo:
        """Upload a video: in one request if it is small, otherwise in chunks, resumed after a lost connection.

        A file larger than `threshold` is sent in chunks (tus 1.0.0). After any failure the service is asked how many
        bytes it has, and the rest follows. A small file is sent in chunks too if its title has non-ASCII letters or a
        per cent sign, which JSON transports unchanged and a header may not. Replacements and content that can be read
        only once are sent in one request; a second call sets such a title. That request is never repeated after a lost
        response: a note on the error says that a video may exist. If the response to the start of an upload in chunks
        is lost, its empty video is looked for by title, size and time before another one is made, and named in the
        log and in `UploadProgress.leftovers`. It is not deleted, because it may be that of another program.

        If an upload in chunks of a file on disk ends early, by a lost connection, Ctrl-C or a crash, the same call
        resumes it: its state is kept in the client's `upload_journal`. A failure that would happen again, such as a
        changed file, deletes the incomplete video. See the option `resume`.

        In an event loop, files and iterables are read in worker threads.

        Args:
            content: Path of a file, bytes, a file opened in binary mode, or an iterable of bytes.
            options: parent_id, title, description, file_name, replace, progress, threshold, part_size, limit_rate,
                resume: see VideoUploadOptions. And settings for its calls: timeout, retries (5 for chunks), headers,
                and a deadline for the whole upload.

        Returns:
            The video, which the service then encodes. `wait` waits for that.

        Raises:
            InvalidArgumentError: An argument is not valid. Nothing was sent.
            SourceError: The file cannot be read, or (SourceChangedError) it has changed.
            UploadError: The upload was not finished, or (UploadVerificationError) the service says that it has other
                bytes than were sent, or (UploadInProgressError) another call or process is uploading the same.
            UploadJournalError: The file that `resume` names cannot be used.
            DeadlineError: The deadline was exceeded.
            APIError: As for `uploads.create`, `uploads.init` and `uploads.append`.

        Source: kinescope, "Upload video" (documented), and the vendor's upload guide (documented).
        """
        return self._run(upload, content, options)

    def begin_upload(
        self, content: Streamable, **options: Unpack[VideoUploadOptions]
    ) -> UploadHandle[UploadedVideo, UploadState]:
        """Return an upload in chunks as an object: start, advance, run, checkpoint, resume, cancel.

        Nothing is sent before the first call of its methods. Even a small file is sent in chunks. Content that can be
        read only once is first copied to a temporary file.

        Args:
            content: As for `upload`.
            options: As for `upload`; but a deadline bounds each method of the object.

        Returns:
            The upload. Its `run` returns the video.

        Raises:
            InvalidArgumentError: An option cannot be used.

        Source: kinescope, the vendor's upload guide (documented).
        """
        return UploadHandle(self._runtime, _task(self._runtime.engine, content, options))

    def import_url(
        self, url: str, *, poster_url: str | Unset = UNSET, **options: Unpack[VideoOptions]
    ) -> UploadedVideo:
        """Create a video from a file that the service downloads from a URL.

        Args:
            url: The URL of the file.
            poster_url: The URL of a picture that the service fetches as the poster.
            options: parent_id, title, description, file_name, replace: see VideoOptions. And settings for its
                calls: timeout, retries, headers, and a deadline for all of them together.

        Returns:
            The video, before the service has downloaded the file. `wait` waits for that too.

        Raises:
            InvalidArgumentError: An argument is not valid. Nothing was sent.
            UploadError: The video was created, but its title could not be set.
            APIError: As for `uploads.create`.

        Source: kinescope, "Upload video", header X-Video-URL (documented).
        """
        return self._run(import_url, url, poster_url, options)

    def wait(self, video: Id, *, interval: float = 2.0, **options: Unpack[CallOptions]) -> Video:
        """Wait until the service has encoded a video.

        Args:
            video: Its id, or any object with that id, such as one that another call returned.
            interval: Seconds between the first two requests for its state. The interval grows up to 30 seconds.
            options: Settings for its calls: timeout, retries, headers, and a deadline for the whole wait.

        Returns:
            The video, in state `done`.

        Raises:
            VideoFailedError: The video is in state `error`, `aborted` or `suspended`.
            DeadlineError: The deadline was exceeded.
            APIError: As for `get`.

        Source: kinescope, "Get video" (documented; `suspended`: documented for webhooks).
        """
        return self._run(wait, video, interval, options)


class AsyncVideos(AsyncComposedResource, AsyncVideosResource, sync=Videos):
    """Videos, in an event loop."""

    async def upload(self, content: Streamable, **options: Unpack[VideoUploadOptions]) -> UploadedVideo:
        """Do the same as `Videos.upload`."""
        return await self._run(upload, content, options)

    def begin_upload(
        self, content: Streamable, **options: Unpack[VideoUploadOptions]
    ) -> AsyncUploadHandle[UploadedVideo, UploadState]:
        """Do the same as `Videos.begin_upload`, without being awaited."""
        return AsyncUploadHandle(self._runtime, _task(self._runtime.engine, content, options))

    async def import_url(
        self, url: str, *, poster_url: str | Unset = UNSET, **options: Unpack[VideoOptions]
    ) -> UploadedVideo:
        """Do the same as `Videos.import_url`."""
        return await self._run(import_url, url, poster_url, options)

    async def wait(self, video: Id, *, interval: float = 2.0, **options: Unpack[CallOptions]) -> Video:
        """Do the same as `Videos.wait`."""
        return await self._run(wait, video, interval, options)


def _task(engine: Engine, content: Streamable, options: VideoUploadOptions) -> UploadTask[UploadedVideo, UploadState]:
    def make(engine: Engine, source: Source, state: UploadState | None) -> Effects[ChunkUpload]:
        return begin(engine, source, options if state is None else {**options, "resume": state})

    return UploadTask(engine, content, INIT, options, make)
