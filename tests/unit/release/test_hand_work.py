"""The hand work of an addition to specs/ is named: each place, and nothing without an addition."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from generator.bundle import bundle
from release.hand_work import HandWork, HandWorkError, compare, hand_work

from tests.bundles import BUNDLES
from tests.unit.release.additions import ADDITIONS, add_everything

ROOT = Path(__file__).resolve().parents[3]
SPECS = ROOT / "specs"
SERVER = "mockserver/kinocraft_mock"
SERVICES = f"{SERVER}/services"

CHANGED = ("kinescope-v1", "platformcraft-recorder")
"""The services that additions change."""
EXPECTED: dict[str, set[tuple[str, str]]] = {
    "operation": {
        (f"{SERVICES}/kinescope/videos/tags.py", "tags.get"),
        ("mockserver/BEHAVIOUR.md", "tags.get"),
    },
    "action": {
        (f"{SERVICES}/kinescope/videos/handlers.py", "videos.archive"),
        ("mockserver/BEHAVIOUR.md", "videos.archive"),
    },
    "section": {
        (f"{SERVICES}/kinescope/__init__.py", "labels.create"),
        ("mockserver/BEHAVIOUR.md", "labels.create"),
        ("README.md", "labels"),
        (f"{SERVER}/demo/workspace.py", "labels"),
        ("tests/contract/seeded_kinescope.py", "labels"),
    },
    "other vendor": {
        (f"{SERVICES}/platformcraft/__init__.py", "recorder.markers.get"),
        ("tests/contract/seeded_platformcraft.py", "recorder.markers"),
    },
    "field": {(f"{SERVICES}/kinescope/videos/tags.py", "NewTag.color")},
    "enum value": {(f"{SERVICES}/kinescope/projects/handlers.py", "audio")},
    "error code": {(f"{SERVICES}/kinescope/errors.py", "400217 TOO_MANY_LABELS")},
    "webhook event": {
        (f"{SERVICES}/kinescope/webhooks/delivery.py", "video.archived"),
        ("tests/contract/test_webhook_events.py", "video.archived"),
    },
    "host": {
        (f"{SERVICES}/kinescope/__init__.py", "status.kinescope.io"),
        (f"{SERVER}/serving.py", "status.kinescope.io"),
        ("overlays/kinocraft/kinescope.py", "status.kinescope.io"),
        ("tests/contract/mounts.py", "status.kinescope.io"),
    },
}
"""For each addition the places, and what asks for them."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of specs/ to change."""
    shutil.copytree(SPECS, tmp_path / "specs")
    return tmp_path / "specs"


def named(copy: Path, root: Path = ROOT) -> list[HandWork]:
    """Return the hand work of a changed copy. Only the descriptions that additions change are read again."""
    return compare(BUNDLES, {**BUNDLES, **{name: bundle(copy / name) for name in CHANGED}}, root)


@pytest.fixture(scope="module")
def named_for(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[HandWork]]:
    """A function that returns the hand work of one addition. Each is computed once."""

    @functools.cache
    def of(kind: str) -> list[HandWork]:
        specs = shutil.copytree(SPECS, tmp_path_factory.mktemp("added") / "specs")
        ADDITIONS[kind](specs)
        return named(specs)

    return of


def test_nothing_is_named_without_an_addition(copy: Path) -> None:
    assert named(copy) == []


def test_folders_are_compared_as_their_bundles_are(copy: Path, named_for: Callable[[str], list[HandWork]]) -> None:
    ADDITIONS["error code"](copy)
    assert hand_work(SPECS, copy) == named_for("error code")


@pytest.mark.parametrize("kind", ADDITIONS)
def test_each_place_of_an_addition_is_named(named_for: Callable[[str], list[HandWork]], kind: str) -> None:
    found = named_for(kind)
    for file, name in EXPECTED[kind]:
        assert any(each.file == file and name in each.name for each in found), (file, name, found)


def test_a_place_is_a_line_of_a_file_that_people_write(copy: Path) -> None:
    add_everything(copy)
    for each in named(copy):
        path = ROOT / each.file
        assert not each.file.startswith(("generated/", "specs/"))
        assert 1 <= each.line <= len(path.read_text("utf-8").splitlines())
        assert each.what
        assert each.why
        assert each.as_json()["line"] == each.line


@pytest.mark.parametrize("kind", sorted({*ADDITIONS} - {"host"}))
def test_only_a_host_needs_work_before_the_tests_pass(named_for: Callable[[str], list[HandWork]], kind: str) -> None:
    assert [each for each in named_for(kind) if each.required] == []


def test_a_new_host_needs_work_before_the_tests_pass(named_for: Callable[[str], list[HandWork]]) -> None:
    assert {each.file for each in named_for("host") if each.required} == {
        file for file, name in EXPECTED["host"] if name == "status.kinescope.io"
    }


def test_a_call_without_an_example_must_be_written(copy: Path) -> None:
    ADDITIONS["action"](copy)
    paths = copy / "kinescope-v1" / "videos" / "paths.yaml"
    text = paths.read_text("utf-8").replace("page: { value: { reason: old, priority: 3 } }", "page: { value: {} }")
    paths.write_text(text, "utf-8")
    assert [(each.file, each.name, each.why) for each in named(copy) if each.required] == [
        (
            "tests/contract/calls_kinescope.py",
            "videos.archive",
            "it cannot be derived: the example of its body has no reason",
        )
    ]


def test_a_required_field_that_is_no_draft_must_be_written(copy: Path) -> None:
    schemas = copy / "kinescope-v1" / "tags" / "schemas.yaml"
    text = schemas.read_text("utf-8")
    added = '    color: { type: string, description: "The color." }\n    archived:\n      type: boolean\n'
    text = text.replace("    archived:\n      type: boolean\n", added, 1).replace("[id, tag]", "[id, tag, color]", 1)
    schemas.write_text(text, "utf-8")
    needed = [each for each in named(copy) if each.required]
    assert {(each.file, each.name) for each in needed} == {(f"{SERVICES}/kinescope/videos/tags.py", "Tag.color")}


def test_a_place_that_is_gone_is_reported(copy: Path, tmp_path: Path) -> None:
    ADDITIONS["error code"](copy)
    with pytest.raises(HandWorkError, match=r"errors\.py has no 'MESSAGES = \{'"):
        named(copy, tmp_path)


def test_the_order_is_fixed_and_required_work_comes_first(copy: Path) -> None:
    add_everything(copy)
    found = named(copy)
    assert found == named(copy)
    assert [each.required for each in found] == sorted((each.required for each in found), reverse=True)
    assert all(isinstance(each, HandWork) for each in found)
