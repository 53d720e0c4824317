"""Section "CDN": zones."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import bare, list_response
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import CDN_ZONE
from kinocraft_mock.services.kinescope.workspace import workspace_id

ONLY_LISTED = ("access_log", "max_send_size_bytes")
"""Settings that only the list shows."""

NO_CREDENTIALS = {"username": "", "password": ""}
DEFAULTS: dict[str, Any] = {
    "name": "",
    "host": "",
    "origins": [],
    "settings": {
        "access_log": False,
        "index_html": "",
        "block_bad_bots": False,
        "ignore_query_strings": False,
        "max_send_size_bytes": 0,
    },
    "access_control": {"jwt_secret": "", "secure_link": ""},
}


def _serialize_whole(request: Request, zone: Record) -> dict[str, Any]:
    return {
        "id": zone.id,
        "workspace_id": workspace_id(request.context),
        **zone.body,
        "created_at": zone.created_at,
        "updated_at": zone.updated_at,
    }


def _serialize(request: Request, zone: Record) -> dict[str, Any]:
    settings = {name: value for name, value in zone.body["settings"].items() if name not in ONLY_LISTED}
    return {**_serialize_whole(request, zone), "settings": settings}


def _read_fields(_call: Request, sent: dict[str, Any], zone: Record | None) -> dict[str, Any]:
    """Complete groups of settings with their present values. Origins replace the present ones."""
    present = DEFAULTS if zone is None else zone.body
    if "origins" in sent:
        sent["origins"] = [_origin(each) for each in sent["origins"]]
    for group in ("settings", "access_control"):
        if group in sent:
            sent[group] = {**present[group], **sent[group]}
    return sent


def _origin(sent: dict[str, Any]) -> dict[str, Any]:
    return {"addr": sent.get("addr", ""), "basic_auth": {**NO_CREDENTIALS, **sent.get("basic_auth", {})}}


handlers = Crud(
    resource_type=CDN_ZONE,
    operations="cdn.zones",
    id_parameter="zone_id",
    serialize=_serialize,
    fields=tuple(DEFAULTS),
    defaults=lambda _call: DEFAULTS,
    read_fields=_read_fields,
    reports_deletion=False,
).handlers("create", "update", "delete")


@handlers.on("cdn.zones.list")
def list_(request: Request) -> Response:
    """Return all zones, without metadata."""
    return list_response(request, CDN_ZONE, _serialize_whole, order="created_at.asc", meta=bare)
