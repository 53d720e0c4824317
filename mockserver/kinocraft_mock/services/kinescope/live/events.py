"""Section "live"."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.fields import read_datetime, sent_fields
from kinocraft_mock.services.kinescope.links import live_link
from kinocraft_mock.services.kinescope.live import state
from kinocraft_mock.services.kinescope.live.restreams import add_restream, replace_restreams
from kinocraft_mock.services.kinescope.live.restreams import serialize as serialize_restream
from kinocraft_mock.services.kinescope.live.streams import serialize as serialize_stream
from kinocraft_mock.services.kinescope.posters.state import active_poster, picture_links
from kinocraft_mock.services.kinescope.projects.places import find_place, find_place_or_workspace
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.pagination import id_filters, list_response
from kinocraft_mock.services.kinescope.store.queries import equal, missing
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import LIVE_EVENT, POSTER, QOS_POINT, RESTREAM, VIDEO
from kinocraft_mock.services.kinescope.videos.serialize import serialize_listed
from kinocraft_mock.services.kinescope.webhooks.delivery import LIVE_CREATED, announce
from kinocraft_mock.services.kinescope.workspace import workspace_id

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
"""Optional settings with their defaults."""

SETTINGS = ("name", "subtitle", "type", *DEFAULTS)
PRINTED = (*SETTINGS, "streamkey", "record", "video", "scheduled")
ONLY_READ = ("show_members", "chat_preview", "allow_chat_links", "moderators")
"""What the response to a change leaves out."""
POSTER_FIELDS = ("type", "status", "active", "from_time", "to_time")
INGEST = "rtmp://rtmp.kinescope.io/live"


def _serialize(request: Request, event: Record) -> dict[str, Any]:
    records = request.context.component(Records)
    on_air = state.is_on_air(request.context, event)
    restreams = records.children(event, RESTREAM)
    return {
        "id": event.id,
        "workspace_id": workspace_id(request.context),
        # An event in no project belongs to the workspace.
        "parent_id": event.body["folder_id"] or event.body["project_id"] or workspace_id(request.context),
        **{name: event.body[name] for name in PRINTED},
        "audio": {"channel_mapping": None},
        "restreams": [serialize_restream(each, event, on_air=on_air) for each in restreams],
        "play_link": live_link(request.origin, event.id),
        "rtmp_link": INGEST,
        "stream": serialize_stream(state.current_stream(request.context, event)),
        "allow_chat_links": False,
        "moderators": None,
        "poster": _poster(request, event),
        "created_at": event.created_at,
        "updated_at": event.updated_at,
    }


def _without(serialized: dict[str, Any], *names: str) -> Response:
    """Return a response with an event without some fields, as after a change."""
    left_out = {*ONLY_READ, *names}
    return Response({"data": {name: value for name, value in serialized.items() if name not in left_out}})


def _poster(request: Request, event: Record) -> dict[str, Any]:
    records = request.context.component(Records)
    poster = active_poster(request.context, event) or records.children(event, POSTER)[0]
    own = {} if poster.body.get("default") else {"media_id": event.id}
    fields = {name: poster.body[name] for name in POSTER_FIELDS}
    return {"id": poster.id, **own, **fields, **picture_links(request.origin, poster)}


@handlers.on("live.events.create")
def create(request: Request) -> Response:
    """Create an event: a draft with its first stream and the default poster."""
    records, body = request.context.component(Records), request.body
    place = find_place_or_workspace(request.context, body["parent_id"]) if "parent_id" in body else None
    fields: dict[str, Any] = {
        "name": body["name"],
        "subtitle": body.get("subtitle", ""),
        "type": body["type"],
        **{name: body.get(name, default) for name, default in DEFAULTS.items()},
        "streamkey": UUID(request.context.ids.uuid()).hex,
        "record": {"parent_id": None},
        "video": {"presets": None},
        "scheduled": {"time": None},
        **_groups(request),
        "project_id": place and place.project_id,
        "folder_id": place and place.folder_id,
        "state": state.DRAFT,
        "due": None,
        "stream_id": None,
    }
    with records.transaction():
        event = records.make(LIVE_EVENT, fields, place and place.parent, items=1)
        state.add_stream(request.context, event, fields["scheduled"]["time"])
        poster = {"type": "image", "status": "done", "active": True, "from_time": 0, "to_time": 0, "default": True}
        records.make(POSTER, poster, event)
        for each in body.get("restreams", ()):
            add_restream(request.context, event, each)
        announce(request.context, LIVE_CREATED, {"event_id": event.id}, subject=event)
    return _without(_serialize(request, event))


@handlers.on("live.events.list")
def list_(request: Request) -> Response:
    """Return a page of events: all, those of a project or folder, or those in no folder."""
    state.settle(request.context)
    where = id_filters(request, {"project_id": "project_id", "folder_id": "folder_id"})
    if request.parameters.get("without_folder"):
        where.append(missing("folder_id"))
    return list_response(request, LIVE_EVENT, _serialize, where=where, order="created_at.desc,name.asc")


@handlers.on("live.events.get")
def get(request: Request) -> Response:
    """Return one event."""
    return Response({"data": _serialize(request, _event(request))})


@handlers.on("live.events.update")
def update(request: Request) -> Response:
    """Change the fields that were sent, if the event's state allows it. Restreams are replaced as a whole."""
    records, body = request.context.component(Records), request.body
    event = _event(request)
    state.require_editable(event)
    groups = _groups(request)
    with records.transaction():
        scheduled = groups.pop("scheduled", None)
        records.change(event, **sent_fields(body, SETTINGS), **groups)
        if scheduled is not None:
            state.plan(request.context, event, scheduled["time"])
        if "restreams" in body:
            replace_restreams(request.context, event, body["restreams"])
    return _without(_serialize(request, event), "chat_active")


@handlers.on("live.events.delete")
def delete(request: Request) -> Response:
    """Delete an event with its streams, restreams, chat and measurements. Recordings are videos and stay."""
    state.remove(request.context, _event(request))
    return succeeded()


@handlers.on("live.events.list_videos")
def list_videos(request: Request) -> Response:
    """Return a page of the event's recordings."""
    event = _event(request)
    return list_response(request, VIDEO, serialize_listed, where=(equal("event_id", event.id),))


@handlers.on("live.events.enable")
def enable(request: Request) -> Response:
    """Enable the event: an encoder may connect."""
    state.enable(request.context, _event(request))
    return Response()


@handlers.on("live.events.complete")
def complete(request: Request) -> Response:
    """Complete the event."""
    state.complete(request.context, _event(request))
    return Response()


@handlers.on("live.events.move")
def move(request: Request) -> Response:
    """Move an event to another project or folder."""
    records, event = request.context.component(Records), _event(request)
    place = find_place_or_workspace(request.context, request.body["parent_id"])
    with records.transaction():
        records.move(event, place.parent if place else None)
        records.change(
            event, project_id=place.project_id if place else None, folder_id=place.folder_id if place else None
        )
    return _without(_serialize(request, event), "subtitle", "poster")


@handlers.on("live.events.qos")
def qos(request: Request) -> Response:
    """Return the measurements of the encoder's streams, oldest first."""
    points = request.context.component(Records).children(_event(request), QOS_POINT)
    return Response({"data": [point.body for point in points]})


def _event(request: Request) -> Record:
    return state.find_event(request.context, request.parameters["event_id"])


def _groups(request: Request) -> dict[str, Any]:
    """Return the settings that are objects, as they are stored. A missing field means null."""
    body, groups = request.body, dict[str, Any]()
    if "scheduled" in body:
        time = body["scheduled"].get("time")
        groups["scheduled"] = {"time": None if time is None else read_datetime("time", time)}
    if "record" in body:
        place_id = body["record"].get("parent_id")
        # Stored is the UUID of an existing project or folder.
        groups["record"] = {"parent_id": None if place_id is None else find_place(request.context, place_id).parent.id}
    if "video" in body:
        groups["video"] = {"presets": body["video"].get("presets")}
    return groups
