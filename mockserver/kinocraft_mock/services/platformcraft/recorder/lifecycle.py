"""The course of a record through time: when its files begin and end, and how it comes out.

A record lives through moments: its start, its stream being lost and regained, a picture of motion, and the moment
that it waits for itself, `due`. Whoever calls these functions gives the moments in their order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Clip", "Record", "begin", "fail", "finish", "get_due", "lose", "notice", "regain"]


@dataclass(slots=True)
class Clip:
    """A video file that has come to its end: at which moment, and how many seconds of it there are."""

    moment: float
    seconds: float


@dataclass(slots=True)
class Record:
    """An instant or a scheduled record of a stream.

    `stop` is 0 while nobody knows when it stops. `opened` is when the file began that is being recorded, `recorded`
    how many seconds were added to it up to `flowing`, since when more are coming. `quiet` is since when there has been
    no input: none from the stream, or with `motion_record` no picture.
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
        """Whether a lack of input ends a file, and not the record."""
        return self.motion_record or self.events_record


def begin(record: Record, moment: float, live: bool) -> None:
    """The time of a record has come; `live` says whether the stream can be recorded."""
    record.status = "progress"
    if not record.motion_record:
        if live:
            _open(record, moment, live)
        else:
            record.quiet = moment
    _plan(record)


def lose(record: Record, moment: float) -> None:
    """The stream of a running record cannot be recorded any more."""
    _pause(record, moment)
    if not record.motion_record:
        record.quiet = moment
    _plan(record)


def regain(record: Record, moment: float) -> None:
    """The stream of a running record can be recorded again."""
    if record.opened is not None:
        record.flowing = moment
    elif not record.motion_record:
        _open(record, moment, live=True)
    if not record.motion_record:
        record.quiet = None
    _plan(record)


def notice(record: Record, moment: float, live: bool) -> None:
    """A picture of motion has come in; it means something to a running record on motion alone."""
    if not record.motion_record:
        return
    if record.opened is None:
        _open(record, moment, live)
    record.quiet = moment
    _plan(record)


def get_due(record: Record, moment: float) -> Clip | None:
    """What a running record has waited for has come: its end, or that the lack of input has lasted too long."""
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
    """Somebody stops a running record."""
    clip = _close(record, moment)
    _end(record, "finish", int(moment))
    return clip


def fail(record: Record, moment: float, message: str) -> None:
    """A record ends by an error."""
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
    """End the file, if one was begun and anything was put into it; only its last `max_dur` seconds are kept."""
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
    """Work out what a running record waits for next."""
    moments: list[float] = [record.stop] if record.stop else []
    if record.quiet is not None and (record.opened is not None or not record.splits):
        moments.append(record.quiet + record.stop_timeout)
    record.due = min(moments, default=None)
