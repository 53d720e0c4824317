"""What the links of a video load: a page that plays its file, the same page for embedding, and HLS playlists.

Nothing is encoded here, so every quality of a playlist is the uploaded file as one segment.
"""

from __future__ import annotations

from html import escape
from math import ceil

from kinocraft_mock.context import Context
from kinocraft_mock.endpoints.resource_endpoint import ReadOnlyEndpoint, StreamedResponse, document_response
from kinocraft_mock.http.messages import Headers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.links import EMBEDDED_VIDEOS, VIDEOS
from kinocraft_mock.services.kinescope.posters.state import active_poster, picture_links
from kinocraft_mock.services.kinescope.store.files import Files, lasting_path
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from kinocraft_mock.services.kinescope.vendor import VENDOR
from kinocraft_mock.services.kinescope.videos.progress import settle
from kinocraft_mock.services.kinescope.videos.serialize import FIRST_NUMBER
from kinocraft_mock.services.kinescope.viewer.page import PageEndpoint, check_embedding, page

__all__ = ["EmbeddedVideos", "VideoPages"]

PLAYLIST = "application/vnd.apple.mpegurl"


class VideoPages(ReadOnlyEndpoint):
    """Pages with a player, and playlists."""

    mount = VIDEOS
    operation = "kinescope.play"
    vendor = VENDOR

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        match segments:
            case [name]:
                return _page(self._context, _video(self._context, name))
            case [name, "master.m3u8"]:
                video = _require_done(_video(self._context, name))
                return document_response(_lines(*_variants(video)), PLAYLIST)
            case [name, playlist]:
                video = _require_done(_video(self._context, name))
                qualities = [asset["quality"] for asset in video.body["assets"][1:]]
                if playlist.removesuffix(".m3u8") in qualities and playlist.endswith(".m3u8"):
                    return document_response(_lines(*_segments(self._context, video)), PLAYLIST)
            case _:
                pass
        raise not_found("playlist")


class EmbeddedVideos(PageEndpoint):
    """Pages with a player for embedding in other pages, where the video's privacy allows it."""

    mount = EMBEDDED_VIDEOS
    operation = "kinescope.embed"
    kind = "player"

    def _page(self, name: str, headers: Headers) -> StreamedResponse:
        video = _video(self._context, name)
        check_embedding("video", video.body, headers)
        return _page(self._context, video)


def _video(context: Context, name: str) -> Record:
    """Return the video that a link names, by its short id or by its number."""
    records = context.component(Records)
    video = records.find(VIDEO, name)
    if video is None and name.isascii() and name.isdecimal() and len(name) < 16:
        numbered = context.store.one("SELECT id FROM kinescope_objects WHERE seq = ?", int(name) - FIRST_NUMBER)
        video = records.find(VIDEO, numbered[0]) if numbered else None
    if video is None:
        raise not_found("video")
    return settle(context, video)


def _require_done(video: Record) -> Record:
    if video.body["status"] != "done":
        raise not_found("playlist: the video is not done yet")
    return video


def _source(context: Context, video: Record) -> str:
    (file,) = context.component(Files).of(video, "original")
    return lasting_path(context, file)


def _page(context: Context, video: Record) -> StreamedResponse:
    poster = active_poster(context, video)
    shown = f' poster="{escape(picture_links("", poster)["original"])}"' if poster else ""
    playing = (
        f"""<video controls src="{escape(_source(context, video))}"{shown}></video>
<p>This is the uploaded file as it came.</p>"""
        if video.body["status"] == "done"
        else f"<p>{escape(video.body['status'])}</p>"
    )
    return page(video.body["title"], playing)


def _variants(video: Record) -> list[str]:
    lines = ["#EXTM3U", "#EXT-X-VERSION:3", "# every quality is the uploaded file: this server does not encode"]
    for asset in video.body["assets"][1:]:
        bandwidth = max(1, round(asset["size"] * 8 / max(video.body["duration"], 0.001)))
        lines += [
            f"#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},RESOLUTION={asset['width']}x{asset['height']}",
            f"{asset['quality']}.m3u8",
        ]
    return lines


def _segments(context: Context, video: Record) -> list[str]:
    return [
        "#EXTM3U",
        "#EXT-X-VERSION:3",
        f"#EXT-X-TARGETDURATION:{ceil(video.body['duration'])}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        f"#EXTINF:{video.body['duration']:.3f},",
        _source(context, video),
        "#EXT-X-ENDLIST",
    ]


def _lines(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()
