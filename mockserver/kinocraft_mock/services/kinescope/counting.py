"""How many videos use something that they name."""

from __future__ import annotations

from kinocraft_mock.services.kinescope.default_player import default_player_id
from kinocraft_mock.services.kinescope.kinds import PROJECT, VIDEO, column
from kinocraft_mock.services.kinescope.objects import Objects
from kinocraft_mock.state.context import Component, Context

__all__ = ["Uses"]


class Uses(Component):
    """Counts by index, and again only after a video has changed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._objects = context.component(Objects)
        self._domains: dict[str, int] = {}
        self._domains_at: tuple[int, int] | None = None

    def reset(self) -> None:
        """Forget what was counted."""
        self._domains_at = None

    def of_player(self, player_id: str) -> int:
        """How many videos play with a player: those in the projects that it is set for.

        Where a project has no player, its videos play with the first of the workspace.
        """
        self._objects.prepare(PROJECT)
        sql = (
            "SELECT coalesce(sum(items), 0) FROM kinescope_objects"  # noqa: S608 - put together from constants
            f" WHERE kind = 'project' AND ({column('player_id')} = ? OR ({column('player_id')} IS NULL AND ?))"
        )
        row = self._context.store.one(sql, player_id, player_id == default_player_id(self._context))
        return row[0] if row else 0

    def of_domain(self, domain: str) -> int:
        """How many videos name a domain among those that they may be embedded on."""
        version = self._objects.version(VIDEO)
        if version != self._domains_at:
            self._objects.prepare(VIDEO)
            # Only videos that name a domain are looked at, however many others there are.
            sql = (
                "SELECT named.value, count(*) FROM kinescope_objects,"  # noqa: S608 - put together from constants
                " json_each(body, '$.privacy_domains') AS named"
                f" WHERE kind = 'video' AND {column('privacy_domains')} < '[]' GROUP BY named.value"
            )
            self._domains = dict(self._context.store.all(sql))
            self._domains_at = version
        return self._domains.get(domain, 0)
