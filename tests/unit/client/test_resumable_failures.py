"""After which failures the same call may succeed later, so that the state of an upload is kept for it."""

from __future__ import annotations

import httpx2
import pytest

from kinocraft import errors
from kinocraft.errors import CallFacts, status_error
from kinocraft.uploads.engine import is_resumable, may_be_done

FACTS = CallFacts("o", "PUT", "/o")
LATER = (401, 408, 425, 429, 500, 502, 503, 504, 507, 520, 599)
NEVER = (400, 402, 403, 404, 405, 409, 410, 411, 413, 415, 418, 422, 423, 424, 426, 431, 451, 499)


@pytest.mark.parametrize("status", LATER + NEVER)
def test_an_upload_is_kept_after_statuses_that_may_pass(status: int) -> None:
    assert is_resumable(status_error(status)("x", FACTS, status=status)) is (status in LATER)


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (errors.TransportError("x", FACTS), True),
        (errors.APITimeoutError("x", FACTS), True),
        (errors.DeadlineError("x", FACTS), True),
        (errors.ResponseError("x", FACTS, status=200), True),
        (errors.UploadCancelledError("x"), True),
        (KeyboardInterrupt(), True),
        (RuntimeError("of a progress hook"), True),
        (errors.SourceError("x"), False),
        (errors.SourceChangedError("x"), False),
        (errors.UploadVerificationError("x"), False),
        (errors.UploadError("x"), False),
        (errors.InvalidArgumentError("x"), False),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_an_upload_is_kept_after_failures_that_are_not_its_own(error: BaseException, kept: bool) -> None:
    assert is_resumable(error) is kept


@pytest.mark.parametrize(("status", "kept"), [(503, True), (400, False)])
def test_the_cause_of_a_failed_upload_decides(status: int, kept: bool) -> None:
    failed, verified = errors.UploadError("x"), errors.UploadVerificationError("x")
    failed.__cause__ = verified.__cause__ = status_error(status)("x", FACTS, status=status)
    assert is_resumable(failed) is kept
    assert is_resumable(verified) is False


@pytest.mark.parametrize(
    ("error", "done"),
    [
        (errors.TransportError("x", FACTS), True),
        (errors.TransportError("x", FACTS, delivered=True), True),
        (errors.TransportError("x", FACTS, delivered=False), False),
        (errors.DeadlineError("x", FACTS, delivered=False), False),
        (errors.ResponseError("x", FACTS, status=200), True),
        (status_error(500)("x", FACTS, status=500), True),
        (status_error(409)("x", FACTS, status=409), False),
        (status_error(429)("x", FACTS, status=429), False),
        (errors.SourceError("x"), False),
        (KeyboardInterrupt(), True),
        (httpx2.ReadError("x"), True),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, BaseException) else None,
)
def test_a_lost_response_may_be_that_of_a_success(error: BaseException, done: bool) -> None:
    assert may_be_done(error) is done
