"""The tree of errors matches its documentation, and every error can be pickled."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import httpx2
import pytest

import kinocraft
from kinocraft import errors
from kinocraft.errors import (
    APIError,
    APIStatusError,
    CallFacts,
    FieldError,
    KinescopeCode,
    KinocraftError,
    status_error,
)
from tests.faults.harness import Harness

FACTS = CallFacts("files.get", "GET", "/a", 3, 1.25, "retries_exhausted", "r-1")
SPECIAL: dict[str, dict[str, Any]] = {
    "TransportError": {"delivered": False},
    "APITimeoutError": {"delivered": None},
    "DeadlineError": {"delivered": False},
    "ResponseError": {"status": 200, "content_type": "text/html"},
    "DriftError": {"status": 200, "drifts": ("a: wrong type, expected int",)},
}
CLASSES = {
    name: value for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, KinocraftError)
}


def made(kind: type[KinocraftError]) -> KinocraftError:
    """Return an error with all attributes of its class."""
    if issubclass(kind, APIStatusError):
        fields = (FieldError("name", "required", "", 2),)
        error: KinocraftError = kind(
            "no",
            FACTS,
            status=418,
            code=7,
            vendor_message="odd",
            detail="because",
            field_errors=fields,
            retry_after=1.5,
        )
    elif issubclass(kind, APIError):
        error = kind("no", FACTS, **SPECIAL.get(kind.__name__, {}))
    else:
        error = kind("no")
    error.add_note("a note")
    return error


@pytest.mark.parametrize("kind", CLASSES.values(), ids=CLASSES)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_error_can_be_pickled(kind: type[KinocraftError], protocol: int) -> None:
    error = made(kind)
    same(pickle.loads(pickle.dumps(error, protocol)), error)


@pytest.mark.parametrize("kind", CLASSES.values(), ids=CLASSES)
@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy])
def test_every_error_can_be_copied(kind: type[KinocraftError], how: Any) -> None:
    error = made(kind)
    copied = how(error)
    assert copied is not error
    same(copied, error)


def same(one: KinocraftError, other: KinocraftError) -> None:
    assert type(one) is type(other)
    assert (str(one), repr(one), one.args) == (str(other), repr(other), other.args)
    assert vars(one) == vars(other)
    assert vars(one)["__notes__"] == ["a note"]


def test_a_raised_error_is_pickled_without_its_cause(harness: Harness) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    with pytest.raises(errors.TransportError) as caught:
        harness.client(transport=service).files.get("/")
    assert isinstance(caught.value.__cause__, httpx2.ConnectError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.delivered, again.call) == (str(caught.value), False, caught.value.call)
    assert again.__cause__ is None


def test_the_documented_tree_matches_the_classes() -> None:
    assert errors.__doc__
    drawn: dict[str, str] = {}
    above: list[str] = []
    for line in errors.__doc__.splitlines():
        match = re.match(r"([│ ├└─]*)([A-Z]\w+Error)\b", line)
        if not match:
            continue
        depth = len(match[1]) // 4
        above[depth:] = [match[2]]
        drawn[match[2]] = above[depth - 1] if depth else ""
    actual = {
        name: next(base.__name__ for base in kind.__bases__ if base in [*CLASSES.values(), Exception])
        for name, kind in CLASSES.items()
    }
    assert drawn == {name: "" if name == "KinocraftError" else base for name, base in actual.items()}


def test_all_errors_are_public() -> None:
    assert not [name for name in CLASSES if name.startswith("_")]
    assert errors.KinescopeCode.__module__ == "kinocraft_api.kinescope_codes"
    assert kinocraft.errors is errors


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (402, "PaymentRequiredError"),
        (403, "ForbiddenError"),
        (404, "NotFoundError"),
        (405, "MethodNotAllowedError"),
        (409, "ConflictError"),
        (410, "GoneError"),
        (412, "PreconditionFailedError"),
        (413, "ContentTooLargeError"),
        (415, "UnsupportedMediaTypeError"),
        (429, "RateLimitedError"),
        (500, "ServerError"),
        (520, "ServerError"),
        (599, "ServerError"),
        (301, "APIStatusError"),
        (418, "APIStatusError"),
        (499, "APIStatusError"),
    ],
)
def test_the_status_determines_the_error_class(status: int, name: str) -> None:
    assert status_error(status).__name__ == name


def test_the_message_contains_the_facts() -> None:
    text = str(made(errors.NotFoundError))
    assert text == "no (files.get: GET /a, attempt 3, 1.25 s, retries_exhausted, request id r-1)"
    assert str(APIError("no", CallFacts("files.get", "GET", "/a"))) == "no (files.get: GET /a, attempt 0, 0.00 s)"


# --- what Kinescope says ------------------------------------------------------------------------------------------


def error_of(harness: Harness, status: int, body: Any, **headers: str) -> APIStatusError:
    """Return the error of a call that gets this response."""

    def service(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, headers=headers, **body if isinstance(body, dict) else {"content": body})

    with pytest.raises(APIStatusError) as caught:
        harness.kinescope(transport=service, retries=0).projects.get("1")
    return caught.value


def test_a_kinescope_error_response_is_parsed(harness: Harness) -> None:
    details = {
        "code": 400400,
        "message": "unexpected value",
        "detail": "see the manual",
        "invalid_params": [
            {"index": 0, "name": "privacy_type", "reason": "required", "message": ""},
            {"name": "language", "reason": "oneof", "message": "EN RU"},
        ],
    }
    error = error_of(harness, 400, {"json": {"error": details}}, **{"X-Request-ID": "r-9"})
    assert type(error) is errors.BadRequestError
    assert (error.status, error.code, error.vendor_message, error.detail, error.call.request_id) == (
        400,
        KinescopeCode.UNEXPECTED_VALUE,
        "unexpected value",
        "see the manual",
        "r-9",
    )
    assert error.field_errors == (
        FieldError("privacy_type", "required", index=0),
        FieldError("language", "oneof", "EN RU"),
    )
    assert error.message == (
        "400 Bad Request: unexpected value; see the manual; privacy_type [0]: required; language: oneof: EN RU"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"json": {"error": {"code": "400", "message": 7, "invalid_params": "x"}}}, None),
        ({"json": {"error": {"code": True, "invalid_params": [7, {}, {"name": 1}]}}}, None),
        ({"json": {"error": {"code": 999999}}}, 999999),
        ({"json": {"errors": "no"}}, None),
        ({"json": ["error"]}, None),
        (b"<html>no</html>", None),
        (b"", None),
        (b'{"error": {"code": 1', None),
        (b"[" * 100_000, None),
    ],
)
def test_an_error_response_of_any_form_raises_by_its_status(harness: Harness, body: Any, code: int | None) -> None:
    error = error_of(harness, 402, body)
    assert type(error) is errors.PaymentRequiredError
    assert (error.code, error.vendor_message, error.detail, error.field_errors) == (code, None, None, ())
    assert error.message == "402 Payment Required"


def test_an_error_keeps_a_limited_part_of_the_response(harness: Harness) -> None:
    fields = [{"name": "x" * 1000, "reason": "r"}] * 1000
    error = error_of(harness, 400, {"json": {"error": {"code": 1, "message": "m" * 1000, "invalid_params": fields}}})
    assert len(error.vendor_message or "") == 500
    assert len(error.field_errors) == 100
    assert len(error.field_errors[0].name) == 500


def test_documented_codes_have_constants() -> None:
    assert KinescopeCode.NOT_ALLOWED_ORDER_FIELD == 400216
    assert KinescopeCode(100106) is KinescopeCode.LIMIT_REACHED
    assert 400301 not in set(KinescopeCode)  # has no name on the page
