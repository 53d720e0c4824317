"""Section "access-tokens"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.account.authentication import digest
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import flat
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ACCESS_TOKEN, PROJECT
from kinocraft_mock.services.kinescope.workspace import workspace_id


def _serialize(request: Request, token: Record) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.body["name"],
        "workspace_id": workspace_id(request.context),
        "scope": token.body["scope"],
    }


# Deleting a token revokes it: the next request with it is rejected.
handlers = Crud(
    resource_type=ACCESS_TOKEN,
    operations="access_tokens",
    id_parameter="token_id",
    serialize=_serialize,
    order="name.asc",
    meta=flat,
).handlers("list", "get", "delete")


@handlers.on("access_tokens.create")
def create(request: Request) -> Response:
    """Create a token. Only this response contains its value; the server stores a digest."""
    value = request.context.ids.token()
    fields: dict[str, Any] = {
        "name": request.body["name"],
        "scope": _scope(request, request.body["scope"]),
        "digest": digest(value),
    }
    token = request.context.component(Records).make(ACCESS_TOKEN, fields)
    return Response({"data": {**_serialize(request, token), "token": value}})


def _scope(request: Request, scope: Mapping[str, Any]) -> dict[str, Any]:
    """Return the groups of a scope that were sent, with the ids of projects as UUIDs."""
    kept = {group: {**scope[group]} for group in ("api", "upload") if group in scope}
    entities = kept.get("upload", {}).get("entities")
    if entities is not None:
        records = request.context.component(Records)
        kept["upload"]["entities"] = [{**entity, "id": records.get(PROJECT, entity["id"]).id} for entity in entities]
    return kept
