"""Section "Streamer": media blocks."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.streamer.lineup import block_duration
from kinocraft_mock.services.platformcraft.streamer.state import Block, Channel, Channels

__all__ = ["handlers"]

handlers = Handlers()

NOT_READY = "not ready"


def _described(channel: Channel, block: Block) -> dict[str, Any]:
    """The media block as the Streamer prints it; how long it lasts is known only of one that was checked."""
    response: dict[str, Any] = {
        "id": block.id,
        "name": block.name,
        "channel_id": channel.id,
        "items": block.items,
        "loop": block.loop,
        "status": block.status,
        "timestamp": block.timestamp,
    }
    if block.status != NOT_READY:
        response["duration"] = block.duration
        response["stop_ts"] = block.timestamp + block.duration
    return response


def _at(request: Request) -> tuple[Channels, Channel]:
    channels = request.context.component(Channels)
    return channels, channels.channel(request.parameters["channel_id"])


def _publishable(request: Request) -> tuple[Channels, Block]:
    """A media block that may go on the air. Raises a 409 for one that is not ready."""
    channels, channel = _at(request)
    block = channels.block(channel, request.parameters["block_id"])
    if block.status == NOT_READY:
        raise ErrorResponse(409, "not possible in this state: the media block is not ready")
    return channels, block


@handlers.on("streamer.blocks.create")
def create(request: Request) -> Response:
    """A new media block, checked if it is ready. One that does not say so is not (inferred)."""
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
    return Response(_described(channel, block))


@handlers.on("streamer.blocks.list")
def every(request: Request) -> Response:
    """All media blocks of a channel."""
    channels, channel = _at(request)
    return Response([_described(channel, block) for block in channels.blocks(channel)])


@handlers.on("streamer.blocks.get")
def get(request: Request) -> Response:
    """One media block."""
    channels, channel = _at(request)
    return Response(_described(channel, channels.block(channel, request.parameters["block_id"])))


@handlers.on("streamer.blocks.update")
def update(request: Request) -> Response:
    """Change what was sent, of a media block that is neither on standby nor on the air."""
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
    return Response(_described(channel, block))


@handlers.on("streamer.blocks.delete")
def delete(request: Request) -> Response:
    """Remove a media block, one on the air too."""
    channels, channel = _at(request)
    channels.delete_block(channels.block(channel, request.parameters["block_id"]))
    return Response()


@handlers.on("streamer.blocks.start")
def start(request: Request) -> Response:
    """On the air at once, in the place of another."""
    channels, block = _publishable(request)
    channels.start(block)
    return Response()


@handlers.on("streamer.blocks.stop")
def stop(request: Request) -> Response:
    """Off the air or off standby; ignored in any other state (documented)."""
    channels, channel = _at(request)
    channels.stop(channels.block(channel, request.parameters["block_id"]))
    return Response()


@handlers.on("streamer.blocks.schedule")
def schedule(request: Request) -> Response:
    """On standby until its time."""
    channels, block = _publishable(request)
    channels.publish(block)
    return Response()


@handlers.on("streamer.blocks.copy")
def copy(request: Request) -> Response:
    """A copy for each moment. Copies of a media block that is ready, or was put on the air, are ready."""
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
    # Publishing one copy may take another off the air.
    return Response([_described(channel, channels.block(channel, made.id)) for made in copies])
