"""Where the examples of specs/ are used, and which examples of the page they reproduce.

Several operations may share an example. Each use stands for an example in the page's entry of its own operation, which
the lock proves: it has the values of the page's examples before the change.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from vendor_docs import lock, match
from vendor_docs.checker import Checker
from vendor_docs.diff import entry_of, pair_examples
from vendor_docs.inventory import Example, Inventory, Operation
from vendor_docs.spec_files import Place
from vendor_docs.specs import SpecOperation, Specs
from vendor_docs.type_guards import is_array

from ..edits.files import EditError, split
from .component_names import free_name

if TYPE_CHECKING:
    from .draft import Draft

KINDS = ("request", "response", "error")
UseId = tuple[tuple[Path, str], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of an example: a field to add to the object at a pointer, or a value to set there."""

    kind: Literal["add", "set"]
    pointer: str
    key: str
    value: Any


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


def rewrite(work: Draft, changed: Mapping[UseId, Sequence[Edit]]) -> None:
    """Edit the examples of some uses. A use that differs from the others then has an example of its own.

    A use that is composed from other examples follows those that it shares its example with. Raises EditError.
    """
    by_place: dict[tuple[Path, str], list[Use]] = {}
    for use in work.uses:
        by_place.setdefault(use.place.id, []).append(use)
    for listed in by_place.values():
        if any(changed.get(use.id) for use in listed):
            _rewrite_place(work, listed, changed)


def _rewrite_place(work: Draft, listed: Sequence[Use], changed: Mapping[UseId, Sequence[Edit]]) -> None:
    groups: dict[str, list[Use]] = {}
    for use in listed:
        groups.setdefault(_text(changed.get(use.id, ())), []).append(use)
    proven = {_text(changed.get(use.id, ())) for use in listed if work.origins.of(use)}
    if len(proven) == 1:
        groups = {proven.pop(): list(listed)}
    kept = _text(()) if _text(()) in groups else next(iter(groups))
    edits = {_text(changed.get(use.id, ())): changed.get(use.id, ()) for use in listed}
    place = listed[0].place
    for text, members in groups.items():
        if text == kept:
            continue
        for use in members:
            _give_own(work, use, place, edits[text])
    for edit in edits[kept]:
        if edit.kind == "add":
            work.add(place.file, f"{place.pointer}{edit.pointer}", edit.key, edit.value)
        else:
            work.set(place.file, f"{place.pointer}{edit.pointer}", edit.value)


def _text(edits: Sequence[Edit]) -> str:
    return json.dumps([(one.kind, one.pointer, one.key, one.value) for one in edits], sort_keys=True)


def _give_own(work: Draft, use: Use, place: Place, edits: Sequence[Edit]) -> None:
    """Give a use an example of its own: a copy with these edits."""
    holder = use.media.down("examples", use.key)
    if use.media.file.stem != "paths" or "$ref" not in holder.value:
        raise EditError("several responses share an example, and the page shows them differently")
    value = copy.deepcopy(work.value(place))
    for edit in edits:
        *keys, last = split(f"{edit.pointer}/{edit.key}" if edit.kind == "add" else edit.pointer)
        inner = value
        for key in keys:
            inner = inner[int(key) if is_array(inner) else key]
        inner[int(last) if is_array(inner) else last] = edit.value
    stem = f"{use.operations[0].id.replace('.', '_')}_{use.kind}"
    file = use.media.file.with_name("examples.yaml")
    name = free_name(work.files, file, stem)
    summary = work.value(Place(place.file, place.pointer.rpartition("/")[0], None)).get("summary", "An example.")
    work.moved = True
    work.component(file, name, {"summary": summary, "value": value})
    work.set(holder.file, f"{holder.pointer}/$ref", f"examples.yaml#/{name}")
