"""The services that the server offers, each under its mount, and the components of their state."""

from __future__ import annotations

from kinocraft_mock.context import Component
from kinocraft_mock.endpoints.resource_endpoint import ResourceEndpoint
from kinocraft_mock.service import Service
from kinocraft_mock.services import kinescope, platformcraft
from kinocraft_mock.services.derived.state import DerivedObjects

__all__ = ["BACKGROUND_COMPONENTS", "BLOB_COMPONENTS", "COMPONENTS", "RESOURCES", "SERVICES"]

SERVICES: tuple[Service, ...] = (*kinescope.SERVICES, *platformcraft.SERVICES)

RESOURCES: tuple[type[ResourceEndpoint], ...] = (*kinescope.RESOURCES, *platformcraft.RESOURCES)
"""What the server offers beside the documented operations: the URLs that responses contain."""

COMPONENTS: tuple[type[Component], ...] = (*kinescope.COMPONENTS, *platformcraft.COMPONENTS, DerivedObjects)
"""Every component of the vendors' state. What a component overrides says what the server must do with it."""

BLOB_COMPONENTS: tuple[type[Component], ...] = tuple(kind for kind in COMPONENTS if kind.blobs is not Component.blobs)
"""The components that hold blobs."""

BACKGROUND_COMPONENTS: tuple[type[Component], ...] = tuple(
    kind for kind in COMPONENTS if kind.resume is not Component.resume
)
"""The components with background work."""
