"""`kinescope.videos`: the operations, and what needs more than one of them."""

from __future__ import annotations

from typing import Unpack

from kinocraft_api.kinescope_v1.models import Video
from kinocraft_api.kinescope_v1.videos import AsyncVideosResource, VideosResource
from kinocraft_api.kinescope_v2.models import UploadedVideo
from kinocraft_runtime.calls import UNSET, CallOptions, Unset

from .callers import AsyncStepping, Stepping
from .sources import Streamable
from .video_uploads import VideoOptions, VideoUploadOptions, import_url, upload, wait

__all__ = ["AsyncVideos", "Videos"]


class Videos(Stepping, VideosResource):
    """Videos, and what can be done with them."""

    def upload(self, content: Streamable, **options: Unpack[VideoUploadOptions]) -> UploadedVideo:
        """Upload a video: in one request when it is small, and otherwise so that it goes on after a lost connection.

        What is larger than `threshold`, or given `resume`, is announced and goes piece by piece (tus 1.0.0): whatever
        breaks, the service is asked how much has arrived, and the rest follows. So does a small file with a title in
        other letters than ASCII or with a per cent sign, as that arrives intact in JSON and perhaps not in a header. In
        one request go replacements and what can be read only once; there, such a title is set by a second call. Nothing
        that makes a video is repeated when its answer is lost: a note on the error says that one may be there.

        Args:
            content: Path of a file, bytes, a file opened in binary mode, or blocks of bytes.
            options: parent_id, title, description, file_name, replace, progress, threshold, part_size, resume: see
                VideoUploadOptions. And settings for each of its calls: timeout, deadline, retries (5 for pieces),
                headers.

        Returns:
            The video, which the service goes on to encode: `wait` waits for that.

        Raises:
            InvalidArgumentError: An argument cannot work. Nothing was sent.
            SourceError: The file cannot be read, or (SourceChangedError) is not what it was.
            UploadError: It was not finished.
            APIError: As for `uploads.create`, `uploads.init` and `uploads.append`.

        Source: kinescope, "Upload video" (documented), and the vendor's upload guide (documented).
        """
        return self._run(upload, content, options)

    def import_url(
        self, url: str, *, poster_url: str | Unset = UNSET, **options: Unpack[VideoOptions]
    ) -> UploadedVideo:
        """Make a video of a file that the service fetches by itself.

        Args:
            url: Where the file is.
            poster_url: Where a picture is, which the service shall fetch as the poster.
            options: parent_id, title, description, file_name, replace: see VideoOptions. And settings for each of its
                calls: timeout, deadline, retries, headers.

        Returns:
            The video, before the service has fetched anything: `wait` waits for that too.

        Raises:
            InvalidArgumentError: An argument cannot work. Nothing was sent.
            UploadError: The video is made, but not its title.
            APIError: As for `uploads.create`.

        Source: kinescope, "Upload video", header X-Video-URL (documented).
        """
        return self._run(import_url, url, poster_url, options)

    def wait(
        self, video: str | Video | UploadedVideo, *, interval: float = 2.0, **options: Unpack[CallOptions]
    ) -> Video:
        """Wait until the service has encoded a video.

        Args:
            video: Its id, or the object that another call gave.
            interval: Seconds until the second look at it. The further ones grow apart, to half a minute.
            options: Settings for its calls: timeout, retries, headers, and a deadline for all of it.

        Returns:
            The video, in state `done`.

        Raises:
            VideoFailedError: It is in state `error`, `aborted` or `suspended`.
            DeadlineError: It is not done in time.
            APIError: As for `get`.

        Source: kinescope, "Get video" (documented; `suspended`: documented for webhooks).
        """
        return self._run(wait, video, interval, options)


class AsyncVideos(AsyncStepping, AsyncVideosResource):
    """Videos, and what can be done with them, in an event loop."""

    async def upload(self, content: Streamable, **options: Unpack[VideoUploadOptions]) -> UploadedVideo:
        """Upload a video, as `Videos.upload` does. Files and blocks are read in worker threads."""
        return await self._run(upload, content, options)

    async def import_url(
        self, url: str, *, poster_url: str | Unset = UNSET, **options: Unpack[VideoOptions]
    ) -> UploadedVideo:
        """Make a video of a file that the service fetches by itself, as `Videos.import_url` does."""
        return await self._run(import_url, url, poster_url, options)

    async def wait(
        self, video: str | Video | UploadedVideo, *, interval: float = 2.0, **options: Unpack[CallOptions]
    ) -> Video:
        """Wait until the service has encoded a video, as `Videos.wait` does."""
        return await self._run(wait, video, interval, options)
