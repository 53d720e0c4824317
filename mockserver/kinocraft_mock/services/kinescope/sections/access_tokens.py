"""Section "access-tokens"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import ACCESS_TOKEN, PROJECT
from kinocraft_mock.services.kinescope.lists import flat, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.tokens import digest
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()


def _described(call: Call, token: Thing) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.body["name"],
        "workspace_id": workspace_id(call.world),
        "scope": token.body["scope"],
    }


@handlers.on("access_tokens.list")
def list_(call: Call) -> Answer:
    """A page of tokens, without their values."""
    return listed(call, ACCESS_TOKEN, _described, order="name.asc", meta=flat)


@handlers.on("access_tokens.create")
def create(call: Call) -> Answer:
    """A new token. Its value is in this answer and nowhere else: only a digest of it is kept."""
    value = call.world.ids.token()
    fields: dict[str, Any] = {
        "name": call.body.get("name", ""),
        "scope": _scope(call, call.body.get("scope", {})),
        "digest": digest(value),
    }
    token = call.world.part(Objects).make(ACCESS_TOKEN, fields)
    return Answer({"data": {**_described(call, token), "token": value}})


@handlers.on("access_tokens.get")
def get(call: Call) -> Answer:
    """One token, without its value."""
    return Answer({"data": _described(call, _token(call))})


@handlers.on("access_tokens.delete")
def delete(call: Call) -> Answer:
    """Revoke a token: from now on it is unknown."""
    call.world.part(Objects).delete(_token(call))
    return Answer({"data": {"success": True}})


def _token(call: Call) -> Thing:
    return call.world.part(Objects).get(ACCESS_TOKEN, call.values["token_id"])


def _scope(call: Call, scope: Mapping[str, Any]) -> dict[str, Any]:
    """The scope as it is kept: the parts that are sent, with the ids of projects as UUIDs."""
    kept = {part: {**scope[part]} for part in ("api", "upload") if part in scope}
    entities = kept.get("upload", {}).get("entities")
    if entities is not None:
        objects = call.world.part(Objects)
        kept["upload"]["entities"] = [{**entity, "id": objects.get(PROJECT, entity["id"]).id} for entity in entities]
    return kept
