"""What each operation does, by the shape of its path and the schemas of its request and response."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kinocraft_mock.openapi.descriptions import Document, Operation
from kinocraft_mock.services.derived.schemas import Schemas

__all__ = ["Paths", "Result", "Role", "parameter", "success"]

Role = Literal["list", "create", "get", "update", "delete", "get_settings", "set_settings", "delete_settings", "other"]
"""`…_settings` read and change one object without an id. `other` responds with the example."""

ENVELOPE = frozenset({"data", "meta"})
JSON = "application/json"
WRITES = ("PUT", "PATCH", "POST")


@dataclass(frozen=True)
class Result:
    """Where a response has its object or its list: below `place`, by this schema."""

    schema: Mapping[str, Any]
    place: tuple[str, ...]
    many: bool


def parameter(segment: str) -> str | None:
    """Return the name of the parameter that a segment of a path is; None for text."""
    return segment[1:-1] if segment.startswith("{") and segment.endswith("}") else None


def success(operation: Operation) -> int:
    """Return the status of success."""
    return next(status for status in operation.responses if 200 <= status < 300)


def _anonymous(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


class Paths:
    """The operations of a service by path, and what each of them does."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._operations: dict[str, dict[str, Operation]] = {}
        self._schemas: dict[str, Schemas] = {}
        for operation in operations:
            if not operation.required_query:
                self._operations.setdefault(_anonymous(self.path(operation)), {})[operation.method] = operation

    @staticmethod
    def path(operation: Operation) -> str:
        """Return the path of an operation below the mount, with its parameters."""
        return operation.server[1] + operation.path

    def schemas(self, document: Document) -> Schemas:
        """Return the schemas of a description."""
        return self._schemas.setdefault(document.name, Schemas(document))

    def at(self, path: str) -> Mapping[str, Operation]:
        """Return the operations of a path by method; the names of its parameters do not count."""
        return self._operations.get(_anonymous(path), {})

    def below(self, path: str) -> Mapping[str, Operation]:
        """Return the operations of the items of a collection."""
        return self._operations.get(f"{_anonymous(path)}/{{}}", {})

    def result(self, operation: Operation) -> Result | None:
        """Return what a successful response has; None without JSON."""
        schema = operation.responses[success(operation)].get(JSON)
        if schema is None:
            return None
        schemas = self.schemas(operation.document)
        place: tuple[str, ...] = ()
        fields = schemas.properties(schema)
        if "data" in fields and not fields.keys() - ENVELOPE:
            place, schema = ("data",), fields["data"]
            fields = schemas.properties(schema)
        items = schemas.items(schema)
        if items is not None:
            return Result(items, place, many=True)
        lists = [(name, found) for name, field in fields.items() if (found := schemas.items(field)) is not None]
        if len(lists) == 1 and self._only_a_page(schemas, fields, lists[0][0]):
            return Result(lists[0][1], (*place, lists[0][0]), many=True)
        return Result(schema, place, many=False)

    @staticmethod
    def _only_a_page(schemas: Schemas, fields: Mapping[str, Any], name: str) -> bool:
        """Return whether an object with a list has numbers and links of a page beside it, and nothing of an object."""
        others = fields.keys() - {name}
        return not any(other == "id" or other.endswith("_id") for other in others) and all(
            PAGE.fullmatch(other) or schemas.is_object(fields[other]) for other in others
        )

    def is_collection(self, path: str) -> bool:
        """Return whether a path is that of a collection: objects are listed there, or created and then found below."""
        at = self.at(path)
        listed = "GET" in at and (result := self.result(at["GET"])) is not None and result.many
        return listed or ("POST" in at and bool(self.below(path)))

    def role(self, operation: Operation) -> Role:
        """Return what an operation does."""
        path = self.path(operation)
        at = self.at(path)
        if at.get(operation.method) is not operation or any(each.spans for each in operation.parameters):
            return "other"
        if self.is_collection(path):
            return self._of_collection(path, operation)
        if parameter(path.rpartition("/")[2]) is not None:
            return _of_item(operation.method)
        return self._of_settings(at, operation)

    def _of_collection(self, path: str, operation: Operation) -> Role:
        below = self.below(path)
        result = self.result(operation)
        created = "POST" in self.at(path) or "PUT" in below or "PATCH" in below
        if operation.method == "GET" and result is not None and result.many and created:
            return "list"
        return "create" if operation.method == "POST" and (result is None or not result.many) else "other"

    def _of_settings(self, at: Mapping[str, Operation], operation: Operation) -> Role:
        """Return what an operation does with the single object of a path. One that is only read is none."""
        if "GET" not in at or not any(method in at for method in WRITES):
            return "other"
        if self.result(at["GET"]) is None:
            return "other"
        if operation.method in WRITES:
            return "set_settings" if JSON in operation.bodies else "other"
        return {"GET": "get_settings", "DELETE": "delete_settings"}.get(operation.method, "other")  # type: ignore[return-value]

    def id_field(self, path: str, schema: Mapping[str, Any], document: Document) -> str:
        """Return the field that has the id of a collection's items."""
        fields = self.schemas(document).properties(schema)
        names: list[str] = []
        for operation in self.below(path).values():
            name = parameter(self.path(operation).rpartition("/")[2]) or ""
            names += [
                found for each in operation.parameters if each.name == name for found in (each.id_field, "id", name)
            ]
        ends = [name for name in fields if re.fullmatch(r"(.+_)?(id|uuid|key|code)", name)]
        return next((name for name in (*names, "id", *ends) if name in fields), "id")


PAGE = re.compile(
    r"(total|count|page|per_page|limit|offset|next|previous|prev|pages|cursor|order|has_more)(_.*)?|.*_count"
)


def _of_item(method: str) -> Role:
    return {"GET": "get", "PUT": "update", "PATCH": "update", "DELETE": "delete"}.get(method, "other")  # type: ignore[return-value]
