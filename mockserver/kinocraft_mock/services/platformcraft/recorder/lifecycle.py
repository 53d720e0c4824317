"""The life cycle of a record: when its files begin and end, and how it ends.

Events in a record's life are its start, losing and regaining its stream, a picture of motion, and the time it waits
for, `due`. Callers must report events in order of time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Clip", "Record", "begin", "fail", "finish", "get_due", "lose", "notice", "regain"]


@dataclass(slots=True)
class Clip:
    """A completed video file: when it ended, and how many seconds it has."""

    moment: float
    seconds: float


@dataclass(slots=True)
class Record:
    """An instant or a scheduled record of a stream.

    `stop` is 0 while it is unknown. `opened` is the start of the current file. `recorded` is how many seconds the file
    has up to `flowing`, the time since which input has been arriving. `quiet` is the time since which there has been no
    input: none from the stream, or with `motion_record`, no picture.
    """

    seq: int
    stream: int
    id: str
    path: str
    src: str
    email: str
    is_instant: bool
    start: int
    stop: int
    max_dur: int
    stop_timeout: int
    motion_record: bool
    events_record: bool
    status: str = "wait"
    msg: str = ""
    due: float | None = None
    opened: float | None = None
    recorded: float = 0.0
    flowing: float | None = None
    quiet: float | None = None
    files: list[str] = field(default_factory=list[str])

    @property
    def splits(self) -> bool:
        """Return whether a lack of input ends the current file instead of the record."""
        return self.motion_record or self.events_record


def begin(record: Record, moment: float, live: bool) -> None:
    """Start a record at its time; `live` says whether the stream has input."""
    record.status = "progress"
    if not record.motion_record:
        if live:
            _open(record, moment, live)
        else:
            record.quiet = moment
    _plan(record)


def lose(record: Record, moment: float) -> None:
    """Report that the stream of a running record has lost its input."""
    _pause(record, moment)
    if not record.motion_record:
        record.quiet = moment
    _plan(record)


def regain(record: Record, moment: float) -> None:
    """Report that the stream of a running record has input again."""
    if record.opened is not None:
        record.flowing = moment
    elif not record.motion_record:
        _open(record, moment, live=True)
    if not record.motion_record:
        record.quiet = None
    _plan(record)


def notice(record: Record, moment: float, live: bool) -> None:
    """Report that a picture of motion has arrived. It only affects running records on motion."""
    if not record.motion_record:
        return
    if record.opened is None:
        _open(record, moment, live)
    record.quiet = moment
    _plan(record)


def get_due(record: Record, moment: float) -> Clip | None:
    """Apply what a running record has waited for: its end, or that it had no input for too long."""
    if record.stop and moment >= record.stop:
        clip = _close(record, moment)
        if clip is None and not record.splits and not record.files:
            fail(record, moment, "the stream has given no input")
        else:
            _end(record, "finish", record.stop)
        return clip
    clip = _close(record, moment)
    if record.splits:
        _plan(record)
    else:
        fail(record, moment, f"the stream has given no input for {record.stop_timeout} seconds")
    return clip


def finish(record: Record, moment: float) -> Clip | None:
    """Stop a running record on request."""
    clip = _close(record, moment)
    _end(record, "finish", int(moment))
    return clip


def fail(record: Record, moment: float, message: str) -> None:
    """End a record with an error."""
    _end(record, "error", int(moment))
    record.msg = message


def _open(record: Record, moment: float, live: bool) -> None:
    record.opened = moment
    record.recorded = 0.0
    record.flowing = moment if live else None


def _pause(record: Record, moment: float) -> None:
    if record.flowing is not None:
        record.recorded += moment - record.flowing
        record.flowing = None


def _close(record: Record, moment: float) -> Clip | None:
    """End the current file, if it has any content. Only its last `max_dur` seconds are kept."""
    input_came = record.flowing is not None or record.recorded > 0
    _pause(record, moment)
    begun, record.opened = record.opened, None
    if begun is None or not input_came:
        return None
    return Clip(moment, min(record.recorded, record.max_dur))


def _end(record: Record, status: str, stop: int) -> None:
    record.status, record.stop = status, stop
    record.due = record.opened = record.flowing = record.quiet = None


def _plan(record: Record) -> None:
    """Determine what a running record waits for next."""
    moments: list[float] = [record.stop] if record.stop else []
    if record.quiet is not None and (record.opened is not None or not record.splits):
        moments.append(record.quiet + record.stop_timeout)
    record.due = min(moments, default=None)
