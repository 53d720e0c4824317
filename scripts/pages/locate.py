"""Which operation a change since the lock concerns, and where in specs/ to edit for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .against import Mapping
from .findings import Finding
from .spec_side import Place, SpecOperation, SpecSide


def located(found: Iterable[Finding], spec: SpecSide, mapping: Mapping) -> Iterator[Finding]:
    """The findings with their operation and the place to edit, as far as there is one."""
    for one in found:
        known = mapping.of(one.entry) if one.entry.title else []
        place = _place(one, known, spec, mapping)
        if known:
            one = replace(one, operation=known[0].id)
        yield replace(one, file=spec.files.name(place.file), pointer=place.pointer) if place else one


def _place(one: Finding, known: Sequence[SpecOperation], spec: SpecSide, mapping: Mapping) -> Place | None:
    if one.kind.startswith("error-code"):
        return spec.codes if (one.name or "").startswith("code") else None
    if not known:
        return _of_section(one, spec, mapping)
    operation = known[0]
    if one.kind == "operation-moved" and one.name in {"section", "title"}:
        return operation.place.down("x-docs")
    if one.kind == "text-changed" and one.name == "description" and operation.place.get("description"):
        return operation.place.down("description")
    if one.kind.startswith("operation") or not one.name:
        return operation.place
    name = one.name
    if one.kind.startswith("enum-value"):
        name = name.rpartition("=")[0]
    parameter = next((place for item in known for place in item.parameters if place.get("name") == name), None)
    if parameter is not None and "example" not in (one.part or ""):
        return parameter
    found = _in_schemas(name, _schemas(one.part or "", known), spec)
    if found is None:
        return operation.place
    if one.kind.startswith("enum-value"):
        return spec.enum(found) or found
    return found


def _schemas(part: str, known: Sequence[SpecOperation]) -> list[Place]:
    requests = [schema for one in known for schema in one.requests]
    answers = [schema for one in known for schema in one.responses]
    if part.startswith("request"):
        return requests
    if part.startswith("response"):
        return answers
    if part.startswith("error"):
        return [schema for one in known for schema in one.errors]
    return [*requests, *answers]


def _in_schemas(name: str, schemas: Sequence[Place], spec: SpecSide) -> Place | None:
    """The property of that name; else the nearest schema that would have to hold it."""
    steps = re.sub(r"\[\]", "", name).split(".")
    for end in range(len(steps), 0, -1):
        path = ".".join(steps[:end])
        for schema in schemas:
            for candidate in (path, f"data.{path}"):
                found = spec.property(schema, candidate)
                if found and found.place:
                    return spec.files.follow(found.place) if end < len(steps) else found.place
    return spec.files.follow(schemas[0]) if schemas else None


def _of_section(one: Finding, spec: SpecSide, mapping: Mapping) -> Place | None:
    """The object that the table of a section is about."""
    if not one.name or not one.entry.section or one.entry.title:
        return None
    known = [item for entry, items in mapping.by_entry.items() if entry.section == one.entry.section for item in items]
    schemas = [schema for item in known or spec.operations for schema in (item.responses if known else item.errors)]
    name = one.name.rpartition("=")[0] if one.kind.startswith("enum-value") else one.name
    return _in_schemas(name, schemas, spec)
