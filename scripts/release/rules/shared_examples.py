"""Edits of examples that several operations share: one that the page shows differently gets an example of its own."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from vendor_docs.spec_files import Place
from vendor_docs.type_guards import is_array

from ..edits.files import EditError, split
from ..example_origins import Use, UseId
from .component_names import free_name
from .draft import Draft


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of an example: a field to add to the object at a pointer, or a value to set there."""

    kind: Literal["add", "set"]
    pointer: str
    key: str
    value: Any


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
