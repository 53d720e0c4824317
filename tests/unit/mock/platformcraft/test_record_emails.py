"""Email addresses of the Recorder's notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.seed.account import message
from tests.seed.broadcast import RecorderClient, ok

if TYPE_CHECKING:
    from tests.seed.account import Account


@pytest.mark.parametrize("address", ["user", "user@", "@example.com", "a b@example.com", "user@@example.com"])
def test_records_reject_what_is_not_an_email_address(account: Account, address: str) -> None:
    recorder = RecorderClient(account)
    stream = recorder.stream()
    now = int(account.server.control.now())
    body = {"path": recorder.path("/a.m3u8"), "email": address}
    assert "email" in message(recorder.call("POST", f"/{stream}/start", body), 400)
    scheduled = {**body, "start": now + 10, "stop": now + 20}
    assert "email" in message(recorder.call("POST", f"/{stream}/record", scheduled), 400)
    assert ok(recorder.call("GET", f"/{stream}/record")) == []
    made = recorder.schedule(stream, 10, 20, email="user@example.com")
    change = recorder.call("PUT", f"/{stream}/record/{made['id']}", {"email": address})
    assert "email" in message(change, 400)
    assert ok(recorder.call("GET", f"/{stream}/record/{made['id']}"))["email"] == "user@example.com"


def test_an_empty_email_address_means_none(account: Account) -> None:
    recorder = RecorderClient(account)
    assert recorder.schedule(recorder.stream(), 10, 20, email="")["email"] == ""
