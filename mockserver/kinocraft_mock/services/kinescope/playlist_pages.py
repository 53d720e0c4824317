"""What the links of a playlist lead to: a page with its videos in their order."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.http.resource_endpoint import Resource, StreamedResponse
from kinocraft_mock.services.kinescope import KINESCOPE
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.kinds import PLAYLIST
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.pages import page
from kinocraft_mock.services.kinescope.playlist_entities import videos
from kinocraft_mock.services.kinescope.video_described import EMBED as EMBEDDED_VIDEO
from kinocraft_mock.services.kinescope.video_described import PLAY as PLAYED_VIDEO
from kinocraft_mock.services.kinescope.video_pages import may_embed

__all__ = ["EMBED", "PLAY", "EmbeddedPlaylists", "PlaylistPages"]

PLAY = "/kinescope/pl"
EMBED = "/kinescope/embed-pl"


class PlaylistPages(Resource):
    """The web pages of playlists."""

    mount = PLAY
    operation = "kinescope.playlists"
    vendor = KINESCOPE
    videos_at = PLAYED_VIDEO

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        playlist = self._context.component(Objects).find(PLAYLIST, segments[0]) if len(segments) == 1 else None
        if playlist is None:
            raise not_found("playlist")
        self._check(playlist, headers)
        items = "".join(
            f'<li><a href="{self.videos_at}/{short(video.id)}">{escape(video.body["title"])}</a></li>\n'
            for video in videos(self._context, playlist)
        )
        return page(playlist.body["name"], f"<ol>\n{items}</ol>")

    def _check(self, playlist: Thing, headers: Headers) -> None:
        """Refuse who may not see the page. Privacy is about embedding alone."""


class EmbeddedPlaylists(PlaylistPages):
    """The same to be put into other pages, where the playlist's privacy allows it."""

    mount = EMBED
    operation = "kinescope.embedded_playlists"
    videos_at = EMBEDDED_VIDEO

    def _check(self, playlist: Thing, headers: Headers) -> None:
        if not may_embed(playlist.body, urlsplit(headers.get(b"referer", b"").decode("latin-1")).hostname or ""):
            raise ErrorResponse(403, "the playlist's privacy does not allow it to be embedded here")
