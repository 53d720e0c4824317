"""The check of a page: its changes since the lock, and its differences from specs/ that are not intended."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

from . import deviations, lock, match
from .changes import Change, Entry
from .diff import diff, entry_of
from .example_validator import ExampleValidator
from .findings import Finding, in_order
from .inventory import Inventory
from .locate import Locator
from .spec_files import SpecFiles
from .spec_inventory import SpecInventory
from .spec_links import SpecLinks
from .specs import Specs


class Checker:
    """Check pages of one vendor. The lock and specs/ are read once."""

    def __init__(self, specs: Path, page: str, *, lock_file: Path | None = None) -> None:
        self.page = page
        self.lock_file = lock_file or specs / lock.FILE
        self._use(Specs(specs, page))

    def _use(self, specs: Specs, before: ExampleValidator | None = None) -> None:
        self.specs = specs
        self.validator = ExampleValidator(specs, before)
        self.deviations = deviations.read(specs.files, self.page)

    def with_files(self, files: SpecFiles) -> Checker:
        """Return a checker for specs/ with edits in memory. It takes over what the edits do not affect."""
        edited = copy.copy(self)
        edited._use(Specs(files.root, self.page, files), self.validator)
        return edited

    @cached_property
    def locked(self) -> Inventory:
        """The page as it was when it was locked."""
        return lock.load(self.lock_file, self.page)

    def check(self, page: Inventory, against: Literal["spec", "lock", "both"] = "both") -> list[Finding]:
        """Return the findings, breaking ones first."""
        try:
            locked = self.locked
        except lock.LockError:
            if against != "spec":
                raise
            locked = None
        current = lock.condense(page)
        pairs = match.pair(locked.operations, current.operations) if locked else []
        links = SpecLinks(self.specs, page, _renamed(locked, current, pairs) if locked else {})
        locator = Locator(self.specs, links)
        findings: list[Finding] = []
        if against != "lock":
            agreed, spec_pairs = SpecInventory(self.specs, self.validator, links, page, current).build()
            disagreements = locator.findings(diff(agreed, current, spec_pairs), "spec")
            findings += deviations.apply(disagreements, self.deviations, self.specs)
        if against != "spec" and locked:
            findings += locator.findings(_since_lock(locked, current, pairs), "lock")
        return in_order(findings)

    def links(self, page: Inventory) -> SpecLinks:
        """Return the links between the page's entries and specs/."""
        pairs = match.pair(self.locked.operations, page.operations)
        return SpecLinks(self.specs, page, _renamed(self.locked, page, pairs))


def _renamed(locked: Inventory, page: Inventory, pairs: Sequence[match.Pair]) -> dict[Entry, Entry]:
    """Return the entries of a page with their names in the lock."""
    return {
        entry_of(page.operations[after]): entry_of(locked.operations[before])
        for before, after in pairs
        if before is not None and after is not None
    }


def _since_lock(locked: Inventory, current: Inventory, pairs: list[match.Pair]) -> list[Change]:
    """Return the changes of a page since the lock; none if only spacing changed."""
    same = locked.sha256 == current.sha256 and _methods(locked) == _methods(current)
    return [] if same else diff(locked, current, pairs)


def _methods(page: Inventory) -> list[str | None]:
    return [operation.method for operation in page.operations]
