# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Data on what was watched, where and for how long."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
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
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    from kinocraft_api import kinescope_params as params

__all__ = ["AnalyticsRaw", "AnalyticsResource", "AsyncAnalyticsRaw", "AsyncAnalyticsResource"]

OVERVIEW = Operation(
    id="analytics.overview",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/analytics/overview",
    secured=True,
    idempotent=True,
    payload="data",
    whole_seconds=frozenset(["from", "to"]),
    ids={"video_id": "id"},
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


def overview_call(
    from_: datetime.date | datetime.datetime,
    to: datetime.date | datetime.datetime,
    *,
    group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
    video_id: Id | Unset = UNSET,
    options: CallOptions,
) -> Call[models.AnalyticsOverview]:
    """Build the call of `overview`."""
    return Call(
        OVERVIEW,
        models.AnalyticsOverviewResponse,
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
    order: params.AnalyticsCustomOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.AnalyticsRow]]:
    """Build the call of `custom`."""
    return Call(
        CUSTOM,
        models.AnalyticsResponse,
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
        video_id: Id | Unset = UNSET,
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
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Overview" (documented). `from` and `to` are required (seen).
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
        order: params.AnalyticsCustomOrder | Unset = UNSET,
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
            The data. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Custom" (documented). `from` and `to` are required (seen). Rows can be
        sorted by every field that can be chosen (inferred).
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
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AnalyticsRaw(AnalyticsResource(self._caller.raw))


class AnalyticsRaw:
    """The methods of `analytics`. Each returns a `RawResponse`."""

    def __init__(self, resource: AnalyticsResource) -> None:
        self.overview = raw_method(resource.overview)
        self.custom = raw_method(resource.custom)


class AsyncAnalyticsResource(AsyncResource, sync=AnalyticsResource):
    """Data on what was watched, where and for how long."""

    async def overview(
        self,
        from_: datetime.date | datetime.datetime,
        to: datetime.date | datetime.datetime,
        *,
        group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
        video_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AnalyticsOverview:
        """Do the same as `AnalyticsResource.overview`."""
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
        order: params.AnalyticsCustomOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.AnalyticsRow]:
        """Do the same as `AnalyticsResource.custom`, when awaited or iterated over."""
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
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncAnalyticsRaw(AsyncAnalyticsResource(self._caller.raw))


class AsyncAnalyticsRaw:
    """The methods of `analytics`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncAnalyticsResource) -> None:
        self.overview = async_raw_method(resource.overview)
        self.custom = async_raw_listing(resource.custom)
