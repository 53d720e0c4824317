"""The edits that a plan makes, each with the change that needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from vendor_docs.changes import Entry
from vendor_docs.checker import Checker
from vendor_docs.diff import entry_of
from vendor_docs.example_validator import substituted
from vendor_docs.findings import Finding
from vendor_docs.inventory import Example, Field, Inventory, Operation, Parameter
from vendor_docs.json_paths import key_types
from vendor_docs.spec_files import Place
from vendor_docs.spec_links import SpecLinks
from vendor_docs.specs import SpecOperation, Specs

from ..changes import Evidence
from ..edits.files import EditedFiles
from ..example_origins import Origins, Use, uses

Row = Field | Parameter


@dataclass(frozen=True, slots=True)
class Action:
    """An edit as the overlay needs it. `pointers` has several places where an alias shares the edited one."""

    file: Path
    pointers: tuple[str, ...]
    kind: Literal["add", "append", "set"]
    key: str
    value: Any


@dataclass(slots=True)
class Outcome:
    """The result of a rule for a finding. `todo` is None if specs/ are finished; `file` and `pointer` say where."""

    evidence: Evidence = "documented"
    reason: str = ""
    todo: str | None = None
    file: Path | None = None
    pointer: str | None = None
    operation: str | None = None
    name: str | None = None
    was: str | None = None
    now: str | None = None
    breaking: bool | None = None
    actions: list[Action] = field(default_factory=list[Action])


@dataclass(slots=True)
class Added:
    """A property that was added to a schema. `values` are those that the page shows."""

    file: Path
    pointer: str  # of the schema that has it
    name: str
    values: list[Any]
    response: bool


class Draft:
    """The state of one round: the page, specs/ with the edits so far, and what links them."""

    def __init__(self, checker: Checker, page: Inventory, text: str, files: EditedFiles, origins: Origins) -> None:
        self.checker = checker
        self.specs: Specs = checker.specs
        self.page = page
        self.lines = text.split("\n")
        self.text = text
        self.files = files
        self.origins = origins
        self.links: SpecLinks = checker.links(page)
        self.operations = {entry_of(one): one for one in page.operations}
        self.added: list[Added] = []
        self.pending: list[tuple[Added, Outcome]] = []
        self.outcome = Outcome()
        self.deviations: list[dict[str, str]] = []
        # What follows from an addition belongs to its outcome: fields that requests must have now, and enum values.
        self.required: dict[str, Outcome] = {}
        self.values: dict[str, Outcome] = {}
        self.named: set[str] = set()
        self.summaries: set[str] = set()
        self._uses: list[Use] | None = None
        self.moved = False  # whether an operation refers to another example than before

    @property
    def uses(self) -> list[Use]:
        """The uses of examples in specs/, as they were when the draft began."""
        if self._uses is None:
            self._uses = uses(self.specs)
        return self._uses

    # --- what a finding is about

    def entry(self, finding: Finding) -> Operation | None:
        """Return the page's operation of a finding. Its entry may be named as on the page, in the lock or in specs/."""
        if finding.entry in self.operations:
            return self.operations[finding.entry]
        known = self.known(finding)
        named = (entry for entry in self.operations if self.links.of(entry) == known) if known else iter(())
        return self.operations.get(next(named, Entry()))

    def known(self, finding: Finding) -> list[SpecOperation]:
        """Return the operations of specs/ that a finding is about."""
        return self.links.of(finding.entry) if finding.entry.title else []

    def row(self, finding: Finding) -> Row | None:
        """Return the row of a table that a finding is about."""
        operation = self.entry(finding)
        name = (finding.name or "").rpartition("=")[0] if finding.kind.startswith("enum") else finding.name
        if operation is not None:
            rows: Sequence[Row] = (*operation.parameters, *operation.fields)
        else:
            rows = self.page.section_fields.get(finding.entry.section, ())
        named = [row for row in rows if row.name == name]
        return next((row for row in named if row.line == finding.line), named[0] if named else None)

    def example(self, finding: Finding) -> Example | None:
        """Return the example that a finding is about."""
        operation = self.entry(finding)
        part = finding.part or ""
        source = part[part.find("(") + 1 : -1] if part.endswith(")") else "page"
        examples = operation.examples if operation else self.page.examples
        fitting = [one for one in examples if part.startswith(one.kind) and one.source == source]
        # Several examples can start on one line; the finding is about one that has its key.
        here = [one for one in fitting if one.line == finding.line] or (fitting if len(fitting) == 1 else [])
        having = (one for one in here if len(here) > 1 and finding.name in key_types(substituted(one.value)))
        return next(having, here[0] if here else None)

    # --- edits

    def add(self, file: Path, pointer: str, key: str, value: Any, *, before: str | None = None) -> None:
        """Add a key to a map."""
        pointers = self.files.add(file, pointer, key, value, before=before)
        self._record(file, tuple(pointers), "add", key, value)

    def add_shared(self, file: Path, pointer: str, key: str, value: Any) -> None:
        """Add a key to a map for all that share it."""
        sharers = self.files.sharers(file, pointer)
        self.files.add_shared(file, pointer, key, value)
        self._record(file, tuple(sharers), "add", key, value)

    def append(self, file: Path, pointer: str, value: Any) -> None:
        """Add an item to a list."""
        shared = self.files.shared(file, pointer)
        self.files.append(file, pointer, value)
        self._record(file, tuple(shared), "append", "", value)

    def set(self, file: Path, pointer: str, value: Any) -> None:
        """Replace a value."""
        key = pointer.rpartition("/")[2]
        shared = self.files.set(file, pointer, value)
        self._record(file, tuple(shared), "set", key.replace("~1", "/").replace("~0", "~"), value)

    def component(self, file: Path, name: str, value: Any) -> None:
        """Add a component to a file."""
        self.files.add_component(file, name, value)
        self._record(file, ("",), "add", name, value)

    def _record(self, file: Path, pointers: tuple[str, ...], kind: Any, key: str, value: Any) -> None:
        self.outcome.actions.append(Action(file, pointers, kind, key, value))

    def value(self, place: Place) -> Any:
        """Return the value of a place with the edits so far."""
        found = self.files.load(place.file)
        for step in place.pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            found = found[int(key) if isinstance(found, list) else key]
        return found

    # --- schemas

    def at(self, schema: Place, steps: Sequence[str]) -> list[Place]:
        """Return the schemas at a key path, with references followed and combinations taken apart."""
        here = list(self.specs.variants(schema))
        for step in steps:
            found: list[Place] = []
            for one in here:
                if step == "[]":
                    inner = [one.down("items")] if isinstance(one.get("items"), dict) else []
                else:
                    named = step in (one.get("properties") or {})
                    more = (
                        [one.down("additionalProperties")] if isinstance(one.get("additionalProperties"), dict) else []
                    )
                    inner = [one.down("properties", step)] if named else more
                found += [variant for place in inner for variant in self.specs.variants(place)]
            here = found
        return here

    def objects(self, schema: Place, steps: Sequence[str]) -> list[Place]:
        """Return the schemas at a key path that have fields. A list on the way stands for its items."""
        here = self.at(schema, steps)
        for _ in range(3):
            found = [one for one in here if one.get("properties")]
            if found or not here:
                return found
            here = [variant for one in here for item in self.specs.items(one) for variant in self.specs.variants(item)]
        return []
