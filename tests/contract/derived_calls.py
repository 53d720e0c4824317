"""Calls made from the descriptions: their examples, and for ids the objects that stand on the server.

Only what this cannot know is written by hand, in `calls_kinescope.py` and `calls_platformcraft.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from generator.operations import operations, resolve
from generator.transform import for_resources, sections_of
from generator.tree import merge
from generator.type_guards import is_list, is_object

from tests.bundles import BUNDLES
from tests.described_operations import OPERATIONS, DescribedOperation

__all__ = ["SUBJECTS", "create_missing", "derived_arguments", "is_created", "path_arguments"]

SUBJECTS = {subject.name: subject for subject in OPERATIONS}
FEW = 5
"""The size of pages that are asked for."""
FILE = b"bytes"

Argument = dict[str, Any]


@cache
def _facts(vendor: str) -> dict[str, dict[str, Any]]:
    """Return what the generator knows of each operation of a vendor: its arguments and how they are sent."""
    own = {name: document for name, document in BUNDLES.items() if name.partition("-")[0] == vendor}
    sections = merge([sections_of(name, document) for name, document in own.items()])
    found: dict[str, dict[str, Any]] = {}
    for name, document in own.items():
        for _, _, operation, _ in operations(for_resources(document, name, sections)):
            for response in operation["responses"].values():
                if "x-operation" in response:
                    found[response["x-operation"]["id"]] = response["x-operation"]
    return found


def facts(name: str) -> dict[str, Any]:
    """Return what the generator knows of an operation."""
    return _facts(SUBJECTS[name].vendor)[name]


def path_arguments(name: str) -> dict[str, str]:
    """Return the arguments for the path of an operation, each with its name in the description."""
    return {each["name"]: each["wire"] for each in facts(name)["signature"] if each["place"] == "path"}


def derived_arguments(name: str, ids: dict[str, str]) -> dict[str, Any]:
    """Return the arguments of a call of an operation. `ids` has the samples of ids, by the names of fields."""
    subject, known = SUBJECTS[name], facts(name)
    parameters = {(each["in"], each["name"]): each for each in subject.parameters}
    body = _request_example(subject)
    given: dict[str, Any] = {}
    for argument in known["signature"]:
        wire, place = argument["wire"], argument["place"]
        for value in _values(subject, argument, parameters.get((place, wire)), body, ids, known["sortable"].get(wire)):
            given[argument["name"]] = value
    return given


def _values(
    subject: DescribedOperation,
    argument: Argument,
    parameter: dict[str, Any] | None,
    body: Any,
    ids: dict[str, str],
    sortable: list[str] | None,
) -> Iterator[Any]:
    """Yield the value of an argument; nothing if it is left out."""
    wire, place = argument["wire"], argument["place"]
    if place in ("content", "json"):
        yield FILE if argument["type"] == "File" else _with_ids(body, ids)
    elif place == "field":
        if argument["type"] == "File":
            yield FILE
        elif is_object(body) and wire in body:
            yield _with_ids(body[wire], ids, wire)
    elif place == "path":
        if wire in ids or (argument["required"] and parameter is not None):
            yield ids.get(wire, (parameter or {}).get("example"))
    elif sortable:
        yield f"-{sortable[0]}"
    elif parameter is not None:
        schema = resolve(subject.document, parameter["schema"])
        if wire in {"page", "per_page"}:
            yield 1 if wire == "page" else FEW
        elif argument["required"]:
            yield ids.get(wire, parameter.get("example", schema.get("default")))


def _request_example(subject: DescribedOperation) -> Any:
    """Return the first example of a request's body."""
    content = resolve(subject.document, subject.operation.get("requestBody", {})).get("content", {})
    for media in content.values():
        for example in media.get("examples", {}).values():
            return resolve(subject.document, example)["value"]
        return media.get("example", {})
    return None


def _with_ids(value: Any, ids: dict[str, str], name: str = "") -> Any:
    """Return a value of an example with the ids of objects that stand on the server."""
    if is_object(value):
        return {each: _with_ids(item, ids, each) for each, item in value.items()}
    if is_list(value):
        return [_with_ids(item, ids) for item in value]
    return ids[name] if isinstance(value, str) and name in ids else value


def create_missing(
    name: str, given: dict[str, Any], known: set[str], call: Callable[[str, dict[str, Any]], Any]
) -> dict[str, Any]:
    """Return the arguments with ids of objects made for them, where the server has none that a path names.

    `known` are the names of parameters whose objects stand on the server. `call` calls an operation.
    """
    made = dict(given)
    subject = SUBJECTS[name]
    names = {wire: argument for argument, wire in path_arguments(name).items()}
    segments = subject.key.partition("#")[0].split("/")
    for end, segment in enumerate(segments):
        wire = segment.strip("{}")
        if segment == wire or wire in known or names.get(wire) not in given:
            continue
        creating = _creating(subject, "/".join(segments[:end]))
        if creating is None:
            continue
        arguments = {each: made[each] for each in path_arguments(creating.name) if each in made}
        result = call(creating.name, arguments)
        own = next(each for each in subject.parameters if each["name"] == wire)
        made[names[wire]] = getattr(result, str(own.get("x-id-of", ".id")).rpartition(".")[2])
    return made


def is_created(name: str, wire: str) -> bool:
    """Return whether an operation creates the objects that a path parameter of another one names."""
    collection = SUBJECTS[name].key.partition("#")[0].partition(f"/{{{wire}}}")[0]
    return _creating(SUBJECTS[name], collection) is not None


def _creating(subject: DescribedOperation, collection: str) -> DescribedOperation | None:
    """Return the operation of a subject's service that creates the objects at a path."""
    ours = (each for each in OPERATIONS if each.service == subject.service)
    return next((each for each in ours if each.method == "post" and each.key == collection), None)
