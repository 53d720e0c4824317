"""What a method gives: the answer itself, what stands in its envelope, a page of a list, or nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

JSON = "application/json"
SCHEMA = "#/components/schemas/"


@dataclass(frozen=True)
class Given:
    """A method's answer, as the templates write it."""

    result: str
    """What the method gives."""
    call: str
    """The type of its `Call`."""
    model: str
    """What the answer is read as."""
    gives: str = "whole"
    """`Operation.gives`."""
    listing: str = ""
    """The type of a list's items; empty where it is no list."""


def given(document: dict[str, Any], method: str, success: dict[str, Any]) -> dict[str, Any]:
    """What an operation of this method gives, by the description of its success."""
    return asdict(_nullable(_given(document, method, success), bool(success.get("x-empty-body"))))


def _given(document: dict[str, Any], method: str, success: dict[str, Any]) -> Given:
    content = success.get("content", {})
    if JSON not in content:
        name = "bytes" if content else "Headers" if success.get("headers") else "None"
        return Given(name, name, name)
    schema = one_or_many(success) or content[JSON].get("schema", {})
    own = _type(schema)
    # Only what is asked for can be asked for again, page after page: what a POST answers with is no page of a list.
    asked_for = method == "get"
    if schema.get("type") == "array":
        return _list(own, _type(schema["items"])) if asked_for else Given(own, own, own)
    component = _component(document, schema)
    envelope = component.get("properties", {})
    if "data" not in envelope or envelope.keys() - {"data", "meta"}:
        return Given(own, own, own)
    data = envelope["data"]
    if set(_component(document, data).get("properties", {})) == {"success"}:
        return Given("None", "None", own, "nothing")
    if "array" in _types(data) and asked_for:
        return _list(own, _type(data["items"]))
    name = _type(data) + (" | None" if "null" in _types(data) else "")
    return Given(name, name, own, "data")


def _list(model: str, item: str) -> Given:
    return Given(f"Page[{item}]", f"Listed[{item}]", model, listing=item)


def _nullable(made: Given, empty: bool) -> Given:
    """Where a success may come without a body there may be nothing to give; then bytes are none, and headers come."""
    if not empty or made.listing or made.result in ("None", "Headers", "bytes") or made.result.endswith("None"):
        return made
    return Given(f"{made.result} | None", f"{made.call} | None", made.model, made.gives)


def one_or_many(response: dict[str, Any]) -> dict[str, Any]:
    """The list, where the description allows for its one object standing alone too."""
    arms = response.get("content", {}).get(JSON, {}).get("schema", {}).get("anyOf", [])
    many = [arm for arm in arms if arm.get("type") == "array"]
    return many[0] if len(arms) == 2 and len(many) == 1 and many[0]["items"] in arms else {}


def _component(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = str(schema.get("$ref", "")).removeprefix(SCHEMA)
    named: dict[str, Any] = document["components"].get("schemas", {}).get(name, {})
    return named


def _types(schema: dict[str, Any]) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else kind


PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return "models." + schema["$ref"].removeprefix(SCHEMA)
    if "array" in _types(schema):
        return f"builtins.list[{_type(schema.get('items', {}))}]"
    kind = schema.get("type")
    return PLAIN.get(kind, "Any") if isinstance(kind, str) else "Any"
