"""All errors that kinocraft raises itself.

KinocraftError
├── ConfigurationError         a setting is missing or unusable
├── ClientStateError           the client is closed, or belongs to another event loop (also a RuntimeError)
├── InvalidArgumentError       an argument cannot be sent (also a ValueError)
├── TokenStoreError            the token store cannot be read or written
├── SourceError                the file to upload cannot be read
│   └── SourceChangedError     it changed while it was read
├── DestinationError           the file to download into cannot be written
├── UploadError                an upload was not finished
│   ├── UploadVerificationError    the service received something else than was sent
│   ├── UploadInProgressError      another call or process is uploading the same
│   └── UploadCancelledError       it was cancelled
├── UploadJournalError         the state of uploads cannot be kept or read
├── DownloadError              the file was not downloaded completely
├── VideoFailedError           the service could not process the video
├── RecordFailedError          the service could not record the stream
├── TransferError              the transfer of a library cannot start or continue, or an item was not moved
│   ├── ManifestError              its manifest has a mistake
│   └── ResultsError               its result manifest cannot be read or written
├── SharedLimitsError          the rate limits that several processes share cannot be used
└── APIError                   a call failed
    ├── TransportError         no response was received
    │   ├── APITimeoutError    … before the timeout
    │   └── DeadlineError      … before the call's deadline
    ├── ResponseError          a response cannot be read
    │   └── DriftError         … or, with strict=True, does not fit its description
    └── APIStatusError         the service returned an error status
        ├── BadRequestError            400
        ├── AuthenticationError        401
        ├── PaymentRequiredError       402
        ├── ForbiddenError             403
        ├── NotFoundError              404
        ├── MethodNotAllowedError      405
        ├── ConflictError              409
        ├── GoneError                  410
        ├── PreconditionFailedError    412
        ├── ContentTooLargeError       413
        ├── UnsupportedMediaTypeError  415
        ├── RateLimitedError           429
        └── ServerError                5xx

All of them can be pickled and copied. None contains a header, a request body, a token or a password.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinocraft_api.kinescope_codes import KinescopeCode as KinescopeCode


class KinocraftError(Exception):
    """Base class of all errors of this package."""


class ConfigurationError(KinocraftError):
    """A setting is missing or unusable. The message names it and says what to set."""


class ClientStateError(KinocraftError, RuntimeError):
    """The client is closed, was used in another event loop before, or was to be copied. The message says what to do."""


class InvalidArgumentError(KinocraftError, ValueError):
    """An argument cannot be sent. Nothing was sent. The message says what would be accepted."""


class TokenStoreError(KinocraftError):
    """The token store cannot be read or written. Nothing was changed. The message says what to do."""


class SourceError(KinocraftError):
    """The file to upload cannot be read."""


class SourceChangedError(SourceError):
    """The file changed while it was read, or after its upload began. The service keeps no mixture of both versions."""


class DestinationError(KinocraftError):
    """The file to download into cannot be written. A file that existed there before is unchanged."""


class UploadError(KinocraftError):
    """An upload was not finished. The message says what remains of it on the service, if anything."""


class UploadVerificationError(UploadError):
    """The service received something else than was sent."""


class UploadInProgressError(UploadError):
    """Another call or process is uploading the same file to the same place. `holder` names it. Nothing was sent."""

    def __init__(self, message: str, *, holder: str = "") -> None:
        super().__init__(message)
        self.holder = holder


class UploadCancelledError(UploadError):
    """The upload was cancelled before it was complete."""


class UploadJournalError(KinocraftError):
    """The state of uploads cannot be kept or read, in the file or folder that the caller named. Nothing was sent."""


class DownloadError(KinocraftError):
    """The file was not downloaded completely. Nothing was written to the destination."""


class VideoFailedError(KinocraftError):
    """The service could not process a video: it is in state `error`, `aborted` or `suspended`."""

    def __init__(self, message: str, *, video_id: str = "", status: str = "") -> None:
        super().__init__(message)
        self.video_id = video_id
        self.status = status


class RecordFailedError(KinocraftError):
    """The service could not record a stream: the record is in state `error`. `reason` is the service's message."""

    def __init__(self, message: str, *, record_id: str = "", reason: str = "") -> None:
        super().__init__(message)
        self.record_id = record_id
        self.reason = reason


class TransferError(KinocraftError):
    """A transfer cannot start or continue, or an item was not moved. The results so far are kept."""


class ManifestError(TransferError):
    """The manifest of a transfer has a mistake. Nothing was sent. `line` is its line from 1; 0 if it has no lines."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class ResultsError(TransferError):
    """The result manifest of a transfer cannot be read or written. Run the same transfer again when it can be."""


class SharedLimitsError(KinocraftError):
    """The rate limits that several processes share cannot be used, so nothing was sent. The message names the cause."""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """Facts about a failed call."""

    operation: str
    """The operation's id, such as `files.get`."""
    method: str
    path: str
    """The requested path without the query; the path template if no URL could be built."""
    attempts: int = 0
    """The number of requests sent."""
    elapsed: float = 0.0
    """Seconds from the first attempt to the failure, including waits."""
    stopped: str = ""
    """Why there was no further attempt, such as `retries_exhausted` or `not_idempotent`."""
    request_id: str | None = None
    """The X-Request-ID of the response, if it had one."""


class APIError(KinocraftError):
    """A call failed. Base class of all errors of sending a call."""

    def __init__(self, message: str, call: CallFacts) -> None:
        super().__init__(message)
        self.message = message
        self.call = call

    def __str__(self) -> str:
        facts = self.call
        tail = f"{facts.method} {facts.path}, attempt {facts.attempts}, {facts.elapsed:.2f} s"
        if facts.stopped:
            tail += f", {facts.stopped}"
        if facts.request_id:
            tail += f", request id {facts.request_id}"
        return f"{self.message} ({facts.operation}: {tail})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.__dict__ | {"args": self.args})


def _restore(kind: type[APIError], state: dict[str, Any]) -> APIError:
    error = kind.__new__(kind)
    error.args = state.pop("args")
    error.__dict__.update(state)
    return error


class TransportError(APIError):
    """No response was received: the connection failed or broke. Whether the request took effect may be unknown."""

    def __init__(self, message: str, call: CallFacts, *, delivered: bool | None = None) -> None:
        super().__init__(message, call)
        self.delivered = delivered
        """False if the request certainly did not arrive, None if that is unknown. True if it changed something: the
        service reported success, and then the connection broke."""


class APITimeoutError(TransportError):
    """No response was received before the timeout. See the `timeout` setting."""


class DeadlineError(TransportError):
    """The deadline of the call was exceeded. See the `deadline` setting."""


class ResponseError(APIError):
    """A response was received but cannot be used: it is not JSON, truncated, empty, too large, or a web page.

    Or it reports an error although its status is one of success, such as 200. Its reason is in the message.
    """

    def __init__(
        self, message: str, call: CallFacts, *, status: int, content_type: str = "", delivered: bool | None = None
    ) -> None:
        super().__init__(message, call)
        self.status = status
        self.content_type = content_type
        self.delivered = delivered
        """True if the request changed something and the service reported success: it must not be repeated."""


class DriftError(ResponseError):
    """A response does not fit its description. Raised with `strict=True` only."""

    def __init__(self, message: str, call: CallFacts, *, status: int, drifts: tuple[str, ...]) -> None:
        super().__init__(message, call, status=status, content_type="application/json")
        self.drifts = drifts
        """Each difference, with its exact path."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """A field that the service rejected."""

    name: str
    """The name of the field on the service."""
    reason: str = ""
    """The violated rule, such as `required` or `oneof`."""
    message: str = ""
    """The service's explanation of the rule, if it sends one."""
    index: int | None = None
    """The index of the item in a list, from 0."""

    def __str__(self) -> str:
        place = self.name if self.index is None else f"{self.name} [{self.index}]"
        return ": ".join(part for part in (place, self.reason, self.message) if part)


_BY_STATUS: dict[int, type[APIStatusError]] = {}


class APIStatusError(APIError):
    """The service returned an error status."""

    def __init_subclass__(cls, of: int | None = None) -> None:
        if of is not None:
            _BY_STATUS[of] = cls

    def __init__(
        self,
        message: str,
        call: CallFacts,
        *,
        status: int,
        code: int | None = None,
        vendor_message: str | None = None,
        detail: str | None = None,
        field_errors: tuple[FieldError, ...] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, call)
        self.status = status
        self.code = code
        """The vendor's error code. Opaque; None if the response has none. See `KinescopeCode`."""
        self.vendor_message = vendor_message
        """The vendor's error message; None if the response has none."""
        self.detail = detail
        """The reason in this case: Kinescope's `detail`, or Platformcraft's whole message."""
        self.field_errors = field_errors
        """The rejected fields, if the response names them."""
        self.retry_after = retry_after
        """Seconds that the service asks to wait; None if it does not."""


class BadRequestError(APIStatusError, of=400):
    """400. The request is malformed, or a value in it is not accepted."""


class AuthenticationError(APIStatusError, of=401):
    """401. The token is missing or not accepted. If it can be renewed, the new one was not accepted either."""


class PaymentRequiredError(APIStatusError, of=402):
    """402. The plan or the balance does not cover this."""


class ForbiddenError(APIStatusError, of=403):
    """403. The login or password is wrong, or the account has no permission."""


class NotFoundError(APIStatusError, of=404):
    """404. The object does not exist."""


class MethodNotAllowedError(APIStatusError, of=405):
    """405. The service does not support the method at this path."""


class ConflictError(APIStatusError, of=409):
    """409. The object already exists, or it is in another state than the call expects."""


class GoneError(APIStatusError, of=410):
    """410. The object no longer exists, such as an expired upload."""


class PreconditionFailedError(APIStatusError, of=412):
    """412. The service does not support this version of the upload protocol."""


class ContentTooLargeError(APIStatusError, of=413):
    """413. The body is larger than the service accepts, or than was announced."""


class UnsupportedMediaTypeError(APIStatusError, of=415):
    """415. The service does not accept the body's media type."""


class RateLimitedError(APIStatusError, of=429):
    """429. Too many requests; `retry_after` says how long to wait."""


class ServerError(APIStatusError):
    """5xx. The service failed."""


def status_error(status: int) -> type[APIStatusError]:
    """Return the error class of a status. The vendors' own codes are inconsistent, so only the status counts."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else APIStatusError)
