"""Streams and records, and what happens to them by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kinocraft_mock.context import Component, Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.platformcraft.files.media import PLAYLIST_TYPE, WIDTHS, Details, Media
from kinocraft_mock.services.platformcraft.files.paths import LONGEST_NAME, split
from kinocraft_mock.services.platformcraft.files.tree import Content, Tree
from kinocraft_mock.services.platformcraft.recorder import lifecycle
from kinocraft_mock.services.platformcraft.recorder.lifecycle import Clip, Record
from kinocraft_mock.services.platformcraft.recorder.playlist import playlist
from kinocraft_mock.services.platformcraft.tables import Table

__all__ = ["Recorder", "Stream"]

# The index over `due` holds only records that wait for something, so that settling costs nothing if none is due.
SCHEMA = """
CREATE TABLE IF NOT EXISTS recorder_streams (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    src TEXT NOT NULL,
    height INTEGER NOT NULL,
    live INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS recorder_records (
    seq INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES recorder_streams ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    src TEXT NOT NULL,
    email TEXT NOT NULL,
    is_instant INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    max_dur INTEGER NOT NULL,
    stop_timeout INTEGER NOT NULL,
    motion_record INTEGER NOT NULL,
    events_record INTEGER NOT NULL,
    status TEXT NOT NULL,
    msg TEXT NOT NULL,
    due REAL,
    opened REAL,
    recorded REAL NOT NULL,
    flowing REAL,
    quiet REAL,
    files TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS recorder_records_of ON recorder_records (stream);
CREATE INDEX IF NOT EXISTS recorder_due ON recorder_records (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS recorder_running ON recorder_records (stream) WHERE status = 'progress';
CREATE UNIQUE INDEX IF NOT EXISTS recorder_instant ON recorder_records (stream)
    WHERE is_instant AND status = 'progress';
"""


@dataclass(slots=True)
class Stream:
    """A stream. `live` says whether it has input now, `height` is that of its largest picture."""

    seq: int
    id: str
    name: str
    src: str
    height: int
    live: bool = True


class Recorder(Component):
    """The account's streams and their records. Each method is atomic."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._tree = context.component(Tree)
        self._media = context.component(Media)
        self._streams = Table(self._store, "recorder_streams", Stream, "stream", flags=("live",))
        flags = ("is_instant", "motion_record", "events_record")
        self._records = Table(self._store, "recorder_records", Record, "record", ("files",), flags)
        self.reset()

    def reset(self) -> None:
        """Start without streams."""
        self._store.ensure(SCHEMA)

    # Streams

    def add_stream(self, name: str, src: str, height: int) -> Stream:
        """Create a stream."""
        return self._streams.add(Stream(0, self._context.ids.object_id(), name, src, height))

    def streams(self) -> list[Stream]:
        """Return all streams, oldest first."""
        return self._streams.all("true ORDER BY seq")

    def stream(self, stream_id: str) -> Stream:
        """Return the stream with this id. Raises a 404."""
        return self._streams.get("id = ?", stream_id)

    def save_stream(self, stream: Stream) -> None:
        """Store a changed stream."""
        self._streams.save(stream)

    def delete_stream(self, stream: Stream) -> None:
        """Delete a stream and its records, including running ones. Their files stay."""
        self._streams.remove(stream)

    # Records

    def add_record(self, stream: Stream, options: dict[str, Any]) -> Record:
        """Create a record. It starts if its time has come."""
        record = Record(seq=0, stream=stream.seq, id=self._context.ids.object_id(), src=stream.src, **options)
        self._schedule(record, stream)
        return self._records.add(record)

    def records(self, stream: Stream) -> list[Record]:
        """Return all records of a stream, oldest first."""
        return self._records.all("stream = ? ORDER BY seq", stream.seq)

    def record(self, stream: Stream, record_id: str) -> Record:
        """Return the record with this id. Raises a 404 if it is not of this stream."""
        return self._records.get("id = ? AND stream = ?", record_id, stream.seq)

    def instant(self, stream: Stream) -> Record | None:
        """Return the running instant record of a stream."""
        return self._records.find("stream = ? AND is_instant AND status = 'progress'", stream.seq)

    def change(self, stream: Stream, record: Record, **changes: Any) -> Record:
        """Change a waiting record. It starts if its new time has come."""
        for name, value in changes.items():
            setattr(record, name, value)
        self._schedule(record, stream)
        self._records.save(record)
        return record

    def _schedule(self, record: Record, stream: Stream) -> None:
        """Let a record wait for its time. If that has passed, start it now: the past cannot be recorded."""
        now = self._context.clock.now()
        if record.start > now:
            record.due = record.start
        else:
            lifecycle.begin(record, now, stream.live)

    def stop(self, record: Record) -> Record:
        """Stop a running record now."""
        now = self._context.clock.now()
        with self._store.transaction():
            self._keep(record, lifecycle.finish(record, now))
            self._records.save(record)
        return record

    def delete(self, record: Record) -> None:
        """Delete a record. Its files stay, except the one that is being recorded."""
        self._records.remove(record)

    # What the control API does to a stream

    def set_live(self, stream: Stream, live: bool) -> None:
        """Set whether a stream has input from now on."""
        if stream.live == live:
            return
        stream.live = live
        now = self._context.clock.now()
        with self._store.transaction():
            self._streams.save(stream)
            for record in self._running(stream):
                (lifecycle.regain if live else lifecycle.lose)(record, now)
                self._records.save(record)

    def notice(self, stream: Stream) -> None:
        """Receive a picture of motion, as a camera would send it to the FTP server."""
        now = self._context.clock.now()
        with self._store.transaction():
            for record in self._running(stream):
                lifecycle.notice(record, now, stream.live)
                self._records.save(record)

    def _running(self, stream: Stream) -> list[Record]:
        return self._records.all("stream = ? AND status = 'progress'", stream.seq)

    # What happens by the clock

    def settle(self) -> None:
        """Apply everything that is due by the clock, in order."""
        now = self._context.clock.now()
        while record := self._records.find("due <= ? ORDER BY due, seq LIMIT 1", now):
            moment = float(record.due or 0)
            with self._store.transaction():
                if record.status == "wait":
                    lifecycle.begin(record, moment, self._stream_of(record).live)
                else:
                    self._keep(record, lifecycle.get_due(record, moment))
                self._records.save(record)

    def _keep(self, record: Record, clip: Clip | None) -> None:
        """Store a recorded file. If its path is taken, the record ends with an error."""
        if clip is None:
            return
        context = self._context
        names = _numbered(split(record.path), len(record.files) + 1)
        try:
            self._tree.require_free(names)
        except ErrorResponse as error:
            lifecycle.fail(record, clip.moment, error.message)
            return
        height = self._stream_of(record).height
        file_id = context.ids.object_id()
        data = playlist(file_id, clip.seconds)
        blob = context.blobs.add(data)
        content = Content([(blob, len(data))], sha256(data).hexdigest()[:32], PLAYLIST_TYPE, file_id, int(clip.moment))
        entry = self._tree.make(names, content)
        self._media.set(entry, Details(clip.seconds, WIDTHS[height], height))
        record.files.append(file_id)

    def _stream_of(self, record: Record) -> Stream:
        return self._streams.get("seq = ?", record.stream)


def _numbered(names: list[str], number: int) -> list[str]:
    """Return the path of a record's file by its number: later files have the number in their name."""
    if number == 1:
        return names
    ending = f"_{number}.m3u8"
    return [*names[:-1], names[-1].removesuffix(".m3u8")[: LONGEST_NAME - len(ending)] + ending]
