"""Section "billing"."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.state.store import Store
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data
from tests.unit.mock.kinescope.live.live_events import on_air

USAGE = "/v1/billing/usage"
DAY = 86_400
TODAY = {"from": "2020-09-13", "to": "2020-09-13"}


def usage(workspace: Workspace, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(workspace.get(USAGE, **query))
    return found


def entry(product: str, amount: int, project: dict[str, Any] | None = None, day: str = "2020-09-13") -> dict[str, Any]:
    made = {"date": f"{day}T00:00:00Z", "usage": amount, "product": product}
    return {**made, "project_id": project["id"]} if project else made


def test_an_empty_workspace_has_no_usage(workspace: Workspace) -> None:
    assert usage(workspace, **TODAY) == [entry("encoding", 0), entry("live_traffic", 0)]


def test_a_day_has_every_kind_of_usage(workspace: Workspace) -> None:
    first, second = sorted((seed.project(workspace), seed.project(workspace)), key=lambda each: str(each["id"]))
    folder = data(workspace.post(f"/v1/projects/{second['id']}/folders", {"name": "f"}))
    one = seed.video_of_length(workspace, first["id"], size=1000, duration=100)["id"]
    seed.video_of_length(workspace, second["id"], size=300, duration=61)
    seed.video_of_length(workspace, folder["id"], size=200, duration=30)
    workspace.server.control.watch(video_id=one)
    workspace.server.control.watch(video_id=one, watch_time=50)
    workspace.server.control.watch(video_id=one, bytes=7)
    assert usage(workspace, **TODAY, group_by="project_id") == [
        entry("cdn", 1507, first),
        entry("encoding", 2, first),
        entry("encoding", 2, second),
        entry("live_traffic", 0),
        entry("storage", 1000, first),
        entry("storage", 500, second),
    ]
    assert usage(workspace, **TODAY) == usage(workspace, **TODAY, group_by="project_id")
    assert usage(workspace, **TODAY, project_id=short(second["id"])) == [
        entry("encoding", 2, second),
        entry("storage", 500, second),
    ]
    assert usage(workspace, **TODAY, project_id=UNKNOWN_ID) == []


def test_storage_is_billed_daily_and_encoding_once(workspace: Workspace) -> None:
    place = seed.project(workspace)
    seed.video_of_length(workspace, place["id"], size=10, duration=60)
    workspace.server.control.advance(2 * DAY)
    seed.video_of_length(workspace, place["id"], size=5, duration=60)
    found = usage(workspace, **{"from": "2020-09-12", "to": "2020-09-15"})
    assert [(each["date"][8:10], each["usage"]) for each in found if each["product"] == "storage"] == [
        ("13", 10),
        ("14", 10),
        ("15", 15),
    ]
    assert [(each["date"][8:10], each["usage"]) for each in found if each["product"] == "encoding"] == [
        ("12", 0),
        ("13", 1),
        ("14", 0),
        ("15", 1),
    ]
    later = usage(workspace, **{"from": "2020-09-14", "to": "2020-09-14"})
    assert [each["usage"] for each in later if each["product"] == "storage"] == [10]


def test_storage_matches_the_size_of_the_project(workspace: Workspace) -> None:
    place = seed.project(workspace)
    seed.video_of_length(workspace, place["id"], size=10)
    video = seed.video_of_length(workspace, place["id"], size=20)["id"]
    size = data(workspace.get(f"/v1/projects/{place['id']}"))["size"]
    assert entry("storage", size, place) in usage(workspace, **TODAY)
    data(workspace.delete(f"/v1/videos/{video}"))
    assert entry("storage", 10, place) in usage(workspace, **TODAY)


def test_live_traffic_is_billed(workspace: Workspace) -> None:
    control, made = workspace.server.control, on_air(workspace)
    control.watch(event_id=made["id"], watch_time=10)
    assert entry("live_traffic", 0) in usage(workspace, **TODAY)
    control.live(made["id"], "qos", bitrate_video=2000, bitrate_audio=96, frame_rate=30)
    control.watch(event_id=made["id"], watch_time=10)
    control.watch(event_id=made["id"], bytes=5)
    assert entry("live_traffic", 2_620_005) in usage(workspace, **TODAY)


def test_the_number_of_queries_does_not_grow_with_objects(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def count(verb: str) -> None:
        original = getattr(Store, verb)

        def counted(store: Store, sql: str, *values: Any) -> Any:
            asked.append(sql)
            return original(store, sql, *values)

        monkeypatch.setattr(Store, verb, counted)

    place = seed.project(workspace)
    video = seed.video_of_length(workspace, place["id"], size=10)["id"]
    workspace.server.control.watch(video_id=video, bytes=1)
    assert entry("cdn", 1, place) in usage(workspace, **TODAY)
    for verb in ("one", "all", "run"):
        count(verb)
    assert usage(workspace, **TODAY)
    few = len(asked)
    for _ in range(3):
        seed.video_of_length(workspace, place["id"], size=10)
    workspace.server.control.watch(*({"video_id": video, "bytes": 1} for _ in range(2500)))
    assert usage(workspace, **TODAY)
    asked.clear()
    found = usage(workspace, **TODAY)
    assert entry("cdn", 2501, place) in found
    assert entry("storage", 40, place) in found
    assert len(asked) == few


def test_the_default_period_is_this_month(workspace: Workspace) -> None:
    days = sorted({each["date"][:10] for each in usage(workspace)})
    assert (days[0], days[-1], len(days)) == ("2020-09-01", "2020-09-13", 13)
    assert {each["date"][:10] for each in usage(workspace, **{"from": "2020-09-12"})} == {"2020-09-12", "2020-09-13"}
    assert len({each["date"] for each in usage(workspace, to="2020-08-31")}) == 31


def test_future_days_are_not_returned(workspace: Workspace) -> None:
    days = {each["date"][:10] for each in usage(workspace, **{"from": "2020-09-13", "to": "2020-10-01"})}
    assert days == {"2020-09-13"}
    assert usage(workspace, **{"from": "2020-09-14", "to": "2020-10-01"}) == []


def test_days_before_the_workspace_are_empty(workspace: Workspace) -> None:
    assert usage(workspace, to="0001-01-01") == []
    assert usage(workspace, **{"from": "1969-12-31", "to": "1970-01-01"})[0]["date"] == "1970-01-01T00:00:00Z"
