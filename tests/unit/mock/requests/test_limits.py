"""The documented limit of 10 requests a second for each service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinocraft_mock.state.clock import Clock
from kinocraft_mock.state.limits import Limits, Window
from tests.seed.account import Account, message


@pytest.fixture
def limited(account: Account) -> Iterator[Account]:
    """An account on a server with limits, in a second without other requests."""
    account.server.control.limits(True)
    yield account
    account.server.control.limits(False)


def test_the_eleventh_request_of_a_second_is_rejected(limited: Account) -> None:
    assert [limited.get().status_code for _ in range(12)] == [200] * 10 + [429] * 2
    rejected = limited.get()
    assert "too many" in message(rejected, 429)
    assert rejected.headers["Retry-After"] == "1"


def test_the_eleventh_login_of_a_second_is_rejected(limited: Account) -> None:
    # The login of the fixture came before the limits, and does not count.
    assert [limited.log_in().status_code for _ in range(11)] == [200] * 10 + [429]


def test_a_request_after_retry_after_is_accepted(limited: Account) -> None:
    for _ in range(5):
        limited.get()
    limited.server.control.advance(0.5)
    last = [limited.get() for _ in range(6)][-1]
    assert last.status_code == 429
    limited.server.control.advance(0.5)
    assert [limited.get().status_code for _ in range(6)] == [200] * 5 + [429]
    limited.server.control.advance(int(last.headers["Retry-After"]))
    assert limited.get().status_code == 200


def test_services_are_counted_separately(limited: Account) -> None:
    for _ in range(11):
        limited.get()
    assert limited.get().status_code == 429
    assert limited.log_in().status_code == 200


def test_a_limited_request_has_no_effect(limited: Account) -> None:
    for _ in range(10):
        limited.get()
    message(limited.file("/a"), 429)
    message(limited.http.get(limited.root, headers={"Authorization": ""}), 429)
    limited.server.control.advance(1)
    message(limited.get("/a"), 404)


def test_limits_can_be_turned_off(limited: Account) -> None:
    assert limited.server.control.limits()
    assert not limited.server.control.limits(False)
    assert {limited.get().status_code for _ in range(30)} == {200}


def test_rejected_requests_do_not_count() -> None:
    clock = Clock(source=lambda: 100.0)
    limits = Limits(clock, enabled=True)
    windows = (Window(2, 1.0), Window(3, 60.0))
    assert [limits.admit("s", windows) for _ in range(4)] == [None, None, 1, 1]
    clock.advance(1)
    assert limits.admit("s", windows) is None
    assert limits.admit("s", windows) == 59
    clock.advance(59)
    assert limits.admit("s", windows) is None
    clock.set(0)
    assert limits.admit("s", windows) is None
