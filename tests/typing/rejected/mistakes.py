"""Mistakes that a type checker must find. Each line names what the checkers say, after `mypy:` and `pyright:`."""

from datetime import datetime

from kinocraft import AsyncKinescope, Kinescope, Platformcraft
from kinocraft.types.kinescope import Video


def kinescope_mistakes(kinescope: Kinescope, video: Video) -> None:
    kinescope.webhooks.create()  # mypy: Missing named argument "endpoint" # pyright: Arguments missing for parameters
    kinescope.moderators.create()  # mypy: Missing named argument "email" # pyright: Arguments missing for parameters
    kinescope.playlists.create()  # mypy: Missing named argument "name" # pyright: Arguments missing for parameters
    kinescope.projects.folders.create("id")  # mypy: Missing named argument "name" # pyright: Argument missing for parameter "name"
    kinescope.tags.create()  # mypy: Missing positional argument "tag" # pyright: Argument missing for parameter "tag"
    kinescope.videos.list(status=["finished"])  # mypy: List item 0 has incompatible type # pyright: "finished" is not assignable to
    kinescope.videos.get(video.duration)  # mypy: has incompatible type "float" # pyright: "float" is not assignable to
    kinescope.videos.update(video, titel="Keynote")  # mypy: Unexpected keyword argument "titel" # pyright: No parameter named "titel"
    kinescope.videos.update_chapters(video, items=[{"tiem": 1, "title": "x"}])  # mypy: "tiem" # pyright: "tiem" is an undefined item
    kinescope.videos.wait(video).colour  # mypy: "Video" has no attribute "colour" # pyright: Cannot access attribute "colour"
    kinescope.videos.cut(video, trim=[{"start": 1, "end": 2}])  # mypy: "end" # pyright: "end" is an undefined item
    kinescope.live.events.streams.schedule("id")  # mypy: Missing named argument "started_at" # pyright: Argument missing for parameter "started_at"
    kinescope.live.events.streams.schedule("id", started_at="tomorrow")  # mypy: expected "datetime # pyright: "str" is not assignable to
    kinescope.avatars.set(7)  # mypy: has incompatible type "int" # pyright: "int" is not assignable to
    kinescope.playlists.entities.add("id", 7)  # mypy: has incompatible type "int" # pyright: "int" is not assignable to
    kinescope.drm.auth.update()  # mypy: Missing named argument "url" # pyright: Argument missing for parameter "url"
    kinescope.videos.list(deadline="soon")  # mypy: has incompatible type "str" # pyright: "str" is not assignable to


def platformcraft_mistakes(platformcraft: Platformcraft) -> None:
    platformcraft.files.list("/", sort="colour")  # mypy: has incompatible type "Literal['colour']" # pyright: "colour" is not assignable to
    platformcraft.streamer.channels.create(name="One", qualities=["4k"])  # mypy: List item 0 has incompatible type # pyright: "4k" is not assignable to
    platformcraft.streamer.blocks.create("id", timestamp="noon", items={})  # mypy: has incompatible type "str" # pyright: "str" is not assignable to
    platformcraft.recorder.records.create("id", path="/a.m3u8", start=datetime.now())  # mypy: Missing named argument "stop" # pyright: Argument missing for parameter "stop"
    platformcraft.files.upload("talk.mp4")  # mypy: Missing positional argument "path" # pyright: Argument missing for parameter "path"


async def async_mistakes(kinescope: AsyncKinescope) -> None:
    kinescope.videos.get("id").title  # mypy: has no attribute "title" # pyright: Cannot access attribute "title"
    for video in kinescope.videos.list():  # mypy: has no attribute "__iter__" # pyright: is not iterable
        print(video)
    for subtitle in [track async for track in kinescope.videos.subtitles.list("id")]:
        print(subtitle.lang)  # mypy: has no attribute "lang" # pyright: Cannot access attribute "lang"
