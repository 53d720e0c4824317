"""What a page says otherwise than specs/ do. That specs/ say more than the page is no difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from .conformity import Conformity, Misfit
from .findings import Entry, Finding
from .inventory import Example, Field, Inventory, Operation, Parameter
from .spec_side import Place, Property, SpecOperation, SpecSide

# What the hosts that the Kinescope page names by variables stand for; they are printed in its prose and in facts.md.
HOSTS = {"api": "api.kinescope.io", "upload": "uploader.kinescope.io"}
_PROTOCOL_HEADERS = {"content-length", "content-type", "authorization"}
_CHOICE = re.compile(r"\(([^()|]+(?:\|[^()|]+)+)\)")
_ENOUGH = 4
# The words of the pages for types, and the JSON types that each may be. A word in capitals names an object of theirs.
_TYPES = {
    **dict.fromkeys(("string", "text", "enum", "datetime", "date", "uuid", "file"), ("string",)),
    **dict.fromkeys(("number", "float"), ("number", "integer")),
    **dict.fromkeys(("integer", "int", "timestamp", "time stamp"), ("integer",)),
    **dict.fromkeys(("bool", "boolean"), ("boolean",)),
    **dict.fromkeys(("object", "dictionary"), ("object",)),
}


class Mapping:
    """Which operations of specs/ an entry of the page is about.

    `known` are entries that the page calls otherwise than it did, as far as the lock tells: specs/ know less of a page.
    """

    def __init__(self, spec: SpecSide, inventory: Inventory, known: dict[Entry, Entry] | None = None) -> None:
        self.spec = spec
        self.by_entry: dict[Entry, list[SpecOperation]] = {}
        for operation in spec.operations:
            for entry in operation.entries:
                self.by_entry.setdefault(entry, []).append(operation)
        present = {Entry(*operation.key) for operation in inventory.operations}
        self.unmapped = [one for one in inventory.operations if Entry(*one.key) not in self.by_entry]
        self.missing = [entry for entry in self.by_entry if entry not in present]
        # What the page calls it, and what specs/ call it.
        self.renamed = {now: was for now, was in (known or {}).items() if was in self.missing}
        self._find_renamed()
        self.told: dict[str, set[str]] = {}  # the parameters that all entries of an operation name
        for one in inventory.operations:
            for described in self.of(Entry(*one.key)):
                names = self.told.setdefault(described.id, set())
                names.update(one.query, (parameter.name for parameter in one.parameters))

    def _find_renamed(self) -> None:
        scored: list[tuple[int, int, int]] = []
        for a, entry in enumerate(self.missing):
            for b, operation in enumerate(self.unmapped):
                scored.append((self._likeness(entry, operation), a, b))
        for score, a, b in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
            entry, now = self.missing[a], Entry(*self.unmapped[b].key)
            if score >= _ENOUGH and now not in self.renamed and entry not in self.renamed.values():
                self.renamed[now] = entry
        self.unmapped = [one for one in self.unmapped if Entry(*one.key) not in self.renamed]
        self.missing = [entry for entry in self.missing if entry not in self.renamed.values()]

    def _likeness(self, entry: Entry, operation: Operation) -> int:
        score = 3 * (entry.title == operation.title) + (entry.section == operation.section)
        for one in self.by_entry[entry]:
            if operation.path and bare(one.url) in map(bare, urls(operation)):
                return score + 4 * (operation.method in {None, one.method})
        return score

    def of(self, entry: Entry) -> list[SpecOperation]:
        """The operations of an entry, as the page or as specs/ call it."""
        return self.by_entry.get(entry) or self.by_entry.get(self.renamed.get(entry, entry), [])


def urls(operation: Operation) -> list[str]:
    """Host and path of an entry; several where the path offers a choice."""
    host = HOSTS.get(operation.host or "", operation.host or "")
    path = operation.path or ""
    if choice := _CHOICE.search(path):
        return [f"{host}{path[: choice.start()]}{one}{path[choice.end() :]}" for one in choice[1].split("|")]
    return [f"{host}{path}"]


def bare(url: str) -> str:
    """A URL without the names of its variables."""
    return re.sub(r"\{[^{}]*\}", "{}", url)


@dataclass(frozen=True, slots=True)
class _At:
    spec: SpecSide
    entry: Entry
    line: int
    operation: SpecOperation | None = None

    def found(self, kind: str, place: Place | None, line: int | None = None, **more: Any) -> Finding:
        one = Finding(kind, self.entry, self.line if line is None else line, against=("spec",), **more)
        place = place or (self.operation.place if self.operation else None)
        if self.operation:
            one = replace(one, operation=self.operation.id)
        return replace(one, file=self.spec.files.name(place.file), pointer=place.pointer) if place else one


def against_specs(spec: SpecSide, conformity: Conformity, inventory: Inventory, mapping: Mapping) -> list[Finding]:
    """Every difference between a page and specs/."""
    found = [*_errors(spec, inventory), *_headings(spec, inventory)]
    lines = {section: one.line for one in reversed(inventory.operations) for section in _within(one.section)}
    for entry in mapping.missing:
        for one in mapping.by_entry[entry]:
            at = _At(spec, entry, lines.get(entry.section, 1), one)
            found.append(at.found("operation-removed", None, was=f"{one.method} {one.url}"))
    for operation in mapping.unmapped:
        now = " ".join(filter(None, (operation.method, *urls(operation))))
        found.append(_At(spec, Entry(*operation.key), operation.line).found("operation-added", None, now=now))
    for operation in inventory.operations:
        if known := mapping.of(Entry(*operation.key)):
            found += _operation(spec, conformity, operation, known, mapping)
    found += _section_fields(spec, inventory, mapping)
    for example in inventory.examples:
        schemas = [schema for one in spec.operations for schema in one.errors]
        found += _example(_At(spec, Entry(), example.line), conformity, example, _distinct(spec, schemas))
    return found


def _within(section: str) -> Iterator[str]:
    while section:
        yield section
        section = section.rpartition("/")[0]


def _headings(spec: SpecSide, inventory: Inventory) -> Iterator[Finding]:
    """Operations that the page has but a heading for: the heading has to be there."""
    known = {*inventory.sections, *(section.rpartition("/")[2] for section in inventory.sections)}
    for operation in spec.operations:
        if operation.heading and operation.heading not in known:
            at = _At(spec, Entry(operation.heading), 1, operation)
            yield at.found("operation-removed", operation.place.down("x-docs"), name=operation.heading, part="heading")


def _errors(spec: SpecSide, inventory: Inventory) -> Iterator[Finding]:
    """The error codes, and the statuses: each has to be answered by some operation."""
    at = _At(spec, Entry(), inventory.preamble.line)
    if not inventory.errors:
        return
    part = "error table"
    codes = {one.code: one for one in inventory.errors if one.table == "code"}
    known = spec.codes
    listed: dict[str, Any] = known.value if known else {}
    for code, one in codes.items():
        if code not in listed or listed[code] != one.name:
            name = " ".join(filter(None, ("code", code, one.name)))
            yield at.found("error-code-added", known, one.line, name=name, part=part)
    for code, words in listed.items():
        if code not in codes or codes[code].name != words:
            place = known.down(code) if known else None
            name = " ".join(filter(None, ("code", code, words)))
            yield at.found("error-code-removed", place, name=name, part=part)
    answered = {status for operation in spec.operations for status in operation.statuses}
    said = {one.code for one in inventory.errors if one.table == "http"}
    for one in inventory.errors:
        if one.table != "http" or one.code.startswith("2"):
            continue  # what comes of a success differs by operation, and any 2xx means the same
        fits = one.code in answered or (one.code.endswith("xx") and any(s[0] == one.code[0] for s in answered))
        if not fits or (one.code.isdecimal() and one.name != _phrase(one.code)):
            name = " ".join(filter(None, ("status", one.code, one.name)))
            yield at.found("error-code-added", None, one.line, name=name, part=part)
    for status in sorted(answered - said):
        users = [operation for operation in spec.operations if status in operation.statuses and operation.entries]
        if users and status[0] != "2" and f"{status[0]}xx" not in said:
            place = users[0].holder(status)
            yield at.found("error-code-removed", place, name=f"status {status} {_phrase(status)}", part=part)


def _phrase(status: str) -> str:
    try:
        return HTTPStatus(int(status)).phrase
    except ValueError:
        return ""


def _operation(
    spec: SpecSide, conformity: Conformity, operation: Operation, known: Sequence[SpecOperation], mapping: Mapping
) -> Iterator[Finding]:
    first = known[0]
    told = mapping.told[first.id]
    entry = Entry(*operation.key)
    called = mapping.renamed.get(entry, entry)
    at = _At(spec, called, operation.line, first)
    docs = first.place.down("x-docs")
    for name, was, now in (("section", called.section, entry.section), ("title", called.title, entry.title)):
        if was != now:
            yield at.found("operation-moved", docs, name=name, was=was, now=now)
    yield from _address(at, operation, known)
    for parameter in operation.parameters:
        yield from _parameter(at, parameter, known)
    yield from _unlisted(at, operation, first, told)
    for one in operation.fields:
        yield from _field(at, one, _in_bodies(spec, one.name, known), known)
    for example in operation.examples:
        schemas = _distinct(spec, [schema for one in known for schema in _schemas(one, example.kind)])
        yield from _example(at, conformity, example, schemas)


def _address(at: _At, operation: Operation, known: Sequence[SpecOperation]) -> Iterator[Finding]:
    if operation.path:
        ours = {bare(one.url): one for one in known}
        for url in urls(operation):
            if bare(url) not in ours:
                host = {one.url.partition("/")[0] for one in known} != {url.partition("/")[0]}
                was = known[0].url
                yield at.found("operation-moved", None, name="host" if host else "path", was=was, now=url)
    if operation.method and operation.method not in {one.method for one in known}:
        yield at.found("operation-moved", None, name="method", was=known[0].method, now=operation.method)
    for key in operation.query:
        if not any(place.get("name") == key for one in known for place in one.parameters):
            yield at.found("parameter-added", None, name=key, part="URL")


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _parameter(at: _At, parameter: Parameter, known: Sequence[SpecOperation]) -> Iterator[Finding]:
    """A row of a parameter table: a parameter of the operation, or a field of its body."""
    if parameter.name.lower() in _PROTOCOL_HEADERS and parameter.where == "header":
        return
    for operation in known:
        for place in operation.parameters:
            exact = place.get("in") in {"query", "cookie"}
            names = [place.get("name"), parameter.name]
            if names[0] == names[1] or (not exact and _plain(names[0]) == _plain(names[1])):
                required = bool(place.get("required"))
                yield from _compare(at, parameter, place.down("schema"), place, required, parameter.where)
                return
    found = _in_requests(at.spec, parameter.name, known)
    if found is None:
        home = None if parameter.where in {"header", "query", "path"} else _requested(at.spec, known)
        demands = parameter.required is True
        yield at.found(
            "parameter-added", home, parameter.line, name=parameter.name, part=parameter.where, demands=demands
        )
    elif found.place is not None:
        yield from _compare(at, parameter, found.place, found.holder, found.required, parameter.where)


def _unlisted(at: _At, operation: Operation, known: SpecOperation, told: set[str]) -> Iterator[Finding]:
    """Parameters of ours that no list of that sort has, in any entry of the operation, unless known from elsewhere."""
    if at.entry != known.entries[0]:
        return  # once for the operation, however many entries it has
    for sort in ("header", "query"):
        if not any(one.where == sort for one in operation.parameters):
            continue
        for place in known.parameters:
            if place.get("in") == sort and place.get("name") not in told and not place.get("x-evidence"):
                yield at.found("parameter-removed", place, name=place.get("name"), part=sort)


def _field(
    at: _At, one: Field, found: tuple[Property, str] | None, known: Sequence[SpecOperation]
) -> Iterator[Finding]:
    if found is None:
        home = _requested(at.spec, known)
        demands = one.required is True
        yield at.found("field-added", home, one.line, name=one.name, part="table", now=one.type, demands=demands)
        return
    known_as, side = found
    if known_as.place is not None:
        required = known_as.required if side == "request" else None
        yield from _compare(at, one, known_as.place, known_as.holder, required, "table")


def _compare(
    at: _At, said: Field | Parameter, schema: Place, holder: Place, required: bool | None, part: str
) -> Iterator[Finding]:
    """Type, mark and values of a row against those of a schema."""
    types = at.spec.types(schema)
    expected = _expected(said.type)
    if types and expected and not types & expected:
        ours = ", ".join(sorted(types))
        yield at.found("type-changed", schema, said.line, name=said.name, part=part, was=ours, now=said.type)
    if said.required is not None and required is not None and said.required != required:
        words = ["optional", "required"]
        yield at.found(
            "required-changed",
            holder,
            said.line,
            name=said.name,
            part=part,
            was=words[required],
            now=words[said.required],
            demands=said.required,
        )
    yield from _values(at, said.name, said.enum, schema, said.line, part)


def _expected(word: str | None) -> set[str]:
    """The JSON types that a page's word for a type may be; none where it is not known."""
    bare_word = (word or "").strip().lower()
    if bare_word.startswith(("[]", "array", "list")):
        return {"array"}
    if bare_word in _TYPES:
        return set(_TYPES[bare_word])
    if bare_word.endswith("_object"):
        return {"object"}
    return {"object", "array"} if (word or "")[:1].isupper() else set()


def _values(at: _At, name: str, values: Sequence[str], schema: Place, line: int, part: str) -> Iterator[Finding]:
    if not values:
        return
    enum = at.spec.enum(schema)
    ours = [str(one) for one in enum.value["enum"] if one is not None] if enum else []
    beyond = [str(one) for one in (enum.value.get("x-values-beyond-page") or [])] if enum else []
    place = enum.down("enum") if enum else schema
    for value in values:
        if value not in ours:
            yield at.found("enum-value-added", place, line, name=f"{name}={value}", part=part, now=value)
    for value in ours:
        if value not in values and value not in beyond:
            yield at.found("enum-value-removed", place, line, name=f"{name}={value}", part=part, was=value)


def _schemas(operation: SpecOperation, kind: str) -> list[Place]:
    return {"request": operation.requests, "response": operation.responses, "error": operation.errors}[kind]


def _distinct(spec: SpecSide, schemas: Iterable[Place]) -> list[Place]:
    return list({(one.file, one.pointer): one for one in map(spec.files.follow, schemas)}.values())


def _requested(spec: SpecSide, known: Sequence[SpecOperation]) -> Place | None:
    """The schema of the body, where there is one."""
    return next((spec.files.follow(schema) for one in known for schema in one.requests), None)


def _in_requests(spec: SpecSide, name: str, known: Sequence[SpecOperation]) -> Property | None:
    return next((found for one in known for schema in one.requests if (found := spec.property(schema, name))), None)


def _in_answers(spec: SpecSide, name: str, schemas: Iterable[Place]) -> Property | None:
    """A field of what is answered; the envelope goes without saying."""
    for schema in schemas:
        for path in (f"data.{name}", name):
            if found := spec.property(schema, path):
                return found
    return None


def _in_bodies(spec: SpecSide, name: str, known: Sequence[SpecOperation]) -> tuple[Property, str] | None:
    if found := _in_requests(spec, name, known):
        return found, "request"
    if found := _in_answers(spec, name, (schema for one in known for schema in one.responses)):
        return found, "response"
    return None


def _section_fields(spec: SpecSide, inventory: Inventory, mapping: Mapping) -> Iterator[Finding]:
    """The tables of sections: the object that the section's operations answer with."""
    for section, rows in inventory.section_fields.items():
        answers = [
            schema
            for operation in inventory.operations
            if operation.section == section
            for known in mapping.of(Entry(*operation.key))
            for schema in known.responses
        ]
        if not answers:  # a table outside of all sections: of errors, which all operations share
            answers = [schema for known in spec.operations for schema in known.errors]
        answers = _distinct(spec, answers)
        for one in rows:
            at = _At(spec, Entry(section), one.line)
            found = _in_answers(spec, one.name, answers)
            if found is None:
                home = answers[0] if answers else None
                yield at.found("field-added", home, name=one.name, part="table", now=one.type)
            elif found.place is not None:
                yield from _compare(at, one, found.place, found.holder, None, "table")


def _example(at: _At, conformity: Conformity, example: Example, schemas: Sequence[Place]) -> Iterator[Finding]:
    source = "" if example.source == "page" else f" ({example.source})"
    part = f"{example.kind} example{source}"
    if not schemas:
        what = {"request": "takes no such body", "response": "describes no answer", "error": "describes no error"}
        yield at.found("example-invalid", None, example.line, name="body", part=part, was=what[example.kind])
        return
    tried: list[tuple[Place, tuple[Misfit, ...]]] = [(one, conformity.misfits(one, example)) for one in schemas]
    schema, misfits = min(tried, key=lambda one: len(one[1]))
    for misfit in misfits:
        place = _nearest(at.spec, schema, misfit.path)
        if misfit.known:
            name = re.sub(r"\[\d+\]", "[]", misfit.path) or "body"
            yield at.found("example-invalid", place, example.line, name=name, part=part, was=misfit.message)
        else:
            yield at.found("field-added", place, example.line, name=misfit.path, part=part)
    for path in example.required:
        found = at.spec.property(schema, path)
        if found and found.place and not found.required:
            yield at.found(
                "required-changed",
                found.holder,
                example.line,
                name=path,
                part=part,
                was="optional",
                now="required",
                demands=example.kind == "request",
            )
    for path, values in example.enums:
        if (found := at.spec.property(schema, path)) and found.place:
            yield from _values(at, path, values, found.place, example.line, part)


def _nearest(spec: SpecSide, schema: Place, path: str) -> Place:
    """The property at a key path, or the nearest schema around it."""
    steps = re.sub(r"\[\d*\]", "", path).split(".")
    for end in range(len(steps), 0, -1):
        found = spec.property(schema, ".".join(steps[:end]))
        if found and found.place:
            return found.place
    return schema
