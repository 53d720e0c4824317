# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""What was used, for invoices and planning."""

from __future__ import annotations

import datetime
from typing import Literal, Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
    Operation,
    Resource,
    Unset,
)

from . import models

__all__ = ["AsyncBillingResource", "BillingResource"]

USAGE = Operation(
    id="billing.usage",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/billing/usage",
    secured=True,
    idempotent=True,
)


def usage_call(
    *,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    group_by: Literal["project_id"] | Unset = UNSET,
    project_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.UsageList]:
    """What `usage` sends."""
    return Call(
        USAGE,
        models.UsageList,
        query={
            "from": from_,
            "to": to,
            "group_by": group_by,
            "project_id": project_id,
        },
        options=options,
    )


class BillingResource(Resource):
    """What was used, for invoices and planning."""

    def usage(
        self,
        *,
        from_: datetime.date | Unset = UNSET,
        to: datetime.date | Unset = UNSET,
        group_by: Literal["project_id"] | Unset = UNSET,
        project_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UsageList:
        """Get what was used, by day, product and project.

        Encoding counts in minutes, CDN traffic and storage in bytes. Usage comes for each project by
        itself; add it up for the workspace. What belongs to no project comes without a project's id.

        Args:
            from_: The first day wanted.
            to: The last day wanted. That the day itself counts is inferred.
            group_by: What usage is kept apart by, besides day and product.
            project_id: Only this project's usage.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The usage.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Usage" (documented). What the service does where a key is left out is not
        documented, nor is the unit of live traffic.
        """
        return self._caller.call(
            usage_call(from_=from_, to=to, group_by=group_by, project_id=project_id, options=options)
        )


class AsyncBillingResource(AsyncResource):
    """What was used, for invoices and planning."""

    async def usage(
        self,
        *,
        from_: datetime.date | Unset = UNSET,
        to: datetime.date | Unset = UNSET,
        group_by: Literal["project_id"] | Unset = UNSET,
        project_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UsageList:
        """Get what was used, by day, product and project.

        Encoding counts in minutes, CDN traffic and storage in bytes. Usage comes for each project by
        itself; add it up for the workspace. What belongs to no project comes without a project's id.

        Args:
            from_: The first day wanted.
            to: The last day wanted. That the day itself counts is inferred.
            group_by: What usage is kept apart by, besides day and product.
            project_id: Only this project's usage.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The usage.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Usage" (documented). What the service does where a key is left out is not
        documented, nor is the unit of live traffic.
        """
        return await self._caller.call(
            usage_call(from_=from_, to=to, group_by=group_by, project_id=project_id, options=options)
        )
