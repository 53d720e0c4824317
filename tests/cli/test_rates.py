"""`--limit-rate`, and the progress of downloads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from kinocraft.cli.rates import parse_rate
from kinocraft.clock import SystemClock
from tests.cli.conftest import Command


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits of the command, which take no time."""
    waits: list[float] = []
    monkeypatch.setattr(SystemClock, "sleep", lambda _, seconds: waits.append(seconds))
    monkeypatch.setattr(SystemClock, "monotonic", staticmethod(lambda: sum(waits)))
    return waits


@pytest.mark.parametrize(
    ("text", "rate"), [("500", 500), ("500K", 512_000), ("1.5m", 1_572_864), ("2G", 2 << 30), ("0.5K", 512)]
)
def test_a_rate_is_bytes_per_second(text: str, rate: float) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["", "0", "0K", "-1", "1T", "fast", "1,5M", "1e6", "٣"])
def test_text_that_is_no_rate_is_rejected(kinocraft: Command, talk: Path, text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not a rate"):
        parse_rate(text)
    ended = kinocraft("upload", talk, "--to", "platformcraft:/a.mp4", f"--limit-rate={text}")
    assert ended.code == 2


def test_upload_and_download_keep_to_the_rate(
    kinocraft: Command, talk: Path, tmp_path: Path, project: str, waits: list[float]
) -> None:
    size = talk.stat().st_size
    for arguments in (
        ("upload", talk, "--to", "platformcraft:/a.mp4"),
        ("upload", talk, "--to", "platformcraft:/b.mp4", "--part-size", "30000"),
        ("upload", talk, "--to", f"kinescope:{project}"),
    ):
        waits.clear()
        assert kinocraft(*arguments, "--limit-rate", "10K").code == 0
        assert size / 10_240 - 1 <= sum(waits) <= size / 10_240 + 1
    ended = kinocraft("download", "platformcraft:/a.mp4", "--to", tmp_path / "copy.mp4", "--limit-rate", "10K")
    assert ended.code == 0


def test_resume_takes_the_rate(kinocraft: Command, talk: Path, server: Any, waits: list[float]) -> None:
    server.control.fault("files.uploads.put_part", "status", status=503, times=50, after=1)
    options = ("--to", "platformcraft:/a.mp4", "--part-size", "30000")
    assert kinocraft("upload", talk, *options).code == 7
    server.control.clear_faults()
    ((id, *_),) = kinocraft("uploads", "list").rows
    waits.clear()
    assert kinocraft("uploads", "resume", id, "--limit-rate", "10K").code == 0
    assert sum(waits) >= 6


def test_download_shows_the_bytes_that_have_arrived(kinocraft: Command, talk: Path, tmp_path: Path) -> None:
    kinocraft("upload", talk, "--to", "platformcraft:/talks/a.mp4")
    ended = kinocraft("download", "platformcraft:/talks/a.mp4", "--to", tmp_path / "copy.mp4")
    assert ended.err == "a.mp4: 102,400 of 102,400 bytes\n"
    assert kinocraft("download", "platformcraft:/talks/a.mp4", "--to", tmp_path / "c.mp4", "-q").err == ""
