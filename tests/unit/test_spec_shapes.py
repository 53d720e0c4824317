"""Each shape of a response has a schema of its own, which requires what every example of it has."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.bundles import BUNDLES
from tests.unit.spec_shapes import name_problems, null_problems, optional_problems, usages

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
VENDORS = {
    vendor: [document for service, document in BUNDLES.items() if service.startswith(vendor)]
    for vendor in ("kinescope", "platformcraft")
}


@pytest.mark.parametrize("rule", [optional_problems, null_problems], ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("vendor", VENDORS)
def test_responses_follow_their_examples(vendor: str, rule: Callable[[Any], Any]) -> None:
    assert list(rule(VENDORS[vendor])) == []


def test_names_mean_the_same_in_all_services_of_a_vendor() -> None:
    assert list(name_problems(BUNDLES)) == []


@pytest.mark.parametrize(
    ("vendor", "unseen"),
    [
        # Rows of analytics and settings of advertisements: the page has their fields in tables, and no example.
        ("kinescope", {"AnalyticsRow", "PlayerAd", "PlayerAdTrigger", "PlayerAdTriggerSettings"}),
        ("platformcraft", set()),
    ],
)
def test_an_optional_field_is_absent_from_an_example_or_has_a_reason(vendor: str, unseen: set[str]) -> None:
    found = [usage for usage in usages(VENDORS[vendor]) if not usage.required and not usage.absent]
    assert {usage.schema for usage in found if not usage.reasoned} == unseen


def _optional_title(documents: dict[str, dict[str, Any]]) -> None:
    documents["kinescope-v1"]["components"]["schemas"]["VideoListItem"]["required"].remove("title")


def _optional_nested_field(documents: dict[str, dict[str, Any]]) -> None:
    documents["kinescope-v1"]["components"]["schemas"]["VideoPoster"]["required"].remove("original")


def _null_title(documents: dict[str, dict[str, Any]]) -> None:
    title = documents["kinescope-v1"]["components"]["schemas"]["Video"]["properties"]["title"]
    title["type"] = ["string", "null"]


def _null_arm(documents: dict[str, dict[str, Any]]) -> None:
    event = documents["kinescope-v2"]["components"]["schemas"]["Event"]["properties"]
    event["poster"] = {"description": "x", "anyOf": [event["poster"], {"type": "null"}]}


def _another_video(documents: dict[str, dict[str, Any]]) -> None:
    documents["kinescope-v2"]["components"]["schemas"]["VideoListItem"]["required"].remove("title")


@pytest.mark.parametrize(
    ("rule", "break_rule", "says"),
    [
        (optional_problems, _optional_title, ["VideoListItem.title: every example has it (1), so it is required"]),
        (
            optional_problems,
            _optional_nested_field,
            ["VideoPoster.original: every example has it (5), so it is required"],
        ),
        (null_problems, _null_title, ["Video.title: may be null, which no example shows"]),
        (null_problems, _null_arm, ["Event.poster: may be null, which no example shows"]),
        (name_problems, _another_video, ["VideoListItem: kinescope-v1 and kinescope-v2 define it differently"]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_rule_reports_its_violation(
    rule: Callable[[Any], Any], break_rule: Callable[[dict[str, dict[str, Any]]], None], says: list[str]
) -> None:
    documents = {name: copy.deepcopy(BUNDLES[name]) for name in ("kinescope-v1", "kinescope-v2")}
    break_rule(documents)
    assert list(rule(documents if rule is name_problems else documents.values())) == says


def test_another_vendor_may_use_a_name_differently() -> None:
    schemas = [{"components": {"schemas": {"Stream": {"type": kind}}}} for kind in ("object", "array")]
    assert list(name_problems({"kinescope-v2": schemas[0], "platformcraft-recorder": schemas[1]})) == []
