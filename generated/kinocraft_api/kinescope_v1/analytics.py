# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Data on what was watched, where and for how long."""

from __future__ import annotations

import datetime
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

__all__ = ["AnalyticsRaw", "AnalyticsResource", "AsyncAnalyticsRaw", "AsyncAnalyticsResource"]

OVERVIEW = Operation(
    id="analytics.overview",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/analytics/overview",
    secured=True,
    idempotent=True,
    gives="data",
    whole_seconds=frozenset(["from", "to"]),
)
CUSTOM = Operation(
    id="analytics.custom",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/analytics",
    secured=True,
    idempotent=True,
    sortable={
        "order": (
            "view",
            "unique_view",
            "seek",
            "play",
            "pause",
            "replay",
            "player_init",
            "player_load",
            "buffering_time",
            "buffering_count",
            "video_id",
            "workspace_id",
            "device",
            "watch_time",
            "city",
            "country_code",
            "folder_name",
            "folder_id",
            "project_name",
            "project_id",
            "external_id",
        ),
    },
    joined=frozenset(["group_entities", "fields"]),
    whole_seconds=frozenset(["from", "to"]),
)

CustomOrderText: TypeAlias = Literal[
    "view",
    "-view",
    "view.asc",
    "view.desc",
    "unique_view",
    "-unique_view",
    "unique_view.asc",
    "unique_view.desc",
    "seek",
    "-seek",
    "seek.asc",
    "seek.desc",
    "play",
    "-play",
    "play.asc",
    "play.desc",
    "pause",
    "-pause",
    "pause.asc",
    "pause.desc",
    "replay",
    "-replay",
    "replay.asc",
    "replay.desc",
    "player_init",
    "-player_init",
    "player_init.asc",
    "player_init.desc",
    "player_load",
    "-player_load",
    "player_load.asc",
    "player_load.desc",
    "buffering_time",
    "-buffering_time",
    "buffering_time.asc",
    "buffering_time.desc",
    "buffering_count",
    "-buffering_count",
    "buffering_count.asc",
    "buffering_count.desc",
    "video_id",
    "-video_id",
    "video_id.asc",
    "video_id.desc",
    "workspace_id",
    "-workspace_id",
    "workspace_id.asc",
    "workspace_id.desc",
    "device",
    "-device",
    "device.asc",
    "device.desc",
    "watch_time",
    "-watch_time",
    "watch_time.asc",
    "watch_time.desc",
    "city",
    "-city",
    "city.asc",
    "city.desc",
    "country_code",
    "-country_code",
    "country_code.asc",
    "country_code.desc",
    "folder_name",
    "-folder_name",
    "folder_name.asc",
    "folder_name.desc",
    "folder_id",
    "-folder_id",
    "folder_id.asc",
    "folder_id.desc",
    "project_name",
    "-project_name",
    "project_name.asc",
    "project_name.desc",
    "project_id",
    "-project_id",
    "project_id.asc",
    "project_id.desc",
    "external_id",
    "-external_id",
    "external_id.asc",
    "external_id.desc",
]
CustomOrder: TypeAlias = (
    CustomOrderText
    | Sequence[
        CustomOrderText
        | tuple[
            Literal[
                "view",
                "unique_view",
                "seek",
                "play",
                "pause",
                "replay",
                "player_init",
                "player_load",
                "buffering_time",
                "buffering_count",
                "video_id",
                "workspace_id",
                "device",
                "watch_time",
                "city",
                "country_code",
                "folder_name",
                "folder_id",
                "project_name",
                "project_id",
                "external_id",
            ],
            Direction,
        ]
    ]
)
"""What `custom` can be sorted by: a field, or several, each in one direction or the other."""


def overview_call(
    from_: datetime.date | datetime.datetime,
    to: datetime.date | datetime.datetime,
    *,
    group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
    video_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.AnalyticsOverview]:
    """What `overview` sends."""
    return Call(
        OVERVIEW,
        models.AnalyticsOverviewAnswer,
        query={
            "from": from_,
            "to": to,
            "group_time": group_time,
            "video_id": video_id,
        },
        options=options,
    )


def custom_call(
    from_: datetime.date | datetime.datetime,
    to: datetime.date | datetime.datetime,
    *,
    group: Literal["day", "hour", "month", "week"] | Unset = UNSET,
    group_entities: Sequence[
        Literal[
            "city",
            "country_code",
            "device",
            "folder_id",
            "folder_name",
            "project_id",
            "project_name",
            "video_id",
            "watch_time",
        ]
    ]
    | Unset = UNSET,
    fields: Sequence[
        Literal[
            "buffering_count",
            "buffering_time",
            "city",
            "country_code",
            "device",
            "external_id",
            "folder_id",
            "folder_name",
            "pause",
            "play",
            "player_init",
            "player_load",
            "project_id",
            "project_name",
            "replay",
            "seek",
            "unique_view",
            "video_id",
            "view",
            "watch_time",
            "workspace_id",
        ]
    ]
    | Unset = UNSET,
    order: CustomOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.AnalyticsRow]]:
    """What `custom` sends."""
    return Call(
        CUSTOM,
        models.AnalyticsAnswer,
        query={
            "from": from_,
            "to": to,
            "group": group,
            "group_entities": group_entities,
            "fields": fields,
            "order": order,
        },
        options=options,
    )


class AnalyticsResource(Resource):
    """Data on what was watched, where and for how long."""

    def overview(
        self,
        from_: datetime.date | datetime.datetime,
        to: datetime.date | datetime.datetime,
        *,
        group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
        video_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AnalyticsOverview:
        """Get an overview of the analytics.

        Returns the totals, their timeline, and the top devices, browsers, operating systems and places.

        Args:
            from_: Start of the period, as a date or a time in UTC. Without it the service returns 400 with
                code 400400.
            to: End of the period, as a date or a time in UTC. Without it the service returns 400 with code
                400400.
            group_time: The step of the timeline. Default: day.
            video_id: Only data of this video.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The data.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Overview" (documented). That `from` and `to` are required was seen in a real
        response.
        """
        return self._caller.call(
            overview_call(from_=from_, to=to, group_time=group_time, video_id=video_id, options=options)
        )

    def custom(
        self,
        from_: datetime.date | datetime.datetime,
        to: datetime.date | datetime.datetime,
        *,
        group: Literal["day", "hour", "month", "week"] | Unset = UNSET,
        group_entities: Sequence[
            Literal[
                "city",
                "country_code",
                "device",
                "folder_id",
                "folder_name",
                "project_id",
                "project_name",
                "video_id",
                "watch_time",
            ]
        ]
        | Unset = UNSET,
        fields: Sequence[
            Literal[
                "buffering_count",
                "buffering_time",
                "city",
                "country_code",
                "device",
                "external_id",
                "folder_id",
                "folder_name",
                "pause",
                "play",
                "player_init",
                "player_load",
                "project_id",
                "project_name",
                "replay",
                "seek",
                "unique_view",
                "video_id",
                "view",
                "watch_time",
                "workspace_id",
            ]
        ]
        | Unset = UNSET,
        order: CustomOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.AnalyticsRow]:
        """Get custom analytics.

        Choose the fields, the grouping, the time step and the order.

        Args:
            from_: Start of the period, as a date or a time in UTC. Without it the service returns 400 with
                code 400400.
            to: End of the period, as a date or a time in UTC. Without it the service returns 400 with code
                400400.
            group: The time step of the rows.
            group_entities: What rows are grouped by, besides time. Sent as names separated by commas.
            fields: The fields of each row. Sent as names separated by commas.
            order: Fields to sort by, as `field.asc` or `field.desc`, separated by commas. Without a direction
                the order is ascending. Also as "-view" for descending, or as pairs such as [("view",
                "desc")]. Sortable: view, unique_view, seek, play, pause, replay, player_init, player_load,
                buffering_time, buffering_count, video_id, workspace_id, device, watch_time, city,
                country_code, folder_name, folder_id, project_name, project_id, external_id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The data. Iterating over it goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Custom" (documented). That `from` and `to` are required was seen in a real
        response. The page's example has no rows, so their form is inferred, and so are the sortable
        fields.
        """
        return self._caller.page(
            custom_call(
                from_=from_,
                to=to,
                group=group,
                group_entities=group_entities,
                fields=fields,
                order=order,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> AnalyticsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AnalyticsRaw(AnalyticsResource(self._caller.raw))


class AnalyticsRaw:
    """The methods of `analytics`, each of which gives its answer as it came."""

    def __init__(self, resource: AnalyticsResource) -> None:
        self.overview = raw(resource.overview)
        self.custom = raw(resource.custom)


class AsyncAnalyticsResource(AsyncResource):
    """Data on what was watched, where and for how long."""

    async def overview(
        self,
        from_: datetime.date | datetime.datetime,
        to: datetime.date | datetime.datetime,
        *,
        group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
        video_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AnalyticsOverview:
        """Get an overview of the analytics.

        Returns the totals, their timeline, and the top devices, browsers, operating systems and places.

        Args:
            from_: Start of the period, as a date or a time in UTC. Without it the service returns 400 with
                code 400400.
            to: End of the period, as a date or a time in UTC. Without it the service returns 400 with code
                400400.
            group_time: The step of the timeline. Default: day.
            video_id: Only data of this video.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The data.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Overview" (documented). That `from` and `to` are required was seen in a real
        response.
        """
        return await self._caller.call(
            overview_call(from_=from_, to=to, group_time=group_time, video_id=video_id, options=options)
        )

    def custom(
        self,
        from_: datetime.date | datetime.datetime,
        to: datetime.date | datetime.datetime,
        *,
        group: Literal["day", "hour", "month", "week"] | Unset = UNSET,
        group_entities: Sequence[
            Literal[
                "city",
                "country_code",
                "device",
                "folder_id",
                "folder_name",
                "project_id",
                "project_name",
                "video_id",
                "watch_time",
            ]
        ]
        | Unset = UNSET,
        fields: Sequence[
            Literal[
                "buffering_count",
                "buffering_time",
                "city",
                "country_code",
                "device",
                "external_id",
                "folder_id",
                "folder_name",
                "pause",
                "play",
                "player_init",
                "player_load",
                "project_id",
                "project_name",
                "replay",
                "seek",
                "unique_view",
                "video_id",
                "view",
                "watch_time",
                "workspace_id",
            ]
        ]
        | Unset = UNSET,
        order: CustomOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.AnalyticsRow]:
        """Get custom analytics.

        Choose the fields, the grouping, the time step and the order.

        Args:
            from_: Start of the period, as a date or a time in UTC. Without it the service returns 400 with
                code 400400.
            to: End of the period, as a date or a time in UTC. Without it the service returns 400 with code
                400400.
            group: The time step of the rows.
            group_entities: What rows are grouped by, besides time. Sent as names separated by commas.
            fields: The fields of each row. Sent as names separated by commas.
            order: Fields to sort by, as `field.asc` or `field.desc`, separated by commas. Without a direction
                the order is ascending. Also as "-view" for descending, or as pairs such as [("view",
                "desc")]. Sortable: view, unique_view, seek, play, pause, replay, player_init, player_load,
                buffering_time, buffering_count, video_id, workspace_id, device, watch_time, city,
                country_code, folder_name, folder_id, project_name, project_id, external_id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The data. Await it, or use `async for`, which goes on over all of them.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Custom" (documented). That `from` and `to` are required was seen in a real
        response. The page's example has no rows, so their form is inferred, and so are the sortable
        fields.
        """
        return self._caller.page(
            custom_call(
                from_=from_,
                to=to,
                group=group,
                group_entities=group_entities,
                fields=fields,
                order=order,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> AsyncAnalyticsRaw:
        """The same methods, which give their answers as they came: status, headers, bytes, and `parsed()`."""
        return AsyncAnalyticsRaw(AsyncAnalyticsResource(self._caller.raw))


class AsyncAnalyticsRaw:
    """The methods of `analytics`, each of which gives its answer as it came."""

    def __init__(self, resource: AsyncAnalyticsResource) -> None:
        self.overview = araw(resource.overview)
        self.custom = araw_listing(resource.custom)
