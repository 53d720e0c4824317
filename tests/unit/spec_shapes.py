"""Rules for the shapes of responses: what is required, what may be null, and which names mean the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.transform import operations, resolve
from generator.type_guards import is_list, is_object

from tests.unit.spec_rules import bodies, examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ENVELOPE = frozenset({"data", "meta"})
SHAPE = re.compile(r"^(Updated|Created|Moved|Stopped|Stored)|(ListItem|Summary)$")
"""How shapes are named: `UpdatedVideo` and `VideoListItem` are shapes of `Video`."""


@dataclass(slots=True)
class Usage:
    """How often a property of a response occurs in the examples of its schema."""

    schema: str
    name: str
    definition: dict[str, Any]
    required: bool
    may_be_null: bool
    present: int = 0
    absent: int = 0
    null: int = 0

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def reasoned(self) -> bool:
        """Return whether the description has a reason for differing from the examples."""
        return "x-evidence-reason" in self.definition or self.definition.get("x-evidence") == "seen"


@dataclass(slots=True)
class _Counter:
    document: dict[str, Any]
    found: dict[tuple[str, str], Usage]

    def declare(self, schema: dict[str, Any]) -> None:
        """Add the properties of all named schemas below a schema."""
        reference = schema.get("$ref", "")
        name = reference.rpartition("/")[2]
        target = resolve(self.document, schema)
        for key, inner in target.get("properties", {}).items():
            if name and (name, key) not in self.found:
                null = _may_be_null(self.document, inner)
                self.found[name, key] = Usage(name, key, inner, key in target.get("required", ()), null)
                self.declare(inner)
        for inner in _inner(target):
            self.declare(inner)

    def count(self, schema: dict[str, Any], value: Any) -> None:
        """Count the properties of a value, at every depth."""
        name = schema.get("$ref", "").rpartition("/")[2]
        target = resolve(self.document, schema)
        for arm in (*target.get("anyOf", ()), *target.get("oneOf", ())):
            self.count(arm, value)
        if is_list(value) and "items" in target:
            for item in value:
                self.count(target["items"], item)
        if not is_object(value):
            return
        for key, inner in target.get("properties", {}).items():
            usage = self.found.get((name, key))
            if usage is not None:
                usage.present += key in value
                usage.absent += key not in value
                usage.null += value.get(key, "") is None
            if key in value:
                self.count(inner, value[key])


def _inner(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict))
    for key in ("anyOf", "oneOf"):
        yield from schema.get(key, ())


def usages(documents: Iterable[dict[str, Any]]) -> list[Usage]:
    """Return every property of successful responses of a vendor, with its counts over the examples of responses."""
    found: dict[tuple[str, str], Usage] = {}
    for document in documents:
        counter = _Counter(document, found)
        for _, _, operation, _ in operations(document):
            for status, body in bodies(document, operation):
                if status.startswith("2"):
                    for media in body.get("content", {}).values():
                        counter.declare(media.get("schema", {}))
        for _, what, schema, value in examples(document):
            if what.startswith("2"):
                counter.count(schema, value)
    return list(found.values())


def optional_problems(documents: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield optional properties that every example has, and that have no reason to be optional."""
    for usage in usages(documents):
        if not usage.required and usage.present and not usage.absent and not usage.reasoned:
            yield f"{usage}: every example has it ({usage.present}), so it is required"


def null_problems(documents: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield properties that may be null although no example of any shape of the same thing shows it.

    The lists in envelopes are exempt: the service sends null for an empty list, and the client reads it as one.
    """
    found = usages(documents)
    shown = {(SHAPE.sub("", usage.schema), usage.name) for usage in found if usage.null}
    for usage in found:
        known = usage.name in ENVELOPE or (SHAPE.sub("", usage.schema), usage.name) in shown
        if usage.may_be_null and not known and not usage.reasoned:
            yield f"{usage}: may be null, which no example shows"


def _may_be_null(document: dict[str, Any], schema: dict[str, Any]) -> bool:
    target = resolve(document, schema)
    kind = target.get("type", [])
    arms = (*target.get("anyOf", ()), *target.get("oneOf", ()))
    return kind == "null" or "null" in kind or any(_may_be_null(document, arm) for arm in arms)


def name_problems(documents: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Yield names that mean different schemas in two services of one vendor, whose models are one set of classes."""
    known: dict[tuple[str, str], tuple[str, Any]] = {}
    for service, document in documents.items():
        vendor = service.partition("-")[0]
        for name, schema in document["components"].get("schemas", {}).items():
            other, definition = known.setdefault((vendor, name), (service, schema))
            if definition != schema:
                yield f"{name}: {other} and {service} define it differently"
