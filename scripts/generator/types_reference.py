"""Generate api-types.md: every class of kinocraft.types with its fields, and every enumeration."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .inputs import properties
from .inputs_source import DIRECTIONS
from .operations import resolve

PACKAGE = "generated/kinocraft_api"
INTRO = """\
# Types

<!-- Generated from specs/ by scripts/generate.py. Edits here are lost. -->

The types of what the methods in [api.md](api.md) take and return, in `kinocraft.types.kinescope` and
`kinocraft.types.platformcraft`. A field marked `?` may be missing: then it is None in a response, and
need not be given in a request. The evidence says why a field is believed: it is *documented* by the vendor, was *seen*
in a real response, or is *inferred*.

A class whose name ends with `Param` is the dictionary that a method takes in place of the model of that name. Its
fields are those of the model that a request may have.
"""
UNITS = re.compile(
    r"\bin (Unix seconds|seconds|milliseconds|bytes|pixels|bits per second|kilobits per second|per cent)"
)


def types_reference(made: Mapping[str, bytes], documents: Mapping[str, dict[str, Any]]) -> str:
    """Return the text of api-types.md, from the generated modules and the descriptions."""
    lines = [INTRO]
    for vendor in sorted({name.partition("-")[0] for name in documents}):
        own = {name: document for name, document in documents.items() if name.partition("-")[0] == vendor}
        lines.append(f"## {vendor.capitalize()}\n")
        lines += _classes(ast.parse(made[f"{PACKAGE}/{vendor}_models.py"]), own)
        lines += _params(ast.parse(made[f"{PACKAGE}/{vendor}_params.py"]))
    return "\n".join(lines).rstrip() + "\n"


def anchor(vendor: str, name: str, others: Mapping[str, list[str]]) -> str:
    """Return the link to a type. A name that both vendors have gets a number at the second."""
    first = next(iter(others))
    return f"api-types.md#{name.lower()}" + ("-1" if vendor != first and name in others[first] else "")


def _classes(tree: ast.Module, documents: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    for node in sorted((each for each in tree.body if isinstance(each, ast.ClassDef)), key=lambda each: each.name):
        holders = [each for each in documents.values() if node.name in each["components"].get("schemas", {})]
        yield f"### {node.name}\n"
        yield " ".join((ast.get_docstring(node) or "").split()) + "\n"
        if holders:
            document = holders[0]
            schema = document["components"]["schemas"][node.name]
            yield "| field | type | unit | meaning | evidence |\n| --- | --- | --- | --- | --- |"
            yield from _fields(node, document, schema)
            yield ""


def _fields(node: ast.ClassDef, document: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    described = properties(document, schema)
    by_default = schema.get("x-evidence", "documented")
    for field in (each for each in node.body if isinstance(each, ast.AnnAssign)):
        name = ast.unparse(field.target)
        wire = next((key for key in (name, _alias(field)) if key in described), name)
        own = described.get(wire, {})
        meaning = own.get("description") or resolve(document, own).get("description") or ""
        evidence = own.get("x-evidence", by_default)
        cells = (
            f"`{name}{'?' if field.value is not None and _is_optional(field) else ''}`",
            f"`{_type(field.annotation)}`",
            _unit(meaning),
            meaning,
            evidence,
        )
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _params(tree: ast.Module) -> Iterator[str]:
    """Yield the enumerations and sort orders, and the names of the dictionaries."""
    yield "### Enumerations and sort orders\n"
    yield "| name | values | meaning |\n| --- | --- | --- |"
    for node, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(after, ast.Expr):
            name, text = ast.unparse(node.target), ast.unparse(node.value)
            values = (
                "fields, each as `name`, `-name`, `name.asc` or `name.desc`" if DIRECTIONS in text else _values(text)
            )
            if not name.endswith("OrderText"):
                meaning = " ".join(str(ast.literal_eval(after.value)).split())
                yield f"| `{name}` | {values} | {meaning} |".replace("\n", " ")
    yield ""
    names = sorted(each.name for each in tree.body if isinstance(each, ast.ClassDef))
    yield "### Dictionaries\n"
    yield ", ".join(f"`{name}`" for name in names) + ".\n"


def _values(text: str) -> str:
    return text.removeprefix("Literal[").removesuffix("]").replace("'", "`").replace("|", "\\|")


def _alias(field: ast.AnnAssign) -> str:
    found = re.search(r"alias='([^']+)'", ast.unparse(field.annotation))
    return found[1] if found else ""


def _is_optional(field: ast.AnnAssign) -> bool:
    return field.value is not None and ast.unparse(field.value) == "None"


def _type(node: ast.expr) -> str:
    """Return a type without what only decoding needs."""
    text = re.sub(r"Annotated\[(.*), Field\(.*\)\]$", r"\1", ast.unparse(node))
    return text.replace(" | OtherValue", "").replace("AwareDatetime", "datetime")


def _unit(meaning: str) -> str:
    found = UNITS.search(meaning)
    return found[1] if found else ""
