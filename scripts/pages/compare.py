"""What has changed on a page since it was locked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from .findings import Against, Entry, Finding
from .inventory import Example, Field, Inventory, Operation, Parameter
from .lock import operation_facts, page_facts
from .matching import pair

_LOCK: tuple[Against, ...] = ("lock",)


@dataclass(frozen=True, slots=True)
class _At:
    """Where findings are: the entry, and the line to name when nothing nearer is known."""

    entry: Entry
    line: int | None

    def found(self, kind: str, line: int | None = None, **more: Any) -> Finding:
        return Finding(kind, self.entry, self.line if line is None else line, against=_LOCK, **more)


def since_lock(locked: Mapping[str, Any], inventory: Inventory) -> list[Finding]:
    """Every difference between the locked facts of a page and what it says now."""
    now = page_facts(inventory)
    if now["sha256"] == locked["sha256"]:
        return []
    found = list(_page(locked, now, inventory))
    was_operations = locked.get("operations", [])
    pairs = pair(was_operations, now["operations"])
    partners = {before: after for before, after in pairs if before is not None and after is not None}
    for before, after in pairs:
        if after is None and before is not None:
            found.append(_removed(was_operations, before, partners, inventory))
        elif after is not None and before is None:
            found.append(_added(inventory.operations[after]))
        elif after is not None and before is not None:
            found += _operation(was_operations[before], now["operations"][after], inventory.operations[after])
    found += _order(was_operations, partners, inventory)
    if not found:
        # The page is another one, and the reader has lost the difference: never pass that over.
        what = "words that no entry, table or heading is made of"
        found.append(_At(Entry(), 1).found("text-changed", name="the page", part=what))
    return found


def renamed(locked: Mapping[str, Any], inventory: Inventory) -> dict[Entry, Entry]:
    """The entries that have another section or title than when the page was locked: what they are, what they were."""
    was, now = locked.get("operations", []), [operation_facts(operation) for operation in inventory.operations]
    pairs = [(was[a], now[b]) for a, b in pair(was, now) if a is not None and b is not None]
    both = [tuple(Entry(one["section"], one["title"], one["occurrence"]) for one in one_pair) for one_pair in pairs]
    return {after: before for before, after in both if before != after}


def _page(locked: Mapping[str, Any], now: Mapping[str, Any], inventory: Inventory) -> Iterator[Finding]:
    """What stands outside of the operations: headings, error codes, tables of sections, prose."""
    page = _At(Entry(), inventory.preamble.line)
    yield from _errors(locked.get("errors", []), now["errors"], inventory, page)
    for section in locked["sections"]:
        if section not in now["sections"] and not _holds(locked, section):
            yield page.found("text-changed", name=section, part="heading", was="heading", now="gone")
    for section in now["sections"]:
        if section not in locked["sections"] and not _holds(now, section):
            yield page.found("text-changed", name=section, part="heading", was="none", now="heading")
    before, after = locked.get("section_fields", {}), now["section_fields"]
    moved = _renamed_tables(before, after)
    for section in {**before, **after}:
        if section in moved.values():
            continue
        target = moved.get(section, section)
        rows = inventory.section_fields.get(target, ())
        at = _At(Entry(section), rows[0].line if rows else inventory.preamble.line)
        if section in moved:
            yield at.found("text-changed", name=section, part="heading of the table", was=section, now=target)
        yield from _rows(before.get(section, []), after.get(target, []), rows, at)
    yield from _examples(locked.get("examples", []), now["examples"], inventory.examples, page)
    if locked["preamble"] != now["preamble"]:
        yield page.found("text-changed", name="text before the first version or service")


def _holds(facts: Mapping[str, Any], section: str) -> bool:
    """Whether a section has entries, so that its heading cannot go without them being reported."""
    return any(one["section"] == section or one["section"].startswith(f"{section}/") for one in facts["operations"])


def _renamed_tables(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    """The tables that stand unchanged, or nearly so, under another heading."""
    gone = [name for name in was if name not in now]
    new = [name for name in now if name not in was]
    renamed: dict[str, str] = {}
    for name in gone:
        fields = {one["name"] for one in was[name]}
        for other in new:
            if len(fields & {one["name"] for one in now[other]}) * 2 > len(fields) and other not in renamed.values():
                renamed[name] = other
                break
    return renamed


def _errors(
    was: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], inventory: Inventory, page: _At
) -> Iterator[Finding]:
    """A code with another name is another code."""

    def name(one: Mapping[str, Any]) -> str:
        return " ".join(filter(None, ("status" if one["table"] == "http" else "code", one["code"], one.get("name"))))

    before = {name(one): one for one in was}
    after = {name(one): (one, error.line) for one, error in zip(now, inventory.errors, strict=True)}
    for key, (one, line) in after.items():
        if key not in before:
            yield page.found("error-code-added", line, name=key, part="error table")
        elif before[key].get("text") != one.get("text"):
            yield page.found("text-changed", line, name=key, part="error table")
    beside: int | None = None  # the row that stood before the one that is gone
    for key in before:
        if key in after:
            beside = after[key][1]
        else:
            yield page.found("error-code-removed", beside, name=key, part="error table")


def _removed(was: Sequence[Any], at: int, partners: Mapping[int, int], inventory: Inventory) -> Finding:
    """An operation that is gone, at the line of the one that stood before it."""
    before = next((partners[index] for index in range(at - 1, -1, -1) if index in partners), None)
    line = inventory.operations[before].line if before is not None else 1
    one = was[at]
    entry = Entry(one["section"], one["title"], one["occurrence"])
    return Finding("operation-removed", entry, line, was=_url(one), against=_LOCK)


def _added(operation: Operation) -> Finding:
    facts = operation_facts(operation)
    return Finding("operation-added", Entry(*operation.key), operation.line, now=_url(facts), against=_LOCK)


def _order(was: Sequence[Any], partners: Mapping[int, int], inventory: Inventory) -> Iterator[Finding]:
    """Entries that stand elsewhere among the others."""
    order = [partners[before] for before in sorted(partners)]
    kept: set[int] = set()
    for block in SequenceMatcher(None, order, sorted(order), autojunk=False).get_matching_blocks():
        kept.update(order[block.a : block.a + block.size])
    for before, after in sorted(partners.items()):
        operation = inventory.operations[after]
        if after not in kept and was[before]["section"] == operation.section:
            what = "its place in the section"
            yield Finding("operation-moved", Entry(*operation.key), operation.line, name=what, against=_LOCK)


def _operation(was: Mapping[str, Any], now: Mapping[str, Any], operation: Operation) -> Iterator[Finding]:
    at = _At(Entry(was["section"], was["title"], was["occurrence"]), operation.line)
    for key in ("section", "title", "host", "method", "path"):
        if was.get(key) != now.get(key):
            yield at.found("operation-moved", name=key, was=was.get(key) or "none", now=now.get(key) or "none")
    for key in _missing(was.get("query", []), now.get("query", [])):
        yield at.found("parameter-removed", name=key, part="URL")
    for key in _missing(now.get("query", []), was.get("query", [])):
        yield at.found("parameter-added", name=key, part="URL")
    if was.get("content_type") != now.get("content_type"):
        before, after = was.get("content_type") or "none", now.get("content_type") or "none"
        yield at.found("type-changed", name="body", was=before, now=after)
    yield from _rows(was.get("parameters", []), now.get("parameters", []), operation.parameters, at)
    yield from _rows(was.get("fields", []), now.get("fields", []), operation.fields, at)
    yield from _examples(was.get("examples", []), now.get("examples", []), operation.examples, at)
    if was["prose"] != now["prose"]:
        yield at.found("text-changed", operation.prose.line, name="description")


def _rows(
    was: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
    rows: Sequence[Field | Parameter],
    at: _At,
) -> Iterator[Finding]:
    """The rows of a table of fields or parameters; a name that stands twice is told apart by its number."""
    before = _numbered(was)
    after = _numbered(now)
    lines = {key: row.line for key, row in zip(_numbered(now), rows, strict=True)}
    for (name, number), one in after.items():
        line = lines[name, number]
        part = _part(one)
        old = before.get((name, number))
        if old is None:
            demands = one.get("required") is True
            yield at.found(f"{_thing(one)}-added", line, name=name, part=part, now=one.get("type"), demands=demands)
            continue
        for key, kind in (("type", "type-changed"), ("where", "type-changed"), ("required", "required-changed")):
            if old.get(key) != one.get(key):
                demands = key == "required" and one.get(key) is True
                said = [_said(key, facts.get(key)) for facts in (old, one)]
                yield at.found(kind, line, name=name, part=part, was=said[0], now=said[1], demands=demands)
        yield from _values(old.get("enum", []), one.get("enum", []), name, part, line, at)
        if old.get("text") != one.get("text") or old.get("sample") != one.get("sample"):
            yield at.found("text-changed", line, name=name, part=part)
    beside: int | None = None  # the row that stood before the one that is gone
    for (name, number), one in before.items():
        beside = lines.get((name, number), beside)
        if (name, number) not in after:
            yield at.found(f"{_thing(one)}-removed", beside, name=name, part=_part(one), was=one.get("type"))


def _values(
    was: Sequence[str], now: Sequence[str], name: str, part: str | None, line: int | None, at: _At
) -> Iterator[Finding]:
    for value in _missing(now, was):
        yield at.found("enum-value-added", line, name=f"{name}={value}", part=part, now=value)
    for value in _missing(was, now):
        yield at.found("enum-value-removed", line, name=f"{name}={value}", part=part, was=value)


def _examples(
    was: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], examples: Sequence[Example], at: _At
) -> Iterator[Finding]:
    """Examples are told apart by their hash, then by what they are of and how many keys they share."""
    old, new = list(range(len(was))), list(range(len(now)))
    pairs: list[tuple[int, int]] = []
    scored = [(_alike(was[a], now[b]), -abs(a - b), a, b) for a in old for b in new]
    for score, _, a, b in sorted(scored, reverse=True):
        if score > 1 and a in old and b in new:
            pairs.append((a, b))
            old.remove(a)
            new.remove(b)
    for a, b in sorted(pairs, key=lambda both: both[1]):
        if was[a] != now[b]:
            yield from _example(was[a], now[b], examples[b], at)
    for a in old:
        yield at.found("text-changed", name=f"{_of(was[a])} {a + 1}", part="examples", was="an example", now="none")
    for b in new:
        name = f"{_of(now[b])} {b + 1}"
        yield at.found("text-changed", examples[b].line, name=name, part="examples", was="none", now="an example")


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    keys, others = set(one["keys"]), set(other["keys"])
    same = sum(weight for key, weight in (("sha256", 4), ("kind", 1), ("source", 1)) if one[key] == other[key])
    return same + len(keys & others) / len(keys | others)


def _example(was: Mapping[str, Any], now: Mapping[str, Any], example: Example, at: _At) -> Iterator[Finding]:
    part = _of(now)
    line = example.line
    before, after = was["keys"], now["keys"]
    silent = was["kind"] == now["kind"]
    if not silent:  # what an example is of is told by its form, such as an envelope
        yield at.found("text-changed", line, name="what it is of", part=part, was=was["kind"], now=now["kind"])
    changed = [path for path in after if path in before and before[path] != after[path]]
    for path in changed:
        silent = False
        yield at.found("type-changed", line, name=path or "body", part=part, was=before[path], now=after[path])
    # What is within something that is new, gone or of another type goes without saying.
    for path in _outermost(_missing(after, before), changed):
        silent = False
        yield at.found("field-added", line, name=path, part=part, now=after[path])
    for path in _outermost(_missing(before, after), changed):
        silent = False
        yield at.found("field-removed", line, name=path, part=part, was=before[path])
    for path in _missing(now.get("required", []), was.get("required", [])):
        silent = False
        yield at.found("required-changed", line, name=path, part=part, was="not said", now="required", demands=True)
    for path in _missing(was.get("required", []), now.get("required", [])):
        silent = False
        yield at.found("required-changed", line, name=path, part=part, was="required", now="not said")
    old_values, new_values = dict(was.get("enums", [])), dict(now.get("enums", []))
    for path in dict.fromkeys([*old_values, *new_values]):
        for one in _values(old_values.get(path, []), new_values.get(path, []), path, part, line, at):
            silent = False
            yield one
    if silent or was.get("notes") != now.get("notes"):
        what = "remarks" if was.get("notes") != now.get("notes") else "values"
        yield at.found("text-changed", line, name=what, part=part)


def _outermost(paths: Sequence[str], changed: Sequence[str]) -> Iterator[str]:
    told = list(changed)
    for path in paths:
        if not any(path.startswith((f"{one}.", f"{one}[]")) for one in told):
            told.append(path)
            yield path


def _missing(these: Any, those: Any) -> list[str]:
    """Those of the first that the second lacks."""
    return [one for one in these if one not in those]


def _numbered(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int], Mapping[str, Any]]:
    seen: dict[str, int] = {}
    numbered: dict[tuple[str, int], Mapping[str, Any]] = {}
    for row in rows:
        seen[row["name"]] = seen.get(row["name"], 0) + 1
        numbered[row["name"], seen[row["name"]]] = row
    return numbered


def _thing(row: Mapping[str, Any]) -> str:
    return "parameter" if "where" in row else "field"


def _part(row: Mapping[str, Any]) -> str:
    return row.get("where") or "table"


def _said(key: str, value: Any) -> str:
    if key == "required":
        return "not said" if value is None else "required" if value else "optional"
    return value or "none"


def _of(example: Mapping[str, Any]) -> str:
    source = "" if example["source"] == "page" else f" ({example['source']})"
    return f"{example['kind']} example{source}"


def _url(facts: Mapping[str, Any]) -> str | None:
    parts = [facts.get("method"), f"{facts.get('host') or ''}{facts.get('path') or ''}"]
    return " ".join(part for part in parts if part) or None
