# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""The domains where videos may be embedded."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

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
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    from kinocraft_api import kinescope_params as params

__all__ = ["AsyncPrivacyDomainsRaw", "AsyncPrivacyDomainsResource", "PrivacyDomainsRaw", "PrivacyDomainsResource"]

LIST = Operation(
    id="privacy_domains.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/privacy-domains",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("created_at",),
    },
)
CREATE = Operation(
    id="privacy_domains.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/privacy-domains",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    payload="data",
)
UPDATE = Operation(
    id="privacy_domains.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/privacy-domains/{domain_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="data",
    ids={"domain_id": "id"},
    changes=True,
)
DELETE = Operation(
    id="privacy_domains.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/privacy-domains/{domain_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    ids={"domain_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.PrivacyDomainsListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.PrivacyDomain]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.PrivacyDomainList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def create_call(
    domain: str,
    *,
    options: CallOptions,
) -> Call[models.PrivacyDomain | None]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.PrivacyDomainResponse,
        json={
            "domain": domain,
        },
        options=options,
    )


def update_call(
    domain_id: Id,
    *,
    domain: str | Unset = UNSET,
    archived: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.PrivacyDomain | None]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.PrivacyDomainResponse,
        path={
            "domain_id": domain_id,
        },
        json={
            "domain": domain,
            "archived": archived,
        },
        options=options,
    )


def delete_call(
    domain_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "domain_id": domain_id,
        },
        options=options,
    )


class PrivacyDomainsResource(Resource):
    """The domains where videos may be embedded."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.PrivacyDomainsListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.PrivacyDomain]:
        """Get privacy domains.

        Each domain comes with the number of videos that use it.

        Args:
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending
                (inferred). Only `created_at` is known to work. Also as "-created_at" for descending, or as
                pairs such as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of domains. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get domains" (documented).
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        domain: str,
        **options: Unpack[CallOptions],
    ) -> models.PrivacyDomain | None:
        """Create a privacy domain.

        A leading `*.` includes all subdomains. Projects and videos can then use the domain in their
        privacy settings.

        Args:
            domain: The domain, without a scheme. A leading `*.` includes all subdomains.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The domain. The body may be empty. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create domain" (documented). `domain` is required (inferred). The response
        has the form of the objects in the list; the page says that it is the new object, and shows
        none. An empty body counts as success too (inferred).
        """
        return self._caller.call(create_call(domain=domain, options=options))

    def update(
        self,
        domain_id: Id,
        *,
        domain: str | Unset = UNSET,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PrivacyDomain | None:
        """Update a privacy domain.

        Set `archived` to archive or restore the domain. The page says that only the sent fields change,
        but other PUT operations reject requests that leave a field out, so send both fields.

        Args:
            domain_id: The privacy domain's id.
            domain: The domain, without a scheme. A leading `*.` includes all subdomains.
            archived: True archives it, false restores it.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated domain (inferred). The body may be empty. The page shows no response; it is the
            changed domain, as after other updates. None if the response has no body.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update domain" (documented).
        """
        return self._caller.call(update_call(domain_id=domain_id, domain=domain, archived=archived, options=options))

    def delete(
        self,
        domain_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a privacy domain.

        This cannot be undone; archiving can.

        Args:
            domain_id: The privacy domain's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete domain" (documented). No body is sent, although the page prints one
        (inferred).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response,
        and says only that 204 is typical of deletions; this is the one to others.
        """
        return self._caller.call(delete_call(domain_id=domain_id, options=options))

    @cached_property
    def with_raw_response(self) -> PrivacyDomainsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return PrivacyDomainsRaw(PrivacyDomainsResource(self._caller.raw))


class PrivacyDomainsRaw:
    """The methods of `privacy_domains`. Each returns a `RawResponse`."""

    def __init__(self, resource: PrivacyDomainsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncPrivacyDomainsResource(AsyncResource, sync=PrivacyDomainsResource):
    """The domains where videos may be embedded."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.PrivacyDomainsListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.PrivacyDomain]:
        """Do the same as `PrivacyDomainsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        domain: str,
        **options: Unpack[CallOptions],
    ) -> models.PrivacyDomain | None:
        """Do the same as `PrivacyDomainsResource.create`."""
        return await self._caller.call(create_call(domain=domain, options=options))

    async def update(
        self,
        domain_id: Id,
        *,
        domain: str | Unset = UNSET,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.PrivacyDomain | None:
        """Do the same as `PrivacyDomainsResource.update`."""
        return await self._caller.call(
            update_call(domain_id=domain_id, domain=domain, archived=archived, options=options)
        )

    async def delete(
        self,
        domain_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `PrivacyDomainsResource.delete`."""
        return await self._caller.call(delete_call(domain_id=domain_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncPrivacyDomainsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncPrivacyDomainsRaw(AsyncPrivacyDomainsResource(self._caller.raw))


class AsyncPrivacyDomainsRaw:
    """The methods of `privacy_domains`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncPrivacyDomainsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
