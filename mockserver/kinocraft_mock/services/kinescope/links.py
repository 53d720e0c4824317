"""The URLs that responses contain beside those of documented operations: files, pictures and web pages."""

from __future__ import annotations

from kinocraft_mock.services.kinescope.ids import short

__all__ = [
    "EMBEDDED_PLAYLISTS",
    "EMBEDDED_VIDEOS",
    "FILES",
    "FILE_REQUESTS",
    "FRAMES",
    "LIVE",
    "PLAYLISTS",
    "VIDEOS",
    "file_request_link",
    "live_link",
    "playlist_links",
    "video_links",
]

FILES = "/kinescope/files"
FRAMES = "/kinescope/frames"
VIDEOS = "/kinescope/play"
EMBEDDED_VIDEOS = "/kinescope/embed"
LIVE = "/kinescope/live"
PLAYLISTS = "/kinescope/pl"
EMBEDDED_PLAYLISTS = "/kinescope/embed-pl"
FILE_REQUESTS = "/kinescope/request"


def video_links(origin: str, video_id: str) -> dict[str, str]:
    """Return the URLs that play, embed and stream a video. They stay the same when its file is replaced."""
    name = short(video_id)
    return {
        "play_link": f"{origin}{VIDEOS}/{name}",
        "embed_link": f"{origin}{EMBEDDED_VIDEOS}/{name}",
        "hls_link": f"{origin}{VIDEOS}/{name}/master.m3u8",
    }


def live_link(origin: str, event_id: str) -> str:
    """Return the URL of the page on which viewers watch a live event."""
    return f"{origin}{LIVE}/{short(event_id)}"


def playlist_links(origin: str, playlist_id: str) -> dict[str, str]:
    """Return the URLs that play and embed a playlist."""
    name = short(playlist_id)
    return {
        "play_link": f"{origin}{PLAYLISTS}/{name}",
        "embed_link": f"{origin}{EMBEDDED_PLAYLISTS}/{name}",
    }


def file_request_link(origin: str, file_request_id: str) -> str:
    """Return the URL of the page of a file request."""
    return f"{origin}{FILE_REQUESTS}/{file_request_id}"
