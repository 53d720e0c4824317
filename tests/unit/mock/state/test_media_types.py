"""The media types of files by their names: the same on every Python and every machine, for both vendors."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

import pytest

from tests import seed

if TYPE_CHECKING:
    from tests.seed.account import Account
    from tests.seed.workspace import Workspace

NAMES = {
    "a.mkv": "video/x-matroska",
    "a.AVI": "video/x-msvideo",
    "a.wmv": "video/x-ms-wmv",
    "a.m4v": "video/x-m4v",
    "a.ts": "video/mp2t",
    "a.3gp": "video/3gpp",
    "a.wav": "audio/x-wav",
    "a.m4a": "audio/mp4",
    "a.flac": "audio/flac",
    "a.ogg": "audio/ogg",
    "a.ass": "text/x-ssa",
    "a.srt": "application/x-subrip",
    "a.vtt": "text/vtt",
    "a.m3u8": "application/vnd.apple.mpegurl",
    "a.webp": "image/webp",
    "a.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "a.js": "text/javascript",
    "a.tar.gz": "application/gzip",
    "a.mp4.unknown": "application/octet-stream",
    "mp4": "application/octet-stream",
    ".mp4": "application/octet-stream",
    "data:text,a.mp4": "video/mp4",
}


@pytest.fixture
def other_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Python's own table say something else."""
    monkeypatch.setattr(mimetypes.MimeTypes, "guess_type", lambda *given, **options: ("text/x-other", None))


@pytest.mark.usefixtures("other_machine")
def test_a_file_has_the_media_type_of_its_name(account: Account) -> None:
    assert {name: account.file(f"/{name}", b"x").json()["content_type"] for name in NAMES} == NAMES


@pytest.mark.usefixtures("other_machine")
def test_an_additional_material_has_the_media_type_of_its_name(workspace: Workspace) -> None:
    video = seed.new_video(workspace)
    assert {
        name: seed.additional_material(workspace, video, b"x", X_File_Name=name)["filetype"] for name in NAMES
    } == NAMES


def test_a_channel_plays_every_kind_of_video(account: Account) -> None:
    for name in ("a.mkv", "b.wmv", "c.flv", "d.ts", "e.m4v"):
        assert account.file(f"/{name}", b"x").json()["hls"]
