"""Operations that no service has, in every shape that the rule for operations without a handler knows."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
NOT_FOUND: Json = {"$ref": "#/components/responses/NotFound"}
TEXT: Json = {"type": "string"}
ID: Json = {"$ref": "#/components/schemas/Id"}
TIME: Json = {"$ref": "#/components/schemas/Timestamp"}


def obj(*optional: str, **fields: Any) -> Json:
    """Return the schema of an object; all fields are required but the optional ones."""
    return {"type": "object", "properties": fields, "required": [name for name in fields if name not in optional]}


def array(items: Json) -> Json:
    return {"type": ["array", "null"], "items": items}


def data(schema: Json, *optional: str, **beside: Json) -> Json:
    return obj(*optional, **beside, data=schema)


def path_parameter(name: str, schema: Json | None = None) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema or ID}


def query(name: str, schema: Json, **more: Any) -> Json:
    return {"name": name, "in": "query", "schema": schema, **more}


def operation(
    name: str,
    response: Json | None = None,
    body: Json | None = None,
    *parameters: Json,
    media: str = "application/json",
) -> Json:
    """Return an operation that responds with 200, or with 204 without a schema."""
    made: Json = {"operationId": name, "parameters": [*parameters], "responses": {}}
    made["responses"]["200" if response else "204"] = {"content": {media: {"schema": response}}} if response else {}
    if body is not None:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return made


LABEL = obj(
    "note",
    id=ID,
    name=TEXT,
    color={"enum": ["red", "green"]},
    note=TEXT,
    size={"type": "integer"},
    owner={"type": ["string", "null"]},
    link=TEXT,
    created_at=TIME,
    updated_at={"type": ["string", "null"]},
    archived_at={"type": ["string", "null"]},
)
LABEL_EXAMPLE = {
    "id": "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8fc0aa",
    "name": "An example",
    "color": "green",
    "note": "An example's note",
    "size": 7,
    "owner": "example",
    "link": "https://example.com/5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8fc0aa",
    "created_at": "2020-01-01T00:00:00Z",
    "updated_at": "2020-01-01T00:00:00Z",
    "archived_at": "2020-01-01T00:00:00Z",
}
NEW_LABEL = obj("color", "note", name={"type": "string", "minLength": 1}, color={"enum": ["red", "green"]}, note=TEXT)
LABEL_CHANGE = obj("name", "color", "note", **NEW_LABEL["properties"])
PAGE: Json = {"$ref": "#/components/schemas/PageMeta"}
PAGING = (
    query("page", {"type": "integer", "minimum": 1, "default": 1}),
    query("per_page", {"type": "integer", "minimum": 1, "maximum": 100, "default": 10}),
    query("order", TEXT),
    query("color", TEXT),
    query("q", TEXT),
)
SUCCESS: Json = {"$ref": "#/components/schemas/SuccessResponse"}
NOTE = obj(id=ID, video_id=ID, text=TEXT)
ITEM = obj(id=ID, label_id=ID, text=TEXT)
BRANDING = obj("updated_at", color=TEXT, logo={"type": ["string", "null"]}, updated_at=TIME)
LIMIT = obj(project_id=ID, minutes={"type": "integer"})
SUMMARY = obj(video_id=ID, text=TEXT, words={"type": "integer"})

LABEL_ID, VIDEO_ID = path_parameter("label_id"), path_parameter("video_id")

KINESCOPE_PATHS: Json = {
    "/v1/labels": {
        "get": operation("labels.list", data(array(LABEL), meta=PAGE), None, *PAGING),
        "post": operation("labels.create", data(LABEL), NEW_LABEL),
    },
    "/v1/labels/{label_id}": {
        "parameters": [LABEL_ID],
        "get": operation("labels.get", data(LABEL)),
        "patch": operation("labels.update", data(LABEL), LABEL_CHANGE),
        "delete": operation("labels.delete", SUCCESS),
    },
    "/v1/labels/{label_id}/archive": {"parameters": [LABEL_ID], "post": operation("labels.archive", data(LABEL))},
    "/v1/labels/{label_id}/items": {
        "parameters": [LABEL_ID],
        "get": operation("labels.items.list", data(array(ITEM))),
        "post": operation("labels.items.create", data(ITEM), obj(text=TEXT)),
    },
    "/v1/labels/{label_id}/items/{item_id}": {
        "parameters": [LABEL_ID, path_parameter("item_id")],
        "delete": operation("labels.items.delete"),
    },
    "/v1/videos/{video_id}/notes": {
        "parameters": [VIDEO_ID],
        "get": operation("videos.notes.list", data(array(NOTE))),
        "post": operation("videos.notes.create", data(NOTE), obj(text=TEXT)),
    },
    "/v1/videos/{video_id}/summary": {
        "parameters": [VIDEO_ID],
        "get": operation("videos.summary.get", data(SUMMARY)),
    },
    "/v1/videos/{video_id}/transcript": {
        "parameters": [VIDEO_ID],
        "get": operation("videos.transcript.get", TEXT, media="text/csv"),
    },
    "/v1/webhooks/{webhook_id}": {
        "parameters": [path_parameter("webhook_id")],
        "get": operation("webhooks.get", data({"$ref": "#/components/schemas/Webhook"})),
    },
    "/v1/branding": {
        "get": operation("branding.get", data(BRANDING)),
        "put": operation("branding.update", data(BRANDING), obj("logo", color=TEXT, logo=TEXT)),
        "delete": operation("branding.delete", SUCCESS),
    },
    "/v1/minutes/{project_id}": {
        "parameters": [path_parameter("project_id")],
        "get": operation("minutes.get", data(LIMIT)),
        "put": operation("minutes.update", data(LIMIT), obj(minutes={"type": "integer"})),
    },
    "/v1/reports": {
        "post": operation("reports.order", data(obj(email=TEXT, state=TEXT)), obj(email={**TEXT, "format": "email"}))
    },
}
KINESCOPE_EXAMPLES: Json = {
    "labels.create": {"data": LABEL_EXAMPLE},
    "labels.get": {"data": LABEL_EXAMPLE},
    "labels.list": {"data": [LABEL_EXAMPLE]},
    "videos.summary.get": {"data": {"video_id": LABEL_EXAMPLE["id"], "text": "A talk.", "words": 2}},
    "videos.transcript.get": "time,text\n0,Hello\n",
    "branding.get": {"data": {"color": "white", "logo": "https://example.com/a.png"}},
    "reports.order": {"data": {"email": "user@example.com", "state": "queued"}},
}

PLAIN_ID = {"type": "string", "minLength": 1}
MARKER = obj(id=TEXT, stream_id=TEXT, title=TEXT, time={"type": "integer"}, created_at={"type": "integer"})
NEW_MARKER = obj("time", title=TEXT, time={"type": "integer", "format": "unixtime"})
OWNER, STREAM = path_parameter("owner_id", PLAIN_ID), path_parameter("stream_id", PLAIN_ID)
MARKERS = "/{owner_id}/{stream_id}/marker"
RECORDER_PATHS: Json = {
    MARKERS: {
        "parameters": [OWNER, STREAM],
        "get": operation("recorder.markers.list", {"type": "array", "items": MARKER}),
        "post": operation("recorder.markers.create", MARKER, NEW_MARKER),
    },
    f"{MARKERS}/{{marker_id}}": {
        "parameters": [OWNER, STREAM, path_parameter("marker_id", PLAIN_ID)],
        "get": operation("recorder.markers.get", MARKER),
        "put": operation("recorder.markers.update", MARKER, obj("title", title=TEXT)),
        "delete": operation("recorder.markers.delete"),
    },
}

DATE: Json = {"type": "string", "pattern": "^([0-9]{2}[.][0-9]{2}[.][0-9]{4}T[0-9]{2}:[0-9]{2}:[0-9]{2})?$"}
ALBUM = obj(id={"type": "integer"}, name=TEXT, create_date=DATE, latest_update=DATE, private={"type": "boolean"})
ALBUMS = obj(
    albums={"type": "array", "items": ALBUM}, count={"type": "integer"}, count_on_page={"type": "integer"}, next=TEXT
)
NEW_ALBUM = obj("private", name=TEXT, private={"type": "boolean", "default": True})
CONTAINER = path_parameter("container_id", PLAIN_ID)
FILESPOT_PATHS: Json = {
    "/fs/container/{container_id}/album": {
        "parameters": [CONTAINER],
        "get": operation(
            "files.albums.list",
            ALBUMS,
            None,
            query("limit", {"type": "integer"}),
            query("start", {"type": "integer"}),
            query("sort", TEXT),
        ),
        "post": operation("files.albums.create", ALBUM, NEW_ALBUM),
    },
    "/fs/container/{container_id}/album/{album_id}": {
        "parameters": [CONTAINER, path_parameter("album_id", {"type": "integer"})],
        "get": operation("files.albums.get", ALBUM),
    },
}

PATHS = {
    "kinescope-v1": KINESCOPE_PATHS,
    "platformcraft-recorder": RECORDER_PATHS,
    "platformcraft-filespot": FILESPOT_PATHS,
}
COLOR: Json = {**TEXT, "x-draft": True}
"""A field of a known object that a release has proposed."""
EXAMPLES = {"kinescope-v1": KINESCOPE_EXAMPLES}
NAMES = [
    operation["operationId"]
    for paths in PATHS.values()
    for item in paths.values()
    for method, operation in item.items()
    if method != "parameters"
]
