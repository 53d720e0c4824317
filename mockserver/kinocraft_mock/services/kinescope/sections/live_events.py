"""Section "live"."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope import hooks, live
from kinocraft_mock.services.kinescope.kinds import LIVE_EVENT, POSTER, QOS_POINT, RESTREAM, VIDEO
from kinocraft_mock.services.kinescope.lists import id_filters, listed
from kinocraft_mock.services.kinescope.live_pages import play_link
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.pictures import active_poster, picture_links
from kinocraft_mock.services.kinescope.sections.live_restreams import add_restream, replace_restreams
from kinocraft_mock.services.kinescope.sections.live_restreams import described as described_restream
from kinocraft_mock.services.kinescope.sections.live_streams import described as described_stream
from kinocraft_mock.services.kinescope.selection import equal, missing
from kinocraft_mock.services.kinescope.video_described import described as described_video
from kinocraft_mock.services.kinescope.video_making import find_place
from kinocraft_mock.services.kinescope.workspace import workspace_id
from kinocraft_mock.services.kinescope.written import read_time

handlers = Handlers()

DEFAULTS: dict[str, Any] = {
    "auto_start": False,
    "protected": False,
    "time_shift": False,
    "reconnect_window": 600,
    "latency_mode": "standard",
    "show_members": True,
    "chat_active": False,
    "chat_after_stream": True,
    "chat_preview": True,
}
"""Settings that may be left out, and what they are then."""

SETTINGS = ("name", "subtitle", "type", *DEFAULTS)
PRINTED = (*SETTINGS, "streamkey", "record", "video", "scheduled")
POSTER_FIELDS = ("type", "status", "active", "from_time", "to_time")
INGEST = "rtmp://rtmp.kinescope.io/live"


def _described(call: Call, event: Thing) -> dict[str, Any]:
    objects = call.world.part(Objects)
    on_air = live.is_on_air(call.world, event)
    restreams = objects.children(event, RESTREAM)
    return {
        "id": event.id,
        "workspace_id": workspace_id(call.world),
        # What lies in no project lies in the workspace.
        "parent_id": event.body["folder_id"] or event.body["project_id"] or workspace_id(call.world),
        **{name: event.body[name] for name in PRINTED},
        "audio": {"channel_mapping": None},
        "restreams": [described_restream(each, event, on_air=on_air) for each in restreams],
        "play_link": play_link(call.origin, event),
        "rtmp_link": INGEST,
        "stream": described_stream(live.current_stream(call.world, event)),
        "allow_chat_links": False,
        "moderators": None,
        "poster": _poster(call, event),
        "created_at": event.created_at,
        "updated_at": event.updated_at,
    }


def _poster(call: Call, event: Thing) -> dict[str, Any]:
    objects = call.world.part(Objects)
    poster = active_poster(call.world, event) or objects.children(event, POSTER)[0]
    own = {} if poster.body.get("default") else {"media_id": event.id}
    fields = {name: poster.body[name] for name in POSTER_FIELDS}
    return {"id": poster.id, **own, **fields, **picture_links(call.origin, poster)}


@handlers.on("live.events.create")
def create(call: Call) -> Answer:
    """A new event: a draft, with its first stream and the service's own poster."""
    objects, body = call.world.part(Objects), call.body
    place = find_place(call.world, body["parent_id"]) if "parent_id" in body else None
    fields: dict[str, Any] = {
        "name": body["name"],
        "subtitle": "",
        "type": body["type"],
        **{name: body.get(name, default) for name, default in DEFAULTS.items()},
        "streamkey": UUID(call.world.ids.uuid()).hex,
        "record": {"parent_id": None},
        "video": {"presets": None},
        "scheduled": {"time": None},
        **_groups(call),
        "project_id": place and place.project_id,
        "folder_id": place and place.folder_id,
        "state": live.DRAFT,
        "due": None,
        "stream_id": None,
    }
    with objects.transaction():
        event = objects.make(LIVE_EVENT, fields, place and place.parent, items=1)
        live.add_stream(call.world, event, fields["scheduled"]["time"])
        picture = {"type": "image", "status": "done", "active": True, "from_time": 0, "to_time": 0, "default": True}
        objects.make(POSTER, picture, event)
        for each in body.get("restreams", ()):
            add_restream(call.world, event, each)
        hooks.announce(call.world, hooks.LIVE_CREATED, {"event_id": event.id}, subject=event)
    return Answer({"data": _described(call, event)})


@handlers.on("live.events.list")
def list_(call: Call) -> Answer:
    """A page of events: all, or those of a project or a folder, or those in no folder."""
    live.settle(call.world)
    where = id_filters(call, {"project_id": "project_id", "folder_id": "folder_id"})
    if call.values.get("without_folder"):
        where.append(missing("folder_id"))
    return listed(call, LIVE_EVENT, _described, where=where, order="created_at.desc,name.asc")


@handlers.on("live.events.get")
def get(call: Call) -> Answer:
    """One event."""
    return Answer({"data": _described(call, _event(call))})


@handlers.on("live.events.update")
def update(call: Call) -> Answer:
    """Change what is sent, unless the event's state forbids it. Restreams that are sent are all there are."""
    objects, body = call.world.part(Objects), call.body
    event = _event(call)
    live.require_editable(event)
    groups = _groups(call)
    with objects.transaction():
        scheduled = groups.pop("scheduled", None)
        objects.change(event, **{name: body[name] for name in SETTINGS if name in body}, **groups)
        if scheduled is not None:
            live.plan(call.world, event, scheduled["time"])
        if "restreams" in body:
            replace_restreams(call.world, event, body["restreams"])
    return Answer({"data": _described(call, event)})


@handlers.on("live.events.delete")
def delete(call: Call) -> Answer:
    """Remove an event with its streams, restreams, chat and measurements. Its recordings are videos and stay."""
    live.remove(call.world, _event(call))
    return Answer({"data": {"success": True}})


@handlers.on("live.events.list_videos")
def list_videos(call: Call) -> Answer:
    """A page of the event's recordings."""
    event = _event(call)
    return listed(call, VIDEO, described_video, where=(equal("event_id", event.id),))


@handlers.on("live.events.enable")
def enable(call: Call) -> Answer:
    """Let the encoder in."""
    live.enable(call.world, _event(call))
    return Answer()


@handlers.on("live.events.complete")
def complete(call: Call) -> Answer:
    """End the event."""
    live.complete(call.world, _event(call))
    return Answer()


@handlers.on("live.events.move")
def move(call: Call) -> Answer:
    """Put an event into another project or folder."""
    objects, event = call.world.part(Objects), _event(call)
    place = find_place(call.world, call.body["parent_id"])
    with objects.transaction():
        objects.move(event, place.parent)
        objects.change(event, project_id=place.project_id, folder_id=place.folder_id)
    return Answer({"data": _described(call, event)})


@handlers.on("live.events.qos")
def qos(call: Call) -> Answer:
    """How well the encoder's streams have arrived, the oldest moment first."""
    points = call.world.part(Objects).children(_event(call), QOS_POINT)
    return Answer({"data": [point.body for point in points]})


def _event(call: Call) -> Thing:
    return live.find_event(call.world, call.values["event_id"])


def _groups(call: Call) -> dict[str, Any]:
    """The settings of a body that are objects, as they are kept. One that is sent without its field is empty."""
    body, groups = call.body, dict[str, Any]()
    if "scheduled" in body:
        time = body["scheduled"].get("time")
        groups["scheduled"] = {"time": None if time is None else read_time("time", time)}
    if "record" in body:
        place_id = body["record"].get("parent_id")
        # Kept is what was found: the id as a UUID, of a project or folder that is there.
        groups["record"] = {"parent_id": None if place_id is None else find_place(call.world, place_id).parent.id}
    if "video" in body:
        groups["video"] = {"presets": body["video"].get("presets")}
    return groups
