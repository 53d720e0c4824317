"""The services that the server offers, each under its mount, and the components of their state."""

from __future__ import annotations

from kinocraft_mock.resources import Resource
from kinocraft_mock.service import Service
from kinocraft_mock.services import kinescope, platformcraft
from kinocraft_mock.world import Part

__all__ = ["BUSY", "COMPONENTS", "PARTS", "RESOURCES", "SERVICES"]

SERVICES: tuple[Service, ...] = (*kinescope.SERVICES, *platformcraft.SERVICES)

RESOURCES: tuple[type[Resource], ...] = (*kinescope.RESOURCES, *platformcraft.RESOURCES)
"""What the server offers beside the documented operations: the URLs that responses contain."""

COMPONENTS: tuple[type[Part], ...] = (*kinescope.COMPONENTS, *platformcraft.COMPONENTS)
"""Every component of the vendors' state. A component declares by its methods what the server must do with it."""

PARTS: tuple[type[Part], ...] = tuple(kind for kind in COMPONENTS if kind.blobs is not Part.blobs)
"""The components that hold blobs."""

BUSY: tuple[type[Part], ...] = tuple(kind for kind in COMPONENTS if kind.resume is not Part.resume)
"""The components with background work."""
