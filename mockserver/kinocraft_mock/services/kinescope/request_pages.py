"""What the link of a file request leads to: a page that says whether it is open."""

from __future__ import annotations

from html import escape

from kinocraft_mock.http.messages import Headers
from kinocraft_mock.http.resource_endpoint import Resource, StreamedResponse
from kinocraft_mock.services.kinescope import KINESCOPE
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.kinds import FILE_REQUEST
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.pages import page
from kinocraft_mock.services.kinescope.times import microseconds, moment
from kinocraft_mock.state.context import Context

__all__ = ["MOUNT", "RequestPages", "takes_files"]

MOUNT = "/kinescope/request"


def takes_files(context: Context, request: Thing) -> bool:
    """Whether a file request is open: neither archived nor expired."""
    expired_at = request.body["expired_at"] and microseconds(request.body["expired_at"])
    return not request.body["archived"] and (expired_at is None or moment(context.clock) < expired_at)


class RequestPages(Resource):
    """The web pages of file requests. They show what the real ones say; how those upload is not published."""

    mount = MOUNT
    operation = "kinescope.requests"
    vendor = KINESCOPE

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        request = self._context.component(Objects).find(FILE_REQUEST, segments[0]) if len(segments) == 1 else None
        if request is None:
            raise not_found("file request")
        state = "takes files" if takes_files(self._context, request) else "takes no more files"
        description = f"<p>{escape(request.body['description'])}</p>"
        return page(request.body["title"], f"{description}\n<p>This file request {state}.</p>")
