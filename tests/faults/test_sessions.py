"""Tokens that expire, are rejected, or are renewed by several callers at once."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kinocraft import FileTokenStore
from kinocraft.errors import (
    AuthenticationError,
    ConfigurationError,
    ForbiddenError,
    NotFoundError,
    RateLimitedError,
    ResponseError,
    TransportError,
)
from tests.faults.harness import Harness, content, sent, statuses, stored, uploads

PATH = "/a.bin"
PART = 10_000
DATA = content(45_000)
LOGIN, REFRESH, GET = "auth.login", "auth.refresh", "files.get"
LIFETIME = 24 * 3600


def renewals(server: Any) -> list[str]:
    """Return the session's own calls, in order."""
    return [each["operation"] for each in server.control.journal() if each["operation"] in (LOGIN, REFRESH)]


def test_the_first_call_logs_in_once(harness: Harness) -> None:
    client = harness.client()
    client.files.get("/")
    client.files.get("/")
    assert renewals(harness.server) == [LOGIN]


# --- tokens that run out ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", range(5))
def test_a_token_that_expires_between_two_parts_is_renewed(harness: Harness, after: int) -> None:
    fault = harness.server.control.fault("files.uploads.put_part", "expire_tokens", after=after)
    harness.client().files.upload(DATA, PATH, part_size=PART, parallel=1)
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 1
    assert renewals(harness.server) == [LOGIN, REFRESH]
    # The rejected part is sent again, from its start.
    parts = [each["query"][-1] for each in sent(harness.server, "files.uploads.put_part")]
    assert parts == [str(number) for number in range(after + 1)] + [str(number) for number in range(after, 5)]


@pytest.mark.parametrize(
    "operation", ["files.uploads.start", "files.uploads.status", "files.uploads.complete", "files.create"]
)
def test_a_token_that_expires_at_any_other_step_is_renewed(harness: Harness, operation: str) -> None:
    fault = harness.server.control.fault(operation, "expire_tokens")
    harness.client().files.upload(DATA, PATH, part_size=len(DATA) if operation == "files.create" else PART)
    assert stored(harness.server, PATH) == DATA
    assert uploads(harness.server) == []
    assert harness.server.control.fired(fault) == 1
    assert renewals(harness.server) == [LOGIN, REFRESH]


def test_a_token_that_expires_during_concurrent_parts_is_renewed(harness: Harness) -> None:
    fault = harness.server.control.fault("files.uploads.put_part", "expire_tokens", after=2)
    harness.client().files.upload(DATA, PATH, part_size=PART, parallel=5)
    assert stored(harness.server, PATH) == DATA
    assert harness.server.control.fired(fault) == 1
    assert renewals(harness.server) == [LOGIN, REFRESH]


def test_a_rejected_refresh_token_leads_to_a_login(harness: Harness) -> None:
    client = harness.client()
    client.files.get("/")
    harness.server.control.fault(GET, "expire_tokens")
    fault = harness.server.control.fault(REFRESH, "status", status=403)
    client.files.get("/")
    assert harness.server.control.fired(fault) == 1
    assert renewals(harness.server) == [LOGIN, REFRESH, LOGIN]


def test_an_expired_refresh_token_is_not_used(harness: Harness) -> None:
    client = harness.client()
    client.files.get("/")
    harness.server.control.advance(31 * 86400)
    harness.clock.advance(31 * 86400)
    client.files.get("/")
    assert renewals(harness.server) == [LOGIN, LOGIN]


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("lost_response", {}),
        ("drop_request", {}),
        ("drop_response", {"bytes": 20}),
        ("status", {"status": 500}),
        ("status", {"status": 503, "body": "<html>"}),
        ("status", {"status": 200, "body": "<html>"}),
        ("status", {"status": 200, "body": {}}),
        ("status", {"status": 200, "body": []}),
        ("truncate", {}),
    ],
)
def test_a_failed_refresh_leads_to_a_login(harness: Harness, kind: str, parameters: dict[str, Any]) -> None:
    """A refresh whose response was lost may have used up the refresh token."""
    client = harness.client(on_drift=lambda drift: None)
    client.files.get("/")
    harness.server.control.fault(GET, "expire_tokens")
    fault = harness.server.control.fault(REFRESH, kind, **parameters)
    client.files.get("/")
    assert harness.server.control.fired(fault) == 1
    assert renewals(harness.server) == [LOGIN, REFRESH, LOGIN]


def test_without_a_password_a_rejected_refresh_names_the_missing_setting(harness: Harness, tmp_path: Path) -> None:
    harness.client(token_store=tmp_path / "t").files.get("/")
    client = harness.client(token_store=tmp_path / "t", password="")
    client.files.get("/")
    harness.server.control.fault(GET, "expire_tokens")
    harness.server.control.fault(REFRESH, "status", status=403)
    with pytest.raises(ConfigurationError, match="PLATFORMCRAFT_PASSWORD"):
        client.files.get("/")


@pytest.mark.parametrize("body", ["<html>", "", {}, [], None, {"access_token": 1}])
def test_a_login_without_tokens_in_the_response_raises(harness: Harness, body: Any) -> None:
    harness.server.control.fault(LOGIN, "status", status=200, body=body, times=9)
    with pytest.raises(ResponseError):
        harness.client(on_drift=lambda drift: None).files.get("/")
    assert not sent(harness.server, GET)


def test_a_login_with_a_lost_response_is_repeated(harness: Harness) -> None:
    fault = harness.server.control.fault(LOGIN, "lost_response")
    harness.client().files.get("/")
    assert harness.server.control.fired(fault) == 1
    assert renewals(harness.server) == [LOGIN, LOGIN]


def test_a_wrong_password_raises(harness: Harness) -> None:
    with pytest.raises(ForbiddenError) as caught:
        harness.client(password="wrong").files.get("/")
    assert caught.value.call.operation == LOGIN
    assert renewals(harness.server) == [LOGIN]


# --- error responses with another cause -----------------------------------------------------------------------------


def test_a_403_for_another_account_causes_one_renewal(harness: Harness) -> None:
    client = harness.client()
    for _ in range(3):
        with pytest.raises(ForbiddenError):
            client.files.get("/", container_id="0" * 24)
    assert renewals(harness.server) == [LOGIN, REFRESH]
    assert len(sent(harness.server, GET)) == 4
    client.files.get("/")


def test_a_token_that_is_always_rejected_raises(harness: Harness) -> None:
    harness.server.control.fault(GET, "status", status=401, times=100)
    with pytest.raises(AuthenticationError) as caught:
        harness.client().files.get("/")
    assert caught.value.call.attempts == 2
    assert renewals(harness.server) == [LOGIN, REFRESH]


def test_a_renewal_ends_at_the_deadline_of_the_call(harness: Harness) -> None:
    client = harness.client()
    client.files.get("/")
    harness.server.control.fault(GET, "expire_tokens")
    harness.server.control.fault(REFRESH, "status", status=429, headers={"Retry-After": "60"}, times=9)
    with pytest.raises((RateLimitedError, TransportError)):
        client.files.get("/", deadline=20)
    assert harness.clock.passed < 20


# --- ahead of time ------------------------------------------------------------------------------------------------


def test_a_token_is_renewed_before_it_expires(harness: Harness) -> None:
    client = harness.client()
    client.files.get("/")
    harness.clock.advance(LIFETIME - 16 * 60)
    client.files.get("/")
    assert renewals(harness.server) == [LOGIN]
    harness.clock.advance(2 * 60)
    client.files.get("/")
    assert renewals(harness.server) == [LOGIN, REFRESH]
    client.files.get("/")
    assert renewals(harness.server) == [LOGIN, REFRESH]


@pytest.mark.parametrize("skew", [7 * 3600, -7 * 3600, 40 * 86400])
def test_a_wrong_local_clock_does_not_matter(harness: Harness, skew: float) -> None:
    harness.clock.now = harness.server.control.now() + skew
    client = harness.client()
    for _ in range(3):
        client.files.get("/")
    assert renewals(harness.server) == [LOGIN]
    harness.clock.advance(LIFETIME - 60)
    client.files.get("/")
    assert len(renewals(harness.server)) == 2


def test_a_corrected_local_clock_causes_at_most_one_renewal(harness: Harness) -> None:
    client = harness.client()
    client.files.get("/")
    harness.clock.now -= 10 * 3600
    harness.server.control.advance(LIFETIME)
    client.files.get("/")
    assert renewals(harness.server) == [LOGIN, REFRESH]


# --- many at once -------------------------------------------------------------------------------------------------


def test_concurrent_first_calls_log_in_once(harness: Harness) -> None:
    client = harness.client().raw
    results = harness.together([lambda: client.files.get("/")] * 16)
    assert {result.path for result in results} == {"/"}
    assert renewals(harness.server) == [LOGIN]


def test_concurrent_rejected_calls_renew_once(harness: Harness) -> None:
    client = harness.client()
    client.files.get("/")
    harness.server.control.fault(GET, "expire_tokens")
    results = harness.together([lambda: client.raw.files.get("/")] * 16)
    assert {result.path for result in results} == {"/"}
    assert renewals(harness.server) == [LOGIN, REFRESH]


@pytest.mark.parametrize("left", [30, 10 * 60])
def test_concurrent_calls_with_an_old_token_renew_once(harness: Harness, left: float) -> None:
    client = harness.client()
    client.files.get("/")
    harness.clock.advance(LIFETIME - left)
    results = harness.together([lambda: client.raw.files.get("/")] * 16)
    assert {result.path for result in results} == {"/"}
    assert renewals(harness.server) == [LOGIN, REFRESH]


def test_concurrent_calls_with_a_wrong_password_log_in_once(harness: Harness) -> None:
    client = harness.client(password="wrong").raw
    # The error response comes while all callers wait for it; a later caller logs in again.
    harness.server.control.fault("auth.login", "stall", seconds=1)
    results = harness.together([lambda: client.files.get("/")] * 8)
    assert {type(result) for result in results} == {ForbiddenError}
    assert renewals(harness.server) == [LOGIN]


# --- a store ------------------------------------------------------------------------------------------------------


def test_a_store_makes_a_second_login_unnecessary(harness: Harness, tmp_path: Path) -> None:
    store = tmp_path / "tokens.json"
    for _ in range(3):
        harness.client(token_store=store).files.get("/")
    assert renewals(harness.server) == [LOGIN]


def test_a_token_renewed_by_another_client_is_used(harness: Harness, tmp_path: Path) -> None:
    first, second = (harness.client(token_store=tmp_path / "t") for _ in range(2))
    first.files.get("/")
    second.files.get("/")
    harness.server.control.fault(GET, "expire_tokens")
    first.files.get("/")
    second.files.get("/")
    assert renewals(harness.server) == [LOGIN, REFRESH]


@pytest.mark.parametrize("shared", [True, False])
def test_clients_that_share_a_store_renew_once(harness: Harness, tmp_path: Path, shared: bool) -> None:
    store = FileTokenStore(tmp_path / "t")
    clients = [harness.client(token_store=store if shared else tmp_path / "t").raw for _ in range(6)]
    results = harness.together([lambda c=client: c.files.get("/") for client in clients])  # type: ignore[misc]
    assert {result.path for result in results} == {"/"}
    assert renewals(harness.server) == [LOGIN]
    harness.server.control.fault(GET, "expire_tokens")
    results = harness.together([lambda c=client: c.files.get("/") for client in clients])  # type: ignore[misc]
    assert {result.path for result in results} == {"/"}
    assert renewals(harness.server) == [LOGIN, REFRESH]


@pytest.mark.parametrize("harness", ["async"], indirect=True)
def test_a_task_cancelled_while_waiting_for_the_store_does_not_hold_it(harness: Harness, tmp_path: Path) -> None:
    entered = threading.Event()

    class Watched(FileTokenStore):
        def acquire(self) -> None:
            entered.set()
            super().acquire()

    held, store = FileTokenStore(tmp_path / "t"), Watched(tmp_path / "t", lock_timeout=10)
    held.acquire()

    async def cancelled() -> None:
        task = asyncio.ensure_future(harness.client(token_store=store).raw.files.get("/"))
        await asyncio.to_thread(entered.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        held.release()
        await harness.client(token_store=store).raw.files.get("/")

    harness.result(cancelled)
    assert renewals(harness.server) == [LOGIN]


def test_a_store_is_not_shared_by_accounts(harness: Harness, tmp_path: Path) -> None:
    harness.client(token_store=tmp_path / "t").files.get("/")
    with pytest.raises(ForbiddenError):
        harness.client(token_store=tmp_path / "t", login="other").files.get("/")
    assert renewals(harness.server) == [LOGIN, LOGIN]


PROCESS = """
import asyncio, json, sys
from kinocraft import AsyncPlatformcraft, Platformcraft

options = json.loads(sys.argv[1])

async def agot():
    async with AsyncPlatformcraft(**options) as client:
        print("ready", flush=True)
        sys.stdin.readline()
        return await client.files.get("/")

if sys.argv[2] == "async":
    got = asyncio.run(agot())
else:
    with Platformcraft(**options) as client:
        print("ready", flush=True)
        sys.stdin.readline()
        got = client.files.get("/")
print(got.path)
"""


@pytest.fixture
def processes(harness: Harness, tmp_path: Path) -> Any:
    """Return a function that starts clients in separate processes at the same time, and returns their output."""

    def run(count: int) -> list[str]:
        environment = harness.server.environment
        options = {
            "login": "mock",
            "password": "mock",
            "auth_url": environment["PLATFORMCRAFT_AUTH_URL"],
            "filespot_url": environment["PLATFORMCRAFT_FILESPOT_URL"],
            "token_store": str(tmp_path / "tokens.json"),
        }
        children = [
            subprocess.Popen(
                [sys.executable, "-c", PROCESS, json.dumps(options), harness.kind],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ,
            )
            for _ in range(count)
        ]
        try:
            for child in children:
                assert child.stdout
                assert child.stdout.readline() == "ready\n"
            for child in children:
                assert child.stdin
                child.stdin.write("\n")
                child.stdin.flush()
            return [child.communicate(timeout=60)[0].strip() for child in children]
        finally:
            for child in children:
                if child.poll() is None:
                    child.kill()
                    child.wait()

    return run


def test_concurrent_processes_log_in_once(harness: Harness, processes: Callable[[int], list[str]]) -> None:
    assert processes(3) == ["/"] * 3
    assert renewals(harness.server) == [LOGIN]


def test_concurrent_processes_renew_a_rejected_token_once(
    harness: Harness, tmp_path: Path, processes: Callable[[int], list[str]]
) -> None:
    from kinocraft.clock import SystemClock

    harness.client(token_store=tmp_path / "tokens.json", clock=SystemClock()).files.get("/")
    harness.server.control.fault("*", "expire_tokens")
    assert processes(3) == ["/"] * 3
    assert renewals(harness.server) == [LOGIN, REFRESH]
    assert statuses(harness.server, REFRESH) == [200]


def test_a_404_does_not_renew_the_token(harness: Harness) -> None:
    with pytest.raises(NotFoundError):
        harness.client().files.get("/missing")
    assert renewals(harness.server) == [LOGIN]
