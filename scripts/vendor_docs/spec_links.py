"""Link the entries of a page to the operations of specs/ that they describe."""

from __future__ import annotations

from collections.abc import Mapping

from . import match
from .changes import Entry
from .diff import entry_of
from .inventory import Inventory, Operation, Prose
from .specs import SpecOperation, Specs


class SpecLinks:
    """The entries of a page with their operations in specs/.

    `names` maps entries to their names in the lock, for those that the page has renamed since. The lock recognizes them
    better than specs/, which have only the URL and the name.
    """

    def __init__(self, specs: Specs, page: Inventory, names: Mapping[Entry, Entry]) -> None:
        self.by_entry: dict[Entry, list[SpecOperation]] = {}
        for operation in specs.operations:
            for entry in operation.entries:
                self.by_entry.setdefault(entry, []).append(operation)
        described = list(self.by_entry)
        listed = [entry_of(operation) for operation in page.operations]
        settled = {entry: entry for entry in described if entry in listed}
        for now, was in names.items():
            if was in self.by_entry and was not in settled and now in listed and now not in settled.values():
                settled[was] = now
        positions = [(described.index(ours), listed.index(theirs)) for ours, theirs in settled.items()]
        outlines = [outline(entry, operations[0]) for entry, operations in self.by_entry.items()]
        pairs = match.pair(outlines, page.operations, positions)
        # The name on the page of an entry of specs/; None if the page lacks it.
        self.pairs = {described[a]: None if b is None else listed[b] for a, b in pairs if a is not None}
        self._ours = {theirs: ours for ours, theirs in self.pairs.items() if theirs is not None}

    def name_of(self, entry: Entry) -> Entry:
        """Return the name in specs/ of an entry of the page."""
        return self._ours.get(entry, entry)

    def of(self, entry: Entry) -> list[SpecOperation]:
        """Return the operations of an entry, which may be named as on the page or as in specs/."""
        return self.by_entry.get(entry) or self.by_entry.get(self.name_of(entry), [])


def outline(entry: Entry, operation: SpecOperation) -> Operation:
    """Return an entry of specs/ as an operation with the facts that matching needs."""
    host, slash, path = operation.url.partition("/")
    return Operation(
        section=entry.section,
        title=entry.title or "",
        occurrence=entry.occurrence,
        line=0,
        host=host,
        method=operation.method,
        path=slash + path,
        query=(),
        content_type=None,
        parameters=(),
        fields=(),
        prose=Prose("", 0),
        examples=(),
    )
