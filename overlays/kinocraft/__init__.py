"""Clients of the video platforms Kinescope and Platformcraft.

    from kinocraft import Kinescope, Platformcraft

    with Kinescope(token="...") as kinescope:
        for video in kinescope.videos.list(status=["done"]):
            print(video.title, video.duration)

    with Platformcraft(login="...", password="...") as platformcraft:
        platformcraft.files.upload("talk.mp4", "/talks/talk.mp4")

Importing this package loads nothing of it; each name is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinocraft_runtime.calls import UNSET, Body, CallOptions, RawResponse, Unset
    from kinocraft_runtime.pagination import AsyncListing, AsyncPage, Page

    from . import errors
    from .clock import Clock
    from .drift import Drift, DriftWarning
    from .errors import KinocraftError
    from .kinescope import AsyncKinescope, Kinescope
    from .platformcraft import AsyncPlatformcraft, Platformcraft
    from .tokens import FileTokenStore, Tokens, TokenStore
    from .uploading import UploadProgress
    from .video_uploads import UploadState

__all__ = [
    "UNSET",
    "AsyncKinescope",
    "AsyncListing",
    "AsyncPage",
    "AsyncPlatformcraft",
    "Body",
    "CallOptions",
    "Clock",
    "Drift",
    "DriftWarning",
    "FileTokenStore",
    "Kinescope",
    "KinocraftError",
    "Page",
    "Platformcraft",
    "RawResponse",
    "TokenStore",
    "Tokens",
    "Unset",
    "UploadProgress",
    "UploadState",
    "errors",
]

_HOMES = {
    name: home
    for home, names in {
        "kinocraft_runtime.calls": ("UNSET", "Body", "CallOptions", "RawResponse", "Unset"),
        "kinocraft.kinescope": ("AsyncKinescope", "Kinescope"),
        "kinocraft_runtime.pagination": ("AsyncListing", "AsyncPage", "Page"),
        "kinocraft.platformcraft": ("AsyncPlatformcraft", "Platformcraft"),
        "kinocraft.clock": ("Clock",),
        "kinocraft.drift": ("Drift", "DriftWarning"),
        "kinocraft.tokens": ("FileTokenStore", "TokenStore", "Tokens"),
        "kinocraft.errors": ("KinocraftError",),
        "kinocraft.uploading": ("UploadProgress",),
        "kinocraft.video_uploads": ("UploadState",),
    }.items()
    for name in names
}


def __getattr__(name: str) -> object:
    if name == "errors":
        return import_module("kinocraft.errors")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
