"""Each attempt is logged through the standard library, without bodies and queries."""

from __future__ import annotations

import logging
from typing import Any

import httpx2
import pytest

from kinocraft.errors import TransportError
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.DEBUG, "kinocraft")
    return lambda: [(record.levelname, record.getMessage()) for record in caplog.records]


def test_every_attempt_is_logged(harness: Harness, lines: Any, caplog: pytest.LogCaptureFixture) -> None:
    def slow(request: httpx2.Request) -> httpx2.Response:
        harness.clock.advance(0.25)
        return httpx2.Response(503)

    service = ScriptedTransport(slow, httpx2.Response(200, json={"data": {"id": "hunter2"}}))
    kinescope = harness.kinescope(transport=service, on_drift=lambda drift: None, token="hunter2")
    kinescope.videos.get("hunter2")
    assert lines() == [
        ("DEBUG", "GET /v1/videos/{video_id} 503 250 ms attempt 1"),
        ("DEBUG", "GET /v1/videos/{video_id} 200 0 ms attempt 2"),
    ]
    assert [(record.operation, record.status, record.attempt) for record in caplog.records] == [  # type: ignore[attr-defined]
        ("videos.get", 503, 1),
        ("videos.get", 200, 2),
    ]


def test_an_attempt_without_a_response_is_logged(harness: Harness, lines: Any) -> None:
    def broken(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError("hunter2")

    with pytest.raises(TransportError):
        harness.kinescope(transport=broken).tags.create(tag="hunter2")
    assert lines() == [("DEBUG", "POST /v1/tags ReadError 0 ms attempt 1")]


def test_bodies_and_queries_are_not_logged(harness: Harness, lines: Any) -> None:
    service = ScriptedTransport({"data": [], "hunter2": "hunter2"})
    kinescope = harness.kinescope(transport=service, on_drift=lambda drift: None, headers={"X-Own": "hunter2"})
    harness.each(lambda: kinescope.raw.videos.list(q="hunter2", headers={"X-Call": "hunter2"}))
    kinescope.request("POST", "/v1/hunter", json={"password": "hunter2"})
    assert len(lines()) == 2
    assert "hunter2" not in repr(lines())


def test_nothing_is_printed_by_default(harness: Harness, capfd: pytest.CaptureFixture[str]) -> None:
    harness.kinescope(transport=ScriptedTransport(httpx2.Response(200, json={"data": None}))).tags.list()
    assert capfd.readouterr() == ("", "")
