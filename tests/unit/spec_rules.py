"""The project's rules for specs/, as functions that yield violations."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.bundle import INLINED, KINDS, METHODS, load_yaml
from generator.transform import operations, resolve
from generator.type_guards import is_list, is_object
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVIDENCE = {"documented", "seen", "inferred"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYTEXTS = {
    *("type", "enum", "const", "$ref", "title", "description", "default", "deprecated", "format"),
    *("minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("properties", "required", "additionalProperties", "minProperties", "maxProperties"),
    *("items", "minItems", "maxItems", "uniqueItems", "allOf", "anyOf", "oneOf", "not"),
}
VERBS = {
    *("add", "append", "cancel", "change", "complete", "concat", "copy", "create", "cut", "delete", "enable", "finish"),
    *("get", "initialize", "list", "move", "publish", "reorder", "schedule", "send", "set", "show", "start", "stop"),
    *("update", "upload"),
}
SUMMARY_LENGTH = 60
ERRORS = {"400", "403", "429", "500"}
META_VALIDATOR: Any = Draft202012Validator(Draft202012Validator.META_SCHEMA)
OPERATION_ID = re.compile(r"[a-z][a-z_]*([.][a-z][a-z_]*)+")


def layout_problems(service: Path) -> Iterator[str]:
    """Yield files of unknown kind, and operations outside the folder of their tag."""
    for path in sorted(service.rglob("*")):
        if path.is_dir() or path == service / "openapi.yaml":
            continue
        name = path.relative_to(service).as_posix()
        if path.suffix != ".yaml" or path.stem not in {*KINDS, *INLINED}:
            yield f"{name}: not one of {', '.join(sorted({*KINDS, *INLINED}))}"
        elif path.stem in INLINED:
            for item in load_yaml(path.read_text(encoding="utf-8")).values():
                for method in (item[method] for method in METHODS if method in item):
                    folder = method["tags"][0].replace(".", "/")
                    if path.parent != service / folder:
                        yield f"{name}: {method['operationId']} belongs in {folder}"


def documented_fields(readme: str) -> set[str]:
    """Return the x- fields that the table in specs/README.md lists."""
    return set(re.findall(r"^\| `(x-[a-z-]+)` \| [A-Za-z, ]+ \|", readme, re.MULTILINE))


def used_fields(specs: Path) -> set[str]:
    """Return the x- fields that the descriptions contain."""
    texts = (path.read_text(encoding="utf-8") for path in specs.glob("*/**/*.yaml"))
    return {str(field) for text in texts for field in _extension_keys(load_yaml(text))}


def _extension_keys(node: Any) -> Iterator[str]:
    if is_object(node):
        yield from (key for key in node if str(key).startswith("x-"))
        for value in node.values():
            yield from _extension_keys(value)
    elif is_list(node):
        for value in node:
            yield from _extension_keys(value)


def document_problems(document: dict[str, Any]) -> Iterator[str]:
    """Yield errors of the OpenAPI validator, and violations of what the generators need."""
    if document.get("jsonSchemaDialect") != DIALECT:
        yield f"the dialect is not {DIALECT}: Prism would validate no body"
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
    for name, schema in document["components"].get("schemas", {}).items():
        yield from (f"components/schemas/{name}: {key!r} is not a keyword" for key in _unknown_keywords(schema))
        for error in META_VALIDATOR.iter_errors(schema):
            yield f"components/schemas/{name}: {error.json_path}: {error.message}"
        yield from (f"components/schemas/{name}/{where}: an unnamed object" for where in _unnamed(schema))
        for field, entry in schema.get("properties", {}).items():
            if not entry.get("description") and "$ref" not in entry:
                yield f"components/schemas/{name}/{field}: no description"
    for _, _, operation, _ in operations(document):
        for what, body in bodies(document, operation):
            for holder in body.get("content", {}).values():
                if "properties" in holder.get("schema", {}) or list(_unnamed(holder.get("schema", {}))):
                    yield f"{operation.get('operationId')}: {what}: an unnamed object"
    counts = Counter(operation.get("operationId") for _, _, operation, _ in operations(document))
    yield from (f"{name} is the id of two operations" for name, count in counts.items() if count > 1)


def _unnamed(schema: dict[str, Any], where: str = "") -> Iterator[str]:
    """Yield the places of unnamed objects with fields: only a named schema gets a class with a stable name."""
    for key, part in [
        *schema.get("properties", {}).items(),
        *((word, schema[word]) for word in ("items", "additionalProperties") if isinstance(schema.get(word), dict)),
        *((f"{word}/{index}", arm) for word in ("anyOf", "oneOf") for index, arm in enumerate(schema.get(word, []))),
    ]:
        if "properties" in part:
            yield f"{where}{key}"
        yield from _unnamed(part, f"{where}{key}/")


def _unknown_keywords(schema: Any) -> Iterator[str]:
    """Yield unknown keywords: JSON Schema ignores them, so a YAML mistake such as an unquoted comma would be missed."""
    if not is_object(schema):
        return
    yield from (key for key in schema if key not in KEYTEXTS and not key.startswith("x-"))
    for part in schema.get("properties", {}).values():
        yield from _unknown_keywords(part)
    for key in ("items", "not", "additionalProperties"):
        yield from _unknown_keywords(schema.get(key))
    for key in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(key, []):
            yield from _unknown_keywords(part)


def operation_problems(document: dict[str, Any]) -> Iterator[str]:
    """Yield violations in id, source, evidence, security, responses and variants of operations."""
    for key, method, operation, parameters in operations(document):
        name = operation.get("operationId", "")
        where = name or f"{method} {key}"
        if not OPERATION_ID.fullmatch(name) or operation.get("tags") != [name.rpartition(".")[0]]:
            yield f"{where}: operationId is not <tag>.<method>"
        docs = operation.get("x-docs", {})
        if not (docs.get("page") and docs.get("section") and (docs.get("entry") or docs.get("entries"))):
            yield f"{where}: x-docs names no page, section and entry"
        yield from (f"{where}: {problem}" for problem in _evidence(document, operation))
        security = operation.get("security", document.get("security"))
        if security is None:
            yield f"{where}: security is missing"
        statuses = set(operation["responses"])
        if not any(status.startswith("2") for status in statuses):
            yield f"{where}: no successful response"
        expected = {*ERRORS, *(["401"] if security and {} not in security else [])}
        yield from (f"{where}: no response {status}" for status in sorted(expected - statuses))
        fixed = {entry["name"] for entry in parameters if entry["in"] == "query" and entry.get("required")}
        variant = key.partition("#")[2]
        if variant and variant not in fixed:
            yield f"{where}: the variant's query key {variant} is not required"


def summary_problems(document: dict[str, Any]) -> Iterator[str]:
    """Yield summaries that are not short imperative sentences with the verb of the vendor's title."""
    counts = Counter(operation.get("summary") for _, _, operation, _ in operations(document))
    for _, _, operation, _ in operations(document):
        name, summary = operation.get("operationId"), operation.get("summary", "")
        verb = summary.partition(" ")[0]
        titles = _titles(operation.get("x-docs", {}))
        vendor_verbs = {verb for title in titles for verb in _verbs(title)}
        if verb != verb.capitalize() or verb.lower() not in VERBS:
            yield f"{name}: the summary does not start with a known verb"
        elif vendor_verbs and verb.lower() not in vendor_verbs:
            yield f"{name}: the summary does not have the verb of {' or '.join(titles)}"
        if summary.endswith(".") or len(summary) > SUMMARY_LENGTH:
            yield f"{name}: the summary ends with a period or has over {SUMMARY_LENGTH} characters"
        if counts[summary] > 1:
            yield f"{name}: the summary is not unique"


def _titles(docs: dict[str, Any]) -> list[str]:
    entries = docs.get("entries") or [docs.get("entry", "")]
    return [entry if isinstance(entry, str) else entry["entry"] for entry in entries]


def _verbs(title: str) -> set[str]:
    """Return the verbs in a title in any form: "Stream creation" has "create"."""
    words = title.lower().split()
    return {verb for verb in VERBS if any(word.startswith(verb[:4]) for word in words)}


def _evidence(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[str]:
    marks = [operation.get("x-evidence")]
    responses = operation["responses"].items()
    successes = [resolve(document, response) for status, response in responses if status.startswith("2")]
    marks += [success["x-evidence"] for success in successes if "x-evidence" in success]
    if not set(marks) <= EVIDENCE:
        yield f"x-evidence is not one of {', '.join(sorted(EVIDENCE))}"
    elif set(marks) != {"documented"} and not any("x-evidence-reason" in holder for holder in (operation, *successes)):
        yield "not documented in full, and no x-evidence-reason"


def examples(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], Any]]:
    """Yield every example of parameters and bodies as operation id, place, schema and value."""
    for _, _, operation, parameters in operations(document):
        holders = [(f"parameter {parameter['name']}", parameter) for parameter in parameters]
        for what, body in bodies(document, operation):
            holders += [(what, media) for media in body.get("content", {}).values()]
        for what, holder in holders:
            for title, value in _values(document, holder):
                yield operation.get("operationId", "?"), f"{what} {title}".rstrip(), holder["schema"], value


def _unlinted_values(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], Any]]:
    """Yield examples of headers, and defaults of parameters: Redocly compares neither with its schema."""
    for _, _, operation, parameters in operations(document):
        name = operation.get("operationId", "?")
        for what, body in bodies(document, operation):
            for header, reference in body.get("headers", {}).items():
                holder = resolve(document, reference)
                for title, value in _values(document, holder):
                    yield name, f"{what} {header} {title}".rstrip(), holder["schema"], value
        for parameter in parameters:
            if "default" in parameter["schema"]:
                yield name, f"default of {parameter['name']}", parameter["schema"], parameter["schema"]["default"]


def bodies(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the resolved request body and responses."""
    for what, body in {"request": operation.get("requestBody", {}), **operation["responses"]}.items():
        yield what, resolve(document, body)


def _values(document: dict[str, Any], holder: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if "example" in holder:
        yield "", holder["example"]
    for title, example in holder.get("examples", {}).items():
        yield title, resolve(document, example)["value"]


def example_problems(document: dict[str, Any]) -> Iterator[str]:
    """Yield header examples and defaults that do not match their schema, and bodies without an example.

    Redocly's rules `no-invalid-*-examples` compare all other examples with their schemas.
    """
    for name, what, schema, value in _unlinted_values(document):
        rooted = {"$schema": DIALECT, "components": document["components"], "allOf": [schema]}
        validator: Any = Draft202012Validator(rooted)
        for error in validator.iter_errors(value):
            yield f"{name}: {what}: {error.json_path}: {error.message}"
    for _, _, operation, _ in operations(document):
        for what, body in bodies(document, operation):
            for media, holder in body.get("content", {}).items():
                binary = holder.get("schema", {}).get("format") == "binary"
                if not binary and not list(_values(document, holder)):
                    yield f"{operation.get('operationId')}: {what}: no example of {media}"
