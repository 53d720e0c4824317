"""A workspace filled with plausible content, made by the public operations over the four weeks before now.

What the server has no handlers for is left out. Equal seeds make equal content.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random
from typing import Any
from urllib.parse import quote

from kinocraft_mock.control.media import set_media
from kinocraft_mock.demo.internal_client import Form, InternalClient, Serve
from kinocraft_mock.demo.sample_media import film
from kinocraft_mock.faults.registry import Faults
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.journal.exchanges import Journal
from kinocraft_mock.services.kinescope.kinds import PROJECT
from kinocraft_mock.services.kinescope.objects import Objects
from kinocraft_mock.services.kinescope.staging import routes
from kinocraft_mock.services.kinescope.times import stamp
from kinocraft_mock.services.platformcraft.tree import Tree
from kinocraft_mock.state.context import Context

__all__ = ["fill", "is_empty"]

DAY = 24 * 3600
SPAN = 28 * DAY
STEP = 1800
"""Seconds between two things that somebody does."""

Talk = tuple[str, str, int, int, str, list[str]]
"""Title, file name, seconds, lines of the picture, description and tags."""

TALKS: tuple[Talk, ...] = (
    ("Opening keynote", "keynote.mp4", 2520, 1080, "Where the platform goes this year.", ["conference"]),
    ("Видео для всех", "video_dlya_vseh.mp4", 1815, 720, "In Russian, with subtitles.", ["conference", "lecture"]),
    ("Adaptive streaming in an hour", "streaming.m4v", 3600, 720, "From one file to five qualities.", ["lecture"]),
    ("Panel: who watches, and why", "panel.mp4", 2700, 480, "Four guests on audiences.", ["conference"]),
)
FILMS: tuple[Talk, ...] = (
    ("Product tour", "tour.mp4", 180, 1080, "What it does, in three minutes.", ["product"]),
    ("Getting started", "getting-started.mp4", 245, 720, "The first upload.", ["product", "lecture"]),
    ("Interview with a customer", "interview.mp4", 610, 720, "How a school teaches with it.", []),
)
WIDTHS = {360: 640, 480: 854, 720: 1280, 1080: 1920}
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
FILES: tuple[tuple[str, bytes | tuple[int, int], str], ...] = (
    ("/films/tour_360p.mp4", (180, 360), "The tour in a small picture."),
    ("/films/tour_720p.mp4", (180, 720), "The tour."),
    ("/films/idents/ident_360p.mp4", (15, 360), "Shown between programmes."),
    ("/films/idents/ident_720p.mp4", (15, 720), "Shown between programmes."),
    ("/documents/contract.pdf", PDF, "Not for everybody."),
    ("/documents/read me.txt", b"Films for the house channel are in /films, each of them in two qualities.\n", ""),
    ("/documents/programme.csv", b"hour,film\n8,tour\n9,tour\n", "What is shown in the morning."),
)
"""Path, content or a film's seconds and lines, and description."""
VIEWS = 240
VIEWERS = (("desktop", "Windows", "Chrome"), ("mobile", "Android", "Chrome"), ("mobile", "iOS", "Safari"))
CITIES = (("RU", "Moscow"), ("RU", "Kazan"), ("KZ", "Almaty"), ("DE", "Berlin"))
BYTES_A_SECOND = 250_000
SUBTITLES = b"WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nGood morning, and welcome.\n"


async def fill(context: Context, serve: Serve) -> dict[str, int]:
    """Fill an empty workspace; answers how many of what were made. Raises a 409 for one that is not empty.

    Journal, faults and clock are afterwards as they were. Nothing else should be asked meanwhile.
    """
    if not is_empty(context):
        raise ErrorResponse(409, "the workspace is not empty: reset it first")
    clock, limits = context.clock.export(), context.limits.enabled
    journal, faults = context.journal, context.faults
    context.journal, context.faults, context.limits.enabled = Journal(), Faults(), False
    context.clock.set(max(0.0, context.clock.now() - SPAN))
    demo = _Demo(context, serve)
    try:
        await demo.fill()
    finally:
        context.journal, context.faults, context.limits.enabled = journal, faults, limits
        context.clock.restore(clock["offset"] or 0.0, clock["stopped"])
        context.limits.clear()
    return demo.made


def is_empty(context: Context) -> bool:
    """Whether nobody has made a project or a file."""
    root = context.component(Tree).get([])
    return not (context.component(Objects).count(PROJECT) or root.files or root.dirs)


class _Demo:
    """Somebody who makes one thing after another."""

    def __init__(self, context: Context, serve: Serve) -> None:
        self.made: dict[str, int] = {}
        self._context = context
        self._end = context.clock.now() + SPAN
        self._client = InternalClient(context, serve)
        self._projects: dict[str, str] = {}
        self._videos: list[str] = []

    async def fill(self) -> None:
        """Make everything there is a handler for."""
        sections: tuple[tuple[Callable[[], Awaitable[None]], tuple[str, ...]], ...] = (
            (self._tags, ("tags.create",)),
            (self._catalogue, ("projects.create", "projects.folders.create")),
            (self._films, ("projects.create", "projects.folders.create", "videos.uploads.create")),
            (self._details, ("videos.uploads.create", "videos.update")),
            (self._views, ("videos.uploads.create",)),
            (self._playlist, ("videos.uploads.create", "playlists.create")),
            (self._live, ("projects.create", "live.events.create")),
            (self._settings, ()),
            (self._speak, ("speak.rooms.create",)),
            (self._files, ("auth.login", "files.create", "files.update")),
            (self._recorder, ("auth.login", "recorder.streams.create", "recorder.records.create")),
            (self._streamer, ("auth.login", "files.create", "streamer.channels.create", "streamer.blocks.create")),
        )
        for make, needed in sections:
            if self._client.can(*needed):
                await make()

    async def _make(
        self, operation: str, body: Any = None, values: dict[str, Any] | None = None, *, media: str | None = None
    ) -> Any:
        """Call an operation some time after the last, and count it by what it makes."""
        self._context.clock.set(min(self._context.clock.now() + STEP, self._end))
        options = {} if media is None else {"media": media}
        response = await self._client.request(operation, body, values, **options)
        kind = operation.rpartition(".")[0]
        self.made[kind] = self.made.get(kind, 0) + 1
        return response

    async def _try(self, operation: str, body: Any = None, values: dict[str, Any] | None = None) -> Any:
        """The same for an operation that may have no handler; None where it has none."""
        return await self._make(operation, body, values) if self._client.can(operation) else None

    async def _tags(self) -> None:
        for tag in ("conference", "lecture", "product"):
            await self._make("tags.create", {"tag": tag})

    async def _catalogue(self) -> None:
        for name, privacy, catalogue in (
            ("Conference talks", "anywhere", "vod"),
            ("Product films", "custom", "vod"),
            ("Live events", "anywhere", "live"),
        ):
            domains = ["example.com"] if privacy == "custom" else []
            project = {"name": name, "privacy_type": privacy, "privacy_domains": domains, "catalog_type": catalogue}
            self._projects[name] = (await self._make("projects.create", project))["id"]
        for project_name, folder in (("Conference talks", "Main stage"), ("Product films", "Tutorials")):
            values = {"project_id": self._projects[project_name]}
            made = await self._make("projects.folders.create", {"name": folder}, values)
            self._projects[folder] = made["id"]
        inner = {"name": "Rehearsals", "parent_id": self._projects["Main stage"]}
        await self._make("projects.folders.create", inner, {"project_id": self._projects["Conference talks"]})

    async def _films(self) -> None:
        places = ["Main stage", "Main stage", "Conference talks", "Conference talks"]
        places += ["Product films", "Tutorials", "Product films"]
        for number, (talk, place) in enumerate(zip((*TALKS, *FILMS), places, strict=True)):
            title, name, seconds, lines, description, _ = talk
            values = {
                "X-Parent-ID": self._projects[place],
                "X-Video-Title": quote(title),
                "X-Video-Description": quote(description),
                "X-File-Name": name,
            }
            video = await self._make("videos.uploads.create", film(seconds, WIDTHS[lines], lines, number), values)
            self._videos.append(video["id"])
            self._describe(video["id"], seconds, lines, has_audio=False)
        # Long enough for the last of them to be done.
        self._context.clock.set(min(self._context.clock.now() + DAY, self._end))

    async def _details(self) -> None:
        for video, (*_, tags) in zip(self._videos, (*TALKS, *FILMS), strict=True):
            if tags:
                await self._make("videos.update", {"tags": tags}, {"video_id": video})
        keynote, lecture = {"video_id": self._videos[0]}, {"video_id": self._videos[1]}
        items = [{"time": 0, "title": "Welcome"}, {"time": 4, "title": "The year behind"}]
        await self._try("videos.update_chapters", {"items": items, "enabled": True}, keynote)
        await self._try("videos.posters.create", {"from_time": 2}, keynote)
        link = {"type": "text", "title": "The slides", "link": "https://example.com", "start_time": 1, "end_time": 5}
        await self._try("videos.annotations.create", link, keynote)
        for language, name in (("en", "English"), ("ru", "Русский")):
            form = Form(language=language, description=name, file=(f"{language}.vtt", SUBTITLES))
            await self._try("videos.subtitles.create", form, lecture)
        slides = {**keynote, "X-Video-ID": self._videos[0], "X-File-Name": "slides.pdf", "X-Title": "Slides"}
        del slides["video_id"]
        await self._try("additional_materials.upload", PDF, slides)

    async def _playlist(self) -> None:
        for name, videos in (("The conference in one evening", self._videos[:4]), ("Start here", self._videos[4:6])):
            await self._make("playlists.create", {"name": name, "entity_ids": videos})

    async def _live(self) -> None:
        parent = self._projects["Live events"]
        soon = {"time": _stamp(self._end + 3 * DAY)}
        launch = {"name": "Launch day", "type": "one-time", "parent_id": parent, "scheduled": soon}
        event = await self._make("live.events.create", {**launch, "chat_active": True})
        relay = {"name": "Relay", "url": "rtmp://127.0.0.1/live", "key": "demo-stream-key", "enabled": False}
        await self._try("live.events.restreams.create", relay, {"event_id": event["id"]})
        weekly = {"name": "Weekly questions and answers", "type": "recurring", "parent_id": parent}
        event = await self._make("live.events.create", weekly)
        await self._try("live.events.enable", None, {"event_id": event["id"]})

    async def _settings(self) -> None:
        """What a workspace has besides content."""
        await self._try("players.create", {"name": "House style"})
        await self._try("privacy_domains.create", {"domain": "example.com"})
        moderator = {"username": "Chat moderator", "email": "moderator@example.com", "password": "not-a-real-one"}
        await self._try("moderators.create", moderator)
        if self._client.can("projects.create") and "Conference talks" in self._projects:
            request = {"title": "Send us your talk", "uploading_location_id": self._projects["Conference talks"]}
            await self._try("file_requests.create", {**request, "description": "One file, at most an hour."})
        zone = {"name": "Website", "host": "cdn.example.com", "origins": [{"addr": "https://origin.example.com"}]}
        await self._try("cdn.zones.create", zone)
        scope = {"name": "Reporting", "scope": {"api": {"permissions": ["read"]}}}
        await self._try("access_tokens.create", scope)

    async def _speak(self) -> None:
        await self._make("speak.rooms.create", {"name": "Editors", "type": "permanent_meeting"})

    async def _views(self) -> None:
        """What was watched, and in which hours, is by chance, but always the same."""
        chance, begin = Random(0), self._end - SPAN  # noqa: S311 - meant to be foreseen
        views: list[dict[str, Any]] = []
        for number in range(VIEWS):
            place = chance.randrange(len(self._videos))
            seconds = (*TALKS, *FILMS)[place][2] * chance.choice((0.1, 0.5, 0.9, 1.0))
            view = {"video_id": self._videos[place], "viewer": f"viewer-{chance.randrange(VIEWS // 3)}"}
            view |= zip(("device", "os", "browser"), chance.choice(VIEWERS), strict=True)
            view |= zip(("country_code", "city"), chance.choice(CITIES), strict=True)
            # Nothing is watched before it is there.
            at = begin + 2 * DAY + number * (SPAN - 2 * DAY) / VIEWS
            views.append({**view, "watch_time": seconds, "bytes": seconds * BYTES_A_SECOND, "time": _stamp(at)})
        routes(self._context)["views"]["POST"]({"views": views}, {})
        self.made["views"] = len(views)

    def _describe(self, object_id: str, seconds: int, lines: int, **details: bool) -> None:
        """Say what is in a film: a server that decodes nothing would make something up."""
        size = {"width": WIDTHS[lines], "height": lines}
        set_media(self._context, {"id": object_id, "duration": seconds, **size, **details})

    async def _files(self) -> None:
        await self._client.log_in()
        for path, content, description in FILES:
            values = {"container_id": self._context.account, "file_path": path}
            if isinstance(content, bytes):
                await self._make("files.create", Form(file=("file", content)), values)
            else:
                seconds, lines = content
                form = Form(file=("file", film(seconds, WIDTHS[lines], lines)))
                file = await self._make("files.create", form, values)
                self._describe(file["id"], seconds, lines)
            if description:
                private = path.endswith(".pdf")
                await self._client.request("files.update", {"description": description, "private": private}, values)

    async def _recorder(self) -> None:
        await self._client.log_in()
        owner = {"owner_id": self._context.account}
        source = {"name": "Stage camera", "src": "http://127.0.0.1/stage/master.m3u8"}
        stream = await self._make("recorder.streams.create", source, owner)
        start = round(self._end) + DAY
        record = {
            "path": f"/container/{self._context.account}/object/records/tomorrow.m3u8",
            "start": start,
            "stop": start + 3600,
        }
        await self._make("recorder.records.create", record, {**owner, "stream_id": stream["id"]})

    async def _streamer(self) -> None:
        await self._client.log_in()
        owner = {"owner_id": self._context.account}
        found: dict[str, dict[str, list[str]]] = {}
        for word, folder in (("tour", "/films"), ("ident", "/films/idents")):
            for quality in ("360p", "720p"):
                values = {"container_id": self._context.account, "file_path": f"{folder}/{word}_{quality}.mp4"}
                file = await self._client.request("files.get", None, values)
                found.setdefault(word, {})[quality] = [file["id"]]
        channel = {"name": "House channel", "qualities": ["360p", "720p"], "gag": found["ident"]}
        made = await self._make("streamer.channels.create", channel, owner)
        block = {"name": "Morning", "timestamp": round(self._end) + DAY, "loop": False, "items": found["tour"]}
        await self._make("streamer.blocks.create", block, {**owner, "channel_id": made["id"]})


def _stamp(seconds: float) -> str:
    return stamp(round(seconds) * 1_000_000)
