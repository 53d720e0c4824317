"""Seed a Kinescope workspace with one object of each kind, and with two where a request reorders them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from generator.type_guards import is_list, is_object

from tests import seed
from tests.contract.calls_kinescope import DAY, IDS, LATER, NEXT_DAY, UPLOAD_SIZE, UPLOADS
from tests.contract.seeded import Fresh, Seeded
from tests.seed.workspace import data

OCTETS = "application/octet-stream"
BACKEND = {"url": "https://example.io/auth"}
NUMBERS = count(1)
READ = {"api": {"permissions": ["read"]}}

Made = dict[str, Any]


def name() -> str:
    return f"n{next(NUMBERS)}"


def project(seeded: Seeded, catalog_type: str = "vod") -> Made:
    return seed.project(seeded.workspace, name(), catalog_type=catalog_type)


def folder(seeded: Seeded) -> Made:
    return seed.folder(seeded.workspace, seeded.ids["project_id"], name())


def video(seeded: Seeded) -> Made:
    made = seed.video(seeded.workspace, seeded.ids["project_id"], content=b"frames" * 100)
    assert seed.get_video(seeded.workspace, made["id"])["status"] == "done"
    return made


def poster(seeded: Seeded) -> Made:
    return seed.poster(seeded.workspace, seeded.ids["video_id"])


def subtitle(seeded: Seeded) -> Made:
    return seed.subtitle(seeded.workspace, seeded.ids["video_id"])


def annotation(seeded: Seeded) -> Made:
    return seed.annotation(seeded.workspace, seeded.ids["video_id"])


def material(seeded: Seeded) -> Made:
    return seed.additional_material(seeded.workspace, seeded.ids["video_id"], b"%PDF", X_File_Name="a.pdf")


def token(seeded: Seeded) -> Made:
    return seed.access_token(seeded.workspace, READ, name())


def player(seeded: Seeded) -> Made:
    return seed.player(seeded.workspace, name=name())


def file_request(seeded: Seeded) -> Made:
    return seed.file_request(seeded.workspace, name(), uploading_location_id=seeded.ids["project_id"])


def domain(seeded: Seeded) -> Made:
    return seed.privacy_domain(seeded.workspace, f"{name()}.example.com")


def tag(seeded: Seeded) -> Made:
    return seed.tag(seeded.workspace, name())


def playlist(seeded: Seeded) -> Made:
    entities = [seeded.ids["video_id"], seeded.ids["other_video_id"]]
    return seed.playlist(seeded.workspace, name=name(), entity_ids=entities)


def moderator(seeded: Seeded) -> Made:
    return seed.moderator(seeded.workspace, username=name(), email=f"{name()}@example.com")


def webhook(seeded: Seeded) -> Made:
    # It subscribes to an event that no request here causes; deliveries have tests of their own.
    return seed.webhook(seeded.workspace, "https://example.io/hook", "live.created", name=name())


def zone(seeded: Seeded) -> Made:
    return seed.cdn_zone(seeded.workspace, name=name(), host=f"{name()}.example.com")


def room(seeded: Seeded) -> Made:
    return seed.room(seeded.workspace, name=name(), type="permanent_meeting")


def participant(seeded: Seeded) -> Made:
    return seed.participant(seeded.workspace, seeded.ids["room_id"], name=name(), role="admin")


def event(seeded: Seeded) -> Made:
    parent = seeded.ids["live_project_id"]
    return seed.live_event(seeded.workspace, name=name(), type="recurring", parent_id=parent, auto_start=False)


def enabled_event(seeded: Seeded) -> Made:
    made = event(seeded)
    assert seeded.workspace.put(f"/v2/live/events/{made['id']}/enable").status_code == 200
    return made


def restream(seeded: Seeded) -> Made:
    return seed.restream(seeded.workspace, seeded.ids["event_id"], name=name(), enabled=False)


def upload_session(seeded: Seeded) -> Made:
    made = seed.upload_session(seeded.workspace, seeded.ids["project_id"], UPLOAD_SIZE)
    return {**made, "id": urlsplit(str(made["endpoint"])).path.rpartition("/")[2]}


def project_with_drm(seeded: Seeded) -> Made:
    made = project(seeded)
    seeded.workspace.put(f"/v1/drm/auth/{made['id']}", BACKEND).raise_for_status()
    return made


def seed_workspace(url: str, token_value: str) -> Seeded:
    """Create one object of each kind."""
    seeded = Seeded(url, token_value)
    workspace, ids = seeded.workspace, seeded.ids
    ids["project_id"], ids["live_project_id"] = project(seeded)["id"], project(seeded, "live")["id"]
    ids["folder_id"], ids["inner_folder_id"] = folder(seeded)["id"], folder(seeded)["id"]
    # Every video is done at the first request.
    seeded.control("pace", dict.fromkeys(("uploading", "pre_processing", "processing"), 0))
    ids["video_id"], ids["other_video_id"] = video(seeded)["id"], video(seeded)["id"]
    for each in ("video_id", "other_video_id"):
        seeded.control("media", {"id": ids[each], "duration": 100})
    ids["media_id"] = ids["video_id"]
    makers: dict[str, Callable[[Seeded], Made]] = {
        "poster_id": poster,
        "subtitle_id": subtitle,
        "other_subtitle_id": subtitle,
        "annotation_id": annotation,
        "material_id": material,
        "other_material_id": material,
        "token_id": token,
        "player_id": player,
        "file_request_id": file_request,
        "domain_id": domain,
        "tag_id": tag,
        "playlist_id": playlist,
        "moderator_id": moderator,
        "webhook_id": webhook,
        "zone_id": zone,
        "room_id": room,
        "participant_id": participant,
        "event_id": enabled_event,
        "restream_id": restream,
    }
    for each, make in makers.items():
        made = make(seeded)
        ids[each] = made["user_id" if each == "moderator_id" else "id"]
    ids["parent_id"] = ids["project_id"]
    ids["stream_id"] = data(workspace.get(f"/v2/live/events/{ids['event_id']}"))["stream"]["id"]
    # An event without a project has the workspace as its parent.
    ids["workspace_id"] = seed.live_event(workspace, name=name())["parent_id"]
    octets = {"Content-Type": OCTETS}
    ids["avatar_id"] = data(workspace.http.post("/v1/avatar", content=seed.PNG, headers=octets))["id"]
    workspace.http.post(f"/v1/players/{ids['player_id']}/logo", content=seed.PNG, headers=octets).raise_for_status()
    live = {"event_id": ids["event_id"]}
    measured = {"bitrate_video": 1000, "bitrate_audio": 100, "frame_rate": 25.0}
    for order in (
        {"do": "connect"},
        {"do": "start"},
        {"do": "say", "message": "Hello"},
        {"do": "qos", **measured},
        {"do": "disconnect"},
    ):
        seeded.control("live", {**live, **order})
    seeded.control("views", {"video_id": ids["video_id"], "viewer": "v"})
    for path in ("", f"/{ids['project_id']}"):
        workspace.put(f"/v1/drm/auth{path}", BACKEND).raise_for_status()
    session = upload_session(seeded)
    ids["upload_id"] = session["id"]
    ids["Upload-Offset"] = "0"
    samples = {sample: ids[each] for each, sample in IDS.items()}
    seeded.real = {UPLOADS: session["endpoint"].rpartition("/")[0], **samples}
    return seeded


def _id_of(make: Callable[[Seeded], Made], key: str = "id") -> Callable[[Seeded], str]:
    return lambda seeded: str(make(seeded)[key])


FRESH: Fresh = {
    "videos.posters.delete": {"poster_id": _id_of(poster)},
    "videos.posters.set_active": {"poster_id": _id_of(poster)},
    "videos.subtitles.delete": {"subtitle_id": _id_of(subtitle)},
    "videos.annotations.delete": {"annotation_id": _id_of(annotation)},
    "videos.delete": {"video_id": _id_of(video)},
    "projects.delete": {"project_id": _id_of(project)},
    "projects.folders.delete": {"folder_id": _id_of(folder)},
    "additional_materials.delete": {"material_id": _id_of(material)},
    "access_tokens.delete": {"token_id": _id_of(token)},
    "players.delete": {"player_id": _id_of(player)},
    "file_requests.delete": {"file_request_id": _id_of(file_request)},
    "drm.auth.delete": {"project_id": _id_of(project_with_drm)},
    "privacy_domains.delete": {"domain_id": _id_of(domain)},
    "tags.delete": {"tag_id": _id_of(tag)},
    "playlists.delete": {"playlist_id": _id_of(playlist)},
    "moderators.delete": {"moderator_id": _id_of(moderator, "user_id")},
    "webhooks.delete": {"webhook_id": _id_of(webhook)},
    "cdn.zones.delete": {"zone_id": _id_of(zone)},
    "speak.rooms.delete": {"room_id": _id_of(room)},
    "speak.rooms.participants.delete": {"participant_id": _id_of(participant)},
    "live.events.delete": {"event_id": _id_of(event)},
    "live.events.complete": {"event_id": _id_of(enabled_event)},
    "live.events.enable": {"event_id": _id_of(event)},
    "live.events.streams.update": {"event_id": _id_of(event)},
    "live.events.restreams.delete": {"restream_id": _id_of(restream)},
    "videos.uploads.append": {"upload_id": _id_of(upload_session)},
    "videos.uploads.send": {"upload_id": _id_of(upload_session)},
}


WHOSE = {
    "project_id": "project_id",
    "folder_id": "folder_id",
    "parent_id": "project_id",
    "uploading_location_id": "folder_id",
    "player_id": "player_id",
    "annotation_poster_id": "poster_id",
    "video_id": "other_video_id",
    "user_id": "avatar_id",
    "owner_id": "avatar_id",
}
"""The kind of object for each field with an id. A user's avatar has the user's id."""
TIMES = {"time", "started_at", "expired_at"}
WHOLE = {"x": 0, "y": 0, "w": 10, "h": 10}
FITTING: dict[str, dict[str, Any]] = {
    "videos.annotations.create": {"type": "text", "start_time": 0, "end_time": 1},
    "videos.annotations.update": {"start_time": 0, "end_time": 1},
    "videos.concat": {"append": [{"video_id": IDS["other_video_id"]}], "replace": False},
    "videos.cut": {"crop": WHOLE, "trim": [{"start": 0, "length": 1}]},
    "videos.posters.create": {"from_time": 0.5},
}
"""Body fields whose values must match existing objects or each other."""
UNFIT = {"live.events.update": {"type", "restreams"}}
"""A one-time event accepts no second stream, and new restreams replace the old ones."""


def prepare(seeded: Seeded, operation: str) -> None:
    """Create what is found without an id."""
    if operation in {"drm.auth.delete_workspace", "drm.auth.get_workspace"}:
        seeded.workspace.put("/v1/drm/auth", BACKEND).raise_for_status()


def fit_request(seeded: Seeded, operation: str, case: Any) -> None:
    """Replace values of a request that is meant to be valid: ids of existing objects, valid times, and matching
    fields."""
    ids = seeded.ids
    prepare(seeded, operation)
    if operation == "avatars.get_workspace_avatar" and case.path_parameters["avatar_id"] == ids["avatar_id"]:
        case.path_parameters["avatar_id"] = ids["workspace_id"]
    if operation == "videos.subtitles.reorder":
        tracks = data(seeded.workspace.get(f"/v1/videos/{ids['video_id']}/subtitles"))
        case.body = [track["id"] for track in tracks or ()]
    elif operation == "additional_materials.reorder":
        case.body = [ids["other_material_id"], ids["material_id"]]
    elif operation in {"videos.uploads.send", "videos.uploads.append"}:
        case.body = "x" * UPLOAD_SIZE
    elif case.media_type == OCTETS:
        case.body = case.body or b"x"
    elif is_object(case.body):
        case.body = _fitted(seeded, {**case.body, **seeded.actual(FITTING.get(operation, {}))})
        for name in UNFIT.get(operation, ()):
            case.body.pop(name, None)
    if is_object(case.query) and {"from", "to"} & case.query.keys():
        # Rows can only be sorted by their own columns.
        case.query = {**case.query, "from": DAY, "to": NEXT_DAY}
        case.query.pop("order", None)
    _fit_headers(seeded, operation, case.headers)


def _fitted(seeded: Seeded, value: Any, name: str = "") -> Any:
    if is_object(value):
        return {each: _fitted(seeded, item, each) for each, item in value.items()}
    if name == "entity_ids":
        return [seeded.ids["video_id"]]
    if is_list(value):
        return [_fitted(seeded, item) for item in value]
    if isinstance(value, str) and name in WHOSE:
        return seeded.ids[WHOSE[name]]
    return LATER if isinstance(value, str) and name in TIMES else value


def _fit_headers(seeded: Seeded, operation: str, headers: Any) -> None:
    # Imports from other hosts are rejected, and a poster belongs to a video or an event, not both.
    for name in ("X-Poster-URL", "X-Video-URL", "X-Replace-Video-ID", "X-Event-ID"):
        headers.pop(name, None)
    if operation in {"posters.upload", "additional_materials.upload"}:
        headers["X-Video-ID"] = seeded.ids["video_id"]
    if operation == "videos.uploads.create":
        headers["X-Parent-ID"] = seeded.ids["project_id"]
