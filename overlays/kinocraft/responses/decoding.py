"""Decode a response into typed objects, even if it does not fit its description.

Unknown fields, unknown values of an enumeration, wrong types and missing fields do not fail the call. What fits is
converted, anything else keeps its raw value, and each difference is reported with its exact path.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, Union, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from kinocraft_runtime.model import EXACT, Model

from ..type_guards import is_list, is_object
from .drift import Drift

__all__ = ["adapter", "decode", "lenient"]


@cache
def adapter(annotation: Any) -> TypeAdapter[Any]:
    """Return the pydantic adapter of a type. It is built once."""
    return TypeAdapter(annotation)


def decode(annotation: Any, content: bytes, operation: str) -> tuple[Any, list[Drift]]:
    """Return the typed object, and its differences from the description. Raises ValueError if it is not JSON.

    A response that fits its description is read in one pass, which also proves that it has no unknown fields.
    """
    reader = adapter(annotation)
    try:
        return reader.validate_json(
            content, strict=True, extra="forbid", context=EXACT, by_alias=True, by_name=False
        ), []
    except ValidationError:
        pass
    try:
        raw = _RAW.validate_json(content)
    except ValidationError as error:
        # pydantic's own error quotes the response, which may hold a token.
        reason = error.errors(include_input=False)[0]["msg"]
        try:
            # A byte order mark, a lone surrogate or bytes that are no UTF-8: only the field they are in is unusable.
            raw = json.loads(content.decode("utf-8-sig", "surrogateescape"))
        except (ValueError, RecursionError):
            raise ValueError(reason) from None
    return lenient(annotation, raw, operation)


SURROGATE = re.compile("[\ud800-\udfff]")
_RAW: TypeAdapter[Any] = TypeAdapter(Any)


def lenient(annotation: Any, raw: Any, operation: str) -> tuple[Any, list[Drift]]:
    """Do the same for a parsed value, field by field. A value that does not fit stays raw."""
    drifts: list[Drift] = []

    def report(path: str, kind: Any, expected: str) -> None:
        drifts.append(Drift(operation, path or "(whole response)", kind, expected))

    return _read(annotation, raw, "", report), drifts


_Report: TypeAlias = Callable[[str, str, str], None]


def _read(annotation: Any, raw: Any, path: str, report: _Report) -> Any:
    arms = _arms(annotation)
    if raw is None and type(None) in arms:
        return None
    if isinstance(raw, str) and SURROGATE.search(raw):
        report(path, "wrong_type", "text that UTF-8 can encode")
        return raw
    for arm in arms:
        if is_object(raw) and isinstance(arm, type) and issubclass(arm, Model):
            return _read_model(arm, raw, path, report)
        if is_list(raw) and get_origin(arm) is list:
            (inner,) = get_args(arm)
            return [_read(inner, item, f"{path}[{index}]", report) for index, item in enumerate(raw)]
        if is_object(raw) and get_origin(arm) is dict:
            _, inner = get_args(arm)
            return {key: _read(inner, item, _join(path, key), report) for key, item in raw.items()}
    if (listed := _unlisted(arms, raw)) is not None:
        report(path, "unknown_value", listed)
        return raw
    try:
        return adapter(annotation).validate_python(raw, strict=not _textual(arms))
    except ValidationError:
        report(path, "wrong_type", _name(annotation))
    return raw


def _read_model(model: type[Model], raw: dict[str, Any], path: str, report: _Report) -> Model:
    fields = {info.alias or name: (name, info) for name, info in model.model_fields.items()}
    values: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for key, item in raw.items():
        if key in fields:
            name, info = fields[key]
            values[name] = _read(info.annotation, item, _join(path, key), report)
        else:
            report(_join(path, key), "unknown_field", "nothing")
            unknown[key] = item
    present = values.keys() | (unknown.keys() - model.model_fields.keys())
    for key, (name, info) in fields.items():
        if key not in raw:
            if info.is_required():
                report(_join(path, key), "missing_field", _name(info.annotation))
            values[name] = None
    made = model.model_construct(present, **values)
    # Not passed as arguments above: an unknown field may have the name of a parameter of the method.
    cast(dict[str, Any], made.model_extra).update(unknown)
    return made


def _arms(annotation: Any) -> tuple[Any, ...]:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        parts: tuple[Any, ...] = get_args(annotation)
        return tuple(arm for part in parts for arm in _arms(part))
    return (annotation,)


def _unlisted(arms: tuple[Any, ...], raw: Any) -> str | None:
    """Return the values of an open enumeration if the value is a string that is not among them."""
    listed = [value for arm in arms if get_origin(arm) is Literal for value in get_args(arm)]
    return " | ".join(map(repr, listed)) if listed and isinstance(raw, str) and raw not in listed else None


def _textual(arms: tuple[Any, ...]) -> bool:
    """Return whether JSON represents the type as a string, such as a date, so that a parsed value is a string too."""
    return any(isinstance(arm, type) and arm.__module__ in ("datetime", "uuid", "pydantic.types") for arm in arms)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _name(annotation: Any) -> str:
    names = [getattr(arm, "__name__", str(arm)) for arm in _arms(annotation)]
    return " | ".join("null" if name == "NoneType" else name for name in names)
