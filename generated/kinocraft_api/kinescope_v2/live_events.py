# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Live events. `create` creates a draft, and `enable` allows an encoder to send to it. The encoder starts
and interrupts the broadcast by connecting and disconnecting; the webhooks `live.connected` and
`live.disconnected` report this. `complete` ends the event; its recording becomes a video. No example of
the page has the event's state as a field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import kinescope_bodies as bodies
from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import ID, InputField
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
    ids={"folder_id": "id", "project_id": "id"},
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
    body=InputField(
        {
            "parent_id": ID,
            "scheduled": bodies.NEW_EVENT_SCHEDULE,
            "record": InputField(fields=bodies.NEW_EVENT_RECORD_SETTINGS.fields, wrapped="parent_id"),
            "video": bodies.NEW_EVENT_VIDEO_SETTINGS,
            "restreams": bodies.NEW_RESTREAM,
        }
    ),
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
    ids={"event_id": "id"},
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
    ids={"event_id": "id"},
    body=InputField(
        {
            "scheduled": bodies.NEW_EVENT_SCHEDULE,
            "record": InputField(fields=bodies.NEW_EVENT_RECORD_SETTINGS.fields, wrapped="parent_id"),
            "video": bodies.NEW_EVENT_VIDEO_SETTINGS,
            "restreams": bodies.NEW_RESTREAM,
        }
    ),
    changes=True,
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
    ids={"event_id": "id"},
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
    ids={"event_id": "id"},
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
    ids={"event_id": "id"},
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
    ids={"event_id": "id"},
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
    ids={"event_id": "id"},
    body=InputField(
        {
            "parent_id": ID,
        }
    ),
)
QOS = Operation(
    id="live.events.qos",
    service="kinescope-v2",
    server="https://api.kinescope.io",
    method="GET",
    path="/v2/live/events/{event_id}/qos",
    secured=True,
    idempotent=True,
    ids={"event_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.LiveEventsListOrder | Unset = UNSET,
    folder_id: Id | Unset = UNSET,
    project_id: Id | Unset = UNSET,
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
    subtitle: str | Unset = UNSET,
    parent_id: Id | Unset = UNSET,
    auto_start: bool | Unset = UNSET,
    protected: bool | Unset = UNSET,
    time_shift: bool | Unset = UNSET,
    reconnect_window: int | Unset = UNSET,
    scheduled: models.NewEventSchedule | models.EventSchedule | params.NewEventScheduleParam | Unset = UNSET,
    record: models.NewEventRecordSettings
    | models.EventRecordSettings
    | params.NewEventRecordSettingsParam
    | Unset = UNSET,
    video: models.NewEventVideoSettings | models.EventVideoSettings | params.NewEventVideoSettingsParam | Unset = UNSET,
    restreams: Sequence[models.NewRestream | models.Restream | params.NewRestreamParam] | Unset = UNSET,
    latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
    show_members: bool | Unset = UNSET,
    chat_active: bool | Unset = UNSET,
    chat_after_stream: bool | Unset = UNSET,
    chat_preview: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.CreatedEvent]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.CreatedEventResponse,
        json={
            "name": name,
            "subtitle": subtitle,
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
    event_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Event]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.EventResponse,
        path={
            "event_id": event_id,
        },
        options=options,
    )


def update_call(
    event_id: Id,
    *,
    name: str | Unset = UNSET,
    subtitle: str | Unset = UNSET,
    type: Literal["one-time", "recurring"] | Unset = UNSET,
    auto_start: bool | Unset = UNSET,
    protected: bool | Unset = UNSET,
    time_shift: bool | Unset = UNSET,
    reconnect_window: int | Unset = UNSET,
    scheduled: models.NewEventSchedule | models.EventSchedule | params.NewEventScheduleParam | Unset = UNSET,
    record: models.NewEventRecordSettings
    | models.EventRecordSettings
    | params.NewEventRecordSettingsParam
    | Unset = UNSET,
    video: models.NewEventVideoSettings | models.EventVideoSettings | params.NewEventVideoSettingsParam | Unset = UNSET,
    restreams: Sequence[models.NewRestream | models.Restream | params.NewRestreamParam] | Unset = UNSET,
    latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
    show_members: bool | Unset = UNSET,
    chat_active: bool | Unset = UNSET,
    chat_after_stream: bool | Unset = UNSET,
    chat_preview: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.UpdatedEvent]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.UpdatedEventResponse,
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
    event_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "event_id": event_id,
        },
        options=options,
    )


def list_videos_call(
    event_id: Id,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.LiveEventsListVideosOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.VideoListItem]]:
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
    event_id: Id,
    *,
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
    event_id: Id,
    *,
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
    event_id: Id,
    parent_id: Id,
    *,
    options: CallOptions,
) -> Call[models.MovedEvent]:
    """Build the call of `move`."""
    return Call(
        MOVE,
        models.MovedEventResponse,
        path={
            "event_id": event_id,
        },
        json={
            "parent_id": parent_id,
        },
        options=options,
    )


def qos_call(
    event_id: Id,
    *,
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
    """Live events. `create` creates a draft, and `enable` allows an encoder to send to it. The encoder
    starts and interrupts the broadcast by connecting and disconnecting; the webhooks `live.connected`
    and `live.disconnected` report this. `complete` ends the event; its recording becomes a video. No
    example of the page has the event's state as a field."""

    @cached_property
    def restreams(self) -> LiveEventsRestreamsResource:
        """Other targets of an event's broadcast."""
        from kinocraft_api.kinescope_v2.live_events_restreams import LiveEventsRestreamsResource

        return LiveEventsRestreamsResource(self._caller)

    @cached_property
    def streams(self) -> LiveEventsStreamsResource:
        """The broadcasts of an event and their scheduled times."""
        from kinocraft_api.kinescope_v2.live_events_streams import LiveEventsStreamsResource

        return LiveEventsStreamsResource(self._caller)

    @cached_property
    def chat(self) -> LiveEventsChatResource:
        """The chat of a broadcast, in three formats."""
        from kinocraft_api.kinescope_v2.live_events_chat import LiveEventsChatResource

        return LiveEventsChatResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.LiveEventsListOrder | Unset = UNSET,
        folder_id: Id | Unset = UNSET,
        project_id: Id | Unset = UNSET,
        without_folder: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Event]:
        """List events.

        Return the events of the workspace, or of one project or folder.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Fields to sort by, separated by commas, each followed by `.asc` or `.desc`; without a
                direction the order is ascending. Also as "-created_at" for descending, or as pairs such as
                [("created_at", "desc")]. Sortable: created_at, name.
            folder_id: Only events of this folder.
            project_id: Only events of this project.
            without_folder: True returns only events that are in no folder.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of events. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
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
        subtitle: str | Unset = UNSET,
        parent_id: Id | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.NewEventSchedule | models.EventSchedule | params.NewEventScheduleParam | Unset = UNSET,
        record: models.NewEventRecordSettings
        | models.EventRecordSettings
        | params.NewEventRecordSettingsParam
        | Unset = UNSET,
        video: models.NewEventVideoSettings
        | models.EventVideoSettings
        | params.NewEventVideoSettingsParam
        | Unset = UNSET,
        restreams: Sequence[models.NewRestream | models.Restream | params.NewRestreamParam] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CreatedEvent:
        """Create an event.

        The event is a draft: an encoder can send to it after `enable`. The response has the address and
        the key for the encoder (`rtmp_link`, `streamkey`), the page for viewers (`play_link`) and the
        first stream, with the status `pending`.

        Args:
            name: The event's name.
            subtitle: A second line under the name (seen).
            type: Whether the event is broadcast once or repeatedly.
            parent_id: The event's project or folder.
            auto_start: Whether the broadcast starts automatically when the encoder's stream arrives. Default:
                false.
            protected: Whether the stream is encrypted. Default: false.
            time_shift: According to its name, whether viewers can seek back in the broadcast. Default: false.
            reconnect_window: According to its name, how many seconds a broadcast waits for an encoder that lost its
                connection. Default: 600, although the page's example sends 600 and receives 1800.
            scheduled: The start time of a new or changed event.
            record: What is to happen to the recording of a broadcast.
            video: How the video of a broadcast is to be encoded.
            restreams: Other targets of the broadcast.
            latency_mode: The delay between encoder and viewers. Default: `standard`.
            show_members: Whether viewers see the members of the chat. Default: true.
            chat_active: Whether the chat remains open after the broadcast. Default: false.
            chat_after_stream: Whether the chat is still shown after the broadcast. Default: true.
            chat_preview: Whether the chat is shown in the preview. Default: true.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event, with the service's values for missing fields.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this request.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create event" (documented).
        """
        return self._caller.call(
            create_call(
                name=name,
                subtitle=subtitle,
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
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Get an event.

        The response contains the settings, the restreams, and the current or next stream. All keys are
        in plain text.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The event.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get event" (documented).
        """
        return self._caller.call(get_call(event_id=event_id, options=options))

    def update(
        self,
        event_id: Id,
        *,
        name: str | Unset = UNSET,
        subtitle: str | Unset = UNSET,
        type: Literal["one-time", "recurring"] | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.NewEventSchedule | models.EventSchedule | params.NewEventScheduleParam | Unset = UNSET,
        record: models.NewEventRecordSettings
        | models.EventRecordSettings
        | params.NewEventRecordSettingsParam
        | Unset = UNSET,
        video: models.NewEventVideoSettings
        | models.EventVideoSettings
        | params.NewEventVideoSettingsParam
        | Unset = UNSET,
        restreams: Sequence[models.NewRestream | models.Restream | params.NewRestreamParam] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedEvent:
        """Update an event.

        In some states, which are not documented, an event cannot be updated: the response is 400 with
        code 400246. The example sends a single field; other documented PUT operations require the whole
        object in spite of such examples, so send every field that should keep its value.

        Args:
            event_id: The live event's id.
            name: The event's name. The page's example sends an empty one.
            subtitle: A second line under the name (inferred).
            type: Whether the event is broadcast once or repeatedly (inferred).
            auto_start: Whether the broadcast starts automatically when the encoder's stream arrives (inferred).
            protected: Whether the stream is encrypted (inferred).
            time_shift: According to its name, whether viewers can seek back in the broadcast (inferred).
            reconnect_window: According to its name, how many seconds a broadcast waits for an encoder that lost its
                connection (inferred).
            scheduled: The start time of a new or changed event (inferred).
            record: What is to happen to the recording of a broadcast (inferred).
            video: How the video of a broadcast is to be encoded (inferred).
            restreams: All other targets of the broadcast (inferred).
            latency_mode: The delay between encoder and viewers (inferred).
            show_members: Whether viewers see the members of the chat (inferred).
            chat_active: Whether the chat remains open after the broadcast (inferred).
            chat_after_stream: Whether the chat is still shown after the broadcast (inferred).
            chat_preview: Whether the chat is shown in the preview (inferred).
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated event.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, one of its values is not allowed, or the event's state does
                not allow an update (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update event" (documented).
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
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete an event.

        This cannot be undone. What happens to the recordings is not documented.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete event" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response,
        and says only that 204 is typical of deletions; this is the one to others.
        """
        return self._caller.call(delete_call(event_id=event_id, options=options))

    def list_videos(
        self,
        event_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.LiveEventsListVideosOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.VideoListItem]:
        """List the videos of an event.

        Return the recordings of the event's broadcasts, by default the latest first. The `meta` of a
        recording has the event and the stream.

        Args:
            event_id: The live event's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Field to sort by, with `.asc` or `.desc`; without a direction the order is ascending. The
                allowed fields are not documented; this one is in the page's response. Also as "-created_at"
                for descending, or as pairs such as [("created_at", "desc")]. Sortable: created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of videos. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Event videos" (documented). The recordings have the form of a video in
        version 1: the page's response is empty, but its example of a video is a recording (inferred).
        """
        return self._caller.page(
            list_videos_call(event_id=event_id, page=page, per_page=per_page, order=order, options=options)
        )

    def enable(
        self,
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Enable an event.

        From now on the service accepts the encoder's stream and viewers can watch it. `auto_start`
        decides whether the broadcast starts as soon as the stream arrives.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Enable event" (documented).

        Response: The event is enabled (inferred). The body is not documented. The page shows no
        response; it is a success with or without a body.
        """
        return self._caller.call(enable_call(event_id=event_id, options=options))

    def complete(
        self,
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Finish an event.

        The service accepts no more streams. The recording, if there is one, becomes a video in
        `record.parent_id`.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Finish event" (documented).

        Response: The event is finished (inferred). The body is not documented. The page shows no
        response; it is a success with or without a body.
        """
        return self._caller.call(complete_call(event_id=event_id, options=options))

    def move(
        self,
        event_id: Id,
        parent_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.MovedEvent:
        """Move an event.

        The event keeps its id, links and keys.

        Args:
            event_id: The live event's id.
            parent_id: The new project or folder. Without it the service returns 400.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moved event.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Move event" (documented). Ids, links and keys do not change, as in the
        page's example (inferred).
        """
        return self._caller.call(move_call(event_id=event_id, parent_id=parent_id, options=options))

    def qos(
        self,
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> Page[models.QosPoint]:
        """Get the QoS of an event.

        Return bitrates, frame rate and a status for points in time, half a minute apart in the example.
        The page's text also mentions dropped frames and latency; it shows no fields for them.

        Args:
            event_id: The live event's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The measurements, the oldest first. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Qos" (documented).
        """
        return self._caller.page(qos_call(event_id=event_id, options=options))

    @cached_property
    def with_raw_response(self) -> LiveEventsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return LiveEventsRaw(LiveEventsResource(self._caller.raw))


class LiveEventsRaw:
    """The methods of `live.events`. Each returns a `RawResponse`."""

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
    """Live events. `create` creates a draft, and `enable` allows an encoder to send to it. The encoder
    starts and interrupts the broadcast by connecting and disconnecting; the webhooks `live.connected`
    and `live.disconnected` report this. `complete` ends the event; its recording becomes a video. No
    example of the page has the event's state as a field."""

    @cached_property
    def restreams(self) -> AsyncLiveEventsRestreamsResource:
        """Other targets of an event's broadcast."""
        from kinocraft_api.kinescope_v2.live_events_restreams import AsyncLiveEventsRestreamsResource

        return AsyncLiveEventsRestreamsResource(self._caller)

    @cached_property
    def streams(self) -> AsyncLiveEventsStreamsResource:
        """The broadcasts of an event and their scheduled times."""
        from kinocraft_api.kinescope_v2.live_events_streams import AsyncLiveEventsStreamsResource

        return AsyncLiveEventsStreamsResource(self._caller)

    @cached_property
    def chat(self) -> AsyncLiveEventsChatResource:
        """The chat of a broadcast, in three formats."""
        from kinocraft_api.kinescope_v2.live_events_chat import AsyncLiveEventsChatResource

        return AsyncLiveEventsChatResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.LiveEventsListOrder | Unset = UNSET,
        folder_id: Id | Unset = UNSET,
        project_id: Id | Unset = UNSET,
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
        subtitle: str | Unset = UNSET,
        parent_id: Id | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.NewEventSchedule | models.EventSchedule | params.NewEventScheduleParam | Unset = UNSET,
        record: models.NewEventRecordSettings
        | models.EventRecordSettings
        | params.NewEventRecordSettingsParam
        | Unset = UNSET,
        video: models.NewEventVideoSettings
        | models.EventVideoSettings
        | params.NewEventVideoSettingsParam
        | Unset = UNSET,
        restreams: Sequence[models.NewRestream | models.Restream | params.NewRestreamParam] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.CreatedEvent:
        """Do the same as `LiveEventsResource.create`."""
        return await self._caller.call(
            create_call(
                name=name,
                subtitle=subtitle,
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
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Event:
        """Do the same as `LiveEventsResource.get`."""
        return await self._caller.call(get_call(event_id=event_id, options=options))

    async def update(
        self,
        event_id: Id,
        *,
        name: str | Unset = UNSET,
        subtitle: str | Unset = UNSET,
        type: Literal["one-time", "recurring"] | Unset = UNSET,
        auto_start: bool | Unset = UNSET,
        protected: bool | Unset = UNSET,
        time_shift: bool | Unset = UNSET,
        reconnect_window: int | Unset = UNSET,
        scheduled: models.NewEventSchedule | models.EventSchedule | params.NewEventScheduleParam | Unset = UNSET,
        record: models.NewEventRecordSettings
        | models.EventRecordSettings
        | params.NewEventRecordSettingsParam
        | Unset = UNSET,
        video: models.NewEventVideoSettings
        | models.EventVideoSettings
        | params.NewEventVideoSettingsParam
        | Unset = UNSET,
        restreams: Sequence[models.NewRestream | models.Restream | params.NewRestreamParam] | Unset = UNSET,
        latency_mode: Literal["reduced", "standard"] | Unset = UNSET,
        show_members: bool | Unset = UNSET,
        chat_active: bool | Unset = UNSET,
        chat_after_stream: bool | Unset = UNSET,
        chat_preview: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedEvent:
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
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `LiveEventsResource.delete`."""
        return await self._caller.call(delete_call(event_id=event_id, options=options))

    def list_videos(
        self,
        event_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.LiveEventsListVideosOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.VideoListItem]:
        """Do the same as `LiveEventsResource.list_videos`, when awaited or iterated over."""
        return self._caller.page(
            list_videos_call(event_id=event_id, page=page, per_page=per_page, order=order, options=options)
        )

    async def enable(
        self,
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `LiveEventsResource.enable`."""
        return await self._caller.call(enable_call(event_id=event_id, options=options))

    async def complete(
        self,
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `LiveEventsResource.complete`."""
        return await self._caller.call(complete_call(event_id=event_id, options=options))

    async def move(
        self,
        event_id: Id,
        parent_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.MovedEvent:
        """Do the same as `LiveEventsResource.move`."""
        return await self._caller.call(move_call(event_id=event_id, parent_id=parent_id, options=options))

    def qos(
        self,
        event_id: Id,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.QosPoint]:
        """Do the same as `LiveEventsResource.qos`, when awaited or iterated over."""
        return self._caller.page(qos_call(event_id=event_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncLiveEventsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncLiveEventsRaw(AsyncLiveEventsResource(self._caller.raw))


class AsyncLiveEventsRaw:
    """The methods of `live.events`. Each returns a `RawResponse`."""

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
