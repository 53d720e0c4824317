"""How differences between a response and its description are reported."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import httpx2
import pytest

from kinocraft import DriftWarning
from kinocraft.auth.session import Credentials
from kinocraft.errors import ConfigurationError
from tests.faults.harness import Harness

RECORD: dict[str, Any] = {
    "id": "r",
    "src": "",
    "files": None,
    "start": 1,
    "stop": 2,
    "max_dur": 0,
    "status": "wait",
    "msg": "",
    "email": "",
    "is_instant": False,
    "stop_timeout": 0,
    "motion_record": False,
    "events_record": False,
}
KINDS: dict[str, dict[str, Any]] = {
    "unknown_field": {**RECORD, "news": 1},
    "wrong_type": {**RECORD, "start": "soon"},
    "unknown_value": {**RECORD, "status": "paused"},
    "missing_field": {name: value for name, value in RECORD.items() if name != "email"},
}
ADDITIONS = {"unknown_field", "unknown_value"}


def listen(
    harness: Harness, kind: str, caplog: pytest.LogCaptureFixture, **options: Any
) -> tuple[list[str], list[str]]:
    """Request twice. Return the warnings and the log lines."""
    caplog.set_level(logging.INFO, logger="kinocraft")
    client = harness.client(transport=lambda request: httpx2.Response(200, json=KINDS[kind]), **options)
    client.raw._engine.session = Credentials("token")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DriftWarning)
        for _ in range(2):
            client.recorder.records.get("s", "r", owner_id="o")
    warned = [str(each.message) for each in caught if issubclass(each.category, DriftWarning)]
    return warned, [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("report", [None, "log", "warn"])
def test_drift_is_reported_once_as_the_setting_says(
    harness: Harness, kind: str, report: Any, caplog: pytest.LogCaptureFixture
) -> None:
    warned, logged = listen(harness, kind, caplog, on_drift=report)
    as_warning = report == "warn" or (report is None and kind not in ADDITIONS)
    assert [len(warned), len(logged)] == ([1, 0] if as_warning else [0, 1])
    assert kind.replace("_", " ") in (warned or logged)[0]


@pytest.mark.parametrize("kind", sorted(ADDITIONS))
def test_an_addition_does_not_break_a_program_that_fails_on_warnings(harness: Harness, kind: str) -> None:
    client = harness.client(transport=lambda request: httpx2.Response(200, json=KINDS[kind]))
    client.raw._engine.session = Credentials("token")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert client.recorder.records.get("s", "r", owner_id="o").id == "r"


@pytest.mark.parametrize("report", ["warning", "", 7, False])
def test_another_setting_is_rejected(harness: Harness, report: Any) -> None:
    for make in (harness.client, harness.kinescope):
        with pytest.raises(ConfigurationError, match=r"^on_drift is "):
            make(on_drift=report)
