"""Channels and media blocks, and what happens to them by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.platformcraft.tables import Table

__all__ = ["Block", "Channel", "Channels"]

# The index over `due` holds only blocks that wait for something, so that settling costs nothing if none is due.
SCHEMA = """
CREATE TABLE IF NOT EXISTS streamer_channels (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    qualities TEXT NOT NULL,
    gag TEXT,
    rtmp_publish TEXT
);
CREATE TABLE IF NOT EXISTS streamer_blocks (
    seq INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES streamer_channels ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    loop INTEGER NOT NULL,
    items TEXT NOT NULL,
    status TEXT NOT NULL,
    duration INTEGER NOT NULL,
    due INTEGER
);
CREATE INDEX IF NOT EXISTS streamer_blocks_of ON streamer_blocks (channel);
CREATE INDEX IF NOT EXISTS streamer_due ON streamer_blocks (due) WHERE due IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS streamer_on_air ON streamer_blocks (channel) WHERE status = 'start';
"""


@dataclass(slots=True)
class Channel:
    """A channel. `gag` and `rtmp_publish` may be None."""

    seq: int
    id: str
    name: str
    qualities: list[str]
    gag: dict[str, Any] | None
    rtmp_publish: dict[str, Any] | None


@dataclass(slots=True)
class Block:
    """A media block. `duration` is valid unless the status is `not ready`; `due` is the time it waits for."""

    seq: int
    channel: int
    id: str
    name: str
    timestamp: int
    loop: bool
    items: dict[str, list[str]]
    status: str
    duration: int = 0
    due: int | None = None


class Channels(Component):
    """The account's channels and their media blocks. Each method is atomic."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._channels = Table(
            self._store, "streamer_channels", Channel, "channel", ("qualities", "gag", "rtmp_publish")
        )
        self._blocks = Table(self._store, "streamer_blocks", Block, "media block", ("items",), ("loop",))
        self.reset()

    def reset(self) -> None:
        """Start without channels."""
        self._store.ensure(SCHEMA)

    # Channels

    def add_channel(self, name: str, qualities: list[str], gag: Any, rtmp_publish: Any) -> Channel:
        """Create a channel."""
        return self._channels.add(Channel(0, self._context.ids.object_id(), name, qualities, gag, rtmp_publish))

    def channels(self) -> list[Channel]:
        """Return all channels, oldest first."""
        return self._channels.all("true ORDER BY seq")

    def channel(self, channel_id: str) -> Channel:
        """Return the channel with this id. Raises a 404."""
        return self._channels.get("id = ?", channel_id)

    def save_channel(self, channel: Channel) -> None:
        """Store a changed channel."""
        self._channels.save(channel)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel and its media blocks."""
        self._channels.remove(channel)

    # Media blocks

    def add_block(self, channel: Channel, **values: Any) -> Block:
        """Create a media block, which is not published."""
        return self._blocks.add(Block(0, channel.seq, self._context.ids.object_id(), **values))

    def blocks(self, channel: Channel) -> list[Block]:
        """Return all media blocks of a channel, oldest first."""
        return self._blocks.all("channel = ? ORDER BY seq", channel.seq)

    def block(self, channel: Channel, block_id: str) -> Block:
        """Return the media block with this id. Raises a 404 if it is not of this channel."""
        return self._blocks.get("id = ? AND channel = ?", block_id, channel.seq)

    def save_block(self, block: Block) -> None:
        """Store a changed media block."""
        self._blocks.save(block)

    def delete_block(self, block: Block) -> None:
        """Delete a media block, even if it is on air."""
        self._blocks.remove(block)

    # On air

    def publish(self, block: Block) -> None:
        """Put a media block on standby. If its time has passed, it goes on air, unless it would be over by now."""
        if block.status == "start":
            return
        now = self._context.clock.now()
        if block.timestamp > now:
            block.status, block.due = "wait", block.timestamp
            self.save_block(block)
        elif block.loop or block.timestamp + block.duration > now:
            self._go_on_air(block)
        else:
            self._finish(block)

    def start(self, block: Block) -> None:
        """Put a media block on air now, with now as its time."""
        if block.status != "start":
            block.timestamp = int(self._context.clock.now())
            self._go_on_air(block)

    def stop(self, block: Block) -> None:
        """Take a media block off air or off standby; in any other state it does not change."""
        if block.status in ("start", "wait"):
            self._finish(block)

    def end_of(self, block: Block) -> int:
        """Return when a media block ends, in Unix seconds. A looped one on air ends with its current repetition."""
        end = block.timestamp + block.duration
        if block.status == "start" and block.loop and block.duration:
            end += max(0, int(self._context.clock.now()) - block.timestamp) // block.duration * block.duration
        return end

    def settle(self) -> None:
        """Apply everything that is due by the clock, in order: ends of blocks on air, and starts of waiting ones."""
        now = self._context.clock.now()
        while block := self._blocks.find("due <= ? ORDER BY due, seq LIMIT 1", now):
            if block.status == "start":
                self._finish(block)
            else:
                self._go_on_air(block)

    def _go_on_air(self, block: Block) -> None:
        """Put a media block on air instead of the present one. A looped one stays until something ends it."""
        current = self._blocks.find("channel = ? AND status = 'start'", block.channel)
        with self._store.transaction():
            if current is not None:
                self._finish(current)
            block.status, block.due = "start", None if block.loop else block.timestamp + block.duration
            self.save_block(block)

    def _finish(self, block: Block) -> None:
        block.status, block.due = "finish", None
        self.save_block(block)
