"""The differences between two inventories: a page and its lock, or a page and specs/."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from . import match
from .changes import Change, Entry, Kind
from .inventory import Error, Example, Field, Inventory, Operation, Parameter
from .json_paths import is_inside

Row = Field | Parameter
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _At:
    """The operation of a change, and the line for changes without a line of their own."""

    entry: Entry
    line: int | None

    def change(self, kind: Kind, line: int | None = None, **more: Any) -> Change:
        return Change(kind, self.entry, self.line if line is None else line, **more)


def diff(old: Inventory, new: Inventory, pairs: Sequence[match.Pair] | None = None) -> list[Change]:
    """Return every difference, with lines of the new side. `pairs` gives the matched operations, if they are known."""
    if pairs is None:
        pairs = match.pair(old.operations, new.operations)
    partners = {before: after for before, after in pairs if before is not None and after is not None}
    changes = list(_outside_operations(old, new))
    for before, after in pairs:
        if before is None and after is not None:
            changes.append(_added(new.operations[after]))
        elif before is not None and after is None:
            changes.append(_removed(old, before, partners, new))
        elif before is not None and after is not None:
            changes += _operation(old.operations[before], new.operations[after])
    changes += _order(old, partners, new)
    if not changes and old.sha256 != new.sha256:
        # The text has changed, but not its inventory. Report this too.
        what = "text outside of operations, tables and headings"
        changes.append(Change("text-changed", Entry(), 1, name="the page", part=what))
    return changes


def entry_of(operation: Operation) -> Entry:
    """Return where an operation is on its page."""
    return Entry(operation.section, operation.title or None, operation.occurrence)


# --- outside of operations


def _outside_operations(old: Inventory, new: Inventory) -> Iterator[Change]:
    """Compare headings, error codes, the tables of sections, and prose."""
    page = _At(Entry(), new.preamble.line)
    yield from _errors(old.errors, new.errors, page)
    for section in _missing(old.sections, new.sections):
        if not _has_operations(old, section):
            yield page.change("text-changed", name=section, part="heading", was="heading", now="gone")
    for section in _missing(new.sections, old.sections):
        if not _has_operations(new, section):
            yield page.change("text-changed", name=section, part="heading", was="none", now="heading")
    before, after = old.section_fields, new.section_fields
    renamed = _renamed_tables(before, after)
    for section in {**before, **after}:
        if section in renamed.values():
            continue
        target = renamed.get(section, section)
        rows = after.get(target, ())
        at = _At(Entry(section), rows[0].line if rows else new.preamble.line)
        if section in renamed:
            yield at.change("text-changed", name=section, part="heading of the table", was=section, now=target)
        yield from _rows(before.get(section, ()), rows, at)
    yield from _examples(old.examples, new.examples, page)
    if old.preamble.sha256 != new.preamble.sha256:
        yield page.change("text-changed", name="text before the first version or service")


def _has_operations(inventory: Inventory, section: str) -> bool:
    """Return whether a section has operations; removing its heading then changes each of them."""
    return any(one.section == section or one.section.startswith(f"{section}/") for one in inventory.operations)


def _renamed_tables(old: Mapping[str, Sequence[Field]], new: Mapping[str, Sequence[Field]]) -> dict[str, str]:
    """Return the tables that moved to another heading with more than half of their fields."""
    renamed: dict[str, str] = {}
    for name in _missing(old, new):
        fields = {one.name for one in old[name]}
        for other in _missing(new, old):
            if len(fields & {one.name for one in new[other]}) * 2 > len(fields) and other not in renamed.values():
                renamed[name] = other
                break
    return renamed


def _errors(old: Sequence[Error], new: Sequence[Error], page: _At) -> Iterator[Change]:
    """Compare error codes; a code with another name is another code."""
    before, after = ({_error_name(one): one for one in side} for side in (old, new))
    for name, one in after.items():
        if name not in before:
            yield page.change("error-code-added", one.line, name=name, part="error table")
        elif before[name].description_hash != one.description_hash:
            yield page.change("text-changed", one.line, name=name, part="error table")
    previous: int | None = None  # the row before a removed one
    for name in before:
        if name in after:
            previous = after[name].line
        else:
            yield page.change("error-code-removed", previous, name=name, part="error table")


def _error_name(error: Error) -> str:
    return " ".join(filter(None, ("status" if error.table == "http" else "code", error.code, error.name)))


# --- operations


def _added(operation: Operation) -> Change:
    return Change("operation-added", entry_of(operation), operation.line, now=_address(operation))


def _removed(old: Inventory, at: int, partners: Mapping[int, int], new: Inventory) -> Change:
    """Report a removed operation, at the line of the operation before it."""
    operation = old.operations[at]
    before = next((partners[index] for index in range(at - 1, -1, -1) if index in partners), None)
    line = new.operations[before].line if before is not None else 1
    change = Change("operation-removed", entry_of(operation), line, was=_address(operation))
    return change if operation.title else replace(change, name=operation.section, part="heading")


def _address(operation: Operation) -> str | None:
    return " ".join(part for part in (operation.method, *match.urls(operation)) if part) or None


def _order(old: Inventory, partners: Mapping[int, int], new: Inventory) -> Iterator[Change]:
    """Report operations whose order in their section has changed."""
    order = [partners[before] for before in sorted(partners)]
    kept: set[int] = set()
    for block in SequenceMatcher(None, order, sorted(order), autojunk=False).get_matching_blocks():
        kept.update(order[block.a : block.a + block.size])
    for before, after in sorted(partners.items()):
        operation = new.operations[after]
        if after not in kept and old.operations[before].section == operation.section:
            yield Change("operation-moved", entry_of(operation), operation.line, name="its place in the section")


def _operation(old: Operation, new: Operation) -> Iterator[Change]:
    at = _At(entry_of(old), new.line)
    for name in ("section", "title", "host", "method", "path"):
        was, now = getattr(old, name), getattr(new, name)
        if name == "method" and None in {was, now}:
            continue  # a page without method labels says nothing about methods
        if was != now:
            yield at.change("operation-moved", name=name, was=was or "none", now=now or "none")
    for key in _missing(old.query, new.query):
        yield at.change("parameter-removed", name=key, part="URL")
    for key in _missing(new.query, old.query):
        yield at.change("parameter-added", name=key, part="URL")
    if old.content_type != new.content_type:
        was, now = old.content_type or "none", new.content_type or "none"
        yield at.change("type-changed", name="body", was=was, now=now)
    yield from _rows(old.parameters, new.parameters, at)
    yield from _rows(old.fields, new.fields, at)
    yield from _examples(old.examples, new.examples, at)
    if old.prose.sha256 != new.prose.sha256:
        yield at.change("text-changed", new.prose.line, name="description")


# --- tables


def _rows(old: Sequence[Row], new: Sequence[Row], at: _At) -> Iterator[Change]:
    """Compare tables of fields or parameters; rows of the same name are matched by their order."""
    before, after = _numbered(old), _numbered(new)
    for key, row in after.items():
        known = before.get(key)
        if known is not None:
            yield from _row(known, row, at)
            continue
        kind: Kind = "parameter-added" if isinstance(row, Parameter) else "field-added"
        demands = row.required is True
        yield at.change(kind, row.line, name=row.name, part=_part(row), now=row.type, demands=demands)
    previous: int | None = None  # the row before a removed one
    for key, row in before.items():
        if key in after:
            previous = after[key].line
        else:
            kind = "parameter-removed" if isinstance(row, Parameter) else "field-removed"
            yield at.change(kind, previous, name=row.name, part=_part(row), was=row.type)


def _row(old: Row, new: Row, at: _At) -> Iterator[Change]:
    name, part, line = new.name, _part(new), new.line
    for was, now in ((old.type, new.type), (_part(old), part)):
        if was != now:
            yield at.change("type-changed", line, name=name, part=part, was=was or "none", now=now or "none")
    if old.required != new.required:
        was, now = _requirement(old.required), _requirement(new.required)
        demands = new.required is True
        yield at.change("required-changed", line, name=name, part=part, was=was, now=now, demands=demands)
    yield from _values(old.enum, new.enum, name, part, line, at)
    if old.description_hash != new.description_hash or _sample(old) != _sample(new):
        yield at.change("text-changed", line, name=name, part=part)


def _numbered(rows: Sequence[Row]) -> dict[tuple[str, int], Row]:
    seen: dict[str, int] = {}
    numbered: dict[tuple[str, int], Row] = {}
    for row in rows:
        seen[row.name] = seen.get(row.name, 0) + 1
        numbered[row.name, seen[row.name]] = row
    return numbered


def _part(row: Row) -> str:
    return row.where if isinstance(row, Parameter) else "table"


def _sample(row: Row) -> str | None:
    return row.example if isinstance(row, Parameter) else None


def _requirement(required: bool | None) -> str:
    return "not said" if required is None else "required" if required else "optional"


def _values(old: Sequence[str], new: Sequence[str], name: str, part: str, line: int, at: _At) -> Iterator[Change]:
    """Compare the allowed values of a field."""
    for value in _missing(new, old):
        yield at.change("enum-value-added", line, name=f"{name}={value}", part=part, now=value)
    for value in _missing(old, new):
        yield at.change("enum-value-removed", line, name=f"{name}={value}", part=part, was=value)


# --- examples


def _examples(old: Sequence[Example], new: Sequence[Example], at: _At) -> Iterator[Change]:
    pairs = pair_examples(old, new)
    for a, b in pairs:
        yield from _example(old[a], new[b], at)
    for a in (a for a in range(len(old)) if a not in {one for one, _ in pairs}):
        name = f"{example_part(old[a])} {a + 1}"
        yield at.change("text-changed", name=name, part="examples", was="an example", now="none")
    for b in (b for b in range(len(new)) if b not in {other for _, other in pairs}):
        name = f"{example_part(new[b])} {b + 1}"
        yield at.change("text-changed", new[b].line, name=name, part="examples", was="none", now="an example")


def pair_examples(old: Sequence[Example], new: Sequence[Example]) -> list[tuple[int, int]]:
    """Return the positions of condensed examples that are the same: by their hash, then by kind and shared keys."""
    removed, added = set(range(len(old))), set(range(len(new)))
    pairs: list[tuple[int, int]] = []
    scored = [(_likeness(old[a], new[b]), -abs(a - b), a, b) for a in removed for b in added]
    for score, _, a, b in sorted(scored, reverse=True):
        if score > 1 and a in removed and b in added:
            pairs.append((a, b))
            removed.remove(a)
            added.remove(b)
    return sorted(pairs, key=lambda both: both[1])


def _likeness(one: Example, other: Example) -> float:
    shared = len(one.keys.keys() & other.keys.keys()) / len(one.keys.keys() | other.keys.keys())
    return 4 * (one.raw_sha256 == other.raw_sha256) + (one.kind == other.kind) + (one.source == other.source) + shared


def _example(old: Example, new: Example, at: _At) -> Iterator[Change]:
    part, line = example_part(new), new.line
    changes = list(_example_facts(old, new, part, at))
    yield from changes
    if old.notes != new.notes:
        yield at.change("text-changed", line, name="remarks", part=part)
    elif not changes and replace(old, line=line) != new:
        yield at.change("text-changed", line, name="values", part=part)


def _example_facts(old: Example, new: Example, part: str, at: _At) -> Iterator[Change]:
    line, before, after = new.line, old.keys, new.keys
    demands = new.kind == "request"
    if old.kind != new.kind:  # the reader infers the kind from the form, for example from an envelope
        yield at.change("text-changed", line, name="what it is of", part=part, was=old.kind, now=new.kind)
    for path, reason in _missing(old.invalid, new.invalid):
        yield at.change("example-invalid", line, name=path or "body", part=part, was=reason)
    changed = [path for path in after if path in before and before[path] != after[path]]
    for path in changed:
        yield at.change("type-changed", line, name=path or "body", part=part, was=before[path], now=after[path])
    for path in _outermost(_missing(after, before), changed):
        yield at.change("field-added", line, name=path, part=part, now=after[path])
    for path in _outermost(_missing(before, after), changed):
        yield at.change("field-removed", line, name=path, part=part, was=before[path])
    for path in _missing(new.required, old.required):
        yield at.change("required-changed", line, name=path, part=part, was="not said", now="required", demands=demands)
    for path in _missing(old.required, new.required):
        yield at.change("required-changed", line, name=path, part=part, was="required", now="not said")
    old_values, new_values = dict(old.enums), dict(new.enums)
    for path in {**old_values, **new_values}:
        yield from _values(old_values.get(path, ()), new_values.get(path, ()), path, part, line, at)


def _outermost(paths: Sequence[str], changed: Sequence[str]) -> Iterator[str]:
    """Leave out paths inside other reported paths."""
    reported = list(changed)
    for path in paths:
        if not is_inside(path, reported):
            reported.append(path)
            yield path


def example_part(example: Example) -> str:
    """Return the name of an example in a change."""
    source = "" if example.source == "page" else f" ({example.source})"
    return f"{example.kind} example{source}"


def _missing(these: Iterable[T], those: Container[T]) -> list[T]:
    """Return the items of the first that the second lacks."""
    return [one for one in these if one not in those]
