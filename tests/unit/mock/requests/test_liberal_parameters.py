"""Parameters in the forms in which programs send them, for every operation that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.openapi.descriptions import load
from kinocraft_mock.openapi.validation import parameter_values
from tests import seed
from tests.bundles import BUNDLES
from tests.seed.account import Account
from tests.seed.workspace import UPLOADER, Workspace, data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock.openapi.descriptions import Operation, Parameter

OPERATIONS = [operation for service in BUNDLES for operation in load(service).operations()]
ID = "0b9e4a26-3f5f-4d0c-9a51-6c0f1f0e7a11"
SAMPLES = {"boolean": "true", "integer": "1", "number": "1", "string": ID}


def parameters(location: str) -> list[Any]:
    return [
        pytest.param(operation, parameter, id=f"{operation.id}-{parameter.name}")
        for operation in OPERATIONS
        for parameter in operation.parameters
        if parameter.location == location
    ]


def required(operation: Operation) -> tuple[dict[str, str], dict[str, list[str]], dict[bytes, bytes]]:
    """Return a valid value of every required parameter."""
    values = {p.name: _sample(operation, p) for p in operation.parameters if p.required}
    at = {p.name: p.location for p in operation.parameters}
    return (
        {name: text for name, text in values.items() if at[name] == "path"},
        {name: [text] for name, text in values.items() if at[name] == "query"},
        {name.lower().encode(): text.encode() for name, text in values.items() if at[name] == "header"},
    )


def _sample(operation: Operation, parameter: Parameter) -> str:
    schema = operation.document.resolve(parameter.schema)
    if parameter.spans:
        return "/a"
    if "const" in schema:
        return str(schema["const"])
    if any(each.get("format") == "date" for each in schema.get("anyOf", ())):
        return "2020-01-01"
    return SAMPLES[schema.get("type", "string")]


def schema_of(operation: Operation, parameter: Parameter) -> dict[str, Any]:
    return dict(operation.document.resolve(parameter.schema))


def read(operation: Operation, query: dict[str, list[str]]) -> tuple[dict[str, Any], list[str]]:
    """Return the values of a query, and how they were read."""
    path, others, headers = required(operation)
    readings: list[str] = []
    return parameter_values(operation, path, {**others, **query}, headers, readings.append), readings


@pytest.mark.parametrize(("operation", "parameter"), parameters("query"))
def test_an_empty_optional_parameter_counts_as_not_sent(operation: Operation, parameter: Parameter) -> None:
    """Forms and many libraries send unset values so."""
    if parameter.required:
        return
    values, readings = read(operation, {parameter.name: [""]})
    without, _ = read(operation, {})
    if readings:
        assert values == without
        assert parameter.name in readings[0]
    else:
        assert values[parameter.name] in ("", [""])


@pytest.mark.parametrize(("operation", "parameter"), parameters("query"))
@pytest.mark.parametrize(("text", "meant"), [("True", True), ("1", True), ("T", True), ("False", False), ("0", False)])
def test_a_boolean_may_be_written_as_programs_write_it(
    operation: Operation, parameter: Parameter, text: str, meant: bool
) -> None:
    if schema_of(operation, parameter).get("type") != "boolean":
        return
    values, readings = read(operation, {parameter.name: [text]})
    assert values[parameter.name] is meant
    assert readings == [f"{text} counts as {str(meant).lower()} for {parameter.name}"]
    with pytest.raises(ErrorResponse):
        read(operation, {parameter.name: ["yes"]})


@pytest.mark.parametrize(("operation", "parameter"), parameters("query"))
def test_a_flag_may_have_a_value(operation: Operation, parameter: Parameter) -> None:
    if schema_of(operation, parameter).get("const") != "":
        return
    for text in ("true", "True", "1"):
        values, readings = read(operation, {parameter.name: [text]})
        assert values[parameter.name] == ""
        assert readings
    with pytest.raises(ErrorResponse):
        read(operation, {parameter.name: ["false"]})


def lists() -> Iterator[Any]:
    for operation in OPERATIONS:
        for parameter in operation.parameters:
            if parameter.many and parameter.location == "query":
                items = operation.document.resolve(schema_of(operation, parameter)["items"])
                choices = items.get("enum", [ID, ID.replace("0b", "1b")])
                if "enum" in items or "pattern" in items:
                    yield pytest.param(operation, parameter, choices[:2], id=f"{operation.id}-{parameter.name}")


@pytest.mark.parametrize(("operation", "parameter", "items"), list(lists()))
def test_values_of_a_list_may_be_separated_by_commas(
    operation: Operation, parameter: Parameter, items: list[str]
) -> None:
    values, readings = read(operation, {parameter.name: [",".join(items)]})
    assert values == read(operation, {parameter.name: items})[0]
    assert bool(readings) is not parameter.joined
    with pytest.raises(ErrorResponse):
        read(operation, {parameter.name: [f"{items[0]},?"]})


MOMENTS = {
    "2020-01-01T03:00:00.123Z": "2020-01-01T03:00:00Z",
    "2020-01-01T03:00:00.123456789Z": "2020-01-01T03:00:00Z",
    "2020-01-01T03:00:00+03:00": "2020-01-01T00:00:00Z",
    "2020-01-01T03:00:00.5-01:30": "2020-01-01T04:30:00Z",
    "2020-01-01t03:00:00z": "2020-01-01T03:00:00Z",
}


@pytest.mark.parametrize(("operation", "parameter"), parameters("query"))
def test_a_moment_may_have_a_fraction_and_a_zone(operation: Operation, parameter: Parameter) -> None:
    """JavaScript's toISOString and Python's isoformat print so."""
    schema = schema_of(operation, parameter)
    if all(each.get("format") != "date-time" for each in schema.get("anyOf", (schema,))):
        return
    for text, meant in MOMENTS.items():
        values, readings = read(operation, {parameter.name: [text]})
        assert values[parameter.name] == meant
        assert readings == [f"{parameter.name} is read as {meant}"]
    for text in ("2020-02-30T00:00:00+00:00", "0001-01-01T00:00:00+03:00", "2020-01-01T00:00:00", "01.01.2020", "1"):
        with pytest.raises(ErrorResponse):
            read(operation, {parameter.name: [text]})


def test_the_kinds_above_are_found() -> None:
    schemas = [schema_of(o, p) for o in OPERATIONS for p in o.parameters if p.location == "query"]
    assert any(schema.get("type") == "boolean" for schema in schemas)
    assert any(schema.get("const") == "" for schema in schemas)
    assert any("anyOf" in schema for schema in schemas)
    assert list(lists())


TITLES = ["Новости дня", "100% видео", "🎬 é", "50%25 скидка"]


@pytest.mark.parametrize("title", TITLES)
def test_headers_may_be_plain_utf8(workspace: Workspace, title: str) -> None:
    """`curl -H` sends the bytes of the terminal."""
    seed.project(workspace)
    headers = [(b"X-Video-Title", title.encode()), (b"X-Video-Description", title.encode()), (b"X-File-Name", b"a.mp4")]
    made = workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/video", content=b"film", headers=headers)
    decoded = title.replace("%25", "%")
    assert (data(made)["title"], data(made)["description"]) == (decoded, decoded)
    (exchange,) = workspace.server.control.journal(last=1)
    assert exchange["valid"]
    assert "X-Video-Title is plain UTF-8, not percent-encoded" in exchange["readings"]


@pytest.mark.parametrize("title", ["Müller", "Café à 5 %", "Ünïcödé%20"])
def test_headers_may_be_latin1(workspace: Workspace, title: str) -> None:
    """`fetch`, http.client and requests send it where it has the characters."""
    seed.project(workspace)
    headers = [(b"X-Video-Title", title.encode("latin-1")), (b"X-File-Name", "é.mp4".encode("latin-1"))]
    made = workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/video", content=b"film", headers=headers)
    assert data(made)["title"] == title
    (exchange,) = workspace.server.control.journal(last=1)
    assert exchange["valid"]
    assert "X-Video-Title is plain Latin-1, not percent-encoded" in exchange["readings"]


def test_empty_headers_count_as_not_sent(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    names = ("X-Parent-ID", "X-Replace-Video-ID", "X-Video-Description", "X-File-Name", "X-Poster-URL", "X-Video-URL")
    headers = {"X-Video-Title": "t", **dict.fromkeys(names, "")}
    made = workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/video", content=b"film", headers=headers)
    assert data(made)["parent_id"] == project
    (exchange,) = workspace.server.control.journal(last=1)
    assert "the empty X-Parent-ID counts as not sent" in exchange["readings"]
    without = {**headers, "X-Video-Title": ""}
    rejected = workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/video", content=b"film", headers=without)
    assert rejected.status_code == 400


def test_a_flag_of_a_listing_may_have_a_value(account: Account) -> None:
    account.file("/a/b")
    listing = account.http.get(account.url("/a"), params={"files_only": "true"})
    assert listing.status_code == 200, listing.text
    assert listing.json() == account.http.get(f"{account.url('/a')}?files_only").json()
