"""Servers whose handlers are not all written by hand: some are removed, or the descriptions have more operations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Any
from unittest import mock

import kinocraft_mock.app
import kinocraft_mock.control.routes
import kinocraft_mock.service
from kinocraft_mock.http.messages import Handler
from kinocraft_mock.openapi.descriptions import Document, load
from kinocraft_mock.service import Service
from kinocraft_mock.services import SERVICES
from tests.unit.mock.derived.invented import COLOR, EXAMPLES, PATHS

__all__ = ["inventing", "served_by", "without_handlers"]

DRAFTED = {"Webhook", "NewWebhook", "WebhookChange"}
"""Schemas of a known object, to which a field is added."""
ERRORS = {
    "400": "BadRequest",
    "401": "Unauthorized",
    "403": "Forbidden",
    "429": "TooManyRequests",
    "500": "ServerError",
}


def without_handlers(names: Collection[str]) -> tuple[Service, ...]:
    """Return the services without the handlers of these operations."""
    return tuple(_without(service, lambda name: name in names) for service in SERVICES)


def _without(service: Service, removed: Callable[[str], bool]) -> Service:
    made = replace(service)

    def written(name: str) -> Handler | None:
        return None if removed(name) else service.written(name)

    # Instead of the method, which finds all that the service's sections have.
    vars(made)["written"] = written
    return made


@contextmanager
def served_by(services: tuple[Service, ...]) -> Generator[None]:
    """Let servers that start in this block have these services."""
    with (
        mock.patch.object(kinocraft_mock.app, "SERVICES", services),
        mock.patch.object(kinocraft_mock.control.routes, "SERVICES", services),
    ):
        yield


@contextmanager
def inventing() -> Generator[None]:
    """Let servers that start in this block describe the invented operations, too."""
    with mock.patch.object(kinocraft_mock.service, "load", _with_invented):
        services = tuple(replace(service) for service in SERVICES)
        with served_by(services):
            yield


def _with_invented(name: str) -> Document:
    """Return a description with the invented operations, which say nothing of a 404."""
    original = load(name)
    if name not in PATHS:
        return original
    paths: dict[str, Any] = deepcopy(PATHS[name])
    for operation in (each for item in paths.values() for method, each in item.items() if method != "parameters"):
        for status, shared in ERRORS.items():
            operation["responses"][status] = {"$ref": f"#/components/responses/{shared}"}
    components = deepcopy(original.content["components"])
    for schema in DRAFTED & components["schemas"].keys():
        components["schemas"][schema]["properties"]["color"] = COLOR
        if schema == "Webhook":
            components["schemas"][schema]["required"].append("color")
    content = {
        **original.content,
        "components": components,
        "paths": {**original.content["paths"], **_merged(original.content["paths"], paths)},
    }
    return Document(name, content, lambda: {**original.examples, **EXAMPLES.get(name, {})})


def _merged(known: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    """Return the added path items; those of known paths with the known operations."""
    return {path: {**item, **known.get(path, {})} for path, item in added.items()}
