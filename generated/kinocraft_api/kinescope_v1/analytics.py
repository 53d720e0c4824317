# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Figures on who watched what, where and for how long."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal, Unpack

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

__all__ = ["AnalyticsResource", "AsyncAnalyticsResource"]

OVERVIEW = Operation(
    id="analytics.overview",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/analytics/overview",
    secured=True,
    idempotent=True,
)
CUSTOM = Operation(
    id="analytics.custom",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/analytics",
    secured=True,
    idempotent=True,
)


def overview_call(
    from_: datetime.date | datetime.datetime,
    to: datetime.date | datetime.datetime,
    *,
    group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
    video_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.AnalyticsOverviewAnswer]:
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
    order: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.AnalyticsAnswer]:
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
    """Figures on who watched what, where and for how long."""

    def overview(
        self,
        from_: datetime.date | datetime.datetime,
        to: datetime.date | datetime.datetime,
        *,
        group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
        video_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AnalyticsOverviewAnswer:
        """Get views, viewers and watch time of a period, at a glance.

        The totals, their course over time, and the devices, browsers, systems and places that lead.

        Args:
            from_: A day, or a moment in UTC to the second.
            to: A day, or a moment in UTC to the second.
            group_time: The step of the timeline. Left out, the service takes day.
            video_id: Only this video's figures.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The figures.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Overview" (documented). That `from` and `to` are required is seen.
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
        order: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AnalyticsAnswer:
        """Get the figures asked for, kept apart as asked for.

        Names the fields wanted, what to keep rows apart by, the step in time, and the order.

        Args:
            from_: A day, or a moment in UTC to the second.
            to: A day, or a moment in UTC to the second.
            group: The step in time that rows are kept apart by.
            group_entities: What rows are kept apart by, besides time. Sent as names separated by commas.
            fields: What each row shall hold. Sent as names separated by commas.
            order: What to sort by, as `field.asc` or `field.desc`, several separated by commas. A field alone
                is ascending.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The figures.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Custom" (documented). That `from` and `to` are required is seen. The page's
        example has no rows, so their form is inferred, and so is by which fields the service sorts.
        """
        return self._caller.call(
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


class AsyncAnalyticsResource(AsyncResource):
    """Figures on who watched what, where and for how long."""

    async def overview(
        self,
        from_: datetime.date | datetime.datetime,
        to: datetime.date | datetime.datetime,
        *,
        group_time: Literal["day", "hour", "month", "week"] | Unset = UNSET,
        video_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AnalyticsOverviewAnswer:
        """Get views, viewers and watch time of a period, at a glance.

        The totals, their course over time, and the devices, browsers, systems and places that lead.

        Args:
            from_: A day, or a moment in UTC to the second.
            to: A day, or a moment in UTC to the second.
            group_time: The step of the timeline. Left out, the service takes day.
            video_id: Only this video's figures.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The figures.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Overview" (documented). That `from` and `to` are required is seen.
        """
        return await self._caller.call(
            overview_call(from_=from_, to=to, group_time=group_time, video_id=video_id, options=options)
        )

    async def custom(
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
        order: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AnalyticsAnswer:
        """Get the figures asked for, kept apart as asked for.

        Names the fields wanted, what to keep rows apart by, the step in time, and the order.

        Args:
            from_: A day, or a moment in UTC to the second.
            to: A day, or a moment in UTC to the second.
            group: The step in time that rows are kept apart by.
            group_entities: What rows are kept apart by, besides time. Sent as names separated by commas.
            fields: What each row shall hold. Sent as names separated by commas.
            order: What to sort by, as `field.asc` or `field.desc`, several separated by commas. A field alone
                is ascending.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The figures.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No answer came.

        Source: kinescope, "Custom" (documented). That `from` and `to` are required is seen. The page's
        example has no rows, so their form is inferred, and so is by which fields the service sorts.
        """
        return await self._caller.call(
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
