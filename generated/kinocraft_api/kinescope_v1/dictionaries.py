# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Names that the service knows."""

from __future__ import annotations

from functools import cached_property
from typing import Unpack

from kinocraft_api._core import (
    AsyncResource,
    Call,
    CallOptions,
    Listed,
    Operation,
    Resource,
    araw_listing,
    raw,
)
from kinocraft_api._pages import AsyncListing, Page

from . import models

__all__ = ["AsyncDictionariesRaw", "AsyncDictionariesResource", "DictionariesRaw", "DictionariesResource"]

TIMEZONES = Operation(
    id="dictionaries.timezones",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/dictionaries/timezones",
    secured=True,
    idempotent=True,
)


def timezones_call(
    options: CallOptions,
) -> Call[Listed[models.Timezone]]:
    """What `timezones` sends."""
    return Call(
        TIMEZONES,
        models.TimezoneList,
        options=options,
    )


class DictionariesResource(Resource):
    """Names that the service knows."""

    def timezones(
        self,
        **options: Unpack[CallOptions],
    ) -> Page[models.Timezone]:
        """List time zones.

        All time zones come at once. Schedules and analytics use these names.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The time zones. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Timezones list" (documented).
        """
        return self._caller.page(timezones_call(options=options))

    @cached_property
    def with_raw_response(self) -> DictionariesRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return DictionariesRaw(DictionariesResource(self._caller.raw))


class DictionariesRaw:
    """The methods of `dictionaries`, each of which gives its answer as it came."""

    def __init__(self, resource: DictionariesResource) -> None:
        self.timezones = raw(resource.timezones)


class AsyncDictionariesResource(AsyncResource):
    """Names that the service knows."""

    def timezones(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Timezone]:
        """List time zones.

        All time zones come at once. Schedules and analytics use these names.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The time zones. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Timezones list" (documented).
        """
        return self._caller.page(timezones_call(options=options))

    @cached_property
    def with_raw_response(self) -> AsyncDictionariesRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncDictionariesRaw(AsyncDictionariesResource(self._caller.raw))


class AsyncDictionariesRaw:
    """The methods of `dictionaries`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncDictionariesResource) -> None:
        self.timezones = araw_listing(resource.timezones)
