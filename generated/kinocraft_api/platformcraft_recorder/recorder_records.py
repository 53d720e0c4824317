# Generated from specs/platformcraft-recorder by scripts/generate.py. Edits here are lost.

"""Records of a stream, instant and scheduled."""

from __future__ import annotations

import builtins
import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import platformcraft_models as models
from kinocraft_runtime.bodies import SECONDS, InputField
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
    pass

__all__ = ["AsyncRecorderRecordsRaw", "AsyncRecorderRecordsResource", "RecorderRecordsRaw", "RecorderRecordsResource"]

START = Operation(
    id="recorder.records.start",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="POST",
    path="/{owner_id}/{stream_id}/start",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    ids={"stream_id": "id"},
)
STOP_INSTANT = Operation(
    id="recorder.records.stop_instant",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="POST",
    path="/{owner_id}/{stream_id}/stop",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    ids={"stream_id": "id"},
)
LIST = Operation(
    id="recorder.records.list",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="GET",
    path="/{owner_id}/{stream_id}/record",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    one_or_many=True,
    ids={"stream_id": "id"},
)
CREATE = Operation(
    id="recorder.records.create",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="POST",
    path="/{owner_id}/{stream_id}/record",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    ids={"stream_id": "id"},
    body=InputField(
        {
            "start": SECONDS,
            "stop": SECONDS,
        }
    ),
)
GET = Operation(
    id="recorder.records.get",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="GET",
    path="/{owner_id}/{stream_id}/record/{record_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"record_id": "id", "stream_id": "id"},
)
UPDATE = Operation(
    id="recorder.records.update",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="PUT",
    path="/{owner_id}/{stream_id}/record/{record_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    ids={"record_id": "id", "stream_id": "id"},
    body=InputField(
        {
            "start": SECONDS,
            "stop": SECONDS,
        }
    ),
    changes=True,
)
DELETE = Operation(
    id="recorder.records.delete",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="DELETE",
    path="/{owner_id}/{stream_id}/record/{record_id}",
    secured=True,
    idempotent=True,
    session={"owner_id": "owner_id"},
    may_be_empty=True,
    ids={"record_id": "id", "stream_id": "id"},
)
STOP = Operation(
    id="recorder.records.stop",
    service="platformcraft-recorder",
    server="https://rec.platformcraft.ru",
    method="POST",
    path="/{owner_id}/{stream_id}/record/{record_id}/stop",
    secured=True,
    idempotent=False,
    session={"owner_id": "owner_id"},
    ids={"record_id": "id", "stream_id": "id"},
)


def start_call(
    stream_id: Id,
    path: str,
    *,
    email: str | Unset = UNSET,
    max_dur: int | Unset = UNSET,
    stop_timeout: int | Unset = UNSET,
    motion_record: bool | Unset = UNSET,
    events_record: bool | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Stream]:
    """Build the call of `start`."""
    return Call(
        START,
        models.Stream,
        path={
            "stream_id": stream_id,
            "owner_id": owner_id,
        },
        json={
            "path": path,
            "email": email,
            "max_dur": max_dur,
            "stop_timeout": stop_timeout,
            "motion_record": motion_record,
            "events_record": events_record,
        },
        options=options,
    )


def stop_instant_call(
    stream_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.StoppedRecord]:
    """Build the call of `stop_instant`."""
    return Call(
        STOP_INSTANT,
        models.StoppedRecord,
        path={
            "stream_id": stream_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def list_call(
    stream_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Record]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        builtins.list[models.Record],
        path={
            "stream_id": stream_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def create_call(
    stream_id: Id,
    *,
    path: str,
    start: int | datetime.datetime,
    stop: int | datetime.datetime,
    email: str | Unset = UNSET,
    max_dur: int | Unset = UNSET,
    stop_timeout: int | Unset = UNSET,
    motion_record: bool | Unset = UNSET,
    events_record: bool | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Record]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.Record,
        path={
            "stream_id": stream_id,
            "owner_id": owner_id,
        },
        json={
            "path": path,
            "start": start,
            "stop": stop,
            "email": email,
            "max_dur": max_dur,
            "stop_timeout": stop_timeout,
            "motion_record": motion_record,
            "events_record": events_record,
        },
        options=options,
    )


def get_call(
    stream_id: Id,
    record_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Record]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.Record,
        path={
            "stream_id": stream_id,
            "record_id": record_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def update_call(
    stream_id: Id,
    record_id: Id,
    *,
    path: str | Unset = UNSET,
    start: int | datetime.datetime | Unset = UNSET,
    stop: int | datetime.datetime | Unset = UNSET,
    email: str | Unset = UNSET,
    max_dur: int | Unset = UNSET,
    stop_timeout: int | Unset = UNSET,
    events_record: bool | Unset = UNSET,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Record]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.Record,
        path={
            "stream_id": stream_id,
            "record_id": record_id,
            "owner_id": owner_id,
        },
        json={
            "path": path,
            "start": start,
            "stop": stop,
            "email": email,
            "max_dur": max_dur,
            "stop_timeout": stop_timeout,
            "events_record": events_record,
        },
        options=options,
    )


def delete_call(
    stream_id: Id,
    record_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        None,
        path={
            "stream_id": stream_id,
            "record_id": record_id,
            "owner_id": owner_id,
        },
        options=options,
    )


def stop_call(
    stream_id: Id,
    record_id: Id,
    *,
    owner_id: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Record]:
    """Build the call of `stop`."""
    return Call(
        STOP,
        models.Record,
        path={
            "stream_id": stream_id,
            "record_id": record_id,
            "owner_id": owner_id,
        },
        options=options,
    )


class RecorderRecordsResource(Resource):
    """Records of a stream, instant and scheduled."""

    def start(
        self,
        stream_id: Id,
        path: str,
        *,
        email: str | Unset = UNSET,
        max_dur: int | Unset = UNSET,
        stop_timeout: int | Unset = UNSET,
        motion_record: bool | Unset = UNSET,
        events_record: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Start an instant recording of a stream.

        Recording starts immediately and continues until `stop_instant`, or until the stream has been
        unavailable for `stop_timeout` seconds. A stream has one instant record at a time. The response
        is the stream; `instant_record_id` is the record's id.

        Args:
            stream_id: The `id` of the stream.
            path: Path of the new video file, in the form `/container/{owner_id}/object{object_path}`. The
                name ends with `.m3u8`.
            email: E-mail address for messages about problems with the stream; no other messages are sent.
            max_dur: Maximum duration of the video file in seconds; default 2,592,000 (30 days). Of a longer
                record the file contains the last `max_dur` seconds.
            stop_timeout: How many seconds without input the service waits; default 1,800 (30 minutes). With
                `motion_record` a file ends this long after the last image. Otherwise, when the stream has
                been unavailable for this long, the record ends, or with `events_record` only the file.
            motion_record: True records on motion and overrides `events_record`. The camera sends images to the FTP
                server at rec.platformcraft.ru: the first one starts a file, which ends `stop_timeout`
                seconds after the last one, and the next one starts another file. Default: false.
            events_record: True records each broadcast in its own file: when the stream has been unavailable for
                `stop_timeout` seconds the file ends, and a new one starts when the stream is back. False,
                the default, ends the record instead.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stream, with the id of its instant record.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Start instant stream recording" (documented). A second instant record
        gets 409 (inferred). The path ends with `.m3u8` (documented in a comment in the page's sample
        code). The numbers have upper limits (inferred).
        """
        return self._caller.call(
            start_call(
                stream_id=stream_id,
                path=path,
                email=email,
                max_dur=max_dur,
                stop_timeout=stop_timeout,
                motion_record=motion_record,
                events_record=events_record,
                owner_id=owner_id,
                options=options,
            )
        )

    def stop_instant(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoppedRecord:
        """Stop an instant recording of a stream.

        The record ends with the status `finish`; `files` has the Filespot ids of the recorded files.

        Args:
            stream_id: The `id` of the stream.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stopped record.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Stop instant stream recording" (documented). The response is the record,
        as in the page's example; its text says the stream (inferred). A stream without a running
        instant record gets 409 (inferred).
        """
        return self._caller.call(stop_instant_call(stream_id=stream_id, owner_id=owner_id, options=options))

    def list(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Record]:
        """Get a list of the records of a stream.

        All objects come at once; there are no pages.

        Args:
            stream_id: The `id` of the stream.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The records. A single record can come as an object instead of a list. Iterate over it to get
            the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting a list of stream records" (documented). The response is an
        array, as the title says; the page's example is a single object (inferred). The URL is that of
        the page's table and sample request; its sample code has that of a single record (inferred).
        """
        return self._caller.page(list_call(stream_id=stream_id, owner_id=owner_id, options=options))

    def create(
        self,
        stream_id: Id,
        *,
        path: str,
        start: int | datetime.datetime,
        stop: int | datetime.datetime,
        email: str | Unset = UNSET,
        max_dur: int | Unset = UNSET,
        stop_timeout: int | Unset = UNSET,
        motion_record: bool | Unset = UNSET,
        events_record: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Create a scheduled record.

        The record has the status `wait` until `start`, records until `stop`, and ends with `finish`, or
        with `error` and a message. It can be changed before it starts.

        Args:
            stream_id: The `id` of the stream.
            path: Path of the new video file, in the form `/container/{owner_id}/object{object_path}`. The
                name ends with `.m3u8`.
            start: When recording starts, in Unix seconds.
            stop: When recording stops, in Unix seconds.
            email: E-mail address for messages about problems with the stream; no other messages are sent.
            max_dur: Maximum duration of the video file in seconds; default 2,592,000 (30 days). Of a longer
                record the file contains the last `max_dur` seconds.
            stop_timeout: How many seconds without input the service waits; default 1,800 (30 minutes). With
                `motion_record` a file ends this long after the last image. Otherwise, when the stream has
                been unavailable for this long, the record ends, or with `events_record` only the file.
            motion_record: True records on motion and overrides `events_record`. The camera sends images to the FTP
                server at rec.platformcraft.ru: the first one starts a file, which ends `stop_timeout`
                seconds after the last one, and the next one starts another file. Default: false.
            events_record: True records each broadcast in its own file: when the stream has been unavailable for
                `stop_timeout` seconds the file ends, and a new one starts when the stream is back. False,
                the default, ends the record instead.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The record.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Creating a schedule recording" (documented). The path ends with `.m3u8`
        (documented in a comment in the page's sample code for instant records). The numbers have upper
        limits (inferred).
        """
        return self._caller.call(
            create_call(
                stream_id=stream_id,
                path=path,
                start=start,
                stop=stop,
                email=email,
                max_dur=max_dur,
                stop_timeout=stop_timeout,
                motion_record=motion_record,
                events_record=events_record,
                owner_id=owner_id,
                options=options,
            )
        )

    def get(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Get information about a record.

        `status` has the record's progress, `files` the recorded files.

        Args:
            stream_id: The `id` of the stream.
            record_id: The `id` of the record.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The record.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting information about record" (documented).
        """
        return self._caller.call(get_call(stream_id=stream_id, record_id=record_id, owner_id=owner_id, options=options))

    def update(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        path: str | Unset = UNSET,
        start: int | datetime.datetime | Unset = UNSET,
        stop: int | datetime.datetime | Unset = UNSET,
        email: str | Unset = UNSET,
        max_dur: int | Unset = UNSET,
        stop_timeout: int | Unset = UNSET,
        events_record: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Change a scheduled record.

        Only the sent fields change. Only a record with the status `wait` can be changed.

        Args:
            stream_id: The `id` of the stream.
            record_id: The `id` of the record.
            path: Path of the new video file, in the form `/container/{owner_id}/object{object_path}`. The
                name ends with `.m3u8`. The page's list of fields does not have it; its sample does.
            start: When recording starts, in Unix seconds.
            stop: When recording stops, in Unix seconds.
            email: E-mail address for messages about problems with the stream; no other messages are sent.
            max_dur: Maximum duration of the video file in seconds. Of a longer record the file contains the last
                seconds.
            stop_timeout: How many seconds without input the service waits before it ends the record, or its file.
            events_record: True records each broadcast in its own file; false ends the record with the first broadcast.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The changed record.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Changing a record on schedule" (documented). A record with another
        status than `wait` gets 409 (inferred). The numbers have upper limits (inferred). `path` can be
        changed (documented in the page's sample, but not its list of fields).
        """
        return self._caller.call(
            update_call(
                stream_id=stream_id,
                record_id=record_id,
                path=path,
                start=start,
                stop=stop,
                email=email,
                max_dur=max_dur,
                stop_timeout=stop_timeout,
                events_record=events_record,
                owner_id=owner_id,
                options=options,
            )
        )

    def delete(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a record.

        This cannot be undone. What happens to the recorded files is not documented.

        Args:
            stream_id: The `id` of the stream.
            record_id: The `id` of the record.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Delete stream record" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response;
        it is a success with or without a body, as in Filespot.
        """
        return self._caller.call(
            delete_call(stream_id=stream_id, record_id=record_id, owner_id=owner_id, options=options)
        )

    def stop(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Stop a record.

        The record ends with the status `finish`; `files` has the Filespot ids of the recorded files.

        Args:
            stream_id: The `id` of the stream.
            record_id: The `id` of the record.
            owner_id: Default: the id in the access token.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The stopped record.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            AuthenticationError: 401. The access token is missing, malformed or expired (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            NotFoundError: 404. No object has this id, or it belongs to another owner (inferred).
            ConflictError: 409. The object's state does not allow the operation (inferred).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Stop stream record" (documented). A record that is not running gets 409
        (inferred).
        """
        return self._caller.call(
            stop_call(stream_id=stream_id, record_id=record_id, owner_id=owner_id, options=options)
        )

    @cached_property
    def with_raw_response(self) -> RecorderRecordsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return RecorderRecordsRaw(RecorderRecordsResource(self._caller.raw))


class RecorderRecordsRaw:
    """The methods of `recorder.records`. Each returns a `RawResponse`."""

    def __init__(self, resource: RecorderRecordsResource) -> None:
        self.start = raw_method(resource.start)
        self.stop_instant = raw_method(resource.stop_instant)
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)
        self.stop = raw_method(resource.stop)


class AsyncRecorderRecordsResource(AsyncResource, sync=RecorderRecordsResource):
    """Records of a stream, instant and scheduled."""

    async def start(
        self,
        stream_id: Id,
        path: str,
        *,
        email: str | Unset = UNSET,
        max_dur: int | Unset = UNSET,
        stop_timeout: int | Unset = UNSET,
        motion_record: bool | Unset = UNSET,
        events_record: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Stream:
        """Do the same as `RecorderRecordsResource.start`."""
        return await self._caller.call(
            start_call(
                stream_id=stream_id,
                path=path,
                email=email,
                max_dur=max_dur,
                stop_timeout=stop_timeout,
                motion_record=motion_record,
                events_record=events_record,
                owner_id=owner_id,
                options=options,
            )
        )

    async def stop_instant(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.StoppedRecord:
        """Do the same as `RecorderRecordsResource.stop_instant`."""
        return await self._caller.call(stop_instant_call(stream_id=stream_id, owner_id=owner_id, options=options))

    def list(
        self,
        stream_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Record]:
        """Do the same as `RecorderRecordsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(stream_id=stream_id, owner_id=owner_id, options=options))

    async def create(
        self,
        stream_id: Id,
        *,
        path: str,
        start: int | datetime.datetime,
        stop: int | datetime.datetime,
        email: str | Unset = UNSET,
        max_dur: int | Unset = UNSET,
        stop_timeout: int | Unset = UNSET,
        motion_record: bool | Unset = UNSET,
        events_record: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Do the same as `RecorderRecordsResource.create`."""
        return await self._caller.call(
            create_call(
                stream_id=stream_id,
                path=path,
                start=start,
                stop=stop,
                email=email,
                max_dur=max_dur,
                stop_timeout=stop_timeout,
                motion_record=motion_record,
                events_record=events_record,
                owner_id=owner_id,
                options=options,
            )
        )

    async def get(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Do the same as `RecorderRecordsResource.get`."""
        return await self._caller.call(
            get_call(stream_id=stream_id, record_id=record_id, owner_id=owner_id, options=options)
        )

    async def update(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        path: str | Unset = UNSET,
        start: int | datetime.datetime | Unset = UNSET,
        stop: int | datetime.datetime | Unset = UNSET,
        email: str | Unset = UNSET,
        max_dur: int | Unset = UNSET,
        stop_timeout: int | Unset = UNSET,
        events_record: bool | Unset = UNSET,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Do the same as `RecorderRecordsResource.update`."""
        return await self._caller.call(
            update_call(
                stream_id=stream_id,
                record_id=record_id,
                path=path,
                start=start,
                stop=stop,
                email=email,
                max_dur=max_dur,
                stop_timeout=stop_timeout,
                events_record=events_record,
                owner_id=owner_id,
                options=options,
            )
        )

    async def delete(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `RecorderRecordsResource.delete`."""
        return await self._caller.call(
            delete_call(stream_id=stream_id, record_id=record_id, owner_id=owner_id, options=options)
        )

    async def stop(
        self,
        stream_id: Id,
        record_id: Id,
        *,
        owner_id: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Record:
        """Do the same as `RecorderRecordsResource.stop`."""
        return await self._caller.call(
            stop_call(stream_id=stream_id, record_id=record_id, owner_id=owner_id, options=options)
        )

    @cached_property
    def with_raw_response(self) -> AsyncRecorderRecordsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncRecorderRecordsRaw(AsyncRecorderRecordsResource(self._caller.raw))


class AsyncRecorderRecordsRaw:
    """The methods of `recorder.records`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncRecorderRecordsResource) -> None:
        self.start = async_raw_method(resource.start)
        self.stop_instant = async_raw_method(resource.stop_instant)
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
        self.stop = async_raw_method(resource.stop)
