"""A description that tests of versions change: a copy of the real one of Kinescope v1."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any, cast

from generator.bundle import bundle
from generator.type_guards import is_object

ROOT = Path(__file__).resolve().parents[3]
SERVICE = "kinescope-v1"


@cache
def description() -> dict[str, Any]:
    """Return the description that all cases change."""
    return bundle(ROOT / "specs" / SERVICE)


class Description:
    """A copy of a description, with short ways to its parts."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = copy.deepcopy(document)

    def schema(self, name: str) -> dict[str, Any]:
        return cast("dict[str, Any]", self.document["components"]["schemas"][name])

    def field(self, path: str) -> dict[str, Any]:
        name, _, field = path.partition(".")
        return cast("dict[str, Any]", self.schema(name)["properties"][field])

    def parameter(self, name: str) -> dict[str, Any]:
        return cast("dict[str, Any]", self.document["components"]["parameters"][name])

    def operation(self, identifier: str) -> dict[str, Any]:
        for item in self.document["paths"].values():
            for each in item.values():
                if is_object(each) and each.get("operationId") == identifier:
                    return each
        raise KeyError(identifier)

    def add(self, name: str, field: str, schema: dict[str, Any], *, required: bool = False) -> None:
        self.schema(name)["properties"][field] = schema
        if required:
            self.schema(name).setdefault("required", []).append(field)

    def remove(self, name: str, field: str) -> None:
        del self.schema(name)["properties"][field]
        self.loosen(name, field)

    def loosen(self, name: str, field: str) -> None:
        needed = self.schema(name)["required"]
        self.schema(name)["required"] = [each for each in needed if each != field]

    def move(self, old: str, new: str) -> None:
        paths = self.document["paths"]
        self.document["paths"] = {new if key == old else key: item for key, item in paths.items()}
