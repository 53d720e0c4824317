"""The web pages of playlists, which list their videos in order."""

from __future__ import annotations

from html import escape

from kinocraft_mock.endpoints.resource_endpoint import StreamedResponse
from kinocraft_mock.http.messages import Headers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.links import EMBEDDED_PLAYLISTS, EMBEDDED_VIDEOS, PLAYLISTS, VIDEOS
from kinocraft_mock.services.kinescope.playlists.state import videos
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import PLAYLIST
from kinocraft_mock.services.kinescope.viewer.page import PageEndpoint, check_embedding, page

__all__ = ["EmbeddedPlaylists", "PlaylistPages"]


class PlaylistPages(PageEndpoint):
    """The web pages of playlists."""

    mount = PLAYLISTS
    operation = "kinescope.playlists"
    kind = "playlist"
    videos_at = VIDEOS

    def _page(self, name: str, headers: Headers) -> StreamedResponse:
        playlist = self._context.component(Records).find(PLAYLIST, name)
        if playlist is None:
            raise not_found(self.kind)
        self._check(playlist, headers)
        items = "".join(
            f'<li><a href="{self.videos_at}/{short(video.id)}">{escape(video.body["title"])}</a></li>\n'
            for video in videos(self._context, playlist)
        )
        return page(playlist.body["name"], f"<ol>\n{items}</ol>")

    def _check(self, playlist: Record, headers: Headers) -> None:
        """Raise a 403 if the page may not be shown. Privacy restricts embedding only."""


class EmbeddedPlaylists(PlaylistPages):
    """The pages of playlists for embedding in other pages, where the playlist's privacy allows it."""

    mount = EMBEDDED_PLAYLISTS
    operation = "kinescope.embedded_playlists"
    videos_at = EMBEDDED_VIDEOS

    def _check(self, playlist: Record, headers: Headers) -> None:
        check_embedding("playlist", playlist.body, headers)
