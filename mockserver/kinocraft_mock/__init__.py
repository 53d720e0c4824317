"""A local server that behaves like the documented video services, as state and not as examples.

    with kinocraft_mock.running(limits=False) as server:
        ...  # point a client at server.url; server.control injects faults, moves the clock, reads the journal

`create_app` makes the ASGI application alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kinocraft_mock.app import Application, create_app
    from kinocraft_mock.control.client import Control, ControlError
    from kinocraft_mock.serving import RunningServer, running
    from kinocraft_mock.settings import Settings
    from kinocraft_mock.state.clock import Clock
    from kinocraft_mock.state.store import StoreBusyError, StoreError

__all__ = [
    "Application",
    "Clock",
    "Control",
    "ControlError",
    "RunningServer",
    "Settings",
    "StoreBusyError",
    "StoreError",
    "create_app",
    "running",
]

# Imported on first use: the command's --help and a control client need no server.
_HOMES = {
    "Application": "app",
    "Clock": "state.clock",
    "Control": "control.client",
    "ControlError": "control.client",
    "RunningServer": "serving",
    "Settings": "settings",
    "StoreBusyError": "state.store",
    "StoreError": "state.store",
    "create_app": "app",
    "running": "serving",
}


if not TYPE_CHECKING:  # type checkers would take any name for one that exists

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
