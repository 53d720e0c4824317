"""A small service: editors hand files in at Filespot, Kinescope fetches them, webhooks say when they are ready."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from kinocraft import (
    AsyncKinescope,
    AsyncListing,
    AsyncPlatformcraft,
    CallOptions,
    Drift,
    KinocraftError,
    errors,
    webhooks,
)
from kinocraft.types.kinescope import UploadedVideo, Video, VideoStatus
from kinocraft.types.platformcraft import FileListItem

log = logging.getLogger(__name__)

FINAL: set[VideoStatus] = {"done", "error"}


def on_drift(drift: Drift) -> None:
    log.info("%s %s", drift.operation, drift.path)


class Intake:
    """Moves files from one platform to the other."""

    def __init__(self, kinescope: AsyncKinescope, platformcraft: AsyncPlatformcraft, project_id: str) -> None:
        self.kinescope = kinescope
        self.platformcraft = platformcraft
        self.project_id = project_id
        self.waiting: dict[str, FileListItem] = {}

    async def fetch(self, file: FileListItem) -> UploadedVideo:
        video = await self.kinescope.videos.import_url(
            file.download_url, title=file.name, parent_id=self.project_id, description=file.description or ""
        )
        self.waiting[video.id] = file
        return video

    async def run_once(self, folder: str = "/inbox") -> int:
        listing: AsyncListing[FileListItem] = self.platformcraft.files.list(folder, files_only=True)
        count = 0
        async for file in listing:
            if file.private:
                await self.platformcraft.files.update(file.path, private=False)
            await self.fetch(file)
            count += 1
        return count

    async def settle(self, video_id: str) -> Video:
        options: CallOptions = {"deadline": 30, "retries": 2}
        video = await self.kinescope.videos.get(video_id, **options)
        if video.status in FINAL:
            file = self.waiting.pop(video.id)
            await self.platformcraft.files.move(file.path, "/done")
        return video

    async def receive(self, authorization: str | None, body: bytes) -> int:
        if not webhooks.check_basic(authorization, "login", "password"):
            return 401
        match webhooks.parse(body):
            case webhooks.MediaStatusEvent(data=media) if media.status == "done":
                log.info("%s", (await self.settle(media.id)).play_link)
            case other:
                log.info("%s", other.event)
        return 200


async def patiently(work: Callable[[], Awaitable[int]]) -> int:
    try:
        return await work()
    except errors.RateLimitedError as error:
        await asyncio.sleep(error.retry_after or 1.0)
    except errors.BadRequestError as error:
        log.warning("%s", {field.name: field.message for field in error.field_errors})
    except errors.TransportError as error:
        log.warning("%s after %d attempts", error.call.operation, error.call.attempts)
    except KinocraftError:
        log.exception("unexpected")
    return 0


async def main(settings: Mapping[str, str]) -> None:
    async with (
        AsyncKinescope(token=settings["token"], on_drift=on_drift) as kinescope,
        AsyncPlatformcraft(login=settings["login"], password=settings["password"]) as platformcraft,
    ):
        project = await kinescope.projects.get(settings["project"])
        intake = Intake(kinescope, platformcraft, project.id)
        print(await patiently(intake.run_once))
        usage = await kinescope.billing.usage()
        print(usage.items)
        streams = [stream async for stream in platformcraft.recorder.streams.list()]
        for stream in streams:
            records = [record async for record in platformcraft.recorder.records.list(stream)]
            print(stream.name, [record.status for record in records])


asyncio.run(main({"token": "mock-token", "login": "mock", "password": "mock", "project": "id"}))
