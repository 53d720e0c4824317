"""`uploads list|cancel` of uploads that a later upload could not remove from the service."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kinocraft.cli.exit_codes import ExitCode
from tests.cli.conftest import Command

VENDORS = {
    "platformcraft": ("files.uploads.put_part", "files.uploads.cancel"),
    "kinescope": ("videos.uploads.append", "videos.delete"),
}

TITLE = "Доклад"
"""A title that headers cannot transport, so that a small video is sent in chunks too."""


@pytest.mark.parametrize("vendor", VENDORS)
def test_cancel_removes_what_a_later_upload_could_not_remove(
    kinocraft: Command, server: Any, talk: Path, project: str, vendor: str
) -> None:
    sends, removes = VENDORS[vendor]
    target = "platformcraft:/a.mp4" if vendor == "platformcraft" else f"kinescope:{project}"
    title = ["--title", TITLE] if vendor == "kinescope" else []
    arguments = ["upload", str(talk), "--to", target, "--part-size", "30000", *title]
    server.control.fault(sends, "drop_request", after=2, times=99)
    assert kinocraft(*arguments).code == ExitCode.NETWORK
    ((identity, *_),) = kinocraft("uploads", "list").rows
    server.control.clear_faults()

    os.utime(talk, (1_000_000_000, 1_000_000_000))
    server.control.fault(removes, "status", status=503, times=99)
    uploaded = kinocraft(*arguments)
    assert uploaded.code == 0
    assert "may be left" in uploaded.err
    assert [row[0] for row in kinocraft("uploads", "list").rows] == [identity]
    assert kinocraft("uploads", "cancel", identity).code == ExitCode.SERVICE
    assert [row[0] for row in kinocraft("uploads", "list").rows] == [identity]

    server.control.clear_faults()
    assert kinocraft("uploads", "cancel", identity).code == 0
    assert kinocraft("uploads", "list").out == ""
    assert len(server.control.journal(removes)) > 0


def test_cancel_keeps_a_video_whose_file_has_arrived(kinocraft: Command, server: Any, talk: Path, project: str) -> None:
    """The response to the last chunk was lost, and so were all requests after it."""
    for operation in ("videos.uploads.append", "videos.uploads.offset"):
        server.control.fault(operation, "lost_response", after=3 * operation.endswith("append"), times=99)
    ended = kinocraft("upload", talk, "--to", f"kinescope:{project}", "--part-size", "30000", "--title", TITLE)
    assert ended.code == ExitCode.NETWORK
    server.control.clear_faults()
    server.control.advance(60)
    ((identity, *_),) = kinocraft("uploads", "list").rows
    cancelled = kinocraft("uploads", "cancel", identity)
    assert cancelled.code == 0
    assert "is complete, and is kept" in cancelled.err
    assert kinocraft("uploads", "list").out == ""
    assert [row[-1] for row in kinocraft("videos", "ls").rows] == [TITLE]
