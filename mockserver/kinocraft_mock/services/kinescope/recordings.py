"""What was on air, kept as a video."""

from __future__ import annotations

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.objects import Thing
from kinocraft_mock.services.kinescope.video_making import Place, find_place, give_file, make_video
from kinocraft_mock.services.kinescope.video_media import SIZES, Media
from kinocraft_mock.state.context import Context

__all__ = ["record"]

USUAL = "1080p"
"""What a broadcast is taken to come in where the event chooses no qualities."""


def record(context: Context, event: Thing, stream: Thing) -> Thing | None:
    """The video that a stream becomes, on its way to `done`; None for an event without a place for recordings.

    Its duration is how long the stream was on air. There are no bytes: an encoder sends none to this server.
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


def _place(context: Context, event: Thing) -> Place | None:
    parent_id = event.body["record"]["parent_id"]
    if parent_id is None:
        return None
    try:
        return find_place(context, parent_id)
    except ErrorResponse:
        # It was there when it was chosen. An event must be possible to end without it.
        return None
