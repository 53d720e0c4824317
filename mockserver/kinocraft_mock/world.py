"""Everything one server knows: its state, its clock, its orders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from kinocraft_mock.blobs import Blobs
from kinocraft_mock.clock import Clock
from kinocraft_mock.data_folder import claim
from kinocraft_mock.faults import Faults
from kinocraft_mock.ids import Ids, account_id
from kinocraft_mock.journal import Journal
from kinocraft_mock.limits import Limits
from kinocraft_mock.settings import Settings
from kinocraft_mock.store import Store

__all__ = ["Part", "World"]


class Part:
    """A piece of state that belongs to one vendor. It is made when it is first needed."""

    def __init__(self, world: World) -> None:
        self._world = world

    def reset(self) -> None:
        """Start anew, on an empty store."""
        raise NotImplementedError

    def restored(self) -> None:
        """Go on with what the store holds now: another state has taken the place of the one before."""
        self.reset()

    def resume(self) -> None:
        """Take up, in the event loop that calls this, what goes on by itself. Such kinds belong in `services.BUSY`."""

    def close(self) -> None:
        """Let go of what outlives a request."""

    def blobs(self) -> Iterable[str]:
        """The names of the blobs its state refers to. A kind that has any belongs in `services.PARTS`."""
        return ()


P = TypeVar("P", bound=Part)


class World:
    """The state of one server.

    With a data folder all of it but clock, journal and faults outlives the server; the account stays the one the folder
    was made with, whatever seed comes later.
    """

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.journal = Journal()
        self.faults = Faults()
        self.limits = Limits(self.clock, settings.limits)
        self._parts: dict[type[Part], Part] = {}
        if settings.data_dir is not None:
            claim(settings.data_dir)
        self.store = Store(self.file("state.sqlite3"))
        try:
            self.blobs = Blobs(settings.data_dir, self._begin_run())
        except BaseException:
            self.store.close()
            raise

    def _begin_run(self) -> int:
        self.account: str = self.store.note("account", account_id(self.settings.seed))
        run: int = self.store.note("run", 0)
        self.store.set_note("account", self.account)
        self.store.set_note("run", run + 1)
        self.ids = Ids(self.settings.seed, run)
        return run

    def file(self, name: str) -> Path | None:
        """Where a file of the data folder is; None without such a folder."""
        return None if self.settings.data_dir is None else self.settings.data_dir / name

    def part(self, kind: type[P]) -> P:
        """A vendor's piece of state."""
        part = self._parts.get(kind)
        if part is None:
            part = self._parts[kind] = kind(self)
        return part  # type: ignore[return-value]

    def sweep(self, kinds: Iterable[type[Part]]) -> None:
        """Delete the blobs that no state speaks of, which a server that was killed may have left."""
        self.blobs.sweep({blob for kind in kinds for blob in self.part(kind).blobs()})

    def reset(self) -> None:
        """Back to how a new server starts: no objects, no tokens, no faults, the clock on time, ids from the start."""
        self.clock.reset()
        self.journal.clear()
        self.faults.clear()
        self.limits.clear()
        self.limits.enabled = self.settings.limits
        self.store.clear()
        self._begin_run()
        self.blobs.clear()
        for part in self._parts.values():
            part.reset()

    def restored(self, ids: Ids) -> None:
        """Go on with the state that the store holds now, and with these ids."""
        self.account = self.store.note("account", self.account)
        self.ids = ids
        self.limits.clear()
        for part in self._parts.values():
            part.restored()

    def close(self) -> None:
        """Let everything go; a temporary folder is removed."""
        self.faults.clear()
        for part in self._parts.values():
            part.close()
        self.blobs.close()
        self.store.close()
