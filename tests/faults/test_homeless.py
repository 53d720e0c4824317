"""Uploads of a user without a home folder keep no state, and say so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.harness import BlockingClient, Harness
from tests.homeless import be_homeless

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows finds its folders in another way")


def test_an_upload_of_a_user_without_a_home_folder_keeps_no_state(
    harness: Harness,
    kinescope: BlockingClient,
    project: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    be_homeless(monkeypatch)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "talk.mp4"
    file.write_bytes(b"abc")
    assert harness.client().files.upload(file, "/talk.mp4", threshold=0).size == 3
    assert kinescope.videos.upload(file, parent_id=project, threshold=0).title == "talk"
    assert caplog.text.count("set KINOCRAFT_STATE_DIR") == 2
    assert list(tmp_path.iterdir()) == [file]  # and no folder of the name "~"
