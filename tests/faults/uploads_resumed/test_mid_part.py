"""What happens while a part is on its way: its session expires, the server restarts, any status comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from upload_guarantees import SENDS, STARTS

from kinocraft.errors import KinocraftError
from kinocraft.sources import Part
from tests.faults.harness import Harness, sent
from tests.faults.uploads_resumed.driver import VENDORS, Driver
from tests.faults.uploads_resumed.places import Place, expire
from tests.faults.uploads_resumed.test_events import after_part
from tests.samples import sampled


@pytest.fixture
def halfway(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, Callable[[], object]], None]:
    """A function that registers what happens when half of a part has been sent."""

    def register(number: int, do: Callable[[], object]) -> None:
        blocks, begun = Part.blocks, list[int]()

        def halves(self: Part) -> Iterator[bytes]:
            begun.append(self.size)
            count = len(begun)
            for block in blocks(self):
                yield block[: len(block) // 2]
                if count == number:
                    do()
                yield block[len(block) // 2 :]

        monkeypatch.setattr(Part, "blocks", halves)

    return register


@pytest.mark.parametrize("part", [1, 2, 4])
def test_an_upload_session_that_expires_during_a_part_is_replaced(driver: Driver, part: int, halfway: Any) -> None:
    server = driver.harness.server
    halfway(part, lambda: expire(server, driver.vendor))
    driver.upload()
    assert len(sent(server, STARTS[driver.vendor])) == 2
    driver.assert_arrived()


@pytest.mark.parametrize("where", ["during a part", "between parts"])
@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_an_upload_continues_after_a_restart_of_the_server(
    place: Place, file: Path, kind: str, vendor: str, where: str, halfway: Any
) -> None:
    harness = Harness(kind, place.server)
    try:
        driver = Driver(harness, vendor, file)

        def restart() -> None:
            place.restart()
            harness.server = place.server

        reported: list[int] = []
        hook = after_part(2, restart)
        if where == "during a part":
            halfway(2, restart)

        def progress(done: Any) -> None:
            reported.append(done.confirmed)
            if where == "between parts":
                hook(done)

        driver.upload(progress=progress)
        assert reported == sorted(reported)
        assert reported[-1] == 35_000
        driver.assert_arrived()
    finally:
        harness.close()


@pytest.mark.parametrize("status", sampled(range(400, 531), 33))
def test_any_status_of_a_part_ends_with_the_file_or_nothing(driver: Driver, status: int) -> None:
    """Whatever the status, the same call succeeds once it is over, and no upload is left that nobody names."""
    fault = driver.harness.server.control.fault(SENDS[driver.vendor], "status", status=status, after=1, times=3)
    try:
        driver.upload()
    except KinocraftError:
        driver.harness.server.control.clear_faults()
        driver.upload()
    else:
        assert driver.harness.server.control.fired(fault)
    driver.assert_arrived()
