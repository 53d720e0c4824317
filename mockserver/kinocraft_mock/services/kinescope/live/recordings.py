"""Recordings: ended streams as videos."""

from __future__ import annotations

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.projects.places import Place, find_place
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.videos.media import SIZES, Media
from kinocraft_mock.services.kinescope.videos.state import give_file, make_video

__all__ = ["make_recording"]

USUAL = "1080p"
"""The quality of a stream if the event selects none."""


def make_recording(context: Context, event: Record, stream: Record) -> Record | None:
    """Create the video of a stream; return None for an event without a place for recordings.

    Its duration is the time on air. The file is empty: encoders send no bytes to this server.
    """
    place = _place(context, event)
    if place is None:
        return None
    fields = {"event_id": event.id, "chat_preview": event.body["chat_preview"]}
    meta = {"event_id": event.id, "stream_id": stream.id}
    title = event.body["name"]
    video = make_video(context, place, title, meta=meta, fields=fields)
    height = max(int(preset[:-1]) for preset in event.body["video"]["presets"] or [USUAL])
    width, height = SIZES[height]
    media = Media(round(stream.body["aired"] / 1_000_000, 3), width, height)
    return give_file(context, video, f"{title or event.id}.mp4", [], media=media, status="processing")


def _place(context: Context, event: Record) -> Place | None:
    parent_id = event.body["record"]["parent_id"]
    if parent_id is None:
        return None
    try:
        return find_place(context, parent_id)
    except ErrorResponse:
        # It may have been deleted since it was selected. The event must still be able to end.
        return None
