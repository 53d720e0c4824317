"""Details of media files in Filespot, as in the vendor's sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bundles import BUNDLES

if TYPE_CHECKING:
    from tests.seed.account import Account

SAMPLE = next(
    entry["advanced"]
    for example in BUNDLES["platformcraft-filespot"]["components"]["examples"].values()
    for entry in example["value"].get("contents", [])
    if "advanced" in entry
)


@pytest.mark.parametrize("name", ["/talk.mp4", "/talk.webm", "/talk.avi"])
def test_videos_have_every_detail_of_the_vendors_sample(account: Account, name: str) -> None:
    shown = account.file(name, bytes(100_000)).json()["advanced"]
    assert shown.keys() == SAMPLE.keys()
    assert shown["format"].keys() == SAMPLE["format"].keys()
    for kind in ("video_streams", "audio_streams"):
        assert [stream.keys() for stream in shown[kind]] == [stream.keys() for stream in SAMPLE[kind]]
    rates = [stream["bit_rate"] for kind in ("video_streams", "audio_streams") for stream in shown[kind]]
    assert min(rates) > 0
    assert sum(rates) == shown["format"]["bit_rate"]
    assert shown["format"]["nb_streams"] == len(rates)


FORMATS = {
    SAMPLE["format"]["format_name"]: ("mp4", "mov", "m4v", "m4a", "3gp", "MP4"),
    "matroska,webm": ("webm", "mkv", "mka", "weba"),
    "ogg": ("ogg", "oga", "ogv", "opus"),
    "asf": ("wmv", "wma", "asf"),
    "hls": ("m3u8",),
    "mpeg": ("mpg", "vob"),
    "mpegts": ("ts", "mts"),
    **{name: (name,) for name in ("avi", "flac", "flv", "mp3", "wav")},
}


def test_the_format_follows_the_media_type(account: Account) -> None:
    names = {
        name: account.file(f"/a.{name}").json()["advanced"]["format"]["format_name"]
        for formats in FORMATS.values()
        for name in formats
    }
    assert names == {name: short for short, formats in FORMATS.items() for name in formats}
    assert account.get("/a.mp3").json()["advanced"]["audio_streams"][0]["codec_name"] == "mp3"


def test_files_of_the_same_bytes_have_the_same_duration(account: Account) -> None:
    def duration(path: str, content: bytes) -> float:
        return float(account.file(path, content).json()["advanced"]["format"]["duration"])

    same = {duration(f"/{name}", b"film") for name in ("a.mp4", "b.mp4", "c_360p.mp4", "d_720p.mp4", "e.avi", "f.mp3")}
    assert len(same) == 1
    assert duration("/other.mp4", b"another film") not in same


def test_a_duration_that_was_set_counts_for_the_same_bytes(account: Account) -> None:
    first = account.file("/a.mp4", b"film").json()
    account.server.control.set_media(first["id"], duration=33.5)
    assert account.file("/b.mp4", b"film").json()["advanced"]["format"]["duration"] == 33.5
