"""Clients of the video platform Platformcraft.

    from kinocraft import Platformcraft

    with Platformcraft(login="...", password="...") as platformcraft:
        platformcraft.files.upload("talk.mp4", "/talks/talk.mp4")

Importing this package loads nothing of it; each name is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinocraft_api._core import UNSET, Body, CallOptions, Unset

    from . import errors
    from .clock import Clock
    from .drift import Drift, DriftWarning
    from .errors import KinocraftError
    from .platformcraft import AsyncPlatformcraft, Platformcraft
    from .tokens import FileTokenStore, Tokens, TokenStore
    from .uploads import UploadProgress

__all__ = [
    "UNSET",
    "AsyncPlatformcraft",
    "Body",
    "CallOptions",
    "Clock",
    "Drift",
    "DriftWarning",
    "FileTokenStore",
    "KinocraftError",
    "Platformcraft",
    "TokenStore",
    "Tokens",
    "Unset",
    "UploadProgress",
    "errors",
]

_HOMES = {
    "UNSET": "kinocraft_api._core",
    "AsyncPlatformcraft": "kinocraft.platformcraft",
    "Body": "kinocraft_api._core",
    "CallOptions": "kinocraft_api._core",
    "Clock": "kinocraft.clock",
    "Drift": "kinocraft.drift",
    "DriftWarning": "kinocraft.drift",
    "FileTokenStore": "kinocraft.tokens",
    "KinocraftError": "kinocraft.errors",
    "Platformcraft": "kinocraft.platformcraft",
    "TokenStore": "kinocraft.tokens",
    "Tokens": "kinocraft.tokens",
    "Unset": "kinocraft_api._core",
    "UploadProgress": "kinocraft.uploads",
}


def __getattr__(name: str) -> object:
    if name == "errors":
        return import_module("kinocraft.errors")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
