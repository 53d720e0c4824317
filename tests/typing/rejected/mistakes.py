"""Mistakes that a type checker must find. Each line names what the checkers say, after `mypy:` and `pyright:`."""

from datetime import datetime

from kinocraft import AsyncKinescope, Kinescope, Platformcraft
from kinocraft.types.kinescope import Video


def kinescope_mistakes(kinescope: Kinescope, video: Video) -> None:
    kinescope.webhooks.create()  # mypy: Missing named argument "endpoint" # pyright: Arguments missing for parameters
    kinescope.moderators.create()  # mypy: Missing named argument "email" # pyright: Arguments missing for parameters
    kinescope.playlists.create()  # mypy: Missing positional argument "name" # pyright: Argument missing for parameter "name"
    kinescope.projects.folders.create("id")  # mypy: Missing positional argument "name" # pyright: Argument missing for parameter "name"
    kinescope.tags.create()  # mypy: Missing positional argument "tag" # pyright: Argument missing for parameter "tag"
    kinescope.videos.list(status=["finished"])  # mypy: List item 0 has incompatible type # pyright: "Literal['finished']" is not assignable to type
    kinescope.videos.get(video.duration)  # mypy: has incompatible type "float" # pyright: "float" is not assignable to
    kinescope.videos.update(video, titel="Keynote")  # mypy: Unexpected keyword argument "titel" # pyright: No parameter named "titel"
    kinescope.videos.update_chapters(video, items=[{"tiem": 1, "title": "x"}])  # mypy: expected "Chapter | ChapterParam" # pyright: is not assignable to "ChapterParam"
    kinescope.videos.wait(video).colour  # mypy: "Video" has no attribute "colour" # pyright: Cannot access attribute "colour"
    kinescope.videos.cut(video, trim=[{"start": 1, "end": 2}])  # mypy: expected "VideoTrim | VideoTrimParam" # pyright: is not assignable to "VideoTrimParam"
    kinescope.live.events.streams.schedule("id")  # mypy: Missing positional argument "started_at" # pyright: Argument missing for parameter "started_at"
    kinescope.live.events.streams.schedule("id", started_at="tomorrow")  # mypy: expected "datetime" # pyright: "Literal['tomorrow']" is not assignable to "datetime"
    kinescope.avatars.set(7)  # mypy: has incompatible type "int" # pyright: "Literal[7]" is not assignable to type "File"
    kinescope.playlists.entities.add("id", 7)  # mypy: has incompatible type "int" # pyright: "Literal[7]" is not assignable to "Sequence[Id]"
    kinescope.drm.auth.update()  # mypy: Missing named argument "url" # pyright: Argument missing for parameter "url"
    kinescope.videos.list(deadline="soon")  # mypy: has incompatible type "str" # pyright: "Literal['soon']" is not assignable to type "float | None"


def platformcraft_mistakes(platformcraft: Platformcraft) -> None:
    platformcraft.files.list("/", sort="colour")  # mypy: has incompatible type "Literal['colour']" # pyright: "Literal['colour']" is not assignable to type "Sort
    platformcraft.streamer.channels.create(name="One", qualities=["4k"])  # mypy: List item 0 has incompatible type # pyright: "Literal['4k']" is not assignable to type
    platformcraft.streamer.blocks.create("id", timestamp="noon", items={})  # mypy: has incompatible type "str" # pyright: "Literal['noon']" is not assignable to type "int | datetime"
    platformcraft.recorder.records.create("id", path="/a.m3u8", start=datetime.now())  # mypy: Missing named argument "stop" # pyright: Argument missing for parameter "stop"
    platformcraft.files.upload("talk.mp4")  # mypy: Missing positional argument "path" # pyright: Argument missing for parameter "path"


async def async_mistakes(kinescope: AsyncKinescope) -> None:
    kinescope.videos.get("id").title  # mypy: has no attribute "title" # pyright: Cannot access attribute "title"
    for video in kinescope.videos.list():  # mypy: has no attribute "__iter__" # pyright: is not iterable
        del video
    for subtitle in [track async for track in kinescope.videos.subtitles.list("id")]:
        print(subtitle.lang)  # mypy: has no attribute "lang" # pyright: Cannot access attribute "lang"
