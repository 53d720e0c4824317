"""The licence server that players ask for DRM licences."""

from __future__ import annotations

import orjson

from kinocraft_mock.endpoints.resource_endpoint import ResourceEndpoint, StreamedResponse, document_response
from kinocraft_mock.endpoints.service_endpoint import request_headers
from kinocraft_mock.http.messages import Scope
from kinocraft_mock.http.urls import decode, query_values
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.services.kinescope.account.drm_backends import backend_for
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import LIVE_EVENT, PROJECT, VIDEO
from kinocraft_mock.services.kinescope.vendor import VENDOR
from kinocraft_mock.services.outbox import Outbox

__all__ = ["Licences"]


class Licences(ResourceEndpoint):
    """A licence server: POST to the id of a video or a live event, with the viewer's `token` in the query.

    200 means that the viewer gets a licence, 403 that not. There are no keys, as nothing here is encrypted.
    """

    mount = "/kinescope/licences"
    operation = "kinescope.licences"
    vendor = VENDOR
    methods = "OPTIONS, POST"

    async def _serve(self, scope: Scope, exchange: Exchange) -> StreamedResponse:
        granted = await self._granted(scope, exchange)
        data = orjson.dumps({"granted": granted})
        return document_response(data, "application/json", status=200 if granted else 403)

    async def _granted(self, scope: Scope, exchange: Exchange) -> bool:
        """Ask the backend of the project, or else that of the workspace, as the vendor's guide says."""
        segments = self._segments(scope)
        records = self._context.component(Records)
        name = decode(segments[0], "the path") if len(segments) == 1 else ""
        media = records.find(VIDEO, name) or records.find(LIVE_EVENT, name)
        if media is None:
            raise not_found("video")
        found = self._backend(media)
        if found is None:
            return False
        headers = request_headers(scope)
        asked = {
            "id": media.id,
            "token": query_values(exchange.query).get("token", [""])[-1],
            "ip": (scope.get("client") or ("127.0.0.1",))[0],
            "type": "live" if media.kind == LIVE_EVENT.name else "vod",
            "user_agent": headers.get(b"user-agent", b"").decode("latin-1"),
        }
        made = await self._context.component(Outbox).post(
            "drm.auth.authorization",
            found.id,
            found.body["url"],
            asked,
            login=found.body["username"],
            password=found.body["password"],
        )
        return made.status == 200 if found.body["strict"] else made.status != 403

    def _backend(self, media: Record) -> Record | None:
        project = self._context.component(Records).find(PROJECT, media.body.get("project_id") or "")
        return backend_for(self._context, project)
