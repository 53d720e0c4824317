"""Handle lost responses to upload starts: look for the video before starting a second upload."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from kinocraft_api.kinescope_models import Upload, VideoListItem
from kinocraft_api.kinescope_v1.videos import list_call
from kinocraft_runtime.calls import Call, CallOptions

from .. import errors
from ..engine import Engine
from ..responses.checks import require
from ..transport.effects import Effects
from ..transport.encoding import is_address, is_id
from ..transport.http_dates import http_date
from ..type_guards import is_list, is_mapping
from .engine import may_be_done

__all__ = ["MAYBE_MADE", "send_once", "start_once"]

T = TypeVar("T")

MAYBE_MADE = "the service may have made a video anyway: look for it before you upload again, or there will be two"
SLACK = 3.0
"""Seconds by which times may differ: the Date header has whole seconds."""
ARRIVES_WITHIN = 60.0
"""Seconds within which a start that was sent arrives, if it arrives at all."""


def send_once(engine: Engine, call: Call[T]) -> Effects[T]:
    """Send a call once: a second attempt might create a second video."""
    try:
        return require((yield from engine.call(call)), call.operation, id=is_id)
    except BaseException as error:
        if may_be_done(error):
            error.add_note(MAYBE_MADE)
        raise


def start_once(
    engine: Engine, call: Call[Upload], age: float | None, report: Callable[[list[str]], None]
) -> Effects[Upload]:
    """Start an upload session. If a response was lost, look for its video before another session is started.

    The upload URL is only in the response, so the video of a lost start can receive no bytes. It is not deleted: the
    service does not say who started a video, and an empty one of this title may be that of another program, which is
    about to send its file.

    Args:
        engine: Sends the calls.
        call: The call that starts the session.
        age: How many seconds ago an earlier process sent the same without storing the response; None if none did.
        report: Called with the ids of the videos, one of which may be that of the lost start.
    """
    clock = engine.settings.clock
    if age is not None:
        report((yield from _find_lost(engine, call, range_of(age, age - ARRIVES_WITHIN))))
    began = clock.monotonic()
    try:
        return require((yield from engine.call(call)), call.operation, endpoint=is_address, id=is_id)
    except errors.APIError as error:
        if not may_be_done(error):
            raise
        try:
            found = yield from _find_lost(engine, call, range_of(clock.monotonic() - began, 0.0))
        except errors.KinocraftError:
            found = None
        if found:
            report(found)
        if found is None:
            error.add_note(MAYBE_MADE)
            raise
    except BaseException as error:
        if may_be_done(error):
            error.add_note(MAYBE_MADE)
        raise
    return require((yield from send_once(engine, call)), call.operation, endpoint=is_address)


def range_of(longest: float, shortest: float) -> tuple[float, float]:
    """Return the minimum and maximum age of the video of a lost start, in seconds, with slack."""
    return shortest - SLACK, longest + SLACK


def _find_lost(engine: Engine, call: Call[Any], ages: tuple[float, float]) -> Effects[list[str]]:
    """Return the ids of the videos that may be that of a lost start.

    Raises:
        APIError: The service does not list its videos.
    """
    body: Mapping[str, Any] = call.json if is_mapping(call.json) else {}
    title, parent, size = str(body.get("title", "")), str(body.get("parent_id", "")), body.get("filesize")
    options: CallOptions = {**call.options, "retries": max(2, call.options.get("retries", 2))}
    waiting = list_call(
        q=title, status=["pending", "uploading"], order="created_at.desc", per_page=100, options=options
    )
    response = yield from engine.raw(waiting)
    now = http_date(response.headers.get("Date", "")) or engine.settings.clock.time()
    listed: object = getattr(response.parsed(), "data", None)
    return [
        video.id
        for video in (listed if is_list(listed) else ())
        if isinstance(video, VideoListItem)
        and is_id(video.id)
        and video.title == title
        and parent in (video.folder_id, video.project_id)
        and not video.progress
        and (not is_list(video.assets) or all(getattr(asset, "file_size", None) == size for asset in video.assets))
        and isinstance(cast(object, video.created_at), datetime)
        and ages[0] <= now - video.created_at.timestamp() <= ages[1]
    ]
