"""`platformcraft.recorder.records`: the operations, and waiting for the end of a record."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Unpack, cast

from kinocraft_api.platformcraft import AsyncPlatformcraftRecorder, PlatformcraftRecorder
from kinocraft_api.platformcraft_models import Record
from kinocraft_api.platformcraft_recorder.recorder_records import (
    AsyncRecorderRecordsResource,
    RecorderRecordsResource,
    get_call,
    list_call,
)
from kinocraft_api.platformcraft_recorder.recorder_streams import list_call as list_streams_call
from kinocraft_runtime.calls import UNSET, CallOptions, Unset

from ..adapter import PlatformcraftAdapter
from ..engine import Engine
from ..errors import InvalidArgumentError, RecordFailedError
from ..polling import poll
from ..transport.effects import Effects
from ..transport.encoding import is_id
from ..type_guards import is_list
from .composed import AsyncComposedResource, ComposedResource

__all__ = ["AsyncRecorder", "AsyncRecords", "Recorder", "Records"]


class Records(ComposedResource, RecorderRecordsResource):
    """Records of a stream, instant and scheduled."""

    def wait(
        self,
        record: str | Record,
        *,
        stream_id: str | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        interval: float = 2.0,
        **options: Unpack[CallOptions],
    ) -> Record:
        """Wait until a record has ended.

        A scheduled record ends at its `stop`, and an instant one when somebody stops it or its stream is gone.

        Args:
            record: Its id, or an object that another call returned.
            stream_id: The stream it belongs to. Default: as this client saw it. A record that this client did not see
                before is searched for in all streams, with a request for each.
            owner_id: Default: the id in the access token.
            interval: Seconds between the first two requests for its state. The interval grows up to 30 seconds.
            options: Settings for its calls: timeout, retries, headers, and a deadline for the whole wait.

        Returns:
            The record, in state `finish`. Its `files` are the Filespot ids of the recorded files.

        Raises:
            RecordFailedError: The record is in state `error`.
            InvalidArgumentError: No stream has such a record.
            DeadlineError: The deadline was exceeded.
            APIError: As for `get`.

        Source: platformcraft, "Getting information about record" (documented).
        """
        return self._run(_wait, record, stream_id, owner_id, interval, options)


class AsyncRecords(AsyncComposedResource, AsyncRecorderRecordsResource, sync=Records):
    """Records of a stream, in an event loop."""

    async def wait(
        self,
        record: str | Record,
        *,
        stream_id: str | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        interval: float = 2.0,
        **options: Unpack[CallOptions],
    ) -> Record:
        """Do the same as `Records.wait`."""
        return await self._run(_wait, record, stream_id, owner_id, interval, options)


class Recorder(PlatformcraftRecorder):
    """The sections below `recorder`."""

    @cached_property
    def records(self) -> Records:
        """Records of a stream, instant and scheduled."""
        return Records(self._caller)


class AsyncRecorder(AsyncPlatformcraftRecorder):
    """The sections below `recorder`, for an event loop."""

    @cached_property
    def records(self) -> AsyncRecords:
        """Records of a stream, instant and scheduled."""
        return AsyncRecords(self._caller)


def _wait(
    engine: Engine,
    record: str | Record,
    stream_id: str | Unset,
    owner_id: str | Unset,
    interval: float,
    options: CallOptions,
) -> Effects[Record]:
    record_id = record if isinstance(record, str) else record.id
    time = engine.countdown(options)
    stream = stream_id or (yield from _stream_of(engine, record_id, owner_id, {**options, **time.inner()}))
    ended = yield from poll(
        engine,
        "record",
        lambda inner: get_call(stream, record_id, owner_id=owner_id, options=inner),
        ("finish", "error"),
        interval,
        {**options, **time.inner()},
    )
    if ended.status == "error":
        words = f"record {ended.id} failed: {ended.msg or 'the service gives no reason'}"
        raise RecordFailedError(words, record_id=ended.id, reason=ended.msg or "")
    return ended


def _stream_of(engine: Engine, record_id: str, owner_id: str | Unset, options: CallOptions) -> Effects[str]:
    """Return the id of a record's stream, from an earlier response or by a search in all streams."""
    seen = cast(PlatformcraftAdapter, engine.adapter).streams
    if record_id not in seen:
        streams: Any = yield from engine.call(list_streams_call(owner_id=owner_id, options=options))
        ids = [getattr(stream, "id", None) for stream in streams] if is_list(streams) else []
        for stream_id in filter(is_id, ids):
            yield from engine.call(list_call(str(stream_id), owner_id=owner_id, options=options))
            if record_id in seen:
                break
    if record_id not in seen:
        raise InvalidArgumentError(f"no stream has a record {record_id}")
    return seen[record_id]
