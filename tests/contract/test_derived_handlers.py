"""The rule that serves operations without a handler of their own, held to the tests of those that have one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract import test_operations
from tests.contract.local import Clients, SeededServer, start_seeded_servers
from tests.contract.test_operations import both_clients
from tests.described_operations import SERVICES
from tests.unit.mock.derived.registry import served_by, without_handlers

PLAIN = (
    *("tags", "webhooks", "moderators", "privacy_domains", "cdn.zones", "file_requests", "players"),
    *("projects.folders", "videos.annotations", "live.events.restreams", "speak.rooms.participants"),
    *("recorder.records", "recorder.streams", "streamer.channels", "streamer.blocks"),
)
"""Sections whose objects are mostly what requests say."""
OPERATIONS = [name for name in SERVICES if name.rpartition(".")[0] in PLAIN]
REFERENCES = {
    "file_requests.create": "the place that the body names must exist",
    "projects.folders.create": "the parent that the body names must exist",
    "streamer.blocks.create": "the files that the body names must exist",
}
"""What is rejected for an object that a field names: no description says what a field refers to."""
each_operation = pytest.mark.parametrize("name", OPERATIONS)


@pytest.fixture(scope="module", name="seeded_servers")
def inferring_servers() -> Iterator[dict[str, SeededServer]]:
    """For each vendor a server without the handlers of the plain sections, with everything seeded."""
    with served_by(without_handlers(OPERATIONS)), start_seeded_servers() as made:
        yield made


@both_clients
@each_operation
def test_a_derived_handler_returns_the_promised_type(
    name: str, asynchronous: bool, target: SeededServer, clients: Clients
) -> None:
    test_operations.test_a_call_sends_a_valid_request_and_returns_the_promised_type(name, asynchronous, target, clients)
    assert target.server.control.journal(name)[-1]["inferred"]


@pytest.mark.parametrize("name", sorted({*OPERATIONS} - REFERENCES.keys()))
def test_a_derived_handler_rejects_what_a_written_one_does(name: str, target: SeededServer, clients: Clients) -> None:
    test_operations.test_a_rejected_call_raises_the_error_of_its_status(name, False, target, clients)
