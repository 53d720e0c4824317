"""The whole check of a page: what has changed since the lock, what specs/ say otherwise, what of it is meant."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from . import deviations, lock
from .against import Mapping, against_specs
from .compare import renamed, since_lock
from .conformity import Conformity
from .findings import Finding, in_order
from .inventory import Inventory
from .locate import located
from .spec_side import SpecSide

LOCK = "docs.lock.json"


class Checker:
    """Checks pages of one vendor against the same specs; they are read once."""

    def __init__(self, specs: Path, page: str, *, lock_file: Path | None = None) -> None:
        self.specs = specs
        self.page = page
        self.lock_file = lock_file or specs / LOCK
        self.spec = SpecSide(specs, page)
        self.conformity = Conformity(self.spec)
        self.meant = deviations.read(self.spec.files, page)

    @cached_property
    def locked(self) -> dict[str, Any]:
        """The facts that the page was locked with."""
        return lock.load(self.lock_file, self.page)

    def check(self, inventory: Inventory, against: Literal["spec", "lock", "both"] = "both") -> list[Finding]:
        """The findings, those first after which calls may fail."""
        try:
            known = renamed(self.locked, inventory)
        except lock.LockError:
            if against != "spec":
                raise
            known = {}
        mapping = Mapping(self.spec, inventory, known)
        found: list[Finding] = []
        if against != "lock":
            told = against_specs(self.spec, self.conformity, inventory, mapping)
            found += deviations.apply(told, self.meant, self.spec)
        if against != "spec":
            changed = since_lock(self.locked, inventory)
            found += located(changed, self.spec, mapping)
        return in_order(found)
