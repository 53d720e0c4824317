"""The rule that serves operations without a handler of their own, held to the tests of those that have one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from tests.contract import test_operations
from tests.contract.local import Clients, Place, places, vendor
from tests.contract.test_operations import SERVICES, both_clients
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


@pytest.fixture(scope="module", name="places")
def inferring_places() -> Iterator[dict[str, Place]]:
    """For each vendor a server without the handlers of the plain sections, with everything seeded."""
    with served_by(without_handlers(OPERATIONS)), places() as made:
        yield made


@pytest.fixture
def place(name: str, places: dict[str, Place]) -> Place:
    """The server that the operation is asked of, as it was after seeding."""
    found = places[vendor(SERVICES[name])]
    found.restore()
    return found


@pytest.fixture
def clients(place: Place) -> Iterator[Clients]:
    with contextlib.closing(Clients(place.server)) as made:
        yield made


@both_clients
@each_operation
def test_a_derived_handler_returns_the_promised_type(
    name: str, asynchronous: bool, place: Place, clients: Clients
) -> None:
    test_operations.test_a_call_sends_a_valid_request_and_returns_the_promised_type(name, asynchronous, place, clients)
    assert place.server.control.journal(name)[-1]["inferred"]


@pytest.mark.parametrize("name", sorted({*OPERATIONS} - REFERENCES.keys()))
def test_a_derived_handler_rejects_what_a_written_one_does(name: str, place: Place, clients: Clients) -> None:
    test_operations.test_a_rejected_call_raises_the_error_of_its_status(name, False, place, clients)
