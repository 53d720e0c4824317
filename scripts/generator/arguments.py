"""Work out the signature of a method: its arguments, their types, and which of them may be positional.

The parameters of the path and required query keys and headers come first. A file, a list that is a whole body, and the
only required field of a body may be positional too. Everything else is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from .evidence import marked
from .inputs import Inputs, properties, required
from .names import Names
from .operations import resolve

JSON = "application/json"
FORMS = {"application/x-www-form-urlencoded": "form", "multipart/form-data": "multipart"}
FILE = "A path, bytes, or a file opened in binary mode, sent from its current position."


@dataclass(frozen=True)
class Argument:
    """An argument of a method, as the templates need it."""

    name: str
    wire: str
    """The name that it is sent under; empty for a whole body."""
    place: str
    """Where it is sent: path, query, header, field (of the body), json or content (the whole body)."""
    type: str
    description: str
    required: bool = True
    positional: bool = False
    flag: bool = False
    """Whether it is a query key without a value."""
    default: str = "UNSET"


def arguments(
    inputs: Inputs, operation: dict[str, Any], parameters: list[dict[str, Any]], facts: dict[str, Any]
) -> dict[str, Any]:
    """Return what the templates need to know about the arguments of an operation.

    Args:
        inputs: The types of the description.
        operation: The operation, with references.
        parameters: Its parameters that are arguments, resolved.
        facts: What is known about the operation already.
    """
    identifier: str = operation["operationId"]
    names = Names(identifier, _taken(facts))
    found = [_parameter(inputs, names, entry, facts) for entry in parameters]
    found += [_session(names, name) for name in facts["session"]]
    body = resolve(inputs.document, operation.get("requestBody", {}))
    content: dict[str, Any] = body.get("content", {})
    media = next(iter(content), "")
    schema: dict[str, Any] = content[media].get("schema", {}) if media else {}
    fields = list(_body(inputs, names, operation, media, schema, body)) if media else []
    last = next((each for each in reversed(found) if each.place == "path"), None)
    if facts["without"] and last:
        # The last parameter of the path may be omitted, so nothing positional can follow it.
        found[found.index(last)] = replace(last, required=False, default="None")
        fields = [replace(each, positional=False) for each in fields]
    leading = [each for each in [*found, *fields] if each.positional]
    ordered = [*(each for each in leading if each.required), *(each for each in leading if not each.required)]
    ordered += [each for each in [*fields, *found] if not each.positional]
    ids = {entry["name"]: own for entry in parameters if (own := _attribute(inputs, entry))}
    return {
        "signature": [asdict(each) for each in ordered],
        "body_kind": FORMS.get(media, "json" if media == JSON else "content") if media else "",
        "body_is_object": any(each.place == "field" for each in fields),
        "content_type": media,
        "files": [each.wire for each in fields if each.place == "field" and each.type == "File"],
        "body_fields": _body_fields(inputs, identifier, media, schema),
        "ids": ids,
        "optional": last.name if facts["without"] and last else "",
        "changes": facts["method_name"].startswith("update")
        and bool(fields)
        and not any(each.required or each.place != "field" for each in fields),
    }


def _taken(facts: dict[str, Any]) -> Iterator[str]:
    """Yield the names that this method gives to arguments of its own."""
    if facts["opaque"]:
        yield "url"
    if facts["result"] == "bytes":
        yield "to"


def _parameter(inputs: Inputs, names: Names, entry: dict[str, Any], facts: dict[str, Any]) -> Argument:
    wire, place = entry["name"], entry["in"]
    name = names.add(wire, f"the {place} parameter {wire}", entry.get("x-argument"))
    needed = place == "path" or bool(entry.get("required"))
    flag = wire in facts["flags"]
    kind = "bool" if flag else inputs.type_of(entry["schema"], wire)
    if wire in facts["sortable"]:
        kind = f"params.{facts['class']}{_joined(facts['method_name'])}{_joined(name)}"
    elif wire in facts["spanning"]:
        kind = "ObjectPath"
    elif model := entry.get("x-id-of", "").partition(".")[0]:
        kind = f"str | models.{model}"
    return Argument(name, wire, place, kind, entry["description"], needed, needed, flag)


def _session(names: Names, wire: str) -> Argument:
    name = names.add(wire, f"the path parameter {wire}")
    return Argument(name, wire, "path", "str", "Default: the id in the access token.", required=False)


def _body(
    inputs: Inputs,
    names: Names,
    operation: dict[str, Any],
    media: str,
    schema: dict[str, Any],
    body: dict[str, Any],
) -> Iterator[Argument]:
    section = operation["operationId"].rpartition(".")[0]
    needed = bool(body.get("required"))
    words = _description(inputs, body, schema)
    fields = properties(inputs.document, schema)
    if media != JSON and media not in FORMS:
        chosen = schema.get("x-argument", "file")
        yield Argument(names.add(chosen, "the body", chosen), "", "content", "File", words or FILE, needed, True)
    elif not fields:
        kind = inputs.type_of(schema, "", section)
        chosen = resolve(inputs.document, schema).get("x-argument") or ("ids" if kind == "Sequence[Id]" else "items")
        yield Argument(names.add(chosen, "the body", chosen), "", "json", kind, words, needed, True)
    else:
        musts = required(inputs.document, schema)
        for wire, each in fields.items():
            kind = inputs.type_of(each, wire, section)
            name = names.add(wire, f"the field {wire} of the body", each.get("x-argument"))
            positional = kind == "File" or musts == {wire}
            text = each.get("description") or resolve(inputs.document, each).get("description", "")
            text = marked(text, each, operation["x-evidence"])
            must = wire in musts and needed
            yield Argument(name, wire, "field", kind, text, must, positional)


def _description(inputs: Inputs, body: dict[str, Any], schema: dict[str, Any]) -> str:
    """Return the description of a body that is a single argument. A list is described by its items."""
    found = resolve(inputs.document, schema)
    items = found.get("items", {})
    each = items.get("description") or resolve(inputs.document, items).get("description")
    texts = (body.get("description"), schema.get("description"), found.get("description"))
    return next((text for text in texts if text), f"A list. Each: {each}" if each else "")


def _body_fields(inputs: Inputs, identifier: str, media: str, schema: dict[str, Any]) -> str:
    """Return how a JSON body is serialized, as Python source; empty if it is sent as it is."""
    if media != JSON:
        return ""
    section = identifier.rpartition(".")[0]
    fields = properties(inputs.document, schema)
    if not fields:
        text = inputs.field_of(schema, "", section)
        return "" if text in ("PLAIN", "NULLABLE") else text
    named = {wire: inputs.field_of(each, wire, section) for wire, each in fields.items()}
    lines = [f"{wire!r}: {text}, " for wire, text in named.items() if text not in ("PLAIN", "NULLABLE")]
    return f"InputField({{{''.join(lines)}}})" if lines else ""


def _attribute(inputs: Inputs, entry: dict[str, Any]) -> str | None:
    """Return the attribute that holds the id, of an object that is given for it."""
    if entry["in"] == "path" and entry.get("x-spans-segments"):
        return "path"
    if own := entry.get("x-id-of", "").partition(".")[2]:
        return str(own)
    return "id" if inputs.takes_id(entry["schema"], entry["name"]) else None


def _joined(name: str) -> str:
    return name.title().replace("_", "")
