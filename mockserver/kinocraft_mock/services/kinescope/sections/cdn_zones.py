"""Section "CDN": zones."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
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


def _whole(call: Call, zone: Thing) -> dict[str, Any]:
    return {
        "id": zone.id,
        "workspace_id": workspace_id(call.world),
        **zone.body,
        "created_at": zone.created_at,
        "updated_at": zone.updated_at,
    }


def _described(call: Call, zone: Thing) -> dict[str, Any]:
    settings = {name: value for name, value in zone.body["settings"].items() if name not in LISTED_ALONE}
    return {**_whole(call, zone), "settings": settings}


@handlers.on("cdn.zones.list")
def list_(call: Call) -> Answer:
    """All zones, without a word about paging."""
    return listed(call, CDN_ZONE, _whole, order="created_at.asc", meta=bare)


@handlers.on("cdn.zones.create")
def create(call: Call) -> Answer:
    """A new zone; what is left out has its empty value."""
    fields: dict[str, Any] = {
        "name": "",
        "host": "",
        "origins": [],
        "settings": SETTINGS,
        "access_control": ACCESS_CONTROL,
        **_sent(call, SETTINGS, ACCESS_CONTROL),
    }
    return Answer({"data": _described(call, call.world.part(Objects).make(CDN_ZONE, fields))})


@handlers.on("cdn.zones.update")
def update(call: Call) -> Answer:
    """Change what is sent; the origins that are sent take the place of those that are there."""
    zone = _zone(call)
    sent = _sent(call, zone.body["settings"], zone.body["access_control"])
    call.world.part(Objects).change(zone, **sent)
    return Answer({"data": _described(call, zone)})


@handlers.on("cdn.zones.delete")
def delete(call: Call) -> Answer:
    """Remove a zone."""
    call.world.part(Objects).delete(_zone(call))
    return Answer()


def _sent(call: Call, settings: dict[str, Any], access_control: dict[str, Any]) -> dict[str, Any]:
    """The fields of the body, completed by what there is."""
    sent = {name: call.body[name] for name in FIELDS if name in call.body}
    if "origins" in sent:
        sent["origins"] = [_origin(each) for each in sent["origins"]]
    if "settings" in sent:
        sent["settings"] = {**settings, **sent["settings"]}
    if "access_control" in sent:
        sent["access_control"] = {**access_control, **sent["access_control"]}
    return sent


def _origin(sent: dict[str, Any]) -> dict[str, Any]:
    return {"addr": sent.get("addr", ""), "basic_auth": {**NO_CREDENTIALS, **sent.get("basic_auth", {})}}


def _zone(call: Call) -> Thing:
    return call.world.part(Objects).get(CDN_ZONE, call.values["zone_id"])
