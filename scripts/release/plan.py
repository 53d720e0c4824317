"""Turn a changed page into edits of specs/: every difference ends described, or as something that a person must do.

A page is compared with its lock and with specs/. Each finding that a rule understands becomes edits; then the page is
compared with the edited specs/. What is still reported is not described, so it becomes a to-do: nothing is silent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from vendor_docs import Inventory, read
from vendor_docs.changes import Change
from vendor_docs.checker import Checker
from vendor_docs.deviations import FILE as DEVIATIONS
from vendor_docs.findings import Finding
from vendor_docs.readers import plain

from .changes import ContractChange
from .edits import yaml_text
from .edits.files import EditedFiles, EditError
from .edits.overlay import overlays
from .edits.yaml_nodes import parse
from .example_origins import Origins
from .rules import additions, agreement, error_codes, example_values, limits, operations, remarks
from .rules.additions import UndecidedError
from .rules.completion import complete
from .rules.consequences import consequence
from .rules.draft import Draft, Outcome
from .rules.quotes import after, before
from .rules.todos import todo

_ROUNDS = 3
Handler = Callable[[Draft, Finding], None]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The edits that a page needs. `inventory` is that of the page, for the lock."""

    vendor: str
    inventory: Inventory
    changes: list[ContractChange]
    overlays: dict[str, Any]
    texts: dict[str, str]

    @property
    def open(self) -> list[ContractChange]:
        """The changes that a person must finish."""
        return [change for change in self.changes if change.todo]

    def apply(self, folder: Path) -> None:
        """Write the changed files to a copy of specs/."""
        for name, text in sorted(self.texts.items()):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")


def plan(
    vendor: str, page_text: str, specs_root: Path, lock: Path | None = None, *, previous: str | None = None
) -> Plan:
    """Return the edits that a page needs. What is read of specs/ is kept for the next call, until a file changes."""
    return _planner(vendor, specs_root, lock, _state(specs_root, lock)).plan(page_text, previous=previous)


@lru_cache(maxsize=4)
def _planner(vendor: str, specs_root: Path, lock: Path | None, state: tuple[Any, ...]) -> Planner:
    del state  # only distinguishes calls
    return Planner(vendor, specs_root, lock)


def _state(specs_root: Path, lock: Path | None) -> tuple[Any, ...]:
    files = sorted([*specs_root.rglob("*.yaml"), lock or specs_root / "docs.lock.json"])
    return tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files if path.exists())


class Planner:
    """Plan the edits for pages of one vendor. specs/ and the lock are read once."""

    def __init__(self, vendor: str, specs_root: Path, lock: Path | None = None) -> None:
        self.vendor = vendor
        self.root = specs_root.resolve()
        self.checker = Checker(self.root, vendor, lock_file=lock)

    def plan(self, page_text: str, *, previous: str | None = None) -> Plan:
        """Return the edits that a page needs."""
        text = plain(page_text)
        page = read(self.vendor, text)
        findings = self.checker.check(page)
        if not findings:
            return Plan(self.vendor, page, [], {}, {})
        work = _Work(self, page, text, previous)
        work.run(findings)
        return work.result()


class _Work:
    def __init__(self, planner: Planner, page: Inventory, text: str, previous: str | None) -> None:
        self.planner = planner
        self.page = page
        self.text = text
        self.files = EditedFiles(planner.checker.specs.files)
        self.origins = Origins(planner.checker, page)
        self.required: dict[str, Outcome] = {}
        self.values: dict[str, Outcome] = {}
        self.outcomes: dict[Key, tuple[Finding, Outcome]] = {}
        self.former = read(planner.vendor, plain(previous)) if previous else None
        self.former_lines = plain(previous).split("\n") if previous else []

    def run(self, findings: list[Finding]) -> None:
        """Describe what rules understand, round by round, until the page agrees with specs/ or no rule helps."""
        checker = self.planner.checker
        left = remaining = findings
        for number in range(_ROUNDS):
            work = Draft(checker, self.page, self.text, self.files, self.origins)
            work.required, work.values = self.required, self.values
            self._round(work, left)
            checker = self.planner.checker.with_files(self.files)
            remaining = checker.check(self.page, "spec")
            left = [one for one in remaining if self._may_try(one)]
            if not left or number == _ROUNDS - 1:
                break
        self._close(remaining)

    def _round(self, work: Draft, findings: list[Finding]) -> None:
        # New operations first, because others may refer to them; texts last, because they may be about additions.
        for finding in sorted(findings, key=_turn):
            work.outcome = Outcome()
            saved = dict(work.files.texts), dict(work.files.loaded)
            try:
                if _key(finding) not in self.outcomes and consequence(work, finding) is not None:
                    continue
                self._handle(work, finding)
            except (UndecidedError, EditError) as error:
                # An edit that was not finished is taken back.
                work.files.texts, work.files.loaded = saved
                message = str(error) if isinstance(error, UndecidedError) else todo(finding)
                work.outcome = Outcome(todo=message)
            key = _key(finding)
            earlier = self.outcomes.get(key)
            if earlier is not None:
                work.outcome.actions[:0] = earlier[1].actions
            self.outcomes[key] = (earlier[0] if earlier else finding), work.outcome
        if work.pending:
            self._complete(work)
        self._deviate(work)

    def _complete(self, work: Draft) -> None:
        """Complete the new fields, whose schemas have their places now."""
        fresh: Draft | None = None
        for added, outcome in work.pending:
            if fresh is None or fresh.moved:
                checker = self.planner.checker.with_files(self.files)
                fresh = Draft(checker, self.page, self.text, self.files, self.origins)
            fresh.outcome = outcome
            saved = dict(fresh.files.texts), dict(fresh.files.loaded)
            count = len(outcome.actions)
            try:
                complete(fresh, added)
            except EditError as error:
                fresh.files.texts, fresh.files.loaded = saved
                del outcome.actions[count:]
                outcome.todo = f"Show `{added.name}` in the examples of specs/: {error}."

    def _handle(self, work: Draft, finding: Finding) -> None:
        lock_alone = finding.against == ("lock",)
        if (
            lock_alone
            and finding.kind in agreement.ADDITIONS
            and (reason := agreement.reason_of_agreement(work, finding))
        ):
            work.outcome.reason = reason
            return
        handler = _handler(finding)
        if handler is None:
            raise UndecidedError(todo(finding))
        count = len(work.added)
        handler(work, finding)
        work.pending += [(added, work.outcome) for added in work.added[count:]]

    def _may_try(self, finding: Finding) -> bool:
        """Return whether a finding that is left may be described by another round."""
        known = self.outcomes.get(_key(finding))
        return known is None or known[1].todo is None

    def _close(self, remaining: list[Finding]) -> None:
        """Make a to-do of everything that is still different."""
        for finding in remaining:
            known = self.outcomes.get(_key(finding))
            if known is None:
                self.outcomes[_key(finding)] = finding, Outcome(todo=todo(finding))
            elif known[1].todo is None:
                known[1].todo = todo(finding)

    def _deviate(self, work: Draft) -> None:
        """Add intended differences to the list of deviations."""
        path = self.planner.root / DEVIATIONS
        for one in work.deviations:
            lines = yaml_text.block([one], 0)
            text = f"{self.files.text(path).rstrip()}\n\n" + "\n".join(lines) + "\n"
            self.files.texts[path] = text
            self.files.loaded[path] = yaml.safe_load(text)

    # --- result

    def result(self) -> Plan:
        """Return the plan, changes in the order of the page, breaking ones first."""
        made = [(self._change(finding, outcome), outcome.actions) for finding, outcome in self.outcomes.values()]
        texts = {
            path.relative_to(self.planner.root).as_posix(): text for path, text in sorted(self.files.texts.items())
        }
        documents = overlays(self.planner.checker.specs.files, self.files, self.planner.vendor, made)
        return Plan(self.planner.vendor, self.page, [change for change, _ in made], documents, texts)

    def _change(self, finding: Finding, outcome: Outcome) -> ContractChange:
        file, pointer = self._place(finding, outcome)
        lines = self.text.split("\n")
        operation = outcome.operation or finding.operation
        made = ContractChange(
            vendor=self.planner.vendor,
            kind=finding.kind,
            section=finding.entry.section,
            title=finding.entry.title,
            occurrence=finding.entry.occurrence,
            name=finding.name,
            part=finding.part,
            was=outcome.was or finding.was,
            now=outcome.now or finding.now,
            breaking=finding.breaking if outcome.breaking is None else outcome.breaking,
            line=finding.line,
            before=before(finding, self.former, self.former_lines),
            after=after(finding, lines),
            service=file.parent.relative_to(self.planner.root).parts[0] if file.parent != self.planner.root else None,
            operation=operation,
            file=self.files.name(file),
            pointer=pointer,
            evidence=outcome.evidence,
            reason=outcome.reason,
            todo=outcome.todo,
        )
        if outcome.todo:
            return replace(made, todo=f"{made.file}:{self.line(file, pointer)}: {outcome.todo}")
        return made

    def _place(self, finding: Finding, outcome: Outcome) -> tuple[Path, str]:
        """Return the place of a change in specs/; every change has one."""
        if outcome.file is not None and outcome.pointer is not None:
            return outcome.file, outcome.pointer
        if finding.file is not None and finding.pointer is not None:
            return self.planner.root.parent / finding.file, finding.pointer
        operations = self.planner.checker.specs.operations
        near = (one for one in operations for entry in one.entries if entry.section == finding.entry.section)
        if found := next(near, None):
            return found.place.file, found.place.pointer
        first = sorted(self.planner.root.glob(f"{self.planner.vendor}-*/openapi.yaml"))[0]
        return first, "/info"

    def line(self, file: Path, pointer: str) -> int:
        """Return the line of a place in the edited specs/."""
        text = self.files.text(file)
        node = parse(text).root
        for step in pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            real = node.real
            inner = (
                real.items[int(key)] if real.kind == "list" and key.isdigit() else real.own(key) or real.inherited(key)
            )
            if inner is None:
                break
            node = inner
        return text.count("\n", 0, node.start) + 1


def _handler(finding: Finding) -> Handler | None:
    """Return the rule for a finding, or None if a person must decide."""
    if finding.kind in {"field-added", "parameter-added"}:
        return additions.example_field if "example" in (finding.part or "") else additions.table_row
    if finding.kind == "text-changed":
        if finding.part == "examples" and finding.was == "none":
            return example_values.new_example
        if "example" in (finding.part or ""):
            return {"values": example_values.changed_values, "remarks": remarks.changed_remarks}.get(finding.name or "")
        in_table = finding.name and finding.part not in {None, "error table", "heading"}
        return limits.changed_limit if in_table else None
    return {
        "operation-added": operations.new_operation,
        "enum-value-added": additions.enum_value,
        "error-code-added": error_codes.error_code,
        "example-invalid": additions.example_beyond_enum,
    }.get(finding.kind)


def _turn(finding: Finding) -> int:
    return {"operation-added": 0, "text-changed": 2}.get(finding.kind, 1)


def _key(change: Change) -> Key:
    return change.kind, change.entry, change.name, change.part
