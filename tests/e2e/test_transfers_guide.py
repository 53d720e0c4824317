"""Every block of docs/transfers.md runs as printed, or has a reason not to. Its manifest can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kinocraft.transfers.manifests import read_file
from tests.e2e.test_readme import Block, blocks
from tests.e2e.test_readme import place as place  # a fixture

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "transfers.md"
BLOCKS = blocks(GUIDE.read_text(encoding="utf-8"))
PRINTED = {
    "TransferItem(": (
        "2 1\n"
        "done platformcraft:/library/talk.mp4 None\n"
        "done platformcraft:/library/2026/spring/talk.mp4 None\n"
        "failed  SourceError\n"
    ),
    "platformcraft:/archive": "1 ['talk']\n",
}
"""The output of each Python block, by a text that only this block contains."""


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=f"line-{block.line}")
        for block in BLOCKS
        if block.language == "python" and not block.reason
    ],
)
def test_python_blocks_of_the_guide_run(block: Block, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (expected,) = [text for sign, text in PRINTED.items() if sign in block.code]
    exec(compile("\n" * block.line + block.code, GUIDE.name, "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out == expected


def test_the_manifest_of_the_guide_can_be_read(tmp_path: Path) -> None:
    (block,) = [block for block in BLOCKS if block.language == "csv"]
    file = tmp_path / "talks.csv"
    file.write_text(block.code, encoding="utf-8")
    assert [item.title for _, item in read_file(file)] == ["Opening", "An old talk", "Guest"]


def test_every_block_of_the_guide_is_checked_or_has_a_reason() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert {block.language for block in BLOCKS} == {"csv", "python", "sh"}
    assert len(re.findall(r"^\s*(?:```|~~~)", text, re.MULTILINE)) == 2 * len(BLOCKS)
    assert all(block.reason for block in BLOCKS if block.language == "sh")
    assert sum(block.reason is None for block in BLOCKS if block.language == "python") == len(PRINTED)
