"""Fill a workspace with plausible content through the public operations, dated over the last four weeks.

Operations without a handler are skipped. Equal seeds produce equal content. Titles, file names and the like are in
`content.json`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib.resources import files
from random import Random
from typing import Any
from urllib.parse import quote

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.demo.internal_client import Form, InternalClient, Serve
from kinocraft_mock.demo.sample_media import sample_video
from kinocraft_mock.faults import Faults
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.journal.exchanges import Journal
from kinocraft_mock.services.kinescope.datetimes import format_timestamp
from kinocraft_mock.services.kinescope.simulation import routes
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import PROJECT
from kinocraft_mock.services.media import set_media
from kinocraft_mock.services.platformcraft.files.tree import Tree

__all__ = ["fill", "is_empty"]

DAY = 24 * 3600
PERIOD = 28 * DAY
STEP = 1800
"""Seconds between two requests."""

WIDTHS = {360: 640, 480: 854, 720: 1280, 1080: 1920}
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
VIEWS = 240
BYTES_A_SECOND = 250_000
SUBTITLES = b"WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nGood morning, and welcome.\n"


async def fill(context: Context, serve: Serve) -> dict[str, int]:
    """Fill an empty workspace and return the number of created objects by type. Raises a 409 if it is not empty.

    Journal, faults and clock are restored afterwards. The server should receive no other requests meanwhile.
    """
    if not is_empty(context):
        raise ErrorResponse(409, "the workspace is not empty: reset it first")
    clock, limits = context.clock.export(), context.limits.enabled
    journal, faults = context.journal, context.faults
    context.journal, context.faults, context.limits.enabled = Journal(), Faults(), False
    context.clock.set(max(0.0, context.clock.now() - PERIOD))
    demo = _Demo(context, serve)
    try:
        await demo.fill()
    finally:
        context.journal, context.faults, context.limits.enabled = journal, faults, limits
        context.clock.restore(clock["offset"] or 0.0, clock["stopped"])
        context.limits.clear()
    return demo.created


def is_empty(context: Context) -> bool:
    """Return whether there are no projects and no files."""
    root = context.component(Tree).get([])
    return not (context.component(Records).count(PROJECT) or root.files or root.dirs)


class _Demo:
    """Create the content, one request after another."""

    def __init__(self, context: Context, serve: Serve) -> None:
        self.created: dict[str, int] = {}
        self._context = context
        self._end = context.clock.now() + PERIOD
        self._client = InternalClient(context, serve)
        self._projects: dict[str, str] = {}
        self._videos: list[str] = []
        content: Mapping[str, Sequence[Mapping[str, Any]]] = orjson.loads(
            (files("kinocraft_mock.demo") / "content.json").read_bytes()
        )
        self._content = content

    async def fill(self) -> None:
        """Create everything that has a handler."""
        sections: tuple[tuple[Callable[[], Awaitable[None]], tuple[str, ...]], ...] = (
            (self._tags, ("tags.create",)),
            (self._catalogue, ("projects.create", "projects.folders.create")),
            (self._add_videos, ("projects.create", "projects.folders.create", "videos.uploads.create")),
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
        for create, operations in sections:
            if self._client.supports(*operations):
                await create()

    async def _create(
        self, operation: str, body: Any = None, parameters: dict[str, Any] | None = None, *, media: str | None = None
    ) -> Any:
        """Call an operation some time after the last, and count the created object by type."""
        self._context.clock.set(min(self._context.clock.now() + STEP, self._end))
        options = {} if media is None else {"media": media}
        response = await self._client.request(operation, body, parameters, **options)
        kind = operation.rpartition(".")[0]
        self.created[kind] = self.created.get(kind, 0) + 1
        return response

    async def _create_if_supported(
        self, operation: str, body: Any = None, parameters: dict[str, Any] | None = None
    ) -> Any:
        """Call an operation like `_create`; return None if it has no handler."""
        return await self._create(operation, body, parameters) if self._client.supports(operation) else None

    async def _tags(self) -> None:
        for tag in ("conference", "lecture", "product"):
            await self._create("tags.create", {"tag": tag})

    async def _catalogue(self) -> None:
        for name, privacy, catalogue in (
            ("Conference talks", "anywhere", "vod"),
            ("Product films", "custom", "vod"),
            ("Live events", "anywhere", "live"),
        ):
            domains = ["example.com"] if privacy == "custom" else []
            project = {"name": name, "privacy_type": privacy, "privacy_domains": domains, "catalog_type": catalogue}
            self._projects[name] = (await self._create("projects.create", project))["id"]
        for project_name, folder in (("Conference talks", "Main stage"), ("Product films", "Tutorials")):
            parameters = {"project_id": self._projects[project_name]}
            created = await self._create("projects.folders.create", {"name": folder}, parameters)
            self._projects[folder] = created["id"]
        inner = {"name": "Rehearsals", "parent_id": self._projects["Main stage"]}
        await self._create("projects.folders.create", inner, {"project_id": self._projects["Conference talks"]})

    async def _add_videos(self) -> None:
        for number, each in enumerate(self._content["videos"]):
            seconds, lines = each["seconds"], each["lines"]
            parameters = {
                "X-Parent-ID": self._projects[each["location"]],
                "X-Video-Title": quote(each["title"]),
                "X-Video-Description": quote(each["description"]),
                "X-File-Name": each["file_name"],
            }
            video = await self._create(
                "videos.uploads.create", sample_video(seconds, WIDTHS[lines], lines, number), parameters
            )
            self._videos.append(video["id"])
            self._set_media(video["id"], seconds, lines, has_audio=False)
        # Wait until the last of them is processed.
        self._context.clock.set(min(self._context.clock.now() + DAY, self._end))

    async def _details(self) -> None:
        for video, each in zip(self._videos, self._content["videos"], strict=True):
            if each["tags"]:
                await self._create("videos.update", {"tags": each["tags"]}, {"video_id": video})
        keynote, lecture = {"video_id": self._videos[0]}, {"video_id": self._videos[1]}
        items = [{"time": 0, "title": "Welcome"}, {"time": 4, "title": "The year behind"}]
        await self._create_if_supported("videos.update_chapters", {"items": items, "enabled": True}, keynote)
        await self._create_if_supported("videos.posters.create", {"from_time": 2}, keynote)
        link = {"type": "text", "title": "The slides", "link": "https://example.com", "start_time": 1, "end_time": 5}
        await self._create_if_supported("videos.annotations.create", link, keynote)
        for language, name in (("en", "English"), ("ru", "Русский")):
            form = Form(language=language, description=name, file=(f"{language}.vtt", SUBTITLES))
            await self._create_if_supported("videos.subtitles.create", form, lecture)
        slides = {**keynote, "X-Video-ID": self._videos[0], "X-File-Name": "slides.pdf", "X-Title": "Slides"}
        del slides["video_id"]
        await self._create_if_supported("additional_materials.upload", PDF, slides)

    async def _playlist(self) -> None:
        for name, videos in (("The conference in one evening", self._videos[:4]), ("Start here", self._videos[4:6])):
            await self._create("playlists.create", {"name": name, "entity_ids": videos})

    async def _live(self) -> None:
        parent = self._projects["Live events"]
        soon = {"time": _stamp(self._end + 3 * DAY)}
        launch = {"name": "Launch day", "type": "one-time", "parent_id": parent, "scheduled": soon}
        event = await self._create("live.events.create", {**launch, "chat_active": True})
        relay = {"name": "Relay", "url": "rtmp://127.0.0.1/live", "key": "demo-stream-key", "enabled": False}
        await self._create_if_supported("live.events.restreams.create", relay, {"event_id": event["id"]})
        weekly = {"name": "Weekly questions and answers", "type": "recurring", "parent_id": parent}
        event = await self._create("live.events.create", weekly)
        await self._create_if_supported("live.events.enable", None, {"event_id": event["id"]})

    async def _settings(self) -> None:
        """Create the workspace's other objects."""
        await self._create_if_supported("players.create", {"name": "House style"})
        await self._create_if_supported("privacy_domains.create", {"domain": "example.com"})
        moderator = {"username": "Chat moderator", "email": "moderator@example.com", "password": "not-a-real-one"}
        await self._create_if_supported("moderators.create", moderator)
        if self._client.supports("projects.create") and "Conference talks" in self._projects:
            request = {"title": "Send us your talk", "uploading_location_id": self._projects["Conference talks"]}
            await self._create_if_supported(
                "file_requests.create", {**request, "description": "One file, at most an hour."}
            )
        zone = {"name": "Website", "host": "cdn.example.com", "origins": [{"addr": "https://origin.example.com"}]}
        await self._create_if_supported("cdn.zones.create", zone)
        scope = {"name": "Reporting", "scope": {"api": {"permissions": ["read"]}}}
        await self._create_if_supported("access_tokens.create", scope)

    async def _speak(self) -> None:
        await self._create("speak.rooms.create", {"name": "Editors", "type": "permanent_meeting"})

    async def _views(self) -> None:
        """Create views at random, but the same ones each time."""
        random, begin = Random(0), self._end - PERIOD  # noqa: S311 - deterministic on purpose
        views: list[dict[str, Any]] = []
        for number in range(VIEWS):
            index = random.randrange(len(self._videos))
            seconds = self._content["videos"][index]["seconds"] * random.choice((0.1, 0.5, 0.9, 1.0))
            view: dict[str, Any] = {"video_id": self._videos[index], "viewer": f"viewer-{random.randrange(VIEWS // 3)}"}
            view |= random.choice(self._content["viewers"])
            view |= random.choice(self._content["cities"])
            # Views start after the last upload.
            at = begin + 2 * DAY + number * (PERIOD - 2 * DAY) / VIEWS
            views.append({**view, "watch_time": seconds, "bytes": seconds * BYTES_A_SECOND, "time": _stamp(at)})
        routes(self._context)["views"]["POST"]({"views": views}, {})
        self.created["views"] = len(views)

    def _set_media(self, object_id: str, seconds: int, lines: int, **details: bool) -> None:
        """Set the properties of a video: the server does not decode it and would invent them."""
        size = {"width": WIDTHS[lines], "height": lines}
        set_media(self._context, {"id": object_id, "duration": seconds, **size, **details})

    async def _files(self) -> None:
        await self._client.log_in()
        for each in self._content["files"]:
            path, description = each["path"], each["description"]
            private = path.endswith(".pdf")
            parameters = {"container_id": self._context.account, "file_path": path}
            if "seconds" in each:
                seconds, lines = each["seconds"], each["lines"]
                form = Form(file=("file", sample_video(seconds, WIDTHS[lines], lines)))
                file = await self._create("files.create", form, parameters)
                self._set_media(file["id"], seconds, lines)
            else:
                data = PDF if private else each["text"].encode()
                await self._create("files.create", Form(file=("file", data)), parameters)
            if description:
                await self._client.request("files.update", {"description": description, "private": private}, parameters)

    async def _recorder(self) -> None:
        await self._client.log_in()
        owner = {"owner_id": self._context.account}
        source = {"name": "Stage camera", "src": "http://127.0.0.1/stage/master.m3u8"}
        stream = await self._create("recorder.streams.create", source, owner)
        start = round(self._end) + DAY
        record = {
            "path": f"/container/{self._context.account}/object/records/tomorrow.m3u8",
            "start": start,
            "stop": start + 3600,
        }
        await self._create("recorder.records.create", record, {**owner, "stream_id": stream["id"]})

    async def _streamer(self) -> None:
        await self._client.log_in()
        owner = {"owner_id": self._context.account}
        file_ids: dict[str, dict[str, list[str]]] = {}
        for word, folder in (("tour", "/films"), ("ident", "/films/idents")):
            for quality in ("360p", "720p"):
                parameters = {"container_id": self._context.account, "file_path": f"{folder}/{word}_{quality}.mp4"}
                file = await self._client.request("files.get", None, parameters)
                file_ids.setdefault(word, {})[quality] = [file["id"]]
        channel = {"name": "House channel", "qualities": ["360p", "720p"], "gag": file_ids["ident"]}
        created = await self._create("streamer.channels.create", channel, owner)
        block = {"name": "Morning", "timestamp": round(self._end) + DAY, "loop": False, "items": file_ids["tour"]}
        await self._create("streamer.blocks.create", block, {**owner, "channel_id": created["id"]})


def _stamp(seconds: float) -> str:
    return format_timestamp(round(seconds) * 1_000_000)
