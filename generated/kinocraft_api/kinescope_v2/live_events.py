# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Live events. An event is a draft when `create` has made it, and `enable` lets an encoder send to it. The
encoder itself, by connecting and disconnecting, starts and interrupts the broadcast, which the webhooks
`live.connected` and `live.disconnected` report. `complete` ends it; a recording then becomes a video.
The state is no field of the event in any of the page's examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Direction,
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

from . import models

if TYPE_CHECKING:
    from kinocraft_api.kinescope_v2.live_events_chat import AsyncLiveEventsChatResource, LiveEventsChatResource
    from kinocraft_api.kinescope_v2.live_events_restreams import (
        AsyncLiveEventsRestreamsResource,
        LiveEventsRestreamsResource,
    )
    from kinocraft_api.kinescope_v2.live_events_streams import AsyncLiveEventsStreamsResource, LiveEventsStreamsResource

__all__ = ["AsyncLiveEventsRaw", "AsyncLiveEventsResource", "LiveEventsRaw", "LiveEventsResource"]

LIST = Operation(
    id="live.events.list",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events",
    secured=True,
    idempotent=True,
    sortable={
        "order": (
            "created_at",
            "name",
        ),
    },
)
CREATE = Operation(
    id="live.events.create",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="POST",
    path="/v2/live/events",
    secured=True,
    idempotent=False,
    payload="data",
)
GET = Operation(
    id="live.events.get",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}",
    secured=True,
    idempotent=True,
    payload="data",
)
UPDATE = Operation(
    id="live.events.update",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v2/live/events/{event_id}",
    secured=True,
    idempotent=True,
    payload="data",
)
DELETE = Operation(
    id="live.events.delete",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v2/live/events/{event_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
)
LIST_VIDEOS = Operation(
    id="live.events.list_videos",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/videos",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("created_at",),
    },
)
ENABLE = Operation(
    id="live.events.enable",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v2/live/events/{event_id}/enable",
    secured=True,
    idempotent=True,
    may_be_empty=True,
)
COMPLETE = Operation(
    id="live.events.complete",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v2/live/events/{event_id}/complete",
    secured=True,
    idempotent=True,
    may_be_empty=True,
)
MOVE = Operation(
    id="live.events.move",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v2/live/events/{event_id}/move",
    secured=True,
    idempotent=True,
    payload="data",
)
QOS = Operation(
    id="live.events.qos",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/qos",
    secured=True,
    idempotent=True,
)

ListOrderText: TypeAlias = Literal[
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
    "name",
    "-name",
    "name.asc",
    "name.desc",
]
ListOrder: TypeAlias = (
    ListOrderText
    | Sequence[
        ListOrderText
        | tuple[
            Literal[
                "created_at",
                "name",
            ],
            Direction,
        ]
    ]
)
"""The sort order of `list`: a field or several, each ascending or descending."""
ListVideosOrderText: TypeAlias = Literal[
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
]
ListVideosOrder: TypeAlias = (
    ListVideosOrderText | Sequence[ListVideosOrderText | tuple[Literal["created_at",], Direction]]
)
"""The sort order of `list_videos`: a field or several, each ascending or descending."""


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: ListOrder | Unset = UNSET,
    folder_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    without_folder: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Event]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.EventList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
            "folder_id": folder_id,
            "project_id": project_id,
            "without_folder": without_folder,
        },
        options=options,
    )


def create_call(
    *,
    name: str,
    type: Literal["one-time", "recurring"],
    parent_id: str | Unset = UNSET,
    auto_start: bool | Unset = UNSET,
    protected: bool | Unset = UNSET,
    time_shift: bool | Unset = UNSET,
    reconnect_window: int | Unset = UNSET,
    scheduled: models.EventSchedule | Mapping[str, Any] | Unset = UNSET,
    record: models.EventRecordSettings | Mapping[str, Any] | Unset = UNSET,
    video: models.EventVideoSettings | Mapping[str, Any] | Unset = UNSET,
    restreams: Sequence[models.NewRestream | Mapping[str, Any]] | Unset = UNSET,
    latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
    show_members: bool | Unset = UNSET,
    chat_active: bool | Unset = UNSET,
    chat_after_stream: bool | Unset = UNSET,
    chat_preview: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Event]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.EventAnswer,
        json={
            "name": name,
            "type": type,
            "parent_id": parent_id,
            "auto_start": auto_start,
            "protected": protected,
            "time_shift": time_shift,
            "reconnect_window": reconnect_window,
            "scheduled": scheduled,
            "record": record,
            "video": video,
            "restreams": restreams,
            "latency_mode": latency_mode,
            "show_members": show_members,
            "chat_active": chat_active,
            "chat_after_stream": chat_after_stream,
            "chat_preview": chat_preview,
        },
        options=options,
    )


def get_call(
    event_id: str,
    options: CallOptions,
) -> Call[models.Event]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.EventAnswer,
        path={
            "event_id": event_id,
        },
        options=options,
    )


def update_call(
    event_id: str,
    *,
    name: str | Unset = UNSET,
    subtitle: str | Unset = UNSET,
    type: Literal["one-time", "recurring"] | Unset = UNSET,
    auto_start: bool | Unset = UNSET,
    protected: bool | Unset = UNSET,
    time_shift: bool | Unset = UNSET,
    reconnect_window: int | Unset = UNSET,
    scheduled: models.EventSchedule | Mapping[str, Any] | Unset = UNSET,
    record: models.EventRecordSettings | Mapping[str, Any] | Unset = UNSET,
    video: models.EventVideoSettings | Mapping[str, Any] | Unset = UNSET,
    restreams: Sequence[models.NewRestream | Mapping[str, Any]] | Unset = UNSET,
    latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
    show_members: bool | Unset = UNSET,
    chat_active: bool | Unset = UNSET,
    chat_after_stream: bool | Unset = UNSET,
    chat_preview: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Event]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.EventAnswer,
        path={
            "event_id": event_id,
        },
        json={
            "name": name,
            "subtitle": subtitle,
            "type": type,
            "auto_start": auto_start,
            "protected": protected,
            "time_shift": time_shift,
            "reconnect_window": reconnect_window,
            "scheduled": scheduled,
            "record": record,
            "video": video,
            "restreams": restreams,
            "latency_mode": latency_mode,
            "show_members": show_members,
            "chat_active": chat_active,
            "chat_after_stream": chat_after_stream,
            "chat_preview": chat_preview,
        },
        options=options,
    )


def delete_call(
    event_id: str,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessAnswer,
        path={
            "event_id": event_id,
        },
        options=options,
    )


def list_videos_call(
    event_id: str,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: ListVideosOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Video]]:
    """Build the call of `list_videos`."""
    return Call(
        LIST_VIDEOS,
        models.VideoList,
        path={
            "event_id": event_id,
        },
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def enable_call(
    event_id: str,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `enable`."""
    return Call(
        ENABLE,
        None,
        path={
            "event_id": event_id,
        },
        options=options,
    )


def complete_call(
    event_id: str,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `complete`."""
    return Call(
        COMPLETE,
        None,
        path={
            "event_id": event_id,
        },
        options=options,
    )


def move_call(
    event_id: str,
    *,
    parent_id: str,
    options: CallOptions,
) -> Call[models.Event]:
    """Build the call of `move`."""
    return Call(
        MOVE,
        models.EventAnswer,
        path={
            "event_id": event_id,
        },
        json={
            "parent_id": parent_id,
        },
        options=options,
    )


def qos_call(
    event_id: str,
    options: CallOptions,
) -> Call[Listed[models.QosPoint]]:
    """Build the call of `qos`."""
    return Call(
        QOS,
        models.QosPointList,
        path={
            "event_id": event_id,
        },
        options=options,
    )


class LiveEventsResource(Resource):
    """Live events. An event is a draft when `create` has made it, and `enable` lets an encoder send to it.
    The encoder itself, by connecting and disconnecting, starts and interrupts the broadcast, which the
    webhooks `live.connected` and `live.disconnected` report. `complete` ends it; a recording then
    becomes a video. The state is no field of the event in any of the page's examples."""

    @cached_property
    def restreams(self) -> LiveEventsRestreamsResource:
        """Other places that an event's broadcast is passed on to."""
        from kinocraft_api.kinescope_v2.live_events_restreams import LiveEventsRestreamsResource

        return LiveEventsRestreamsResource(self._caller)

    @cached_property
    def streams(self) -> LiveEventsStreamsResource:
        """The broadcasts of an event and the times they are scheduled for."""
        from kinocraft_api.kinescope_v2.live_events_streams import LiveEventsStreamsResource

        return LiveEventsStreamsResource(self._caller)

    @cached_property
    def chat(self) -> LiveEventsChatResource:
        """What viewers wrote during a broadcast, in three formats."""
        from kinocraft_api.kinescope_v2.live_events_chat import LiveEventsChatResource

        return LiveEventsChatResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        folder_id: str | Unset = UNSET,
        project_id: str | Unset = UNSET,
        without_folder: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Event]:
        """List live events.

        Those of the whole workspace, or of one project or folder.

        Args:
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: Fields to sort by, several of them separated by commas, each with `.asc` or `.desc`; without
                a direction it is ascending. Also as "-created_at" for descending, or as pairs such as
                [("created_at", "desc")]. Sortable: created_at, name.
            folder_id: Keeps the events of this folder.
            project_id: Keeps the events of this project.
            without_folder: True keeps the events that lie in no folder.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of events. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "List events" (documented).
        """
        return self._caller.page(
            list_call(
                page=page,
                per_page=per_page,
                order=order,
                folder_id=folder_id,
                project_id=project_id,
                without_folder=without_folder,
                options=options,
            )
        )

    def create(
        self,
        *,
        name: str,
        type: Literal["one-time", "recurring"],
        parent_id: str | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.EventSchedule | Mapping[str, Any] | Unset = UNSET,
        record: models.EventRecordSettings | Mapping[str, Any] | Unset = UNSET,
        video: models.EventVideoSettings | Mapping[str, Any] | Unset = UNSET,
        restreams: Sequence[models.NewRestream | Mapping[str, Any]] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Make a live event.

        The event is a draft: an encoder can send to it once it has been enabled. The answer has the
        address and the key for the encoder (`rtmp_link`, `streamkey`), the page for viewers
        (`play_link`) and the first stream, in state `pending`.

        Args:
            name: The event's name.
            type: Whether the event is broadcast once or again and again.
            parent_id: The project or folder it goes into.
            auto_start: Whether the broadcast begins by itself when the encoder's stream comes. Left out, it does
                not.
            protected: Whether the stream is encrypted. Left out, it is not.
            time_shift: By its name, whether viewers can go back in the broadcast. Left out, they cannot.
            reconnect_window: For how many seconds, by its name, a broadcast waits for an encoder that lost its
                connection. Left out, it is 600, though the page's example sends 600 and gets 1800 back.
            scheduled: When an event shall begin.
            record: What becomes of the recording when a broadcast has ended.
            video: How the picture of a broadcast is encoded.
            restreams: Other places to pass the broadcast on to.
            latency_mode: How far viewers are behind the encoder. Left out, it is `standard`.
            show_members: Whether viewers see who is in the chat. Left out, they do.
            chat_active: Whether the chat stays open after the broadcast has ended. Left out, it is closed.
            chat_after_stream: Whether the chat is still shown after the broadcast has ended. Left out, it is.
            chat_preview: Whether the chat is shown in the preview. Left out, it is.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event, with the service's values where none were sent.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Create event" (documented).
        """
        return self._caller.call(
            create_call(
                name=name,
                type=type,
                parent_id=parent_id,
                auto_start=auto_start,
                protected=protected,
                time_shift=time_shift,
                reconnect_window=reconnect_window,
                scheduled=scheduled,
                record=record,
                video=video,
                restreams=restreams,
                latency_mode=latency_mode,
                show_members=show_members,
                chat_active=chat_active,
                chat_after_stream=chat_after_stream,
                chat_preview=chat_preview,
                options=options,
            )
        )

    def get(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Get a live event.

        With its settings, its restreams, and the stream that is under way or next. All keys come in
        clear.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Get event" (documented).
        """
        return self._caller.call(get_call(event_id=event_id, options=options))

    def update(
        self,
        event_id: str,
        *,
        name: str | Unset = UNSET,
        subtitle: str | Unset = UNSET,
        type: Literal["one-time", "recurring"] | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.EventSchedule | Mapping[str, Any] | Unset = UNSET,
        record: models.EventRecordSettings | Mapping[str, Any] | Unset = UNSET,
        video: models.EventVideoSettings | Mapping[str, Any] | Unset = UNSET,
        restreams: Sequence[models.NewRestream | Mapping[str, Any]] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Change a live event.

        In some states, which are not documented, an event may not be changed: the answer is then 400
        with code 400246. The example sends one field alone; other documented PUTs want the whole object
        in spite of such examples, so send every field that is to stay.

        Args:
            event_id: The live event's id.
            name: The event's name. The page's example sends an empty one.
            subtitle: A second line under the name.
            type: Whether the event is broadcast once or again and again.
            auto_start: Whether the broadcast begins by itself when the encoder's stream comes.
            protected: Whether the stream is encrypted.
            time_shift: By its name, whether viewers can go back in the broadcast.
            reconnect_window: For how many seconds, by its name, a broadcast waits for an encoder that lost its
                connection.
            scheduled: When an event shall begin.
            record: What becomes of the recording when a broadcast has ended.
            video: How the picture of a broadcast is encoded.
            restreams: The other places to pass the broadcast on to, all of them.
            latency_mode: How far viewers are behind the encoder.
            show_members: Whether viewers see who is in the chat.
            chat_active: Whether the chat stays open after the broadcast has ended.
            chat_after_stream: Whether the chat is still shown after the broadcast has ended.
            chat_preview: Whether the chat is shown in the preview.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, a value in it is not acceptable, or the event's state does
                not allow a change.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Update event" (documented). Of the body's fields the page shows `name` alone
        and speaks of time, text and restreams; that the rest are those of a new event is inferred.
        """
        return self._caller.call(
            update_call(
                event_id=event_id,
                name=name,
                subtitle=subtitle,
                type=type,
                auto_start=auto_start,
                protected=protected,
                time_shift=time_shift,
                reconnect_window=reconnect_window,
                scheduled=scheduled,
                record=record,
                video=video,
                restreams=restreams,
                latency_mode=latency_mode,
                show_members=show_members,
                chat_active=chat_active,
                chat_after_stream=chat_after_stream,
                chat_preview=chat_preview,
                options=options,
            )
        )

    def delete(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a live event.

        There is no way back. What becomes of its recordings is not documented.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Delete event" (documented). The answer is not documented; it is inferred
        from the other deletions.
        """
        return self._caller.call(delete_call(event_id=event_id, options=options))

    def list_videos(
        self,
        event_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListVideosOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Video]:
        """List the recordings of a live event.

        The videos that the event's broadcasts became, the latest first unless `order` says otherwise. A
        recording's `meta` names event and stream.

        Args:
            event_id: The live event's id.
            page: Number of the page. 1 to 2,147,483,647. Left out, the service takes 1.
            per_page: How many objects a page holds. 1 to 100. Left out, the service takes 10.
            order: The field to sort by, with `.asc` or `.desc`; without a direction it is ascending. Which
                fields are allowed is not documented; this one is in the page's answer. Also as
                "-created_at" for descending, or as pairs such as [("created_at", "desc")]. Sortable:
                created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of videos. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Event videos" (documented). The page's answer is empty; that its items are
        videos as the first version has them is inferred from its example of a video, which is a
        recording. Which fields can be sorted by is inferred from the answer.
        """
        return self._caller.page(
            list_videos_call(event_id=event_id, page=page, per_page=per_page, order=order, options=options)
        )

    def enable(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Let an event be broadcast.

        From now on the encoder's stream is taken in and viewers can watch it. Whether the broadcast is
        shown as soon as the stream comes depends on `auto_start`.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Enable event" (documented). The answer is not documented; a success with or
        without a body is inferred.
        """
        return self._caller.call(enable_call(event_id=event_id, options=options))

    def complete(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """End a live event.

        No stream is taken in any more. The recording, if there is one, becomes a video in
        `record.parent_id`.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Finish event" (documented). The answer is not documented; a success with or
        without a body is inferred.
        """
        return self._caller.call(complete_call(event_id=event_id, options=options))

    def move(
        self,
        event_id: str,
        *,
        parent_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Move a live event to another project or folder.

        Its id, links and keys stay.

        Args:
            event_id: The live event's id.
            parent_id: The project or folder to move into. Without it the service answers 400.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event in its new place.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Move event" (documented). That ids, links and keys stay is inferred from the
        example.
        """
        return self._caller.call(move_call(event_id=event_id, parent_id=parent_id, options=options))

    def qos(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> Page[models.QosPoint]:
        """Get how well an event's stream arrives.

        Bitrates, frame rate and a verdict at points in time, half a minute apart in the example. The
        page's text names dropped frames and latency too; no field for them is shown.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The measurements, the oldest first. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Qos" (documented).
        """
        return self._caller.page(qos_call(event_id=event_id, options=options))

    @cached_property
    def with_raw_response(self) -> LiveEventsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return LiveEventsRaw(LiveEventsResource(self._caller.raw))


class LiveEventsRaw:
    """The methods of `live.events`, each of which returns a `RawResponse`."""

    def __init__(self, resource: LiveEventsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)
        self.list_videos = raw_method(resource.list_videos)
        self.enable = raw_method(resource.enable)
        self.complete = raw_method(resource.complete)
        self.move = raw_method(resource.move)
        self.qos = raw_method(resource.qos)


class AsyncLiveEventsResource(AsyncResource, sync=LiveEventsResource):
    """Live events. An event is a draft when `create` has made it, and `enable` lets an encoder send to it.
    The encoder itself, by connecting and disconnecting, starts and interrupts the broadcast, which the
    webhooks `live.connected` and `live.disconnected` report. `complete` ends it; a recording then
    becomes a video. The state is no field of the event in any of the page's examples."""

    @cached_property
    def restreams(self) -> AsyncLiveEventsRestreamsResource:
        """Other places that an event's broadcast is passed on to."""
        from kinocraft_api.kinescope_v2.live_events_restreams import AsyncLiveEventsRestreamsResource

        return AsyncLiveEventsRestreamsResource(self._caller)

    @cached_property
    def streams(self) -> AsyncLiveEventsStreamsResource:
        """The broadcasts of an event and the times they are scheduled for."""
        from kinocraft_api.kinescope_v2.live_events_streams import AsyncLiveEventsStreamsResource

        return AsyncLiveEventsStreamsResource(self._caller)

    @cached_property
    def chat(self) -> AsyncLiveEventsChatResource:
        """What viewers wrote during a broadcast, in three formats."""
        from kinocraft_api.kinescope_v2.live_events_chat import AsyncLiveEventsChatResource

        return AsyncLiveEventsChatResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListOrder | Unset = UNSET,
        folder_id: str | Unset = UNSET,
        project_id: str | Unset = UNSET,
        without_folder: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Event]:
        """Do the same as `LiveEventsResource.list`, when awaited or iterated over."""
        return self._caller.page(
            list_call(
                page=page,
                per_page=per_page,
                order=order,
                folder_id=folder_id,
                project_id=project_id,
                without_folder=without_folder,
                options=options,
            )
        )

    async def create(
        self,
        *,
        name: str,
        type: Literal["one-time", "recurring"],
        parent_id: str | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.EventSchedule | Mapping[str, Any] | Unset = UNSET,
        record: models.EventRecordSettings | Mapping[str, Any] | Unset = UNSET,
        video: models.EventVideoSettings | Mapping[str, Any] | Unset = UNSET,
        restreams: Sequence[models.NewRestream | Mapping[str, Any]] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Do the same as `LiveEventsResource.create`."""
        return await self._caller.call(
            create_call(
                name=name,
                type=type,
                parent_id=parent_id,
                auto_start=auto_start,
                protected=protected,
                time_shift=time_shift,
                reconnect_window=reconnect_window,
                scheduled=scheduled,
                record=record,
                video=video,
                restreams=restreams,
                latency_mode=latency_mode,
                show_members=show_members,
                chat_active=chat_active,
                chat_after_stream=chat_after_stream,
                chat_preview=chat_preview,
                options=options,
            )
        )

    async def get(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Do the same as `LiveEventsResource.get`."""
        return await self._caller.call(get_call(event_id=event_id, options=options))

    async def update(
        self,
        event_id: str,
        *,
        name: str | Unset = UNSET,
        subtitle: str | Unset = UNSET,
        type: Literal["one-time", "recurring"] | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.EventSchedule | Mapping[str, Any] | Unset = UNSET,
        record: models.EventRecordSettings | Mapping[str, Any] | Unset = UNSET,
        video: models.EventVideoSettings | Mapping[str, Any] | Unset = UNSET,
        restreams: Sequence[models.NewRestream | Mapping[str, Any]] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Do the same as `LiveEventsResource.update`."""
        return await self._caller.call(
            update_call(
                event_id=event_id,
                name=name,
                subtitle=subtitle,
                type=type,
                auto_start=auto_start,
                protected=protected,
                time_shift=time_shift,
                reconnect_window=reconnect_window,
                scheduled=scheduled,
                record=record,
                video=video,
                restreams=restreams,
                latency_mode=latency_mode,
                show_members=show_members,
                chat_active=chat_active,
                chat_after_stream=chat_after_stream,
                chat_preview=chat_preview,
                options=options,
            )
        )

    async def delete(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `LiveEventsResource.delete`."""
        return await self._caller.call(delete_call(event_id=event_id, options=options))

    def list_videos(
        self,
        event_id: str,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: ListVideosOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Video]:
        """Do the same as `LiveEventsResource.list_videos`, when awaited or iterated over."""
        return self._caller.page(
            list_videos_call(event_id=event_id, page=page, per_page=per_page, order=order, options=options)
        )

    async def enable(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `LiveEventsResource.enable`."""
        return await self._caller.call(enable_call(event_id=event_id, options=options))

    async def complete(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `LiveEventsResource.complete`."""
        return await self._caller.call(complete_call(event_id=event_id, options=options))

    async def move(
        self,
        event_id: str,
        *,
        parent_id: str,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Do the same as `LiveEventsResource.move`."""
        return await self._caller.call(move_call(event_id=event_id, parent_id=parent_id, options=options))

    def qos(
        self,
        event_id: str,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.QosPoint]:
        """Do the same as `LiveEventsResource.qos`, when awaited or iterated over."""
        return self._caller.page(qos_call(event_id=event_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncLiveEventsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncLiveEventsRaw(AsyncLiveEventsResource(self._caller.raw))


class AsyncLiveEventsRaw:
    """The methods of `live.events`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AsyncLiveEventsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
        self.list_videos = async_raw_listing(resource.list_videos)
        self.enable = async_raw_method(resource.enable)
        self.complete = async_raw_method(resource.complete)
        self.move = async_raw_method(resource.move)
        self.qos = async_raw_listing(resource.qos)
