"""The URLs of stored files."""

from __future__ import annotations

import hmac

from kinocraft_mock.endpoints.resource_endpoint import ReadOnlyEndpoint, StreamedResponse, file_response
from kinocraft_mock.http.conditions import Version
from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.links import FILES
from kinocraft_mock.services.kinescope.store.files import PICTURE, Files, signature
from kinocraft_mock.services.kinescope.vendor import VENDOR

__all__ = ["Downloads"]


class Downloads(ReadOnlyEndpoint):
    """The bytes of files, whole or by range."""

    mount = FILES
    operation = "kinescope.files"
    vendor = VENDOR

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        files = self._context.component(Files)
        file = files.find(segments[0]) if len(segments) in (2, 4) else None
        if file is None or file.name != segments[-1] or (len(segments) == 2 and file.role != PICTURE):
            raise not_found("file")
        if len(segments) == 4:
            self._check(*segments[:3])
        blobs = [(self._context.blobs.path(blob), size) for blob, size in files.segments(file)]
        version = Version(b'"%s"' % file.id.encode(), file.created // 1_000_000)
        return file_response(self._context, headers, blobs, version, file.media)

    def _check(self, file_id: str, expires: str, signed: str) -> None:
        if not hmac.compare_digest(signature(self._context, file_id, expires).encode(), signed.encode()):
            raise ErrorResponse(403, "the link's signature is wrong")
        if self._context.clock.now() >= int(expires):
            raise ErrorResponse(403, "the link has expired")
