"""Programs that get an object, change a field and send the whole object back."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.bundles import BUNDLES
from tests.contract.local import Clients, arguments_of, vendor
from tests.contract.mounts import MOUNTS
from tests.contract.requests.test_invalid_requests import RawConnection
from tests.described_operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.contract.local import SeededServer
    from tests.contract.requests.oracle import Sent

NOT_CHANGED = {"updated_at", "latest_update", "change_time", "created_at"}


def updates() -> Iterator[tuple[str, str]]:
    """Yield service and name of every operation that updates what a GET of the same path shows."""
    for subject in OPERATIONS:
        for item in BUNDLES[subject.service]["paths"].values():
            for method in ("put", "patch"):
                operation = item.get(method, {})
                json_body = "application/json" in operation.get("requestBody", {}).get("content", {})
                if operation.get("operationId") == subject.name and "get" in item and json_body:
                    yield subject.service, subject.name


def unwrapped(body: bytes) -> dict[str, Any]:
    """Return the object of a response."""
    value = json.loads(body)
    value = value.get("data", value)
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize(("service", "name"), list(updates()))
def test_an_object_that_is_sent_back_whole_is_accepted(
    service: str, name: str, seeded_servers: dict[str, SeededServer]
) -> None:
    """Nothing of it changes, and the journal names what cannot be changed."""
    target = seeded_servers[vendor(service)]
    target.restore()
    with (
        contextlib.closing(RawConnection(target.server.url)) as wire,
        contextlib.closing(Clients(target.server)) as clients,
    ):
        host, change = clients.request(service, name, target.fitting(name, arguments_of(BUNDLES[service], name)))

        def send(sent: Sent) -> dict[str, Any]:
            status, _, body = wire.send(MOUNTS[host], sent)
            assert status == 200, body
            return unwrapped(body)

        shown = send(replace(change, method="GET", body=b""))
        headers = {**change.headers, "content-type": "application/json"}
        send(replace(change, body=json.dumps(shown).encode(), headers=headers))
        exchange = target.server.control.journal()[-1]
        again = send(replace(change, method="GET", body=b""))
        kept = {key: value for key, value in shown.items() if key not in NOT_CHANGED}
        assert {key: again[key] for key in kept} == kept
        assert exchange["operation"] == name
