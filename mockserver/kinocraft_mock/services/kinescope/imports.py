"""Files that the service fetches by itself after it has answered: videos, and their posters."""

from __future__ import annotations

import asyncio
import hashlib

from kinocraft_mock.services.kinescope.fetching import FetchError, fetch
from kinocraft_mock.services.kinescope.kinds import UPLOAD
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.pictures import add_poster
from kinocraft_mock.services.kinescope.selection import Selections, equal
from kinocraft_mock.services.kinescope.video_making import give_file, segments_of
from kinocraft_mock.services.kinescope.video_progress import begin, fail, settle, uploading
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Component, Context

__all__ = ["Imports"]

PENDING = "importing"
VIDEO_FILE, POSTER_FILE = "video", "poster"
RESTING = ("done", "error", "aborted", "suspended")
"""States that a video does not leave by itself."""


class Imports(Component):
    """What is being fetched. Each file is an object that belongs to its video until it is there.

    So a server that is started again goes on with what it has promised.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._objects = context.component(Objects)
        self._tasks: set[asyncio.Task[None]] = set()

    def resume(self) -> None:
        """Fetch what an earlier server has left."""
        _, pending = self._context.component(Selections).page(UPLOAD, (), (equal("state", PENDING),))
        for order in pending:
            self._run(order)

    def reset(self) -> None:
        """Fetch nothing more."""
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """The same."""
        self.reset()

    def fetch_video(self, video: Thing, url: str, name: str) -> Thing:
        """Fetch a video's file, its first or another one; until it is there the video is being uploaded."""
        settle(self._context, video)
        order = self._make(video, VIDEO_FILE, url, name, before=video.body["status"])
        uploading(self._context, video, 0)
        return order

    def fetch_poster(self, video: Thing, url: str) -> Thing:
        """Fetch a picture and show it as the video's poster. What cannot be fetched is left out."""
        return self._make(video, POSTER_FILE, url, "", before="")

    def _make(self, video: Thing, what: str, url: str, name: str, before: str) -> Thing:
        fields = {"state": PENDING, "what": what, "url": url, "name": name, "before": before, "due": None}
        order = self._objects.make(UPLOAD, fields, video)
        self._run(order)
        return order

    def _run(self, order: Thing) -> None:
        # It begins after the handler that orders it, and looks whether the order stands.
        task = asyncio.get_running_loop().create_task(self._carry_out(order))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry_out(self, order: Thing) -> None:
        incoming = self._context.blobs.open(hashlib.md5(usedforsecurity=False))
        try:
            why = ""
            try:
                await fetch(order.body["url"], incoming)
            except FetchError as error:
                why = str(error)
            # The video may have been deleted meanwhile, and the order with it.
            if self._objects.find(UPLOAD, order.id) is not None:
                self._end(order, incoming, why)
        finally:
            await incoming.discard()

    def _end(self, order: Thing, incoming: IncomingFile, why: str) -> None:
        video = self._objects.parent(order)
        assert video is not None
        with self._objects.transaction():
            self._objects.delete(order)
            if order.body["what"] == POSTER_FILE:
                if not why:
                    add_poster(self._context, video, incoming, active=True)
            elif why:
                self._give_up(video, order.body["before"], f"the import failed: {why}")
            else:
                segments = segments_of(self._context, incoming)
                give_file(self._context, video, order.body["name"], segments, md5=incoming.digest)

    def _give_up(self, video: Thing, before: str, why: str) -> None:
        if video.body["file"] is None:
            fail(self._context, video, "suspended", why)
        elif before in RESTING:
            fail(self._context, video, before, why)
        else:
            # The old file was still on its way and goes it once more.
            begin(self._context, video)
