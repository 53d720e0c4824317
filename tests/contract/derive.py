"""What a tool cannot digest in a description, changed for that tool alone, and listed with the reason.

The descriptions say what the service does, and two tools cannot take all of it.

Prism matches a path parameter within one segment, tells no operations apart by their query, counts a
valueless query key as missing, and ignores the path of the server's URL. It gets several documents. In each,
method and path alone say which operation is meant, and a parameter that spans segments stands as one path
for each number of them.

schemathesis puts a path parameter into one segment. It gets one document in which that parameter is a
segment. Path keys keep their fragment, which is no part of the URL it calls, so that links lead from any
operation to any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scripts.generator.transform import operations


class Form(NamedTuple):
    """A form that a parameter which spans segments can take in a path."""

    segments: int
    suffix: str
    """What the operation's id gets in this form."""
    slash: str = ""
    """What a root looks like."""

    def template(self, name: str) -> str:
        """The form in a path's template."""
        return self.slash + "".join(f"/{{{name}_{number}}}" for number in range(1, self.segments + 1))


ONE = Form(1, "")
FORMS = (ONE, Form(2, ".two"), Form(3, ".three"), Form(0, ".root"), Form(0, ".root_slash", "/"))
"""The forms that Prism is told of."""

NAME = r"^[^/\x00-\x1f\x7f]+$"
"""One segment. Control characters are refused by the server as well as by the client."""

REASONS = {
    "segments": "a path parameter cannot hold a slash: one path for each number of segments",
    "segment": "a path parameter cannot hold a slash: it is one segment",
    "optional": "a valueless query key counts as missing, so none is required",
    "another": "operations on one method and path cannot differ by query: another document",
    "base": "the path of the server's URL is not looked at: it stands in each path",
}


@dataclass(frozen=True)
class Derived:
    """What a tool gets instead of a description."""

    documents: list[dict[str, Any]]
    changes: dict[str, set[str]] = field(default_factory=dict)
    """For each operation the keys of REASONS that say what was changed."""


def for_prism(document: dict[str, Any]) -> Derived:
    """Documents in which method and path, a parameter being one segment, name one operation each."""
    derived = Derived([])
    base = urlsplit(document["servers"][0]["url"]).path.rstrip("/")
    placed = [
        (form, key.partition("#")[0], method, operation, parameters)
        for key, method, operation, parameters in operations(document)
        for form in (FORMS if _spanning(parameters) else [ONE])
    ]
    # Roots last: they share a path with operations that have no such parameter, which go first.
    for form, path, method, operation, parameters in sorted(placed, key=lambda entry: entry[0].segments == 0):
        name = operation["operationId"]
        changes = derived.changes.setdefault(name, {"base"} if base else set())
        made = {**operation, "operationId": name + form.suffix, "parameters": [], "x-derived-from": name}
        for parameter in parameters:
            if parameter.get("x-spans-segments"):
                changes.add("segments")
                path = path.replace(f"{{{parameter['name']}}}", form.template(parameter["name"]))
                made["parameters"] += [
                    _segment(parameter, f"{parameter['name']}_{number}", number - 1)
                    for number in range(1, form.segments + 1)
                ]
            elif _valueless(parameter) and parameter.get("required"):
                changes.add("optional")
                made["parameters"].append({**parameter, "required": False})
            else:
                made["parameters"].append(parameter)
        if _place(derived.documents, document, base + path, method, made):
            changes.add("another")
    return derived


def for_schemathesis(document: dict[str, Any]) -> Derived:
    """One document in which each spanning parameter is one segment."""
    derived = Derived([{**document, "paths": {}}])
    for key, method, operation, parameters in operations(document):
        path, mark, variant = key.partition("#")
        changes = derived.changes.setdefault(operation["operationId"], set())
        made = {**operation, "parameters": []}
        for parameter in parameters:
            if parameter.get("x-spans-segments"):
                changes.add("segment")
                path = path.replace(f"{{{parameter['name']}}}", f"/{{{parameter['name']}}}")
                parameter = _segment(parameter, parameter["name"], -1)
            made["parameters"].append(parameter)
        derived.documents[0]["paths"].setdefault(f"{path}{mark}{variant}", {})[method] = made
    return derived


def shape(path: str) -> str:
    """The path without the names of its parameters: what Prism tells paths by."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def _spanning(parameters: list[dict[str, Any]]) -> bool:
    return any(parameter.get("x-spans-segments") for parameter in parameters)


def _valueless(parameter: dict[str, Any]) -> bool:
    return bool(parameter.get("allowEmptyValue")) and parameter["schema"].get("const") == ""


def _segment(parameter: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    """The parameter as the `number`th of the segments it spans."""
    segments = parameter["example"].strip("/").split("/")
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": parameter["description"],
        "schema": {"type": "string", "pattern": NAME},
        "example": segments[number % len(segments)],
    }


def _place(
    documents: list[dict[str, Any]],
    document: dict[str, Any],
    path: str,
    method: str,
    operation: dict[str, Any],
) -> int:
    """Put the operation into the first document that has room for it; give that document's number."""
    target = (shape(path), method)
    taken = [{(shape(key), name) for key, item in made["paths"].items() for name in item} for made in documents]
    number = next((number for number, targets in enumerate(taken) if target not in targets), len(documents))
    if number == len(documents):
        documents.append({**document, "paths": {}})
    documents[number]["paths"].setdefault(path, {})[method] = operation
    return number
