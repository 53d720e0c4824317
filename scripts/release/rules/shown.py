"""Which values a schema has in the examples of the page and of specs/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vendor_docs.diff import entry_of
from vendor_docs.example_validator import substituted
from vendor_docs.inventory import Example
from vendor_docs.spec_files import Place
from vendor_docs.specs import SpecOperation
from vendor_docs.type_guards import is_array, is_object

from .draft import Draft

_DEPTH = 12


@dataclass(frozen=True, slots=True)
class SpecExample:
    """An example of specs/ with its schema: the place of its value."""

    schema: Place
    place: Place


def best(draft: Draft, schemas: Sequence[Place], example: Example) -> Place:
    """Return the schema that fits an example best."""
    if len(schemas) == 1:
        return schemas[0]
    return min(schemas, key=lambda schema: draft.checker.validator.validate(schema, example).problems)


def page_objects(draft: Draft, holder: Place, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the objects that a schema describes in the page's examples of requests or responses."""
    for operation in draft.page.operations:
        known = draft.links.of(entry_of(operation))
        schemas = draft.specs.body_schemas(kind, known) if known else []
        for example in operation.examples if schemas else ():
            if example.kind == kind:
                for place, value, _ in objects(draft, best(draft, schemas, example), substituted(example.value), ""):
                    if place.id == holder.id:
                        yield value


def spec_objects(draft: Draft, holder: Place, kind: str) -> Iterator[tuple[Place, str, dict[str, Any]]]:
    """Yield the objects that a schema describes in the examples of specs/: example, pointer in it, value."""
    seen: set[tuple[Any, str]] = set()
    for operation in draft.specs.operations:
        for one in spec_examples(draft, operation, kind):
            for place, value, pointer in objects(draft, one.schema, draft.value(one.place), ""):
                if place.id == holder.id and (one.place.id, pointer) not in seen:
                    seen.add((one.place.id, pointer))
                    yield one.place, pointer, value


def spec_examples(draft: Draft, operation: SpecOperation, kind: str) -> Iterator[SpecExample]:
    """Yield the examples of an operation's requests, responses or errors."""
    for media in operation.media(kind):
        listed: dict[str, Any] = media.get("examples") or {}
        for name in listed:
            place = draft.files.follow(media.down("examples", name))
            if "value" in place.value:
                yield SpecExample(media.down("schema"), place.down("value"))


def objects(
    draft: Draft, schema: Place, value: Any, pointer: str, depth: int = 0
) -> Iterator[tuple[Place, dict[str, Any], str]]:
    """Yield each object in a value with the schema that has its fields, and its pointer in the value."""
    variants = list(draft.specs.variants(schema)) if depth < _DEPTH else []
    if is_array(value):
        for one in variants:
            if isinstance(one.get("items"), dict):
                for at, item in enumerate(value):
                    yield from objects(draft, one.down("items"), item, f"{pointer}/{at}", depth + 1)
    if not is_object(value):
        return
    for one in variants:
        properties: dict[str, Any] = one.get("properties") or {}
        if properties:
            yield one, value, pointer
        for key, inner in value.items():
            step = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            if key in properties:
                yield from objects(draft, one.down("properties", key), inner, step, depth + 1)
            elif isinstance(one.get("additionalProperties"), dict):
                yield from objects(draft, one.down("additionalProperties"), inner, step, depth + 1)


def likeness(one: Any, other: Any) -> float:
    """Return how much of two values is equal, from 0 to 1."""
    if is_object(one) and is_object(other):
        keys = one.keys() | other.keys()
        return sum(likeness(one[key], other[key]) for key in one.keys() & other.keys()) / len(keys) if keys else 1
    if is_array(one) and is_array(other):
        if not one and not other:
            return 1
        return sum(map(likeness, one, other)) / max(len(one), len(other))
    if type(one) is not type(other):
        return 0
    return 1 if one == other else 0.5
