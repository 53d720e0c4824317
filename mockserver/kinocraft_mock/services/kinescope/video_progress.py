"""The way of a video from its bytes to `done`: by the clock, or by how often it is asked for.

No task runs in the background. A video carries the moment at which its state ends, and whoever looks at videos brings
those whose moment has come up to date first: `settle` one that was just read, `settle_due` before a list is read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid5

import orjson

from kinocraft_mock.services.kinescope.duties import DUTIES
from kinocraft_mock.services.kinescope.hooks import MEDIA_STATUS, announce, withdraw
from kinocraft_mock.services.kinescope.kinds import POSTER, VIDEO, column
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.times import moment
from kinocraft_mock.services.kinescope.video_media import media_of, renditions
from kinocraft_mock.state.context import Context

__all__ = [
    "Pace",
    "begin",
    "fail",
    "look",
    "pace",
    "progress",
    "refresh",
    "set_pace",
    "settle",
    "settle_due",
    "under_way",
    "uploading",
]

NEXT = {"uploading": "pre-processing", "pre-processing": "processing", "processing": "done"}
PACE = "kinescope pace"
EXPIRED = "the upload has not been finished in time"


@dataclass(frozen=True)
class Pace:
    """How long a video is in each state: so many seconds, or, with `polls`, as many times as it is asked for."""

    uploading: float = 0.5
    pre_processing: float = 0.5
    processing: float = 2.0
    polls: int | None = None

    def length(self, status: str) -> int:
        """The length of a state in microseconds."""
        seconds = {"uploading": self.uploading, "pre-processing": self.pre_processing, "processing": self.processing}
        return round(seconds[status] * 1_000_000)


def pace(context: Context) -> Pace:
    """The pace that videos start with now."""
    kept = context.store.note(PACE, None)
    return Pace() if kept is None else Pace(**orjson.loads(kept))


def set_pace(context: Context, pace: Pace) -> None:
    """Change the pace of videos that start from now on. A reset brings the usual one back."""
    context.store.set_note(PACE, orjson.dumps(asdict(pace)).decode())


def uploading(
    context: Context, video: Thing, percent: int = 0, *, status: str = "uploading", expires: int | None = None
) -> None:
    """Note that so much of a video's bytes has arrived, and that more is to come; nothing has in state `pending`.

    From the moment `expires` on, in microseconds, none is waited for any longer, and the video is `suspended`.
    """
    before = video.body["status"]
    video.body.update(status=status, arrived=percent, message=None, due_at=expires, looks=None, expires=expires)
    withdraw(context, video)
    context.component(Objects).save(video, touch=False)
    if before != status:
        _tell(context, video)
    if expires is not None:
        data = {"id": video.id, "status": "suspended", "message": EXPIRED}
        announce(context, MEDIA_STATUS, data, subject=video, at=expires)


def begin(context: Context, video: Thing, status: str = "uploading") -> None:
    """Let a video whose bytes are all there go its way from this state on; it is stored with all of its body.

    From `done` on there is no way left, and no webhook is told: for videos that shall have been there before.
    """
    usual, now, before = pace(context), moment(context.clock), video.body["status"]
    video.body.update(
        status=status, arrived=100, message=None, since=now, due_at=None, expires=None, pace=asdict(usual)
    )
    video.body["looks"] = None if usual.polls is None or status == "done" else 0
    withdraw(context, video)
    if status == "done":
        video.body["assets"] = [_original(video, now)]
        _finish(context, video, now)
    elif usual.polls is None:
        video.body["due_at"] = now + usual.length(status)
    if status == "processing":
        video.body["assets"] = [_original(video, now)]
    refresh(video)
    context.component(Objects).save(video, touch=False)
    if status == "done":
        return
    if status != before:
        _tell(context, video)
    if usual.polls is None:
        # Webhooks hear of the states to come when they come, whether anybody looks at the video or not.
        while status in NEXT:
            now += usual.length(status)
            status = NEXT[status]
            announce(context, MEDIA_STATUS, {"id": video.id, "status": status}, subject=video, at=now)


def fail(context: Context, video: Thing, status: str, message: str) -> None:
    """Stop a video in a state that it does not leave by itself: `error`, `aborted`, `suspended`."""
    video.body.update(status=status, message=message, due_at=None, looks=None, expires=None)
    withdraw(context, video)
    context.component(Objects).save(video, touch=False)
    _tell(context, video)


def settle(context: Context, video: Thing) -> Thing:
    """Bring one video up to date."""
    now, changed = moment(context.clock), False
    while (due := video.body.get("due_at")) is not None and due <= now:
        _step(context, video, due)
        changed = True
    if changed:
        context.component(Objects).save(video, touch=False)
    return video


def look(context: Context, video: Thing) -> Thing:
    """The same for somebody who asks for this one video, which counts where states go by polls."""
    settle(context, video)
    looks, now = video.body.get("looks"), moment(context.clock)
    if looks is None:
        return video
    lasting: int = video.body["pace"]["polls"]
    while looks >= lasting and video.body["status"] in NEXT:
        _step(context, video, now)
        _tell(context, video)
        looks = 0
    video.body["looks"] = looks + 1 if video.body["status"] in NEXT else None
    context.component(Objects).save(video, touch=False)
    return video


def under_way(video: Thing) -> bool:
    """Whether a video's state is going to change by itself, by the clock or by being looked at."""
    return video.body.get("due_at") is not None or video.body.get("looks") is not None


def settle_due(context: Context) -> None:
    """Bring every video up to date whose state has ended; costs a look into an index where there is none."""
    for duty in DUTIES:
        duty(context)
    objects = context.component(Objects)
    objects.prepare(VIDEO)
    rows = context.store.all(
        f"{DUE} AND {column('due_at')} <= ? ORDER BY {column('due_at')}, seq", moment(context.clock)
    )
    for video in objects.read([seq for (seq,) in rows]):
        settle(context, video)


DUE = "SELECT seq FROM kinescope_objects WHERE kind = 'video'"


def progress(context: Context, video: Thing) -> int:
    """How far a video is in its state, in percent. As in the vendor's samples it is 0 again when the video is done."""
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
    return int(max(0, min(99, 100 * (moment(context.clock) - body["since"]) // length))) if length > 0 else 99


def refresh(video: Thing) -> None:
    """See that a video's duration and the sizes of its files fit its content, as far as the service knows it yet."""
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


def _step(context: Context, video: Thing, at: int) -> None:
    """Put a video into its next state as of that moment, without storing it."""
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


def _finish(context: Context, video: Thing, at: int) -> None:
    """What comes with a video that is done: files of every quality, and a poster if it has none."""
    video.body["encoded"] = at
    objects = context.component(Objects)
    if not objects.children(video, POSTER):
        fields = {"type": "image", "status": "done", "active": True, "from_time": 0, "to_time": 0, "file": None}
        objects.make(POSTER, fields, video, id=_derived(video, "poster"))


def _original(video: Thing, at: int) -> dict[str, Any]:
    file = video.body["file"]
    return {
        "id": _derived(video, "original"),
        "quality": "original",
        "name": file["name"],
        "type": file["type"],
        "size": file["size"],
        "created": at,
    }


def _derived(video: Thing, word: str) -> str:
    """An id that does not depend on when somebody looked."""
    return str(uuid5(UUID(video.id), f"{word} {video.body['version']}"))


def _tell(context: Context, video: Thing) -> None:
    message = {} if video.body.get("message") is None else {"message": video.body["message"]}
    announce(context, MEDIA_STATUS, {"id": video.id, "status": video.body["status"], **message}, subject=video)
