"""The next version follows from the highest level; a person may choose another one with a reason."""

from __future__ import annotations

import copy

import pytest
from release.comparison.descriptions import compare
from release.comparison.processes import RunError
from release.errors import AssessmentError
from release.review.changelog import ChangelogError
from release.review.decisions import DecisionError
from release.trees import TreeError
from release.version import Level, Override, Reason, VersionError, bump, choose, highest

from tests.unit.release_assess.changed_description import SERVICE, description


def reason(level: Level) -> Reason:
    return Reason(level, "descriptions", "videos.get", "something")


@pytest.mark.parametrize(
    ("last", "level", "expected"),
    [
        ("0.4.1", Level.NONE, "0.4.1"),
        ("0.4.1", Level.PATCH, "0.4.2"),
        ("0.4.1", Level.MINOR, "0.4.2"),
        ("0.4.1", Level.MAJOR, "0.5.0"),
        ("1.4.1", Level.PATCH, "1.4.2"),
        ("1.4.1", Level.MINOR, "1.5.0"),
        ("1.4.1", Level.MAJOR, "2.0.0"),
        ("0.9.9", Level.PATCH, "0.9.10"),
    ],
)
def test_a_level_raises_its_number(last: str, level: Level, expected: str) -> None:
    assert bump(last, level) == expected


def test_stable_ends_the_series_of_zero() -> None:
    assert bump("0.4.1", Level.MINOR, stable=True) == "1.0.0"
    assert bump("1.4.1", Level.MINOR, stable=True) == "1.5.0"


def test_the_highest_level_wins() -> None:
    assert highest([reason(Level.PATCH), reason(Level.MAJOR), reason(Level.MINOR)]) is Level.MAJOR
    assert highest([]) is Level.NONE


@pytest.mark.parametrize("text", ["", "one", "1.2", "1.2.3rc1", "1.2.3.4", "1.2.3+local", "v0"])
def test_what_is_no_final_version_is_rejected(text: str) -> None:
    with pytest.raises(VersionError):
        bump(text, Level.PATCH)


@pytest.mark.parametrize("version", ["0.4.2", "0.9.0"])
def test_an_override_without_a_reason_is_rejected(version: str) -> None:
    with pytest.raises(VersionError, match="give a reason"):
        choose("0.4.1", Level.MAJOR, Override(version, "  "))
    assert choose("0.4.1", Level.MAJOR, Override(version, "Nobody uses the field.")) == version


def test_an_override_with_the_derived_version_needs_no_reason() -> None:
    assert choose("0.4.1", Level.MAJOR, Override("0.5.0")) == "0.5.0"


@pytest.mark.parametrize("version", ["0.4.1", "0.4.0", "0.0.9"])
def test_an_override_must_follow_the_last_release(version: str) -> None:
    with pytest.raises(VersionError, match="does not follow"):
        choose("0.4.1", Level.MAJOR, Override(version, "Because."))


@pytest.mark.parametrize("error", [VersionError, ChangelogError, DecisionError, TreeError, RunError])
def test_every_error_of_an_assessment_can_be_caught_as_one(error: type[Exception]) -> None:
    assert issubclass(error, AssessmentError)


def test_a_service_may_come_and_go() -> None:
    one = {SERVICE: description()}
    assert highest(compare(one, {})) is Level.MAJOR
    assert highest(compare({}, one)) is Level.MINOR


def test_a_change_that_no_rule_sees_is_breaking() -> None:
    changed = copy.deepcopy(description())
    changed["paths"]["/v1/file-requests"]["x-unheard-of"] = {"post": 1}
    changed["webhooks"]["media.update.status"]["x-unheard-of"] = 1
    assert highest(compare({SERVICE: description()}, {SERVICE: changed})) is Level.MAJOR


def test_a_component_that_nothing_uses_is_no_contract() -> None:
    changed = copy.deepcopy(description())
    changed["components"]["schemas"]["Orphan"] = {"type": "object", "properties": {}}
    assert highest(compare({SERVICE: description()}, {SERVICE: changed})) is Level.PATCH


def test_a_difference_in_a_shared_component_is_reported_once_for_each_direction() -> None:
    changed = copy.deepcopy(description())
    changed["components"]["schemas"]["PrivacyType"]["enum"].append("friends")
    found = compare({SERVICE: description()}, {SERVICE: changed})
    assert sorted(each.what for each in found) == [
        "the value 'friends' is added (request)",
        "the value 'friends' is added (response)",
    ]
