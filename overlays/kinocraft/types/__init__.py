"""The types of what methods take and return, for annotations: a module per vendor.

    from kinocraft.types.kinescope import Video, VideoStatus

A response's class is named after what it is: `Video`, `Project`. What a method takes as a nested object may also be a
dictionary, whose type has the suffix Param: `ChapterParam`. Enumerations and sort orders are aliases: `VideoStatus`,
`VideosListOrder`. api-types.md lists every class with its fields.

Importing this package loads neither module. Each is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import kinescope, platformcraft

__all__ = ["kinescope", "platformcraft"]


if not TYPE_CHECKING:  # type checkers would take any name for one that exists

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return __all__
