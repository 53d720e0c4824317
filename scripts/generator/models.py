"""Prepare the schemas of a vendor for the generator of models: one class per schema, made tolerant.

Services of one vendor share schemas. A schema that several of them have becomes one class, so they must define it
alike. Enumerations accept other values, and limits, which the server checks, are dropped.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from .evidence import marked
from .inline import SCHEMA, inline_plain
from .operations import operations, resolve
from .type_guards import is_list, is_object

BOUNDS = frozenset(
    {
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    }
)


class ModelsError(Exception):
    """The schemas of a vendor cannot become one set of classes. The message names the schema and the services."""


def merged(documents: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the named schemas of all services of a vendor, by name.

    Raises:
        ModelsError: Two services define a schema of one name differently.
    """
    schemas: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for service, document in documents.items():
        for name, schema in document["components"].get("schemas", {}).items():
            owner = owners.setdefault(name, service)
            if schemas.setdefault(name, schema) != schema:
                raise ModelsError(f"{name} is defined differently in {owner} and in {service}: rename one of them")
    return schemas


def for_models(documents: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a document for datamodel-code-generator: the named schemas of a vendor's requests and responses."""
    merged(documents)
    kept: dict[str, Any] = {}
    for document in documents.values():
        kept |= _used(inline_plain(document))
    first = next(iter(documents.values()))
    return {
        "openapi": first["openapi"],
        "info": {"title": first["info"]["title"], "version": first["info"]["version"]},
        "paths": {},
        "components": {"schemas": {name: _tolerant(kept[name]) for name in sorted(kept)}},
    }


def _used(document: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas that a response has, or that are nested in a request body."""
    schemas = copy.deepcopy(document["components"].get("schemas", {}))
    wanted: set[str] = set()
    for _, _, operation, _ in operations(document):
        for media in resolve(document, operation.get("requestBody", {})).get("content", {}).values():
            name = media.get("schema", {}).get("$ref", "").rpartition("/")[2]
            wanted |= names(schemas.get(name, {}))
        for response in operation["responses"].values():
            wanted |= names(resolve(document, response).get("content", {}))
    for item in document.get("webhooks", {}).values():
        wanted |= names([method.get("requestBody", {}) for method in item.values() if is_object(method)])
    while (more := wanted.union(*(names(schemas[name]) for name in wanted))) != wanted:
        wanted = more
    return {name: schema for name, schema in schemas.items() if name in wanted}


def names(node: Any) -> set[str]:
    """Return the names of the schemas that a node refers to."""
    found: set[str] = set()
    if is_list(node):
        return found.union(*(names(item) for item in node))
    if not is_object(node):
        return found
    reference = str(node.get("$ref", ""))
    if reference.startswith(SCHEMA):
        found.add(reference.removeprefix(SCHEMA))
    return found.union(*(names(value) for value in node.values()))


def _tolerant(node: Any) -> Any:
    if is_list(node):
        return [_tolerant(item) for item in node]
    if not is_object(node):
        return node
    kept = {key: _tolerant(value) for key, value in node.items() if key not in BOUNDS or is_object(value)}
    if isinstance(text := kept.get("description"), str):
        kept["description"] = marked(text, kept)
    if kept.get("format") in ("uri", "email", "unixtime"):
        del kept["format"]  # stays a string or a number: a parsed URL may differ from the original
    if kept.get("x-secret") or kept.get("format") == "password":
        kept.pop("format", None)  # stays a string
        kept["repr"] = False  # must not appear in logs and tracebacks
    if "enum" in kept and kept.get("type") == "string":
        description = {"description": kept.pop("description")} if "description" in kept else {}
        return {"anyOf": [kept, {"type": "string"}], **description}
    return kept
