"""Platformcraft: its services, their handlers, the resources they serve, and the components of its state."""

from __future__ import annotations

from kinocraft_mock.context import Component
from kinocraft_mock.endpoints.resource_endpoint import ResourceEndpoint
from kinocraft_mock.service import Service
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens
from kinocraft_mock.services.platformcraft.files.downloads import Downloads, Playlists
from kinocraft_mock.services.platformcraft.files.media import Media
from kinocraft_mock.services.platformcraft.files.tree import Tree
from kinocraft_mock.services.platformcraft.recorder.state import Recorder
from kinocraft_mock.services.platformcraft.streamer.state import Channels
from kinocraft_mock.services.platformcraft.uploads.state import Uploads
from kinocraft_mock.services.platformcraft.vendor import PLATFORMCRAFT
from kinocraft_mock.state.limits import Window

__all__ = ["COMPONENTS", "RESOURCES", "SERVICES"]

LIMITS = (Window(10, 1.0),)
"""10 requests per second for each service (documented)."""

SERVICES = (
    Service(
        mount="/platformcraft/auth",
        hosts=("auth.platformcraft.ru",),
        vendor=PLATFORMCRAFT,
        specs=("platformcraft-auth",),
        sections=(f"{__name__}.auth.handlers",),
        limits=LIMITS,
    ),
    Service(
        mount="/platformcraft/filespot",
        hosts=("filespot.platformcraft.ru",),
        vendor=PLATFORMCRAFT,
        specs=("platformcraft-filespot",),
        sections=(f"{__name__}.files.handlers", f"{__name__}.uploads.handlers"),
        limits=LIMITS,
    ),
    Service(
        mount="/platformcraft/recorder",
        hosts=("rec.platformcraft.ru",),
        vendor=PLATFORMCRAFT,
        specs=("platformcraft-recorder",),
        sections=(f"{__name__}.recorder.streams", f"{__name__}.recorder.records"),
        limits=LIMITS,
    ),
    Service(
        mount="/platformcraft/streamer",
        hosts=("streamer.platformcraft.ru",),
        vendor=PLATFORMCRAFT,
        specs=("platformcraft-streamer",),
        sections=(f"{__name__}.streamer.channels", f"{__name__}.streamer.blocks"),
        limits=LIMITS,
    ),
)

RESOURCES: tuple[type[ResourceEndpoint], ...] = (Downloads, Playlists)

COMPONENTS: tuple[type[Component], ...] = (Tokens, Tree, Media, Uploads, Recorder, Channels)
