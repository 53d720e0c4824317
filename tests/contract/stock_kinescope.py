"""Kinescope's part of the stock: a workspace with one of everything, and two where an order is."""

from __future__ import annotations

from itertools import count
from typing import Any
from urllib.parse import urlsplit

from tests.contract.calls_kinescope import DAY, IDS, LATER, NEXT_DAY, PNG, UPLOAD_SIZE, UPLOADS, VTT
from tests.contract.stock import Fresh, Stock

API = "/kinescope/api"
UPLOADER = "/kinescope/uploader"
OCTETS = "application/octet-stream"
NUMBERS = count(1)


def made(stock: Stock, path: str, body: Any = None, *, key: str = "id") -> str:
    """The id of what a POST to the API makes."""
    found: str = stock.call("POST", API + path, body)["data"][key]
    return found


def sent(stock: Stock, path: str, content: bytes, **headers: str) -> str:
    """The id of what bytes for the upload host make."""
    found: str = stock.call("POST", UPLOADER + path, content, OCTETS, **headers)["data"]["id"]
    return found


def name() -> str:
    return f"n{next(NUMBERS)}"


def project(stock: Stock, catalog_type: str = "vod") -> str:
    body = {"name": name(), "privacy_type": "anywhere", "privacy_domains": [], "catalog_type": catalog_type}
    return made(stock, "/v1/projects", body)


def folder(stock: Stock) -> str:
    return made(stock, f"/v1/projects/{stock.ids['project_id']}/folders", {"name": name()})


def video(stock: Stock) -> str:
    headers = {"X_Parent_ID": stock.ids["project_id"], "X_Video_Title": "Film", "X_File_Name": "film.mp4"}
    found = sent(stock, "/v2/video", b"frames" * 100, **headers)
    assert stock.call("GET", f"{API}/v1/videos/{found}")["data"]["status"] == "done"
    return found


def of_video(stock: Stock, what: str, body: Any) -> str:
    return made(stock, f"/v1/videos/{stock.ids['video_id']}/{what}", body)


def poster(stock: Stock) -> str:
    return of_video(stock, "posters", {"from_time": 0})


def subtitle(stock: Stock) -> str:
    fields = b'--b\r\nContent-Disposition: form-data; name="language"\r\n\r\nen\r\n'
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.vtt"\r\nContent-Type: text/vtt\r\n\r\n'
    path = f"{API}/v1/videos/{stock.ids['video_id']}/subtitles"
    found: str = stock.call("POST", path, fields + head + VTT + b"\r\n--b--\r\n", "multipart/form-data; boundary=b")[
        "data"
    ]["id"]
    return found


def annotation(stock: Stock) -> str:
    return of_video(stock, "annotations", {"type": "text", "title": "a", "start_time": 0, "end_time": 2})


def material(stock: Stock) -> str:
    return sent(stock, "/additional-material", b"%PDF", X_Video_ID=stock.ids["video_id"], X_File_Name="a.pdf")


def token(stock: Stock) -> str:
    return made(stock, "/v1/access-tokens", {"name": name(), "scope": {"api": {"permissions": ["read"]}}})


def player(stock: Stock) -> str:
    return made(stock, "/v1/players", {"name": name()})


def file_request(stock: Stock) -> str:
    return made(stock, "/v1/file-requests", {"title": name(), "uploading_location_id": stock.ids["project_id"]})


def domain(stock: Stock) -> str:
    return made(stock, "/v1/privacy-domains", {"domain": f"{name()}.example.com"})


def tag(stock: Stock) -> str:
    return made(stock, "/v1/tags", {"tag": name()})


def playlist(stock: Stock) -> str:
    entities = [stock.ids["video_id"], stock.ids["other_video_id"]]
    return made(stock, "/v1/playlists", {"name": name(), "entity_ids": entities})


def moderator(stock: Stock) -> str:
    body = {"username": name(), "email": f"{name()}@example.com", "password": "not-a-real-one"}
    return made(stock, "/v1/moderators", body, key="user_id")


def webhook(stock: Stock) -> str:
    # Nobody is told anything: who is told of an event that does not come up is asked by tests of its own.
    body = {"name": name(), "endpoint": "https://example.io/hook", "events": ["live.created"]}
    return made(stock, "/v1/webhooks", body)


def zone(stock: Stock) -> str:
    body = {"name": name(), "host": f"{name()}.example.com", "origins": [{"addr": "https://origin.example.com"}]}
    return made(stock, "/v1/cdn/zones", body)


def room(stock: Stock) -> str:
    return made(stock, "/v1/speak/rooms", {"name": name(), "type": "permanent_meeting"})


def participant(stock: Stock) -> str:
    return made(stock, f"/v1/speak/rooms/{stock.ids['room_id']}/participants", {"name": name(), "role": "admin"})


def event(stock: Stock) -> str:
    body = {"name": name(), "type": "recurring", "parent_id": stock.ids["live_project_id"]}
    return made(stock, "/v2/live/events", body)


def enabled_event(stock: Stock) -> str:
    found = event(stock)
    stock.call("PUT", f"{API}/v2/live/events/{found}/enable")
    return found


def restream(stock: Stock) -> str:
    body = {"name": name(), "url": "rtmp://example.com/live", "key": "k", "enabled": False}
    return made(stock, f"/v2/live/events/{stock.ids['event_id']}/restreams", body)


def upload(stock: Stock) -> str:
    """Where a video that was announced is sent to."""
    body = {"type": "video", "parent_id": stock.ids["project_id"], "title": "T", "filename": "a.mp4"}
    answer = stock.call("POST", f"{UPLOADER}/v2/init", {**body, "filesize": UPLOAD_SIZE})
    endpoint: str = answer["data"]["endpoint"]
    return endpoint


def upload_id(stock: Stock) -> str:
    return urlsplit(upload(stock)).path.rpartition("/")[2]


def drm(stock: Stock) -> str:
    """A project with a DRM backend of its own."""
    found = project(stock)
    stock.call("PUT", f"{API}/v1/drm/auth/{found}", {"url": "https://example.io/auth"})
    return found


def lay_in(url: str, token_value: str) -> Stock:
    """Make one of everything."""
    stock = Stock(url, token_value)
    ids = stock.ids
    ids["project_id"], ids["live_project_id"] = project(stock), project(stock, "live")
    ids["folder_id"], ids["inner_folder_id"] = folder(stock), folder(stock)
    # Every video is done as soon as somebody looks at it.
    stock.call("POST", "/_mock/pace", dict.fromkeys(("uploading", "pre_processing", "processing"), 0))
    ids["video_id"], ids["other_video_id"] = video(stock), video(stock)
    for each in ("video_id", "other_video_id"):
        stock.call("POST", "/_mock/media", {"id": ids[each], "duration": 100})
    ids["media_id"] = ids["video_id"]
    makers = {
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
        ids[each] = make(stock)
    ids["parent_id"] = ids["project_id"]
    live = stock.call("GET", f"{API}/v2/live/events/{ids['event_id']}")["data"]
    ids["stream_id"] = live["stream"]["id"]
    homeless = stock.call("POST", f"{API}/v2/live/events", {"name": name(), "type": "one-time"})["data"]
    ids["workspace_id"] = homeless["parent_id"]
    ids["avatar_id"] = stock.call("POST", f"{API}/v1/avatar", PNG, OCTETS)["data"]["id"]
    stock.call("POST", f"{API}/v1/players/{ids['player_id']}/logo", PNG, OCTETS)
    stock.call("POST", "/_mock/live", {"event_id": ids["event_id"], "do": "connect"})
    stock.call("POST", "/_mock/live", {"event_id": ids["event_id"], "do": "start"})
    stock.call("POST", "/_mock/live", {"event_id": ids["event_id"], "do": "say", "message": "Hello"})
    measured = {"bitrate_video": 1000, "bitrate_audio": 100, "frame_rate": 25.0}
    stock.call("POST", "/_mock/live", {"event_id": ids["event_id"], "do": "qos", **measured})
    stock.call("POST", "/_mock/live", {"event_id": ids["event_id"], "do": "disconnect"})
    stock.call("POST", "/_mock/views", {"video_id": ids["video_id"], "viewer": "v"})
    for path in ("", f"/{ids['project_id']}"):
        stock.call("PUT", f"{API}/v1/drm/auth{path}", {"url": "https://example.io/auth"})
    endpoint = upload(stock)
    ids["upload_id"] = urlsplit(endpoint).path.rpartition("/")[2]
    ids["Upload-Offset"] = "0"
    stock.real = {UPLOADS: endpoint.rpartition("/")[0], **{sample: ids[each] for each, sample in IDS.items()}}
    return stock


FRESH: Fresh = {
    "videos.posters.delete": {"poster_id": poster},
    "videos.posters.set_active": {"poster_id": poster},
    "videos.subtitles.delete": {"subtitle_id": subtitle},
    "videos.annotations.delete": {"annotation_id": annotation},
    "videos.delete": {"video_id": video},
    "projects.delete": {"project_id": project},
    "projects.folders.delete": {"folder_id": folder},
    "additional_materials.delete": {"material_id": material},
    "access_tokens.delete": {"token_id": token},
    "players.delete": {"player_id": player},
    "file_requests.delete": {"file_request_id": file_request},
    "drm.delete_project_auth": {"project_id": drm},
    "privacy_domains.delete": {"domain_id": domain},
    "tags.delete": {"tag_id": tag},
    "playlists.delete": {"playlist_id": playlist},
    "moderators.delete": {"moderator_id": moderator},
    "webhooks.delete": {"webhook_id": webhook},
    "cdn.zones.delete": {"zone_id": zone},
    "speak.rooms.delete": {"room_id": room},
    "speak.rooms.participants.delete": {"participant_id": participant},
    "live.events.delete": {"event_id": event},
    "live.events.complete": {"event_id": enabled_event},
    "live.events.enable": {"event_id": event},
    "live.events.streams.update": {"event_id": event},
    "live.events.restreams.delete": {"restream_id": restream},
    "videos.uploads.append": {"upload_id": upload_id},
    "videos.uploads.send": {"upload_id": upload_id},
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
"""Fields that hold an id, and whose. A user's avatar goes by the user's id."""
TIMES = {"time", "started_at", "expired_at"}
WHOLE = {"x": 0, "y": 0, "w": 10, "h": 10}
FITTING: dict[str, dict[str, Any]] = {
    "videos.annotations.create": {"type": "text", "start_time": 0, "end_time": 1},
    "videos.annotations.update": {"start_time": 0, "end_time": 1},
    "videos.concat": {"append": [{"video_id": IDS["other_video_id"]}], "replace": False},
    "videos.cut": {"crop": WHOLE, "trim": [{"start": 0, "length": 1}]},
    "videos.posters.create": {"from_time": 0.5},
}
"""Fields of bodies whose values must fit what is there or each other."""
UNFIT = {"live.events.update": {"type", "restreams"}}
"""An event that is broadcast once takes no second stream, and new restreams take the place of the old."""


def prepare(stock: Stock, operation: str) -> None:
    """Make what is to be found without an id."""
    if operation in {"drm.delete_auth", "drm.get_auth"}:
        stock.call("PUT", f"{API}/v1/drm/auth", {"url": "https://example.io/auth"})


def suit(stock: Stock, operation: str, case: Any) -> None:
    """Give a request that is meant to be valid ids of what is there, times that are some, and what goes together."""
    ids = stock.ids
    prepare(stock, operation)
    if operation == "avatars.get_workspace" and case.path_parameters["avatar_id"] == ids["avatar_id"]:
        case.path_parameters["avatar_id"] = ids["workspace_id"]
    if operation == "videos.subtitles.reorder":
        tracks = stock.call("GET", f"{API}/v1/videos/{ids['video_id']}/subtitles")["data"]
        case.body = [track["id"] for track in tracks or ()]
    elif operation == "additional_materials.reorder":
        case.body = [ids["other_material_id"], ids["material_id"]]
    elif operation in {"videos.uploads.send", "videos.uploads.append"}:
        case.body = "x" * UPLOAD_SIZE
    elif case.media_type == OCTETS:
        case.body = case.body or b"x"
    elif isinstance(case.body, dict):
        case.body = _suited(stock, {**case.body, **stock.actual(FITTING.get(operation, {}))})
        for name in UNFIT.get(operation, ()):
            case.body.pop(name, None)
    if isinstance(case.query, dict) and {"from", "to"} & case.query.keys():
        # Of rows the order is by what they have.
        case.query = {**case.query, "from": DAY, "to": NEXT_DAY}
        case.query.pop("order", None)
    _suit_headers(stock, operation, case.headers)


def _suited(stock: Stock, value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {each: _suited(stock, item, each) for each, item in value.items()}
    if name == "entity_ids":
        return [stock.ids["video_id"]]
    if isinstance(value, list):
        return [_suited(stock, item) for item in value]
    if isinstance(value, str) and name in WHOSE:
        return stock.ids[WHOSE[name]]
    return LATER if isinstance(value, str) and name in TIMES else value


def _suit_headers(stock: Stock, operation: str, headers: Any) -> None:
    # Nothing can be fetched from outside, and one poster is of a video or of an event.
    for name in ("X-Poster-URL", "X-Video-URL", "X-Replace-Video-ID", "X-Event-ID"):
        headers.pop(name, None)
    if operation in {"posters.upload", "additional_materials.upload"}:
        headers["X-Video-ID"] = stock.ids["video_id"]
    if operation == "videos.uploads.create":
        headers["X-Parent-ID"] = stock.ids["project_id"]
