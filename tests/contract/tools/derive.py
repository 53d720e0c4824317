"""Derive documents from the descriptions for tools that do not support all of OpenAPI, and list each change with a
reason.

The descriptions stay as they are; two tools get derived documents.

Prism matches a path parameter within one segment, does not distinguish operations by their query, counts a valueless
query key as missing, and ignores the path of the server's URL. It gets several documents. In each, method and path
identify the operation, and a parameter that spans segments becomes one path for each number of segments. Prism also
ignores servers of single paths, so operations on another host get documents of their own.

schemathesis puts a path parameter into one segment, and calls one server. It gets one document in which that
parameter is one segment, and each path begins with its mount on the local server. Path keys keep their fragment,
which is not part of the URL, so that links can lead from any operation to any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.transform import operations

from tests.contract.mounts import MOUNTS, home


class Form(NamedTuple):
    """A form of a parameter that spans segments."""

    segments: int
    suffix: str
    """Suffix of the operation's id in this form."""
    slash: str = ""
    """The form of the root."""

    def template(self, name: str) -> str:
        """Return the form of a path template."""
        return self.slash + "".join(f"/{{{name}_{number}}}" for number in range(1, self.segments + 1))


ONE = Form(1, "")
FORMS = (ONE, Form(2, ".two"), Form(3, ".three"), Form(0, ".root"), Form(0, ".root_slash", "/"))
"""The forms in the documents for Prism."""

NAME = r"^[^/\x00-\x1f\x7f]+$"
"""One segment. Server and client reject control characters."""

REASONS = {
    "segments": "a path parameter cannot hold a slash: one path for each number of segments",
    "segment": "a path parameter cannot hold a slash: it is one segment",
    "optional": "a valueless query key counts as missing, so none is required",
    "another": "operations on one method and path cannot differ by query: another document",
    "base": "the path of the server's URL is not looked at: it stands in each path",
    "host": "a path cannot have a server of its own: a document for each server, or its place in the path",
}


@dataclass(frozen=True)
class Derived:
    """The documents that a tool gets instead of a description."""

    documents: list[dict[str, Any]]
    changes: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """For each operation, the keys of REASONS for its changes."""
    mounts: list[str] = field(default_factory=list[str])
    """For each document, the mount of its operations on the local server."""


def for_prism(document: dict[str, Any]) -> Derived:
    """Return documents in which a parameter is one segment, and method and path identify one operation."""
    derived = Derived([])
    placed = [
        (form, key, method, operation, parameters)
        for key, method, operation, parameters in operations(document)
        for form in (FORMS if _spanning(parameters) else [ONE])
    ]
    # Roots come last, because they share a path with operations that have no such parameter.
    for form, key, method, operation, parameters in sorted(placed, key=lambda entry: entry[0].segments == 0):
        (host, base), path = home(document, key), key.partition("#")[0]
        name = operation["operationId"]
        changes = derived.changes.setdefault(name, {"base"} if base else set())
        if "servers" in document["paths"][key]:
            changes.add("host")
        made: dict[str, Any] = {
            **operation,
            "operationId": name + form.suffix,
            "parameters": [],
            "x-derived-from": name,
        }
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
        mount = MOUNTS[host]
        number = _place(derived, document, mount, base + path, method, made)
        if mount in derived.mounts[:number]:
            changes.add("another")
    return derived


def for_schemathesis(document: dict[str, Any]) -> Derived:
    """Return one document in which each spanning parameter is one segment, and all operations are on the local
    server."""
    derived = Derived([{**document, "servers": [{"url": "/"}], "paths": {}}])
    for key, method, operation, parameters in operations(document):
        path, mark, variant = key.partition("#")
        changes = derived.changes.setdefault(operation["operationId"], {"host"})
        made: dict[str, Any] = {**operation, "parameters": []}
        host, base = home(document, key)
        path = MOUNTS[host] + base + path
        for parameter in parameters:
            if parameter.get("x-spans-segments"):
                changes.add("segment")
                path = path.replace(f"{{{parameter['name']}}}", f"/{{{parameter['name']}}}")
                parameter = _segment(parameter, parameter["name"], -1)
            made["parameters"].append(parameter)
        derived.documents[0]["paths"].setdefault(f"{path}{mark}{variant}", {})[method] = made
    return derived


def shape(path: str) -> str:
    """Return the path without the names of its parameters: Prism distinguishes paths by it."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def _spanning(parameters: list[dict[str, Any]]) -> bool:
    return any(parameter.get("x-spans-segments") for parameter in parameters)


def _valueless(parameter: dict[str, Any]) -> bool:
    return bool(parameter.get("allowEmptyValue")) and parameter["schema"].get("const") == ""


def _segment(parameter: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    """Return the parameter for the `number`th of the segments that it spans."""
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
    derived: Derived, document: dict[str, Any], mount: str, path: str, method: str, operation: dict[str, Any]
) -> int:
    """Put the operation into the first document of its mount where method and path are free; return its number."""
    target = (shape(path), method)
    for number, made in enumerate(derived.documents):
        taken = {(shape(key), name) for key, item in made["paths"].items() for name in item}
        if derived.mounts[number] == mount and target not in taken:
            break
    else:
        number = len(derived.documents)
        derived.documents.append({**document, "paths": {}})
        derived.mounts.append(mount)
    derived.documents[number]["paths"].setdefault(path, {})[method] = operation
    return number
