"""Kinescope: what its services have in common, and where they are."""

from __future__ import annotations

import pkgutil
from pathlib import Path

from kinocraft_mock.http.messages import HeaderList
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.service import Service, Vendor
from kinocraft_mock.services.kinescope import tokens
from kinocraft_mock.services.kinescope.errors import format_error
from kinocraft_mock.state.context import Context
from kinocraft_mock.state.limits import Window

__all__ = ["KINESCOPE", "SERVICES"]


UPLOADER = "/kinescope/uploader"
TUS = ((b"tus-resumable", b"1.0.0"), (b"cache-control", b"no-store"))
"""Headers of every answer of an upload's address, as tus asks for."""


def _headers(context: Context, exchange: Exchange) -> HeaderList:
    told = TUS if exchange.path.startswith(f"{UPLOADER}/tus/") else ()
    return [(b"x-request-id", context.ids.request_id().encode()), *told]


KINESCOPE = Vendor(
    format_error=format_error,
    authenticate=tokens.authenticate,
    authorize=tokens.authorize,
    expire_tokens=tokens.expire,
    headers=_headers,
)

LIMITS = (Window(10, 1.0), Window(300, 60.0))
"""10 requests a second and 300 a minute (the vendor's guidelines, quoted at second hand)."""

LARGEST_BODY = 10 << 20
"""Bytes in one request to the API's host (the same guidelines)."""

SPECS = ("kinescope-v1", "kinescope-v2")

# A section of the documentation is a module there. All are known to both services: some have an operation on each.
SECTIONS = tuple(
    f"{__name__}.sections.{module.name}" for module in pkgutil.iter_modules([str(Path(__file__).parent / "sections")])
)

SERVICES = (
    Service(
        mount="/kinescope/api",
        hosts=("api.kinescope.io",),
        vendor=KINESCOPE,
        specs=SPECS,
        sections=SECTIONS,
        limits=LIMITS,
        largest_body=LARGEST_BODY,
    ),
    Service(
        mount=UPLOADER,
        # The addresses that an upload is given are on a host that is not published; here it is the same.
        hosts=("uploader.kinescope.io", "{upload_host}"),
        vendor=KINESCOPE,
        specs=SPECS,
        sections=SECTIONS,
        limits=LIMITS,
    ),
)
