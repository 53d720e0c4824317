"""Complete new fields: whether they are required, and their values in the examples of specs/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from vendor_docs.example_validator import substituted
from vendor_docs.inventory import Example
from vendor_docs.spec_files import Place
from vendor_docs.type_guards import is_array, is_object

from ..edits.files import EditError, split
from ..example_origins import Use, UseId
from .draft import Added, Draft
from .shared_examples import Edit, rewrite
from .shown import best, likeness, objects, page_objects


def complete(work: Draft, added: Added) -> None:
    """Require a new field if every example of the page has it, and show it in the examples of specs/.

    An example that stands for one of the page shows the field exactly if that one does. One that is composed shows it
    if all examples of its operation do, or if it is required.
    """
    _Completion(work, added).run()


class _Completion:
    def __init__(self, work: Draft, added: Added) -> None:
        self.work = work
        self.added = added
        self.kinds = ("response", "error") if added.response else ("request",)
        self.holder = work.files.place(f"#{added.pointer}", added.file)
        self.shown = [one for kind in self.kinds for one in page_objects(work, self.holder, kind)]
        self.having = [one for one in self.shown if added.name in one]

    def run(self) -> None:
        if not self.having:
            return
        listed: list[str] = self.work.value(self.holder).get("required") or []
        every = self.added.response and len(self.having) == len(self.shown)
        required = every or self.added.name in listed
        changed: dict[UseId, list[Edit]] = {}
        lacking = False
        for use in self.work.uses:
            if use.kind in self.kinds and (edits := self._edits(use, required=required)) is not None:
                changed[use.id] = edits
                lacking = lacking or len(edits) < len(list(self._lacking(use)))
        rewrite(self.work, changed)
        if every and self.added.name not in listed:
            self._require(listed=bool(listed))
        elif changed and not required and not lacking:
            self._explain()

    def _lacking(self, use: Use) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the objects of an example that lack the field, with their pointers."""
        for place, value, pointer in objects(self.work, use.schema, self.work.value(use.place), ""):
            if place.id == self.holder.id and self.added.name not in value:
                yield pointer, value

    def _edits(self, use: Use, *, required: bool) -> list[Edit] | None:
        """Return the edits of an example; None if it has nothing to do with the field."""
        lacking = list(self._lacking(use))
        if not lacking:
            return None
        origins = self.work.origins.of(use)
        if not origins:
            near = list(self._near(use))
            if not required and not (near and all(self.added.name in one for one in near)):
                return []
            return [self._edit(pointer, self._model(value, near)) for pointer, value in lacking]
        found = [self._as_shown(origin, lacking, required=required) for origin in origins]
        distinct = {json.dumps([(one.pointer, one.value) for one in edits]): edits for edits in found}
        if len(distinct) > 1 and len(use.operations) > 1 and use.kind != "error":
            names = ", ".join(one.id for one in use.operations)
            raise EditError(f"{names} share a response, and the page shows them differently")
        return min(distinct.values(), key=len)

    def _as_shown(self, origin: Example, lacking: list[tuple[str, dict[str, Any]]], *, required: bool) -> list[Edit]:
        page = substituted(origin.value)
        edits: list[Edit] = []
        for pointer, value in lacking:
            model = _at(page, pointer)
            if is_object(model) and self.added.name in model:
                edits.append(self._edit(pointer, model))
            elif required:
                edits.append(self._edit(pointer, self._model(value, [])))
        return edits

    def _near(self, use: Use) -> Iterator[dict[str, Any]]:
        """Yield the objects with the fields of the schema in the page's examples of a use's operations."""
        for example in self.work.origins.near(use):
            schema = best(self.work, [use.schema], example)
            for place, value, _ in objects(self.work, schema, substituted(example.value), ""):
                if place.id == self.holder.id:
                    yield value

    def _model(self, value: dict[str, Any], near: list[dict[str, Any]]) -> dict[str, Any]:
        """Return an object of the page that has the field: of the same operation if possible, then the most alike."""
        having = [one for one in near if self.added.name in one] or self.having
        return max(having, key=lambda one: likeness({k: v for k, v in one.items() if k != self.added.name}, value))

    def _edit(self, pointer: str, model: dict[str, Any]) -> Edit:
        return Edit("add", pointer, self.added.name, model[self.added.name])

    def _require(self, *, listed: bool) -> None:
        added = self.added
        try:
            if listed:
                self.work.append(added.file, f"{added.pointer}/required", added.name)
            else:
                self.work.add(added.file, added.pointer, "required", [added.name])
        except EditError:
            pass  # a list of required fields that others share by name stays as it is

    def _explain(self) -> None:
        """Say why a field is optional that every example of specs/ has."""
        place = Place(self.added.file, f"{self.added.pointer}/properties/{self.added.name}", None)
        if "x-evidence-reason" not in self.work.value(place):
            self.work.add(place.file, place.pointer, "x-evidence-reason", "An example of the page lacks it.")


def _at(value: Any, pointer: str) -> Any:
    """Return what is at a pointer, or None."""
    for step in split(pointer):
        if is_array(value):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if is_object(value) else None
    return value
