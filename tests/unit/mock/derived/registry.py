"""Servers whose handlers are not all written by hand: some are removed, or the descriptions have more operations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

import kinocraft_mock.app
import kinocraft_mock.control.endpoint
from kinocraft_mock.service import Service
from kinocraft_mock.services import SERVICES

__all__ = ["served_by", "without_handlers"]


def without_handlers(names: Collection[str]) -> tuple[Service, ...]:
    """Return the services without the handlers of these operations."""
    return tuple(_without(service, lambda name: name in names) for service in SERVICES)


def _without(service: Service, removed: Callable[[str], bool]) -> Service:
    made = replace(service)
    written = {name: handler for name, handler in service.written_handlers.items() if not removed(name)}
    # Instead of what the property would find in the service's sections.
    vars(made)["written_handlers"] = written
    return made


@contextmanager
def served_by(services: tuple[Service, ...]) -> Generator[None]:
    """Let servers that start in this block have these services."""
    with (
        mock.patch.object(kinocraft_mock.app, "SERVICES", services),
        mock.patch.object(kinocraft_mock.control.endpoint, "SERVICES", services),
    ):
        yield
