"""Describe a new field, parameter or enum value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vendor_docs.example_validator import substituted
from vendor_docs.findings import Finding
from vendor_docs.inventory import Parameter
from vendor_docs.spec_files import Place
from vendor_docs.specs import SpecOperation

from ..edits.files import EditError
from . import words
from .draft import Added, Draft, Row
from .schemas import Shape, Shapes, documented, draft, steps_of, values_at, with_argument
from .shown import best, page_objects
from .todos import todo

_ENVELOPES: tuple[tuple[str, ...], ...] = ((), ("data",), ("data", "[]"))


class UndecidedError(Exception):
    """A person must decide. The message says what."""


# --- fields of examples


def example_field(work: Draft, finding: Finding) -> None:
    """Describe a field that an example shows."""
    example, known = work.example(finding), work.known(finding)
    steps = steps_of(finding.name or "")
    if example is None or not steps or steps[-1] in {"*", "[]"}:
        raise UndecidedError("Describe what the example shows: its key is not a name.")
    kind = example.kind
    schemas = work.specs.body_schemas(kind, known) if known else work.specs.errors if kind == "error" else []
    if not schemas:
        raise UndecidedError(f"Describe the {kind} that the example shows: specs/ have none for this operation.")
    holders = work.objects(best(work, schemas, example), steps[:-1])
    if not holders:
        raise UndecidedError("Describe the object that has the new field: specs/ do not know its fields.")
    values = values_at(substituted(example.value), steps)
    row = _row_of(work, finding, steps)
    add_property(work, holders[0], steps[-1], values, row, response=kind != "request")
    if steps[-1] in example.required or finding.name in example.required:
        _require(work, holders[0], steps[-1])


def _row_of(work: Draft, finding: Finding, steps: Sequence[str]) -> Row | None:
    """Return the row of a table that describes the same field as an example."""
    operation = work.entry(finding)
    name = ".".join(step for step in steps if step not in {"[]", "data"})
    tables: list[Sequence[Row]] = [operation.fields, operation.parameters] if operation else []
    tables.append(work.page.section_fields.get(operation.section if operation else "", ()))
    return next((row for rows in tables for row in rows if row.name == name), None)


# --- rows of tables


def table_row(work: Draft, finding: Finding) -> None:
    """Describe a new row of a table: a field of the request or the response, or a parameter."""
    row = work.row(finding)
    known = work.known(finding)
    if row is None and finding.part == "URL" and known:
        add_parameter(work, known[0], finding.name or "", None)
        return
    if row is None:
        raise UndecidedError("Describe what is new: its row is not found on the page.")
    if not finding.entry.title:
        _section_row(work, finding, row)
    elif not known:
        raise UndecidedError("Describe what is new: specs/ do not have this operation.")
    elif isinstance(row, Parameter) and row.where in {"header", "query", "path"}:
        add_parameter(work, known[0], row.name, row)
    elif holder := _request_holder(work, known, steps_of(row.name)[:-1]):
        add_property(work, holder, steps_of(row.name)[-1], [], row, response=False)
        if row.required:
            _require(work, holder, steps_of(row.name)[-1])
    elif not isinstance(row, Parameter) and (holder := _response_holder(work, known, row.name)):
        add_property(work, holder, steps_of(row.name)[-1], [], row, response=True)
    elif "." in row.name or any(one.get("properties") for body in known[0].requests for one in work.at(body, [])):
        raise UndecidedError("Describe the object that has the new field: specs/ do not know its fields.")
    else:
        add_parameter(work, known[0], row.name, row)


def _section_row(work: Draft, finding: Finding, row: Row) -> None:
    """Describe a new row of a section's table: a field of what the section's operations return."""
    section = finding.entry.section
    entries = [entry for entry in work.links.by_entry if entry.section == section]
    known = [one for entry in entries for one in work.links.of(entry)]
    names = [one.name for one in work.page.section_fields.get(section, ()) if one.name != row.name]
    schemas = work.specs.body_schemas("response", known) if known else work.specs.errors
    steps = steps_of(row.name)
    holders = _envelope_holders(work, schemas, steps[:-1])
    tops = _envelope_holders(work, schemas, [])
    scored = {
        holder.id: sum(name in top["properties"] for name in names)
        for holder in holders
        for top in ([one.value for one in tops] if steps[:-1] else [holder.value])
    }
    if not holders:
        raise UndecidedError("Describe the new row: specs/ have no object for this table.")
    alone = {one.id: len(work.files.sharers(one.file, f"{one.pointer}/properties")) == 1 for one in holders}
    holder = max(holders, key=lambda one: (scored[one.id], alone[one.id]))
    add_property(work, holder, steps[-1], [], row, response=True)


def _envelope_holders(work: Draft, schemas: Iterable[Place], steps: Sequence[str]) -> list[Place]:
    found: dict[Any, Place] = {}
    for schema in schemas:
        for envelope in _ENVELOPES:
            for one in work.objects(schema, [*envelope, *steps]):
                if not {"data", "meta"} & set(one.value["properties"]) or not envelope:
                    found.setdefault(one.id, one)
    return [one for one in found.values() if "data" not in one.value["properties"]] or list(found.values())


def _request_holder(work: Draft, known: Sequence[SpecOperation], steps: Sequence[str]) -> Place | None:
    for schema in work.specs.body_schemas("request", known):
        if found := work.objects(schema, steps):
            return found[0]
    return None


def _response_holder(work: Draft, known: Sequence[SpecOperation], name: str) -> Place | None:
    holders = _envelope_holders(work, work.specs.body_schemas("response", known), steps_of(name)[:-1])
    return holders[0] if holders else None


# --- edits


def add_property(work: Draft, holder: Place, name: str, values: list[Any], row: Row | None, *, response: bool) -> None:
    """Add a field to a schema, with the named objects that it needs."""
    shapes = Shapes(work.files, holder.file)
    owner = holder.pointer.split("/")[1] if holder.pointer else ""
    shape = shapes.shape(owner, name, values, row.type if row else None, row.enum if row else ())
    if not shape.schema:
        raise UndecidedError(f"Choose the type of `{name}`: the page shows values of several types.")
    made = draft(name, shape)
    if not response:
        made = with_argument(name, made, _parameters_beside(work, holder))
    everyone = _shared_by_all(work, holder, name, response=response)
    try:
        if everyone:
            work.add_shared(holder.file, f"{holder.pointer}/properties", name, made)
        else:
            work.add(holder.file, f"{holder.pointer}/properties", name, made)
        for component, schema in shapes.components.items():
            work.component(holder.file, component, schema)
    except EditError:
        if name not in work.value(holder)["properties"]:
            raise
    else:
        owners = everyone or [holder.pointer]
        work.added += [Added(holder.file, owner, name, values, response) for owner in owners]
    note(work, shape)
    work.outcome.file, work.outcome.pointer = holder.file, f"{holder.pointer}/properties/{name}"


def _shared_by_all(work: Draft, holder: Place, name: str, *, response: bool) -> list[str]:
    """Return the schemas that share the fields of one, if the page shows the new field for each of them."""
    sharers = work.files.sharers(holder.file, f"{holder.pointer}/properties")
    owners = [pointer.removesuffix("/properties") for pointer in sharers if pointer.endswith("/properties")]
    if len(sharers) < 2 or len(owners) < len(sharers):
        return []
    kind = "response" if response else "request"
    places = [work.files.place(f"#{owner}", holder.file) for owner in owners]
    if any(name in one.value["properties"] for one in places):
        return []  # an earlier finding has given it to one of them alone
    shown = [[name in one for one in page_objects(work, place, kind)] for place in places]
    return owners if all(any(one) for one in shown) else []


def _parameters_beside(work: Draft, holder: Place) -> set[str]:
    """Return the names of the parameters of operations whose request body is an object."""
    users = (one for one in work.specs.operations if any(holder.id == body.id for body in one.bodies))
    return {str(place.get("name")) for one in users for place in one.parameters}


def note(work: Draft, shape: Shape) -> None:
    """Copy into the outcome why a shape is not documented in full."""
    work.outcome.evidence = "inferred" if shape.reason else "documented"
    work.outcome.reason = f"{words.DRAFT} {shape.reason or ''}".strip()


def _require(work: Draft, holder: Place, name: str) -> None:
    schema = work.value(holder)
    work.required.setdefault(name, work.outcome)
    if name in (schema.get("required") or []):
        return
    if "required" in schema:
        work.append(holder.file, f"{holder.pointer}/required", name)
    else:
        work.add(holder.file, holder.pointer, "required", [name])


def add_parameter(work: Draft, operation: SpecOperation, name: str, row: Row | None) -> None:
    """Add a parameter to an operation."""
    where = row.where if isinstance(row, Parameter) else "query"
    reason = None
    if where not in {"header", "query"}:
        if where == "path" and f"{{{name}}}" in operation.url:
            raise UndecidedError(f"Add `{name}` to the parameters of the path: the path of specs/ has it.")
        reason = f"The page does not say where it is sent; the query is inferred from {operation.method}."
        where = "query"
    shapes = Shapes(work.files, operation.place.file)
    shape = shapes.shape("", name, [], row.type if row else None, row.enum if row else ())
    if shape.schema.get("type") == "object" or shape.schema.get("format") == "binary":
        shape = Shape({"type": "string"}, "The page names a type that a parameter cannot have.")
    untyped = row is None or row.type is None
    if untyped and not reason:
        reason = None if shape.schema.get("enum") else "The page names no type."
    made = documented(name, Shape(shape.schema, None))
    entry: dict[str, Any] = {
        "name": name,
        "in": where,
        **({"required": True} if row is not None and row.required else {}),
        "x-evidence": "inferred" if reason else "documented",
        **({"x-evidence-reason": reason} if reason else {}),
        "description": made.pop("description"),
        "schema": made,
    }
    work.outcome.evidence = "inferred" if reason else "documented"
    work.outcome.reason = f"{words.DRAFT} {reason or ''}".strip()
    item: dict[str, Any] = work.value(operation.place)
    listed: list[dict[str, Any]] = item.get("parameters") or []
    if any(one.get("name") == name for one in listed):
        return
    if "parameters" in item:
        work.append(operation.place.file, f"{operation.place.pointer}/parameters", entry)
    else:
        before = "requestBody" if "requestBody" in item else "responses"
        work.add(operation.place.file, operation.place.pointer, "parameters", [entry], before=before)
    at = len(work.value(operation.place)["parameters"]) - 1
    work.outcome.file, work.outcome.pointer = operation.place.file, f"{operation.place.pointer}/parameters/{at}"


# --- enum values


def example_beyond_enum(work: Draft, finding: Finding) -> None:
    """Add a value that an example shows and the enum lacks."""
    example, known, name = work.example(finding), work.known(finding), finding.name or ""
    if example is None or "is not one of" not in (finding.was or ""):
        raise UndecidedError(todo(finding))
    schema = best(work, work.specs.body_schemas(example.kind, known), example)
    values = values_at(substituted(example.value), steps_of(name))
    enums = {one.id: one for place in work.at(schema, steps_of(name)) if (one := work.specs.enum(place))}
    for enum in enums.values():
        listed: list[Any] = work.value(enum)["enum"]
        kinds: set[Any] = {type(one) for one in listed}
        for value in values:
            if value not in listed and type(value) in kinds:
                work.append(enum.file, f"{enum.pointer}/enum", value)
                work.values[str(value)] = work.outcome
                listed = work.value(enum)["enum"]
        work.outcome.file, work.outcome.pointer = enum.file, f"{enum.pointer}/enum"
    if not work.outcome.actions:
        raise UndecidedError(todo(finding))
    work.outcome.reason = "An example of the page has the value."
    work.outcome.breaking = False


def enum_value(work: Draft, finding: Finding) -> None:
    """Add an allowed value wherever the operation has this field."""
    name, _, value = (finding.name or "").rpartition("=")
    places = field_places(work, finding, name)
    if not places:
        raise UndecidedError(f"Add the value `{value}`: specs/ do not have the field.")
    changed = False
    for place in places:
        enum = work.specs.enum(place)
        if enum is None:
            continue
        listed: list[Any] = work.value(enum)["enum"]
        same = all(isinstance(one, int) for one in listed if one is not None)
        new = int(value) if same and value.lstrip("-").isdigit() else value
        if new not in listed:
            work.append(enum.file, f"{enum.pointer}/enum", new)
            work.values[value] = work.outcome
        changed = True
        work.outcome.file, work.outcome.pointer = enum.file, f"{enum.pointer}/enum"
    if not changed:
        _first_enum(work, finding, places[0])


def _first_enum(work: Draft, finding: Finding, place: Place) -> None:
    """Add all values that the page lists to a field without an enum."""
    row, example = work.row(finding), work.example(finding)
    name = (finding.name or "").rpartition("=")[0]
    values = list(row.enum) if row else list(dict(example.enums).get(name, ())) if example else []
    schema = work.value(place)
    if not values or schema.get("type") not in {"string", "integer"}:
        raise UndecidedError(f"Add the values of `{name}`: specs/ have no list of its values.")
    if schema["type"] == "integer" and not all(one.lstrip("-").isdecimal() for one in values):
        raise UndecidedError(f"Compare the values of `{name}` with its type, which is integer.")
    cast = int if schema["type"] == "integer" else str
    work.add(place.file, place.pointer, "enum", [cast(one) for one in values])
    work.outcome.file, work.outcome.pointer = place.file, f"{place.pointer}/enum"


def field_places(work: Draft, finding: Finding, name: str) -> list[Place]:
    """Return the fields and parameters with the name of a finding, in specs/."""
    known = work.known(finding)
    part = finding.part or ""
    if not finding.entry.title:
        entries = [entry for entry in work.links.by_entry if entry.section == finding.entry.section]
        known = [one for entry in entries for one in work.links.of(entry)]
    if known and "example" not in part and (parameter := work.specs.parameter(name, known)):
        return [parameter.down("schema")]
    kinds = [kind for kind in ("request", "response", "error") if part.startswith(kind)] or ["request", "response"]
    schemas = [schema for kind in kinds for schema in work.specs.body_schemas(kind, known)] or work.specs.errors
    found: dict[Any, Place] = {}
    for schema in schemas:
        for path in (name, f"data.{name}", f"data[].{name}"):
            one = work.specs.property(schema, path)
            if one and one.place:
                followed = work.files.follow(one.place)
                found.setdefault(followed.id, followed)
    return list(found.values())
