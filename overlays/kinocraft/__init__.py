"""Clients of the video platforms Kinescope and Platformcraft.

    from kinocraft import Kinescope, Platformcraft

    with Kinescope(token="...") as kinescope:
        for video in kinescope.videos.list(status=["done"]):
            print(video.title, video.duration)

    with Platformcraft(login="...", password="...") as platformcraft:
        platformcraft.files.upload("talk.mp4", "/talks/talk.mp4")

Importing this package loads no module of it. Each name is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinocraft_runtime.calls import UNSET, Body, CallOptions, RawResponse, Unset
    from kinocraft_runtime.pagination import AsyncListing, AsyncPage, Page

    from . import errors, types
    from .auth.tokens import FileTokenStore, Tokens, TokenStore
    from .clock import Clock
    from .downloads import DownloadProgress
    from .errors import KinocraftError
    from .kinescope import AsyncKinescope, Kinescope
    from .platformcraft import AsyncPlatformcraft, Platformcraft
    from .responses.drift import Drift, DriftWarning
    from .responses.verification import DownloadedPath
    from .transfers.items import TransferItem
    from .transfers.results import TransferResult, read_results
    from .transfers.runner import TransferReport, transfer
    from .transport.shared_limits import FileBuckets, RedisBuckets
    from .uploads.engine import UploadProgress
    from .uploads.handle import AsyncUploadHandle, UploadHandle
    from .uploads.journal import JournalEntry, UploadJournal
    from .uploads.state import FilespotUploadState, ResumedUpload, UploadState

__all__ = [
    "UNSET",
    "AsyncKinescope",
    "AsyncListing",
    "AsyncPage",
    "AsyncPlatformcraft",
    "AsyncUploadHandle",
    "Body",
    "CallOptions",
    "Clock",
    "DownloadProgress",
    "DownloadedPath",
    "Drift",
    "DriftWarning",
    "FileBuckets",
    "FileTokenStore",
    "FilespotUploadState",
    "JournalEntry",
    "Kinescope",
    "KinocraftError",
    "Page",
    "Platformcraft",
    "RawResponse",
    "RedisBuckets",
    "ResumedUpload",
    "TokenStore",
    "Tokens",
    "TransferItem",
    "TransferReport",
    "TransferResult",
    "Unset",
    "UploadHandle",
    "UploadJournal",
    "UploadProgress",
    "UploadState",
    "errors",
    "read_results",
    "transfer",
    "types",
]

_MODULES = {
    name: module
    for module, names in {
        "kinocraft_runtime.calls": ("UNSET", "Body", "CallOptions", "RawResponse", "Unset"),
        "kinocraft.kinescope": ("AsyncKinescope", "Kinescope"),
        "kinocraft_runtime.pagination": ("AsyncListing", "AsyncPage", "Page"),
        "kinocraft.platformcraft": ("AsyncPlatformcraft", "Platformcraft"),
        "kinocraft.clock": ("Clock",),
        "kinocraft.responses.drift": ("Drift", "DriftWarning"),
        "kinocraft.downloads": ("DownloadProgress",),
        "kinocraft.auth.tokens": ("FileTokenStore", "TokenStore", "Tokens"),
        "kinocraft.errors": ("KinocraftError",),
        "kinocraft.transfers.items": ("TransferItem",),
        "kinocraft.transfers.results": ("TransferResult", "read_results"),
        "kinocraft.transfers.runner": ("TransferReport", "transfer"),
        "kinocraft.transport.shared_limits": ("FileBuckets", "RedisBuckets"),
        "kinocraft.uploads.engine": ("UploadProgress",),
        "kinocraft.uploads.handle": ("AsyncUploadHandle", "UploadHandle"),
        "kinocraft.uploads.journal": ("JournalEntry", "UploadJournal"),
        "kinocraft.uploads.state": ("FilespotUploadState", "ResumedUpload", "UploadState"),
        "kinocraft.responses.verification": ("DownloadedPath",),
    }.items()
    for name in names
}


if not TYPE_CHECKING:  # type checkers would take any name for one that exists

    def __getattr__(name: str) -> object:
        if name in ("errors", "types"):
            return import_module(f"kinocraft.{name}")
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return __all__
