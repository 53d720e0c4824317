# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Names that the service knows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import (
    Call,
    CallOptions,
    Listed,
    Operation,
)
from kinocraft_runtime.pagination import AsyncListing, Page
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_listing,
    raw_method,
)

if TYPE_CHECKING:
    pass

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
    *,
    options: CallOptions,
) -> Call[Listed[models.Timezone]]:
    """Build the call of `timezones`."""
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
            The time zones. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Timezones list" (documented).
        """
        return self._caller.page(timezones_call(options=options))

    @cached_property
    def with_raw_response(self) -> DictionariesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return DictionariesRaw(DictionariesResource(self._caller.raw))


class DictionariesRaw:
    """The methods of `dictionaries`. Each returns a `RawResponse`."""

    def __init__(self, resource: DictionariesResource) -> None:
        self.timezones = raw_method(resource.timezones)


class AsyncDictionariesResource(AsyncResource, sync=DictionariesResource):
    """Names that the service knows."""

    def timezones(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Timezone]:
        """Do the same as `DictionariesResource.timezones`, when awaited or iterated over."""
        return self._caller.page(timezones_call(options=options))

    @cached_property
    def with_raw_response(self) -> AsyncDictionariesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncDictionariesRaw(AsyncDictionariesResource(self._caller.raw))


class AsyncDictionariesRaw:
    """The methods of `dictionaries`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncDictionariesResource) -> None:
        self.timezones = async_raw_listing(resource.timezones)
