"""A request is rejected and the renewal of its token fails: the error is the one that says most."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from kinocraft.errors import APITimeoutError, ForbiddenError, ServerError, TransportError
from tests.faults.harness import Harness

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}


def lost(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadError("lost", request=request)


def late(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadTimeout("late", request=request)


FAILURES: dict[str, tuple[Any, type[Exception]]] = {
    "503": (lambda request: httpx2.Response(503), ServerError),
    "lost": (lost, TransportError),
    "late": (late, APITimeoutError),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("status", [401, 403])
def test_a_failed_renewal_is_the_error_only_if_the_token_was_rejected(
    harness: Harness, status: int, failure: str
) -> None:
    """A 403 is probably not about the token, so that it says more than the renewal that failed."""
    fail, kind = FAILURES[failure]
    logins: list[str] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.host != "auth.platformcraft.ru":
            return httpx2.Response(status, json={"code": status, "msg": "no"})
        logins.append(request.url.path)
        response: httpx2.Response = httpx2.Response(200, json=TOKENS) if len(logins) == 1 else fail(request)
        return response

    client = harness.client(service, retries=0)
    with pytest.raises(ForbiddenError if status == 403 else kind):
        client.files.get("/a")
    assert len(logins) >= 2
