"""Streams and records: the tables, what can be done to them, and what time does."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.platformcraft.media import PLAYLIST_TYPE, WIDTHS, Details, Media
from kinocraft_mock.services.platformcraft.paths import LONGEST_NAME, split
from kinocraft_mock.services.platformcraft.recorder import course
from kinocraft_mock.services.platformcraft.recorder.course import Clip, Record
from kinocraft_mock.services.platformcraft.recorder.playlist import playlist
from kinocraft_mock.services.platformcraft.rows import Rows
from kinocraft_mock.services.platformcraft.tree import Content, Tree
from kinocraft_mock.state.context import Component, Context

__all__ = ["Recorder", "Stream"]

# Nothing but what is due is looked at as time passes: the index over `due` holds no record that waits for nothing.
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
    """A stream; `live` says whether it can be recorded at the moment, `height` is that of its largest picture."""

    seq: int
    id: str
    name: str
    src: str
    height: int
    live: bool = True


class Recorder(Component):
    """The account's streams and their records. Each method is all or nothing by itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._tree = context.component(Tree)
        self._media = context.component(Media)
        self._streams = Rows(self._store, "recorder_streams", Stream, "stream", flags=("live",))
        flags = ("is_instant", "motion_record", "events_record")
        self._records = Rows(self._store, "recorder_records", Record, "record", ("files",), flags)
        self.reset()

    def reset(self) -> None:
        """No streams."""
        self._store.ensure(SCHEMA)

    # Streams

    def add_stream(self, name: str, src: str, height: int) -> Stream:
        """A new stream."""
        return self._streams.add(Stream(0, self._context.ids.object_id(), name, src, height))

    def streams(self) -> list[Stream]:
        """All streams, the oldest first."""
        return self._streams.all("true ORDER BY seq")

    def stream(self, stream_id: str) -> Stream:
        """The stream of this id. Raises a 404."""
        return self._streams.get("id = ?", stream_id)

    def save_stream(self, stream: Stream) -> None:
        """Store what was changed."""
        self._streams.save(stream)

    def delete_stream(self, stream: Stream) -> None:
        """Remove a stream and its records, running ones too; files that were made stay."""
        self._streams.remove(stream)

    # Records

    def add_record(self, stream: Stream, options: dict[str, Any]) -> Record:
        """A new record; one whose time has come begins."""
        record = Record(seq=0, stream=stream.seq, id=self._context.ids.object_id(), src=stream.src, **options)
        self._schedule(record, stream)
        return self._records.add(record)

    def records(self, stream: Stream) -> list[Record]:
        """All records of a stream, the oldest first."""
        return self._records.all("stream = ? ORDER BY seq", stream.seq)

    def record(self, stream: Stream, record_id: str) -> Record:
        """The record of this id. Raises a 404 for one that is not of this stream."""
        return self._records.get("id = ? AND stream = ?", record_id, stream.seq)

    def instant(self, stream: Stream) -> Record | None:
        """The instant record that is running on a stream."""
        return self._records.find("stream = ? AND is_instant AND status = 'progress'", stream.seq)

    def change(self, stream: Stream, record: Record, **changes: Any) -> Record:
        """Change a record that waits. It begins if its time has come by that."""
        for name, value in changes.items():
            setattr(record, name, value)
        self._schedule(record, stream)
        self._records.save(record)
        return record

    def _schedule(self, record: Record, stream: Stream) -> None:
        """Let a record wait for its time; one whose time has passed begins now, for the past cannot be recorded."""
        now = self._context.clock.now()
        if record.start > now:
            record.due = record.start
        else:
            course.begin(record, now, stream.live)

    def stop(self, record: Record) -> Record:
        """End a running record now."""
        now = self._context.clock.now()
        with self._store.transaction():
            self._keep(record, course.finish(record, now))
            self._records.save(record)
        return record

    def delete(self, record: Record) -> None:
        """Remove a record. Files that it has made stay, the one it is recording is dropped."""
        self._records.remove(record)

    # What happens to a stream, by order of the control API

    def set_live(self, stream: Stream, live: bool) -> None:
        """Say whether a stream can be recorded from now on."""
        if stream.live == live:
            return
        stream.live = live
        now = self._context.clock.now()
        with self._store.transaction():
            self._streams.save(stream)
            for record in self._running(stream):
                (course.regain if live else course.lose)(record, now)
                self._records.save(record)

    def notice(self, stream: Stream) -> None:
        """Take a picture of motion, as a camera would send it to the FTP server."""
        now = self._context.clock.now()
        with self._store.transaction():
            for record in self._running(stream):
                course.notice(record, now, stream.live)
                self._records.save(record)

    def _running(self, stream: Stream) -> list[Record]:
        return self._records.all("stream = ? AND status = 'progress'", stream.seq)

    # What time does

    def settle(self) -> None:
        """Let everything happen that is due by the clock, in its order."""
        now = self._context.clock.now()
        while record := self._records.find("due <= ? ORDER BY due, seq LIMIT 1", now):
            moment = float(record.due or 0)
            with self._store.transaction():
                if record.status == "wait":
                    course.begin(record, moment, self._stream_of(record).live)
                else:
                    self._keep(record, course.get_due(record, moment))
                self._records.save(record)

    def _keep(self, record: Record, clip: Clip | None) -> None:
        """Make a file of what was recorded. Where its path is taken, the record ends by an error."""
        if clip is None:
            return
        context = self._context
        names = _numbered(split(record.path), len(record.files) + 1)
        try:
            self._tree.require_free(names)
        except ErrorResponse as error:
            course.fail(record, clip.moment, error.message)
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
    """The path of a record's file by its number: the first has the path itself, the others carry their number."""
    if number == 1:
        return names
    ending = f"_{number}.m3u8"
    return [*names[:-1], names[-1].removesuffix(".m3u8")[: LONGEST_NAME - len(ending)] + ending]
