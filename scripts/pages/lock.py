"""What a page says, reduced to what may be kept: names, types, marks, values and hashes, but none of its sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .inventory import Error, Example, Field, Inventory, Operation, Parameter
from .prose import digest

FORMAT = 1
_HASH = 16  # digits kept: two texts of the same place never meet by chance
_KEY = re.compile(r"^[\w\[\]-]{1,64}$")


class LockError(Exception):
    """The lock file is missing or is none."""


def page_facts(inventory: Inventory) -> dict[str, Any]:
    """The facts of a page. Two pages that differ in spacing alone have the same."""
    return {
        "sha256": inventory.sha256,
        "preamble": _short(inventory.preamble.sha256),
        "sections": list(inventory.sections),
        "errors": [_error(error) for error in inventory.errors],
        "section_fields": {name: [_field(one) for one in table] for name, table in inventory.section_fields.items()},
        "examples": [_example(example) for example in inventory.examples],
        "operations": [operation_facts(operation) for operation in inventory.operations],
    }


def operation_facts(operation: Operation) -> dict[str, Any]:
    """The facts of one entry."""
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
            "parameters": [_parameter(parameter) for parameter in operation.parameters],
            "fields": [_field(one) for one in operation.fields],
            "prose": _short(operation.prose.sha256),
            "examples": [_example(example) for example in operation.examples],
        }
    )


def write(path: Path, pages: Iterable[Inventory]) -> None:
    """Write the lock of these pages: the same bytes for the same facts."""
    ordered = sorted(pages, key=lambda one: one.page)
    document = {"format": FORMAT, "pages": {one.page: page_facts(one) for one in ordered}}
    path.write_text(_text(document) + "\n", encoding="utf-8")


def load(path: Path, page: str) -> dict[str, Any]:
    """The locked facts of a page."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LockError(f"{path}: expected the lock; write it with: python scripts/docs.py lock ({error})") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise LockError(f"{path}: expected a lock of format {FORMAT}; write it with: python scripts/docs.py lock")
    if page not in document.get("pages", {}):
        raise LockError(f"{path}: expected the page {page}; write it with: python scripts/docs.py lock")
    facts: dict[str, Any] = document["pages"][page]
    return facts


def key_types(value: Any) -> dict[str, str]:
    """Every key of a document, as a path, with the JSON types its values have; a list's items are behind `[]`."""
    types: dict[str, set[str]] = {}

    def walk(part: Any, path: str) -> None:
        types.setdefault(path, set()).add(json_type(part))
        if isinstance(part, dict):
            for key, inner in part.items():
                # A key that is data, such as a URL, stands for any other.
                name = key if _KEY.match(key) else "*"
                walk(inner, f"{path}.{name}" if path else name)
        elif isinstance(part, list):
            for inner in part:
                walk(inner, f"{path}[]")

    walk(value, "")
    return {path: "|".join(sorted(names)) for path, names in types.items()}


def json_type(value: Any) -> str:
    """The JSON type of a value; whether a number has a fraction is chance in an example."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def _short(sha256: str | None) -> str | None:
    return sha256[:_HASH] if sha256 else None


def _filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, [], {})}


def _error(error: Error) -> dict[str, Any]:
    return _filled(
        {"table": error.table, "code": error.code, "name": error.name, "text": _short(error.description_hash)}
    )


def _field(one: Field) -> dict[str, Any]:
    return _filled(
        {
            "name": one.name,
            "type": one.type,
            "required": one.required,
            "enum": list(one.enum),
            "text": _short(one.description_hash),
        }
    )


def _parameter(one: Parameter) -> dict[str, Any]:
    return _filled(
        {
            "name": one.name,
            "where": one.where,
            "type": one.type,
            "required": one.required,
            "enum": list(one.enum),
            "sample": _short(digest(one.example)) if one.example else None,
            "text": _short(one.description_hash),
        }
    )


def _example(one: Example) -> dict[str, Any]:
    return _filled(
        {
            "kind": one.kind,
            "source": one.source,
            "sha256": _short(one.raw_sha256),
            "keys": key_types(one.value),
            "notes": [[path, _short(note)] for path, note in one.notes],
            "required": list(one.required),
            "enums": [[path, list(values)] for path, values in one.enums],
        }
    )


def _text(node: Any, depth: int = 0) -> str:
    """JSON with a line for each thing small enough, so that a difference between two locks can be read."""
    flat = json.dumps(node, ensure_ascii=False)
    if depth > 4 or len(flat) + depth <= 118 or not isinstance(node, dict | list):
        return flat
    inner = " " * (depth + 1)
    if isinstance(node, dict):
        named = [(json.dumps(key, ensure_ascii=False), value) for key, value in node.items()]
        parts = [f"{inner}{key}: {_text(value, depth + 1)}" for key, value in named]
        return "{\n" + ",\n".join(parts) + "\n" + " " * depth + "}"
    return "[\n" + ",\n".join(f"{inner}{_text(item, depth + 1)}" for item in node) + "\n" + " " * depth + "]"
