"""The speeds of connections, as a client has measured them."""

from __future__ import annotations

__all__ = ["Speeds"]

MEASURABLE = 1 << 20
"""Bytes from which a measurement counts: fewer measure the delay of a request rather than the speed."""


class Speeds:
    """The bytes per second of one connection, as a client has measured them, by the base URL of the service."""

    def __init__(self) -> None:
        self._known: dict[str, float] = {}

    def get(self, base: str) -> float | None:
        """Return the speed; None if it was not measured."""
        return self._known.get(base)

    def note(self, base: str, size: int, seconds: float) -> None:
        """Add the measurement of a transfer of `size` bytes."""
        if size >= MEASURABLE and seconds > 0:
            known = self._known.get(base, size / seconds)
            self._known[base] = (known + size / seconds) / 2
