"""Section "CDN": zones."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import bare
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import CDN_ZONE
from kinocraft_mock.services.kinescope.workspace import workspace_id

NO_CREDENTIALS = {"username": "", "password": ""}
DEFAULTS: dict[str, Any] = {
    "settings": {
        "access_log": False,
        "index_html": "",
        "block_bad_bots": False,
        "ignore_query_strings": False,
        "max_send_size_bytes": 0,
    },
    "access_control": {"jwt_secret": "", "secure_link": ""},
}


def _serialize(request: Request, zone: Record) -> dict[str, Any]:
    return {
        "id": zone.id,
        "workspace_id": workspace_id(request.context),
        **zone.body,
        "created_at": zone.created_at,
        "updated_at": zone.updated_at,
    }


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
    return {"addr": sent["addr"], "basic_auth": {**NO_CREDENTIALS, **sent.get("basic_auth", {})}}


handlers = Crud(
    resource_type=CDN_ZONE,
    operations="cdn.zones",
    id_parameter="zone_id",
    serialize=_serialize,
    fields=("name", "host", "origins", *DEFAULTS),
    defaults=lambda _call: DEFAULTS,
    read_fields=_read_fields,
    order="created_at.asc",
    meta=bare,
    reports_deletion=False,
).handlers("list", "create", "update", "delete")
