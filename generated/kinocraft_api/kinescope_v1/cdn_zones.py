# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Host names that deliver content from their origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Unpack

from kinocraft_api._core import (
    UNSET,
    AsyncResource,
    Call,
    CallOptions,
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

__all__ = ["AsyncCdnZonesRaw", "AsyncCdnZonesResource", "CdnZonesRaw", "CdnZonesResource"]

LIST = Operation(
    id="cdn.zones.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/cdn/zones",
    secured=True,
    idempotent=True,
)
CREATE = Operation(
    id="cdn.zones.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/cdn/zones",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    gives="data",
)
UPDATE = Operation(
    id="cdn.zones.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/cdn/zones/{zone_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    gives="data",
)
DELETE = Operation(
    id="cdn.zones.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/cdn/zones/{zone_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
)


def list_call(
    options: CallOptions,
) -> Call[Listed[models.CdnZone]]:
    """What `list` sends."""
    return Call(
        LIST,
        models.CdnZoneList,
        options=options,
    )


def create_call(
    *,
    name: str | Unset = UNSET,
    host: str | Unset = UNSET,
    origins: Sequence[models.CdnOrigin | Mapping[str, Any]] | Unset = UNSET,
    access_control: models.CdnAccessControl | Mapping[str, Any] | Unset = UNSET,
    settings: models.CdnZoneSettings | Mapping[str, Any] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.CdnZone | None]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.CdnZoneAnswer,
        json={
            "name": name,
            "host": host,
            "origins": origins,
            "access_control": access_control,
            "settings": settings,
        },
        options=options,
    )


def update_call(
    zone_id: str,
    *,
    name: str | Unset = UNSET,
    host: str | Unset = UNSET,
    origins: Sequence[models.CdnOrigin | Mapping[str, Any]] | Unset = UNSET,
    access_control: models.CdnAccessControl | Mapping[str, Any] | Unset = UNSET,
    settings: models.CdnZoneSettings | Mapping[str, Any] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.CdnZone | None]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.CdnZoneAnswer,
        path={
            "zone_id": zone_id,
        },
        json={
            "name": name,
            "host": host,
            "origins": origins,
            "access_control": access_control,
            "settings": settings,
        },
        options=options,
    )


def delete_call(
    zone_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        None,
        path={
            "zone_id": zone_id,
        },
        options=options,
    )


class CdnZonesResource(Resource):
    """Host names that deliver content from their origins."""

    def list(
        self,
        **options: Unpack[CallOptions],
    ) -> Page[models.CdnZone]:
        """Get CDN zones.

        All zones come at once: the page mentions paging, but the response has no such fields.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The zones. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get zones" (documented).
        """
        return self._caller.page(list_call(options=options))

    def create(
        self,
        *,
        name: str | Unset = UNSET,
        host: str | Unset = UNSET,
        origins: Sequence[models.CdnOrigin | Mapping[str, Any]] | Unset = UNSET,
        access_control: models.CdnAccessControl | Mapping[str, Any] | Unset = UNSET,
        settings: models.CdnZoneSettings | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CdnZone | None:
        """Create a CDN zone.

        The zone delivers the content of its origins under its host name.

        Args:
            name: The name in the dashboard.
            host: The host name from which the zone delivers.
            origins: The servers from which the zone fetches content.
            access_control: What a CDN zone requires from clients. Empty fields require nothing.
            settings: How a CDN zone delivers content.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The zone. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create zone" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return self._caller.call(
            create_call(
                name=name, host=host, origins=origins, access_control=access_control, settings=settings, options=options
            )
        )

    def update(
        self,
        zone_id: str,
        *,
        name: str | Unset = UNSET,
        host: str | Unset = UNSET,
        origins: Sequence[models.CdnOrigin | Mapping[str, Any]] | Unset = UNSET,
        access_control: models.CdnAccessControl | Mapping[str, Any] | Unset = UNSET,
        settings: models.CdnZoneSettings | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CdnZone | None:
        """Update a CDN zone.

        The list of origins is replaced. The page says that only the sent fields change, but other PUT
        operations reject requests that leave a field out, so send all fields.

        Args:
            zone_id: The CDN zone's id.
            name: The name in the dashboard.
            host: The host name from which the zone delivers.
            origins: The servers from which the zone fetches content.
            access_control: What a CDN zone requires from clients. Empty fields require nothing.
            settings: How a CDN zone delivers content.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated zone. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update zone" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return self._caller.call(
            update_call(
                zone_id=zone_id,
                name=name,
                host=host,
                origins=origins,
                access_control=access_control,
                settings=settings,
                options=options,
            )
        )

    def delete(
        self,
        zone_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a CDN zone.

        This cannot be undone. The zone's host name stops delivering.

        Args:
            zone_id: The CDN zone's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete zone" (documented). The response is not documented.
        """
        return self._caller.call(delete_call(zone_id=zone_id, options=options))

    @cached_property
    def with_raw_response(self) -> CdnZonesRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return CdnZonesRaw(CdnZonesResource(self._caller.raw))


class CdnZonesRaw:
    """The methods of `cdn.zones`, each of which gives its answer as it came."""

    def __init__(self, resource: CdnZonesResource) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)


class AsyncCdnZonesResource(AsyncResource):
    """Host names that deliver content from their origins."""

    def list(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.CdnZone]:
        """Get CDN zones.

        All zones come at once: the page mentions paging, but the response has no such fields.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The zones. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Get zones" (documented).
        """
        return self._caller.page(list_call(options=options))

    async def create(
        self,
        *,
        name: str | Unset = UNSET,
        host: str | Unset = UNSET,
        origins: Sequence[models.CdnOrigin | Mapping[str, Any]] | Unset = UNSET,
        access_control: models.CdnAccessControl | Mapping[str, Any] | Unset = UNSET,
        settings: models.CdnZoneSettings | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CdnZone | None:
        """Create a CDN zone.

        The zone delivers the content of its origins under its host name.

        Args:
            name: The name in the dashboard.
            host: The host name from which the zone delivers.
            origins: The servers from which the zone fetches content.
            access_control: What a CDN zone requires from clients. Empty fields require nothing.
            settings: How a CDN zone delivers content.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The zone. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create zone" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return await self._caller.call(
            create_call(
                name=name, host=host, origins=origins, access_control=access_control, settings=settings, options=options
            )
        )

    async def update(
        self,
        zone_id: str,
        *,
        name: str | Unset = UNSET,
        host: str | Unset = UNSET,
        origins: Sequence[models.CdnOrigin | Mapping[str, Any]] | Unset = UNSET,
        access_control: models.CdnAccessControl | Mapping[str, Any] | Unset = UNSET,
        settings: models.CdnZoneSettings | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CdnZone | None:
        """Update a CDN zone.

        The list of origins is replaced. The page says that only the sent fields change, but other PUT
        operations reject requests that leave a field out, so send all fields.

        Args:
            zone_id: The CDN zone's id.
            name: The name in the dashboard.
            host: The host name from which the zone delivers.
            origins: The servers from which the zone fetches content.
            access_control: What a CDN zone requires from clients. Empty fields require nothing.
            settings: How a CDN zone delivers content.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated zone. The body may be empty. None when it comes without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update zone" (documented). The response is not documented; the object is
        inferred from other responses, and an empty body is accepted.
        """
        return await self._caller.call(
            update_call(
                zone_id=zone_id,
                name=name,
                host=host,
                origins=origins,
                access_control=access_control,
                settings=settings,
                options=options,
            )
        )

    async def delete(
        self,
        zone_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a CDN zone.

        This cannot be undone. The zone's host name stops delivering.

        Args:
            zone_id: The CDN zone's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete zone" (documented). The response is not documented.
        """
        return await self._caller.call(delete_call(zone_id=zone_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncCdnZonesRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncCdnZonesRaw(AsyncCdnZonesResource(self._caller.raw))


class AsyncCdnZonesRaw:
    """The methods of `cdn.zones`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncCdnZonesResource) -> None:
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
        self.update = araw(resource.update)
        self.delete = araw(resource.delete)
