"""All fields and URLs that the descriptions mark as secrets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.transform import resolve
from generator.type_guards import is_list, is_object

from tests.bundles import BUNDLES

__all__ = ["SECRET_FIELDS", "SECRET_PATHS", "SecretField"]

MOUNTS = {
    "kinescope-v1": "/kinescope/api",
    "kinescope-v2": "/kinescope/uploader",
}


@dataclass(frozen=True)
class SecretField:
    """A property with `x-secret`, and its component schema."""

    service: str
    schema: str
    name: str


def properties_in(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield each property of a schema, at any depth: its name and its schema."""
    if is_list(node):
        for each in node:
            yield from properties_in(each)
    elif is_object(node):
        properties = node.get("properties")
        yield from (properties.items() if is_object(properties) else ())
        for each in node.values():
            yield from properties_in(each)


def _fields() -> Iterator[SecretField]:
    for service, document in BUNDLES.items():
        for schema, content in document["components"]["schemas"].items():
            for name, described in properties_in(content):
                if is_object(described) and resolve(document, described).get("x-secret"):
                    yield SecretField(service, schema, name)


def _paths() -> Iterator[tuple[str, str]]:
    for service, document in BUNDLES.items():
        for path, item in document["paths"].items():
            for parameter in item.get("parameters", ()):
                node = resolve(document, parameter)
                if node["in"] == "path" and resolve(document, node["schema"]).get("x-secret"):
                    yield MOUNTS[service], path


SECRET_FIELDS = tuple(_fields())
SECRET_PATHS = tuple(_paths())
