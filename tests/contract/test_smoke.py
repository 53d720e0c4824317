"""The calls that compare releases report what goes wrong, and nothing that differs between runs."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, cast

import pytest

from kinocraft import Drift
from tests.contract import smoke
from tests.contract.local import SEED, Clients, SeededServer
from tests.described_operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer

LIST = next(each for each in OPERATIONS if each.name == "tags.list")


@pytest.fixture
def target(server: Any) -> Iterator[SeededServer]:
    remote = cast("RunningServer", smoke.RemoteServer(server.url))
    with contextlib.closing(SeededServer(remote, SEED["kinescope"])) as made:
        yield made


def outcome(target: SeededServer) -> str:
    with contextlib.closing(Clients(target.server)) as clients:
        clock = smoke.RemoteClock(target.server.control)
        return smoke.outcome(target, clients, LIST.service, LIST.name, LIST.document, clock)


def test_a_call_that_works_is_ok(target: SeededServer) -> None:
    assert outcome(target) == "ok"


def test_an_error_is_reported_by_its_status(target: SeededServer) -> None:
    target.server.control.fault("tags.list", "status", status=503)
    assert outcome(target) == "error: ServerError 503 503503"


def test_lost_fields_are_reported_and_additions_are_not(target: SeededServer, monkeypatch: pytest.MonkeyPatch) -> None:
    drifts = [Drift("tags.list", "data[0].id", "missing_field", "str"), Drift("tags.list", "x", "unknown_field", "")]

    def call(self: Clients, service: str, name: str, given: Any, *, asynchronous: bool, **options: Any) -> None:
        for drift in drifts:
            options["on_drift"](drift)

    monkeypatch.setattr(Clients, "call", call)
    assert outcome(target) == "drift: missing_field data[0].id"
    del drifts[0]
    assert outcome(target) == "ok"
