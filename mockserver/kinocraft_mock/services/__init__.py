"""The services the server offers, each under its mount."""

from __future__ import annotations

from kinocraft_mock.service import Service
from kinocraft_mock.services import platformcraft
from kinocraft_mock.services.platformcraft.downloads import Downloads, Playlists
from kinocraft_mock.services.platformcraft.parts import Uploads
from kinocraft_mock.services.platformcraft.tree import Tree
from kinocraft_mock.world import Part

__all__ = ["PARTS", "RESOURCES", "SERVICES"]

SERVICES: tuple[Service, ...] = (*platformcraft.SERVICES,)

RESOURCES: tuple[type[Downloads] | type[Playlists], ...] = (Downloads, Playlists)
"""What is served beside the documented operations: the addresses that answers hand out."""

PARTS: tuple[type[Part], ...] = (Tree, Uploads)
"""The pieces of state that hold blobs."""
