# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""The domains where videos may be embedded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, TypeAlias, Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
    Direction,
    Listed,
    Operation,
    Resource,
    Unset,
    araw,
    araw_listing,
    raw,
)
from kinocraft_api._pages import AsyncListing, Page

from . import models

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
    gives="data",
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
    gives="data",
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
)

ListOrderText: TypeAlias = Literal[
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
]
ListOrder: TypeAlias = ListOrderText | Sequence[ListOrderText | tuple[Literal["created_at",], Direction]]
"""What `list` can be sorted by: a field, or several, each in one direction or the other."""


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.PrivacyDomain]]:
    """What `list` sends."""
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
    *,
    domain: str,
    options: CallOptions,
) -> Call[models.PrivacyDomain | None]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.PrivacyDomainAnswer,
        json={
            "domain": domain,
        },
        options=options,
    )


def update_call(
    domain_id: str,
    *,
    domain: str | Unset = UNSET,
    archived: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.PrivacyDomain | None]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.PrivacyDomainAnswer,
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
    domain_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
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
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.PrivacyDomain]:
        """Get privacy domains.

        Each domain comes with the number of videos that use it.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending.
                Only `created_at` is known to work. Also as "-created_at" for descending, or as pairs such
                as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of domains. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get domains" (documented). The page says that the list has pages, but not
        how; `page`, `per_page` and `order` are inferred from the metadata of the response.
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
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
            The domain. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create domain" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted. That `domain`, the only field, is
        required is inferred.
        """
        return self._caller.call(create_call(domain=domain, options=options))

    def update(
        self,
        domain_id: str,
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
            The updated domain. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update domain" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return self._caller.call(update_call(domain_id=domain_id, domain=domain, archived=archived, options=options))

    def delete(
        self,
        domain_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a privacy domain.

        This cannot be undone; archiving can.

        Args:
            domain_id: The privacy domain's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete domain" (documented). The page prints a request body here; a DELETE
        needs none. The response is not documented.
        """
        return self._caller.call(delete_call(domain_id=domain_id, options=options))

    @cached_property
    def with_raw_response(self) -> PrivacyDomainsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return PrivacyDomainsRaw(PrivacyDomainsResource(self._caller.raw))


class PrivacyDomainsRaw:
    """The methods of `privacy_domains`, each of which gives its answer as it came."""

    def __init__(self, resource: PrivacyDomainsResource) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)


class AsyncPrivacyDomainsResource(AsyncResource):
    """The domains where videos may be embedded."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.PrivacyDomain]:
        """Get privacy domains.

        Each domain comes with the number of videos that use it.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending.
                Only `created_at` is known to work. Also as "-created_at" for descending, or as pairs such
                as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of domains. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get domains" (documented). The page says that the list has pages, but not
        how; `page`, `per_page` and `order` are inferred from the metadata of the response.
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
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
            The domain. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create domain" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted. That `domain`, the only field, is
        required is inferred.
        """
        return await self._caller.call(create_call(domain=domain, options=options))

    async def update(
        self,
        domain_id: str,
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
            The updated domain. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update domain" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return await self._caller.call(
            update_call(domain_id=domain_id, domain=domain, archived=archived, options=options)
        )

    async def delete(
        self,
        domain_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a privacy domain.

        This cannot be undone; archiving can.

        Args:
            domain_id: The privacy domain's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete domain" (documented). The page prints a request body here; a DELETE
        needs none. The response is not documented.
        """
        return await self._caller.call(delete_call(domain_id=domain_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncPrivacyDomainsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncPrivacyDomainsRaw(AsyncPrivacyDomainsResource(self._caller.raw))


class AsyncPrivacyDomainsRaw:
    """The methods of `privacy_domains`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncPrivacyDomainsResource) -> None:
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
        self.update = araw(resource.update)
        self.delete = araw(resource.delete)
