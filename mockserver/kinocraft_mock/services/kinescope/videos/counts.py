"""How many videos use a player or a privacy domain."""

from __future__ import annotations

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.kinescope.players.default_player import default_player_id
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import PROJECT, VIDEO, column

__all__ = ["VideoCounts"]


class VideoCounts(Component):
    """Counts of videos, from indexes. Domains are counted again only after a video has changed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._records = context.component(Records)
        self._domains: dict[str, int] = {}
        self._domains_at: tuple[int, int] | None = None

    def reset(self) -> None:
        """Clear the cache."""
        self._domains_at = None

    def of_player(self, player_id: str) -> int:
        """Return how many videos use a player: those in the projects that it is set for.

        Videos in projects without a player use the workspace's first one.
        """
        self._records.prepare(PROJECT)
        sql = (
            "SELECT coalesce(sum(items), 0) FROM kinescope_objects"  # noqa: S608 - put together from constants
            f" WHERE kind = 'project' AND ({column('player_id')} = ? OR ({column('player_id')} IS NULL AND ?))"
        )
        row = self._context.store.one(sql, player_id, player_id == default_player_id(self._context))
        return row[0] if row else 0

    def of_domain(self, domain: str) -> int:
        """Return how many videos list a domain among those that may embed them."""
        version = self._records.version(VIDEO)
        if version != self._domains_at:
            self._records.prepare(VIDEO)
            # The index restricts this to videos that list any domain.
            sql = (
                "SELECT named.value, count(*) FROM kinescope_objects,"  # noqa: S608 - put together from constants
                " json_each(body, '$.privacy_domains') AS named"
                f" WHERE kind = 'video' AND {column('privacy_domains')} < '[]' GROUP BY named.value"
            )
            self._domains = dict(self._context.store.all(sql))
            self._domains_at = version
        return self._domains.get(domain, 0)
