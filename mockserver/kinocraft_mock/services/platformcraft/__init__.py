"""Platformcraft: what its services have in common, and where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.limits import Window
from kinocraft_mock.messages import Headers, RefusalError
from kinocraft_mock.service import Service, Vendor
from kinocraft_mock.services.platformcraft.tokens import Tokens
from kinocraft_mock.world import World

__all__ = ["PLATFORMCRAFT", "SERVICES"]


def _refuse(_status: int, code: int, message: str) -> Any:
    return {"code": code, "msg": message}


def _authenticate(world: World, headers: Headers) -> None:
    world.part(Tokens).check(headers.get(b"authorization", b""))


def _authorize(world: World, values: Mapping[str, Any]) -> None:
    owner = values.get("container_id")
    if owner is not None and owner != world.account:
        raise RefusalError(403, "access denied: the container belongs to somebody else")


def _expire_tokens(world: World) -> None:
    world.part(Tokens).expire()


PLATFORMCRAFT = Vendor(refuse=_refuse, authenticate=_authenticate, authorize=_authorize, expire_tokens=_expire_tokens)

LIMITS = (Window(10, 1.0),)
"""10 requests a second for each service (documented)."""

SERVICES = (
    Service(
        mount="/platformcraft/auth",
        host="auth.platformcraft.ru",
        vendor=PLATFORMCRAFT,
        specs=("platformcraft-auth",),
        sections=("kinocraft_mock.services.platformcraft.auth",),
        limits=LIMITS,
    ),
    Service(
        mount="/platformcraft/filespot",
        host="filespot.platformcraft.ru",
        vendor=PLATFORMCRAFT,
        specs=("platformcraft-filespot",),
        sections=(
            "kinocraft_mock.services.platformcraft.files",
            "kinocraft_mock.services.platformcraft.uploads",
        ),
        limits=LIMITS,
    ),
)
