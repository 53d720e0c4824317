"""Digests of the values of examples, apart from their placeholders.

A page prints `<UUID>` or `{name}` where an example has a value. The digest leaves such values out, and the example
lists their paths. So an example of specs/ can be compared with one of a page without the page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from .json_paths import join
from .type_guards import is_array, is_object

LEFT_OUT = "…"
"""What stands for a value that is left out. Null is no value, so it is kept."""
PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w ]*\}|<[A-Z_]+>|\.{3,}|…")


def placeholders(value: Any) -> tuple[str, ...]:
    """Return the paths of the values with placeholders; `[]` in a path stands for any item of a list."""
    return tuple(dict.fromkeys(path for path, text in _texts(value, "") if PLACEHOLDER.search(text)))


def values_digest(value: Any, left_out: Collection[str]) -> str:
    """Return the hash of a document without the values at some paths. The order of keys makes no difference."""
    text = json.dumps(_without(value, "", left_out), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if is_object(value):
        for key, inner in value.items():
            yield from _texts(inner, join(path, key))
    elif is_array(value):
        for inner in value:
            yield from _texts(inner, f"{path}[]")
    elif isinstance(value, str):
        yield path, value


def _without(value: Any, path: str, left_out: Collection[str]) -> Any:
    if is_object(value):
        return {key: _without(inner, join(path, key), left_out) for key, inner in value.items()}
    if is_array(value):
        return [_without(inner, f"{path}[]", left_out) for inner in value]
    return LEFT_OUT if path in left_out and value is not None else value
