"""Where the examples of specs/ are used, and which examples of the page they reproduce.

Several operations may share an example. Each use stands for an example in the page's entry of its own operation, which
the lock proves: it has the values of the page's examples before the change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vendor_docs import lock, match
from vendor_docs.checker import Checker
from vendor_docs.diff import entry_of, pair_examples
from vendor_docs.inventory import Example, Inventory, Operation
from vendor_docs.spec_files import Place
from vendor_docs.specs import SpecOperation, Specs

KINDS = ("request", "response", "error")
UseId = tuple[tuple[Path, str], str]


@dataclass(slots=True)
class Use:
    """A use of an example: under a key of a media type, which several operations may share."""

    media: Place
    key: str
    kind: str
    place: Place
    operations: list[SpecOperation] = field(default_factory=list[SpecOperation])

    @property
    def id(self) -> UseId:
        """The identity of the use, which edits do not change."""
        return self.media.id, self.key

    @property
    def schema(self) -> Place:
        """The schema of the media type."""
        return self.media.down("schema")


def uses(specs: Specs) -> list[Use]:
    """Return the uses of examples in requests, responses and errors."""
    found: dict[UseId, Use] = {}
    for operation in specs.operations:
        for kind in KINDS:
            for media in operation.media(kind):
                listed: Mapping[str, Any] = media.get("examples") or {}
                for key in listed:
                    place = specs.files.follow(media.down("examples", key))
                    if "value" in place.value:
                        one = found.setdefault((media.id, key), Use(media, key, kind, place.down("value")))
                        one.operations.append(operation)
    return list(found.values())


class Origins:
    """Maps the examples of specs/ to the examples of the page that they reproduce."""

    def __init__(self, checker: Checker, page: Inventory) -> None:
        locked = checker.locked
        self._page = page
        self._entries: dict[Any, Operation] = {}
        pairs: list[tuple[Example, Example]] = []
        own: dict[Any, list[tuple[Example, Example]]] = {}
        for before, after in match.pair(locked.operations, page.operations):
            if before is not None and after is not None:
                old, new = locked.operations[before], page.operations[after]
                own[entry_of(old)] = _paired(old.examples, new.examples)
                self._entries[entry_of(old)] = new
                pairs += own[entry_of(old)]
        pairs += _paired(locked.examples, page.examples)
        self._found: dict[UseId, list[Example]] = {}
        for use in uses(checker.specs):
            near = [pair for one in use.operations for entry in one.entries for pair in own.get(entry, ())]
            # An error response of one operation may be printed in the entry of another.
            for known in (near, pairs) if use.kind == "error" else (near,):
                shown = [new for old, new in known if old.kind == use.kind and lock.prints(old, use.place.value)]
                if shown:
                    self._found[use.id] = shown
                    break

    def of(self, use: Use) -> list[Example]:
        """Return the page's examples that a use reproduces; none if it is composed from others."""
        return self._found.get(use.id, [])

    def near(self, use: Use) -> list[Example]:
        """Return the page's examples of the same kind in the entries of a use's operations."""
        entries = (entry for one in use.operations for entry in one.entries)
        shown = (example for entry in entries if entry in self._entries for example in self._entries[entry].examples)
        return [one for one in shown if one.kind == use.kind]


def _paired(old: Sequence[Example], new: Sequence[Example]) -> list[tuple[Example, Example]]:
    condensed = [lock.condense_example(one) for one in new]
    return [(old[a], new[b]) for a, b in pair_examples(old, condensed)]
