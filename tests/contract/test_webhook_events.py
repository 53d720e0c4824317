"""The client parses what the local server sends itself: webhooks, and requests for DRM licences."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from kinocraft import Kinescope, webhooks
from kinocraft.responses.decoding import decode
from kinocraft_mock.services.kinescope.webhooks.delivery import OPERATIONS as SENT
from tests.seed.clients import new_project
from tests.unit.mock.kinescope.receiver import Receiver, wait_until

LOGIN, PASSWORD = "me", "sécret"


def drifts(kind: type[Any], body: Any) -> list[str]:
    """Return the drift of a body from its description."""
    return [str(drift) for drift in decode(kind, json.dumps(body).encode(), "webhooks")[1]]


def authentic(receiver: Receiver) -> bool:
    return all(webhooks.check_basic(each["authorization"], LOGIN, PASSWORD) for each in receiver.received)


def received(server: Any, receiver: Receiver, number: int) -> list[Any]:
    """Return the newest events as a receiving program parses them; each must match its description."""
    wait_until(lambda: len(server.control.deliveries()) == len(receiver.bodies) >= number)
    assert authentic(receiver)
    bodies = receiver.bodies[-number:]
    events = [webhooks.parse(json.dumps(body)) for body in bodies]
    assert [drifts(type(event), body) for event, body in zip(events, bodies, strict=True)] == [[]] * number
    return events


@pytest.fixture
def kinescope(server: Any) -> Kinescope:
    """A client of the server, whose clock is frozen."""
    server.control.freeze()
    urls = server.environment
    return Kinescope("mock-token", api_url=urls["KINESCOPE_API_URL"], upload_url=urls["KINESCOPE_UPLOAD_URL"])


def test_every_event_is_parsed_as_its_class(server: Any, kinescope: Kinescope) -> None:
    with kinescope, Receiver() as receiver:
        kinescope.webhooks.create(name="all", endpoint=receiver.url, login=LOGIN, password=PASSWORD, events=[*SENT])
        show = kinescope.live.events.create(name="Show", type="one-time")
        kinescope.live.events.enable(show.id)
        server.control.live(show.id, "connect")
        server.control.live(show.id, "disconnect")
        broadcast = received(server, receiver, 3)
        assert [(type(event), event.data.event_id) for event in broadcast] == [
            (webhooks.LiveCreatedEvent, show.id),
            (webhooks.LiveConnectedEvent, show.id),
            (webhooks.LiveDisconnectedEvent, show.id),
        ]

        project = new_project(kinescope)
        video = kinescope.videos.upload(b"a video", parent_id=project, title="Talk")
        server.control.advance(3600)
        made = received(server, receiver, 7)[-4:]
        assert {(type(event), event.data.id) for event in made} == {(webhooks.MediaStatusEvent, video.id)}
        assert [event.data.status for event in made] == ["uploading", "pre-processing", "processing", "done"]

        server.control.fail_video(video.id, "error", "no sound")
        (failed,) = received(server, receiver, 8)[-1:]
        assert (failed.data.id, failed.data.status, failed.data.message) == (video.id, "error", "no sound")
        assert {type(event) for event in [*broadcast, *made]} == {webhooks.EVENTS[name] for name in SENT}


def test_a_licence_request_is_parsed(server: Any, kinescope: Kinescope) -> None:
    with kinescope, Receiver() as receiver:
        project = new_project(kinescope)
        video = kinescope.videos.upload(b"a video", parent_id=project, title="Talk")
        kinescope.drm.auth.update(url=receiver.url, username=LOGIN, password=PASSWORD)
        licences = f"{server.url}/kinescope/licences/{video.id}"
        response = httpx2.post(licences, params={"token": "viewer 17"}, headers={"User-Agent": "a browser"})
        assert response.json() == {"granted": True}
    (body,) = receiver.bodies
    asked = webhooks.parse_drm(json.dumps(body))
    assert drifts(webhooks.DrmAuthorizationRequest, body) == []
    assert asked.model_fields_set == webhooks.DrmAuthorizationRequest.model_fields.keys()
    assert (asked.id, asked.token, asked.type, asked.user_agent) == (video.id, "viewer 17", "vod", "a browser")
    assert authentic(receiver)


def test_a_body_of_another_form_is_rejected() -> None:
    body = {"event": "media.update.status", "data": {"id": "v", "status": "done"}}
    assert drifts(webhooks.MediaStatusEvent, body) == []
    assert drifts(webhooks.MediaStatusEvent, {**body, "at": 1}) == ["at: unknown field, expected nothing"]
    assert drifts(webhooks.MediaStatusEvent, {**body, "data": {"id": 1}})[0] == "data.id: wrong type, expected str"
    assert drifts(webhooks.MediaStatusEvent, {"event": body["event"]}) == ["data: missing field, expected MediaStatus"]
