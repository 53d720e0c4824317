"""Additions to a page: operations, sections, parameters, fields, values, errors, limits and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vendor_docs import Example, Field, Operation, Parameter
from vendor_docs.changes import Entry

from tests.contract.release_truth.cases import Case, Proof
from tests.contract.release_truth.new_operations import NewOperation, rendered, set_of
from tests.contract.vendor_pages.page_mutations import Mutation, Page

_NAME = "brandnew"
_VALUES = {
    "text": ('"ours"', ()),
    "number": ("17", ()),
    "flag": ("true", ()),
    "object": ('{ "brandinner": 3 }', ("brandinner",)),
    "list of objects": ('[ { "brandinner": "ours" } ]', ("brandinner",)),
    "list of texts": ('[ "ours" ]', ()),
}
_OF_OTHERS = {"add field": "field", "add parameter": "parameter", "add value": "value", "add error": "error"}
_PARAMETERS = "| Parameter | Description |\n|---|---|\nX-Brand-New | ours |\n"
_FIELDS = "| Field | Type | Description |\n|---|---|---|\n| brandnew | string | Of ours. Not required |\n"


def additions(page: Page) -> Iterator[Case]:
    """Yield every addition that the generator knows, in every section."""
    for one in page.mutations():
        if one.sort in _OF_OTHERS:
            yield _renamed(one)
        elif one.sort == "add key":
            yield from _key(page, one)
    for at, operation in enumerate(page.inventory.operations):
        entry = Entry(*operation.key)
        yield from _operations(page, at, operation)
        yield from _query(page, at, operation, entry)
        yield from _tables(page, at, operation, entry)
        yield from _limits(page, [*operation.parameters, *operation.fields], entry)
        yield from _nested_rows(page, operation.fields, entry)
        for example, start, end in page.examples[at]:
            yield from _examples(page, example, start, end, entry)
    for section, rows in page.inventory.section_fields.items():
        yield from _limits(page, list(rows), Entry(section))
    yield from _sections(page)


def _case(sort: str, entry: Entry, at: int, text: str, kind: str, *proofs: Proof) -> Case:
    return Case("additive", Mutation(sort, entry.section, at, at, text, (entry,), (kind,)), proofs)


def _renamed(one: Mutation) -> Case:
    """Return an addition of the drift test under the name that it has in the tables."""
    what = _OF_OTHERS[one.sort]
    if what == "error":
        table, code = ("status", "418") if "Teapot" in one.text else ("code", "987654")
        return Case("additive", replace(one, sort=f"error, {table}"), (Proof("error", code),))
    if what == "value":
        return Case("additive", replace(one, sort="enum value"), (Proof("value", _NAME),))
    place = "of a section" if one.entries[0].title is None else "of an operation"
    where = f"table row {place}" if what == "field" else "parameter, row"
    return Case("additive", replace(one, sort=where), (Proof("field" if what == "field" else "parameter", _NAME),))


def _key(page: Page, one: Mutation) -> Iterator[Case]:
    """Give a new key of an example each kind of value. How deep it stands is part of the sort."""
    example = next((each for each in _example_spans(page) if each[0] <= one.start < each[1]), None)
    if example is None:
        return
    before = page.text[example[0] : one.start]
    opened = before.count("{") - before.count("}")
    listed = before.count("[") > before.count("]")
    depth = "in a list" if listed else "nested" if opened > 1 else "top"
    kinds = list(_VALUES)
    kind = kinds[one.start % len(kinds)]
    value, inner = _VALUES[kind]
    proofs = (Proof("field", _NAME), *(Proof("field", name) for name in inner))
    changed = replace(one, sort=f"key of an example, {depth}", text=f'"{_NAME}": {value}, ')
    yield Case("additive", changed, proofs)


def _example_spans(page: Page) -> list[tuple[int, int]]:
    return [(start, end) for examples in page.examples.values() for _, start, end in examples]


# --- operations


def _operations(page: Page, at: int, operation: Operation) -> Iterator[Case]:
    """Insert each kind of operation before one with the same section, in a path below that one's."""
    before = page.inventory.operations[at - 1] if at else None
    if before is None or before.section != operation.section or operation.path is None:
        return
    prefix = _collection(page, at)
    if prefix is None:
        return
    for one in set_of(prefix, "mark"):
        yield _new_operation(page, page.titles[at], operation.section, one)


def _new_operation(page: Page, position: int, section: str, one: NewOperation) -> Case:
    # An unlabelled method is only on a page that has none; the rule infers it from title and body.
    labelled = not page.piped or position % 2 == 0
    text = rendered(one, piped=page.piped, labelled=labelled)
    change = Mutation(
        f"operation, {one.kind}", section, position, position, text, (Entry(section, one.title),), ("operation-added",)
    )
    method = one.method if labelled else None
    return Case("additive", change, (Proof("operation", one.path, method),))


def _collection(page: Page, at: int) -> str | None:
    """Return host and path of an operation as the page writes them, without a parameter at the end."""
    found = page.url(at, page.inventory.operations[at])
    if found is None:
        return None
    url = page.text[found[0] : found[1]].rstrip("/")
    shortened = re.sub(r"/(?::\w+|\{\w+\}|[0-9a-f]{24})$", "", url)
    return shortened if re.search(r"[\w}]/[\w:{]", shortened) else url


def _sections(page: Page) -> Iterator[Case]:
    """Insert a section with a list, a creation, an object and a deletion."""
    operations = page.inventory.operations
    for index, section in enumerate(page.inventory.sections):
        first = next((at for at, one in enumerate(operations) if one.section == section), None)
        if first is None or first == 0 or operations[first - 1].section == section:
            continue
        start = page.heading(section, page.titles[first - 1], page.titles[first])
        previous = page.url(first - 1, operations[first - 1])
        if start is None or previous is None or index == 0:
            continue
        top = operations[first - 1].section.split("/")[0]
        if page.piped and top != section.split("/")[0]:
            continue
        host = re.match(r"\{\{\w+\}\}/v\d+|https?://[^/]+/\d+", page.text[previous[0] : previous[1]])
        if host is None:
            continue
        whole = [one for one in set_of(host[0], "gadget") if one.kind != "action"]
        text = ("gadgets\n" if page.piped else "Gadgets\n\n") + "".join(
            rendered(one, piped=page.piped, labelled=True) for one in whole
        )
        name = f"{top}/{'gadgets' if page.piped else 'Gadgets'}"
        entries = tuple(Entry(name, one.title) for one in whole)
        change = Mutation("new section", top, start, start, text, entries, ("operation-added",))
        yield Case("additive", change, tuple(Proof("operation", one.path, one.method) for one in whole))


# --- parameters and fields


def _query(page: Page, at: int, operation: Operation, entry: Entry) -> Iterator[Case]:
    found = page.url(at, operation)
    if found is None or operation.query:
        return
    text = f"?{_NAME}=1" if page.piped else f"?{_NAME}={{{_NAME}}}"
    yield _case("parameter, in the URL", entry, found[1], text, "parameter-added", Proof("parameter", _NAME))


def _tables(page: Page, at: int, operation: Operation, entry: Entry) -> Iterator[Case]:
    """Give an operation its first table, before its first example."""
    spans = page.examples[at]
    if not page.piped or operation.fields or operation.parameters or not spans:
        return
    example, start, _ = spans[0]
    if page.text[start - 1] != "\n":
        return
    yield _case("parameter, header", entry, start, _PARAMETERS, "parameter-added", Proof("parameter", "X-Brand-New"))
    if example.kind == "request":
        yield _case("first table row", entry, start, _FIELDS, "field-added", Proof("field", _NAME))
    elif len(spans) == 1 and operation.title.lower().endswith(("list", "s")):
        yield _case("parameter, row", entry, start, _FIELDS, "field-added", Proof("parameter", _NAME))


def _nested_rows(page: Page, rows: tuple[Field, ...], entry: Entry) -> Iterator[Case]:
    for row in rows:
        start, end = page.line(row.line)
        line = page.text[start:end]
        if "." not in row.name or not re.match(r"[\"'`]", line.strip()):
            continue
        name = f"{row.name.rpartition('.')[0]}.{_NAME}"
        text = f'"{_NAME}" - string. Of ours. Not required | ||\n'
        at = start if page.text[start - 2] == "|" else None
        if at is not None:
            yield _case("table row, nested", entry, at, text, "field-added", Proof("field", name.rpartition(".")[2]))


def _limits(page: Page, rows: list[Field | Parameter], entry: Entry) -> Iterator[Case]:
    for row in rows:
        start, end = page.line(row.line)
        line = page.text[start:end]
        kind = (row.type or "").lower()
        keyword = {"string": "maxLength", "integer": "maximum", "number": "maximum", "int": "maximum"}.get(kind)
        if keyword is None or "." in row.name or row.enum or re.search(r"\d", line) or "example:" in line:
            continue
        phrase = "Up to 777 characters." if keyword == "maxLength" else "At most 777."
        if page.piped and line.count("|") != 4:
            continue
        close = start + len(line.rstrip().removesuffix("|").rstrip())
        already = page.text[start:close]
        joint = " " if already.endswith((".", "|")) else ". "
        yield _case("limit", entry, close, f"{joint}{phrase}", "text-changed", Proof("limit", keyword, 777))


# --- examples


def _examples(page: Page, example: Example, start: int, end: int, entry: Entry) -> Iterator[Case]:
    text = page.text[start:end]
    found = re.search(r'"(title|name|description|message|text)":\s*"(?=[A-Za-z])', text)
    if found is None:
        return
    yield _case("example value", entry, start + found.end(), "Ours ", "text-changed", Proof("example", "Ours "))
    if page.piped and example.kind != "error" and "cut" not in example.repairs:
        other = f"{text[: found.end()]}Ours {text[found.end() :]}"
        yield _case("another example", entry, end, other, "text-changed", Proof("example", "Ours "))
