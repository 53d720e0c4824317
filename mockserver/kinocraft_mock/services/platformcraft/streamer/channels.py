"""Section "Streamer": channels."""

from __future__ import annotations

from typing import Any, cast

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.streamer.durations import Files, gag_duration
from kinocraft_mock.services.platformcraft.streamer.state import Channel, Channels

__all__ = ["handlers"]

handlers = Handlers()

NO_PUBLICATION: dict[str, Any] = {"stream_name": "", "url": "", "url_backup": "", "active": False}


def _serialize(channel: Channel) -> dict[str, Any]:
    """Serialize a channel. A missing gag or publication is empty."""
    return {
        "id": channel.id,
        "name": channel.name,
        "qualities": channel.qualities,
        "gag": channel.gag or {"duration": 0, "items": {}},
        "rtmp_publish": {**NO_PUBLICATION, **(channel.rtmp_publish or {})},
    }


def _gag(request: Request, qualities: list[str], items: Files) -> dict[str, Any]:
    return {"duration": gag_duration(request.context, qualities, items), "items": items}


@handlers.interprets("streamer.channels.create")
@handlers.interprets("streamer.channels.update")
def take_back(body: Any) -> str:
    """Take a gag and a publication in the form in which a channel shows them, for programs that send it back whole."""
    if not isinstance(body, dict):
        return ""
    sent = cast("dict[str, Any]", body)
    readings: list[str] = []
    gag = sent.get("gag")
    if isinstance(gag, dict) and gag.keys() == {"duration", "items"} and isinstance(gag["items"], dict):
        sent["gag"] = gag["items"]
        readings.append("the items of the gag are the gag")
        if not gag["items"]:
            del sent["gag"]
    if sent.get("rtmp_publish") == NO_PUBLICATION:
        del sent["rtmp_publish"]
        readings.append("the empty rtmp_publish counts as not sent")
    return ", ".join(readings)


@handlers.on("streamer.channels.create")
def create(request: Request) -> Response:
    """Create a channel, which plays nothing yet. Repeated qualities count once."""
    body = request.body
    qualities = list(dict.fromkeys(body["qualities"]))
    gag = _gag(request, qualities, body["gag"]) if "gag" in body else None
    channel = request.context.component(Channels).add_channel(body["name"], qualities, gag, body.get("rtmp_publish"))
    return Response(_serialize(channel))


@handlers.on("streamer.channels.list")
def every(request: Request) -> Response:
    """Return all channels."""
    return Response([_serialize(channel) for channel in request.context.component(Channels).channels()])


@handlers.on("streamer.channels.get")
def get(request: Request) -> Response:
    """Return one channel."""
    return Response(_serialize(request.context.component(Channels).channel(request.parameters["channel_id"])))


@handlers.on("streamer.channels.update")
def update(request: Request) -> Response:
    """Change the fields that were sent; the publication is replaced as a whole."""
    channels, body = request.context.component(Channels), request.body
    channel = channels.channel(request.parameters["channel_id"])
    channel.name = body.get("name", channel.name)
    if "gag" in body:
        channel.gag = _gag(request, channel.qualities, body["gag"])
    channel.rtmp_publish = body.get("rtmp_publish", channel.rtmp_publish)
    channels.save_channel(channel)
    return Response(_serialize(channel))


@handlers.on("streamer.channels.delete")
def delete(request: Request) -> Response:
    """Delete a channel with its media blocks."""
    channels = request.context.component(Channels)
    channels.delete_channel(channels.channel(request.parameters["channel_id"]))
    return Response()
