"""Webhooks: typed events, credentials compared in constant time, and examples that run."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import textwrap
from typing import Any, get_args

import httpx2
import pytest

from kinocraft import webhooks
from kinocraft.errors import InvalidArgumentError

EXAMPLES = [
    textwrap.dedent(part.partition("\n\n")[2].partition("\n\nWith ")[0].partition("\n\nRespond")[0])
    for part in (webhooks.__doc__ or "").split("With ")[1:]
]


def basic(text: str, scheme: str = "Basic") -> str:
    return f"{scheme} {base64.b64encode(text.encode()).decode()}"


# --- events -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["live.created", "live.connected", "live.disconnected"])
def test_an_event_has_the_id_of_its_live_event(name: str) -> None:
    event = webhooks.parse(json.dumps({"event": name, "data": {"event_id": "e"}}))
    assert type(event) is webhooks.EVENTS[name]
    assert (event.event, event.data.event_id) == (name, "e")  # type: ignore[union-attr]


def test_a_video_event_has_status_and_error() -> None:
    event = webhooks.parse(
        b'{"event": "media.update.status", "data": {"id": "v", "status": "error", "message": "no sound"}}'
    )
    match event:
        case webhooks.MediaStatusEvent(data=data):
            assert (data.id, data.status, data.message) == ("v", "error", "no sound")
        case _:
            pytest.fail("another event")


def test_every_described_event_has_a_class() -> None:
    assert {*webhooks.EVENTS.values(), webhooks.OtherEvent} == set(get_args(webhooks.Event))


@pytest.mark.parametrize("data", [{"anything": [1]}, None, "x"])
def test_an_unknown_event_is_kept_unchanged(data: Any) -> None:
    event = webhooks.parse(json.dumps({"event": "live.recording.ready", "data": data}))
    assert event == webhooks.OtherEvent("live.recording.ready", data)


def test_unknown_fields_and_statuses_are_kept() -> None:
    event: Any = webhooks.parse(
        json.dumps({"event": "media.update.status", "new": 1, "data": {"id": "v", "status": "resting", "more": 2}})
    )
    assert (event.new, event.data.status, event.data.more) == (1, "resting", 2)


def test_a_field_of_another_type_is_kept() -> None:
    event: Any = webhooks.parse(json.dumps({"event": "live.created", "data": {"event_id": 7}}))
    assert event.data.event_id == 7


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", "[]", '"x"', "7", "null", "{}", '{"event": 7}', '{"event": null}', '{"data": {}}']
)
def test_a_body_that_is_not_an_event_raises(body: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="the body is"):
        webhooks.parse(body)


def test_a_licence_request_is_typed() -> None:
    asked = webhooks.parse_drm(
        json.dumps({"id": "v", "token": "t", "ip": "192.0.2.1", "type": "widevine", "user_agent": "u", "new": 1})
    )
    assert isinstance(asked, webhooks.DrmAuthorizationRequest)
    assert (asked.id, asked.token, asked.ip, asked.type, asked.user_agent) == ("v", "t", "192.0.2.1", "widevine", "u")


@pytest.mark.parametrize(
    "body", ["[]", "{}", '{"id": "v"}', '{"token": "t"}', '{"id": "v", "token": 7}', '{"id": 7, "token": "t"}']
)
def test_a_body_that_is_not_a_licence_request_raises(body: str) -> None:
    with pytest.raises(InvalidArgumentError):
        webhooks.parse_drm(body)


# --- credentials --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("login", "password"), [("me", "secret"), ("", ""), ("me", "a:b"), ("имя", "пароль"), ("me", " ")]
)
def test_the_right_credentials_are_accepted(login: str, password: str) -> None:
    for scheme in ("Basic", "basic", "BASIC"):
        assert webhooks.check_basic(basic(f"{login}:{password}", scheme), login, password)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Basic",
        "Basic ",
        "Basic !",
        "Basic é",
        "Bearer me:secret",
        basic("me:secret", "Bearer"),
        basic("me:secret2"),
        basic("me:secre"),
        basic("me2:secret"),
        basic("mesecret"),
        basic("me:secret:"),
        basic(""),
        basic("me:secret").lower(),
    ],
)
def test_wrong_credentials_are_rejected(header: str | None) -> None:
    assert webhooks.check_basic(header, "me", "secret") is False


def test_credentials_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", compare)
    # The same comparison is made for every input, even if it is obviously wrong.
    for header in (None, "Bearer x", basic("x"), basic("me:secre"), basic("me:secret")):
        webhooks.check_basic(header, "me", "secret")
    assert [other for _, other in compared] == [b"me:secret"] * 5
    assert [one for one, _ in compared] == [b"", b"", b"x", b"me:secre", b"me:secret"]


# --- the examples -------------------------------------------------------------------------------------------------

BODY = b'{"event": "live.created", "data": {"event_id": "e"}}'
RIGHT = {"Authorization": basic("me:secret")}


def test_the_example_for_starlette_runs() -> None:
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    names: dict[str, Any] = {"webhooks": webhooks, "Response": Response, "LOGIN": "me", "PASSWORD": "secret"}
    exec(EXAMPLES[0], names)
    app = Starlette(routes=[Route("/hook", names["hook"], methods=["POST"])])

    async def send() -> list[tuple[int, str]]:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://127.0.0.1") as http:
            responses = [await http.post("/hook", content=BODY, headers=headers) for headers in (RIGHT, {})]
        return [(response.status_code, response.text) for response in responses]

    assert asyncio.run(send()) == [(200, "live.created received"), (401, "")]


def test_the_example_for_flask_runs() -> None:
    import flask

    app = flask.Flask(__name__)
    names: dict[str, Any] = {
        "webhooks": webhooks,
        "app": app,
        "request": flask.request,
        "LOGIN": "me",
        "PASSWORD": "secret",
    }
    exec(EXAMPLES[1], names)
    responses = [app.test_client().post("/hook", data=BODY, headers=headers) for headers in (RIGHT, {})]
    assert [(response.status_code, response.text) for response in responses] == [
        (200, "live.created received"),
        (401, ""),
    ]
