"""The services the server offers, each under its mount."""

from __future__ import annotations

from kinocraft_mock.http.resource_endpoint import Resource
from kinocraft_mock.service import Service
from kinocraft_mock.services import kinescope, platformcraft
from kinocraft_mock.services.kinescope.arrivals import Arrivals
from kinocraft_mock.services.kinescope.files import Downloads as KinescopeDownloads
from kinocraft_mock.services.kinescope.hooks import Hooks
from kinocraft_mock.services.kinescope.imports import Imports
from kinocraft_mock.services.kinescope.licences import Licences
from kinocraft_mock.services.kinescope.live_pages import Broadcasts
from kinocraft_mock.services.kinescope.objects import Objects
from kinocraft_mock.services.kinescope.pictures import Frames
from kinocraft_mock.services.kinescope.playlist_pages import EmbeddedPlaylists, PlaylistPages
from kinocraft_mock.services.kinescope.request_pages import RequestPages
from kinocraft_mock.services.kinescope.video_pages import Embeds, Plays
from kinocraft_mock.services.platformcraft.downloads import Downloads, Playlists
from kinocraft_mock.services.platformcraft.media import Media
from kinocraft_mock.services.platformcraft.parts import Uploads
from kinocraft_mock.services.platformcraft.recorder.state import Recorder
from kinocraft_mock.services.platformcraft.streamer.state import Channels
from kinocraft_mock.services.platformcraft.tokens import Tokens
from kinocraft_mock.services.platformcraft.tree import Tree
from kinocraft_mock.state.context import Component

__all__ = ["BACKGROUND_COMPONENTS", "BLOB_COMPONENTS", "RESOURCES", "SERVICES", "TABLES"]

SERVICES: tuple[Service, ...] = (*kinescope.SERVICES, *platformcraft.SERVICES)

RESOURCES: tuple[type[Resource], ...] = (
    KinescopeDownloads,
    Frames,
    Plays,
    Embeds,
    Broadcasts,
    Licences,
    PlaylistPages,
    EmbeddedPlaylists,
    RequestPages,
    Downloads,
    Playlists,
)
"""What is served beside the documented operations: the addresses that answers hand out."""

BLOB_COMPONENTS: tuple[type[Component], ...] = (Objects, Tree, Uploads)
"""The pieces of state that hold blobs."""

BACKGROUND_COMPONENTS: tuple[type[Component], ...] = (Hooks, Arrivals, Imports)
"""The pieces of state that something happens to without a request."""

TABLES: tuple[type[Component], ...] = (*BLOB_COMPONENTS, Media, Recorder, Channels, Tokens)
"""The pieces of state that have tables: all that a state file may contain."""
