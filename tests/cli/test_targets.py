"""Places as arguments of commands."""

from __future__ import annotations

import pytest
import typer

from kinocraft.cli.targets import ALL_PROJECTS, parse_listed, parse_target
from kinocraft.transfers.places import Place, parse_place
from tests.cli.conftest import Command


@pytest.mark.parametrize("text", ["platformcraft:/", "platformcraft:/talks/a.mp4", "kinescope:a1b2"])
def test_commands_and_manifests_accept_the_same_places(text: str) -> None:
    place = parse_place(text)
    assert place is not None
    assert parse_target(text) == parse_listed(text) == place
    assert str(place) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("talks/a.mp4", "names no service"),
        ("C:/talks", "names no service"),
        ("platformcraft:talks", "write platformcraft:/talks"),
        ("kinescope:a/b", "is a path, but Kinescope has ids"),
        ("kinescope:", "has no id"),
    ],
)
def test_commands_reject_what_is_no_place(text: str, message: str) -> None:
    with pytest.raises(typer.BadParameter, match=message):
        parse_target(text)


def test_only_ls_accepts_kinescope_without_an_id(kinocraft: Command) -> None:
    assert parse_listed("kinescope:") == ALL_PROJECTS
    assert kinocraft("ls", "kinescope:").code == 0
    for command in (("rm",), ("mv", "kinescope:a1b2"), ("download",), ("transfer", "m.csv", "--to")):
        ended = kinocraft(*command, "kinescope:")
        assert ended.code == 2
        assert "has no id" in ended.err


@pytest.mark.parametrize(("path", "name"), [("/a/b.mp4", "b.mp4"), ("/a/b/", "b"), ("/", "")])
def test_basename_is_the_last_segment_of_a_path(path: str, name: str) -> None:
    assert Place("platformcraft", path).basename == name
