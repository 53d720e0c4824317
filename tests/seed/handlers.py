"""Another way to serve an operation, for as long as a test needs it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from kinocraft_mock.service import Handling, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from kinocraft_mock.http.messages import Handler
    from kinocraft_mock.openapi.descriptions import Operation

__all__ = ["serving", "wrapping"]


@contextmanager
def serving(operation_id: str, **parts: Any) -> Generator[None]:
    """Serve an operation with these parts of its `Handling`, such as `handler`, instead of its own."""
    with _changing(operation_id, lambda usual: usual._replace(**parts)):
        yield


@contextmanager
def wrapping(operation_id: str, wrap: Callable[[Handler], Handler]) -> Generator[None]:
    """Serve an operation with what `wrap` makes of its handler."""
    with _changing(operation_id, lambda usual: usual._replace(handler=wrap(usual.handler))):
        yield


@contextmanager
def _changing(operation_id: str, change: Callable[[Handling], Handling]) -> Generator[None]:
    usual = Service.handling

    def handling(service: Service, operation: Operation) -> Handling:
        found = usual(service, operation)
        return change(found) if operation.id == operation_id else found

    with patch.object(Service, "handling", handling):
        yield
