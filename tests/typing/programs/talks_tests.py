"""Tests that a user writes with the fixtures of kinocraft's pytest plugin."""

from kinocraft import Kinescope, Platformcraft
from kinocraft.testing import KinocraftMock


def test_a_talk_is_published(kinescope: Kinescope, kinocraft_mock: KinocraftMock) -> None:
    project = kinescope.projects.create(name="Talks", privacy_type="anywhere", privacy_domains=[])
    kinocraft_mock.fail_next("videos.get", 503)
    video = kinescope.videos.upload(b"a video", parent_id=project.id, title="Talk")
    kinocraft_mock.set_media(video.id, duration=42.5)
    assert kinescope.videos.wait(video).duration == 42.5
    kinocraft_mock.assert_called("POST /v2/video")
    kinocraft_mock.assert_valid()


def test_a_file_is_stored(platformcraft: Platformcraft) -> None:
    stored = platformcraft.files.upload(b"notes", "/notes.txt")
    assert platformcraft.files.get("/notes.txt").id == stored.id
