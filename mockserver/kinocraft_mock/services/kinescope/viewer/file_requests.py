"""The web pages of file requests."""

from __future__ import annotations

from html import escape

from kinocraft_mock.context import Context
from kinocraft_mock.endpoints.resource_endpoint import StreamedResponse
from kinocraft_mock.http.messages import Headers
from kinocraft_mock.services.kinescope.datetimes import parse_timestamp, timestamp
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.links import FILE_REQUESTS
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FILE_REQUEST
from kinocraft_mock.services.kinescope.viewer.page import PageEndpoint, page

__all__ = ["FileRequestPages"]


class FileRequestPages(PageEndpoint):
    """The pages of file requests, which say whether they are open. How the vendor's pages upload is not published."""

    mount = FILE_REQUESTS
    operation = "kinescope.requests"
    kind = "file request"

    def _page(self, name: str, headers: Headers) -> StreamedResponse:
        found = self._context.component(Records).find(FILE_REQUEST, name)
        if found is None:
            raise not_found(self.kind)
        state = "accepts files" if _is_open(self._context, found) else "accepts no more files"
        description = f"<p>{escape(found.body['description'])}</p>"
        return page(found.body["title"], f"{description}\n<p>This file request {state}.</p>")


def _is_open(context: Context, file_request: Record) -> bool:
    """Return whether a file request is neither archived nor expired."""
    body = file_request.body
    expired_at = body["expired_at"] and parse_timestamp(body["expired_at"])
    return not body["archived"] and (expired_at is None or timestamp(context.clock) < expired_at)
