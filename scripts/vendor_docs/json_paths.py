"""The keys of a JSON document as paths, each with the JSON types of its values."""

from __future__ import annotations

import re
from typing import Any

from .type_guards import is_array, is_object

_KEY = re.compile(r"^[\w\[\]-]{1,64}$")


def key_types(document: Any) -> dict[str, str]:
    """Return the types under each key path; `[]` in a path stands for the items of a list."""
    types: dict[str, set[str]] = {}

    def walk(value: Any, path: str) -> None:
        types.setdefault(path, set()).add(json_type(value))
        if is_object(value):
            for key, inner in value.items():
                walk(inner, join(path, key))
        elif is_array(value):
            for inner in value:
                walk(inner, f"{path}[]")

    walk(document, "")
    return {path: "|".join(sorted(names)) for path, names in types.items()}


def join(path: str, key: str) -> str:
    """Return the path of a key. A key that is data, such as a URL, differs between examples and is `*`."""
    name = key if _KEY.match(key) else "*"
    return f"{path}.{name}" if path else name


def json_type(value: Any) -> str:
    """Return the JSON type of a value. An integer counts as a number: an example may lack a fraction by chance."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def is_inside(path: str, parents: list[str]) -> bool:
    """Return whether a path is one of the parents or inside one."""
    return any(path == parent or path.startswith((f"{parent}.", f"{parent}[]")) for parent in parents)
