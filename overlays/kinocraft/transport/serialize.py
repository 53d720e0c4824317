"""Serialize what callers pass as the values that a service takes.

Raises InvalidArgumentError for what cannot be sent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, cast

from kinocraft_runtime.bodies import PLAIN, InputField
from kinocraft_runtime.calls import Flag, ObjectPath, Operation, Unset

from ..errors import InvalidArgumentError
from ..type_guards import is_sequence

__all__ = ["check_number", "encode_json", "format_time", "plain_id", "plain_path", "unwrap"]


def encode_json(value: Any, field: InputField = PLAIN) -> bytes:
    """Encode a JSON body. `field` says what the service takes."""
    try:
        plain = _serialize(value, field, "the body")
        return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        raise
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidArgumentError(f"the body cannot be encoded as JSON: {error}") from error


def plain_id(operation: Operation, name: str, value: Any) -> Any:
    """Return the id of an object that is given for it, or else the value itself."""
    return unwrap(getattr(value, operation.ids[name], value) if name in operation.ids else value)


def plain_path(value: ObjectPath) -> str:
    """Return the path of an object that is given for it, or else the value itself."""
    return value if isinstance(value, str) else value.path


def format_time(value: datetime) -> str:
    """Format a time by RFC 3339, in UTC with a Z."""
    _check_time_zone(value)
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def unwrap(value: Any) -> Any:
    """Return the text of a pydantic SecretStr, the value of a member of an enumeration, and any other value as it is.

    A string of a derived class is returned as a plain one, because such a class may print itself in another way.
    """
    plain: Any = value.value if isinstance(value, Enum) and not isinstance(value, Flag) else value
    if hasattr(plain, "get_secret_value"):
        plain = plain.get_secret_value()
    return str.__str__(plain) if isinstance(plain, str) else plain


def check_number(name: str, value: int | float) -> int | float:
    """Return the number. NaN and infinity are names in Python, which no service reads as numbers."""
    if not math.isfinite(value):
        raise InvalidArgumentError(f"{name} is {value!r}: give a finite number")
    return value


def _serialize(value: Any, field: InputField, name: str) -> Any:
    value = unwrap(value)
    if field.taken_from is not None and hasattr(value, "model_dump") and hasattr(value, field.taken_from):
        return _serialize(getattr(value, field.taken_from), PLAIN, name)
    if is_sequence(value):
        return [_serialize(item, field, name) for item in value]
    if field.id:
        return getattr(value, "id", value)
    if field.wrapped is not None and (own := _own_id(value, field.wrapped)) is not None:
        return {field.wrapped: own}
    if hasattr(value, "model_dump"):  # checked without importing pydantic, which a call without a model does not need
        return _serialize_model(value, field)
    if isinstance(value, Mapping):
        inner = field.fields or {}
        items = cast(Mapping[str, Any], value).items()
        return {key: _serialize(item, inner.get(key, PLAIN), key) for key, item in items if not isinstance(item, Unset)}
    if isinstance(value, datetime):
        return _unix_seconds(value) if field.seconds else format_time(value)
    if field.seconds and isinstance(value, date):
        raise InvalidArgumentError(f"{name} is {value!r}, which has no time: give a datetime, or Unix seconds")
    return value.isoformat() if isinstance(value, date) else value


def _serialize_model(model: Any, field: InputField) -> Any:
    """Serialize a model with the fields that the request takes. What a response adds to them is left out."""
    if field.fields is None:
        return model.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
    infos: Mapping[str, Any] = model.__class__.model_fields
    present: set[str] = model.model_fields_set
    named = {getattr(infos.get(key), "alias", None) or key: getattr(model, key) for key in present}
    return {
        key: _serialize(named[key], inner, key)
        for key, inner in field.fields.items()
        if key in named and (named[key] is not None or inner.nullable)
    }


def _own_id(value: Any, field: str) -> str | None:
    """Return the id that is given for an object which holds only an id; None if the object itself is given."""
    if isinstance(value, str):
        return value
    own: object = None if hasattr(value, field) else getattr(value, "id", None)
    return own if isinstance(own, str) else None


def _unix_seconds(value: datetime) -> int:
    _check_time_zone(value)
    return int(value.timestamp())


def _check_time_zone(value: datetime) -> None:
    if value.tzinfo is None:
        raise InvalidArgumentError(f"{value!r} has no time zone: add one, as in datetime.now(timezone.utc)")
