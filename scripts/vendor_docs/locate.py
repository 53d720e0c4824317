"""Find the operation that a change concerns, and the place in specs/ to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .changes import Change
from .findings import Against, Finding
from .spec_files import Place
from .spec_links import SpecLinks
from .specs import Property, SpecOperation, Specs

_OUTSIDE_BODY = {"header", "query", "path", "URL"}


class Locator:
    """Turn changes into findings."""

    def __init__(self, specs: Specs, links: SpecLinks) -> None:
        self.specs = specs
        self.links = links

    def findings(self, changes: Iterable[Change], against: Against) -> Iterator[Finding]:
        """Yield the changes as findings, with operation and place to edit if there are any."""
        for change in changes:
            known = self._operations(change)
            # The removal of an entry concerns all its operations. Any other change names the first.
            concerned: list[SpecOperation | None] = [*known] if change.kind == "operation-removed" else [*known[:1]]
            for operation in concerned or [None]:
                place = self._place(change, operation, known)
                yield Finding.of(
                    change,
                    operation=operation.id if operation else None,
                    against=(against,),
                    file=self.specs.files.name(place.file) if place else None,
                    pointer=place.pointer if place else None,
                )

    def _operations(self, change: Change) -> list[SpecOperation]:
        if change.entry.title:
            return self.links.of(change.entry)
        if change.kind == "operation-removed":
            return [one for one in self.specs.operations if one.heading == change.entry.section]
        return []

    def _place(self, change: Change, operation: SpecOperation | None, known: Sequence[SpecOperation]) -> Place | None:
        if change.kind.startswith("error-code") or change.part == "error table":
            return self._error_code(change)
        if operation is None:
            return self._of_section(change)
        if change.part == "heading" or (change.kind == "operation-moved" and change.name in {"section", "title"}):
            return operation.place.down("x-docs")
        if change.kind == "text-changed" and change.name == "description" and operation.place.get("description"):
            return operation.place.down("description")
        if change.kind.startswith("operation") or not change.name:
            return operation.place
        part = change.part or ""
        if "example" not in part:
            parameter = self.specs.parameter(_name(change), known)
            if parameter is not None:
                schema = Property(parameter.down("schema"), parameter, required=False)
                added_or_removed = change.kind.startswith("parameter") or change.kind == "text-changed"
                return parameter if added_or_removed else self._of_property(change, schema)
            if part in _OUTSIDE_BODY:
                return operation.place
        kinds = [kind for kind in ("request", "response", "error") if part.startswith(kind)]
        if not kinds:  # a new row is assumed to belong to the request, unless a response has it
            kinds = ["request"] if change.kind in {"field-added", "parameter-added"} else ["request", "response"]
        schemas = [schema for kind in kinds for schema in self.specs.body_schemas(kind, known)]
        return self._in_schemas(change, schemas) or operation.place

    def _error_code(self, change: Change) -> Place | None:
        """Return the code in the table of codes, or the responses of an operation that has the status."""
        sort, code, *_ = f"{change.name or ''} ".split(" ")
        if sort == "code":
            codes = self.specs.codes
            return codes.down(code) if codes and code in codes.value and change.kind != "error-code-added" else codes
        if change.kind != "error-code-removed":
            return None
        users = (one for one in self.specs.operations if code in one.statuses and one.entries)
        return next((one.holder(code) for one in users), None)

    def _of_section(self, change: Change) -> Place | None:
        """Return the schema that the table of a section describes, or that of an example outside of operations."""
        if not change.name or change.entry.title:
            return None
        if "example" in (change.part or ""):
            return self._in_schemas(change, self.specs.errors)
        if not change.entry.section and change.part != "table":
            return None
        entries = [entry for entry in self.links.by_entry if entry.section == change.entry.section]
        schemas = self.specs.body_schemas("response", (one for entry in entries for one in self.links.of(entry)))
        return self._in_schemas(change, schemas if entries else self.specs.errors)

    def _in_schemas(self, change: Change, schemas: Sequence[Place]) -> Place | None:
        """Return the field that a change names, else the closest schema that should contain it."""
        steps = _name(change).replace("[]", "").split(".")
        for end in range(len(steps), 0, -1):
            path = ".".join(steps[:end])
            for schema in schemas:
                for candidate in (path, f"data.{path}"):
                    found = self.specs.property(schema, candidate)
                    if found and found.place and end == len(steps):
                        return self._of_property(change, found)
                    if found and found.place:
                        return self.specs.files.follow(found.place)
        return self.specs.files.follow(schemas[0]) if schemas else None

    def _of_property(self, change: Change, found: Property) -> Place:
        """Return the place to edit for a field: its enum, the `required` list of its schema, or the field itself."""
        assert found.place is not None
        if change.kind == "required-changed":
            return found.holder
        if change.kind.startswith("enum-value"):
            enum = self.specs.enum(found.place)
            return enum.down("enum") if enum else found.place
        return found.place


def _name(change: Change) -> str:
    """Return the name of the field that a change concerns."""
    name = change.name or ""
    return name.rpartition("=")[0] if change.kind.startswith("enum-value") else name
