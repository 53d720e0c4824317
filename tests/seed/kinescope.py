"""Create Kinescope objects through the public API. Most functions return the object as the API shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.seed.workspace import Workspace, data

if TYPE_CHECKING:
    import httpx2

PROCESSING_SECONDS = 60.0
"""After this time every uploaded video is done."""

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"
AD = {
    "url": "https://example.com/vast.xml",
    "trigger": {"type": "midroll", "trigger_settings": {"timePoints": [10], "percentages": [50], "interval": 30}},
    "countries": {"items": ["ru"], "type": "include"},
}
PLAYER: dict[str, Any] = {"name": "mine", "settings": {"autoplay": True}, "ads": [AD]}
MODERATOR: dict[str, Any] = {"username": "user_admin", "email": "user@example.com", "password": "pässword"}
RESTREAM: dict[str, Any] = {"name": "Elsewhere", "url": "rtmp://example.com/live", "key": "k"}
CDN_ZONE: dict[str, Any] = {
    "name": "edge",
    "host": "edge.example.com",
    "origins": [{"addr": "origin.example.com", "basic_auth": {"username": "user", "password": "pass"}}],
    "access_control": {"jwt_secret": "token", "secure_link": "link"},
    "settings": {"ignore_query_strings": True, "index_html": "index.html", "block_bad_bots": False},
}


def project(workspace: Workspace, name: str = "Project", **fields: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"name": name, "privacy_type": "anywhere", "privacy_domains": [], **fields}
    return _created(workspace.post("/v1/projects", body))


def folder(workspace: Workspace, project_id: str, name: str = "Folder", **fields: Any) -> dict[str, Any]:
    path = f"/v1/projects/{project_id}/folders"
    return _read(workspace, path, workspace.post(path, {"name": name, **fields}))


def video(
    workspace: Workspace,
    parent_id: str | None = None,
    title: str = "Film",
    content: bytes = b"a film",
    name: str = "film.mp4",
    **headers: str,
) -> dict[str, Any]:
    """Upload a video without waiting for its processing; by default into the oldest project."""
    parent = {"X_Parent_ID": parent_id} if parent_id else {}
    return _created(
        workspace.upload("/v2/video", content, **{**parent, "X_Video_Title": title, "X_File_Name": name, **headers})
    )


def new_video(workspace: Workspace) -> str:
    """Upload a video into a new project, without waiting for its processing. Return its id."""
    return str(video(workspace, project(workspace)["id"])["id"])


def finished_video(
    workspace: Workspace, parent_id: str | None = None, title: str = "Film", **options: Any
) -> dict[str, Any]:
    """Upload a video and advance the clock until it is done; by default into a new project."""
    made = video(workspace, parent_id or project(workspace)["id"], title, **options)
    return finish(workspace, made["id"])


def finish(workspace: Workspace, video_id: str) -> dict[str, Any]:
    """Advance the clock until the video is done."""
    workspace.server.control.advance(PROCESSING_SECONDS)
    found = get_video(workspace, video_id)
    assert found["status"] == "done"
    return found


def video_of_length(workspace: Workspace, parent_id: str, size: int = 1000, duration: float = 100) -> dict[str, Any]:
    """Create a finished video of `size` bytes and `duration` seconds; the clock is reset afterwards."""
    made = video(workspace, parent_id, content=b"x" * size)
    before = workspace.server.control.now()
    workspace.server.control.advance(PROCESSING_SECONDS)
    workspace.server.control.set_media(made["id"], duration=duration)
    workspace.server.control.set_clock(before)
    return made


def get_video(workspace: Workspace, video_id: str) -> dict[str, Any]:
    return _created(workspace.get(f"/v1/videos/{video_id}"))


def uploaded_file(video: dict[str, Any]) -> dict[str, Any]:
    """Return the asset of a video that is the uploaded file."""
    found: dict[str, Any] = next(each for each in video["assets"] if each["quality"] == "original")
    return found


def upload_session(workspace: Workspace, parent_id: str, size: int, **changes: Any) -> dict[str, Any]:
    """Announce the upload of a video; the result has `id` and `endpoint`."""
    body = {"type": "video", "parent_id": parent_id, "title": "Film", "filename": "film.mp4", "filesize": size}
    return _created(workspace.init_upload({**body, **changes}))


def poster(workspace: Workspace, video_id: str) -> dict[str, Any]:
    return _created(workspace.post(f"/v1/videos/{video_id}/posters", {"from_time": 0}))


def subtitle(workspace: Workspace, video_id: str, language: str = "en", content: bytes = VTT) -> dict[str, Any]:
    form = {"data": {"language": language}, "files": {"file": ("a.vtt", content, "text/vtt")}}
    return _created(workspace.post(f"/v1/videos/{video_id}/subtitles", **form))


def annotation(workspace: Workspace, video_id: str, **fields: Any) -> dict[str, Any]:
    body = {"type": "text", "title": "a", "start_time": 0, "end_time": 2, **fields}
    return _created(workspace.post(f"/v1/videos/{video_id}/annotations", body))


def additional_material(
    workspace: Workspace, video_id: str, content: bytes = b"text", **headers: str
) -> dict[str, Any]:
    return _created(workspace.upload("/additional-material", content, X_Video_ID=video_id, **headers))


def access_token(workspace: Workspace, scope: dict[str, Any], name: str = "t") -> dict[str, Any]:
    return _created(workspace.post("/v1/access-tokens", {"name": name, "scope": scope}))


def token_holder(workspace: Workspace, scope: dict[str, Any]) -> Workspace:
    """Create an access token and return a workspace that uses it; close its `http` after use."""
    return Workspace(workspace.server, access_token(workspace, scope)["token"])


def player(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post("/v1/players", {**PLAYER, **fields}))


def file_request(workspace: Workspace, title: str = "Title", **fields: Any) -> dict[str, Any]:
    if "uploading_location_id" not in fields:
        fields["uploading_location_id"] = project(workspace)["id"]
    path = "/v1/file-requests"
    return _read(workspace, path, workspace.post(path, {"title": title, **fields}))


def privacy_domain(workspace: Workspace, domain: str = "*.example.com") -> dict[str, Any]:
    return _created(workspace.post("/v1/privacy-domains", {"domain": domain}))


def tag(workspace: Workspace, name: str = "tag") -> dict[str, Any]:
    return _created(workspace.post("/v1/tags", {"tag": name}))


def playlist(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post("/v1/playlists", {"name": "mine", **fields}))


def moderator(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post("/v1/moderators", {**MODERATOR, **fields}))


def webhook(workspace: Workspace, endpoint: str, *events: str, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post("/v1/webhooks", {"name": "w", "endpoint": endpoint, "events": [*events], **fields}))


def cdn_zone(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post("/v1/cdn/zones", {**CDN_ZONE, **fields}))


def room(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post("/v1/speak/rooms", {"name": "Room", **fields}))


def participant(workspace: Workspace, room_id: str, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post(f"/v1/speak/rooms/{room_id}/participants", {"name": "Guest", **fields}))


def live_event(workspace: Workspace, **fields: Any) -> dict[str, Any]:
    path, body = "/v2/live/events", {"name": "Show", "type": "one-time", "auto_start": True, **fields}
    return _read(workspace, path, workspace.post(path, body))


def restream(workspace: Workspace, event_id: str, **fields: Any) -> dict[str, Any]:
    return _created(workspace.post(f"/v2/live/events/{event_id}/restreams", {**RESTREAM, **fields}))


def _read(workspace: Workspace, path: str, response: httpx2.Response) -> dict[str, Any]:
    """Return a created object as it is read, which has more fields than the response to its creation."""
    return _created(workspace.get(f"{path}/{_created(response)['id']}"))


def _created(response: httpx2.Response) -> dict[str, Any]:
    made: dict[str, Any] = data(response)
    return made
