"""The changelog of a release has a line for each contract change, and parsing the lines gives exactly the changes."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from release.changes import ContractChange
from release.review import changelog
from release.review.changelog import ChangelogError, Line
from release.review.sdk_names import SdkNames
from release.version import Level, Reason
from vendor_docs.changes import KINDS

from tests.unit.release_assess.changed_description import description
from tests.unit.release_assess.changes import change

ROOT = Path(__file__).resolve().parents[3]
DAY = datetime.date(2026, 11, 28)
ODD = [
    "",
    " ",
    "`",
    "``a`",
    "\\",
    "\\-",
    "a\nb",
    "\r\n",
    "<!-- x -->",
    "`: field added: `",
    "- ⚠️ ",
    "→",
    "|",
    "\u2028",
    "\u202e",
    "*a* [b](c)",
]


def section(*changes: ContractChange, notes: str = "", written: str = "") -> str:
    return changelog.release_section("0.4.2", DAY, changes, lambda each: f"{each.vendor}.x", notes, written)


words = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
maybe = st.none() | words
changes = st.builds(
    change,
    vendor=st.sampled_from(["kinescope", "platformcraft"]),
    kind=st.sampled_from(KINDS),
    section=words,
    title=maybe,
    occurrence=st.integers(1, 3),
    name=maybe,
    part=maybe,
    was=maybe,
    now=maybe,
    breaking=st.booleans(),
    before=words,
)


@given(st.lists(changes, max_size=5), st.sampled_from(ODD))
def test_parsing_a_changelog_gives_exactly_the_changes(given: list[ContractChange], name: str) -> None:
    text = changelog.release_section("0.4.2", DAY, given, lambda _: name)
    assert sorted(map(repr, changelog.parse(text))) == sorted(repr(Line.of(each)) for each in given)


def test_a_line_differs_wherever_the_change_differs() -> None:
    one = change()
    for field in Line.__dataclass_fields__:
        if field not in ("hash", "breaking"):
            given = {"occurrence": 2, "kind": "field-removed"}.get(field, "another")
            other = replace(one, **{field: given})
            assert changelog.line(one, "x") != changelog.line(other, "x")
            assert changelog.parse(section(one)) != changelog.parse(section(other))


def test_a_line_says_what_changed_and_what_to_do() -> None:
    made = change(kind="type-changed", breaking=True, was="integer", now="string", name="size", occurrence=2)
    assert changelog.line(made, "kinescope.file_requests.create(size=…)") == (
        "- ⚠️ `kinescope.file_requests.create(size=…)`: type changed: `size` in `table`, was `integer`, now `string`."
        " Page: `kinescope`, `v1/file-requests`, `Create file request` (no. 2). Use values of the new type."
        f" <!-- change {made.hash} -->"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_has_advice(kind: Any) -> None:
    assert changelog.advice(change(kind=kind)).endswith(".")


def test_a_field_that_is_required_says_so() -> None:
    assert changelog.advice(change(breaking=True)) == "Pass the argument: it is required."
    assert changelog.advice(change()) == "Use the field if you need it."


@pytest.mark.parametrize(
    "line",
    [
        "- something else <!-- change 0123456789abcdef -->",
        "- `x`: field exploded. Page: `a`, `b`. Do. <!-- change 0123456789abcdef -->",
        "- `x`: field added: `a. Page: `a`, `b`. Do. <!-- change 0123456789abcdef -->",
        "- `x`: field added. Page: `a`, `b`. Do. <!-- change 0123 -->",
    ],
)
def test_a_damaged_line_is_rejected(line: str) -> None:
    with pytest.raises(ChangelogError, match="line 2"):
        changelog.parse(f"# Changelog\n{line}\n")


def test_lines_that_people_wrote_are_skipped() -> None:
    assert changelog.parse("### Added\n\n- `kinescope.videos.get`: field added.\n") == []


def test_a_release_takes_the_place_of_what_was_unreleased() -> None:
    text = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- By hand.\n\n## [0.4.1] - 2026-01-01\n\n- Old.\n"
    made = change()
    new = changelog.with_release(text, section(made, notes="A note.", written=changelog.unreleased(text)))
    assert new == (
        "# Changelog\n\n## [Unreleased]\n\n## [0.4.2] - 2026-11-28\n\nA note.\n\n### Added\n\n- By hand.\n"
        f"{changelog.line(made, 'kinescope.x')}\n\n## [0.4.1] - 2026-01-01\n\n- Old.\n"
    )
    assert changelog.unreleased(new) == ""
    assert changelog.parse(new) == [Line.of(made)]
    with pytest.raises(ChangelogError, match=r"has \[0\.4\.2\] already"):
        changelog.with_release(new, section(made))


def test_the_real_changelog_takes_a_release_and_loses_no_line() -> None:
    text = ROOT.joinpath("CHANGELOG.md").read_text("utf-8")
    new = changelog.with_release(text, section(change(), written=changelog.unreleased(text)))
    kept = {line for line in text.splitlines() if line}
    assert kept - set(new.splitlines()) == set()
    order = [line.removeprefix("### ") for line in section(change(), written=changelog.unreleased(text)).splitlines()]
    groups = [line for line in order if line in changelog.GROUPS]
    assert all(changelog.GROUPS.index(one) < changelog.GROUPS.index(other) for one, other in pairwise(groups))


@pytest.mark.parametrize("text", ["# Changelog\n", "x\n## [Unreleased]\n\n## [Unreleased]\n"])
def test_a_changelog_without_one_unreleased_section_is_rejected(text: str) -> None:
    with pytest.raises(ChangelogError, match="exactly one"):
        changelog.unreleased(text)


def test_breaking_changes_come_first_in_their_group() -> None:
    found = changelog.parse(section(change(), change(breaking=True, name="a"), change(breaking=True, name="b")))
    assert [each.breaking for each in found] == [True, True, False]


def test_the_order_of_the_changes_does_not_matter() -> None:
    made = [change(name=name, kind=kind) for name in "ab" for kind in ("field-added", "field-removed", "text-changed")]
    assert section(*made) == section(*reversed(made))


def test_the_json_has_every_change_with_all_details_but_no_quotes() -> None:
    made = [change(after="A sentence of the vendor."), change(name="other", line=None)]
    reasons = [Reason(Level.MINOR, "descriptions", "file_requests.create", "a field is added")]
    text = changelog.as_json("0.4.2", DAY, made, reasons, "")
    document = json.loads(text)
    assert [each["hash"] for each in document["changes"]] == [each.hash for each in made]
    quotes = {"before": "", "after": ""}
    found = [ContractChange.from_json({**each, **quotes}) for each in document["changes"]]
    assert found == [replace(each, **quotes) for each in made]
    assert "A sentence" not in text
    assert document["reasons"] == [
        {"level": "minor", "source": "descriptions", "where": "file_requests.create", "what": "a field is added"}
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "kinescope.file_requests.create(notes=…)"),
        ({"name": "uploading_location_id"}, "kinescope.file_requests.create(uploading_location_id=…)"),
        ({"name": "from"}, "kinescope.file_requests.create(from_=…)"),
        ({"name": "X-Video-ID", "kind": "parameter-added"}, "kinescope.file_requests.create(video_id=…)"),
        ({"name": "data.url", "part": "response example"}, "kinescope.file_requests.create().url"),
        ({"name": "data[].url", "part": "response example"}, "kinescope.file_requests.create().url"),
        ({"name": "bytes", "part": "table", "operation": "billing.usage"}, "kinescope.billing.usage().bytes"),
        ({"name": "notes", "part": "table"}, "kinescope.file_requests.create(notes=…)"),
        ({"name": "title=a.b", "kind": "enum-value-added"}, "kinescope.file_requests.create(title=…)"),
        ({"kind": "operation-added", "name": None}, "kinescope.file_requests.create"),
        ({"operation": "drm.auth.get_workspace", "name": None}, "kinescope.drm.auth.get"),
        ({"operation": None, "kind": "error-code-added", "name": "code 400999 TOO_LATE"}, "KinescopeCode.TOO_LATE"),
        ({"operation": None, "kind": "error-code-added", "name": "code 400999"}, "kinescope error 400999"),
        ({"operation": None, "name": "anything"}, "kinescope"),
    ],
)
def test_a_change_has_the_name_that_the_sdk_gives_it(given: dict[str, Any], expected: str) -> None:
    names = SdkNames([description()])
    made = change(**{"part": "request example" if "part" not in given else None, **given})
    assert names.of(made) == expected
