"""Run a live event on Kinescope, with asyncio."""

import asyncio
from datetime import UTC, datetime, timedelta

from kinocraft import AsyncKinescope
from kinocraft.types.kinescope import CreatedEvent, Restream, Video


async def plan(kinescope: AsyncKinescope, project_id: str) -> CreatedEvent:
    event = await kinescope.live.events.create(name="Evening", type="one-time", parent_id=project_id)
    stream = await kinescope.live.events.streams.schedule(event, started_at=datetime.now(UTC) + timedelta(hours=2))
    print(stream.id, event.streamkey, event.rtmp_link)
    return event


async def copy_to(kinescope: AsyncKinescope, event: CreatedEvent, url: str, key: str) -> Restream:
    restream = await kinescope.live.events.restreams.create(event, name="Copy", url=url, key=key)
    async for each in kinescope.live.events.restreams.list(event):
        print(each.name, each.url, each.enabled)
    return restream


async def finish(kinescope: AsyncKinescope, event: CreatedEvent) -> list[Video]:
    await kinescope.live.events.complete(event)
    return [await kinescope.videos.wait(video) async for video in kinescope.live.events.list_videos(event)]


async def main() -> None:
    async with AsyncKinescope() as kinescope:
        project = await kinescope.projects.create(name="Live", privacy_type="anywhere", privacy_domains=[])
        event = await plan(kinescope, project.id)
        await kinescope.live.events.enable(event)
        await copy_to(kinescope, event, "rtmp://example.com/app", "key")
        for video in await finish(kinescope, event):
            print(video.title, video.duration, video.play_link)
        events = await kinescope.live.events.list(per_page=10)
        print(len(events.items), events.total)
        page = await kinescope.videos.list()
        first, *_ = page.items
        copied, moved = await asyncio.gather(
            kinescope.videos.copy(first, parent_id=project.id), kinescope.videos.move(first, project_id=project.id)
        )
        print(copied, moved)


asyncio.run(main())
