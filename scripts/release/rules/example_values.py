"""Bring the examples of specs/ up to date with those of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from vendor_docs.example_validator import substituted
from vendor_docs.findings import Finding
from vendor_docs.inventory import Example
from vendor_docs.spec_files import Place
from vendor_docs.type_guards import is_array, is_object

from ..example_origins import Use
from . import words
from .additions import UndecidedError
from .component_names import free_name
from .draft import Draft
from .example_keys import example_key
from .shared_examples import Edit, rewrite
from .shown import best, likeness

# What a page prints instead of a value.
_PLACEHOLDER = re.compile(r"\{\w[\w ]*\}|<[A-Za-z_ ]+>|\.{3,}|…")


def changed_values(work: Draft, finding: Finding) -> None:
    """Copy the changed values of a page's example."""
    example = work.example(finding)
    if example is None:
        raise UndecidedError("Compare the example with that of specs/: it is not found on the page.")
    ours = _ours(work, finding, example)
    if example.source != "page" or not ours:
        work.outcome.reason = "The example is not one of specs/; its form is described already."
        return
    value = substituted(example.value)
    edits = {
        use.id: [Edit("set", pointer, "", new) for pointer, new in _differences(value, work.value(use.place), "")]
        for use in ours
    }
    for use in ours:
        for edit in edits[use.id]:
            _check(work, use.schema, edit.pointer, edit.value)
    rewrite(work, edits)
    work.outcome.file, work.outcome.pointer = ours[0].place.file, ours[0].place.pointer
    if not any(edits.values()):
        work.outcome.reason = "The example of specs/ has these values already."


def new_example(work: Draft, finding: Finding) -> None:
    """Add an example of the page to specs/."""
    operation, name = work.entry(finding), finding.name or ""
    number = int(name.rpartition(" ")[2]) if name.rpartition(" ")[2].isdigit() else 0
    example = operation.examples[number - 1] if operation and 0 < number <= len(operation.examples) else None
    if example is None:
        raise UndecidedError("Add the example: it is not found on the page.")
    if example.source != "page":
        work.outcome.reason = "Samples of code are not part of specs/."
        return
    known = work.known(finding)
    media = [one for operation in known for one in operation.media(example.kind)]
    schemas = [one.down("schema") for one in media]
    if not schemas or "cut" in example.repairs:
        raise UndecidedError("Describe what the example shows: specs/ have no schema for it, or the page truncates it.")
    schema = best(work, schemas, example)
    verdict = work.checker.validator.validate(schema, example)
    if verdict.invalid:
        raise UndecidedError("Compare the example with the schema, which rejects it.")
    holder = media[schemas.index(schema)]
    value = substituted(example.value)
    listed: dict[str, Any] = work.value(holder).get("examples") or {}
    if any(work.files.follow(holder.down("examples", one)).get("value") == value for one in listed):
        work.outcome.reason = "specs/ have this example already."
        return
    file = known[0].place.file.with_name("examples.yaml")
    stem = f"{words.snake(known[0].id.rpartition('.')[2])}_{example.kind}"
    title = free_name(work.files, file, stem)
    key = example_key(value, [example], listed)
    work.component(file, title, {"summary": f"Another {example.kind} of the page.", "value": value})
    if "examples" in work.value(holder):
        work.add(holder.file, f"{holder.pointer}/examples", key, {"$ref": f"examples.yaml#/{title}"})
    else:
        work.add(holder.file, holder.pointer, "examples", {key: {"$ref": f"examples.yaml#/{title}"}})
    work.outcome.file, work.outcome.pointer = file, f"/{title}"


def _ours(work: Draft, finding: Finding, example: Example) -> Sequence[Use]:
    """Return the uses of specs/ that reproduce an example; else the most similar of the composed ones."""
    known = {one.id for one in work.known(finding)}
    every = [one for one in work.uses if one.kind == example.kind]
    if proven := [one for one in every if any(origin is example for origin in work.origins.of(one))]:
        return proven
    composed = [one for one in every if not work.origins.of(one) and known & {each.id for each in one.operations}]
    value = substituted(example.value)
    return sorted(composed, key=lambda one: likeness(value, work.value(one.place)))[-1:]


def _differences(page: Any, ours: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """Yield the places of scalars that differ, where both values have them; placeholders are not values."""
    if is_object(page) and is_object(ours):
        for key in page.keys() & ours.keys():
            step = key.replace("~", "~0").replace("/", "~1")
            yield from _differences(page[key], ours[key], f"{pointer}/{step}")
    elif is_array(page) and is_array(ours):
        for at, (one, other) in enumerate(zip(page, ours, strict=False)):
            yield from _differences(one, other, f"{pointer}/{at}")
    elif type(page) is type(ours) and page != ours and not (isinstance(page, str) and _is_placeholder(page)):
        yield pointer, page


def _is_placeholder(text: str) -> bool:
    return bool(_PLACEHOLDER.search(text)) or "5f0cf8c6-8d3f" in text


def _check(work: Draft, schema: Place, pointer: str, value: Any) -> None:
    """Reject a value that its schema does not allow."""
    steps = ["[]" if step.isdigit() else step for step in pointer.split("/")[1:]]
    places = work.at(schema, steps)
    if any(value in (work.value(enum)["enum"]) for place in places if (enum := work.specs.enum(place))):
        return
    scalar = Example("response", "page", 0, f"scalar {value!r}", value, ())
    if places and all(work.checker.validator.validate(one, scalar).invalid for one in places):
        raise UndecidedError(f"Compare the value at `{'.'.join(steps)}` with its schema, which rejects it.")
