"""The services that the server offers, each under its mount."""

from __future__ import annotations

from kinocraft_mock.service import Service
from kinocraft_mock.services import kinescope, platformcraft

__all__ = ["SERVICES"]

SERVICES: tuple[Service, ...] = (*kinescope.SERVICES, *platformcraft.SERVICES)
