"""Section "live"."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinocraft_mock.http.messages import Request, Response
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


def _described(request: Request, event: Thing) -> dict[str, Any]:
    objects = request.context.component(Objects)
    on_air = live.is_on_air(request.context, event)
    restreams = objects.children(event, RESTREAM)
    return {
        "id": event.id,
        "workspace_id": workspace_id(request.context),
        # What lies in no project lies in the workspace.
        "parent_id": event.body["folder_id"] or event.body["project_id"] or workspace_id(request.context),
        **{name: event.body[name] for name in PRINTED},
        "audio": {"channel_mapping": None},
        "restreams": [described_restream(each, event, on_air=on_air) for each in restreams],
        "play_link": play_link(request.origin, event),
        "rtmp_link": INGEST,
        "stream": described_stream(live.current_stream(request.context, event)),
        "allow_chat_links": False,
        "moderators": None,
        "poster": _poster(request, event),
        "created_at": event.created_at,
        "updated_at": event.updated_at,
    }


def _poster(request: Request, event: Thing) -> dict[str, Any]:
    objects = request.context.component(Objects)
    poster = active_poster(request.context, event) or objects.children(event, POSTER)[0]
    own = {} if poster.body.get("default") else {"media_id": event.id}
    fields = {name: poster.body[name] for name in POSTER_FIELDS}
    return {"id": poster.id, **own, **fields, **picture_links(request.origin, poster)}


@handlers.on("live.events.create")
def create(request: Request) -> Response:
    """A new event: a draft, with its first stream and the service's own poster."""
    objects, body = request.context.component(Objects), request.body
    place = find_place(request.context, body["parent_id"]) if "parent_id" in body else None
    fields: dict[str, Any] = {
        "name": body["name"],
        "subtitle": "",
        "type": body["type"],
        **{name: body.get(name, default) for name, default in DEFAULTS.items()},
        "streamkey": UUID(request.context.ids.uuid()).hex,
        "record": {"parent_id": None},
        "video": {"presets": None},
        "scheduled": {"time": None},
        **_groups(request),
        "project_id": place and place.project_id,
        "folder_id": place and place.folder_id,
        "state": live.DRAFT,
        "due": None,
        "stream_id": None,
    }
    with objects.transaction():
        event = objects.make(LIVE_EVENT, fields, place and place.parent, items=1)
        live.add_stream(request.context, event, fields["scheduled"]["time"])
        picture = {"type": "image", "status": "done", "active": True, "from_time": 0, "to_time": 0, "default": True}
        objects.make(POSTER, picture, event)
        for each in body.get("restreams", ()):
            add_restream(request.context, event, each)
        hooks.announce(request.context, hooks.LIVE_CREATED, {"event_id": event.id}, subject=event)
    return Response({"data": _described(request, event)})


@handlers.on("live.events.list")
def list_(request: Request) -> Response:
    """A page of events: all, or those of a project or a folder, or those in no folder."""
    live.settle(request.context)
    where = id_filters(request, {"project_id": "project_id", "folder_id": "folder_id"})
    if request.parameters.get("without_folder"):
        where.append(missing("folder_id"))
    return listed(request, LIVE_EVENT, _described, where=where, order="created_at.desc,name.asc")


@handlers.on("live.events.get")
def get(request: Request) -> Response:
    """One event."""
    return Response({"data": _described(request, _event(request))})


@handlers.on("live.events.update")
def update(request: Request) -> Response:
    """Change what is sent, unless the event's state forbids it. Restreams that are sent are all there are."""
    objects, body = request.context.component(Objects), request.body
    event = _event(request)
    live.require_editable(event)
    groups = _groups(request)
    with objects.transaction():
        scheduled = groups.pop("scheduled", None)
        objects.change(event, **{name: body[name] for name in SETTINGS if name in body}, **groups)
        if scheduled is not None:
            live.plan(request.context, event, scheduled["time"])
        if "restreams" in body:
            replace_restreams(request.context, event, body["restreams"])
    return Response({"data": _described(request, event)})


@handlers.on("live.events.delete")
def delete(request: Request) -> Response:
    """Remove an event with its streams, restreams, chat and measurements. Its recordings are videos and stay."""
    live.remove(request.context, _event(request))
    return Response({"data": {"success": True}})


@handlers.on("live.events.list_videos")
def list_videos(request: Request) -> Response:
    """A page of the event's recordings."""
    event = _event(request)
    return listed(request, VIDEO, described_video, where=(equal("event_id", event.id),))


@handlers.on("live.events.enable")
def enable(request: Request) -> Response:
    """Let the encoder in."""
    live.enable(request.context, _event(request))
    return Response()


@handlers.on("live.events.complete")
def complete(request: Request) -> Response:
    """End the event."""
    live.complete(request.context, _event(request))
    return Response()


@handlers.on("live.events.move")
def move(request: Request) -> Response:
    """Put an event into another project or folder."""
    objects, event = request.context.component(Objects), _event(request)
    place = find_place(request.context, request.body["parent_id"])
    with objects.transaction():
        objects.move(event, place.parent)
        objects.change(event, project_id=place.project_id, folder_id=place.folder_id)
    return Response({"data": _described(request, event)})


@handlers.on("live.events.qos")
def qos(request: Request) -> Response:
    """How well the encoder's streams have arrived, the oldest moment first."""
    points = request.context.component(Objects).children(_event(request), QOS_POINT)
    return Response({"data": [point.body for point in points]})


def _event(request: Request) -> Thing:
    return live.find_event(request.context, request.parameters["event_id"])


def _groups(request: Request) -> dict[str, Any]:
    """The settings of a body that are objects, as they are kept. One that is sent without its field is empty."""
    body, groups = request.body, dict[str, Any]()
    if "scheduled" in body:
        time = body["scheduled"].get("time")
        groups["scheduled"] = {"time": None if time is None else read_time("time", time)}
    if "record" in body:
        place_id = body["record"].get("parent_id")
        # Kept is what was found: the id as a UUID, of a project or folder that is there.
        groups["record"] = {"parent_id": None if place_id is None else find_place(request.context, place_id).parent.id}
    if "video" in body:
        groups["video"] = {"presets": body["video"].get("presets")}
    return groups
