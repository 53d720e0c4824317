"""The inventory that a page would have if it agreed with specs/.

specs/ may contain more than a page, in other words. The inventory is therefore a copy of the page's inventory in which
what specs/ contradict is replaced, what specs/ lack is removed, and what the page lacks is added. `diff` then finds
only the disagreements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import TypeVar

from . import match
from .changes import Entry
from .diff import entry_of
from .example_validator import ExampleValidator
from .inventory import Error, Example, Field, Inventory, Operation, Parameter
from .json_paths import is_inside
from .spec_files import Place
from .spec_links import SpecLinks, outline
from .specs import Property, SpecOperation, Specs

Row = TypeVar("Row", Field, Parameter)

_PROTOCOL_HEADERS = {"content-length", "content-type", "authorization"}
_NO_SCHEMA = {"request": "takes no such body", "response": "describes no response", "error": "describes no error"}
# The pages' names of types, with the JSON types that each may mean. A capitalized name means an object.
_TYPES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("string", "text", "enum", "datetime", "date", "uuid", "file"), frozenset({"string"})),
    **dict.fromkeys(("number", "float"), frozenset({"number", "integer"})),
    **dict.fromkeys(("integer", "int", "timestamp", "time stamp"), frozenset({"integer"})),
    **dict.fromkeys(("bool", "boolean"), frozenset({"boolean"})),
    **dict.fromkeys(("object", "dictionary"), frozenset({"object"})),
}


class SpecInventory:
    """Build the inventory of specs/ for a page, and the pairs of operations for `diff`."""

    def __init__(
        self, specs: Specs, validator: ExampleValidator, links: SpecLinks, page: Inventory, condensed: Inventory
    ) -> None:
        self.specs = specs
        self.validator = validator
        self.links = links
        self.page = page
        self.condensed = condensed
        self.listed: dict[str, set[str]] = {}  # by operation: the parameters that any of its entries names
        for one in page.operations:
            for operation in links.of(entry_of(one)):
                names = self.listed.setdefault(operation.id, set())
                names.update(one.query, (parameter.name for parameter in one.parameters))

    def build(self) -> tuple[Inventory, list[match.Pair]]:
        """Return the inventory and the pairs of its operations with those of the page."""
        kept = self.condensed
        operations: list[Operation] = []
        pairs: list[match.Pair] = []
        for at, (raw, condensed) in enumerate(zip(self.page.operations, kept.operations, strict=True)):
            if known := self.links.of(entry_of(raw)):
                pairs.append((len(operations), at))
                operations.append(self._operation(raw, condensed, known))
            else:
                pairs.append((None, at))
        for missing in self._missing():
            at = _after_section(operations, missing.section)
            pairs = [(old + 1 if old is not None and old >= at else old, new) for old, new in pairs]
            pairs.append((at, None))
            operations.insert(at, missing)
        inventory = replace(
            kept,
            operations=tuple(operations),
            errors=tuple(self._errors(kept)),
            section_fields={name: tuple(self._table(name, rows)) for name, rows in kept.section_fields.items()},
            examples=tuple(
                self._example(raw, condensed, self.specs.errors)
                for raw, condensed in zip(self.page.examples, kept.examples, strict=True)
            ),
        )
        return inventory, pairs

    # --- operations

    def _missing(self) -> Iterator[Operation]:
        """Yield the operations that the page lacks: their entries, or the headings that mention them."""
        for entry, theirs in self.links.pairs.items():
            if theirs is None:
                yield outline(entry, self.links.by_entry[entry][0])
        sections = self.page.sections
        headings = {*sections, *(section.rpartition("/")[2] for section in sections)}
        for operation in self.specs.operations:
            if operation.heading and operation.heading not in headings:
                yield outline(Entry(operation.heading), operation)

    def _operation(self, raw: Operation, page: Operation, known: Sequence[SpecOperation]) -> Operation:
        name = self.links.name_of(entry_of(raw))
        host, path = _address(page, known)
        parameters = [*self._parameters(page.parameters, known), *self._unlisted(name, page, known[0])]
        return replace(
            page,
            section=name.section,
            title=name.title or "",
            occurrence=name.occurrence,
            host=host,
            path=path,
            method=page.method if page.method in {None, *(one.method for one in known)} else known[0].method,
            query=tuple(key for key in page.query if _has_parameter(key, known)),
            parameters=tuple(parameters),
            fields=tuple(self._fields(page.fields, known)),
            examples=tuple(
                self._example(example, condensed, self.specs.body_schemas(example.kind, known))
                for example, condensed in zip(raw.examples, page.examples, strict=True)
            ),
        )

    def _parameters(self, rows: Sequence[Parameter], known: Sequence[SpecOperation]) -> Iterator[Parameter]:
        """Yield rows of a parameter table: parameters of the operation, or fields of its request body."""
        for row in rows:
            if row.name.lower() in _PROTOCOL_HEADERS and row.where == "header":
                yield row
            elif parameter := self.specs.parameter(row.name, known):
                yield self._row(row, parameter.down("schema"), bool(parameter.get("required")))
            elif found := self._property(row.name, self.specs.body_schemas("request", known)):
                yield self._row(row, found.place, found.required)

    def _unlisted(self, name: Entry, page: Operation, operation: SpecOperation) -> Iterator[Parameter]:
        """Yield parameters that no entry of the operation lists, although it lists others of the same kind.

        They are yielded for the first entry of an operation only.
        """
        if name != operation.entries[0]:
            return
        sorts = {one.where for one in page.parameters} & {"header", "query"}
        for place in operation.parameters:
            unknown = place.get("name") not in self.listed[operation.id] and not place.get("x-evidence")
            if place.get("in") in sorts and unknown:
                yield Parameter(str(place.get("name")), place.get("in"), None, None, (), None, None, 0)

    def _fields(self, rows: Sequence[Field], known: Sequence[SpecOperation]) -> Iterator[Field]:
        """Yield rows of a field table: fields of the request body, else of the response, else keys of the query."""
        for row in rows:
            if found := self._property(row.name, self.specs.body_schemas("request", known)):
                yield self._row(row, found.place, found.required)
            elif found := self._response_property(row.name, self.specs.body_schemas("response", known)):
                yield self._row(row, found.place, None)
            elif (parameter := self.specs.parameter(row.name, known)) and parameter.get("in") == "query":
                yield self._row(row, parameter.down("schema"), bool(parameter.get("required")))

    # --- outside of operations

    def _table(self, section: str, rows: Sequence[Field]) -> Iterator[Field]:
        """Yield rows of a section's table: fields of the object that the section's operations return."""
        operations = [one for one in self.page.operations if one.section == section]
        known = [ours for one in operations for ours in self.links.of(entry_of(one))]
        schemas = self.specs.body_schemas("response", known)
        for row in rows:
            if found := self._response_property(row.name, schemas or self.specs.errors):
                yield self._row(row, found.place, None)

    def _errors(self, page: Inventory) -> Iterator[Error]:
        """Yield the error codes and the statuses. A status counts if some operation has it."""
        if not page.errors:
            return
        codes: dict[str, str | None] = self.specs.codes.value if self.specs.codes else {}
        documented = {status for operation in self.specs.operations for status in operation.statuses}
        listed = {(one.table, one.code): one for one in page.errors}
        for one in page.errors:
            if one.table == "code":
                agrees = one.code in codes and codes[one.code] == one.name
            else:
                agrees = _is_documented(one, documented)
            if agrees:
                yield one
        for code, name in codes.items():
            if ("code", code) not in listed or listed["code", code].name != name:
                yield Error("code", code, name, None, 0)
        entered = (operation for operation in self.specs.operations if operation.entries)
        for status in sorted({status for operation in entered for status in operation.statuses}):
            ranged = ("http", f"{status[0]}xx") in listed
            if status[0] != "2" and ("http", status) not in listed and not ranged:
                yield Error("http", status, _phrase(status), None, 0)

    # --- rows and examples

    def _property(self, name: str, schemas: Sequence[Place]) -> Property | None:
        return next((found for schema in schemas if (found := self.specs.property(schema, name))), None)

    def _response_property(self, name: str, schemas: Sequence[Place]) -> Property | None:
        """Return a field of a response. The page omits the envelope."""
        paths = ((schema, path) for schema in schemas for path in (f"data.{name}", name))
        return next((found for schema, path in paths if (found := self.specs.property(schema, path))), None)

    def _row(self, row: Row, schema: Place | None, required: bool | None) -> Row:
        """Return the row with the type, `required` and enum of specs/, if both sides state them."""
        if schema is None:
            return row
        types, expected = self.specs.types(schema), _json_types(row.type)
        agrees = not types or not expected or bool(types & expected)
        return replace(
            row,
            type=row.type if agrees else ", ".join(sorted(types)),
            required=row.required if required is None or row.required is None else required,
            enum=self._values(row.enum, schema),
        )

    def _values(self, page: Sequence[str], schema: Place) -> tuple[str, ...]:
        if not page:
            return ()
        enum = self.specs.enum(schema)
        if enum is None:
            return ()
        beyond_page = map(str, enum.get("x-values-beyond-page") or [])
        ours = [str(one) for one in enum.value["enum"] if one is not None]
        silent = set(beyond_page) - set(page)
        return tuple(one for one in ours if one not in silent)

    def _example(self, raw: Example, page: Example, schemas: Sequence[Place]) -> Example:
        """Return the example as the best matching schema describes it."""
        if not schemas:
            return replace(page, invalid=(("", _NO_SCHEMA[raw.kind]),))
        verdicts = [(schema, self.validator.validate(schema, raw)) for schema in schemas]
        schema, verdict = min(verdicts, key=lambda one: one[1].problems)
        unknown = list(verdict.unknown)
        keys = {path: types for path, types in page.keys.items() if not is_inside(path, unknown)}
        enums: list[tuple[str, tuple[str, ...]]] = []
        for path, values in page.enums:
            found = self.specs.property(schema, path)
            enums.append((path, self._values(values, found.place) if found and found.place else values))
        return replace(
            page,
            invalid=verdict.invalid,
            keys=keys,
            required=tuple(path for path in page.required if self._is_required(schema, path)),
            enums=tuple(enums),
        )

    def _is_required(self, schema: Place, path: str) -> bool:
        """Return whether a field is required; True if specs/ do not have it."""
        found = self.specs.property(schema, path)
        return found is None or found.place is None or found.required


def _has_parameter(name: str, known: Sequence[SpecOperation]) -> bool:
    return any(place.get("name") == name for one in known for place in one.parameters)


def _address(page: Operation, known: Sequence[SpecOperation]) -> tuple[str | None, str | None]:
    """Return the host and path of the page, replaced by those of specs/ where they differ."""
    urls = match.urls(page)
    if not page.path or {*map(match.bare, urls)} <= {match.bare(one.url) for one in known}:
        return page.host, page.path
    host, slash, path = known[0].url.partition("/")
    page_host, page_slash, page_path = urls[0].partition("/")
    same_path = match.bare(slash + path) == match.bare(page_slash + page_path)
    return page.host if host == page_host else host, page.path if same_path else slash + path


def _after_section(operations: Sequence[Operation], section: str) -> int:
    """Return the position after the last operation of a section, or the end if it has none."""
    inside = [at for at, one in enumerate(operations) if one.section == section]
    return inside[-1] + 1 if inside else len(operations)


def _is_documented(error: Error, documented: set[str]) -> bool:
    """Return whether a row of the status table agrees with specs/."""
    if error.code.startswith("2"):
        return True  # the success status differs by operation
    if error.code.endswith("xx"):
        known = any(status[0] == error.code[0] for status in documented)
    else:
        known = error.code in documented
    return known and (not error.code.isdecimal() or error.name == _phrase(error.code))


def _phrase(status: str) -> str:
    try:
        return HTTPStatus(int(status)).phrase
    except ValueError:
        return ""


def _json_types(word: str | None) -> frozenset[str]:
    """Return the JSON types that a page's name of a type may mean; none if the name is unknown."""
    lower = (word or "").strip().lower()
    if lower.startswith(("[]", "array", "list")):
        return frozenset({"array"})
    if lower in _TYPES:
        return _TYPES[lower]
    if lower.endswith("_object"):
        return frozenset({"object"})
    return frozenset({"object", "array"} if (word or "")[:1].isupper() else ())
