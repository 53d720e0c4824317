"""What all Kinescope services have in common: errors, authentication, and the headers of every response."""

from __future__ import annotations

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import HeaderList
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.service import Vendor
from kinocraft_mock.services.derived.inference import inferring
from kinocraft_mock.services.derived.vendor_forms import VendorForms
from kinocraft_mock.services.kinescope.account import authentication
from kinocraft_mock.services.kinescope.datetimes import format_timestamp
from kinocraft_mock.services.kinescope.errors import format_error
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.uploads.sessions import LARGEST

__all__ = ["VENDOR"]

TUS_PATH = "/kinescope/uploader/tus/"
"""Where upload URLs are."""

TUS_HEADERS = ((b"tus-resumable", b"1.0.0"), (b"cache-control", b"no-store"))
"""Headers that tus requires in every response of an upload URL."""
TUS_OPTIONS = (
    *TUS_HEADERS,
    (b"tus-version", b"1.0.0"),
    (b"tus-extension", b"expiration"),
    (b"tus-max-size", b"%d" % LARGEST),
)
"""Headers of the response to OPTIONS of an upload URL. Uploads are created by `/v2/init`, not as tus creates them."""


def _headers(context: Context, exchange: Exchange) -> HeaderList:
    tus: tuple[tuple[bytes, bytes], ...] = ()
    if exchange.path.startswith(TUS_PATH):
        tus = TUS_OPTIONS if exchange.method == "OPTIONS" else TUS_HEADERS
    return [(b"x-request-id", context.ids.request_id().encode()), *tus]


VENDOR = Vendor(
    format_error=format_error,
    authenticate=authentication.authenticate,
    authorize=authentication.authorize,
    expire_tokens=authentication.expire,
    headers=_headers,
    infer=inferring(
        VendorForms(
            new_id=lambda context: context.ids.uuid(),
            canonical_id=lambda text: as_uuid(text) or text,
            times=lambda moment: (format_timestamp(moment), moment // 1_000_000),
            not_found="no such {what}",
            newest_first=True,
        )
    ),
)
