"""An upload whose source fails cannot be resumed, so nothing of it stays on the service, journal or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kinocraft.errors import SourceChangedError, SourceError
from kinocraft.sources import Source
from tests.faults.harness import Harness, content, nothing_left
from tests.faults.videos import upload_in_chunks

PATH = "/talks/talk.bin"


def rewritten(file: Path) -> None:
    file.write_bytes(content(35_000, seed=1))


def unreadable(file: Path) -> None:
    raise SourceError(f"cannot read {file}: Input/output error")


@pytest.mark.parametrize(("change", "error"), [(rewritten, SourceChangedError), (unreadable, SourceError)])
@pytest.mark.parametrize("resume", [None, True, False])
@pytest.mark.parametrize("vendor", ["platformcraft", "kinescope"])
def test_an_upload_whose_source_fails_leaves_nothing(
    harness: Harness,
    video_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    vendor: str,
    resume: bool | None,
    change: Callable[[Path], None],
    error: type[Exception],
) -> None:
    read = Source.read

    def failing(source: Source, offset: int, size: int) -> bytes:
        if offset == 20_000:
            change(video_file)
        return read(source, offset, size)

    kinescope = harness.kinescope(on_drift=lambda drift: None)
    project = kinescope.projects.create(name="talks", privacy_type="anywhere", privacy_domains=[]).id
    options: dict[str, Any] = {"resume": resume}
    calls: dict[str, Callable[[], Any]] = {
        "kinescope": lambda: upload_in_chunks(kinescope, project, video_file, **options),
        "platformcraft": lambda: harness.client().files.upload(
            video_file, PATH, part_size=10_000, parallel=1, **options
        ),
    }
    monkeypatch.setattr(Source, "read", failing)
    with pytest.raises(error):
        calls[vendor]()
    nothing_left(harness.server, PATH)
    assert harness.each(lambda: kinescope.raw.videos.list()) == []
