"""The processing of videos, and the targets of their links."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import httpx2
import pytest

from kinocraft_mock import ControlError
from kinocraft_mock.services.kinescope.videos.media import Media, container, invent_media, renditions
from tests import seed
from tests.seed.workspace import Workspace, data, error
from tests.unit.mock.kinescope.receiver import wait_until


def fetched(workspace: Workspace, link: str, **headers: str) -> httpx2.Response:
    """Return the response for a URL without a token."""
    return httpx2.get(link, headers=headers, trust_env=False)


def states(workspace: Workspace, video_id: str, *seconds: float) -> list[tuple[str, int, int]]:
    """Return state, progress and number of files of a video after each of these waits."""
    found: list[tuple[str, int, int]] = []
    for each in seconds:
        workspace.server.control.advance(each)
        video = seed.get_video(workspace, video_id)
        found.append((video["status"], video["progress"], len(video["assets"])))
    return found


def test_a_video_progresses_by_time(workspace: Workspace) -> None:
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    assert states(workspace, video_id, 0, 0.5, 0.25, 0.25, 1, 0.5) == [
        ("uploading", 100, 0),
        ("pre-processing", 0, 0),
        ("pre-processing", 50, 0),
        ("processing", 0, 1),
        ("processing", 50, 1),
        ("processing", 75, 1),
    ]
    assert seed.get_video(workspace, video_id)["poster"] is None
    workspace.server.control.advance(0.5)
    video = seed.get_video(workspace, video_id)
    assert (video["status"], video["progress"], video["updated_at"]) == ("done", 0, None)
    assert len(video["assets"]) > 1
    # Events have the time when they happened, not that of the request.
    workspace.server.control.advance(100)
    assert seed.get_video(workspace, video_id) == video
    assert {each["created_at"] for each in video["assets"][1:]} == {"2020-09-13T12:26:43Z"}


def test_several_statuses_can_pass_between_requests(workspace: Workspace) -> None:
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    assert states(workspace, video_id, 1000)[0][0] == "done"
    assert seed.uploaded_file(seed.get_video(workspace, video_id))["created_at"] == "2020-09-13T12:26:41Z"


def test_duration_is_known_after_processing(workspace: Workspace) -> None:
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    assert seed.get_video(workspace, video_id)["duration"] == 0
    workspace.server.control.advance(1)
    assert seed.get_video(workspace, video_id)["duration"] > 0


def test_a_video_progresses_by_polls(workspace: Workspace) -> None:
    workspace.server.control.pace(polls=2)
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    workspace.get("/v1/videos")
    assert [state for state, _, _ in states(workspace, video_id, *[100.0] * 7)] == [
        "uploading",
        "uploading",
        "pre-processing",
        "pre-processing",
        "processing",
        "processing",
        "done",
    ]


def test_a_video_may_be_done_at_the_first_poll(workspace: Workspace) -> None:
    workspace.server.control.pace(polls=0)
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    assert states(workspace, video_id, 0)[0][0] == "done"


def test_states_may_be_longer_or_shorter(workspace: Workspace) -> None:
    usual = workspace.server.control.pace()
    assert workspace.server.control.pace(uploading=10, processing=0) == {**usual, "uploading": 10, "processing": 0}
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    found = states(workspace, video_id, 9, 1, 0.5)
    assert [state for state, _, _ in found] == ["uploading", "pre-processing", "done"]


@pytest.mark.parametrize(
    "order", [{"uploading": -1}, {"processing": "1"}, {"polls": 0.5}, {"polls": -1}, {"polls": True}, {"steps": 1}]
)
def test_an_invalid_pace_is_rejected(workspace: Workspace, order: dict[str, Any]) -> None:
    usual = workspace.server.control.pace()
    with pytest.raises(ControlError):
        workspace.server.control.pace(**order)
    assert workspace.server.control.pace() == usual


@pytest.mark.parametrize("status", ["error", "aborted", "suspended"])
def test_a_video_may_fail(workspace: Workspace, status: str) -> None:
    endpoint = "https://hooks.example.com/kinescope"
    data(workspace.post("/v1/webhooks", {"name": "n", "endpoint": endpoint, "events": ["media.update.status"]}))
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    workspace.server.control.advance(0.75)
    workspace.server.control.fail_video(video_id, status, "no picture")
    assert states(workspace, video_id, 0, 100) == [(status, 0, 0)] * 2
    deliveries = deliveries_of(workspace, 3)
    assert [each["data"]["data"] for each in deliveries] == [
        {"id": video_id, "status": "uploading"},
        {"id": video_id, "status": "pre-processing"},
        {"id": video_id, "status": status, "message": "no picture"},
    ]


def test_invalid_failures_are_rejected(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    for order in ((video["id"], "done"), (video["project_id"], "error"), ("x", "error")):
        with pytest.raises(ControlError):
            workspace.server.control.fail_video(*order)
    assert seed.get_video(workspace, video["id"]) == video


def test_a_reset_restores_the_default_pace(workspace: Workspace) -> None:
    workspace.server.control.pace(polls=9)
    workspace.server.control.reset()
    workspace.server.control.freeze()
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    assert seed.finish(workspace, video_id)["status"] == "done"


def test_webhooks_receive_every_status(workspace: Workspace) -> None:
    endpoint = "https://hooks.example.com/kinescope"
    data(workspace.post("/v1/webhooks", {"name": "n", "endpoint": endpoint, "events": ["media.update.status"]}))
    video_id = seed.video(workspace, seed.project(workspace)["id"])["id"]
    for _ in range(4):
        workspace.server.control.advance(1)
    deliveries = deliveries_of(workspace, 4)
    assert [each["data"]["data"]["status"] for each in deliveries] == [
        "uploading",
        "pre-processing",
        "processing",
        "done",
    ]
    assert {each["data"]["data"]["id"] for each in deliveries} == {video_id}


def deliveries_of(workspace: Workspace, number: int) -> list[dict[str, Any]]:
    wait_until(lambda: len(workspace.server.control.deliveries()) >= number)
    deliveries: list[dict[str, Any]] = workspace.server.control.deliveries()
    return deliveries


def test_a_video_has_files_of_every_quality_up_to_the_source(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    width, height = map(int, seed.uploaded_file(video)["resolution"].split("x"))
    heights = [int(each["quality"][:-1]) for each in video["assets"][1:]]
    assert heights == [each for each in (1080, 720, 480, 360) if each <= height]
    for asset in video["assets"][1:]:
        across, down = map(int, asset["resolution"].split("x"))
        assert across <= width
        assert asset["quality"] == f"{down}p"
        assert asset["original_name"] == f"{asset['quality']}.mp4"
        assert (asset["filetype"], asset["download_link"], "url" in asset) == ("mp4", "", False)
        assert asset["file_size"] > 0
    assert len({each["id"] for each in video["assets"]}) == len(video["assets"])


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1920, 1080, [("1080p", 1920, 1080), ("720p", 1280, 720), ("480p", 852, 480), ("360p", 640, 360)]),
        (852, 480, [("480p", 852, 480), ("360p", 640, 360)]),
        # A portrait video keeps its aspect ratio.
        (720, 1280, [("1080p", 608, 1080), ("720p", 404, 720), ("480p", 270, 480), ("360p", 202, 360)]),
        (320, 240, [("360p", 320, 240)]),
    ],
)
def test_a_source_is_encoded_to_lower_qualities(width: int, height: int, expected: list[tuple[str, int, int]]) -> None:
    assert [each[:3] for each in renditions(Media(10.0, width, height))] == expected


def test_file_details_depend_on_the_seed_and_the_bytes(workspace: Workspace) -> None:
    def details(content: bytes) -> tuple[float, int, int]:
        context = workspace.server.app.context
        blobs = [(context.blobs.add(content[:3]), 3), (context.blobs.add(content[3:]), len(content) - 3)]
        found = invent_media(context, blobs)
        assert invent_media(context, [(context.blobs.add(content), len(content))]) == found
        return found.duration, found.width, found.height

    file_details = [details(content) for content in (b"a film", b"a Film", b"a film", b"a film " + bytes(1 << 17))]
    assert file_details[0] == file_details[2]
    assert len(set(file_details)) == 3
    long = invent_media(workspace.server.app.context, [(workspace.server.app.context.blobs.add(b"x"), 1 << 30)])
    assert 300 < long.duration < 20_000


def test_files_with_the_same_bytes_have_the_same_details(workspace: Workspace) -> None:
    place = seed.project(workspace)["id"]
    first, second, other = (
        seed.finished_video(workspace, place, title, content=content, name=f"{title}.mp4")
        for title, content in (("a", b"same" * 100), ("b", b"same" * 100), ("c", b"SAME" * 100))
    )
    assert first["duration"] == second["duration"] != other["duration"]


def test_file_details_can_be_set(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    workspace.server.control.set_media(video["id"], duration=12.5, width=640, height=360, has_audio=False)
    after = seed.get_video(workspace, video["id"])
    assert (after["duration"], after["has_audio"]) == (12.5, False)
    assert [(each["quality"], each["resolution"]) for each in after["assets"]] == [
        ("original", "640x360"),
        ("360p", "640x360"),
    ]


@pytest.mark.parametrize(("name", "form"), [("a.MOV", "mov"), ("a.b.webm", "webm"), ("film", "mp4"), ("a.txt", "mp4")])
def test_the_format_of_a_file_is_read_from_its_name(name: str, form: str) -> None:
    assert container(name) == form


def test_the_uploaded_file_is_returned_unchanged(workspace: Workspace) -> None:
    content = bytes(range(256)) * 1000
    original = seed.uploaded_file(seed.finished_video(workspace, content=content, name="film.mov"))
    response = fetched(workspace, original["download_link"])
    assert (response.content, response.headers["content-type"]) == (content, "video/quicktime")
    part = fetched(workspace, original["url"], Range="bytes=10-19")
    assert (part.status_code, part.content) == (206, content[10:20])


def test_links_to_files_expire(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    tracks = f"/v1/videos/{video['id']}/subtitles"
    track = data(workspace.post(tracks, data={"language": "ru"}, files={"file": ("a.vtt", b"WEBVTT\n")}))
    links = {seed.uploaded_file(video)["download_link"]: b"a film", track["url"]: b"WEBVTT\n"}
    workspace.server.control.advance(24 * 3600)
    assert {link: fetched(workspace, link).content for link in links} == links
    workspace.server.control.advance(24 * 3600)
    for link in links:
        error(fetched(workspace, link), 403, 100103)
    assert fetched(workspace, seed.uploaded_file(seed.get_video(workspace, video["id"]))["url"]).content == b"a film"
    assert fetched(workspace, video["poster"]["original"]).status_code == 200


def test_the_playlist_leads_to_the_file(workspace: Workspace) -> None:
    video = seed.finished_video(workspace, content=b"the film")
    master = fetched(workspace, video["hls_link"])
    assert master.headers["content-type"] == "application/vnd.apple.mpegurl"
    lines = master.text.splitlines()
    assert lines[0] == "#EXTM3U"
    variants = [line for line in lines if not line.startswith("#")]
    assert variants == [f"{each['quality']}.m3u8" for each in video["assets"][1:]]
    assert sum(line.startswith("#EXT-X-STREAM-INF:BANDWIDTH=") for line in lines) == len(variants)
    for variant in variants:
        playlist = fetched(workspace, str(master.url.join(variant)))
        text = playlist.text.splitlines()
        assert f"#EXTINF:{video['duration']:.3f}," in text
        (segment,) = [line for line in text if not line.startswith("#")]
        assert fetched(workspace, str(playlist.url.join(segment))).content == b"the film"


def test_there_is_no_playlist_before_the_video_is_done(workspace: Workspace) -> None:
    video = seed.get_video(workspace, seed.video(workspace, seed.project(workspace)["id"])["id"])
    assert fetched(workspace, video["hls_link"]).status_code == 404
    page = fetched(workspace, video["play_link"])
    assert page.status_code == 200
    assert "uploading" in page.text


def test_there_is_no_playlist_of_a_quality_the_video_lacks(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    link = video["hls_link"].removesuffix("master.m3u8")
    for name in ("4320p.m3u8", "1080p", "original.m3u8", ""):
        assert fetched(workspace, link + name).status_code == 404
    assert fetched(workspace, f"{workspace.server.url}/kinescope/play/1").status_code == 404
    assert fetched(workspace, f"{workspace.server.url}/kinescope/embed/x/y").status_code == 404


def test_players_show_the_file_under_its_escaped_title(workspace: Workspace) -> None:
    video = seed.finished_video(workspace, title="<b>Q & A</b>")
    for link in (video["play_link"], video["embed_link"]):
        page = fetched(workspace, link)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "<h1>&lt;b&gt;Q &amp; A&lt;/b&gt;</h1>" in page.text
        path = page.text.split('<video controls src="')[1].split('"')[0]
        assert fetched(workspace, str(page.url.join(path))).content == b"a film"


@pytest.mark.parametrize(
    ("privacy", "referer", "status"),
    [
        ("anywhere", "", 200),
        ("nowhere", "https://example.com/", 403),
        ("custom", "https://example.com/page", 200),
        ("custom", "https://www.example.com/", 200),
        ("custom", "https://notexample.com/", 403),
        ("custom", "", 403),
    ],
)
def test_a_player_is_embedded_where_privacy_allows(
    workspace: Workspace, privacy: str, referer: str, status: int
) -> None:
    video = seed.finished_video(workspace)
    workspace.patch(f"/v1/videos/{video['id']}", {"privacy_type": privacy, "privacy_domains": ["example.com"]})
    assert fetched(workspace, video["embed_link"], Referer=referer).status_code == status
    assert fetched(workspace, video["play_link"]).status_code == 200


def test_a_poster_of_a_time_has_four_sizes(workspace: Workspace) -> None:
    poster = seed.finished_video(workspace)["poster"]
    for size, width in (("original", 1280), ("md", 640), ("sm", 320), ("xs", 160)):
        response = fetched(workspace, poster[size])
        assert response.headers["content-type"] == "image/png"
        assert dimensions(response.content) == (width, width * 9 // 16)
    assert fetched(workspace, poster["xs"].replace("xs", "xl")).status_code == 404
    assert fetched(workspace, poster["xs"].removesuffix("/xs.png")).status_code == 404


def dimensions(png: bytes) -> tuple[int, int]:
    """Return the size of a PNG, which is decoded completely."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks: dict[bytes, bytes] = {}
    place = 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        name, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length) == (zlib.crc32(name + body),)
        chunks[name] = body
        place += length + 12
    width, height = struct.unpack_from(">II", chunks[b"IHDR"])
    assert len(zlib.decompress(chunks[b"IDAT"])) == (width + 1) * height
    return width, height
