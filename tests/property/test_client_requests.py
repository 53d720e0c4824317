"""Properties of the client for every operation, sync and async.

For all arguments that the description allows, the request is valid and contains them unchanged. Every response that
the description allows is returned with the same values, and no response raises only because it differs from the
description.
"""

from __future__ import annotations

import asyncio
import base64
import copy
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from generator.transform import resolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kinocraft import AsyncKinescope, AsyncPlatformcraft, Drift, Kinescope, Platformcraft
from kinocraft.errors import DriftError, InvalidArgumentError
from tests.bundles import BUNDLES
from tests.contract.requests.oracle import Judged, Oracle, Sent
from tests.described_operations import METHODS, OPERATIONS, DescribedOperation, kinds_of, outcome
from tests.json_form import to_json
from tests.property.from_schema import TEXT, values
from tests.samples import sampled

ORACLES = {service: Oracle(document) for service, document in BUNDLES.items()}
CLIENTS: dict[str, tuple[Any, Any, dict[str, str]]] = {
    "kinescope": (Kinescope, AsyncKinescope, {"token": "t"}),
    "platformcraft": (Platformcraft, AsyncPlatformcraft, {"login": "me", "password": "secret"}),
}
OWNER = "5b30bc7c1658f770c3a2bf5c"
CLAIMS = base64.urlsafe_b64encode(json.dumps({"exp": 4_000_000_000}).encode()).decode().rstrip("=")
TOKENS = {
    "user_id": "u",
    "owner_id": OWNER,
    "access_token": f"eyJhbGciOiJSUzM4NCJ9.{CLAIMS}.c2ln",
    "expires_at": 4_000_000_000,
    "refresh_token": "r",
}


each_operation = pytest.mark.parametrize("subject", sampled(OPERATIONS, 3), ids=lambda subject: subject.name)
READING = [subject for subject in OPERATIONS if subject.response_media]
each_response = pytest.mark.parametrize("subject", sampled(READING, 3), ids=lambda subject: subject.name)
both_clients = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
each_client = pytest.mark.parametrize(
    "asynchronous", [pytest.param(False, id="sync"), pytest.param(True, id="async", marks=pytest.mark.slow)]
)
"""For operations. Both kinds of clients build and read with the same code, so that the sync one samples both."""

# --- calling ------------------------------------------------------------------------------------------------------


class RecordingTransport:
    """A transport that records the last request and returns a given response."""

    def __init__(self, operation: str, response: bytes) -> None:
        self.operation = operation
        self.response = response
        self.sent: Sent | None = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if str(request.url) == "https://auth.platformcraft.ru/token" and self.operation != "auth.login":
            return httpx2.Response(200, json=TOKENS)
        self.sent = Sent(request.method, request.url.raw_path.decode("ascii"), dict(request.headers), request.content)
        return httpx2.Response(200, content=self.response, headers={"Content-Type": "application/json"})


def call(
    subject: DescribedOperation, arguments: dict[str, Any], response: bytes, *, asynchronous: bool, **options: Any
) -> tuple[Any, RecordingTransport]:
    """Call a method of a new client; return its result, and the transport with the request."""
    recorded = RecordingTransport(subject.name, response)
    transport = httpx2.MockTransport(recorded)
    kind, akind, login = CLIENTS[subject.vendor]
    options = {**login, "rate_limits": False, "retries": 0, **options}

    async def acall() -> Any:
        async with httpx2.AsyncClient(transport=transport) as http_client:
            return await method_of(akind(http_client=http_client, **options), subject.name)(**arguments)

    if asynchronous:
        return asyncio.run(acall()), recorded
    with httpx2.Client(transport=transport) as http_client:
        return method_of(kind(http_client=http_client, **options), subject.name)(**arguments), recorded


def method_of(client: Any, name: str) -> Any:
    """Return the generated method of the operation; other tests cover the methods that wrap it."""
    resources = next(kind for kind in type(client).__mro__ if kind.__module__.startswith("kinocraft_api."))
    root = resources()
    root._caller = client._caller
    return attrgetter(METHODS[name])(root)


@cache
def signature(service: str, name: str) -> inspect.Signature:
    kind, _, login = CLIENTS[service.partition("-")[0]]
    with httpx2.Client(transport=httpx2.MockTransport(RecordingTransport(name, b""))) as http_client:
        return inspect.signature(method_of(kind(http_client=http_client, **login), name))


def python_names(service: str, name: str) -> dict[str, str]:
    """Map described names to arguments: `uploadId` is `upload_id`, and `from`, a Python keyword, is `from_`."""
    return {simple(name): name for name in signature(service, name).parameters}


def required_names(service: str, name: str) -> list[str]:
    """Return the required arguments."""
    parameters = signature(service, name).parameters.values()
    return [each.name for each in parameters if each.default is each.empty and each.kind is not each.VAR_KEYWORD]


def simple(name: str) -> str:
    """Return only the letters of a name, to compare names of the description with those of Python."""
    return re.sub(r"^x-|[^a-z0-9]", "", name.lower())


# --- arguments ----------------------------------------------------------------------------------------------------

TRICKY = " %?#+&=;:@!$'()*,~|\\\"<>[]{}^`éЖ語𝄞\u0301\u200f"
NAMES = st.text(st.sampled_from(TRICKY) | st.characters(exclude_categories=["C"], exclude_characters="/"), min_size=1)
PATHS = st.lists(NAMES.filter(lambda name: name not in {".", ".."}), max_size=4).map(
    lambda names: "".join(f"/{name}" for name in names)
)
IDS = NAMES.filter(lambda name: name not in {".", ".."} and "\\" not in name)
"""Text that the description allows and the client accepts. A test below covers text that the client rejects."""


PLAIN = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=9)
"""Text that a header can contain."""


@st.composite
def arguments(draw: st.DrawFn, subject: DescribedOperation) -> tuple[dict[str, Any], Judged]:
    """Draw arguments of a call, and the expected contents of its request."""
    names = python_names(subject.service, subject.name)
    given: dict[str, Any] = {}
    meant = Judged(subject.name, {}, {}, b"")
    for parameter in subject.parameters:
        name, schema = parameter["name"], resolve(subject.document, parameter["schema"])
        argument = names.get(simple(name))
        if parameter["in"] == "path":
            meant.path[name] = value = draw(segments(parameter, schema))
            if subject.opaque:
                given["url"] = f"https://upload.invalid/tus/{quote(value, safe='')}"
            elif parameter.get("x-from-session") and draw(st.booleans()):
                meant.path[name] = OWNER
            else:
                given[argument or name] = value
        elif schema.get("const") == "":
            wanted = bool(parameter.get("required")) or draw(st.booleans())
            if argument:
                given[argument] = wanted
            if wanted:
                meant.query[name] = [""]
        elif "const" in schema:
            meant.headers[name] = schema["const"]
        elif parameter.get("required") or draw(st.booleans()):
            if parameter["in"] == "header":
                given[argument or name] = value = draw(
                    PLAIN if simply_text(schema) else values(subject.document, schema)
                )
                meant.headers[name] = str(value)
            else:
                given[argument or name], texts = draw(keys(subject.document, parameter, schema))
                if texts:
                    meant.query[name] = texts
    body: Any = b""
    required = subject.operation.get("requestBody", {}).get("required")
    if subject.request and (required or draw(st.booleans())):
        _, schema = subject.request
        if schema["type"] == "string":
            given[schema.get("x-argument", "file")] = body = draw(st.binary(min_size=1, max_size=200))
        elif schema["type"] == "array":
            given["ids"] = body = draw(values(subject.document, schema))
        else:
            changes = METHODS[subject.name].rpartition(".")[2].startswith("update")
            # The client rejects an update without fields.
            body = draw(bodies(subject.document, schema).filter(lambda made: bool(made) or not changes))
            words = {name: field.get("x-argument", name) for name, field in schema["properties"].items()}
            given.update({names[simple(words[field])]: value for field, value in body.items()})
    elif subject.request and subject.request[0] == "application/json":
        # Without any field the body is an empty object.
        body = {}
    if subject.paginated and not {"per_page", "page"} & meant.query.keys():
        meant.query["per_page"] = ["100"]
    return given, replace(meant, body=body)


def simply_text(schema: dict[str, Any]) -> bool:
    return (
        schema.get("type") == "string"
        and not {"enum", "format", "x-sortable"} & schema.keys()
        and (schema.get("pattern", "^[ -~").startswith("^[ -~"))
    )


def segments(parameter: dict[str, Any], schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """Return a strategy for a path parameter."""
    if parameter.get("x-spans-segments"):
        return PATHS
    return values({}, schema) if "pattern" in schema else IDS


def keys(
    document: dict[str, Any], parameter: dict[str, Any], schema: dict[str, Any]
) -> st.SearchStrategy[tuple[Any, list[str]]]:
    """Return a strategy for values of a query key, each with the texts that it is sent as."""
    if "x-sortable" in parameter:
        pairs = st.tuples(st.sampled_from(parameter["x-sortable"]), st.sampled_from(["asc", "desc"]))
        many = st.lists(pairs, min_size=1, max_size=3, unique_by=lambda pair: pair[0])
        return many.map(lambda order: (order, [",".join(f"{field}.{way}" for field, way in order)]))
    if schema.get("type") == "array":
        return st.lists(keys(document, {}, resolve(document, schema["items"])), max_size=3).map(
            lambda items: (
                [value for value, _ in items],
                joined([text for _, texts in items for text in texts], parameter.get("explode", True)),
            )
        )
    if "anyOf" in schema:
        return st.one_of([keys(document, {}, arm) for arm in schema["anyOf"]])
    if schema.get("format") == "date":
        return st.dates(date(1000, 1, 1)).map(lambda day: (day, [day.isoformat()]))
    if schema.get("format") == "date-time":
        return st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)).map(
            lambda moment: (moment.replace(tzinfo=UTC), [f"{moment.replace(microsecond=0).isoformat()}Z"])
        )
    plainly = schema["type"] == "string" and not {"enum", "pattern"} & schema.keys()
    drawn = NAMES if plainly else values(document, schema)
    return drawn.map(lambda value: (value, [str(value).lower() if isinstance(value, bool) else str(value)]))


def joined(texts: list[str], exploded: bool) -> list[str]:
    return texts if exploded or not texts else [",".join(texts)]


def bodies(document: dict[str, Any], schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for bodies, with the bytes of files."""
    binary = {name for name, field in schema["properties"].items() if field.get("format") == "binary"}
    return values(document, schema).flatmap(
        lambda body: st.fixed_dictionaries(
            {name: st.binary(max_size=200) if name in binary else st.just(value) for name, value in body.items()}
        )
    )


# --- requests -----------------------------------------------------------------------------------------------------


@each_client
@each_operation
@settings(max_examples=8)
@given(data=st.data())
def test_a_request_is_valid_and_contains_the_arguments(
    subject: DescribedOperation, asynchronous: bool, data: st.DataObject
) -> None:
    given, meant = data.draw(arguments(subject))
    _, recorded = call(subject, given, example_response(subject), asynchronous=asynchronous)
    assert recorded.sent
    assert ORACLES[subject.service].judge(recorded.sent) == meant


@both_clients
@settings(max_examples=100)
@given(path=TEXT, container=TEXT, upload=TEXT)
def test_any_text_is_sent_unchanged_or_raises(asynchronous: bool, path: str, container: str, upload: str) -> None:
    by_name = {subject.name: subject for subject in OPERATIONS}
    for name, taken in {
        "files.get": {"file_path": f"/{path}", "container_id": container},
        "files.uploads.status": {"upload_id": upload, "container_id": container},
    }.items():
        try:
            _, recorded = call(by_name[name], taken, example_response(by_name[name]), asynchronous=asynchronous)
        except InvalidArgumentError:
            continue
        assert recorded.sent
        judged = ORACLES["platformcraft-filespot"].judge(recorded.sent)
        assert judged.operation == name
        assert {**judged.path, **judged.query}.items() <= {
            "file_path": f"/{path}",
            "container_id": container,
            "uploadId": [upload],
        }.items()


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("file_path", "file.mp4"),
        ("file_path", "/a/../b"),
        ("file_path", "/./b"),
        ("file_path", "/a//b"),
        ("file_path", "/a/"),
        ("file_path", "/a\r\nX: y"),
        ("file_path", "/\x00"),
        ("file_path", "/\ud800"),
        ("container_id", "a/b"),
        ("container_id", ".."),
        ("container_id", ""),
        ("container_id", "a\nb"),
    ],
)
@both_clients
def test_an_argument_that_cannot_be_sent_raises_and_is_named(argument: str, value: str, asynchronous: bool) -> None:
    subject = next(subject for subject in OPERATIONS if subject.name == "files.get")
    given = {"file_path": "/a", argument: value}
    with pytest.raises(InvalidArgumentError, match=argument):
        call(subject, given, example_response(subject), asynchronous=asynchronous)


# --- responses ----------------------------------------------------------------------------------------------------


RESPONSES = {subject.name: values(subject.document, (subject.response_media or {})["schema"]) for subject in READING}
SCALARS = st.none() | st.booleans() | st.integers() | TEXT
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner))


def drawn_response(subject: DescribedOperation, data: st.DataObject) -> Any:
    response = data.draw(RESPONSES[subject.name])
    if subject.mere_success:
        response["data"]["success"] = True
    return response


@each_client
@each_response
@settings(max_examples=5)
@given(data=st.data())
def test_a_response_is_returned_unchanged(subject: DescribedOperation, asynchronous: bool, data: st.DataObject) -> None:
    response = drawn_response(subject, data)
    result, _ = call(subject, example_arguments(subject), as_json(response), asynchronous=asynchronous, strict=True)
    assert outcome(result) == subject.expected_result(response)


@each_client
@each_response
@settings(max_examples=8)
@given(data=st.data())
def test_a_response_with_drift_is_reported_and_kept(
    subject: DescribedOperation, asynchronous: bool, data: st.DataObject
) -> None:
    response = drawn_response(subject, data)
    kind, place, differing = data.draw(drifted(subject, response))
    drifts: list[Drift] = []
    result, _ = call(
        subject, example_arguments(subject), as_json(differing), asynchronous=asynchronous, on_drift=drifts.append
    )
    assert (kind, place) in {(drift.kind, drift.path) for drift in drifts}
    assert {drift.operation for drift in drifts} == {subject.name}
    assert outcome(result) == subject.expected_result(differing)
    with pytest.raises(DriftError) as caught:
        call(subject, example_arguments(subject), as_json(differing), asynchronous=asynchronous, strict=True)
    assert any(drift.startswith(f"{place}: {kind.replace('_', ' ')}") for drift in caught.value.drifts)


@each_response
@settings(max_examples=6)
@given(
    response=st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT, lambda v: st.lists(v) | st.dictionaries(TEXT, v)
    )
)
def test_no_json_response_raises(subject: DescribedOperation, response: Any) -> None:
    result, _ = call(
        subject, example_arguments(subject), as_json(response), asynchronous=False, on_drift=lambda drift: None
    )
    assert outcome(result) == subject.expected_result(response)


@pytest.mark.parametrize("name", ["cls", "self", "_fields_set", "schema", "copy", "model_extra", "__dict__", "", "a b"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "lacking"])
def test_an_unknown_field_may_have_any_name(name: str, whole: bool) -> None:
    subject = next(subject for subject in OPERATIONS if subject.name == "files.uploads.start")
    response = {**(json.loads(example_response(subject)) if whole else {}), name: "new"}
    drifts: list[Drift] = []
    result, _ = call(subject, {"file_path": "/a"}, as_json(response), asynchronous=False, on_drift=drifts.append)
    assert "unknown_field" in {drift.kind for drift in drifts}
    assert to_json(result) == response


@st.composite
def drifted(draw: st.DrawFn, subject: DescribedOperation, response: Any) -> tuple[str, str, Any]:
    """Draw a response with an unknown field or value, a missing field, or a wrong type; return kind, path and
    response."""
    differing = copy.deepcopy(response)
    document = subject.document
    # An object in place of a list is read as a list with one item.
    alone = isinstance(response, dict) and "array" in kinds_of(document, subject.response_schema)
    places = list(objects(document, subject.response_schema, differing, "[0]" if alone else ""))
    assume(places)
    place, schema, path = draw(st.sampled_from(places))
    fields = {name: resolve(document, schema["properties"][name]) for name in place if name in schema["properties"]}
    can = {
        "unknown_field": ["x_new"],
        "missing_field": [name for name in schema.get("required", ()) if name in place],
        "wrong_type": [name for name, field in fields.items() if kinds_of(document, field)],
        "unknown_value": [name for name, field in fields.items() if "enum" in field and isinstance(place[name], str)],
    }
    kind = draw(st.sampled_from([kind for kind, names in can.items() if names]))
    name = draw(st.sampled_from(can[kind]))
    match kind:
        case "unknown_field":
            place[name] = draw(TEXT | st.just({"a": [1]}))
        case "missing_field":
            del place[name]
        case "unknown_value":
            place[name] = "x_new"
        case _:
            place[name] = "x" if {"object", "array"} & set(kinds_of(document, fields[name])) else {"x": 1}
    return kind, f"{path}.{name}" if path else name, differing


def objects(
    document: dict[str, Any], schema: dict[str, Any], value: Any, path: str = ""
) -> Iterator[tuple[Any, dict[str, Any], str]]:
    """Yield every object of a response that has described fields, with its schema and path."""
    schema = resolve(document, schema)
    for arm in schema.get("anyOf", []):
        if ("object" in kinds_of(document, arm) and isinstance(value, dict)) or (
            "array" in kinds_of(document, arm) and isinstance(value, list)
        ):
            yield from objects(document, arm, value, path)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from objects(document, schema["items"], item, f"{path}[{index}]")
    if isinstance(value, dict) and "properties" in schema:
        if "additionalProperties" not in schema:
            yield value, schema, path
        for name, field in schema["properties"].items():
            if name in value:
                yield from objects(document, field, value[name], f"{path}.{name}" if path else name)


def as_json(response: Any) -> bytes:
    return json.dumps(response).encode()


def example_response(subject: DescribedOperation) -> bytes:
    """Return an example of the response, or an empty body if none is described."""
    if not subject.response_media:
        return b""
    return as_json(resolve(subject.document, next(iter(subject.response_media["examples"].values())))["value"])


def example_arguments(subject: DescribedOperation) -> dict[str, Any]:
    """Return the required arguments of a call."""
    if subject.name == "files.create":
        return {"file_path": "/a", "dir": ""}
    known = {
        "file_path": "/a",
        "url": "https://upload.invalid/tus/1",
        "upload_part_num": 0,
        "upload_offset": 0,
        "file": b"x",
        "part": b"x",
        "chunk": b"x",
        "ids": ["x"],
        "from_": date(2026, 1, 1),
        "to": date(2026, 1, 2),
    }
    names = required_names(subject.service, subject.name)
    optional = [each["name"] for each in subject.parameters if each["in"] == "path" and "{" in subject.key]
    names += [name for name in optional if name == "project_id" and name not in names]
    if METHODS[subject.name].rpartition(".")[2].startswith("update") and subject.request:
        # The client rejects an update without fields.
        names += [] if subject.request[1].get("required") else [next(iter(subject.request[1]["properties"]))]
    return {name: known.get(name, "x") for name in names}
