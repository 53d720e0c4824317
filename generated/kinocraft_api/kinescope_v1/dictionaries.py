# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""What the service has names for."""

from __future__ import annotations

from typing import Unpack

from kinocraft_api._core import (
    AsyncResource,
    Call,
    CallOptions,
    Operation,
    Resource,
)

from . import models

__all__ = ["AsyncDictionariesResource", "DictionariesResource"]

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
) -> Call[models.TimezoneList]:
    """What `timezones` sends."""
    return Call(
        TIMEZONES,
        models.TimezoneList,
        options=options,
    )


class DictionariesResource(Resource):
    """What the service has names for."""

    def timezones(
        self,
        **options: Unpack[CallOptions],
    ) -> models.TimezoneList:
        """List the time zones that the service knows.

        All of them come in one answer. Schedules and analytics take these names.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The time zones.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Timezones list" (documented).
        """
        return self._caller.call(timezones_call(options=options))


class AsyncDictionariesResource(AsyncResource):
    """What the service has names for."""

    async def timezones(
        self,
        **options: Unpack[CallOptions],
    ) -> models.TimezoneList:
        """List the time zones that the service knows.

        All of them come in one answer. Schedules and analytics take these names.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The time zones.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Timezones list" (documented).
        """
        return await self._caller.call(timezones_call(options=options))
