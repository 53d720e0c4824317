"""Routing from method and path to an operation, with a small description."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.openapi.descriptions import Document
from kinocraft_mock.openapi.routing import Router


def operation(operation_id: str, *required: str) -> dict[str, Any]:
    keys = [{"name": name, "in": "query", "required": True, "schema": {"type": "string"}} for name in required]
    return {"operationId": operation_id, "parameters": keys, "responses": {}}


REST = {"name": "rest", "in": "path", "required": True, "x-spans-segments": True, "schema": {"type": "string"}}
PATHS = {
    "/things": {"get": operation("list"), "post": operation("create")},
    "/things/{id}": {"get": operation("get")},
    "/things/{thing_id}/parts/{part}": {"get": operation("part")},
    "/things/search": {"get": operation("search")},
    "/box{rest}": {"parameters": [REST], "get": operation("rest"), "put": operation("write")},
    "/box{rest}#start": {"parameters": [REST], "put": operation("start", "start")},
    "/box": {"get": operation("status", "upload"), "put": operation("part", "upload", "number")},
}


@pytest.fixture(scope="module")
def router() -> Router:
    made = Router()
    for each in Document("made up", {"paths": PATHS}).operations():
        made.add("/v1", each)
    return made


def find(router: Router, method: str, path: str, *query: str) -> tuple[str, dict[str, str]]:
    match = router.find(method, path.split("/")[1:], query)
    return match.operation.id, match.values


@pytest.mark.parametrize(
    ("method", "path", "query", "found", "values"),
    [
        ("GET", "/v1/things", (), "list", {}),
        ("POST", "/v1/things", (), "create", {}),
        ("GET", "/v1/things/7", (), "get", {"id": "7"}),
        ("GET", "/v1/things/a%2Fb", (), "get", {"id": "a/b"}),
        ("GET", "/v1/%74hings/%D1%8F", (), "get", {"id": "я"}),
        ("GET", "/v1/things/search", (), "search", {}),
        ("GET", "/v1/things/search/parts/1", (), "part", {"thing_id": "search", "part": "1"}),
        ("GET", "/v1/box", (), "rest", {"rest": ""}),
        ("GET", "/v1/box/", (), "rest", {"rest": "/"}),
        ("GET", "/v1/box/a/b%20c", (), "rest", {"rest": "/a/b c"}),
        ("GET", "/v1/box", ("upload",), "status", {}),
        ("GET", "/v1/box/a", ("upload",), "rest", {"rest": "/a"}),
        ("PUT", "/v1/box", (), "write", {"rest": ""}),
        ("PUT", "/v1/box", ("upload",), "part", {}),
        ("PUT", "/v1/box", ("number", "upload"), "part", {}),
        ("PUT", "/v1/box", ("start",), "start", {"rest": ""}),
        ("PUT", "/v1/box/x", ("start", "other"), "start", {"rest": "/x"}),
    ],
)
def test_the_matching_operation_is_found(
    router: Router, method: str, path: str, query: tuple[str, ...], found: str, values: dict[str, str]
) -> None:
    assert find(router, method, path, *query) == (found, values)


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/", "/things", "/v1/things/", "/v1/boxes", "/v1/things/1/parts"])
def test_an_unknown_path_is_404(router: Router, path: str) -> None:
    with pytest.raises(ErrorResponse) as caught:
        find(router, "GET", path)
    assert caught.value.status == 404


def test_an_unknown_method_is_405(router: Router) -> None:
    with pytest.raises(ErrorResponse) as caught:
        find(router, "DELETE", "/v1/box")
    assert caught.value.status == 405
    assert caught.value.headers == ((b"allow", b"GET, HEAD, OPTIONS, PUT"),)


def test_routing_time_does_not_grow_with_the_number_of_operations() -> None:
    paths = {f"/kind{number}/{{id}}": {"get": operation(f"op{number}")} for number in range(500)}
    router = Router()
    for each in Document("large", {"paths": paths}).operations():
        router.add("", each)
    segments = CountedList(["kind499", "7"])
    assert router.find("GET", segments, ()).operation.id == "op499"
    assert segments.read <= 3


class CountedList(list[str]):
    """A list that counts how often it is read."""

    read = 0

    def __getitem__(self, key: Any) -> Any:
        self.read += 1
        return list(self)[key]
