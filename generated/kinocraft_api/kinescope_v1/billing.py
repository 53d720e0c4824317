# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Usage of the service, for invoices and planning."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Id,
    Listed,
    Operation,
    Unset,
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

__all__ = ["AsyncBillingRaw", "AsyncBillingResource", "BillingRaw", "BillingResource"]

USAGE = Operation(
    id="billing.usage",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/billing/usage",
    secured=True,
    idempotent=True,
    ids={"project_id": "id"},
)


def usage_call(
    *,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    group_by: Literal["project_id"] | Unset = UNSET,
    project_id: Id | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Usage]]:
    """Build the call of `usage`."""
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
    """Usage of the service, for invoices and planning."""

    def usage(
        self,
        *,
        from_: datetime.date | Unset = UNSET,
        to: datetime.date | Unset = UNSET,
        group_by: Literal["project_id"] | Unset = UNSET,
        project_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Usage]:
        """Get the usage of the workspace.

        Encoding is counted in minutes, CDN traffic and storage in bytes. Usage comes per project; add
        it up for the workspace. Usage outside of projects comes without a project id.

        Args:
            from_: The first day.
            to: The last day.
            group_by: What usage is grouped by, besides day and product.
            project_id: Only usage of this project.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The usage. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Usage" (documented). All parameters are optional; without them the usage is
        that of the current month (inferred). Live traffic is counted in bytes, like CDN traffic
        (inferred). Both days are included (inferred).
        """
        return self._caller.page(
            usage_call(from_=from_, to=to, group_by=group_by, project_id=project_id, options=options)
        )

    @cached_property
    def with_raw_response(self) -> BillingRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return BillingRaw(BillingResource(self._caller.raw))


class BillingRaw:
    """The methods of `billing`. Each returns a `RawResponse`."""

    def __init__(self, resource: BillingResource) -> None:
        self.usage = raw_method(resource.usage)


class AsyncBillingResource(AsyncResource, sync=BillingResource):
    """Usage of the service, for invoices and planning."""

    def usage(
        self,
        *,
        from_: datetime.date | Unset = UNSET,
        to: datetime.date | Unset = UNSET,
        group_by: Literal["project_id"] | Unset = UNSET,
        project_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Usage]:
        """Do the same as `BillingResource.usage`, when awaited or iterated over."""
        return self._caller.page(
            usage_call(from_=from_, to=to, group_by=group_by, project_id=project_id, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncBillingRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncBillingRaw(AsyncBillingResource(self._caller.raw))


class AsyncBillingRaw:
    """The methods of `billing`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncBillingResource) -> None:
        self.usage = async_raw_listing(resource.usage)
