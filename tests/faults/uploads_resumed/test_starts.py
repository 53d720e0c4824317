"""How often an upload starts: anew once after its session is gone, and not at all after a rejection."""

from __future__ import annotations

import pytest

from kinocraft.errors import APIStatusError, KinocraftError
from tests.faults.harness import sent
from tests.faults.uploads_resumed.driver import Driver, entries
from tests.faults.uploads_resumed.test_events import SENDS, STARTS


@pytest.mark.parametrize("status", [404, 410])
def test_an_upload_whose_session_is_always_gone_starts_anew_once(driver: Driver, status: int) -> None:
    server = driver.harness.server
    for operation in (SENDS[driver.vendor], *(["files.uploads.status"] if driver.vendor == "platformcraft" else [])):
        server.control.fault(operation, "status", status=status, times=50)
    with pytest.raises(KinocraftError):
        driver.upload()
    assert len(sent(server, STARTS[driver.vendor])) == 2


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_a_start_that_is_rejected_leaves_nothing_to_resume(driver: Driver, status: int) -> None:
    driver.harness.server.control.fault(STARTS[driver.vendor], "status", status=status, times=100)
    with pytest.raises(APIStatusError):
        driver.upload()
    assert entries(driver.file) == []
    driver.assert_nothing_left()
