# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Addresses that the service tells of events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

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

__all__ = ["AsyncWebhooksResource", "WebhooksResource"]

LIST = Operation(
    id="webhooks.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/webhooks",
    secured=True,
    idempotent=True,
)
CREATE = Operation(
    id="webhooks.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/webhooks",
    secured=True,
    idempotent=False,
)
UPDATE = Operation(
    id="webhooks.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/webhooks/{webhook_id}",
    secured=True,
    idempotent=True,
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
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.WebhookList]:
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
) -> Call[models.WebhookAnswer]:
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
) -> Call[models.WebhookAnswer]:
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
) -> Call[models.SuccessAnswer | None]:
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
    """Addresses that the service tells of events."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.WebhookList:
        """List the workspace's webhooks.

        Each comes with the events it is told of.

        Args:
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: The field to sort by, then `.asc` or `.desc`; without a direction it is ascending. Only
                `name` is known to work.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of webhooks.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List webhooks" (documented). The page says that the list is paged, not how;
        `page`, `per_page` and `order` are inferred from the answer's metadata.
        """
        return self._caller.call(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
        name: str | Unset = UNSET,
        endpoint: str | Unset = UNSET,
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        events: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.WebhookAnswer:
        """Make a webhook, which tells an address of events.

        From then on the service sends a POST with JSON to the address for every such event, with HTTP
        Basic where login and password are set. The page calls the requests signed, but no scheme is
        published. What is sent is described in the specification's webhooks.

        Args:
            name: Its name in the dashboard.
            endpoint: The address to send events to.
            login: The user name of HTTP Basic to send events with; empty for none.
            password: The password of HTTP Basic to send events with; empty for none.
            events: The names of the events to tell of. Known are `media.update.status`, `live.created`,
                `live.connected` and `live.disconnected`; more exist for live events, under names that are
                not published.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The webhook.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
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
    ) -> models.WebhookAnswer:
        """Change a webhook's name, address, credentials or events.

        The list of events takes the place of the one that is there. Other changes by PUT are refused
        where a field is left out, so send all fields.

        Args:
            webhook_id: The webhook's id.
            name: Its name in the dashboard.
            endpoint: The address to send events to.
            login: The user name of HTTP Basic to send events with; empty for none.
            password: The password of HTTP Basic to send events with; empty for none.
            events: The names of the events to tell of, as in `webhooks.create`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The webhook as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
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
    ) -> models.SuccessAnswer | None:
        """Delete a webhook.

        There is no way back. The address is told of nothing more.

        Args:
            webhook_id: The webhook's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            It is gone. Comes with or without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete webhook" (documented).
        """
        return self._caller.call(delete_call(webhook_id=webhook_id, options=options))


class AsyncWebhooksResource(AsyncResource):
    """Addresses that the service tells of events."""

    async def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.WebhookList:
        """List the workspace's webhooks.

        Each comes with the events it is told of.

        Args:
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: The field to sort by, then `.asc` or `.desc`; without a direction it is ascending. Only
                `name` is known to work.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of webhooks.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "List webhooks" (documented). The page says that the list is paged, not how;
        `page`, `per_page` and `order` are inferred from the answer's metadata.
        """
        return await self._caller.call(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
        name: str | Unset = UNSET,
        endpoint: str | Unset = UNSET,
        login: str | Unset = UNSET,
        password: str | Unset = UNSET,
        events: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.WebhookAnswer:
        """Make a webhook, which tells an address of events.

        From then on the service sends a POST with JSON to the address for every such event, with HTTP
        Basic where login and password are set. The page calls the requests signed, but no scheme is
        published. What is sent is described in the specification's webhooks.

        Args:
            name: Its name in the dashboard.
            endpoint: The address to send events to.
            login: The user name of HTTP Basic to send events with; empty for none.
            password: The password of HTTP Basic to send events with; empty for none.
            events: The names of the events to tell of. Known are `media.update.status`, `live.created`,
                `live.connected` and `live.disconnected`; more exist for live events, under names that are
                not published.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The webhook.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
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
    ) -> models.WebhookAnswer:
        """Change a webhook's name, address, credentials or events.

        The list of events takes the place of the one that is there. Other changes by PUT are refused
        where a field is left out, so send all fields.

        Args:
            webhook_id: The webhook's id.
            name: Its name in the dashboard.
            endpoint: The address to send events to.
            login: The user name of HTTP Basic to send events with; empty for none.
            password: The password of HTTP Basic to send events with; empty for none.
            events: The names of the events to tell of, as in `webhooks.create`.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The webhook as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
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
    ) -> models.SuccessAnswer | None:
        """Delete a webhook.

        There is no way back. The address is told of nothing more.

        Args:
            webhook_id: The webhook's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            It is gone. Comes with or without a body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Delete webhook" (documented).
        """
        return await self._caller.call(delete_call(webhook_id=webhook_id, options=options))
