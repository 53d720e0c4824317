"""The tree of errors: what is documented is what is there, and every error survives a journey."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import httpx2
import pytest

import kinocraft
from kinocraft import errors
from kinocraft.errors import APIError, APIStatusError, CallFacts, KinocraftError, status_error
from tests.faults.sides import Side

FACTS = CallFacts("files.get", "GET", "/a", 3, 1.25, "retries_exhausted", "r-1")
SPECIAL: dict[str, dict[str, Any]] = {
    "TransportError": {"delivered": False},
    "APITimeoutError": {"delivered": None},
    "DeadlineError": {"delivered": False},
    "AnswerError": {"status": 200, "content_type": "text/html"},
    "DriftError": {"status": 200, "drifts": ("a: wrong type, expected int",)},
}
CLASSES = {
    name: value for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, KinocraftError)
}


def made(kind: type[KinocraftError]) -> KinocraftError:
    """An error with everything an error of its kind can have."""
    if issubclass(kind, APIStatusError):
        error: KinocraftError = kind("no", FACTS, status=418, code=7, detail="because", retry_after=1.5)
    elif issubclass(kind, APIError):
        error = kind("no", FACTS, **SPECIAL.get(kind.__name__, {}))
    else:
        error = kind("no")
    error.add_note("a note")
    return error


@pytest.mark.parametrize("kind", CLASSES.values(), ids=CLASSES)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_error_pickles_whole(kind: type[KinocraftError], protocol: int) -> None:
    error = made(kind)
    same(pickle.loads(pickle.dumps(error, protocol)), error)


@pytest.mark.parametrize("kind", CLASSES.values(), ids=CLASSES)
@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy])
def test_every_error_copies_whole(kind: type[KinocraftError], how: Any) -> None:
    error = made(kind)
    copied = how(error)
    assert copied is not error
    same(copied, error)


def same(one: KinocraftError, other: KinocraftError) -> None:
    assert type(one) is type(other)
    assert (str(one), repr(one), one.args) == (str(other), repr(other), other.args)
    assert vars(one) == vars(other)
    assert vars(one)["__notes__"] == ["a note"]


def test_an_error_that_was_raised_pickles_without_what_caused_it(side: Side) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    with pytest.raises(errors.TransportError) as caught:
        side.client(transport=service).files.get("/")
    assert isinstance(caught.value.__cause__, httpx2.ConnectError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.delivered, again.call) == (str(caught.value), False, caught.value.call)
    assert again.__cause__ is None


def test_the_tree_at_the_top_is_the_tree() -> None:
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


def test_all_are_public() -> None:
    assert set(CLASSES) < set(errors.__all__)
    assert kinocraft.errors is errors


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "ForbiddenError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (429, "RateLimitedError"),
        (500, "ServerError"),
        (520, "ServerError"),
        (599, "ServerError"),
        (301, "APIStatusError"),
        (402, "APIStatusError"),
        (499, "APIStatusError"),
    ],
)
def test_the_status_decides(status: int, name: str) -> None:
    assert status_error(status).__name__ == name


def test_the_message_tells_the_facts() -> None:
    text = str(made(errors.NotFoundError))
    assert text == "no (files.get: GET /a, attempt 3, 1.25 s, retries_exhausted, request id r-1)"
    assert str(APIError("no", CallFacts("files.get", "GET", "/a"))) == "no (files.get: GET /a, attempt 0, 0.00 s)"
