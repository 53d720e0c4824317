# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""URLs that receive events from the service."""

from __future__ import annotations

from collections.abc import Sequence
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

__all__ = ["AsyncWebhooksRaw", "AsyncWebhooksResource", "WebhooksRaw", "WebhooksResource"]

LIST = Operation(
    id="webhooks.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/webhooks",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("name",),
    },
)
CREATE = Operation(
    id="webhooks.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/webhooks",
    secured=True,
    idempotent=False,
    payload="data",
)
UPDATE = Operation(
    id="webhooks.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/webhooks/{webhook_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"webhook_id": "id"},
    changes=True,
)
DELETE = Operation(
    id="webhooks.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/webhooks/{webhook_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"webhook_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.WebhooksListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Webhook]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.WebhookList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def create_call(
    *,
    name: str,
    endpoint: str,
    events: Sequence[str],
    login: str | Unset = UNSET,
    password: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Webhook]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.WebhookResponse,
        json={
            "name": name,
            "endpoint": endpoint,
            "login": login,
            "password": password,
            "events": events,
        },
        options=options,
    )


def update_call(
    webhook_id: Id,
    *,
    name: str | Unset = UNSET,
    endpoint: str | Unset = UNSET,
    login: str | Unset = UNSET,
    password: str | Unset = UNSET,
    events: Sequence[str] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Webhook]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.WebhookResponse,
        path={
            "webhook_id": webhook_id,
        },
        json={
            "name": name,
            "endpoint": endpoint,
            "login": login,
            "password": password,
            "events": events,
        },
        options=options,
    )


def delete_call(
    webhook_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "webhook_id": webhook_id,
        },
        options=options,
    )


class WebhooksResource(Resource):
    """URLs that receive events from the service."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.WebhooksListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Webhook]:
        """List webhooks.

        Each webhook comes with its subscribed events.

        Args:
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending
                (inferred). Only `name` is known to work. Also as "-name" for descending, or as pairs such
                as [("name", "desc")]. Sortable: name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of webhooks. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "List webhooks" (documented).
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
        name: str,
        endpoint: str,
        events: Sequence[str],
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Webhook:
        """Create a webhook.

        The service then sends a POST with JSON to the URL for every subscribed event, with HTTP Basic
        if login and password are set. The page says that the requests are signed, but publishes no
        scheme. The specification's webhooks describe these requests.

        Args:
            name: The name in the dashboard.
            endpoint: The URL that receives the events.
            login: User name for HTTP Basic; empty for none.
            password: Password for HTTP Basic; empty for none.
            events: The names of the events. Known are `media.update.status`, `live.created`, `live.connected`
                and `live.disconnected`; live events have more, whose names are not published.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The webhook.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create webhook" (documented).
        """
        return self._caller.call(
            create_call(name=name, endpoint=endpoint, login=login, password=password, events=events, options=options)
        )

    def update(
        self,
        webhook_id: Id,
        *,
        name: str | Unset = UNSET,
        endpoint: str | Unset = UNSET,
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        events: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Webhook:
        """Update a webhook.

        The list of events is replaced. Other PUT operations reject requests that leave a field out, so
        send all fields.

        Args:
            webhook_id: The webhook's id.
            name: The name in the dashboard.
            endpoint: The URL that receives the events.
            login: User name for HTTP Basic; empty for none.
            password: Password for HTTP Basic; empty for none.
            events: The names of the events, as in `webhooks.create`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated webhook.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update webhook" (documented).
        """
        return self._caller.call(
            update_call(
                webhook_id=webhook_id,
                name=name,
                endpoint=endpoint,
                login=login,
                password=password,
                events=events,
                options=options,
            )
        )

    def delete(
        self,
        webhook_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a webhook.

        This cannot be undone. The URL receives no more events.

        Args:
            webhook_id: The webhook's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete webhook" (documented).
        """
        return self._caller.call(delete_call(webhook_id=webhook_id, options=options))

    @cached_property
    def with_raw_response(self) -> WebhooksRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return WebhooksRaw(WebhooksResource(self._caller.raw))


class WebhooksRaw:
    """The methods of `webhooks`. Each returns a `RawResponse`."""

    def __init__(self, resource: WebhooksResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncWebhooksResource(AsyncResource, sync=WebhooksResource):
    """URLs that receive events from the service."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.WebhooksListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Webhook]:
        """Do the same as `WebhooksResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
        name: str,
        endpoint: str,
        events: Sequence[str],
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Webhook:
        """Do the same as `WebhooksResource.create`."""
        return await self._caller.call(
            create_call(name=name, endpoint=endpoint, login=login, password=password, events=events, options=options)
        )

    async def update(
        self,
        webhook_id: Id,
        *,
        name: str | Unset = UNSET,
        endpoint: str | Unset = UNSET,
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        events: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Webhook:
        """Do the same as `WebhooksResource.update`."""
        return await self._caller.call(
            update_call(
                webhook_id=webhook_id,
                name=name,
                endpoint=endpoint,
                login=login,
                password=password,
                events=events,
                options=options,
            )
        )

    async def delete(
        self,
        webhook_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `WebhooksResource.delete`."""
        return await self._caller.call(delete_call(webhook_id=webhook_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncWebhooksRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncWebhooksRaw(AsyncWebhooksResource(self._caller.raw))


class AsyncWebhooksRaw:
    """The methods of `webhooks`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncWebhooksResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
