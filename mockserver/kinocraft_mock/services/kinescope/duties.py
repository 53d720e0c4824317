"""What is due by the clock before anybody looks at videos, besides what becomes of videos themselves."""

from __future__ import annotations

from collections.abc import Callable

from kinocraft_mock.state.context import Context

__all__ = ["DUTIES"]

DUTIES: list[Callable[[Context], None]] = []
"""Each brings what it is about up to date, such as broadcasts that have ended and become videos."""
