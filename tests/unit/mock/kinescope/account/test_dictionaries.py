"""Section "dictionaries"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.seed.workspace import data

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace


def zones(workspace: Workspace) -> dict[str, Any]:
    return {zone["name"]: zone for zone in data(workspace.get("/v1/dictionaries/timezones"))}


def test_time_zones_have_names_in_two_languages(workspace: Workspace) -> None:
    found = zones(workspace)
    assert len(found) > 400
    assert found["Europe/Moscow"] == {
        "name": "Europe/Moscow",
        "en": "Europe/Moscow",
        "ru": "Европа/Москва",
        "abbr": "MSK",
        "offset": 10800,
    }
    assert found["America/North_Dakota/New_Salem"]["ru"] == "Америка/Северная Дакота/Нью-Сейлем"
    assert found["Asia/Kathmandu"]["offset"] == 20700
    assert found["Asia/Kathmandu"]["abbr"] == "+0545"
    assert all(zone["en"] == zone["name"] and zone["ru"] and zone["abbr"] for zone in found.values())


def test_offsets_follow_the_clock_of_the_server(workspace: Workspace) -> None:
    summer = zones(workspace)
    workspace.server.control.advance(120 * 86400)
    winter = zones(workspace)
    assert [(each["Europe/Berlin"]["abbr"], each["Europe/Berlin"]["offset"]) for each in (summer, winter)] == [
        ("CEST", 7200),
        ("CET", 3600),
    ]
    assert summer["America/Detroit"]["offset"] == -14400
    assert summer["Europe/Moscow"] == winter["Europe/Moscow"]
