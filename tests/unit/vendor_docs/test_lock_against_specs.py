"""The specs are held to the lock of the vendors' pages, so that a change is found where the pages are not at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from generator.type_guards import is_list, is_object
from vendor_docs import PAGES
from vendor_docs.checker import Checker
from vendor_docs.findings import Finding

SPECS = Path(__file__).resolve().parents[3] / "specs"
NEW = "a-new-value"

UNLISTED: dict[str, tuple[list[str], str]] = {
    "kinescope-common/schemas.yaml#/SortDirection": (["asc", "desc"], "the page shows it within other parameters"),
    "kinescope-v1/access_tokens/schemas.yaml#/AccessTokenPermission": (["read", "write", "delete"], "prose"),
    "kinescope-v1/analytics/paths.yaml#/overview/get/parameters/2/schema": (["hour", "day", "week", "month"], "prose"),
    "kinescope-v1/analytics/paths.yaml#/custom/get/parameters/2/schema": (["hour", "day", "week", "month"], "prose"),
    "kinescope-v1/analytics/schemas.yaml#/AnalyticsStep": (["hour", "day", "week", "month"], "prose"),
    "kinescope-v1/analytics/schemas.yaml#/AnalyticsEntity": (
        [
            *("video_id", "device", "watch_time", "city", "country_code", "folder_name", "folder_id"),
            *("project_name", "project_id"),
        ],
        "prose",
    ),
    "kinescope-v1/analytics/schemas.yaml#/AnalyticsField": (
        [
            *("view", "unique_view", "seek", "play", "pause", "replay", "player_init", "player_load"),
            *("buffering_time", "buffering_count", "video_id", "workspace_id", "device", "watch_time", "city"),
            *("country_code", "folder_name", "folder_id", "project_name", "project_id", "external_id"),
        ],
        "prose",
    ),
    "kinescope-v1/avatars/schemas.yaml#/User/properties/language": (["EN", "RU"], "examples"),
    "kinescope-v1/billing/paths.yaml#/usage/get/parameters/2/schema": (["project_id"], "prose"),
    "kinescope-v1/billing/schemas.yaml#/Usage/properties/product": (
        ["cdn", "encoding", "live_traffic", "storage"],
        "examples",
    ),
    "kinescope-v1/players/schemas.yaml#/PlayerAdTrigger/properties/type": (
        ["preroll", "midroll", "postroll"],
        "a remark in an example",
    ),
    "kinescope-v1/players/schemas.yaml#/PlayerAdCountries/properties/type": (
        ["include", "exclude"],
        "a remark in an example",
    ),
    "kinescope-v1/projects/paths.yaml#/projects/get/parameters/0/schema": (["vod", "live"], "prose"),
    "kinescope-v1/speak/rooms/schemas.yaml#/SpeakRoomStatus": (
        ["pending", "scheduled", "active", "cancelled", "finished"],
        "prose",
    ),
    "kinescope-v1/videos/annotations/schemas.yaml#/AnnotationType": (["text", "video"], "a remark in an example"),
    "kinescope-v2/live/events/chat/schemas.yaml#/TextualBoolean": (["true", "false"], "examples"),
    "kinescope-v2/videos/uploads/schemas.yaml#/NewUpload/properties/type": (["video", "attachment"], "a guide"),
    "platformcraft-streamer/streamer/blocks/schemas.yaml#/BlockStatus": (
        ["not ready", "ready", "wait", "start", "finish"],
        "two lists of the page together",
    ),
}
"""Enumerations that the lock does not list, with their values and where these come from instead."""
BEYOND = {"kinescope-v1/videos/schemas.yaml#/VideoStatus": ["suspended"]}
"""Values that are known from elsewhere than the page, which lists the others."""


def enumerations(checker: Checker) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each enumeration of texts, with its file and pointer."""

    def walk(node: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if is_object(node):
            if is_list(values := node.get("enum")) and all(isinstance(each, str | None) for each in values):
                yield pointer, node
            for key, inner in node.items():
                yield from walk(inner, f"{pointer}/{key}")
        elif is_list(node):
            for index, inner in enumerate(node):
                yield from walk(inner, f"{pointer}/{index}")

    for path in sorted(SPECS.glob(f"{checker.page}*/**/*.yaml")):
        for pointer, node in walk(checker.specs.files.load(path), ""):
            yield f"{path.relative_to(SPECS).as_posix()}#{pointer}", node


def findings(checker: Checker) -> list[Finding]:
    """What differs from the lock. An example in the lock has no values, so deviations about values find nothing."""
    return [
        each
        for each in checker.check(checker.locked, "spec")
        if not (each.kind == "deviation-unused" and str(each.name).startswith("example-invalid "))
    ]


def found_places(checker: Checker) -> set[str]:
    return {
        f"{str(each.file).removeprefix('specs/')}#{str(each.pointer).removesuffix('/enum')}"
        for each in findings(checker)
        if each.kind.startswith("enum-value-")
    }


@pytest.mark.parametrize("page", PAGES)
def test_the_specs_agree_with_the_lock(page: str) -> None:
    assert findings(Checker(SPECS, page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_new_value_of_every_enumeration_is_found(page: str) -> None:
    checker = Checker(SPECS, page)
    places = dict(enumerations(checker))
    for node in places.values():
        node["enum"].append(NEW)
    assert found_places(checker) == places.keys() - UNLISTED.keys()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", [0, -1])
def test_a_missing_value_of_every_enumeration_is_found(page: str, place: int) -> None:
    checker = Checker(SPECS, page)
    places = dict(enumerations(checker))
    beyond = {name for name, values in BEYOND.items() if name in places and places[name]["enum"][place] in values}
    for node in places.values():
        del node["enum"][place]
    assert found_places(checker) == places.keys() - UNLISTED.keys() - beyond


def test_the_enumerations_that_the_lock_lacks_have_their_values() -> None:
    known = {name: node for page in PAGES for name, node in enumerations(Checker(SPECS, page))}
    assert UNLISTED.keys() | BEYOND.keys() <= known.keys()
    assert {name: known[name]["enum"] for name in UNLISTED} == {name: values for name, (values, _) in UNLISTED.items()}
    assert {name: node["x-values-beyond-page"] for name, node in known.items() if "x-values-beyond-page" in node} == (
        BEYOND
    )


@pytest.mark.parametrize(
    ("file", "pointer", "change"),
    [
        ("kinescope-v1/videos/schemas.yaml", "Video/properties", "title"),
        ("platformcraft-recorder/recorder/records/schemas.yaml", "Record/properties", "status"),
        ("platformcraft-filespot/files/schemas.yaml", "StoredFile/properties", "size"),
    ],
)
def test_a_missing_field_of_a_locked_example_is_found(file: str, pointer: str, change: str) -> None:
    checker = Checker(SPECS, file.partition("-")[0])
    node = checker.specs.files.load(SPECS / file)
    for step in pointer.split("/"):
        node = node[step]
    del node[change]
    assert any(each.kind == "field-added" and str(each.name).endswith(change) for each in findings(checker))
