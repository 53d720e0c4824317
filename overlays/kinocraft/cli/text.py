"""Values as text: safe for a terminal, exact in JSON, and without secrets."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from ..type_guards import is_list, is_mapping, is_sequence

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["HIDDEN", "as_json", "cell", "plain", "visible"]

HIDDEN = "***"
"""What is shown instead of a secret."""
UNUSUAL = re.compile(r"[^ -~]")


def visible(text: str) -> str:
    """Return text in one line that cannot control a terminal: other characters than printable ones are escaped."""
    return UNUSUAL.sub(lambda match: _escape(match[0], json=False), text)


def as_json(value: object, *, indent: int | None = None) -> str:
    """Return JSON. Characters that could control a terminal are escaped, which means the same in JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    lines = text.split("\n") if indent is not None else [text]
    return "\n".join(UNUSUAL.sub(lambda match: _escape(match[0], json=True), line) for line in lines)


def plain(value: object, *, reveal: bool = False) -> Any:
    """Return a model as plain data. Secrets are hidden unless `reveal` is set, and undocumented fields are left out."""
    if hasattr(type(value), "model_fields"):
        model = cast("BaseModel", value)
        fields = type(model).model_fields
        return {
            field.alias or name: HIDDEN
            if not (field.repr or reveal) and getattr(model, name)
            else plain(getattr(model, name), reveal=reveal)
            for name, field in fields.items()
            if name in model.model_fields_set
        }
    if is_mapping(value):
        return {str(key): plain(each, reveal=reveal) for key, each in value.items()}
    if is_sequence(value):
        return [plain(each, reveal=reveal) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def cell(value: object) -> str:
    """Return a value as the text of a column."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if is_mapping(value) or is_list(value):
        return as_json(plain(value))
    return visible(value.isoformat() if isinstance(value, date) else str(value))


def _escape(character: str, *, json: bool) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if not json:
        return character.encode("unicode_escape").decode("ascii")
    units = character.encode("utf-16-be", "surrogatepass").hex() if code > 0xFFFF else f"{code:04x}"
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
