"""Every operation of both vendors, by both kinds of client, gets a response that looks right and is wrong."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ConflictError, ResponseError, TransportError
from tests.bundles import BUNDLES
from tests.contract.local import arguments_of
from tests.described_operations import METHODS, OPERATIONS, DescribedOperation
from tests.faults.harness import Harness
from tests.samples import sampled

PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>"
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
Service = Callable[[httpx2.Request], httpx2.Response]
each_operation = pytest.mark.parametrize("operation", sampled(OPERATIONS, 6), ids=repr)


def call(harness: Harness, operation: DescribedOperation, service: Service) -> Any:
    """Call the operation's method, with a service that responds to everything but a login before it."""

    def logged_in(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "auth.platformcraft.ru" and not operation.name.startswith("auth."):
            return httpx2.Response(200, json=TOKENS)
        return service(request)

    make = harness.kinescope if operation.vendor == "kinescope" else harness.client
    client = make(logged_in, on_drift=lambda drift: None, rate_limits=False)
    method = attrgetter(METHODS[operation.name])(client)
    return method(**arguments_of(BUNDLES[operation.service], operation.name))


@each_operation
def test_a_web_page_is_no_success(harness: Harness, operation: DescribedOperation) -> None:
    """It claims to be JSON, and has what the response to a chunk has."""
    requests: list[httpx2.Request] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(200, content=PAGE, headers={"Content-Type": "application/json", "Upload-Offset": "6"})

    with pytest.raises(ResponseError) as caught:
        call(harness, operation, service)
    assert caught.value.delivered is None
    assert "took effect" not in str(caught.value)
    assert len(requests) == 1


@each_operation
def test_a_conflict_after_a_lost_response_has_a_note(harness: Harness, operation: DescribedOperation) -> None:
    requests: list[httpx2.Request] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        if len(requests) == 1:
            raise httpx2.ReadError("connection reset")
        return httpx2.Response(409, json={"code": 409, "msg": "duplication"})

    with pytest.raises((ConflictError, TransportError)) as caught:
        call(harness, operation, service)
    notes = "".join(getattr(caught.value, "__notes__", ()))
    if isinstance(caught.value, TransportError):  # not sent again, because that might do it twice
        assert (len(requests), caught.value.delivered, caught.value.call.stopped) == (1, None, "not_idempotent")
    else:
        assert len(requests) == 2
        assert ("an earlier attempt" in notes) == (operation.method not in ("get", "head"))


@each_operation
def test_a_conflict_of_the_only_attempt_is_a_plain_one(harness: Harness, operation: DescribedOperation) -> None:
    replies = iter([httpx2.Response(429), httpx2.Response(409, json={"code": 409, "msg": "duplication"})])
    with pytest.raises(ConflictError) as caught:
        call(harness, operation, lambda _: next(replies))
    assert not hasattr(caught.value, "__notes__")
