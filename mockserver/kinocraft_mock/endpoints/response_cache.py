"""A cache of serialized responses, valid until the state changes or they expire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kinocraft_mock.context import Component, Context
from kinocraft_mock.http.messages import Response

__all__ = ["ResponseCache"]

CAPACITY = 4 << 20
"""The maximum size of the cache in bytes: all responses and their keys."""
LARGEST = 1 << 18
"""A larger response is not cached: such responses are rarely requested twice."""


class _Entry(NamedTuple):
    response: Response
    cached_at: float


class ResponseCache(Component):
    """Serialized responses by cache key. Any write to the store invalidates all of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._clock = context.clock
        self._clear()

    def _clear(self) -> None:
        self._version = -1
        self._entries: dict[Sequence[str], _Entry] = {}
        self._free = CAPACITY

    def get(self, key: Sequence[str]) -> Response | None:
        """Return the cached response if it is still valid. The caller must not change it."""
        if self._version != self._store.version:
            return None
        entry = self._entries.get(key)
        # The lower bound matters when the clock was set back: entries from the future are not valid.
        if entry is not None and entry.cached_at <= self._clock.now() < entry.response.until:
            return entry.response
        return None

    def put(self, key: Sequence[str], response: Response) -> None:
        """Cache a serialized response."""
        if self._version != self._store.version:
            self._clear()
            self._version = self._store.version
        size = len(response.data or b"")
        if size > LARGEST:
            return
        # Count the key too: a URL may have 64 KiB, most of it an ignored query.
        size += sum(map(len, key))
        if size > self._free:
            self._entries.clear()
            self._free = CAPACITY
        self._free -= size
        self._entries[key] = _Entry(response, self._clock.now())

    def reset(self) -> None:
        """Drop all cached responses."""
        self._clear()
