"""The progress of a video from its first byte to `done`: by the clock, or by the number of polls.

There is no background task. A video stores when its status ends, and the next request that reads videos applies the
changes that are due: `settle` after reading one, `settle_due` before reading a list.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid5

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import POSTER, VIDEO, column
from kinocraft_mock.services.kinescope.videos.media import media_of, renditions
from kinocraft_mock.services.kinescope.webhooks.delivery import MEDIA_STATUS, announce, withdraw

__all__ = [
    "Pace",
    "begin",
    "fail",
    "is_changing",
    "pace",
    "poll",
    "progress",
    "refresh",
    "set_pace",
    "settle",
    "settle_due",
    "uploading",
]

NEXT = {"uploading": "pre-processing", "pre-processing": "processing", "processing": "done"}
PACE = "kinescope pace"
EXPIRED = "the upload has not been finished in time"


@dataclass(frozen=True)
class Pace:
    """How long a video has each status: in seconds, or, with `polls`, in number of requests for it."""

    uploading: float = 0.5
    pre_processing: float = 0.5
    processing: float = 2.0
    polls: int | None = None

    def length(self, status: str) -> int:
        """Return the duration of a status in microseconds."""
        seconds = {"uploading": self.uploading, "pre-processing": self.pre_processing, "processing": self.processing}
        return round(seconds[status] * 1_000_000)


def pace(context: Context) -> Pace:
    """Return the pace of videos that start now."""
    kept = context.store.note(PACE, None)
    return Pace() if kept is None else Pace(**orjson.loads(kept))


def set_pace(context: Context, pace: Pace) -> None:
    """Set the pace of videos that start from now on. A reset restores the default."""
    context.store.set_note(PACE, orjson.dumps(asdict(pace)).decode())


def uploading(
    context: Context, video: Record, percent: int = 0, *, status: str = "uploading", expires: int | None = None
) -> None:
    """Set how much of a video's file has arrived while more is expected; with status `pending`, nothing has.

    At `expires`, in microseconds, the upload expires and the video becomes `suspended`.
    """
    before = video.body["status"]
    video.body.update(status=status, arrived=percent, message=None, due_at=expires, looks=None, expires=expires)
    withdraw(context, video)
    context.component(Records).save(video, touch=False)
    if before != status:
        _announce_status(context, video)
    if expires is not None:
        data = {"id": video.id, "status": "suspended", "message": EXPIRED}
        announce(context, MEDIA_STATUS, data, subject=video, at=expires)


def begin(context: Context, video: Record, status: str = "uploading") -> None:
    """Start the progress of a video with a complete file at this status, and store its whole body.

    With `done`, the progress is complete and no webhook is called: this is for videos that existed before.
    """
    default, now, before = pace(context), timestamp(context.clock), video.body["status"]
    video.body.update(
        status=status, arrived=100, message=None, since=now, due_at=None, expires=None, pace=asdict(default)
    )
    video.body["looks"] = None if default.polls is None or status == "done" else 0
    withdraw(context, video)
    if status == "done":
        video.body["assets"] = [_original(video, now)]
        _finish(context, video, now)
    elif default.polls is None:
        video.body["due_at"] = now + default.length(status)
    if status == "processing":
        video.body["assets"] = [_original(video, now)]
    refresh(video)
    context.component(Records).save(video, touch=False)
    if status == "done":
        return
    if status != before:
        _announce_status(context, video)
    if default.polls is None:
        # Webhooks are called at the time of each status, whether or not anybody reads the video.
        while status in NEXT:
            now += default.length(status)
            status = NEXT[status]
            announce(context, MEDIA_STATUS, {"id": video.id, "status": status}, subject=video, at=now)


def fail(context: Context, video: Record, status: str, message: str) -> None:
    """End the progress of a video with a final status: `error`, `aborted` or `suspended`."""
    video.body.update(status=status, message=message, due_at=None, looks=None, expires=None)
    withdraw(context, video)
    context.component(Records).save(video, touch=False)
    _announce_status(context, video)


def settle(context: Context, video: Record) -> Record:
    """Apply the changes of one video that are due."""
    now, changed = timestamp(context.clock), False
    while (due := video.body.get("due_at")) is not None and due <= now:
        _advance(context, video, due)
        changed = True
    if changed:
        context.component(Records).save(video, touch=False)
    return video


def poll(context: Context, video: Record) -> Record:
    """Apply the changes of one video that are due, and count a poll."""
    settle(context, video)
    looks, now = video.body.get("looks"), timestamp(context.clock)
    if looks is None:
        return video
    lasting: int = video.body["pace"]["polls"]
    while looks >= lasting and video.body["status"] in NEXT:
        _advance(context, video, now)
        _announce_status(context, video)
        looks = 0
    video.body["looks"] = looks + 1 if video.body["status"] in NEXT else None
    context.component(Records).save(video, touch=False)
    return video


def is_changing(video: Record) -> bool:
    """Return whether a video's status will change by itself, by the clock or by polls."""
    return video.body.get("due_at") is not None or video.body.get("looks") is not None


def settle_due(context: Context) -> None:
    """Apply the changes of all videos that are due. If there are none, this costs one look-up in an index."""
    records = context.component(Records)
    records.prepare(VIDEO)
    due = f"{DUE} AND {column('due_at')} <= ? ORDER BY {column('due_at')}, seq"
    rows = context.store.all(due, timestamp(context.clock))
    for video in records.read([seq for (seq,) in rows]):
        settle(context, video)


DUE = "SELECT seq FROM kinescope_objects WHERE kind = 'video'"


def progress(context: Context, video: Record) -> int:
    """Return the progress within the status, in percent; as in the vendor's samples, 0 for a video that is done."""
    body = video.body
    status = body["status"]
    if status == "uploading":
        return int(body.get("arrived", 0))
    if status not in NEXT:
        return 0
    if body.get("looks") is not None:
        return int(min(99, 100 * max(0, body["looks"] - 1) // max(1, body["pace"]["polls"])))
    if body.get("due_at") is None:
        return 0
    length = body["due_at"] - body["since"]
    return int(max(0, min(99, 100 * (timestamp(context.clock) - body["since"]) // length))) if length > 0 else 99


def refresh(video: Record) -> None:
    """Update a video's duration and the sizes of its files from its content, as far as its status exposes them."""
    media = media_of(video.body)
    if media is None or video.body["status"] not in ("processing", "done"):
        return
    video.body["duration"] = media.duration
    made = {each["quality"]: each for each in video.body["assets"]}
    for asset in video.body["assets"]:
        if asset["quality"] == "original":
            asset.update(width=media.width, height=media.height)
    if video.body["status"] == "done":
        kept = [asset for asset in video.body["assets"] if asset["quality"] == "original"]
        created = video.body["encoded"]
        for each in renditions(media):
            known = made.get(each.quality, {"created": created, "name": f"{each.quality}.mp4", "type": "mp4"})
            kept.append({**known, **each._asdict(), "id": _derived(video, each.quality)})
        video.body["assets"] = kept


def _advance(context: Context, video: Record, at: int) -> None:
    """Put a video into its next status as of that time, without storing it."""
    body = video.body
    if body.get("expires") is not None:
        body.update(status="suspended", message=EXPIRED, due_at=None, expires=None)
        return
    status = NEXT[body["status"]]
    body.update(status=status, since=at, due_at=None)
    if status in NEXT and body["looks"] is None:
        body["due_at"] = at + Pace(**body["pace"]).length(status)
    if status == "processing":
        body["assets"] = [_original(video, at)]
    if status == "done":
        _finish(context, video, at)
    refresh(video)


def _finish(context: Context, video: Record, at: int) -> None:
    """Add what a finished video has: files of every quality, and a poster if it has none."""
    video.body["encoded"] = at
    records = context.component(Records)
    if not records.children(video, POSTER):
        fields = {"type": "image", "status": "done", "active": True, "from_time": 0, "to_time": 0, "file": None}
        records.make(POSTER, fields, video, id=_derived(video, "poster"))


def _original(video: Record, at: int) -> dict[str, Any]:
    file = video.body["file"]
    return {
        "id": _derived(video, "original"),
        "quality": "original",
        "name": file["name"],
        "type": file["type"],
        "size": file["size"],
        "created": at,
    }


def _derived(video: Record, word: str) -> str:
    """Return an id that does not depend on when the video was read."""
    return str(uuid5(UUID(video.id), f"{word} {video.body['version']}"))


def _announce_status(context: Context, video: Record) -> None:
    message = {} if video.body.get("message") is None else {"message": video.body["message"]}
    announce(context, MEDIA_STATUS, {"id": video.id, "status": video.body["status"], **message}, subject=video)
