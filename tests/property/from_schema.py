"""Hypothesis strategies for the part of JSON Schema that specs/ uses. An unknown keyword raises."""

from __future__ import annotations

from typing import Any

from generator.transform import resolve
from hypothesis import strategies as st

KNOWN = {
    *("type", "properties", "required", "items", "enum", "const", "pattern", "minLength", "minimum", "maximum"),
    *("description", "format", "default", "oneOf", "anyOf", "$ref", "additionalProperties", "minItems", "deprecated"),
}
EXACT = 2**53
"""Larger JSON integers lose precision in some parsers."""
NOTHING: Any = object()
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXT = st.text(CHARACTERS, max_size=20)
EMPTY_LISTS: st.SearchStrategy[list[Any]] = st.just([])
WORDS = st.from_regex("[a-z0-9]{1,9}", fullmatch=True)
FORMATS: dict[str, st.SearchStrategy[str]] = {
    "date": st.dates().map(lambda day: day.isoformat()),
    "date-time": st.datetimes().map(lambda moment: f"{moment.isoformat()}Z"),
    "uri": WORDS.map(lambda word: f"https://{word}.example/{word}?{word}=1"),
    "email": WORDS.map(lambda word: f"{word}@{word}.example"),
}


def values(document: dict[str, Any], schema: dict[str, Any], depth: int = 2) -> st.SearchStrategy[Any]:
    """Return a strategy for valid values. Objects have described fields only; recursion ends at `depth`."""
    schema = resolve(document, schema)
    unknown = {key for key in schema if not key.startswith("x-")} - KNOWN
    if unknown:
        raise NotImplementedError(f"no strategy for {', '.join(sorted(unknown))}")
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema and not _says_what_goes_together(schema["anyOf"]):
        return st.one_of([values(document, arm, depth) for arm in schema["anyOf"]])
    types = schema.get("type", ["null", "boolean", "string"])
    return st.one_of([_of(document, schema, kind, depth) for kind in ([types] if isinstance(types, str) else types)])


def _of(document: dict[str, Any], schema: dict[str, Any], kind: str, depth: int) -> st.SearchStrategy[Any]:
    low, high = schema.get("minimum", -EXACT), schema.get("maximum", EXACT)
    match kind:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(low, high)
        case "number":
            return st.integers(low, high) | st.floats(low, high, allow_nan=False)
        case "string" if "pattern" in schema:
            return st.from_regex(str(schema["pattern"]).replace("$", r"\Z"), fullmatch=True)
        case "string" if schema.get("format") in FORMATS:
            return FORMATS[schema["format"]]
        case "string":
            return st.text(CHARACTERS, min_size=schema.get("minLength", 0), max_size=20)
        case "array":
            least = schema.get("minItems", 0)
            if not (depth or least):
                return EMPTY_LISTS
            return st.lists(values(document, schema["items"], depth - 1), min_size=least, max_size=max(least, 3))
        case "object":
            return _objects(document, schema, depth)
        case _:
            raise NotImplementedError(f"no strategy for {kind}")


def _objects(document: dict[str, Any], schema: dict[str, Any], depth: int) -> st.SearchStrategy[dict[str, Any]]:
    fields = {name: values(document, field, depth) for name, field in schema.get("properties", {}).items()}
    required = set(schema.get("required", ()))
    if not fields and isinstance(schema.get("additionalProperties"), dict):
        return st.dictionaries(TEXT, values(document, schema["additionalProperties"], depth), max_size=3)
    together: list[set[str]] = [set(choice["required"]) for choice in schema.get("anyOf", [])]
    if together:
        return st.sampled_from(together).flatmap(
            lambda more: _objects(
                document,
                {**{key: schema[key] for key in schema if key != "anyOf"}, "required": sorted(required | more)},
                depth,
            )
        )
    alternatives: list[set[str]] = [set(choice["required"]) for choice in schema.get("oneOf", [])]
    if alternatives:
        return st.sampled_from([set[str]().union(*alternatives) - chosen for chosen in alternatives]).flatmap(
            lambda left: st.fixed_dictionaries({name: field for name, field in fields.items() if name not in left})
        )
    return st.fixed_dictionaries(
        {name: field for name, field in fields.items() if name in required},
        optional={name: field for name, field in fields.items() if name not in required},
    )


def _says_what_goes_together(arms: list[dict[str, Any]]) -> bool:
    return all(set(arm) == {"required"} for arm in arms)
