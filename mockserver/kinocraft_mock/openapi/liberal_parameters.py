"""Read parameters in the forms in which real programs send them and which the descriptions do not allow.

Only a parameter that is invalid as it was sent is read again. What may mean two things stays invalid.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast
from urllib.parse import quote

from jsonschema_rs import Draft202012Validator

from kinocraft_mock.http.messages import Headers
from kinocraft_mock.openapi.descriptions import Operation, Parameter, Schema

__all__ = ["Reread", "merge_repeated", "reread"]

TRUE = frozenset(("1", "t", "true"))
FALSE = frozenset(("0", "f", "false"))
"""What Go's ParseBool reads."""
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
INDEXED = re.compile(r"(.+)\[[0-9]{1,4}\]")
"""A value of a list as PHP and qs name it."""
MICROSECONDS = 6
"""Digits of a second's fraction that Python reads; Go prints nine."""


class Reread(NamedTuple):
    """Parameters that were read again.

    `values` are for the handler, `checked` for validation: there, plain UTF-8 in headers is percent-encoded. `readings`
    say how they were read.
    """

    values: dict[str, Any]
    checked: dict[str, Any]
    readings: list[str]


def merge_repeated(operation: Operation, query: Mapping[str, Sequence[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """Return a query with one name per parameter and one value per single parameter, and how it was read.

    `status[0]` and `status[1]` are values of `status[]`. A parameter that is repeated with the same value counts once.
    """
    merged: dict[str, list[str]] = {}
    readings: list[str] = []
    known = {parameter.name: parameter for parameter in operation.parameters if parameter.location == "query"}
    for name, texts in query.items():
        indexed = INDEXED.fullmatch(name)
        listed = f"{indexed[1]}[]" if indexed and name not in known else name
        if listed != name and listed in known:
            readings.append(f"{name} is a value of {listed}")
            merged.setdefault(listed, []).extend(texts)
        elif name in known and not known[name].many and len(texts) > 1 and len(set(texts)) == 1:
            readings.append(f"{name} is repeated with the same value")
            merged[name] = [texts[0]]
        else:
            merged.setdefault(name, []).extend(texts)
    return merged, readings


def reread(
    operation: Operation,
    validator: Draft202012Validator,
    values: Mapping[str, Any],
    query: Mapping[str, Sequence[str]],
    headers: Headers,
    defaults: Mapping[str, Any],
) -> Reread:
    """Return the values with every invalid one read as programs mean it."""
    result = Reread(dict(values), dict(values), [])
    invalid = {error.instance_path[0] for error in validator.iter_errors(values) if error.instance_path}
    for parameter in operation.parameters:
        name = parameter.name
        if name not in invalid or parameter.location == "path":
            continue
        raw = headers.get(name.lower().encode(), b"")
        texts = list(query.get(name, ())) if parameter.location == "query" else [raw.decode("latin-1")]
        if texts == [""] and not parameter.required:
            for each in (result.values, result.checked):
                each.pop(name)
                if name in defaults:
                    each[name] = defaults[name]
            result.readings.append(f"the empty {name} counts as not sent")
        elif parameter.location == "header":
            if _is_plain_utf8(raw):
                result.checked[name] = quote(raw, safe=string.punctuation + " ")
                result.readings.append(f"{name} is plain UTF-8, not percent-encoded")
        else:
            found = _reading(operation, parameter, texts)
            if found is not None:
                result.values[name] = result.checked[name] = found[0]
                result.readings.append(found[1])
    return result


def _is_plain_utf8(raw: bytes) -> bool:
    try:
        return not raw.decode().isascii()
    except UnicodeDecodeError:
        return False


def _reading(operation: Operation, parameter: Parameter, texts: list[str]) -> tuple[Any, str] | None:
    """Return what the texts of a parameter mean, and how they were read; None if nobody knows."""
    name = parameter.name
    schema: Schema = operation.document.resolve(parameter.schema)
    if parameter.many:
        # An empty item means no item, as an empty field of a form does.
        items = [item for text in texts for item in text.split(",") if item]
        return [parameter.convert(item) for item in items], f"commas separate the values of {name}"
    if len(texts) != 1:
        return None
    text = texts[0]
    word = text.strip().lower()
    if schema.get("type") == "boolean" and word in TRUE | FALSE:
        return word in TRUE, f"{text} counts as {str(word in TRUE).lower()} for {name}"
    if schema.get("const") == "" and word in TRUE:
        return "", f"the value of the flag {name} counts for nothing"
    alternatives = cast("Sequence[Schema]", schema.get("anyOf", [schema]))
    if any(each.get("format") == "date-time" for each in alternatives) and MOMENT.fullmatch(text):
        moment = _utc(text)
        if moment is not None:
            return moment, f"{name} is read as {moment}"
    return None


def _utc(text: str) -> str | None:
    """Return a moment in UTC, in whole seconds; None if there is no such moment."""
    head, _, fraction = text.upper().partition(".")
    if fraction:
        digits = re.match("[0-9]+", fraction)
        length = len(digits[0]) if digits else 0
        text = f"{head}.{fraction[:length][:MICROSECONDS]}{fraction[length:]}"
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None
