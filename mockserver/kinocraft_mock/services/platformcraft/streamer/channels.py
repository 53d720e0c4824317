"""Section "Streamer": channels."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.streamer.durations import Files, gag_duration
from kinocraft_mock.services.platformcraft.streamer.state import Channel, Channels

__all__ = ["handlers"]

handlers = Handlers()


def _serialize(channel: Channel) -> dict[str, Any]:
    """Serialize a channel. A missing gag or publication is left out."""
    serialized: dict[str, Any] = {"id": channel.id, "name": channel.name, "qualities": channel.qualities}
    if channel.gag is not None:
        serialized["gag"] = channel.gag
    if channel.rtmp_publish is not None:
        serialized["rtmp_publish"] = channel.rtmp_publish
    return serialized


def _gag(call: Call, qualities: list[str], items: Files) -> dict[str, Any]:
    return {"duration": gag_duration(call.world, qualities, items), "items": items}


@handlers.on("streamer.channels.create")
def create(call: Call) -> Answer:
    """Create a channel, which plays nothing yet. Repeated qualities count once."""
    body = call.body
    qualities = list(dict.fromkeys(body["qualities"]))
    gag = _gag(call, qualities, body["gag"]) if "gag" in body else None
    channel = call.world.part(Channels).add_channel(body["name"], qualities, gag, body.get("rtmp_publish"))
    return Answer(_serialize(channel))


@handlers.on("streamer.channels.list")
def every(call: Call) -> Answer:
    """Return all channels."""
    return Answer([_serialize(channel) for channel in call.world.part(Channels).channels()])


@handlers.on("streamer.channels.get")
def get(call: Call) -> Answer:
    """Return one channel."""
    return Answer(_serialize(call.world.part(Channels).channel(call.values["channel_id"])))


@handlers.on("streamer.channels.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent; the publication is replaced as a whole."""
    channels, body = call.world.part(Channels), call.body
    channel = channels.channel(call.values["channel_id"])
    channel.name = body.get("name", channel.name)
    if "gag" in body:
        channel.gag = _gag(call, channel.qualities, body["gag"])
    channel.rtmp_publish = body.get("rtmp_publish", channel.rtmp_publish)
    channels.save_channel(channel)
    return Answer(_serialize(channel))


@handlers.on("streamer.channels.delete")
def delete(call: Call) -> Answer:
    """Delete a channel with its media blocks."""
    channels = call.world.part(Channels)
    channels.delete_channel(channels.channel(call.values["channel_id"]))
    return Answer()
