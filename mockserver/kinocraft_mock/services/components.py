"""The components of all state of the vendors."""

from __future__ import annotations

from kinocraft_mock.context import Component
from kinocraft_mock.services.derived.state import DerivedObjects
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.queries import Queries
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.uploads.imports import Imports
from kinocraft_mock.services.kinescope.uploads.sessions import UploadSessions
from kinocraft_mock.services.kinescope.videos.counts import VideoCounts
from kinocraft_mock.services.kinescope.webhooks.delivery import WebhookDelivery
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens
from kinocraft_mock.services.platformcraft.files.media import Media
from kinocraft_mock.services.platformcraft.files.tree import Tree
from kinocraft_mock.services.platformcraft.recorder.state import Recorder
from kinocraft_mock.services.platformcraft.streamer.state import Channels
from kinocraft_mock.services.platformcraft.uploads.state import Uploads

__all__ = ["COMPONENTS"]

COMPONENTS: tuple[type[Component], ...] = (
    Records,
    Files,
    Queries,
    VideoCounts,
    WebhookDelivery,
    UploadSessions,
    Imports,
    Tokens,
    Tree,
    Media,
    Uploads,
    Recorder,
    Channels,
    DerivedObjects,
)
"""A server creates each when it is first needed, but all of them to continue with a stored state."""
