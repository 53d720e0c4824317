"""Copies of this checkout, to change them."""

from __future__ import annotations

import shutil
from pathlib import Path

from release.trees import KEPT

ROOT = Path(__file__).resolve().parents[3]


def copy(target: Path, *without: str) -> Path:
    """Copy what a comparison reads of this checkout."""
    for name in KEPT:
        source = ROOT / name
        if name in without or not source.exists():
            continue
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    return target


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file of a copy, wherever it is there."""
    text = root.joinpath(name).read_text("utf-8")
    assert old in text
    root.joinpath(name).write_text(text.replace(old, new), "utf-8")
