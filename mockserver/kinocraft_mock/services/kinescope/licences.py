"""Where players ask for DRM licences, and the backends of others that decide."""

from __future__ import annotations

import orjson

from kinocraft_mock.faults.injection import once
from kinocraft_mock.http.messages import ErrorResponse, Scope
from kinocraft_mock.http.outbox import Outbox
from kinocraft_mock.http.resource_endpoint import Resource, StreamedResponse
from kinocraft_mock.http.service_endpoint import request_headers
from kinocraft_mock.http.urls import decode, path_segments, query_values
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.services.kinescope import KINESCOPE
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.kinds import DRM_AUTH, LIVE_EVENT, PROJECT, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import Selections, missing
from kinocraft_mock.state.context import Context

__all__ = ["Licences", "backend", "workspace_backend"]


def workspace_backend(context: Context) -> Thing | None:
    """What decides on licences in the workspace, where that is set."""
    found = context.component(Selections).page(DRM_AUTH, (), (missing("project_id"),))[1]
    return found[0] if found else None


def backend(context: Context, project: Thing) -> Thing | None:
    """What decides on licences in this project alone, where that is set."""
    found = context.component(Objects).children(project, DRM_AUTH)
    return found[0] if found else None


class Licences(Resource):
    """A licence server: POST to the id of a video or a live event, with the viewer's `token` in the query.

    200 says that the viewer gets a licence, 403 that not. Keys are given to nobody, as nothing here is encrypted.
    """

    mount = "/kinescope/licences"
    operation = "kinescope.licences"
    vendor = KINESCOPE

    async def _answer(self, scope: Scope, exchange: Exchange) -> StreamedResponse:
        try:
            granted = await self._granted(scope, exchange)
            return _found(200 if granted else 403, {"granted": granted})
        except ErrorResponse as error:
            found = _found(error.status, self.vendor.format_error(error, exchange))
            found.headers.extend(error.headers)
            return found

    async def _granted(self, scope: Scope, exchange: Exchange) -> bool:
        """Ask the backend of the project, or else that of the workspace, as the vendor's guide says."""
        if exchange.method != "POST":
            raise ErrorResponse(405, "this takes POST", headers=((b"allow", b"POST"),))
        segments = path_segments(scope["raw_path"])[self.mount.count("/") :]
        objects = self._context.component(Objects)
        name = decode(segments[0], "the path") if len(segments) == 1 else ""
        media = objects.find(VIDEO, name) or objects.find(LIVE_EVENT, name)
        if media is None:
            raise not_found("video")
        found = self._backend(media)
        if found is None:
            # The page says of a backend that was removed that DRM is not to be used before another is set.
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
            "drm.authorization",
            found.id,
            found.body["url"],
            asked,
            login=found.body["username"],
            password=found.body["password"],
        )
        return made.status == 200 if found.body["strict"] else made.status != 403

    def _backend(self, media: Thing) -> Thing | None:
        project = self._context.component(Objects).find(PROJECT, media.body.get("project_id") or "")
        return (backend(self._context, project) if project else None) or workspace_backend(self._context)


def _found(status: int, value: object) -> StreamedResponse:
    data = orjson.dumps(value)
    return StreamedResponse(status, [(b"content-type", b"application/json")], len(data), once(data))
