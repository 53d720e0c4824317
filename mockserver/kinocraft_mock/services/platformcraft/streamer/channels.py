"""Section "Streamer": channels."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.streamer.lineup import Files, gag_duration
from kinocraft_mock.services.platformcraft.streamer.state import Channel, Channels

__all__ = ["handlers"]

handlers = Handlers()


def _described(channel: Channel) -> dict[str, Any]:
    """The channel as the Streamer prints it; a gag or a publication that is not there is left out."""
    response: dict[str, Any] = {"id": channel.id, "name": channel.name, "qualities": channel.qualities}
    if channel.gag is not None:
        response["gag"] = channel.gag
    if channel.rtmp_publish is not None:
        response["rtmp_publish"] = channel.rtmp_publish
    return response


def _gag(request: Request, qualities: list[str], items: Files) -> dict[str, Any]:
    return {"duration": gag_duration(request.context, qualities, items), "items": items}


@handlers.on("streamer.channels.create")
def create(request: Request) -> Response:
    """A new channel, which plays nothing yet. A quality that is named twice is one quality."""
    body = request.body
    qualities = list(dict.fromkeys(body["qualities"]))
    gag = _gag(request, qualities, body["gag"]) if "gag" in body else None
    channel = request.context.component(Channels).add_channel(body["name"], qualities, gag, body.get("rtmp_publish"))
    return Response(_described(channel))


@handlers.on("streamer.channels.list")
def every(request: Request) -> Response:
    """All channels."""
    return Response([_described(channel) for channel in request.context.component(Channels).channels()])


@handlers.on("streamer.channels.get")
def get(request: Request) -> Response:
    """One channel."""
    return Response(_described(request.context.component(Channels).channel(request.parameters["channel_id"])))


@handlers.on("streamer.channels.update")
def update(request: Request) -> Response:
    """Change what was sent; the publication is replaced as a whole."""
    channels, body = request.context.component(Channels), request.body
    channel = channels.channel(request.parameters["channel_id"])
    channel.name = body.get("name", channel.name)
    if "gag" in body:
        channel.gag = _gag(request, channel.qualities, body["gag"])
    channel.rtmp_publish = body.get("rtmp_publish", channel.rtmp_publish)
    channels.save_channel(channel)
    return Response(_described(channel))


@handlers.on("streamer.channels.delete")
def delete(request: Request) -> Response:
    """Remove a channel with its media blocks."""
    channels = request.context.component(Channels)
    channels.delete_channel(channels.channel(request.parameters["channel_id"]))
    return Response()
