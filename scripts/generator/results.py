"""Work out what a method returns: the response, the data in its envelope, a page of a list, or nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

JSON = "application/json"
SCHEMA = "#/components/schemas/"


@dataclass(frozen=True)
class Result:
    """What a method returns, as the templates need it."""

    result: str
    """The type that the method returns."""
    call: str
    """The type of its `Call`."""
    model: str
    """The type of the response body."""
    payload: str = "whole"
    """`Operation.payload`."""
    listing: str = ""
    """The type of the items of a list; empty if it is not a list."""


def result_facts(document: dict[str, Any], method: str, success: dict[str, Any]) -> dict[str, Any]:
    """Return what an operation with this HTTP method returns, according to its successful response."""
    return asdict(_nullable(_result(document, method, success), bool(success.get("x-empty-body"))))


def _result(document: dict[str, Any], method: str, success: dict[str, Any]) -> Result:
    content = success.get("content", {})
    if JSON not in content:
        name = "bytes" if content else "Headers" if success.get("headers") else "None"
        return Result(name, name, name)
    schema = one_or_many(success) or content[JSON].get("schema", {})
    own = _type(schema)
    pageable = method == "get"  # only a GET can be repeated to fetch further pages
    if schema.get("type") == "array":
        return _list(own, _type(schema["items"])) if pageable else Result(own, own, own)
    component = _component(document, schema)
    envelope = component.get("properties", {})
    if "data" not in envelope or envelope.keys() - {"data", "meta"}:
        return Result(own, own, own)
    data = envelope["data"]
    if set(_component(document, data).get("properties", {})) == {"success"}:
        return Result("None", "None", own, "nothing")
    if "array" in _types(data) and pageable:
        return _list(own, _type(data["items"]))
    name = _type(data) + (" | None" if "null" in _types(data) else "")
    return Result(name, name, own, "data")


def _list(model: str, item: str) -> Result:
    return Result(f"Page[{item}]", f"Listed[{item}]", model, listing=item)


def _nullable(made: Result, empty: bool) -> Result:
    """Allow None if the response may have no body. Empty bytes, and headers, need no None."""
    if not empty or made.listing or made.result in ("None", "Headers", "bytes") or made.result.endswith("None"):
        return made
    return Result(f"{made.result} | None", f"{made.call} | None", made.model, made.payload)


def one_or_many(response: dict[str, Any]) -> dict[str, Any]:
    """Return the list schema of a response that may also be a single object, otherwise an empty schema."""
    arms = response.get("content", {}).get(JSON, {}).get("schema", {}).get("anyOf", [])
    many = [arm for arm in arms if arm.get("type") == "array"]
    return many[0] if len(arms) == 2 and len(many) == 1 and many[0]["items"] in arms else {}


def _component(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = str(schema.get("$ref", "")).removeprefix(SCHEMA)
    named: dict[str, Any] = document["components"].get("schemas", {}).get(name, {})
    return named


def _types(schema: dict[str, Any]) -> list[str]:
    types: str | list[str] = schema.get("type", [])
    return [types] if isinstance(types, str) else types


PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return "models." + str(schema["$ref"]).removeprefix(SCHEMA)
    if "array" in _types(schema):
        return f"builtins.list[{_type(schema.get('items', {}))}]"
    kind = schema.get("type")
    return PLAIN.get(kind, "Any") if isinstance(kind, str) else "Any"
