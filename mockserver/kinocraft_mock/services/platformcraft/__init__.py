"""Platformcraft: its services, and where their handlers are."""

from __future__ import annotations

from kinocraft_mock.service import Service
from kinocraft_mock.state.limits import Window

__all__ = ["SERVICES"]

VENDOR = f"{__name__}.vendor"

LIMITS = (Window(10, 1.0),)
"""10 requests per second for each service (documented)."""

SERVICES = (
    Service(
        mount="/platformcraft/auth",
        hosts=("auth.platformcraft.ru",),
        vendor_module=VENDOR,
        specs=("platformcraft-auth",),
        sections={f"{__name__}.auth.handlers": "auth"},
        limits=LIMITS,
    ),
    Service(
        mount="/platformcraft/filespot",
        hosts=("filespot.platformcraft.ru",),
        vendor_module=VENDOR,
        specs=("platformcraft-filespot",),
        sections={
            f"{__name__}.files.handlers": "files",
            f"{__name__}.uploads.handlers": "files.uploads",
        },
        limits=LIMITS,
    ),
    Service(
        mount="/platformcraft/recorder",
        hosts=("rec.platformcraft.ru",),
        vendor_module=VENDOR,
        specs=("platformcraft-recorder",),
        sections={
            f"{__name__}.recorder.streams": "recorder.streams",
            f"{__name__}.recorder.records": "recorder.records",
        },
        limits=LIMITS,
    ),
    Service(
        mount="/platformcraft/streamer",
        hosts=("streamer.platformcraft.ru",),
        vendor_module=VENDOR,
        specs=("platformcraft-streamer",),
        sections={
            f"{__name__}.streamer.channels": "streamer.channels",
            f"{__name__}.streamer.blocks": "streamer.blocks",
        },
        limits=LIMITS,
    ),
)
