"""Section "analytics"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.account import NOON
from tests.seed.workspace import UNKNOWN_ID, Workspace, data

if TYPE_CHECKING:
    pass

OVERVIEW = "/v1/analytics/overview"
CUSTOM = "/v1/analytics"
DAY = {"from": "2020-09-13", "to": "2020-09-14"}
DEVICES = ("tv", "desktop", "tablet", "mobile")
NOTHING = {"views": 0, "duration": 0, "watch_time": 0, "player_loads": 0, "unique_views": 0, "online": 0}


def overview(workspace: Workspace, **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = data(workspace.get(OVERVIEW, **{**DAY, **query}))
    return found


def rows(workspace: Workspace, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(workspace.get(CUSTOM, **{**DAY, **query}))
    return found


def test_days_without_views_are_zero(workspace: Workspace) -> None:
    response = workspace.get(OVERVIEW, **{"from": "2020-08-30", "to": "2020-09-01"}).json()
    assert response["meta"] == {
        "time": {"from": "2020-08-30T00:00:00Z", "to": "2020-09-01T00:00:00Z", "timezone": "Europe/Moscow"}
    }
    devices = [{"name": name, "views": 0, "player_loads": 0, "unique_views": 0} for name in DEVICES]
    assert response["data"] == {
        "total": {**NOTHING, "date": "0001-01-01T00:00:00Z"},
        "timeline": [
            {**NOTHING, "date": "2020-08-29T21:00:00Z"},
            {**NOTHING, "date": "2020-08-30T21:00:00Z"},
        ],
        "top": {"oses": None, "devices": devices, "browsers": None, "countries": None, "cities": None},
    }


def test_the_overview_counts_views_and_viewers(workspace: Workspace) -> None:
    control = workspace.server.control
    first = seed.video_of_length(workspace, seed.project(workspace)["id"])["id"]
    second = seed.video_of_length(workspace, seed.project(workspace)["id"], duration=50.5)["id"]
    control.watch(video_id=short(first), viewer="a", watch_time=10.1, device="mobile", os="Android", browser="Firefox")
    control.watch(video_id=first, viewer="a", watch_time=20.2, country_code="KZ", city="Almaty")
    control.watch(video_id=second, viewer="b", player_load=3, time="2020-09-12T20:59:59Z")
    control.watch(video_id=second, view=0, play=0, watch_time=0)
    control.watch(video_id=second, viewer="c", time="2020-09-12T21:00:00Z", country_code="RU")
    assert overview(workspace)["total"] == {
        "views": 3,
        "duration": 250.5,
        "watch_time": 80.8,
        "player_loads": 4,
        "unique_views": 2,
        "online": 2,
        "date": "0001-01-01T00:00:00Z",
    }
    assert overview(workspace, video_id=short(second))["total"]["views"] == 1
    assert overview(workspace, video_id=UNKNOWN_ID)["total"]["views"] == 0
    top = overview(workspace)["top"]
    assert [(each["name"], each["views"]) for each in top["devices"]] == [
        ("desktop", 2),
        ("mobile", 1),
        ("tv", 0),
        ("tablet", 0),
    ]
    assert top["oses"] == [{"name": "Android", "views": 1, "player_loads": 1, "unique_views": 1}]
    assert [each["name"] for each in top["browsers"]] == ["Firefox"]
    assert [each["name"] for each in top["countries"]] == ["RU", "KZ"]
    assert [each["name"] for each in top["cities"]] == ["Almaty"]
    control.advance(15)
    assert overview(workspace)["total"]["online"] == 1


@pytest.mark.parametrize(
    ("step", "query", "dates"),
    [
        ("hour", {"from": "2020-09-13T11:30:00Z", "to": "2020-09-13T13:00:00Z"}, ["13T11:00", "13T12:00"]),
        ("day", {"from": "2020-09-12", "to": "2020-09-14"}, ["11T21:00", "12T21:00"]),
        ("week", {"from": "2020-09-13", "to": "2020-09-15"}, ["06T21:00", "13T21:00"]),
        ("month", {"from": "2020-09-13T00:00:00Z", "to": "2020-09-14"}, ["31T21:00"]),
    ],
)
def test_the_timeline_has_the_requested_steps(
    workspace: Workspace, step: str, query: dict[str, str], dates: list[str]
) -> None:
    video = seed.video_of_length(workspace, seed.project(workspace)["id"])["id"]
    workspace.server.control.watch(video_id=video)
    timeline = overview(workspace, group_time=step, **query)["timeline"]
    assert [each["date"][8:16] for each in timeline] == dates
    assert sum(each["views"] for each in timeline) == 1
    (place,) = [each for each in timeline if each["views"]]
    assert place["date"] <= "2020-09-13T12:26:40Z"


def test_months_have_their_lengths(workspace: Workspace) -> None:
    timeline = overview(workspace, **{"from": "2019-12-15", "to": "2020-04-01"}, group_time="month")["timeline"]
    assert [each["date"][:10] for each in timeline] == [
        "2019-11-30",
        "2019-12-31",
        "2020-01-31",
        "2020-02-29",
    ]


def test_the_first_day_of_the_calendar_is_accepted(workspace: Workspace) -> None:
    for path in (OVERVIEW, CUSTOM):
        data(workspace.get(path, **{"from": "0001-01-01", "to": "0001-01-01"}))


def test_custom_figures_can_be_grouped(workspace: Workspace) -> None:
    control = workspace.server.control
    place = seed.project(workspace, name="P")
    folder = data(workspace.post(f"/v1/projects/{place['id']}/folders", {"name": "F"}))
    first, second = (
        seed.video_of_length(workspace, place["id"])["id"],
        seed.video_of_length(workspace, folder["id"])["id"],
    )
    control.watch(
        {"video_id": first, "viewer": "a", "seek": 2, "pause": 1, "replay": 1, "external_id": "x"},
        {"video_id": first, "viewer": "a", "buffering_time": 1.5, "buffering_count": 3, "country_code": "RU"},
        {"video_id": second, "viewer": "b", "device": "tv", "city": "Omsk", "player_init": 2, "play": 4},
    )
    assert rows(workspace) == [
        {
            "view": 3,
            "unique_view": 2,
            "seek": 2,
            "play": 6,
            "pause": 1,
            "replay": 1,
            "player_init": 4,
            "player_load": 3,
            "buffering_time": 1.5,
            "buffering_count": 3,
            "watch_time": 300,
        }
    ]
    assert rows(workspace, fields="view,play", group_entities="video_id", order="view.desc") == [
        {"view": 2, "play": 2, "video_id": first},
        {"view": 1, "play": 4, "video_id": second},
    ]
    assert rows(workspace, fields="view", group_entities="project_name,folder_name", order="view") == [
        {"view": 1, "project_name": "P", "folder_name": "F"},
        {"view": 2, "project_name": "P", "folder_name": None},
    ]
    # Values that are not numbers separate rows, also without being named as a group.
    assert rows(workspace, fields="view,external_id", order="external_id.desc,view") == [
        {"view": 1, "external_id": "x"},
        {"view": 2, "external_id": None},
    ]
    assert rows(workspace, fields="device,city,country_code,view", order="device,country_code.desc") == [
        {"view": 1, "device": "desktop", "city": "", "country_code": "RU"},
        {"view": 1, "device": "desktop", "city": "", "country_code": ""},
        {"view": 1, "device": "tv", "city": "Omsk", "country_code": ""},
    ]
    ids = rows(workspace, fields="workspace_id,project_id,folder_id", order="folder_id")
    assert [(each["project_id"], each["folder_id"]) for each in ids] == [
        (place["id"], None),
        (place["id"], folder["id"]),
    ]
    assert rows(workspace, fields="view", group_entities="watch_time") == [{"view": 3, "watch_time": 100}]


def test_custom_figures_can_be_grouped_by_time(workspace: Workspace) -> None:
    video = seed.video_of_length(workspace, seed.project(workspace)["id"])["id"]
    for time in ("2020-09-13T10:00:00Z", "2020-09-13T10:59:59Z", "2020-09-13T11:00:00Z"):
        workspace.server.control.watch(video_id=video, time=time)
    assert rows(workspace, fields="view", group="hour") == [{"view": 2}, {"view": 1}]
    assert rows(workspace, fields="view", group="day") == [{"view": 3}]
    assert rows(workspace, fields="view", **{"from": "2020-09-13T10:30:00Z", "to": "2020-09-13T11:00:00Z"}) == [
        {"view": 1}
    ]


def test_custom_figures_have_metadata(workspace: Workspace) -> None:
    query = {"from": "2020-11-01T06:00:00Z", "to": "2020-11-01T12:00:00Z"}
    response = workspace.get(CUSTOM, **query, order="view.desc,play", group_entities="video_id").json()
    time = {**query, "timezone": "Europe/Moscow"}
    order = {"view": "desc", "play": "asc"}
    assert response == {"meta": {"order": order, "time": time, "group_entities": ["video_id"]}, "data": []}
    meta = workspace.get(CUSTOM, **query).json()["meta"]
    assert (meta["order"], meta["group_entities"]) == ({}, [])


def test_figures_remain_after_the_video_is_deleted(workspace: Workspace) -> None:
    place = seed.project(workspace, name="P")
    video = seed.video_of_length(workspace, place["id"])["id"]
    workspace.server.control.watch(video_id=video)
    data(workspace.delete(f"/v1/projects/{place['id']}"))
    assert rows(workspace, fields="view,project_name") == [{"view": 1, "project_name": "P"}]


def test_views_of_live_events_are_not_counted(workspace: Workspace) -> None:
    workspace.server.control.watch(event_id=seed.live_event(workspace)["id"], watch_time=10)
    assert overview(workspace)["total"]["views"] == 0
    assert rows(workspace) == []


def test_many_views_are_counted(workspace: Workspace) -> None:
    video = seed.video_of_length(workspace, seed.project(workspace)["id"])["id"]
    workspace.server.control.watch(*({"video_id": video, "viewer": str(each % 7)} for each in range(2001)))
    assert rows(workspace, fields="view,unique_view") == [{"view": 2001, "unique_view": 7}]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({}, "the body is a JSON object"),
        ([], "the body is a JSON object"),
        ({"watch_time": 5}, "of a video_id or of an event_id"),
        ({"video_id": UNKNOWN_ID}, "no such video"),
        ({"event_id": UNKNOWN_ID}, "no such live event"),
        ({"video_id": UNKNOWN_ID, "event_id": UNKNOWN_ID}, "of a video_id or of an event_id"),
        ({"video_id": UNKNOWN_ID, "seek": 1.5}, "seek is a whole number"),
        ({"video_id": UNKNOWN_ID, "watch_time": -1}, "watch_time is a number"),
        ({"video_id": UNKNOWN_ID, "watch_time": True}, "watch_time is a number"),
        ({"video_id": UNKNOWN_ID, "device": 5}, "device is a text"),
        ({"video_id": UNKNOWN_ID, "mood": "good"}, "the body is a JSON object with"),
        ({"views": {}}, "views is a list"),
        ({"views": [], "device": "tv"}, "views is a list"),
    ],
)
def test_invalid_views_are_rejected(workspace: Workspace, body: Any, why: str) -> None:
    response = workspace.http.post(f"{workspace.server.url}/_mock/views", json=body)
    assert response.status_code in (400, 404)
    assert why in response.json()["msg"]


def test_several_views_are_added_all_or_none(workspace: Workspace) -> None:
    video = seed.video_of_length(workspace, seed.project(workspace)["id"])["id"]
    sent = {"views": [{"video_id": video}, {"video_id": video, "time": "late"}]}
    response = workspace.http.post(f"{workspace.server.url}/_mock/views", json=sent)
    assert (response.status_code, "time is a moment" in response.text) == (400, True)
    assert rows(workspace) == []
    assert workspace.server.control.now() == NOON
