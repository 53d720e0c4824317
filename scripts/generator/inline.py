"""Replace references to schemas that are not models.

A named string, number, list or map is defined once in a description and used in many places, often with a description
beside the reference. The generators would drop that description or generate a class for the schema.
"""

from __future__ import annotations

import copy
from typing import Any

from .type_guards import is_list, is_object

SCHEMA = "#/components/schemas/"


def inline_plain(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with every reference to a schema that is not a model replaced by that schema."""
    schemas: dict[str, Any] = document["components"].get("schemas", {})
    plain = {name for name, schema in schemas.items() if not _is_model(schema)}
    result: dict[str, Any] = _walk(document, schemas, plain)
    result["components"]["schemas"] = {
        name: schema for name, schema in result["components"].get("schemas", {}).items() if name not in plain
    }
    return result


def _is_model(schema: dict[str, Any]) -> bool:
    arms = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    return bool({"properties", "allOf"} & schema.keys()) or any("$ref" in arm or _is_model(arm) for arm in arms)


def _walk(node: Any, schemas: dict[str, Any], plain: set[str]) -> Any:
    if is_list(node):
        return [_walk(item, schemas, plain) for item in node]
    if not is_object(node):
        return node
    name = str(node.get("$ref", "")).removeprefix(SCHEMA)
    if name in plain:
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _walk({**copy.deepcopy(schemas[name]), **beside}, schemas, plain)
    return {key: _walk(value, schemas, plain) for key, value in node.items()}
