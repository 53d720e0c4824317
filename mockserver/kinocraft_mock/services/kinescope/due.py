"""State changes of videos and live events that are due by the clock."""

from __future__ import annotations

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.live.state import settle as settle_live_events
from kinocraft_mock.services.kinescope.videos.progress import settle_due as settle_videos

__all__ = ["settle_due"]


def settle_due(context: Context) -> None:
    """Apply every state change that is due. A live stream that has ended may have become a video."""
    settle_live_events(context)
    settle_videos(context)
