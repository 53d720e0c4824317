"""Settings and parts of a request of another type than documented raise with their name, before a call uses them."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft.errors import ConfigurationError, InvalidArgumentError
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

WRONG: list[Any] = [5, b"x", object(), ["a"], {"a": 1}]


@pytest.mark.parametrize("value", WRONG, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("name", ["clock", "bucket_factory", "upload_journal", "token_store", "http_client"])
def test_a_setting_of_a_wrong_type_raises(harness: Harness, name: str, value: Any) -> None:
    makers = [harness.client] if name == "token_store" else [harness.client, harness.kinescope]
    for make in makers:
        with pytest.raises(ConfigurationError, match=f"{name} is a "):
            make(**{name: value})


def test_an_object_without_a_method_is_told_which(harness: Harness) -> None:
    class Half:
        def acquire(self) -> None:
            """Do nothing."""

        release = acquire

    with pytest.raises(ConfigurationError, match="token_store is a Half without load, save"):
        harness.client(token_store=Half())


@pytest.mark.parametrize("value", [5, "a=1", b"a=1", [("a", 1)], {1: 2}, {("a",): 1}, {"a": {"b": 1}}, {"a": b"x"}])
def test_a_query_of_a_wrong_form_raises(harness: Harness, value: Any) -> None:
    service = ScriptedTransport({"data": []})
    with pytest.raises(InvalidArgumentError):
        harness.kinescope(service).request("GET", "/v1/a", query=value)
    assert service.requests == []


@pytest.mark.parametrize("value", [5, ["api"], {"api": 1}, b"api", "vimeo"])
def test_a_service_that_is_none_raises(harness: Harness, value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="use api, upload"):
        harness.kinescope(ScriptedTransport({})).request("GET", "/v1/a", service=value)


@pytest.mark.parametrize("value", [5, None, b"GET", "G ET", ""])
def test_a_method_that_is_none_raises(harness: Harness, value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="not an HTTP method"):
        harness.kinescope(ScriptedTransport({})).request(value, "/v1/a")
