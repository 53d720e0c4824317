"""Prepare a description for the generators.

The templates of openapi-python-client see neither the `x-` fields of an operation nor its id, but they see those of a
response. So everything that a resource method needs is stored in the operation's first successful response, under
`x-operation`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from .arguments import arguments
from .evidence import evidence_of, mark, marked, reasoned, sources
from .inline import inline_plain
from .inputs import Inputs
from .names import check_method, check_section, class_name
from .operations import operations, resolve
from .results import JSON, one_or_many, result_facts
from .tree import Section, children_of

__all__ = ["BYTES", "TransformError", "class_name", "for_resources", "operations", "resolve", "sections_of"]

SAFE_TO_REPEAT = frozenset({"get", "put", "delete", "head", "options"})
BYTES = "application/octet-stream"
FRACTION = "2026-01-01T00:00:00.000001Z"
"""A time with a fraction of a second."""


class TransformError(Exception):
    """A description has something that the generated client cannot support. The message names the operation."""


def sections_of(service: str, document: dict[str, Any]) -> dict[str, Section]:
    """Return the sections of a description by their tags."""
    for entry in document["tags"]:
        check_section(entry["name"])
    return {entry["name"]: Section(entry["name"], service, entry["description"]) for entry in document["tags"]}


def for_resources(
    document: dict[str, Any], service: str, sections: Mapping[str, Section] | None = None
) -> dict[str, Any]:
    """Return the document for openapi-python-client, with `x-operation` in each operation's first successful response.

    `sections` are those of all services of the vendor: a section may be below one of another service.
    """
    result = inline_plain(document)
    sections = sections or sections_of(service, document)
    inputs = Inputs(document)
    described = {operation["operationId"]: (operation, entries) for _, _, operation, entries in operations(document)}
    variants = {
        operation["x-method"]: constant(operation["operationId"])
        for _, _, operation, _ in operations(document)
        if "x-method" in operation
    }
    methods: dict[str, list[str]] = {}
    for key, method, operation, parameters in list(operations(result)):
        facts = _facts(result, service, sections, key, method, operation, parameters)
        facts["without"] = variants.get(facts["id"], "")
        facts["hidden"] = "x-method" in operation
        others = methods.setdefault(facts["tag"], [child["attribute"] for child in facts["children"]])
        check_method(facts["id"], facts["method_name"], others)
        others.append(facts["method_name"])
        original, entries = described[facts["id"]]
        asked = [
            {**entry, "description": _for_signature(inlined)["schema"]["description"]}
            for entry, inlined in zip(entries, parameters, strict=True)
            if not _fixed(inlined) and inlined["name"] not in facts["unasked"]
        ]
        facts |= arguments(inputs, original, asked, facts)
        operation["parameters"] = [_for_signature(parameter) for parameter in parameters if not _fixed(parameter)]
        result["paths"][key].pop("parameters", None)
        success = next((status for status in operation["responses"] if status.startswith("2")), None)
        if success is None:
            raise TransformError(f"{operation['operationId']}: no successful response is described")
        response = copy.deepcopy(resolve(result, operation["responses"][success]))
        if response.get("content") and JSON not in response["content"]:
            response["content"] = {BYTES: {"schema": {"type": "string", "format": "binary"}}}
        operation["responses"][success] = {**response, "x-operation": facts}
        operation["summary"] += "."  # the first line of a docstring
        operation["operationId"] = operation["operationId"].replace(".", "_")
        operation["tags"] = [tag.replace(".", "_") for tag in operation["tags"]]
    for schema in result["components"].get("schemas", {}).values():
        for combinator in ("oneOf", "anyOf"):
            if all(set(member) == {"required"} for member in schema.get(combinator, [{}])):
                del schema[combinator]  # only combines required fields; the generator would make an empty union of it
    return result


def constant(identifier: str) -> str:
    """Return the name of the constant of an operation: GET for `videos.get`."""
    return identifier.rpartition(".")[2].upper()


def _facts(
    document: dict[str, Any],
    service: str,
    sections: Mapping[str, Section],
    key: str,
    method: str,
    operation: dict[str, Any],
    parameters: list[dict[str, Any]],
) -> dict[str, Any]:
    identifier: str = operation["operationId"]
    tag, _, name = identifier.rpartition(".")
    if operation["tags"] != [tag]:
        raise TransformError(f"{identifier}: its only tag must be {tag}, the id without its last part")
    responses: dict[str, dict[str, Any]] = operation["responses"]
    successes = (resolve(document, response) for status, response in responses.items() if status.startswith("2"))
    success: dict[str, Any] = next(successes, dict[str, Any]())
    security = operation.get("security", document.get("security", []))
    item = document["paths"][key]
    server = urlsplit(_server(item.get("servers", document["servers"])[0]))
    return {
        "id": identifier,
        "tag": tag,
        "vendor": service.partition("-")[0],
        "class": class_name(tag),
        "tag_description": sections[tag].description,
        "children": children_of(tag, sections),
        "method_name": name,
        "constant": constant(identifier),
        "service": service,
        "server": f"{server.scheme}://{server.netloc}",
        "opaque": "x-opaque-url" in item,
        "path": server.path + key.partition("#")[0],
        "secured": bool(security) and {} not in security,
        "idempotent": operation.get("x-idempotent", method in SAFE_TO_REPEAT),
        "spanning": [entry["name"] for entry in parameters if entry.get("x-spans-segments")],
        "session": {entry["name"]: entry["x-from-session"] for entry in parameters if "x-from-session" in entry},
        "unasked": [
            entry["name"]
            for entry in parameters
            if "x-from-session" in entry or ("x-opaque-url" in item and entry["in"] == "path")
        ],
        "min_length": _min_lengths(document, parameters),
        "fixed": [entry["name"] for entry in parameters if _fixed(entry) and entry["in"] == "query"],
        "fixed_headers": {
            entry["name"]: entry["schema"]["const"] for entry in parameters if _fixed(entry) and entry["in"] == "header"
        },
        "one_or_many": bool(one_or_many(success)),
        "sortable": {entry["name"]: entry["x-sortable"] for entry in parameters if "x-sortable" in entry},
        "joined": [
            entry["name"] for entry in parameters if entry["schema"].get("type") == "array" and not _exploded(entry)
        ],
        "whole_seconds": [entry["name"] for entry in parameters if _to_the_second(entry["schema"])],
        "flags": [entry["name"] for entry in parameters if _valueless(entry) and not _fixed(entry)],
        "may_be_empty": bool(success.get("x-empty-body")),
        **result_facts(document, method, success),
        "returns": reasoned(success.get("description", ""), success),
        "page": operation["x-docs"]["page"],
        "entry": operation["x-docs"]["entry"].rstrip("."),
        "evidence": evidence_of(operation),
        "sources": list(sources(operation)),
        "marks": {status: mark(resolve(document, response)) for status, response in responses.items()},
    }


def _min_lengths(document: dict[str, Any], parameters: list[dict[str, Any]]) -> dict[str, int]:
    schemas = {entry["name"]: resolve(document, entry["schema"]) for entry in parameters if entry["in"] == "query"}
    return {name: schema["minLength"] for name, schema in schemas.items() if schema.get("minLength")}


def _server(server: dict[str, Any]) -> str:
    """Return a server's URL with the defaults of its variables."""
    url: str = server["url"]
    for name, variable in server.get("variables", {}).items():
        url = url.replace(f"{{{name}}}", variable["default"])
    return url


def _exploded(parameter: dict[str, Any]) -> bool:
    exploded: bool = parameter.get("explode", parameter.get("style", "form") == "form")
    return exploded


def _to_the_second(schema: dict[str, Any]) -> bool:
    """Return whether a time has no fraction of a second, according to its pattern."""
    arms = [schema, *schema.get("anyOf", []), *schema.get("oneOf", [])]
    return any(
        arm.get("format") == "date-time" and "pattern" in arm and not re.search(arm["pattern"], FRACTION)
        for arm in arms
    )


def _valueless(parameter: dict[str, Any]) -> bool:
    return bool(parameter.get("allowEmptyValue")) and parameter["schema"].get("const") == ""


def _fixed(parameter: dict[str, Any]) -> bool:
    """Return whether a parameter has only one possible value, so that it is no argument."""
    constant = parameter["in"] == "header" and "const" in parameter["schema"]
    return bool(parameter.get("required")) and (constant or _valueless(parameter))


def _for_signature(parameter: dict[str, Any]) -> dict[str, Any]:
    """Add default and limits of a parameter to its description, because the client neither sends nor checks them."""
    parameter = copy.deepcopy(parameter)
    schema = {"type": "boolean"} if _valueless(parameter) else parameter["schema"]
    text = " ".join([marked(parameter["description"], parameter), *_limits(schema), *_order(parameter)])
    schema.pop("default", None)
    return {**parameter, "schema": {**schema, "description": text}}


def _limits(schema: dict[str, Any]) -> Iterator[str]:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        yield f"{low:,} to {high:,}."
    elif low is not None:
        yield f"At least {low:,}."
    elif high is not None:
        yield f"At most {high:,}."
    if "default" in schema:
        yield f"Default: {schema['default']}."


def _order(parameter: dict[str, Any]) -> Iterator[str]:
    fields = parameter.get("x-sortable", [])
    if fields:
        yield f'Also as "-{fields[0]}" for descending, or as pairs such as [("{fields[0]}", "desc")].'
        yield f"Sortable: {', '.join(fields)}."
