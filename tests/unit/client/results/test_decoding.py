"""Responses that differ from their description: valid parts are decoded, and every difference is reported."""

from __future__ import annotations

import json
import warnings
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import httpx2
import pytest
from pydantic import AwareDatetime, Field

from kinocraft import Drift, DriftWarning
from kinocraft.errors import DriftError
from kinocraft.responses.decoding import decode
from kinocraft.responses.drift import Reporter
from kinocraft_runtime.model import Model, OtherValue
from tests.faults.harness import Harness


class Inner(Model):
    size: int
    note: str | None = None


class Sample(Model):
    """A hand-written model with all kinds of fields that descriptions have."""

    id: str
    state: Literal["new", "done"] | OtherValue
    score: float | None = None
    made: AwareDatetime | None = None
    key: UUID | None = None
    inner: Inner | None = None
    many: list[Inner] | None = None
    named: dict[str, Inner] | None = None
    grid: list[list[int]] | None = None
    optional_state: Literal["on", "off"] | OtherValue | None = None


GOOD = {"id": "1", "state": "new"}


def read(response: Any) -> tuple[Any, list[tuple[str, str]]]:
    """Return the typed response, and kind and path of each drift."""
    result, drifts = decode(Sample, json.dumps(response).encode(), "op")
    assert {drift.operation for drift in drifts} <= {"op"}
    return result, [(drift.kind, drift.path) for drift in drifts]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"score": 1},
        {"score": 1.5, "inner": {"size": 1, "note": None}},
        {"score": None, "many": [], "named": {}},
        {"many": [{"size": 1}], "named": {"a": {"size": 1}}, "grid": [[1], []]},
        {"made": "2026-01-02T03:04:05Z", "key": "12345678-1234-5678-1234-567812345678"},
        {"optional_state": "on"},
        {"optional_state": None},
    ],
)
def test_a_response_as_described_has_no_drift(more: dict[str, Any]) -> None:
    result, drifts = read({**GOOD, **more})
    assert drifts == []
    assert (result.id, result.state) == ("1", "new")


@pytest.mark.parametrize(
    ("more", "drift"),
    [
        ({"news": 1}, ("unknown_field", "news")),
        ({"inner": {"size": 1, "news": {}}}, ("unknown_field", "inner.news")),
        ({"many": [{"size": 1}, {"size": 2, "news": 3}]}, ("unknown_field", "many[1].news")),
        ({"named": {"a b": {"size": 1, "news": 3}}}, ("unknown_field", "named.a b.news")),
        ({"inner": {}}, ("missing_field", "inner.size")),
        ({"many": [{"note": "x"}]}, ("missing_field", "many[0].size")),
        ({"state": "old"}, ("unknown_value", "state")),
        ({"optional_state": "maybe"}, ("unknown_value", "optional_state")),
        ({"state": 7}, ("wrong_type", "state")),
        ({"state": None}, ("wrong_type", "state")),
        ({"id": 1}, ("wrong_type", "id")),
        ({"id": None}, ("wrong_type", "id")),
        ({"score": "1.5"}, ("wrong_type", "score")),
        ({"score": True}, ("wrong_type", "score")),
        ({"inner": []}, ("wrong_type", "inner")),
        ({"inner": {"size": 1.5}}, ("wrong_type", "inner.size")),
        ({"inner": {"size": "1"}}, ("wrong_type", "inner.size")),
        ({"many": {"size": 1}}, ("wrong_type", "many")),
        ({"many": [1]}, ("wrong_type", "many[0]")),
        ({"named": [1]}, ("wrong_type", "named")),
        ({"grid": [[1], [2, "x"]]}, ("wrong_type", "grid[1][1]")),
        ({"made": "yesterday"}, ("wrong_type", "made")),
        ({"made": "2026-01-02T03:04:05"}, ("wrong_type", "made")),
        ({"key": "x"}, ("wrong_type", "key")),
    ],
    ids=lambda value: str(value),
)
def test_each_drift_has_its_path_and_the_value_is_kept(more: dict[str, Any], drift: tuple[str, str]) -> None:
    result, drifts = read({**GOOD, **more})
    assert drifts == [drift]
    (field,) = more
    value = getattr(result, field)
    if not isinstance(more[field], dict | list):
        assert value == more[field]
    # Everything around the difference is still typed.
    if field == "many" and isinstance(value, list):
        assert [isinstance(item, Inner) for item in value] == [isinstance(item, dict) for item in more[field]]  # pyright: ignore[reportUnknownVariableType]


def test_all_drifts_of_a_response_are_reported() -> None:
    result, drifts = read({"state": "old", "inner": {"size": "x", "news": 1}, "grid": ["x"]})
    assert sorted(drifts) == [
        ("missing_field", "id"),
        ("unknown_field", "inner.news"),
        ("unknown_value", "state"),
        ("wrong_type", "grid[0]"),
        ("wrong_type", "inner.size"),
    ]
    assert (result.id, result.inner.size, result.inner.news) == (None, "x", 1)


OWN_NAMES = [
    "_fields_set",
    "cls",
    "self",
    "values",
    "schema",
    "json",
    "copy",
    "model_dump",
    "model_extra",
    "__dict__",
    "",
]


@pytest.mark.parametrize("name", OWN_NAMES)
def test_an_unknown_field_may_have_any_name(name: str) -> None:
    result, drifts = read({**GOOD, name: 1, "inner": {"size": 2, name: "x"}})
    assert drifts == [("unknown_field", name or "(whole response)"), ("unknown_field", f"inner.{name}")]
    assert (result.model_extra, result.inner.model_extra) == ({name: 1}, {name: "x"})
    assert name in result.model_fields_set
    assert result.model_dump(exclude_unset=True) == {**GOOD, name: 1, "inner": {"size": 2, name: "x"}}
    assert (result.id, result.inner.size) == ("1", 2)
    assert "inner" in repr(result)


class Renamed(Model):
    from_: str | None = Field(default=None, alias="from")


@pytest.mark.parametrize("response", [{"from": "a", "from_": "b"}, {"from_": "b", "from": "a"}])
def test_an_unknown_field_does_not_set_a_renamed_field(response: dict[str, str]) -> None:
    result, drifts = decode(Renamed, json.dumps(response).encode(), "op")
    assert [(drift.kind, drift.path) for drift in drifts] == [("unknown_field", "from_")]
    assert (result.from_, result.model_extra) == ("a", {"from_": "b"})


def test_a_python_name_is_not_accepted_as_a_field_name() -> None:
    result, drifts = decode(Renamed, b'{"from_": "b"}', "op")
    assert [(drift.kind, drift.path) for drift in drifts] == [("unknown_field", "from_")]
    assert (result.from_, result.model_extra, result.model_fields_set) == (None, {"from_": "b"}, set())


def test_drifts_are_reported_in_the_order_of_the_response() -> None:
    names = [f"news{index}" for index in range(20)]
    response = {"grid": 1, **dict.fromkeys(names, 1), "inner": {"note": 1, "z": 1, "a": 1}, "id": 1}
    _, drifts = read(response)
    places = [place for _, place in drifts]
    # A missing field has no position in the response, and comes last.
    assert places == ["grid", *names, "inner.note", "inner.z", "inner.a", "inner.size", "id", "state"]


def test_a_drift_names_the_expected_type() -> None:
    _, drifts = decode(Sample, json.dumps({**GOOD, "state": "old", "inner": {"size": "x"}}).encode(), "op")
    assert [str(drift) for drift in drifts] == [
        "state: unknown value, expected 'new' | 'done'",
        "inner.size: wrong type, expected int",
    ]


def test_other_fields_are_converted_despite_a_drift() -> None:
    made, key = "2026-01-02T03:04:05Z", "12345678-1234-5678-1234-567812345678"
    result, drifts = read({**GOOD, "made": made, "key": key, "news": 1})
    assert drifts == [("unknown_field", "news")]
    assert (result.made, result.key) == (datetime.fromisoformat(made), UUID(key))


def test_missing_and_null_fields_are_distinguished() -> None:
    assert "score" not in read(GOOD)[0].model_fields_set
    for more in ({}, {"news": 1}):
        result = read({**GOOD, **more, "score": None})[0]
        assert result.score is None
        assert "score" in result.model_fields_set
    assert "news" in read({**GOOD, "news": None})[0].model_fields_set
    assert "inner" not in read({**GOOD, "news": 1})[0].model_fields_set


@pytest.mark.parametrize("response", [[], "x", 7, None, True])
def test_a_response_of_another_type_is_kept(response: Any) -> None:
    result, drifts = read(response)
    assert result == response
    assert drifts == [("wrong_type", "(whole response)")]


@pytest.mark.parametrize("content", [b"", b"{", b"<html>", b'{"id": "1"', b"\xff", b"[" * 10_000])
def test_invalid_json_raises_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(Sample, content, "op")


# --- who hears of it ----------------------------------------------------------------------------------------------


def drift(path: str, operation: str = "op") -> Drift:
    return Drift(operation, path, "missing_field", "str")


def test_the_default_hook_warns_once_per_operation_and_path() -> None:
    warner = Reporter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for path in ("a[0].b", "a[0].b", "a[1].b", "a[27].b", "a[0].b2", "a[0].b3"):
            warner(drift(path))
        warner(drift("a[0].b", "other"))
    assert [warning.category for warning in caught] == [DriftWarning] * 4
    warned = [str(warning.message).removesuffix(": missing field, expected str") for warning in caught]
    says = "does not fit its description:"
    assert warned == [
        f"the response of op {says} a[0].b",
        f"the response of op {says} a[0].b2",
        f"the response of op {says} a[0].b3",
        f"the response of other {says} a[0].b",
    ]


TOKENS = {
    "user_id": "u",
    "owner_id": "o",
    "access_token": "a.b.c",
    "expires_at": 4_000_000_000,
    "refresh_token": "r",
}


def service(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json={**TOKENS, "news": 1})


def test_a_client_warns_of_drift_by_default(harness: Harness) -> None:
    auth = harness.client(transport=lambda request: httpx2.Response(200, json={**TOKENS, "user_id": 7})).auth
    with pytest.warns(DriftWarning, match=r"auth\.login .*user_id"):
        assert auth.login(login="a", password="b").user_id == 7
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        auth.login(login="a", password="b")


def test_an_on_drift_hook_receives_every_drift(harness: Harness) -> None:
    heard: list[Drift] = []
    auth = harness.client(transport=service, on_drift=heard.append).auth
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(2):
            auth.login(login="a", password="b")
    assert heard == [Drift("auth.login", "news", "unknown_field", "nothing")] * 2


def test_a_strict_client_raises_on_drift(harness: Harness) -> None:
    heard: list[Drift] = []
    auth = harness.client(transport=service, strict=True, on_drift=heard.append).auth
    with pytest.raises(DriftError, match="news: unknown field") as caught:
        auth.login(login="a", password="b")
    assert (caught.value.drifts, caught.value.status) == (("news: unknown field, expected nothing",), 200)
    assert heard == []


def test_an_error_raised_by_a_hook_propagates(harness: Harness) -> None:
    def hook(_: Drift) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        harness.client(transport=service, on_drift=hook).auth.login(login="a", password="b")
