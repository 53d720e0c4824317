"""Section "access-tokens"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import ACCESS_TOKEN, PROJECT
from kinocraft_mock.services.kinescope.lists import flat, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.tokens import digest
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()


def _described(request: Request, token: Thing) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.body["name"],
        "workspace_id": workspace_id(request.context),
        "scope": token.body["scope"],
    }


@handlers.on("access_tokens.list")
def list_(request: Request) -> Response:
    """A page of tokens, without their values."""
    return listed(request, ACCESS_TOKEN, _described, order="name.asc", meta=flat)


@handlers.on("access_tokens.create")
def create(request: Request) -> Response:
    """A new token. Its value is in this answer and nowhere else: only a digest of it is kept."""
    value = request.context.ids.token()
    fields: dict[str, Any] = {
        "name": request.body.get("name", ""),
        "scope": _scope(request, request.body.get("scope", {})),
        "digest": digest(value),
    }
    token = request.context.component(Objects).make(ACCESS_TOKEN, fields)
    return Response({"data": {**_described(request, token), "token": value}})


@handlers.on("access_tokens.get")
def get(request: Request) -> Response:
    """One token, without its value."""
    return Response({"data": _described(request, _token(request))})


@handlers.on("access_tokens.delete")
def delete(request: Request) -> Response:
    """Revoke a token: from now on it is unknown."""
    request.context.component(Objects).delete(_token(request))
    return Response({"data": {"success": True}})


def _token(request: Request) -> Thing:
    return request.context.component(Objects).get(ACCESS_TOKEN, request.parameters["token_id"])


def _scope(request: Request, scope: Mapping[str, Any]) -> dict[str, Any]:
    """The scope as it is kept: the parts that are sent, with the ids of projects as UUIDs."""
    kept = {part: {**scope[part]} for part in ("api", "upload") if part in scope}
    entities = kept.get("upload", {}).get("entities")
    if entities is not None:
        objects = request.context.component(Objects)
        kept["upload"]["entities"] = [{**entity, "id": objects.get(PROJECT, entity["id"]).id} for entity in entities]
    return kept
