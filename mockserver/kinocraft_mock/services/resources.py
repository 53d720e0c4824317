"""What the server offers beside the documented operations: the URLs that responses contain."""

from __future__ import annotations

from kinocraft_mock.endpoints.resource_endpoint import ResourceEndpoint
from kinocraft_mock.services.kinescope.viewer.file_requests import FileRequestPages
from kinocraft_mock.services.kinescope.viewer.files import Downloads
from kinocraft_mock.services.kinescope.viewer.frames import Frames
from kinocraft_mock.services.kinescope.viewer.licences import Licences
from kinocraft_mock.services.kinescope.viewer.live import LivePages
from kinocraft_mock.services.kinescope.viewer.playlists import EmbeddedPlaylists, PlaylistPages
from kinocraft_mock.services.kinescope.viewer.videos import EmbeddedVideos, VideoPages
from kinocraft_mock.services.platformcraft.files import downloads

__all__ = ["RESOURCES"]

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
    downloads.Downloads,
    downloads.Playlists,
)
