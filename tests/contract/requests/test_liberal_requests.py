"""Requests that the description does not allow and the server accepts, because real programs send them."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest

from tests.bundles import BUNDLES
from tests.contract.local import Clients, SeededServer, arguments_of, vendor
from tests.contract.mounts import MOUNTS
from tests.contract.requests.oracle import Sent
from tests.contract.requests.test_invalid_requests import SERVICES, RawConnection, invalid_requests
from tests.samples import sampled

CHANGING = {"auth.login", "auth.refresh", "files.uploads.complete"}
"""Operations whose responses differ on every request."""


def of_operation(name: str) -> bool:
    """Return whether an operation has a body."""
    document = BUNDLES[SERVICES[name]]
    return any(
        operation.get("operationId") == name and "requestBody" in operation
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
    )


@pytest.mark.parametrize("name", sampled([name for name in SERVICES if of_operation(name)], 4))
def test_a_liberal_request_is_read_as_the_one_that_is_meant(name: str, seeded_servers: dict[str, SeededServer]) -> None:
    """Both responses have the same bytes, and the journal says how the request was read."""
    service = SERVICES[name]
    target = seeded_servers[vendor(service)]
    with (
        contextlib.closing(RawConnection(target.server.url)) as wire,
        contextlib.closing(Clients(target.server)) as clients,
    ):

        def fresh() -> tuple[str, Sent]:
            target.restore()
            return clients.request(service, name, target.fitting(name, arguments_of(BUNDLES[service], name)))

        def send(sent: Sent, media: str) -> tuple[int, str, bytes]:
            host, again = fresh()
            headers = {**again.headers, "content-type": media}
            return wire.send(MOUNTS[host], replace(sent, target=again.target, headers=headers))

        _, right = fresh()
        rows = list(invalid_requests(service).liberal(name, right))
        for wrong, meant in rows:
            expected = send(meant, right.headers.get("content-type", ""))
            actual = send(wrong.sent, wrong.sent.headers.get("content-type", ""))
            assert actual[0] == expected[0], f"{wrong.what}: {actual}"
            assert actual == expected or name in CHANGING, wrong.what
            # A handler may require a field that is optional in the description; then both requests lack it.
            assert actual[0] < 300 or wrong.what.endswith(": null"), f"{wrong.what}: {actual}"
            exchange = target.server.control.journal()[-1]
            assert exchange["operation"] == name
            if actual[0] < 300 and wrong.what != "another media type":
                assert exchange["valid"], wrong.what
                assert exchange["readings"], wrong.what
    assert rows or name in {"files.create", "videos.subtitles.create", "videos.uploads.append"}
