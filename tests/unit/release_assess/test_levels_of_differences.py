"""The level of single differences between two descriptions, by who sends the value."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from release.comparison.descriptions import compare
from release.version import Level, highest

MAJOR, MINOR, PATCH = Level.MAJOR, Level.MINOR, Level.PATCH


def parameter(name: str, **given: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string"}, **given}


def document(schema: dict[str, Any], parameters: list[dict[str, Any]], *statuses: str) -> dict[str, Any]:
    """Return a description of one operation, which takes and returns objects of a schema."""
    content = {"application/json": {"schema": {"type": "object", "properties": {"value": schema}}}}
    operation = {
        "operationId": "things.change",
        "parameters": parameters,
        "requestBody": {"content": content},
        "responses": {status: {"description": "It.", "content": content} for status in statuses or ("200",)},
    }
    return {"openapi": "3.1.0", "servers": [{"url": "https://h"}], "paths": {"/things": {"post": operation}}}


def levels(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Level]:
    """Return the highest level of what concerns requests, responses, and everything."""
    found = compare({"s": deepcopy(old)}, {"s": deepcopy(new)})
    sides = {side: [each for each in found if f"({side})" in each.what] for side in ("request", "response")}
    return {**{side: highest(each) for side, each in sides.items()}, "all": highest(found)}


@pytest.mark.parametrize(
    ("old", "new", "request_level", "response_level"),
    [
        ({"type": "string"}, {"type": ["string", "null"]}, MINOR, MAJOR),
        ({"type": ["string", "null"]}, {"type": "string"}, MAJOR, MINOR),
        ({"type": "string"}, {"type": "integer"}, MAJOR, MAJOR),
        ({"type": "integer"}, {"type": "number"}, MINOR, MAJOR),
        ({"type": "string", "default": "a"}, {"type": "string", "default": "b"}, MAJOR, PATCH),
        ({"type": "string", "default": "a"}, {"type": "string"}, MAJOR, PATCH),
        ({"type": "string"}, {"type": "string", "default": "a"}, MINOR, PATCH),
        ({"type": "integer", "maximum": 5}, {"type": "integer", "maximum": 4}, MAJOR, MINOR),
        ({"type": "integer", "maximum": 5}, {"type": "integer", "maximum": 6}, MINOR, MINOR),
        ({"type": "integer", "minimum": 5}, {"type": "integer", "minimum": 6}, MAJOR, MINOR),
        ({"type": "integer", "minimum": 5}, {"type": "integer", "minimum": 4}, MINOR, MINOR),
        ({"type": "integer"}, {"type": "integer", "maximum": 5}, MAJOR, MINOR),
        ({"type": "number", "maximum": 5}, {"type": "number", "maximum": 4.5}, MAJOR, MINOR),
        ({"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["a", "b"]}, MINOR, MINOR),
        ({"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["a"]}, MAJOR, MAJOR),
    ],
    ids=str,
)
def test_a_changed_schema_has_the_level_of_each_side(
    old: dict[str, Any], new: dict[str, Any], request_level: Level, response_level: Level
) -> None:
    found = levels(document(old, []), document(new, []))
    assert (found["request"], found["response"]) == (request_level, response_level)


@pytest.mark.parametrize(("status", "level"), [("201", MAJOR), ("204", MAJOR), ("400", MINOR), ("503", MINOR)])
def test_a_new_response_breaks_if_it_is_a_success(status: str, level: Level) -> None:
    plain = {"type": "string"}
    assert levels(document(plain, []), document(plain, [], "200", status))["all"] is level
    assert levels(document(plain, [], "200", status), document(plain, []))["all"] is MAJOR


@pytest.mark.parametrize(("names", "level"), [(("b", "a"), MAJOR), (("a", "b"), Level.NONE)])
def test_positional_arguments_in_another_order_break_programs(names: tuple[str, ...], level: Level) -> None:
    before, after = ([parameter(name, required=True) for name in each] for each in (("a", "b"), names))
    assert levels(document({}, before), document({}, after))["all"] is level


def test_an_error_code_with_another_name_breaks_programs() -> None:
    def named(name: str | None) -> dict[str, Any]:
        return document({"type": "integer", "x-codes": {"400404": name}}, [])

    assert levels(named("NotFound"), named("Missing"))["all"] is MAJOR
    assert levels(named(None), named("Missing"))["all"] is MINOR
