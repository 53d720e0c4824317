# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""URLs that receive events from the service."""

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
    gives="data",
)
UPDATE = Operation(
    id="webhooks.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/webhooks/{webhook_id}",
    secured=True,
    idempotent=True,
    gives="data",
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
    gives="nothing",
)

ListOrderText: TypeAlias = Literal[
    "name",
    "-name",
    "name.asc",
    "name.desc",
]
ListOrder: TypeAlias = ListOrderText | Sequence[ListOrderText | tuple[Literal["name",], Direction]]
"""What `list` can be sorted by: a field, or several, each in one direction or the other."""


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Webhook]]:
    """What `list` sends."""
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
    name: str | Unset = UNSET,
    endpoint: str | Unset = UNSET,
    login: str | Unset = UNSET,
    password: str | Unset = UNSET,
    events: Sequence[str] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Webhook]:
    """What `create` sends."""
    return Call(
        CREATE,
        models.WebhookAnswer,
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
    webhook_id: str,
    *,
    name: str | Unset = UNSET,
    endpoint: str | Unset = UNSET,
    login: str | Unset = UNSET,
    password: str | Unset = UNSET,
    events: Sequence[str] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Webhook]:
    """What `update` sends."""
    return Call(
        UPDATE,
        models.WebhookAnswer,
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
    webhook_id: str,
    options: CallOptions,
) -> Call[None]:
    """What `delete` sends."""
    return Call(
        DELETE,
        models.SuccessAnswer,
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
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Webhook]:
        """List webhooks.

        Each webhook comes with its subscribed events.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending.
                Only `name` is known to work. Also as "-name" for descending, or as pairs such as [("name",
                "desc")]. Sortable: name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of webhooks. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List webhooks" (documented). The page says that the list has pages, but not
        how; `page`, `per_page` and `order` are inferred from the metadata of the response.
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
        name: str | Unset = UNSET,
        endpoint: str | Unset = UNSET,
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        events: Sequence[str] | Unset = UNSET,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create webhook" (documented).
        """
        return self._caller.call(
            create_call(name=name, endpoint=endpoint, login=login, password=password, events=events, options=options)
        )

    def update(
        self,
        webhook_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

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
        webhook_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a webhook.

        This cannot be undone. The URL receives no more events.

        Args:
            webhook_id: The webhook's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete webhook" (documented).
        """
        return self._caller.call(delete_call(webhook_id=webhook_id, options=options))

    @cached_property
    def with_raw_response(self) -> WebhooksRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return WebhooksRaw(WebhooksResource(self._caller.raw))


class WebhooksRaw:
    """The methods of `webhooks`, each of which gives its answer as it came."""

    def __init__(self, resource: WebhooksResource) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)


class AsyncWebhooksResource(AsyncResource):
    """URLs that receive events from the service."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Webhook]:
        """List webhooks.

        Each webhook comes with its subscribed events.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, followed by `.asc` or `.desc`; without a direction the order is ascending.
                Only `name` is known to work. Also as "-name" for descending, or as pairs such as [("name",
                "desc")]. Sortable: name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of webhooks. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List webhooks" (documented). The page says that the list has pages, but not
        how; `page`, `per_page` and `order` are inferred from the metadata of the response.
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
        name: str | Unset = UNSET,
        endpoint: str | Unset = UNSET,
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        events: Sequence[str] | Unset = UNSET,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Create webhook" (documented).
        """
        return await self._caller.call(
            create_call(name=name, endpoint=endpoint, login=login, password=password, events=events, options=options)
        )

    async def update(
        self,
        webhook_id: str,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Update webhook" (documented).
        """
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
        webhook_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a webhook.

        This cannot be undone. The URL receives no more events.

        Args:
            webhook_id: The webhook's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete webhook" (documented).
        """
        return await self._caller.call(delete_call(webhook_id=webhook_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncWebhooksRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncWebhooksRaw(AsyncWebhooksResource(self._caller.raw))


class AsyncWebhooksRaw:
    """The methods of `webhooks`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncWebhooksResource) -> None:
        self.list = araw_listing(resource.list)
        self.create = araw(resource.create)
        self.update = araw(resource.update)
        self.delete = araw(resource.delete)
