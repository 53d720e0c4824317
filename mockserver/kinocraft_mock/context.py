"""The state of one server, and the components that vendors add to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from kinocraft_mock.faults import Faults
from kinocraft_mock.journal.exchanges import Journal
from kinocraft_mock.settings import Settings
from kinocraft_mock.state.blobs import Blobs
from kinocraft_mock.state.clock import Clock
from kinocraft_mock.state.data_folder import DATABASE, claim
from kinocraft_mock.state.ids import Ids, account_id
from kinocraft_mock.state.limits import Limits
from kinocraft_mock.state.store import Store, StoreError

__all__ = ["Component", "Context", "own_schema"]

CLOCK_OFFSET = "clock offset"
CLOCK_STOPPED = "clock stopped"
CHANGED = "the state was changed by another program: its notes have values that cannot be"


class Component(ABC):
    """A piece of state that belongs to a vendor. It is created when it is first needed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @abstractmethod
    def reset(self) -> None:
        """Start again with an empty store."""

    def restored(self) -> None:
        """Continue with the content of the store, which an import has replaced."""
        self.reset()

    def resume(self) -> None:  # noqa: B027 - an optional hook
        """Resume background work, in the running event loop."""

    def close(self) -> None:  # noqa: B027 - an optional hook
        """Release resources."""

    def blobs(self) -> Iterable[str]:
        """Return the names of the blobs that it refers to."""
        return ()


P = TypeVar("P", bound=Component)


def own_schema(kinds: Iterable[type[Component]]) -> dict[str, str]:
    """Return the SQL of each object in the database of a new server with these components, by name."""
    new = Context(Settings())
    try:
        for kind in kinds:
            new.component(kind)
        return new.store.schema()
    finally:
        new.close()


class Context:
    """The state of one server.

    With a data folder all of it but journal and faults outlives the server; the account stays the one the folder was
    made with, whatever seed comes later. A clock that was advanced stays ahead, or the next server would find records
    from the future; a frozen one stays frozen. A `clock` that the caller passes is the caller's alone.
    """

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.journal = Journal()
        self.faults = Faults()
        self.limits = Limits(self.clock, settings.limits)
        self._components: dict[type[Component], Component] = {}
        if settings.data_dir is not None:
            claim(settings.data_dir)
        self.store = Store(self.file(DATABASE))
        try:
            if settings.data_dir is not None and clock is None:
                self._keep_clock()
            self.blobs = Blobs(settings.data_dir, self._begin_run())
        except BaseException:
            self.store.close()
            raise

    def _keep_clock(self) -> None:
        """Continue the clock of an earlier server, and store every change of it."""
        offset, stopped = self.store.note(CLOCK_OFFSET, 0.0), self.store.note(CLOCK_STOPPED, None)
        if not self.clock.can_restore(offset, stopped):
            raise StoreError(CHANGED)
        self.clock.restore(offset, stopped)
        self.clock.watch(self._store_clock)

    def _store_clock(self) -> None:
        exported = self.clock.export()
        with self.store.transaction():
            self.store.set_note(CLOCK_OFFSET, exported["offset"])
            self.store.set_note(CLOCK_STOPPED, exported["stopped"])

    def _begin_run(self) -> int:
        account: object = self.store.note("account", account_id(self.settings.seed))
        run: object = self.store.note("run", 0)
        if not isinstance(account, str) or not isinstance(run, int) or not 0 <= run < 1 << 53:
            raise StoreError(CHANGED)
        self.account = account
        self.store.set_note("account", self.account)
        self.store.set_note("run", run + 1)
        self.ids = Ids(self.settings.seed, run)
        return run

    def file(self, name: str) -> Path | None:
        """Return the path of a file in the data folder; None without a data folder."""
        return None if self.settings.data_dir is None else self.settings.data_dir / name

    def component(self, kind: type[P]) -> P:
        """Return a component, created on first use."""
        component = self._components.get(kind)
        if component is None:
            component = self._components[kind] = kind(self)
        return component  # type: ignore[return-value]

    def sweep(self, kinds: Iterable[type[Component]]) -> None:
        """Delete blobs that nothing refers to; a killed server may have left some."""
        self.blobs.sweep({blob for kind in kinds for blob in self.component(kind).blobs()})

    def reset(self) -> None:
        """Return to the state of a new server: no records, tokens or faults, real time, ids from the start."""
        self.clock.reset()
        self.journal.clear()
        self.faults.clear()
        self.limits.clear()
        self.limits.enabled = self.settings.limits
        self.store.clear()
        self._begin_run()
        self.blobs.clear()
        for component in self._components.values():
            component.reset()

    def resume(self) -> None:
        """Resume the background work of all components, in the running event loop."""
        for component in list(self._components.values()):
            component.resume()

    def restored(self, ids: Ids) -> None:
        """Continue with the imported content of the store, and with these ids."""
        self.account = self.store.note("account", self.account)
        self.ids = ids
        self.limits.clear()
        for component in self._components.values():
            component.restored()

    def close(self) -> None:
        """Release everything, and remove a temporary folder."""
        self.faults.clear()
        for component in self._components.values():
            component.close()
        self.blobs.close()
        self.store.close()
