"""Three-way merges of lines: adjacent edits are both kept, and equal ones once."""

from __future__ import annotations

import pytest
from release.merging import merge_lines

BASE = "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        (BASE, BASE, BASE),
        ("a\nB\nc\nd\n", BASE, "a\nB\nc\nd\n"),
        ("a\nB\nc\nd\n", "a\nb\nnew\nc\nd\n", "a\nB\nnew\nc\nd\n"),
        ("a\nB\nc\nd\n", "a\nb\nC\nd\n", "a\nB\nC\nd\n"),
        ("a\nB\nc\nd\n", "a\nB\nc\nD\n", "a\nB\nc\nD\n"),
        ("b\nc\nd\n", "a\nb\nc\n", "b\nc\n"),
        ("a\nB\nc\nd\n", "a\nx\nc\nd\n", None),
        ("a\nnew\nb\nc\nd\n", "a\nother\nb\nc\nd\n", None),
        ("a\nd\n", "a\nb\nC\nd\n", None),
    ],
)
def test_merge_keeps_both_sides_or_names_no_result(ours: str, theirs: str, merged: str | None) -> None:
    assert merge_lines(BASE, ours, theirs) == merged
    assert merge_lines(BASE, theirs, ours) == merged
