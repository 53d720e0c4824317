"""Success without a usable body, for every operation and both kinds of client: what the caller gets."""

from __future__ import annotations

import warnings
from operator import attrgetter
from typing import Any

import httpx2
import pytest

from kinocraft import AsyncPage, DriftWarning, Page
from kinocraft.errors import ResponseError
from kinocraft.responses.drift import Drift
from tests.bundles import BUNDLES
from tests.contract.local import arguments_of
from tests.described_operations import METHODS, OPERATIONS, DescribedOperation
from tests.faults.harness import Harness
from tests.samples import sampled

READS = {"get", "head"}
DONE = "took effect: do not repeat it"
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
PAGE = httpx2.Response(200, content=b"<!doctype html><title>Sign in</title>", headers={"Content-Type": "text/html"})
NULL = httpx2.Response(200, content=b"null", headers={"Content-Type": "application/json"})
EMPTY: dict[str, httpx2.Response] = {
    "200 without a body": httpx2.Response(200),
    "201 without a body": httpx2.Response(201),
    "202 with blanks": httpx2.Response(202, content=b" \r\n"),
    "204": httpx2.Response(204),
    "200 of type JSON": httpx2.Response(200, headers={"Content-Type": "application/json"}),
}
NO_JSON: dict[str, httpx2.Response] = {
    "text": httpx2.Response(200, text="OK"),
    "a truncated object": httpx2.Response(201, content=b'{"data": {"id": "1"'),
}
each_operation = pytest.mark.parametrize("described", sampled(OPERATIONS, 6), ids=repr)


class Outcome:
    """What a call returned or raised, the drifts that it reported, and its requests."""

    def __init__(self, harness: Harness, described: DescribedOperation, answer: httpx2.Response) -> None:
        self.requests: list[httpx2.Request] = []
        self.drifts: list[Drift] = []
        self.result: Any = None
        self.error: ResponseError | None = None

        def service(request: httpx2.Request) -> httpx2.Response:
            login = request.url.host == "auth.platformcraft.ru" and not described.name.startswith("auth.")
            if login:
                return httpx2.Response(200, json=TOKENS)
            self.requests.append(request)
            return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

        make = harness.kinescope if described.vendor == "kinescope" else harness.client
        client = make(service, on_drift=self.drifts.append, rate_limits=False)
        method = attrgetter(METHODS[described.name])(client)
        try:
            self.result = method(**arguments_of(BUNDLES[described.service], described.name))
        except ResponseError as error:
            self.error = error

    @property
    def done(self) -> bool:
        """Whether the error says that the change took effect."""
        return self.error is not None and self.error.delivered is True and DONE in str(self.error)


def returns_headers(described: DescribedOperation) -> bool:
    return described.name in ("videos.uploads.offset", "videos.uploads.append")


def returns_bytes(described: DescribedOperation) -> bool:
    success = next(value for status, value in described.operation["responses"].items() if status.startswith("2"))
    return any(kind != "application/json" for kind in success.get("content", {}))


def needs_response(described: DescribedOperation) -> bool:
    """Whether the method returns an object of the response, which may not be missing."""
    success = next(value for status, value in described.operation["responses"].items() if status.startswith("2"))
    if success.get("x-empty-body") or described.response_media is None:
        return False
    return not described.mere_success


@each_operation
def test_success_without_a_body(harness: Harness, described: DescribedOperation) -> None:
    for answer in EMPTY.values():
        outcome = Outcome(harness, described, answer)
        assert len(outcome.requests) == 1
        if returns_headers(described):
            assert (outcome.error, outcome.result) == (None, answer.headers)
        elif returns_bytes(described):
            assert (outcome.error, outcome.result) == (None, answer.content)
        elif not needs_response(described):
            assert (outcome.error, outcome.result) == (None, None)
        else:
            assert outcome.error is not None
            assert "no body" in str(outcome.error)
            assert outcome.error.status == answer.status_code
            assert outcome.done == (described.method not in READS)


@each_operation
def test_success_with_a_body_that_is_no_json(harness: Harness, described: DescribedOperation) -> None:
    for answer in NO_JSON.values():
        outcome = Outcome(harness, described, answer)
        assert len(outcome.requests) == 1
        if described.response_media is None or described.mere_success:
            assert outcome.error is None
        else:
            assert outcome.error is not None
            assert "not JSON" in str(outcome.error)
            assert outcome.done == (described.method not in READS)
    outcome = Outcome(harness, described, PAGE)
    if not returns_headers(described):
        assert outcome.error is not None
        assert outcome.error.delivered is None
        assert not outcome.done


@each_operation
def test_success_with_null(harness: Harness, described: DescribedOperation) -> None:
    """It has an unexpected type, which is reported; a list is empty then."""
    outcome = Outcome(harness, described, NULL)
    assert len(outcome.requests) == 1
    assert outcome.error is None
    if returns_headers(described):
        assert outcome.result == NULL.headers
    elif returns_bytes(described):
        assert outcome.result == b"null"
    else:
        reported = [(drift.path, drift.kind) for drift in outcome.drifts]
        assert reported == [("(whole response)", "wrong_type")] * (described.response_media is not None)
        result = outcome.result
        assert result is None or (isinstance(result, Page | AsyncPage) and result.items == [])


def test_null_warns_by_default() -> None:
    harness = Harness("sync")
    client = harness.kinescope(lambda request: NULL)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        client.projects.get("1")
    assert [each.category for each in caught] == [DriftWarning]
    harness.close()
