"""Section "live": the states of an event, from draft to recording."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from kinocraft_mock import ControlError
from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data, error
from tests.unit.mock.kinescope.live.live_events import EVENTS, do, now, on_air, state
from tests.unit.mock.kinescope.receiver import wait_until

SCHEDULE = {"started_at": "2022-11-15T12:42:00.991558Z"}
LATER = {"started_at": "2024-11-15T12:42:00.991558Z"}


def recordings(workspace: Workspace, made: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(workspace.get(f"{EVENTS}/{made['id']}/videos", **query))
    return found


def test_an_event_goes_from_draft_to_recording(workspace: Workspace) -> None:
    control, archive = workspace.server.control, seed.project(workspace)
    made = seed.live_event(workspace, record={"parent_id": archive["id"]}, video={"presets": ["480p", "360p"]})
    assert state(workspace, made) == "draft"
    do(workspace, made, "enable")
    assert state(workspace, made) == "enabled"
    control.advance(60)
    assert control.live(made["id"], "connect")["state"] == "connected"
    assert now(workspace, made)["stream"] == {
        **made["stream"],
        "status": "active",
        "started_at": "2020-09-13T12:27:40Z",
    }
    control.advance(90.5)
    do(workspace, made, "complete")
    assert state(workspace, made) == "completed"
    assert now(workspace, made)["stream"]["status"] == "finished"
    assert now(workspace, made)["stream"]["finished_at"] == "2020-09-13T12:29:10.5Z"
    (video,) = recordings(workspace, made)
    assert (video["title"], video["duration"], video["project_id"]) == ("Show", 90.5, archive["id"])
    assert seed.get_video(workspace, video["id"])["meta"] == {"event_id": made["id"], "stream_id": made["stream"]["id"]}
    control.advance(60)
    (video,) = data(workspace.get("/v1/videos", project_id=archive["id"]))
    assert video["status"] == "done"
    assert {asset["resolution"] for asset in video["assets"]} == {"852x480", "640x360"}
    assert recordings(workspace, made) == [video]


def test_without_a_parent_there_is_no_recording(workspace: Workspace) -> None:
    made = on_air(workspace)
    workspace.server.control.advance(5)
    do(workspace, made, "complete")
    assert recordings(workspace, made) == []
    gone = seed.project(workspace)
    made = on_air(workspace, record={"parent_id": gone["id"]})
    data(workspace.delete(f"/v1/projects/{gone['id']}"))
    workspace.server.control.advance(5)
    do(workspace, made, "complete")
    assert data(workspace.get("/v1/videos")) == []


def test_an_event_never_on_air_has_no_recording(workspace: Workspace) -> None:
    archive = seed.project(workspace)
    made = seed.live_event(workspace, auto_start=False, record={"parent_id": archive["id"]})
    do(workspace, made, "enable")
    workspace.server.control.live(made["id"], "connect")
    workspace.server.control.advance(5)
    do(workspace, made, "complete")
    assert recordings(workspace, made) == []
    assert now(workspace, made)["stream"]["finished_at"] == "2020-09-13T12:26:45Z"


def test_recordings_are_paginated(workspace: Workspace) -> None:
    control, archive = workspace.server.control, seed.project(workspace)
    made = seed.live_event(workspace, type="recurring", record={"parent_id": archive["id"]})
    for _ in range(3):
        do(workspace, made, "enable")
        control.live(made["id"], "connect")
        control.advance(1)
        do(workspace, made, "complete")
    other = on_air(workspace, record={"parent_id": archive["id"]})
    control.advance(1)
    do(workspace, other, "complete")
    response = workspace.get(f"{EVENTS}/{made['id']}/videos").json()
    assert response["meta"] == {"pagination": {"page": 1, "per_page": 10, "total": 3}, "order": {"created_at": "desc"}}
    times = [video["created_at"] for video in response["data"]]
    assert times == sorted(times, reverse=True)
    assert [each["id"] for each in recordings(workspace, made, order="created_at", page=2, per_page=2)] == [
        response["data"][0]["id"]
    ]
    error(workspace.get(f"{EVENTS}/{made['id']}/videos", order="title"), 400, 400216)


def test_the_owner_starts_an_event_without_auto_start(workspace: Workspace) -> None:
    control, archive = workspace.server.control, seed.project(workspace)
    made = seed.live_event(workspace, auto_start=False, record={"parent_id": archive["id"]})
    do(workspace, made, "enable")
    assert control.live(made["id"], "connect")["stream"]["status"] == "pending"
    control.advance(10)
    assert control.live(made["id"], "start")["stream"]["status"] == "active"
    with pytest.raises(ControlError, match="on air already"):
        control.live(made["id"], "start")
    control.advance(5)
    do(workspace, made, "complete")
    assert recordings(workspace, made)[0]["duration"] == 5


def test_an_encoder_that_reconnects_in_time_continues_the_stream(workspace: Workspace) -> None:
    control, archive = workspace.server.control, seed.project(workspace)
    made = on_air(workspace, reconnect_window=30, record={"parent_id": archive["id"]})
    control.advance(10)
    control.live(made["id"], "disconnect")
    assert state(workspace, made) == "enabled"
    control.advance(29)
    assert control.live(made["id"], "connect")["stream"] == {
        "id": made["stream"]["id"],
        "status": "active",
        "started_at": made["stream"]["started_at"],
        "finished_at": None,
    }
    control.advance(100)
    do(workspace, made, "complete")
    assert [video["duration"] for video in recordings(workspace, made)] == [110]


def test_the_reconnect_window_has_no_maximum(workspace: Workspace) -> None:
    made = on_air(workspace, reconnect_window=2**64 - 1)
    assert workspace.server.control.live(made["id"], "disconnect")["stream"]["status"] == "active"
    assert now(workspace, made)["reconnect_window"] == 2**64 - 1


def test_a_one_time_event_ends_when_its_encoder_does_not_reconnect(workspace: Workspace) -> None:
    control = workspace.server.control
    made = on_air(workspace, reconnect_window=30)
    control.advance(10)
    control.live(made["id"], "disconnect")
    control.advance(30)
    assert state(workspace, made) == "completed"
    assert now(workspace, made)["stream"]["finished_at"] == "2020-09-13T12:27:20Z"
    with pytest.raises(ControlError, match="takes in no stream"):
        control.live(made["id"], "connect")
    error(workspace.put(f"{EVENTS}/{made['id']}/enable"), 400, 400246)
    error(workspace.post(f"{EVENTS}/{made['id']}/stream", SCHEDULE), 400, 400246)


def test_a_list_shows_events_that_ended_by_the_clock(workspace: Workspace) -> None:
    control = workspace.server.control
    made = on_air(workspace, reconnect_window=30, scheduled={"time": LATER["started_at"]})
    control.live(made["id"], "disconnect")
    control.advance(30)
    (listed,) = data(workspace.get(EVENTS))
    assert (listed["stream"]["status"], listed["scheduled"]) == ("finished", {"time": None})


def test_a_recurring_event_continues_with_another_stream(workspace: Workspace) -> None:
    control, archive = workspace.server.control, seed.project(workspace)
    made = on_air(workspace, type="recurring", reconnect_window=0, record={"parent_id": archive["id"]})
    control.advance(10)
    assert control.live(made["id"], "disconnect")["stream"]["status"] == "finished"
    assert state(workspace, made) == "enabled"
    control.live(made["id"], "connect")
    assert now(workspace, made)["stream"]["id"] != made["stream"]["id"]
    control.advance(20)
    do(workspace, made, "complete")
    assert [video["duration"] for video in recordings(workspace, made)] == [20, 10]
    do(workspace, made, "enable")
    assert now(workspace, made)["stream"]["status"] == "pending"


def test_a_list_of_videos_has_the_recordings(workspace: Workspace) -> None:
    control, archive = workspace.server.control, seed.project(workspace)
    made = on_air(workspace, reconnect_window=30, record={"parent_id": archive["id"]})
    control.advance(10)
    control.live(made["id"], "disconnect")
    assert data(workspace.get("/v1/videos")) == []
    control.advance(30)
    assert [video["title"] for video in data(workspace.get("/v1/videos"))] == ["Show"]


def test_an_encoder_is_rejected_unless_the_event_is_enabled(workspace: Workspace) -> None:
    control = workspace.server.control
    made = seed.live_event(workspace, type="recurring")
    for act, why in (("connect", "draft"), ("disconnect", "no encoder"), ("start", "no stream")):
        with pytest.raises(ControlError, match=why):
            control.live(made["id"], act)
    do(workspace, made, "enable")
    do(workspace, made, "enable")
    control.live(made["id"], "connect")
    with pytest.raises(ControlError, match="takes in no stream"):
        control.live(made["id"], "connect")
    do(workspace, made, "enable")
    assert state(workspace, made) == "connected"
    do(workspace, made, "complete")
    do(workspace, made, "complete")
    with pytest.raises(ControlError, match="completed"):
        control.live(made["id"], "connect")


def test_an_event_on_air_can_be_deleted(workspace: Workspace) -> None:
    archive = seed.project(workspace)
    made = on_air(workspace, record={"parent_id": archive["id"]})
    workspace.server.control.advance(7)
    data(workspace.delete(f"{EVENTS}/{made['id']}"))
    assert [video["duration"] for video in data(workspace.get("/v1/videos"))] == [7]


@pytest.mark.parametrize("within", ["project", "folder"])
def test_deleting_a_project_or_folder_ends_its_events_on_air(workspace: Workspace, within: str) -> None:
    hook = {"name": "h", "endpoint": "https://example.com/hook", "events": ["live.disconnected"]}
    data(workspace.post("/v1/webhooks", hook))
    archive, parent = seed.project(workspace), f"/v1/projects/{seed.project(workspace)['id']}"
    if within == "folder":
        parent = f"{parent}/folders/{data(workspace.post(f'{parent}/folders', {'name': 'f'}))['id']}"
    made = on_air(workspace, parent_id=parent.rpartition("/")[2], record={"parent_id": archive["id"]})
    workspace.server.control.advance(7)
    data(workspace.delete(parent))
    error(workspace.get(f"{EVENTS}/{made['id']}"), 404, 400404)
    assert [video["duration"] for video in data(workspace.get("/v1/videos"))] == [7]
    wait_until(lambda: len(workspace.server.control.deliveries()) == 1)


def test_the_first_stream_can_be_scheduled_only_once(workspace: Workspace) -> None:
    made = seed.live_event(workspace)
    stream = data(workspace.post(f"{EVENTS}/{made['id']}/stream", SCHEDULE))
    assert stream == {**made["stream"], **SCHEDULE}
    assert now(workspace, made)["stream"] == stream
    error(workspace.post(f"{EVENTS}/{made['id']}/stream", LATER), 400, 400246)
    assert data(workspace.put(f"{EVENTS}/{made['id']}/stream", LATER)) == {**stream, **LATER}
    assert now(workspace, made)["stream"] == {**stream, **LATER}


def test_the_time_of_an_event_follows_its_stream(workspace: Workspace) -> None:
    made = seed.live_event(workspace, scheduled={"time": SCHEDULE["started_at"]})
    data(workspace.put(f"{EVENTS}/{made['id']}/stream", LATER))
    assert now(workspace, made)["scheduled"] == {"time": LATER["started_at"]}
    do(workspace, made, "complete")
    assert now(workspace, made)["scheduled"] == {"time": None}


def test_the_time_of_an_event_is_that_of_its_earliest_stream(workspace: Workspace) -> None:
    made = seed.live_event(workspace, type="recurring", scheduled={"time": LATER["started_at"]})
    early = data(workspace.post(f"{EVENTS}/{made['id']}/stream", SCHEDULE))
    assert (now(workspace, made)["stream"], now(workspace, made)["scheduled"]) == (
        early,
        {"time": SCHEDULE["started_at"]},
    )
    data(workspace.put(f"{EVENTS}/{made['id']}/stream", {"started_at": "2031-01-01T00:00:00Z"}))
    assert now(workspace, made)["scheduled"] == {"time": LATER["started_at"]}
    do(workspace, made, "enable")
    workspace.server.control.live(made["id"], "connect")
    data(workspace.post(f"{EVENTS}/{made['id']}/stream", SCHEDULE))
    assert now(workspace, made)["scheduled"] == {"time": LATER["started_at"]}


def test_a_recurring_event_has_several_streams(workspace: Workspace) -> None:
    control = workspace.server.control
    made = seed.live_event(workspace, type="recurring")
    path = f"{EVENTS}/{made['id']}/stream"
    late = data(workspace.post(path, LATER))
    assert late["id"] == made["stream"]["id"]
    early = data(workspace.post(path, SCHEDULE))
    assert early["id"] != late["id"]
    assert now(workspace, made)["stream"] == early
    do(workspace, made, "enable")
    control.live(made["id"], "connect")
    # The time of a stream on air cannot be updated; that of the next stream can.
    assert data(workspace.put(path, {"started_at": "2025-01-01T00:00:00Z"}))["id"] == late["id"]
    assert now(workspace, made)["stream"]["id"] == early["id"]
    do(workspace, made, "complete")
    assert now(workspace, made)["stream"] == {**late, "started_at": "2025-01-01T00:00:00Z"}


def test_scheduling_a_finished_recurring_event_makes_it_a_draft(workspace: Workspace) -> None:
    made = on_air(workspace, type="recurring")
    path = f"{EVENTS}/{made['id']}/stream"
    do(workspace, made, "complete")
    error(workspace.put(path, LATER), 400, 400246)
    stream = data(workspace.post(path, {"started_at": "2020-09-13T12:26:40Z"}))
    assert stream["started_at"] == "2020-09-13T12:26:40Z"
    assert state(workspace, made) == "draft"
    do(workspace, made, "enable")
    assert now(workspace, made)["stream"] == stream
    over = on_air(workspace, type="recurring")
    do(workspace, over, "complete")
    changed = data(workspace.put(f"{EVENTS}/{over['id']}", {"scheduled": {"time": LATER["started_at"]}}))
    assert (changed["stream"]["status"], changed["stream"]["started_at"]) == ("pending", LATER["started_at"])


def test_live_events_are_sent_to_webhooks(workspace: Workspace) -> None:
    hook = {"name": "h", "endpoint": "https://example.com/hook", "events": []}
    names = ["live.created", "live.connected", "live.disconnected"]
    data(workspace.post("/v1/webhooks", {**hook, "events": names}))
    made = on_air(workspace, type="recurring")
    do(workspace, made, "complete")
    do(workspace, made, "enable")
    workspace.server.control.live(made["id"], "connect")
    workspace.server.control.live(made["id"], "disconnect")
    workspace.server.control.live(made["id"], "connect")
    data(workspace.delete(f"{EVENTS}/{made['id']}"))
    wait_until(lambda: len(workspace.server.control.deliveries()) == 7)
    events = [each["data"] for each in workspace.server.control.deliveries()]
    assert [each["event"] for each in events] == [*names, *names[1:], *names[1:]]
    assert all(each["data"] == {"event_id": made["id"]} for each in events)


def test_measurements_of_the_stream_are_returned(workspace: Workspace) -> None:
    control = workspace.server.control
    made = seed.live_event(workspace)
    path = f"{EVENTS}/{made['id']}/qos"
    assert data(workspace.get(path)) == []
    point = {"bitrate_video": 2438, "bitrate_audio": 156, "frame_rate": 29.97}
    with pytest.raises(ControlError, match="no stream to measure"):
        control.live(made["id"], "qos", **point)
    do(workspace, made, "enable")
    control.live(made["id"], "connect")
    control.live(made["id"], "qos", **point)
    control.live(made["id"], "qos", **point, status=5, time="2020-09-13T12:26:10Z")
    assert data(workspace.get(path)) == [
        {**point, "status": 5, "time": "2020-09-13T12:26:10Z"},
        {**point, "status": 0, "time": "2020-09-13T12:26:40Z"},
    ]


def chat(workspace: Workspace, made: dict[str, Any], form: str) -> str:
    return f"{EVENTS}/{made['id']}/stream/{made['stream']['id']}/chat.{form}"


def test_a_chat_is_returned_in_three_formats(workspace: Workspace) -> None:
    control = workspace.server.control
    made = on_air(workspace)
    control.live(made["id"], "say", message='a, "b"\nc', username="Анна", is_admin=True)
    control.advance(1)
    control.live(made["id"], "say", message="d", external_id="e", stream_id=short(made["stream"]["id"]))
    first, second = data(workspace.get(chat(workspace, made, "json")))
    assert first == {
        "id": first["id"],
        "username": "Анна",
        "external_id": first["external_id"],
        "is_admin": "true",
        "message": 'a, "b"\nc',
        "created_at": "2020-09-13T12:26:40Z",
        "cteated_at_local": "2020-09-13T12:26:40Z",
    }
    assert first["external_id"].startswith("kinescope_admin_")
    assert (second["is_admin"], second["external_id"], second["created_at"]) == ("false", "e", "2020-09-13T12:26:41Z")
    table = workspace.get(chat(workspace, made, "csv"))
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    columns = ["created_at", "username", "external_id", "is_admin", "message"]
    expected = [[each[column] for column in columns] for each in (first, second)]
    assert list(csv.reader(io.StringIO(table.text))) == [columns, *expected]
    text = workspace.get(chat(workspace, made, "txt"))
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text == '2020-09-13T12:26:40Z Анна: a, "b" c\n2020-09-13T12:26:41Z viewer: d\n'


def test_a_chat_may_be_empty(workspace: Workspace) -> None:
    made = seed.live_event(workspace)
    assert data(workspace.get(chat(workspace, made, "json"))) == []
    assert workspace.get(chat(workspace, made, "csv")).text == "created_at,username,external_id,is_admin,message\n"
    assert workspace.get(chat(workspace, made, "txt")).text == ""


@pytest.mark.parametrize(
    ("settings", "before", "after"),
    [
        ({}, True, False),
        ({"chat_preview": False}, False, False),
        ({"chat_active": True}, True, True),
        ({"chat_active": True, "chat_after_stream": False}, True, False),
    ],
)
def test_the_settings_of_a_chat_determine_when_it_is_open(
    workspace: Workspace, settings: dict[str, bool], before: bool, after: bool
) -> None:
    made = seed.live_event(workspace, **settings)

    def takes() -> bool:
        try:
            workspace.server.control.live(made["id"], "say", message="m")
        except ControlError as error:
            return "closed" not in str(error)
        return True

    assert takes() is before
    do(workspace, made, "enable")
    workspace.server.control.live(made["id"], "connect")
    assert takes()
    do(workspace, made, "complete")
    assert takes() is after
    assert len(data(workspace.get(chat(workspace, made, "json")))) == 1 + before + after


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ({"do": "dance"}, "do is one of"),
        ({"do": "connect", "message": "m"}, "connect takes nothing more"),
        ({"do": "say"}, "message is"),
        ({"do": "say", "message": 5}, "message is a text"),
        ({"do": "say", "message": "m", "is_admin": "yes"}, "is_admin is true or false"),
        ({"do": "say", "message": "m", "stream_id": UNKNOWN_ID}, "no such stream"),
        ({"do": "qos", "frame_rate": 25}, "qos lacks bitrate_audio, bitrate_video"),
        ({"do": "qos", "bitrate_video": -1}, "bitrate_video is a whole number"),
        ({"do": "qos", "bitrate_video": 1, "bitrate_audio": 1, "frame_rate": 1, "time": "x"}, "time is a moment"),
        ({"do": "say", "message": "m", "mood": "good"}, "the body is a JSON object with"),
        ({"do": "connect", "event_id": UNKNOWN_ID}, "no such live event"),
    ],
)
def test_invalid_control_requests_are_rejected(workspace: Workspace, order: dict[str, Any], why: str) -> None:
    made = on_air(workspace)
    response = workspace.http.post(f"{workspace.server.url}/_mock/live", json={"event_id": made["id"], **order})
    assert response.status_code in (400, 404)
    assert why in response.json()["msg"]
    assert now(workspace, made) == made
    assert data(workspace.get(chat(workspace, made, "json"))) == []


def test_the_state_of_an_event_is_found_by_its_id(workspace: Workspace) -> None:
    assert workspace.http.get(f"{workspace.server.url}/_mock/live").status_code == 400
    with pytest.raises(ControlError, match="no such live event"):
        workspace.server.control.live(UNKNOWN_ID)
