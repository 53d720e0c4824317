"""Section "CDN": zones."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import CDN_ZONE
from kinocraft_mock.services.kinescope.lists import bare, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()

FIELDS = ("name", "host", "origins", "access_control", "settings")
LISTED_ALONE = ("access_log", "max_send_size_bytes")
"""Settings that only the list shows."""

NO_CREDENTIALS = {"username": "", "password": ""}
SETTINGS: dict[str, Any] = {
    "access_log": False,
    "index_html": "",
    "block_bad_bots": False,
    "ignore_query_strings": False,
    "max_send_size_bytes": 0,
}
ACCESS_CONTROL = {"jwt_secret": "", "secure_link": ""}


def _whole(request: Request, zone: Thing) -> dict[str, Any]:
    return {
        "id": zone.id,
        "workspace_id": workspace_id(request.context),
        **zone.body,
        "created_at": zone.created_at,
        "updated_at": zone.updated_at,
    }


def _described(request: Request, zone: Thing) -> dict[str, Any]:
    settings = {name: value for name, value in zone.body["settings"].items() if name not in LISTED_ALONE}
    return {**_whole(request, zone), "settings": settings}


@handlers.on("cdn.zones.list")
def list_(request: Request) -> Response:
    """All zones, without a word about paging."""
    return listed(request, CDN_ZONE, _whole, order="created_at.asc", meta=bare)


@handlers.on("cdn.zones.create")
def create(request: Request) -> Response:
    """A new zone; what is left out has its empty value."""
    fields: dict[str, Any] = {
        "name": "",
        "host": "",
        "origins": [],
        "settings": SETTINGS,
        "access_control": ACCESS_CONTROL,
        **_sent(request, SETTINGS, ACCESS_CONTROL),
    }
    return Response({"data": _described(request, request.context.component(Objects).make(CDN_ZONE, fields))})


@handlers.on("cdn.zones.update")
def update(request: Request) -> Response:
    """Change what is sent; the origins that are sent take the place of those that are there."""
    zone = _zone(request)
    sent = _sent(request, zone.body["settings"], zone.body["access_control"])
    request.context.component(Objects).change(zone, **sent)
    return Response({"data": _described(request, zone)})


@handlers.on("cdn.zones.delete")
def delete(request: Request) -> Response:
    """Remove a zone."""
    request.context.component(Objects).delete(_zone(request))
    return Response()


def _sent(request: Request, settings: dict[str, Any], access_control: dict[str, Any]) -> dict[str, Any]:
    """The fields of the body, completed by what there is."""
    sent = {name: request.body[name] for name in FIELDS if name in request.body}
    if "origins" in sent:
        sent["origins"] = [_origin(each) for each in sent["origins"]]
    if "settings" in sent:
        sent["settings"] = {**settings, **sent["settings"]}
    if "access_control" in sent:
        sent["access_control"] = {**access_control, **sent["access_control"]}
    return sent


def _origin(sent: dict[str, Any]) -> dict[str, Any]:
    return {"addr": sent.get("addr", ""), "basic_auth": {**NO_CREDENTIALS, **sent.get("basic_auth", {})}}


def _zone(request: Request) -> Thing:
    return request.context.component(Objects).get(CDN_ZONE, request.parameters["zone_id"])
