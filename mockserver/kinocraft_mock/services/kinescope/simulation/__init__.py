"""Orders of the control API for what others do on Kinescope: its own workers, encoders, viewers, people in chats."""

from __future__ import annotations

from kinocraft_mock.services.kinescope.simulation import live, speak, videos, views
from kinocraft_mock.services.kinescope.simulation.fields import Route
from kinocraft_mock.world import World

__all__ = ["routes"]


def routes(world: World) -> dict[str, dict[str, Route]]:
    """Return what the control API has below `live`, `views`, `speak`, `pace` and `videos`."""
    return {**live.routes(world), **views.routes(world), **speak.routes(world), **videos.routes(world)}
