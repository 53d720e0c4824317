"""Every field that the descriptions mark with `x-secret` is hidden in reprs, drift reports, logs and errors."""

from __future__ import annotations

import importlib
import json
import logging
import pkgutil
import traceback
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

import kinocraft_api
from kinocraft import KinocraftError
from kinocraft.responses.decoding import lenient
from kinocraft_runtime.model import Model
from tests.faults.harness import Harness
from tests.secret_fields import SECRET_FIELDS
from tests.unit.client.secrets.error_chain import error_chain

SECRET = "s3cr3t-x9"
ENDPOINT = "https://uploads.example/tus/s3cr3t-x9"
OWN_ARGUMENTS = ("kinocraft.client",)
"""Modules whose methods have the user's own arguments, like the user's own frames."""
AMBIGUOUS = {"endpoint"}
"""Names that are secret in one schema and not in another."""


def models() -> Iterator[type[Model]]:
    for module in pkgutil.walk_packages(kinocraft_api.__path__, "kinocraft_api."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, Model) and found is not Model:
                yield found


def secret_fields() -> list[Any]:
    names = {field.name for field in SECRET_FIELDS} - AMBIGUOUS
    placed = {(field.schema, field.name) for field in SECRET_FIELDS}
    found = {
        (model, name, info.alias or name)
        for model in models()
        for name, info in model.model_fields.items()
        if (info.alias or name) in names or (model.__name__, info.alias or name) in placed
    }
    ordered = sorted(found, key=lambda each: (each[0].__module__, each[0].__qualname__, each[1]))
    return [pytest.param(*each, id=f"{each[0].__name__}.{each[1]}") for each in ordered]


FIELDS = secret_fields()


def test_the_models_have_secrets_to_hide() -> None:
    placed = {(field.schema, field.name) for field in SECRET_FIELDS}
    found = {(param.values[0].__name__, param.values[2]) for param in FIELDS}
    assert {("Tokens", "access_token"), ("CdnAccessControl", "secure_link"), ("RtmpPublish", "stream_name")} <= placed
    assert {("Tokens", "access_token"), ("CdnAccessControl", "secure_link"), ("RtmpPublish", "stream_name")} <= found


@pytest.mark.parametrize(("model", "name", "wire"), FIELDS)
@pytest.mark.parametrize("value", [SECRET, [SECRET], {"a": SECRET}, None], ids=["text", "list", "object", "null"])
def test_a_model_hides_a_secret_field(model: type[Model], name: str, wire: str, value: Any) -> None:
    decoded, drifts = lenient(model, {wire: value}, "operation")
    assert getattr(decoded, name) == value
    for text in (repr(decoded), str(decoded), f"{decoded}", *map(str, drifts), *map(repr, drifts)):
        assert SECRET not in text
        assert f"{name}=" not in text


BODY = {"password": SECRET, "inner": [{"secure_link": SECRET}]}
TROUBLE: dict[str, Any] = {
    "rejected": lambda request: httpx2.Response(400, json={"error": {"code": 1, "message": "no"}}),
    "failed": lambda request: httpx2.Response(500, json={"error": {"code": 1, "message": "no"}}),
    "unreadable": lambda request: httpx2.Response(200, content=f'{{"password": "{SECRET}'.encode()),
    "unexpected": lambda request: httpx2.Response(200, json={"data": {"password": [SECRET], "news": SECRET}}),
}


def broken(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadError("broken", request=request)


TROUBLE["broken"] = broken


def local_variables(error: BaseException) -> Iterator[str]:
    """Yield the local variables of all frames of the client, as crash reporters print them."""
    for each in error_chain(error):
        for frame, _ in traceback.walk_tb(each.__traceback__):
            module = str(frame.f_globals["__name__"])
            if module.startswith(("kinocraft.", "kinocraft_runtime.")) and module not in OWN_ARGUMENTS:
                yield from (f"{frame.f_code.co_qualname} {name} {value!r}" for name, value in frame.f_locals.items())


def all_text(error: BaseException, caplog: pytest.LogCaptureFixture) -> list[str]:
    records = [text for record in caplog.records for text in (record.getMessage(), repr(vars(record)))]
    plain = [str(error), repr(error), repr(vars(error)), "".join(traceback.format_exception(error))]
    return [*records, *plain, *local_variables(error)]


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_failed_call_shows_no_secret(harness: Harness, trouble: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="kinocraft")
    client = harness.kinescope(transport=TROUBLE[trouble], token=f"{SECRET}-token", strict=True)
    calls: list[Any] = [
        lambda: client.moderators.create(email="a@b.c", username="a", password=SECRET),
        lambda: client.request("POST", "/v1/cdn", json=BODY).parsed(),
        lambda: client.request("GET", "/v1/cdn", headers={"X-Password": SECRET}).parsed(),
    ]
    failed, leaks = 0, list[str]()
    for call in calls:
        try:
            call()
        except KinocraftError as error:
            failed += 1
            leaks += [text for text in all_text(error, caplog) if SECRET in text]
    assert failed
    assert not leaks
    assert any(str(record.msg).startswith("%s") for record in caplog.records)


@pytest.mark.parametrize("trouble", ["rejected", "failed", "broken"])
def test_a_failed_upload_shows_no_address(harness: Harness, trouble: str, caplog: pytest.LogCaptureFixture) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/v2/init"):
            return httpx2.Response(201, json={"data": {"id": "v", "endpoint": ENDPOINT}})
        response: httpx2.Response = TROUBLE[trouble](request)
        return response

    caplog.set_level(logging.DEBUG, logger="kinocraft")
    client = harness.kinescope(transport=service)
    states: list[Any] = []
    with pytest.raises(KinocraftError) as caught:
        client.videos.upload(b"abc", parent_id="p", title="t", resume=states.append)
    assert states[0].endpoint == ENDPOINT
    assert not [text for text in [*all_text(caught.value, caplog), repr(states)] if SECRET in text]


def test_the_search_finds_a_secret_in_a_frame(caplog: pytest.LogCaptureFixture) -> None:
    code = compile("def leak(secret):\n    raise ValueError('leak')\n", "leak", "exec")
    module: dict[str, Any] = {"__name__": "kinocraft.leak"}
    exec(code, module)
    with pytest.raises(ValueError, match="leak") as caught:
        module["leak"](SECRET)
    assert any(SECRET in text for text in all_text(caught.value, caplog))
    assert json.dumps(BODY).count(SECRET) == 2
