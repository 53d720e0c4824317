"""The calls that the contract tests want rejected: what is wrong with each is what its operation looks at."""

from __future__ import annotations

import kinocraft_mock.services
from tests.contract.derived_calls import path_arguments
from tests.contract.local import SeededServer, vendor
from tests.contract.test_operations import rejected_call
from tests.described_operations import SERVICES

WRITTEN = {name for service in kinocraft_mock.services.SERVICES for name in service.written_handlers}


def test_only_a_call_that_names_no_known_object_is_made_with_invalid_credentials(
    seeded_servers: dict[str, SeededServer],
) -> None:
    """Such a call is rejected before its operation runs, so it says nothing about the operation."""
    calls = {
        name: rejected_call(service, name, seeded_servers[vendor(service)].seeded.ids)
        for name, service in SERVICES.items()
    }
    assert calls.keys() >= WRITTEN
    unchanged = {name for name, (change, _, _, options) in calls.items() if options or not change}
    assert unchanged, "the road is not in use any more: remove it"
    assert not {name for name in unchanged & WRITTEN if path_arguments(name)}
