"""Section "Streamer": media blocks."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.streamer.durations import block_duration
from kinocraft_mock.services.platformcraft.streamer.state import Block, Channel, Channels

__all__ = ["handlers"]

handlers = Handlers()

NOT_READY = "not ready"


def _serialize(channels: Channels, channel: Channel, block: Block) -> dict[str, Any]:
    """Serialize a media block. Its duration is 0 until it was checked."""
    ready = block.status != NOT_READY
    return {
        "id": block.id,
        "name": block.name,
        "channel_id": channel.id,
        "items": block.items,
        "loop": block.loop,
        "status": block.status,
        "timestamp": block.timestamp,
        "duration": block.duration if ready else 0,
        "stop_ts": channels.end_of(block) if ready else block.timestamp,
    }


def _at(request: Request) -> tuple[Channels, Channel]:
    channels = request.context.component(Channels)
    return channels, channels.channel(request.parameters["channel_id"])


def _publishable(request: Request) -> tuple[Channels, Block]:
    """Return the media block of a request. Raises a 409 if it is not ready."""
    channels, channel = _at(request)
    block = channels.block(channel, request.parameters["block_id"])
    if block.status == NOT_READY:
        raise ErrorResponse(409, "not possible in this state: the media block is not ready")
    return channels, block


@handlers.on("streamer.blocks.create")
def create(request: Request) -> Response:
    """Create a media block, and check it if it is ready. The default is not ready (inferred)."""
    channels, channel = _at(request)
    body, status = request.body, request.body.get("status", NOT_READY)
    block = channels.add_block(
        channel,
        name=body.get("name", ""),
        timestamp=int(body["timestamp"]),
        loop=body.get("loop", False),
        items=body["items"],
        status=status,
        duration=0 if status == NOT_READY else block_duration(request.context, channel.qualities, body["items"]),
    )
    return Response(_serialize(channels, channel, block))


@handlers.on("streamer.blocks.list")
def every(request: Request) -> Response:
    """Return all media blocks of a channel."""
    channels, channel = _at(request)
    return Response([_serialize(channels, channel, block) for block in channels.blocks(channel)])


@handlers.on("streamer.blocks.get")
def get(request: Request) -> Response:
    """Return one media block."""
    channels, channel = _at(request)
    return Response(_serialize(channels, channel, channels.block(channel, request.parameters["block_id"])))


@handlers.on("streamer.blocks.update")
def update(request: Request) -> Response:
    """Change the fields that were sent, unless the media block is on standby or on air."""
    channels, channel = _at(request)
    block, body = channels.block(channel, request.parameters["block_id"]), request.body
    if block.status in ("wait", "start"):
        raise ErrorResponse(
            409, f"not possible in this state: the media block's status is {block.status}; stop it first"
        )
    block.name = body.get("name", block.name)
    block.timestamp = int(body.get("timestamp", block.timestamp))
    block.loop = body.get("loop", block.loop)
    block.items = body.get("items", block.items)
    block.status = body.get("status", block.status)
    if block.status != NOT_READY:
        block.duration = block_duration(request.context, channel.qualities, block.items)
    channels.save_block(block)
    return Response(_serialize(channels, channel, block))


@handlers.on("streamer.blocks.delete")
def delete(request: Request) -> Response:
    """Delete a media block, even if it is on air."""
    channels, channel = _at(request)
    channels.delete_block(channels.block(channel, request.parameters["block_id"]))
    return Response()


@handlers.on("streamer.blocks.start")
def start(request: Request) -> Response:
    """Put a media block on air at once, instead of the present one."""
    channels, block = _publishable(request)
    channels.start(block)
    return Response()


@handlers.on("streamer.blocks.stop")
def stop(request: Request) -> Response:
    """Take a media block off air or off standby; ignored in any other state (documented)."""
    channels, channel = _at(request)
    channels.stop(channels.block(channel, request.parameters["block_id"]))
    return Response()


@handlers.on("streamer.blocks.schedule")
def schedule(request: Request) -> Response:
    """Put a media block on standby until its time."""
    channels, block = _publishable(request)
    channels.publish(block)
    return Response()


@handlers.on("streamer.blocks.copy")
def copy(request: Request) -> Response:
    """Create a copy for each time. Copies of a media block that is ready, or was on air, are ready."""
    channels, channel = _at(request)
    block, body = channels.block(channel, request.parameters["block_id"]), request.body
    publish = body.get("publish", False)
    if publish and block.status == NOT_READY:
        raise ErrorResponse(409, "not possible in this state: the media block is not ready")
    copies: list[Block] = []
    with request.context.store.transaction():
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
    # Publishing one copy may take another off air.
    return Response([_serialize(channels, channel, channels.block(channel, made.id)) for made in copies])
