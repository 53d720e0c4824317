"""Imports: videos and posters that the service fetches after it has responded."""

from __future__ import annotations

import asyncio
import hashlib

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.kinescope.posters.state import add_poster
from kinocraft_mock.services.kinescope.store.queries import Queries, equal
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import UPLOAD
from kinocraft_mock.services.kinescope.uploads.fetching import FetchError, fetch
from kinocraft_mock.services.kinescope.videos.progress import begin, fail, settle, uploading
from kinocraft_mock.services.kinescope.videos.state import give_file, segments_of
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["Imports"]

PENDING = "importing"
VIDEO_FILE, POSTER_FILE = "video", "poster"
FINAL = ("done", "error", "aborted", "suspended")
"""States that a video does not leave by itself."""


class Imports(Component):
    """The running imports. Each is a record that belongs to its video until the file has arrived.

    A restarted server resumes them.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._records = context.component(Records)
        self._tasks: set[asyncio.Task[None]] = set()

    def resume(self) -> None:
        """Resume the imports of an earlier server."""
        for pending in self._context.component(Queries).page(UPLOAD, (), (equal("state", PENDING),))[1]:
            self._run(pending)

    def reset(self) -> None:
        """Cancel all imports."""
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """Cancel all imports; the next server resumes them."""
        self.reset()

    def fetch_video(self, video: Record, url: str, name: str) -> Record:
        """Import a video's file, the first one or a replacement. Until then the video's status is `uploading`."""
        settle(self._context, video)
        pending = self._make(video, VIDEO_FILE, url, name, before=video.body["status"])
        uploading(self._context, video, 0)
        return pending

    def fetch_poster(self, video: Record, url: str) -> Record:
        """Import a picture as the video's active poster. Failures are ignored."""
        return self._make(video, POSTER_FILE, url, "", before="")

    def _make(self, video: Record, what: str, url: str, name: str, before: str) -> Record:
        fields = {"state": PENDING, "what": what, "url": url, "name": name, "before": before, "due": None}
        pending = self._records.make(UPLOAD, fields, video)
        self._run(pending)
        return pending

    def _run(self, pending: Record) -> None:
        # The task starts after the handler, and checks whether the record still exists.
        task = asyncio.get_running_loop().create_task(self._carry_out(pending))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry_out(self, pending: Record) -> None:
        incoming = self._context.blobs.open(hashlib.md5(usedforsecurity=False))
        try:
            why = ""
            try:
                await fetch(pending.body["url"], incoming)
            except FetchError as error:
                why = str(error)
            # The video may have been deleted meanwhile, and the record with it.
            if self._records.find(UPLOAD, pending.id) is not None:
                self._end(pending, incoming, why)
        finally:
            await incoming.discard()

    def _end(self, pending: Record, incoming: IncomingFile, why: str) -> None:
        video = self._records.parent(pending)
        assert video is not None
        with self._records.transaction():
            self._records.delete(pending)
            if pending.body["what"] == POSTER_FILE:
                if not why:
                    add_poster(self._context, video, incoming, active=True)
            elif why:
                self._give_up(video, pending.body["before"], f"the import failed: {why}")
            else:
                segments = segments_of(self._context, incoming)
                give_file(self._context, video, pending.body["name"], segments, md5=incoming.digest)

    def _give_up(self, video: Record, before: str, why: str) -> None:
        if video.body["file"] is None:
            fail(self._context, video, "suspended", why)
        elif before in FINAL:
            fail(self._context, video, before, why)
        else:
            # The work on the old file was not finished, and starts again.
            begin(self._context, video)
