"""The lock file: the last accepted inventories of the pages, with names, values and hashes, but no sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from .example_values import placeholders, values_digest
from .inventory import Error, Example, Field, Inventory, Operation, Parameter, Prose
from .json_paths import key_types
from .text import digest, replace_file
from .type_guards import is_array, is_object

FILE = "docs.lock.json"
FORMAT = 1
_HASH = 16  # stored digits: enough that two texts at one place do not collide by chance
_REWRITE = "write it with: python scripts/docs.py lock"
_Row = TypeVar("_Row", Field, Error)


class LockError(Exception):
    """The lock file is missing or cannot be read."""


class MissingPageError(LockError):
    """The lock file has no such page."""


@dataclass(frozen=True, slots=True)
class LockedPage:
    """A page as it is locked. `superseded` has the hashes of the pages that were locked before it."""

    inventory: Inventory
    superseded: tuple[str, ...] = ()


def write(path: Path, pages: Iterable[Inventory]) -> None:
    """Write the lock of these pages, and keep those of other pages. Equal pages result in equal bytes.

    The file is replaced at once, so that an interrupted write leaves the old lock.
    """
    stored = _stored(path) if path.exists() else {}
    for one in pages:
        document = to_json(condense(one))
        superseded = _superseded(stored.get(one.page, {}), one.sha256)
        stored[one.page] = {**document, "superseded": superseded} if superseded else document
    document = {"format": FORMAT, "pages": {name: stored[name] for name in sorted(stored)}}
    replace_file(path, _text(document) + "\n")


def _superseded(facts: Mapping[str, Any], sha256: str) -> list[str]:
    """Return the hashes of the pages before the one that is locked now."""
    known: list[str] = [*facts.get("superseded", ()), facts.get("sha256", sha256)]
    return [one for one in dict.fromkeys(known) if one != sha256]


def load(path: Path, page: str) -> Inventory:
    """Return the locked inventory of a page. All its line numbers are 0."""
    return load_page(path, page).inventory


def load_page(path: Path, page: str) -> LockedPage:
    """Return a locked page. All line numbers of its inventory are 0."""
    pages = _stored(path)
    if page not in pages:
        raise MissingPageError(f"{path}: expected the page {page}; {_REWRITE}")
    return LockedPage(from_json(page, pages[page]), tuple(pages[page].get("superseded", ())))


def _stored(path: Path) -> dict[str, Any]:
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LockError(f"{path}: expected the lock; {_REWRITE} ({error})") from error
    if not is_object(document) or document.get("format") != FORMAT:
        raise LockError(f"{path}: expected a lock of format {FORMAT}; {_REWRITE}")
    pages: dict[str, Any] = document.get("pages", {})
    return pages


# --- condensed inventories


def condense(inventory: Inventory) -> Inventory:
    """Return the inventory as the lock stores it: with short hashes, and keys and types instead of examples."""
    return replace(
        inventory,
        preamble=_prose(inventory.preamble),
        errors=tuple(map(_short_text, inventory.errors)),
        section_fields={name: tuple(map(_short_text, rows)) for name, rows in inventory.section_fields.items()},
        examples=tuple(map(condense_example, inventory.examples)),
        operations=tuple(
            replace(
                operation,
                parameters=tuple(map(_parameter, operation.parameters)),
                fields=tuple(map(_short_text, operation.fields)),
                prose=_prose(operation.prose),
                examples=tuple(map(condense_example, operation.examples)),
            )
            for operation in inventory.operations
        ),
    )


def _short(sha256: str | None) -> str | None:
    return sha256[:_HASH] if sha256 else None


def _prose(prose: Prose) -> Prose:
    return replace(prose, sha256=prose.sha256[:_HASH])


def _short_text(row: _Row) -> _Row:
    return replace(row, description_hash=_short(row.description_hash))


def _parameter(row: Parameter) -> Parameter:
    sample = _short(digest(row.example)) if row.example else None
    return replace(row, description_hash=_short(row.description_hash), example=sample)


def condense_example(example: Example) -> Example:
    """Return an example as the lock stores it."""
    if example.values_sha256:
        return example  # from the lock, condensed already
    left_out = placeholders(example.value)
    return replace(
        example,
        raw_sha256=example.raw_sha256[:_HASH],
        value=None,
        repairs=(),
        notes=tuple((path, note[:_HASH]) for path, note in example.notes),
        keys=key_types(example.value),
        values_sha256=values_digest(example.value, left_out)[:_HASH],
        placeholders=left_out,
    )


def prints(example: Example, value: Any) -> bool:
    """Return whether a condensed example has this value, with something in the place of each placeholder."""
    return values_digest(value, example.placeholders)[:_HASH] == example.values_sha256


# --- as JSON


def to_json(inventory: Inventory) -> dict[str, Any]:
    """Return a condensed inventory as JSON, without line numbers."""
    return {
        "sha256": inventory.sha256,
        "preamble": inventory.preamble.sha256,
        "sections": list(inventory.sections),
        "errors": [
            _filled({"table": one.table, "code": one.code, "name": one.name, "text": one.description_hash})
            for one in inventory.errors
        ],
        "section_fields": {
            name: [_row_to_json(row) for row in rows] for name, rows in inventory.section_fields.items()
        },
        "examples": [_example_to_json(example) for example in inventory.examples],
        "operations": [_operation_to_json(operation) for operation in inventory.operations],
    }


def _operation_to_json(operation: Operation) -> dict[str, Any]:
    return _filled(
        {
            "section": operation.section,
            "title": operation.title,
            "occurrence": operation.occurrence,
            "host": operation.host,
            "method": operation.method,
            "path": operation.path,
            "query": list(operation.query),
            "content_type": operation.content_type,
            "parameters": [_row_to_json(row) for row in operation.parameters],
            "fields": [_row_to_json(row) for row in operation.fields],
            "prose": operation.prose.sha256,
            "examples": [_example_to_json(example) for example in operation.examples],
        }
    )


def _row_to_json(row: Field | Parameter) -> dict[str, Any]:
    parameter = row if isinstance(row, Parameter) else None
    return _filled(
        {
            "name": row.name,
            "where": parameter and parameter.where,
            "type": row.type,
            "required": row.required,
            "enum": list(row.enum),
            "sample": parameter and parameter.example,
            "text": row.description_hash,
        }
    )


def _example_to_json(example: Example) -> dict[str, Any]:
    return _filled(
        {
            "kind": example.kind,
            "source": example.source,
            "sha256": example.raw_sha256,
            "values": example.values_sha256,
            "placeholders": list(example.placeholders),
            "keys": example.keys,
            "notes": [list(note) for note in example.notes],
            "required": list(example.required),
            "enums": [[path, list(values)] for path, values in example.enums],
        }
    )


def _filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, [], {})}


def from_json(page: str, facts: Mapping[str, Any]) -> Inventory:
    """Return the inventory that `to_json` wrote."""
    return Inventory(
        page=page,
        sha256=facts["sha256"],
        preamble=Prose(facts["preamble"], 0),
        sections=tuple(facts["sections"]),
        operations=tuple(map(_operation_from_json, facts["operations"])),
        errors=tuple(Error(one["table"], one["code"], one.get("name"), one.get("text"), 0) for one in facts["errors"]),
        section_fields={name: tuple(map(_field_from_json, rows)) for name, rows in facts["section_fields"].items()},
        examples=tuple(map(_example_from_json, facts["examples"])),
    )


def _operation_from_json(facts: Mapping[str, Any]) -> Operation:
    return Operation(
        section=facts["section"],
        title=facts["title"],
        occurrence=facts["occurrence"],
        line=0,
        host=facts.get("host"),
        method=facts.get("method"),
        path=facts.get("path"),
        query=tuple(facts.get("query", ())),
        content_type=facts.get("content_type"),
        parameters=tuple(map(_parameter_from_json, facts.get("parameters", ()))),
        fields=tuple(map(_field_from_json, facts.get("fields", ()))),
        prose=Prose(facts["prose"], 0),
        examples=tuple(map(_example_from_json, facts.get("examples", ()))),
    )


def _field_from_json(row: Mapping[str, Any]) -> Field:
    enum = tuple(row.get("enum", ()))
    return Field(row["name"], row.get("type"), row.get("required"), enum, row.get("text"), 0)


def _parameter_from_json(row: Mapping[str, Any]) -> Parameter:
    one = _field_from_json(row)
    return Parameter(
        one.name, row["where"], one.type, one.required, one.enum, row.get("sample"), one.description_hash, 0
    )


def _example_from_json(facts: Mapping[str, Any]) -> Example:
    return Example(
        kind=facts["kind"],
        source=facts["source"],
        line=0,
        raw_sha256=facts["sha256"],
        value=None,
        repairs=(),
        notes=tuple((path, note) for path, note in facts.get("notes", ())),
        required=tuple(facts.get("required", ())),
        enums=tuple((path, tuple(values)) for path, values in facts.get("enums", ())),
        keys=facts["keys"],
        values_sha256=facts.get("values", ""),
        placeholders=tuple(facts.get("placeholders", ())),
    )


def _text(node: Any, depth: int = 0) -> str:
    """Return JSON with a line for each small object, so that the differences of two locks are readable."""
    flat = json.dumps(node, ensure_ascii=False)
    if depth > 4 or len(flat) + depth <= 118:
        return flat
    inner = " " * (depth + 1)
    if is_object(node):
        named = [(json.dumps(key, ensure_ascii=False), value) for key, value in node.items()]
        parts = [f"{inner}{key}: {_text(value, depth + 1)}" for key, value in named]
        return "{\n" + ",\n".join(parts) + "\n" + " " * depth + "}"
    if not is_array(node):
        return flat
    return "[\n" + ",\n".join(f"{inner}{_text(item, depth + 1)}" for item in node) + "\n" + " " * depth + "]"
