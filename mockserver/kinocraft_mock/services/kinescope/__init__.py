"""Kinescope: its services, their handlers, the resources they serve, and the components of its state."""

from __future__ import annotations

from kinocraft_mock.context import Component
from kinocraft_mock.endpoints.resource_endpoint import ResourceEndpoint
from kinocraft_mock.service import Service
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.queries import Queries
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.uploads.imports import Imports
from kinocraft_mock.services.kinescope.uploads.sessions import UploadSessions
from kinocraft_mock.services.kinescope.vendor import KINESCOPE, UPLOADER
from kinocraft_mock.services.kinescope.videos.counts import VideoCounts
from kinocraft_mock.services.kinescope.viewer.file_requests import FileRequestPages
from kinocraft_mock.services.kinescope.viewer.files import Downloads
from kinocraft_mock.services.kinescope.viewer.frames import Frames
from kinocraft_mock.services.kinescope.viewer.licences import Licences
from kinocraft_mock.services.kinescope.viewer.live import LivePages
from kinocraft_mock.services.kinescope.viewer.playlists import EmbeddedPlaylists, PlaylistPages
from kinocraft_mock.services.kinescope.viewer.videos import EmbeddedVideos, VideoPages
from kinocraft_mock.services.kinescope.webhooks.delivery import WebhookDelivery
from kinocraft_mock.state.limits import Window

__all__ = ["COMPONENTS", "RESOURCES", "SERVICES"]

LIMITS = (Window(10, 1.0), Window(300, 60.0))
"""10 requests per second and 300 per minute (the vendor's guidelines, quoted at second hand)."""

LARGEST_BODY = 10 << 20
"""Maximum bytes of a request to the API host (the same guidelines)."""

UPLOAD_HOST = "{upload_host}"
"""The description's name for the host of upload URLs."""

SPECS = ("kinescope-v1", "kinescope-v2")

# Both services know all handlers: some topics have operations on both hosts.
HANDLERS = tuple(
    f"{__name__}.{module}"
    for module in (
        "account.access_tokens",
        "account.billing",
        "account.cdn_zones",
        "account.dictionaries",
        "account.drm",
        "additional_materials.handlers",
        "analytics.handlers",
        "live.chat",
        "live.events",
        "live.restreams",
        "live.streams",
        "people.avatars",
        "people.moderators",
        "players.handlers",
        "playlists.entities",
        "playlists.handlers",
        "posters.handlers",
        "posters.uploads",
        "projects.folders",
        "projects.handlers",
        "projects.privacy_domains",
        "speak.participants",
        "speak.rooms",
        "uploads.file_requests",
        "uploads.handlers",
        "uploads.tus",
        "videos.annotations",
        "videos.editing",
        "videos.handlers",
        "videos.subtitles",
        "videos.tags",
        "webhooks.handlers",
    )
)

SERVICES = (
    Service(
        mount="/kinescope/api",
        hosts=("api.kinescope.io",),
        vendor=KINESCOPE,
        specs=SPECS,
        sections=HANDLERS,
        limits=LIMITS,
        largest_body=LARGEST_BODY,
        csv_suffix=True,
    ),
    Service(
        mount=UPLOADER,
        # The vendor does not publish the host of the upload URLs that it returns; here it is the same host.
        hosts=("uploader.kinescope.io", UPLOAD_HOST),
        vendor=KINESCOPE,
        specs=SPECS,
        sections=HANDLERS,
        limits=LIMITS,
        # The limits are published for the hosts with names. An upload in chunks would soon exceed them.
        unlimited_hosts=(UPLOAD_HOST,),
        # The vendor's quickstart has these paths without a version.
        aliases={"/video": "/v2/video", "/poster": "/v2/poster"},
        method_override=True,
    ),
)

RESOURCES: tuple[type[ResourceEndpoint], ...] = (
    Downloads,
    Frames,
    VideoPages,
    EmbeddedVideos,
    LivePages,
    Licences,
    PlaylistPages,
    EmbeddedPlaylists,
    FileRequestPages,
)

COMPONENTS: tuple[type[Component], ...] = (
    Records,
    Files,
    Queries,
    VideoCounts,
    WebhookDelivery,
    UploadSessions,
    Imports,
)
