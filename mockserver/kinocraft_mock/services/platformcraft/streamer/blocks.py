"""Section "Streamer": media blocks."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.streamer.durations import block_duration
from kinocraft_mock.services.platformcraft.streamer.state import Block, Channel, Channels

__all__ = ["handlers"]

handlers = Handlers()

NOT_READY = "not ready"


def _serialize(channel: Channel, block: Block) -> dict[str, Any]:
    """The media block as the Streamer prints it; how long it lasts is known only of one that was checked."""
    answer: dict[str, Any] = {
        "id": block.id,
        "name": block.name,
        "channel_id": channel.id,
        "items": block.items,
        "loop": block.loop,
        "status": block.status,
        "timestamp": block.timestamp,
    }
    if block.status != NOT_READY:
        answer["duration"] = block.duration
        answer["stop_ts"] = block.timestamp + block.duration
    return answer


def _at(call: Call) -> tuple[Channels, Channel]:
    channels = call.world.part(Channels)
    return channels, channels.channel(call.values["channel_id"])


def _publishable(call: Call) -> tuple[Channels, Block]:
    """A media block that may go on the air. Raises a 409 for one that is not ready."""
    channels, channel = _at(call)
    block = channels.block(channel, call.values["block_id"])
    if block.status == NOT_READY:
        raise RefusalError(409, "not possible in this state: the media block is not ready")
    return channels, block


@handlers.on("streamer.blocks.create")
def create(call: Call) -> Answer:
    """A new media block, checked if it is ready. One that does not say so is not (inferred)."""
    channels, channel = _at(call)
    body, status = call.body, call.body.get("status", NOT_READY)
    block = channels.add_block(
        channel,
        name=body.get("name", ""),
        timestamp=int(body["timestamp"]),
        loop=body.get("loop", False),
        items=body["items"],
        status=status,
        duration=0 if status == NOT_READY else block_duration(call.world, channel.qualities, body["items"]),
    )
    return Answer(_serialize(channel, block))


@handlers.on("streamer.blocks.list")
def every(call: Call) -> Answer:
    """All media blocks of a channel."""
    channels, channel = _at(call)
    return Answer([_serialize(channel, block) for block in channels.blocks(channel)])


@handlers.on("streamer.blocks.get")
def get(call: Call) -> Answer:
    """One media block."""
    channels, channel = _at(call)
    return Answer(_serialize(channel, channels.block(channel, call.values["block_id"])))


@handlers.on("streamer.blocks.update")
def update(call: Call) -> Answer:
    """Change what was sent, of a media block that is neither on standby nor on the air."""
    channels, channel = _at(call)
    block, body = channels.block(channel, call.values["block_id"]), call.body
    if block.status in ("wait", "start"):
        raise RefusalError(
            409, f"not possible in this state: the media block's status is {block.status}; stop it first"
        )
    block.name = body.get("name", block.name)
    block.timestamp = int(body.get("timestamp", block.timestamp))
    block.loop = body.get("loop", block.loop)
    block.items = body.get("items", block.items)
    block.status = body.get("status", block.status)
    if block.status != NOT_READY:
        block.duration = block_duration(call.world, channel.qualities, block.items)
    channels.save_block(block)
    return Answer(_serialize(channel, block))


@handlers.on("streamer.blocks.delete")
def delete(call: Call) -> Answer:
    """Remove a media block, one on the air too."""
    channels, channel = _at(call)
    channels.delete_block(channels.block(channel, call.values["block_id"]))
    return Answer()


@handlers.on("streamer.blocks.start")
def start(call: Call) -> Answer:
    """On the air at once, in the place of another."""
    channels, block = _publishable(call)
    channels.start(block)
    return Answer()


@handlers.on("streamer.blocks.stop")
def stop(call: Call) -> Answer:
    """Off the air or off standby; ignored in any other state (documented)."""
    channels, channel = _at(call)
    channels.stop(channels.block(channel, call.values["block_id"]))
    return Answer()


@handlers.on("streamer.blocks.schedule")
def schedule(call: Call) -> Answer:
    """On standby until its time."""
    channels, block = _publishable(call)
    channels.publish(block)
    return Answer()


@handlers.on("streamer.blocks.copy")
def copy(call: Call) -> Answer:
    """A copy for each moment. Copies of a media block that is ready, or was put on the air, are ready."""
    channels, channel = _at(call)
    block, body = channels.block(channel, call.values["block_id"]), call.body
    publish = body.get("publish", False)
    if publish and block.status == NOT_READY:
        raise RefusalError(409, "not possible in this state: the media block is not ready")
    copies: list[Block] = []
    with call.world.store.transaction():
        for timestamp in body["timestamps"]:
            made = channels.add_block(
                channel,
                name=body.get("name", block.name),
                timestamp=int(timestamp),
                loop=block.loop,
                items=block.items,
                status=NOT_READY if block.status == NOT_READY else "ready",
                duration=block.duration,
            )
            copies.append(made)
        if publish:
            for made in copies:
                channels.publish(made)
    # Publishing one copy may take another off the air.
    return Answer([_serialize(channel, channels.block(channel, made.id)) for made in copies])
