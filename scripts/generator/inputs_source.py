"""Write the modules on a vendor's input: TypedDicts and enumerations for callers, and how bodies are serialized."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .inline import SCHEMA
from .inputs import Inputs, constant_name, literal, required
from .names import check_class
from .operations import operations, resolve

DIRECTIONS = "Literal['asc', 'desc']"


class AliasError(Exception):
    """Two enumerations of a vendor would have one name. The message has the name."""


@dataclass(frozen=True)
class Alias:
    """A named type of input: an enumeration, or a sort order."""

    name: str
    type: str
    description: str


def params_module(vendor: str, described: Mapping[str, Inputs], orders: Iterable[Alias]) -> str:
    """Return the module with the TypedDicts and the named enumerations of a vendor."""
    aliases: dict[str, Alias] = {}
    dicts: dict[str, list[str]] = {}
    taken = {name for inputs in described.values() for name in inputs.schemas if not _is_enum(inputs, name)}
    for service, inputs in described.items():
        for alias in _enumerations(service, inputs):
            if alias.name in taken or aliases.setdefault(alias.name, alias).type != alias.type:
                raise AliasError(f"{service}: {alias.name} would name an enumeration and something else")
        for name in inputs.nested:
            if f"{name}Param" in taken:
                raise AliasError(f"{service}: {name}Param would name a TypedDict and a schema")
            dicts.setdefault(name, list(_typed_dict(inputs, name)))
    # The texts of an order come before the order, which is made of them.
    named = sorted([*aliases.values(), *orders], key=lambda alias: (alias.name.removesuffix("Text"), -len(alias.name)))
    exported = sorted([*(alias.name for alias in named), *(f"{name}Param" for name in dicts)])
    lines = [
        f'"""What the methods of {vendor.capitalize()} take: objects as dictionaries, enumerations and sort orders."""',
        "from __future__ import annotations",
        "import datetime",
        "from collections.abc import Mapping, Sequence",
        "from typing import Any, Literal, NotRequired, TypeAlias, TypedDict",
        "from kinocraft_runtime.calls import Id",
        f"__all__ = [{', '.join(repr(name) for name in exported)}]",
    ]
    for alias in named:
        lines += [f"{alias.name}: TypeAlias = {alias.type}", _docstring(alias.description, 0)]
    for name in sorted(dicts):
        lines += dicts[name]
    if any("models." in line for found in dicts.values() for line in found):
        lines.insert(5, f"from kinocraft_api import {vendor}_models as models")
    return "\n".join(lines) + "\n"


def bodies_module(vendor: str, described: Mapping[str, Inputs]) -> str:
    """Return the module that says how the objects nested in a vendor's request bodies are serialized."""
    constants: dict[str, list[str]] = {}
    for inputs in described.values():
        for name in inputs.nested:
            fields = [
                f"    {wire!r}: {inputs.field_of(schema, wire).replace('bodies.', '')},"
                for wire, schema in inputs.writable(name).items()
            ]
            constants.setdefault(name, [f"{constant_name(name)} = InputField({{", *fields, "})"])
    return "\n".join(
        [
            f'"""How the objects nested in request bodies of {vendor.capitalize()} are serialized."""',
            "from __future__ import annotations",
            "from kinocraft_runtime.bodies import ID, NULLABLE, PLAIN, SECONDS, InputField",
            *(line for lines in constants.values() for line in lines),
            "",
        ]
    )


def order_alias(name: str, method: str, fields: list[str]) -> Iterator[Alias]:
    """Yield the type of a sort order, and the type of its texts."""
    texts = [text for field in fields for text in (field, f"-{field}", f"{field}.asc", f"{field}.desc")]
    yield Alias(f"{name}Text", f"Literal[{', '.join(map(repr, texts))}]", f"A field to sort `{method}` by.")
    pair = f"tuple[Literal[{', '.join(map(repr, fields))}], {DIRECTIONS}]"
    yield Alias(
        name,
        f"{name}Text | Sequence[{name}Text | {pair}]",
        f"The sort order of `{method}`: a field or several, each ascending or descending.",
    )


def _typed_dict(inputs: Inputs, name: str) -> Iterator[str]:
    fields, musts = inputs.writable(name), required(inputs.document, inputs.schemas[name])
    types = {
        wire: text if wire in musts else f"NotRequired[{text}]"
        for wire, schema in fields.items()
        if (text := inputs.type_of(schema, wire).replace("params.", ""))
    }
    description = inputs.schemas[name].get("description", "")
    if not all(wire.isidentifier() for wire in fields):
        pairs = "".join(f"{wire!r}: {text!r}, " for wire, text in types.items())
        yield f"{name}Param = TypedDict({f'{name}Param'!r}, {{{pairs}}})"
        yield _docstring(description, 0)
        return
    yield f"class {name}Param(TypedDict):"
    yield _docstring(description, 4)
    for wire, text in types.items():
        yield f"    {wire}: {text}"
        words = fields[wire].get("description") or resolve(inputs.document, fields[wire]).get("description")
        if words:
            yield _docstring(words, 4)


def _is_enum(inputs: Inputs, name: str) -> bool:
    return "enum" in inputs.schemas[name]


def _enumerations(service: str, inputs: Inputs) -> Iterator[Alias]:
    """Yield the enumerations of a description: named ones, those of a schema's fields, and those of parameters."""
    for name, schema in inputs.schemas.items():
        if {"enum", "properties", "allOf"} & schema.keys():
            check_class(service, name)
        if "enum" in schema:
            yield Alias(name, literal(schema["enum"]), schema.get("description", ""))
        for field, each in schema.get("properties", {}).items():
            if found := _inline_enum(each):
                yield Alias(name + _joined(field), literal(found), each.get("description", ""))
    for _, _, operation, entries in operations(inputs.document):
        for entry in entries:
            if found := _inline_enum(entry["schema"]):
                name = _joined(operation["operationId"]) + _joined(entry["name"])
                yield Alias(name, literal(found), entry["description"])


def _inline_enum(schema: dict[str, Any]) -> list[Any]:
    """Return the values of an unnamed enumeration, or of one that is the item type of a list."""
    values: list[Any] = schema.get("enum", schema.get("items", {}).get("enum", []))
    return [] if str(schema.get("$ref", "")).startswith(SCHEMA) else values


def _joined(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name).split()
    return "".join(word[0].upper() + word[1:] for word in words)


def _docstring(text: str, indent: int) -> str:
    margin = " " * indent
    safe = text.replace("\\", "\\\\").replace('"', "'")
    return textwrap.fill(f'"""{safe}"""', 116, initial_indent=margin, subsequent_indent=margin, break_long_words=False)
