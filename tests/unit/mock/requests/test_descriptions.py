"""The server matches the descriptions it serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import pytest

from kinocraft_mock.context import Component
from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.openapi.descriptions import Document, Operation, load
from kinocraft_mock.openapi.validation import parameter_values, response_violations
from kinocraft_mock.service import Handlers, Service
from kinocraft_mock.services import SERVICES
from kinocraft_mock.services.components import COMPONENTS
from kinocraft_mock.services.resources import RESOURCES
from tests.seed.account import Account, message
from tests.seed.handlers import serving
from tests.unit.mock.derived.registry import without_handlers


def test_operation_names_are_unique() -> None:
    names = [operation.id for service in SERVICES for operation in service.operations()]
    names += [resource.operation for resource in RESOURCES]
    assert len(set(names)) == len(names)


def test_each_operation_has_one_handler() -> None:
    for service in SERVICES:
        sections: list[Handlers] = [import_module(section).handlers for section in service.sections]
        names = [name for section in sections for name in section]
        assert len(set(names)) == len(names)


def misplaced_operations(services: Sequence[Service]) -> set[str]:
    """Return what is registered in a module whose section it does not belong to, and so would never be found."""
    return {
        name
        for service in services
        for module, section in service.sections.items()
        for registered in registrations(module)
        for name in registered
        if name.rpartition(".")[0] != section
    }


def registrations(module: str) -> tuple[Mapping[str, Any], ...]:
    """Return what a module has registered: handlers, receivers, guards and interpreters."""
    handlers: Handlers = import_module(module).handlers
    return handlers, handlers.receivers, handlers.guards, handlers.interpreters


def test_every_handler_is_in_a_module_of_its_section() -> None:
    assert misplaced_operations(SERVICES) == set()


def test_a_handler_in_a_module_of_another_section_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: Handlers = import_module(next(iter(SERVICES[0].sections))).handlers
    monkeypatch.setitem(handlers, "tags.list", lambda _request: Response())
    monkeypatch.setitem(handlers.receivers, "posters.upload", lambda _context, _values: None)
    assert misplaced_operations(SERVICES) == {"tags.list", "posters.upload"}


@pytest.mark.parametrize("hook", ["blobs", "resume"])
def test_the_server_knows_every_component_with_blobs_or_background_work(hook: str) -> None:
    own = {kind for kind in Component.__subclasses__() if getattr(kind, hook) is not getattr(Component, hook)}
    assert own
    assert own <= set(COMPONENTS)


def unknown_operations(services: Sequence[Service]) -> set[str]:
    """Return what has a handler, receiver, guard or interpreter, and is no operation."""
    documented = {operation.id for service in services for operation in service.operations()}
    found: set[str] = set()
    for service in services:
        for module in service.sections:
            found.update(*registrations(module))
    return found - documented


def test_every_handler_has_an_operation() -> None:
    assert unknown_operations(SERVICES) == set()


def test_a_handler_of_no_operation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: Handlers = import_module(next(iter(SERVICES[0].sections))).handlers
    monkeypatch.setitem(handlers, "tags.forget", lambda _request: Response())
    monkeypatch.setitem(handlers.guards, "tags.watch", lambda _headers: None)
    assert unknown_operations(SERVICES) == {"tags.forget", "tags.watch"}


def test_every_operation_is_served() -> None:
    for service in (*SERVICES, *without_handlers({"tags.list", "auth.login"})):
        assert service.handlers.keys() == {operation.id for operation in service.operations()}


def test_an_operation_without_a_written_handler_is_inferred() -> None:
    services = without_handlers({"tags.list", "auth.login"})
    already = {name for service in SERVICES for name in service.inferred}
    inferred = [name for service in services for name in service.inferred]
    assert [name for name in inferred if name not in already] == ["tags.list", "auth.login"]


def test_every_operation_of_a_mounted_description_is_served_once() -> None:
    served = [operation.id for service in SERVICES for operation in service.operations()]
    described = {name for service in SERVICES for name in service.specs}
    assert sorted(served) == sorted(operation.id for name in described for operation in load(name).operations())
    assert len({service.mount for service in SERVICES}) == len(SERVICES)


def test_no_parameter_of_an_operation_shares_its_name_with_another() -> None:
    for service in SERVICES:
        for operation in service.operations():
            names = [parameter.name for parameter in operation.parameters]
            assert len(set(names)) == len(names), operation.id


FILE: dict[str, Any] = {
    "id": "5a2eac3b2973db0008e12388",
    "status": "ok",
    "name": "file.mp4",
    "path": "/path/to/file.mp4",
    "size": 387531,
    "content_type": "video/mp4",
    "create_date": "20.09.2020T21:28:27",
    "latest_update": "20.09.2020T21:28:27",
    "private": False,
    "download_url": "",
}


@pytest.mark.parametrize(
    ("response", "named"),
    [
        (Response({**FILE, "id": 7}), "/id: 7 is not of type"),
        (Response({**FILE, "contents": [{**FILE, "create_date": "2020-09-20"}]}), "/contents/0/create_date"),
        (Response({name: value for name, value in FILE.items() if name != "path"}), '"path" is a required property'),
        (Response(None), "the body is missing"),
        (Response({"id": "x"}, status=418), "status 418"),
    ],
)
def test_a_response_that_violates_the_spec_is_a_500_with_its_pointer(
    account: Account, response: Response, named: str
) -> None:
    def wrong(_call: Request) -> Response:
        return response

    with serving("files.get", handler=wrong):
        said = message(account.get(), 500)
    assert said.startswith("the response of files.get violates the description: ")
    assert named in said
    violations = account.server.control.journal("files.get")[-1]["violations"]
    assert any(named in violation for violation in violations)


def test_a_handler_that_fails_is_a_500_that_names_it(account: Account) -> None:
    def broken(_call: Request) -> Response:
        raise ZeroDivisionError("by zero")

    with serving("files.get", handler=broken):
        assert "files.get failed: ZeroDivisionError: by zero" in message(account.get(), 500)


PARAMETERS = [
    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "maximum": 9}},
    {"name": "tags[]", "in": "query", "schema": {"type": "array", "items": {"type": "integer"}, "maxItems": 2}},
    {"name": "on", "in": "query", "schema": {"type": "boolean", "default": False}},
    {"name": "ratio", "in": "query", "schema": {"type": ["number", "null"]}},
    {"name": "X-Title", "in": "header", "required": True, "schema": {"type": "string", "minLength": 1}},
]


@pytest.fixture
def made_up() -> Operation:
    content: dict[str, Any] = {"operationId": "made.up", "parameters": PARAMETERS, "responses": {"204": {}}}
    (operation,) = Document("made up", {"paths": {"/{id}": {"get": content}}}).operations()
    return operation


def test_parameters_are_converted_by_their_schemas(made_up: Operation) -> None:
    values = parameter_values(
        made_up, {"id": "7"}, {"tags[]": ["1", "2"], "ratio": ["0.5"], "x": ["y"]}, {b"x-title": b"t"}
    )
    assert values == {"id": 7, "tags[]": [1, 2], "on": False, "ratio": 0.5, "X-Title": "t"}
    assert parameter_values(made_up, {"id": "7"}, {"on": ["true"]}, {b"x-title": b"t"})["on"] is True


@pytest.mark.parametrize(
    ("path", "query", "headers", "named"),
    [
        ("ten", {}, {b"x-title": b"t"}, "/id"),
        ("10", {}, {b"x-title": b"t"}, "/id"),
        ("7", {"tags[]": ["1", "2", "3"]}, {b"x-title": b"t"}, "/tags[]"),
        ("7", {"tags[]": ["x"]}, {b"x-title": b"t"}, "/tags[]/0"),
        ("7", {"on": ["yes"]}, {b"x-title": b"t"}, "/on"),
        ("7", {"ratio": ["1e5x"]}, {b"x-title": b"t"}, "/ratio"),
        ("7", {}, {}, "X-Title"),
        ("7", {}, {b"x-title": b""}, "/X-Title"),
    ],
)
def test_invalid_parameters_are_rejected(
    made_up: Operation, path: str, query: dict[str, list[str]], headers: dict[bytes, bytes], named: str
) -> None:
    with pytest.raises(ErrorResponse, match=r"parameters: ") as caught:
        parameter_values(made_up, {"id": path}, query, headers)
    assert caught.value.status == 400
    assert named in caught.value.message


def test_an_undocumented_response_body_is_a_violation(made_up: Operation) -> None:
    assert response_violations(made_up, Response(status=204)) == []
    assert response_violations(made_up, Response({"a": 1}, 204)) == ["the response has a body, but none is documented"]
    assert response_violations(made_up, Response(data=b"a", status=204)) == [
        "the response has a body, but none is documented"
    ]
