"""Write values as YAML in the style of specs/: short maps and lists on one line, long texts folded."""

from __future__ import annotations

import json
import re
import textwrap
from typing import Any

import yaml
from vendor_docs.type_guards import is_array, is_object

WIDTH = 120
_PLAIN = re.compile(r"[A-Za-z0-9_/$.<^(][^\n\t]*")
_SPREAD = frozenset({"parameters", "properties", "examples", "content", "responses", "servers"})
"""The keys whose maps and lists always have a line for each item."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Quoted(str):
    """Text that is quoted although it need not be."""

    __slots__ = ()


def scalar(value: Any, *, flow: bool = False) -> str:
    """Return a scalar, quoted only where it must be."""
    if not isinstance(value, str):
        text = re.sub(r"^(-?\d+)(?=e)", r"\1.0", json.dumps(value))  # YAML needs a point in a number with an exponent
        return text if _loaded(text) == value else json.dumps(str(value))
    unsafe = ": " in value or " #" in value or value != value.strip() or value.endswith(":")
    if isinstance(value, _Quoted) or unsafe or not _PLAIN.fullmatch(value) or (flow and set(value) & set(",[]{}")):
        return json.dumps(value, ensure_ascii=False)
    return value if _loaded(value) == value else json.dumps(value)


def _loaded(text: str) -> Any:
    try:
        return yaml.load(text, _LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        return None


def flow(value: Any) -> str:
    """Return a value on one line."""
    if is_object(value):
        inner = ", ".join(f"{scalar(key, flow=True)}: {_described(key, one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if is_array(value):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value, flow=True)


def _described(key: str, value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if key == "description" and isinstance(value, str) else flow(value)


def entry(key: str, value: Any, indent: int, *, spread: bool = False) -> list[str]:
    """Return the lines of a key with its value. `spread` gives each key of a map a line of its own."""
    margin, name = " " * indent, scalar(key)
    if not (spread or key in _SPREAD) or not (is_object(value) or is_array(value)) or not value:
        line = f"{margin}{name}: {flow(value) if is_object(value) or is_array(value) else scalar(value)}"
        if len(line) <= WIDTH or not _may_fold(value):
            return [line]
    if isinstance(value, str):
        folded = textwrap.wrap(value, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False)
        return [f"{margin}{name}: >-", *(f"{margin}  {line}" for line in folded)]
    return [f"{margin}{name}:", *block(value, indent + 2)]


def _may_fold(value: Any) -> bool:
    if isinstance(value, str):
        return " ".join(value.split()) == value and len(value) > 1
    return bool(value) and (is_object(value) or is_array(value))


def block(value: Any, indent: int) -> list[str]:
    """Return the lines of a map or a list."""
    if is_object(value):
        return [line for key, one in value.items() for line in entry(key, one, indent)]
    lines: list[str] = []
    for one in value:
        line = f"{' ' * indent}- {flow(one)}"
        if len(line) <= WIDTH or not one or not is_object(one):
            lines.append(line)
        else:
            first, *rest = block(one, indent + 2)
            lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
    return lines
