"""Additions to copies of specs/, one of each kind that a vendor's page may bring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

__all__ = ["ADDITIONS", "add_everything"]

DOCS = "x-docs: { page: kinescope, section: v1/tags, entry: tags }"
FOUND = """
    responses:
      "200":
        description: The result.
        content:
          application/json:
            schema: { $ref: %s }
            examples:
              page: { $ref: %s }
      "404": { $ref: ../../kinescope-common/responses.yaml#/NotFound }
"""


def _edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) >= 1, (path, before)
    path.write_text(text.replace(before, after, 1), "utf-8")


def _append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{text}", "utf-8")


def operation(specs: Path) -> None:
    """Add `tags.get`, to objects that another handler keeps."""
    tags = specs / "kinescope-v1" / "tags"
    added = f"""  get:
    operationId: tags.get
    tags: [tags]
    summary: Get a tag
    description: An archived tag can be read, too.
    {DOCS}
    x-evidence: documented{FOUND % ("schemas.yaml#/TagResponse", "examples.yaml#/tag")}
"""
    _edit(tags / "paths.yaml", "  put:\n    operationId: tags.update", f"{added}  put:\n    operationId: tags.update")


def action(specs: Path) -> None:
    """Add `videos.archive`, which has a path below an object and a body."""
    videos = specs / "kinescope-v1" / "videos"
    added = """archive:
  parameters:
    - $ref: parameters.yaml#/VideoId

  post:
    operationId: videos.archive
    tags: [videos]
    summary: Move a video
    description: The video is not shown in lists any more.
    x-docs: { page: kinescope, section: v1/videos, entry: Archive }
    x-evidence: documented
    requestBody:
      required: true
      content:
        application/json:
          schema: { $ref: schemas.yaml#/Archiving }
          examples:
            page: { value: { reason: old, priority: 3 } }
    responses:
      "200":
        description: The video is archived.
        content:
          application/json:
            schema: { $ref: ../../kinescope-common/schemas.yaml#/SuccessResponse }
            examples:
              page: { $ref: ../../kinescope-common/examples.yaml#/success }
      "404": { $ref: ../../kinescope-common/responses.yaml#/NotFound }
"""
    _append(videos / "paths.yaml", added)
    _append(
        videos / "schemas.yaml",
        """Archiving:
  type: object
  description: Why a video is archived.
  properties:
    reason: { type: string, minLength: 1, description: "The reason." }
    priority: { type: integer, minimum: 1, maximum: 9, description: "How soon, from 1 to 9." }
  required: [reason]
""",
    )
    _edit(
        specs / "kinescope-v1" / "openapi.yaml",
        "  /v1/videos/{video_id}/move:",
        "  /v1/videos/{video_id}/archive: { $ref: videos/paths.yaml#/archive }\n  /v1/videos/{video_id}/move:",
    )


def section(specs: Path) -> None:
    """Add the section `labels`, with all plain operations on its objects."""
    root = specs / "kinescope-v1" / "openapi.yaml"
    labels = specs / "kinescope-v1" / "labels"
    labels.mkdir()
    _edit(root, "  - name: playlists\n", "  - name: labels\n    description: Labels of players.\n  - name: playlists\n")
    _edit(
        root,
        "  /v1/tags:",
        "  /v1/labels: { $ref: labels/paths.yaml#/labels }\n"
        "  /v1/labels/{label_id}: { $ref: labels/paths.yaml#/label }\n  /v1/tags:",
    )
    for name in ("paths", "schemas", "parameters", "examples"):
        text = (specs / "kinescope-v1" / "tags" / f"{name}.yaml").read_text("utf-8")
        text = text.replace("Tag", "Label").replace("tag", "label").replace("labels: [labels]", "tags: [labels]")
        (labels / f"{name}.yaml").write_text(text, "utf-8")


def other_vendor(specs: Path) -> None:
    """Add the section `recorder.markers` of the other vendor."""
    recorder = specs / "platformcraft-recorder"
    markers = recorder / "recorder" / "markers"
    markers.mkdir()
    _edit(
        recorder / "openapi.yaml",
        "x-errors:",
        "  - name: recorder.markers\n    description: Marks in a stream.\nx-errors:",
    )
    _edit(
        recorder / "openapi.yaml",
        "  /{owner_id}/{stream_id}/start:",
        "  /{owner_id}/{stream_id}/marker: { $ref: recorder/markers/paths.yaml#/markers }\n"
        "  /{owner_id}/{stream_id}/marker/{marker_id}: { $ref: recorder/markers/paths.yaml#/marker }\n"
        "  /{owner_id}/{stream_id}/start:",
    )
    docs = "x-docs: { page: platformcraft, entry: Markers, section: Recorder }\n    x-evidence: documented"
    body = """    requestBody:
      required: true
      content:
        application/json:
          schema: { $ref: schemas.yaml#/NewMarker }
          examples:
            page: { $ref: examples.yaml#/new_marker }
"""
    result = """    responses:
      "200":
        description: The marker.
        content:
          application/json:
            schema: { $ref: schemas.yaml#/Marker }
            examples:
              page: { $ref: examples.yaml#/marker }
      "404": { $ref: ../../../platformcraft-common/responses.yaml#/NoSuchId }
"""
    (markers / "paths.yaml").write_text(
        f"""markers:
  parameters:
    - $ref: ../parameters.yaml#/OwnerId
    - $ref: ../streams/parameters.yaml#/StreamId

  get:
    operationId: recorder.markers.list
    tags: [recorder.markers]
    summary: List markers
    description: All markers come at once.
    {docs}
    responses:
      "200":
        description: The markers.
        content:
          application/json:
            schema:
              type: array
              items: {{ $ref: schemas.yaml#/Marker }}
            examples:
              page: {{ $ref: examples.yaml#/marker_list }}
      "404": {{ $ref: ../../../platformcraft-common/responses.yaml#/NoSuchId }}

  post:
    operationId: recorder.markers.create
    tags: [recorder.markers]
    summary: Create a marker
    description: A marker names a place in a stream.
    {docs}
{body}{result}
marker:
  parameters:
    - $ref: ../parameters.yaml#/OwnerId
    - $ref: ../streams/parameters.yaml#/StreamId
    - $ref: parameters.yaml#/MarkerId

  get:
    operationId: recorder.markers.get
    tags: [recorder.markers]
    summary: Get a marker
    description: A single marker.
    {docs}
{result}
  delete:
    operationId: recorder.markers.delete
    tags: [recorder.markers]
    summary: Delete a marker
    description: The stream stays as it is.
    {docs}
    responses:
      "200": {{ description: The marker is deleted. }}
      "404": {{ $ref: ../../../platformcraft-common/responses.yaml#/NoSuchId }}
""",
        "utf-8",
    )
    (markers / "parameters.yaml").write_text(
        """MarkerId:
  name: marker_id
  in: path
  required: true
  description: The `id` of the marker.
  schema: { type: string, minLength: 1 }
  example: 5c8d5174534b4427730ebf80
""",
        "utf-8",
    )
    (markers / "schemas.yaml").write_text(
        """Marker:
  type: object
  description: A place in a stream.
  properties:
    id: { type: string, description: "The marker's id." }
    title: { type: string, description: "What is to be seen there." }
  required: [id, title]

NewMarker:
  type: object
  description: A new marker.
  properties:
    title: { type: string, minLength: 1, description: "What is to be seen there." }
  required: [title]
""",
        "utf-8",
    )
    (markers / "examples.yaml").write_text(
        """marker:
  summary: A marker.
  value: { id: 5c8d5174534b4427730ebf80, title: Start }

marker_list:
  summary: All markers.
  value: [{ id: 5c8d5174534b4427730ebf80, title: Start }]

new_marker:
  summary: A new marker.
  value: { title: Start }
""",
        "utf-8",
    )


def field(specs: Path) -> None:
    """Add a field to a response and to the requests that set it."""
    tags = specs / "kinescope-v1" / "tags"
    color = 'color: { type: string, description: "Draft: The color in the dashboard, as #rrggbb." }'
    for before in (
        '    tag: { type: string, description: "The text of the tag." }',
        "    tag: { type: string, minLength: 1",
    ):
        text = (tags / "schemas.yaml").read_text("utf-8")
        (tags / "schemas.yaml").write_text(text.replace(before, f"    {color}\n{before}"), "utf-8")
    _edit(tags / "examples.yaml", "value: { tag: tag 1 }", 'value: { tag: tag 1, color: "#ff0000" }')


def enum_value(specs: Path) -> None:
    """Add a value to an enumeration of requests and responses."""
    _edit(specs / "kinescope-v1" / "projects" / "schemas.yaml", "enum: [vod, live]", "enum: [vod, live, audio]")


def error_code(specs: Path) -> None:
    """Add an error code."""
    codes = specs / "kinescope-common" / "schemas.yaml"
    _edit(codes, '        "400301": null\n', '        "400217": TOO_MANY_LABELS\n        "400301": null\n')


def webhook_event(specs: Path) -> None:
    """Add an event that webhooks receive."""
    webhooks = specs / "kinescope-v1" / "webhooks"
    _edit(
        specs / "kinescope-v1" / "openapi.yaml",
        "  drm_authorization:",
        "  video.archived: { $ref: webhooks/webhooks.yaml#/archived }\n  drm_authorization:",
    )
    _append(
        webhooks / "webhooks.yaml",
        """archived:
  post:
    operationId: webhooks.video_archived
    tags: [webhooks]
    summary: Report that a video is archived
    description: Sent to every webhook that is subscribed to `video.archived`.
    x-docs: { page: kinescope, entry: Create webhook, section: v1/webhooks }
    x-evidence: documented
    security:
      - basic: []
      - {}
    requestBody:
      required: true
      content:
        application/json:
          schema: { $ref: schemas.yaml#/VideoArchivedEvent }
          examples:
            page: { $ref: examples.yaml#/video_archived }
    responses:
      "200":
        description: The event was received. The service ignores the body.
      "401":
        description: The credentials are wrong. The service may send the event again.
        x-evidence: inferred
""",
    )
    _append(
        webhooks / "schemas.yaml",
        """VideoArchivedEvent:
  type: object
  description: The event that a video is archived.
  properties:
    event: { type: string, const: video.archived, description: "The name of the event." }
    data: { $ref: "#/ArchivedVideo" }
  required: [event, data]

ArchivedVideo:
  type: object
  description: An archived video.
  properties:
    video_id: { type: string, description: "The video's id." }
  required: [video_id]
""",
    )
    _append(
        webhooks / "examples.yaml",
        """video_archived:
  summary: A video is archived.
  value: { event: video.archived, data: { video_id: 5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a36 } }
""",
    )


def host(specs: Path) -> None:
    """Add an operation on a host of its own."""
    _edit(
        specs / "kinescope-v1" / "openapi.yaml",
        "  /v1/tags:",
        "  /v1/status: { $ref: dictionaries/paths.yaml#/status }\n  /v1/tags:",
    )
    _append(
        specs / "kinescope-v1" / "dictionaries" / "paths.yaml",
        """status:
  servers:
    - url: https://status.kinescope.io
      description: The host of the service's state.

  get:
    operationId: dictionaries.status
    tags: [dictionaries]
    summary: Get the state of the service
    description: Whether all parts of the service work.
    x-docs: { page: kinescope, section: v1/dictionaries, entry: Status }
    x-evidence: documented
    responses:
      "200":
        description: The state.
        content:
          application/json:
            schema: { $ref: ../../kinescope-common/schemas.yaml#/SuccessResponse }
            examples:
              page: { $ref: ../../kinescope-common/examples.yaml#/success }
""",
    )


ADDITIONS: dict[str, Callable[[Path], None]] = {
    "operation": operation,
    "action": action,
    "section": section,
    "other vendor": other_vendor,
    "field": field,
    "enum value": enum_value,
    "error code": error_code,
    "webhook event": webhook_event,
    "host": host,
}


def add_everything(specs: Path) -> None:
    """Make every addition to one copy."""
    for add in ADDITIONS.values():
        add(specs)
