"""`live schedule`, `live move` and `live restreams`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command, new_project

KEY = "a-stream-key"


def test_an_event_is_scheduled(kinocraft: Command, event: str) -> None:
    ended = kinocraft("live", "schedule", event, "2030-03-01T18:00:00+03:00", "--json")
    (stream,) = ended.json
    assert ended.code == 0
    assert stream["started_at"].startswith(("2030-03-01T15:00:00", "2030-03-01T18:00:00+03:00"))


@pytest.mark.parametrize("text", ["2030-03-01T18:00:00", "tomorrow", ""])
def test_a_time_without_offset_is_rejected(kinocraft: Command, event: str, text: str) -> None:
    ended = kinocraft("live", "schedule", event, text)
    assert ended.code == 2
    assert "offset from UTC" in " ".join(ended.err.split())


def test_an_event_is_moved(kinocraft: Command, event: str) -> None:
    parent = new_project(kinocraft, "Other")
    assert kinocraft("live", "move", event, parent).out == f"moved {event} to {parent}\n"
    assert kinocraft("live", "ls", "--project", parent).rows[0][0] == event


def test_restreams_are_added_listed_and_removed(kinocraft: Command, event: str) -> None:
    arguments = ("live", "restreams", "add", event, "Elsewhere", "rtmp://live.example/app", "--json")
    (made,) = kinocraft(*arguments, stdin=f"{KEY}\n").json
    assert made["key"] == "***"
    (shown,) = kinocraft(*arguments, "--reveal", stdin=KEY).json
    assert shown["key"] == KEY
    listed = kinocraft("live", "restreams", "ls", event)
    assert KEY not in listed.out
    assert sorted(row[0] for row in listed.rows) == sorted((made["id"], shown["id"]))
    assert listed.rows[0][2:] == ["rtmp://live.example/app", "Elsewhere"]
    assert kinocraft("live", "restreams", "rm", event, made["id"]).out == f"deleted {made['id']}\n"
    assert [row[0] for row in kinocraft("live", "restreams", "ls", event).rows] == [shown["id"]]
    assert kinocraft("live", "restreams", "rm", event, made["id"]).code == 4
    assert kinocraft(*arguments, stdin="\n").code == 2
