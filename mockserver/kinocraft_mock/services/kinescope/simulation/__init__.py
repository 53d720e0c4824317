"""Orders of the control API for what others do on Kinescope: its own workers, encoders, viewers, people in chats."""

from __future__ import annotations

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.simulation import live, speak, videos, views
from kinocraft_mock.services.kinescope.simulation.fields import Route

__all__ = ["routes"]


def routes(context: Context) -> dict[str, dict[str, Route]]:
    """Return what the control API has below `live`, `views`, `speak`, `pace` and `videos`."""
    return {**live.routes(context), **views.routes(context), **speak.routes(context), **videos.routes(context)}
