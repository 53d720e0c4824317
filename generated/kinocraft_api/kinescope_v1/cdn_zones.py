# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Host names that deliver content from their origins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_bodies as bodies
from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import InputField
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
    payload="data",
    body=InputField(
        {
            "origins": bodies.NEW_CDN_ORIGIN,
            "access_control": bodies.CDN_ACCESS_CONTROL_CHANGE,
            "settings": bodies.CDN_ZONE_SETTINGS_CHANGE,
        }
    ),
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
    payload="data",
    ids={"zone_id": "id"},
    body=InputField(
        {
            "origins": bodies.NEW_CDN_ORIGIN,
            "access_control": bodies.CDN_ACCESS_CONTROL_CHANGE,
            "settings": bodies.CDN_ZONE_SETTINGS_CHANGE,
        }
    ),
    changes=True,
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
    ids={"zone_id": "id"},
)


def list_call(
    *,
    options: CallOptions,
) -> Call[Listed[models.CdnZone]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.CdnZoneList,
        options=options,
    )


def create_call(
    *,
    name: str,
    host: str,
    origins: Sequence[models.NewCdnOrigin | models.CdnOrigin | params.NewCdnOriginParam],
    access_control: models.CdnAccessControlChange
    | models.CdnAccessControl
    | params.CdnAccessControlChangeParam
    | Unset = UNSET,
    settings: models.CdnZoneSettingsChange | models.CdnZoneSettings | params.CdnZoneSettingsChangeParam | Unset = UNSET,
    options: CallOptions,
) -> Call[models.CdnZone | None]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.CdnZoneResponse,
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
    zone_id: Id,
    *,
    name: str | Unset = UNSET,
    host: str | Unset = UNSET,
    origins: Sequence[models.NewCdnOrigin | models.CdnOrigin | params.NewCdnOriginParam] | Unset = UNSET,
    access_control: models.CdnAccessControlChange
    | models.CdnAccessControl
    | params.CdnAccessControlChangeParam
    | Unset = UNSET,
    settings: models.CdnZoneSettingsChange | models.CdnZoneSettings | params.CdnZoneSettingsChangeParam | Unset = UNSET,
    options: CallOptions,
) -> Call[models.CdnZone | None]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.CdnZoneResponse,
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
    zone_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
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
            The zones. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get zones" (documented).
        """
        return self._caller.page(list_call(options=options))

    def create(
        self,
        *,
        name: str,
        host: str,
        origins: Sequence[models.NewCdnOrigin | models.CdnOrigin | params.NewCdnOriginParam],
        access_control: models.CdnAccessControlChange
        | models.CdnAccessControl
        | params.CdnAccessControlChangeParam
        | Unset = UNSET,
        settings: models.CdnZoneSettingsChange
        | models.CdnZoneSettings
        | params.CdnZoneSettingsChangeParam
        | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CdnZone | None:
        """Create a CDN zone.

        The zone delivers the content of its origins under its host name.

        Args:
            name: The name in the dashboard.
            host: The host name from which the zone delivers.
            origins: The servers from which the zone fetches content.
            access_control: New values for what a CDN zone requires from clients. Missing fields keep their values.
            settings: New values for how a CDN zone delivers content. Missing fields keep their values.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The zone. The body may be empty. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create zone" (documented). The response has the form of the objects in the
        list; the page says that it is the new object, and shows none. An empty body counts as success
        too (inferred).
        """
        return self._caller.call(
            create_call(
                name=name, host=host, origins=origins, access_control=access_control, settings=settings, options=options
            )
        )

    def update(
        self,
        zone_id: Id,
        *,
        name: str | Unset = UNSET,
        host: str | Unset = UNSET,
        origins: Sequence[models.NewCdnOrigin | models.CdnOrigin | params.NewCdnOriginParam] | Unset = UNSET,
        access_control: models.CdnAccessControlChange
        | models.CdnAccessControl
        | params.CdnAccessControlChangeParam
        | Unset = UNSET,
        settings: models.CdnZoneSettingsChange
        | models.CdnZoneSettings
        | params.CdnZoneSettingsChangeParam
        | Unset = UNSET,
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
            access_control: New values for what a CDN zone requires from clients. Missing fields keep their values.
            settings: New values for how a CDN zone delivers content. Missing fields keep their values.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated zone (inferred). The body may be empty. The page shows no response; it is the
            changed zone, as after other updates. None if the response has no body.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update zone" (documented).
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
        zone_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a CDN zone.

        This cannot be undone. The zone's host name stops delivering.

        Args:
            zone_id: The CDN zone's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete zone" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response,
        and says only that 204 is typical of deletions; this is the one to others.
        """
        return self._caller.call(delete_call(zone_id=zone_id, options=options))

    @cached_property
    def with_raw_response(self) -> CdnZonesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return CdnZonesRaw(CdnZonesResource(self._caller.raw))


class CdnZonesRaw:
    """The methods of `cdn.zones`. Each returns a `RawResponse`."""

    def __init__(self, resource: CdnZonesResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncCdnZonesResource(AsyncResource, sync=CdnZonesResource):
    """Host names that deliver content from their origins."""

    def list(
        self,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.CdnZone]:
        """Do the same as `CdnZonesResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(options=options))

    async def create(
        self,
        *,
        name: str,
        host: str,
        origins: Sequence[models.NewCdnOrigin | models.CdnOrigin | params.NewCdnOriginParam],
        access_control: models.CdnAccessControlChange
        | models.CdnAccessControl
        | params.CdnAccessControlChangeParam
        | Unset = UNSET,
        settings: models.CdnZoneSettingsChange
        | models.CdnZoneSettings
        | params.CdnZoneSettingsChangeParam
        | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CdnZone | None:
        """Do the same as `CdnZonesResource.create`."""
        return await self._caller.call(
            create_call(
                name=name, host=host, origins=origins, access_control=access_control, settings=settings, options=options
            )
        )

    async def update(
        self,
        zone_id: Id,
        *,
        name: str | Unset = UNSET,
        host: str | Unset = UNSET,
        origins: Sequence[models.NewCdnOrigin | models.CdnOrigin | params.NewCdnOriginParam] | Unset = UNSET,
        access_control: models.CdnAccessControlChange
        | models.CdnAccessControl
        | params.CdnAccessControlChangeParam
        | Unset = UNSET,
        settings: models.CdnZoneSettingsChange
        | models.CdnZoneSettings
        | params.CdnZoneSettingsChangeParam
        | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CdnZone | None:
        """Do the same as `CdnZonesResource.update`."""
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
        zone_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `CdnZonesResource.delete`."""
        return await self._caller.call(delete_call(zone_id=zone_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncCdnZonesRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncCdnZonesRaw(AsyncCdnZonesResource(self._caller.raw))


class AsyncCdnZonesRaw:
    """The methods of `cdn.zones`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncCdnZonesResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
