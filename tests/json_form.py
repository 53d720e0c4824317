"""Convert a typed response back to the JSON it came from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from generator.type_guards import is_list, is_object
from pydantic import BaseModel


def to_json(value: Any) -> Any:
    """Return the fields of a result as JSON, without those that the response lacks."""
    if isinstance(value, BaseModel):
        # Not by attribute: an unknown field may have the name of a method of the model.
        fields = {**value.__dict__, **(value.model_extra or {})}
        aliases = {name: field.alias or name for name, field in type(value).model_fields.items()}
        return {aliases.get(name, name): to_json(fields[name]) for name in value.model_fields_set}
    if is_list(value):
        return [to_json(item) for item in value]
    if is_object(value):
        return {name: to_json(item) for name, item in value.items()}
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
