"""What all Platformcraft services have in common: errors, authentication, and state changes that are due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.journal import Exchange
from kinocraft_mock.messages import Headers, RefusalError
from kinocraft_mock.service import Vendor
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens
from kinocraft_mock.services.platformcraft.recorder.state import Recorder
from kinocraft_mock.services.platformcraft.streamer.state import Channels
from kinocraft_mock.spec import Operation
from kinocraft_mock.world import World

__all__ = ["PLATFORMCRAFT"]


def _refuse(refusal: RefusalError, _exchange: Exchange) -> Any:
    return {"code": refusal.status if refusal.code is None else refusal.code, "msg": refusal.message}


def _authenticate(world: World, headers: Headers) -> None:
    world.part(Tokens).check(headers.get(b"authorization", b""))


def _authorize(world: World, _holder: None, _operation: Operation, values: Mapping[str, Any]) -> None:
    for name in ("container_id", "owner_id"):
        if values.get(name, world.account) != world.account:
            raise RefusalError(403, f"access denied: the {name} is somebody else's")


def _expire_tokens(world: World) -> None:
    world.part(Tokens).expire()


def _settle(world: World) -> None:
    world.part(Recorder).settle()
    world.part(Channels).settle()


PLATFORMCRAFT = Vendor(
    refuse=_refuse,
    authenticate=_authenticate,
    authorize=_authorize,
    expire_tokens=_expire_tokens,
    settle=_settle,
)
