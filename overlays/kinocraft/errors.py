"""Everything that kinocraft raises of its own.

KinocraftError
├── ConfigurationError         a setting is missing or unusable
├── InvalidArgumentError       an argument cannot be sent (also a ValueError)
├── TokenStoreError            the token store cannot be read or written
├── SourceError                the file to upload cannot be read
│   └── SourceChangedError     it changed while it was read
├── DestinationError           the file to download into cannot be written
├── UploadError                an upload was not finished
│   ├── UploadVerificationError    what arrived is not what was sent
│   └── UploadCancelledError       it was cancelled
├── DownloadError              what came is not the whole file
├── VideoFailedError           the service could not make the video
└── APIError                   a call failed
    ├── TransportError         no answer came
    │   ├── APITimeoutError    … in time
    │   └── DeadlineError      … before the call's deadline
    ├── AnswerError            an answer came that cannot be read
    │   └── DriftError         … or is not as described, with strict=True
    └── APIStatusError         the service refused
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

All of them pickle and copy. None holds a header, a body that was sent, a token or a password.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinocraft_api.kinescope_codes import KinescopeCode as KinescopeCode


class KinocraftError(Exception):
    """Base of all errors of this package."""


class ConfigurationError(KinocraftError):
    """A setting is missing or unusable. The message names it and says what to set."""


class InvalidArgumentError(KinocraftError, ValueError):
    """An argument cannot be sent. Nothing was sent; the message says what would do."""


class TokenStoreError(KinocraftError):
    """The token store cannot be read or written. Nothing was changed; the message names the file and what to do."""


class SourceError(KinocraftError):
    """The file to upload cannot be read."""


class SourceChangedError(SourceError):
    """The file changed while it was read, or since its upload began. No file made of both is left on the service."""


class DestinationError(KinocraftError):
    """The file to download into cannot be written. What stood there before is as it was."""


class UploadError(KinocraftError):
    """An upload was not finished. The message says what is left of it, if anything."""


class UploadVerificationError(UploadError):
    """What the service has is not what was sent."""


class UploadCancelledError(UploadError):
    """The upload was cancelled before it was complete."""


class DownloadError(KinocraftError):
    """What came is not the whole file. Nothing was written to the destination."""


class VideoFailedError(KinocraftError):
    """The service has given a video up: it is in state `error`, `aborted` or `suspended`."""

    def __init__(self, message: str, *, video_id: str = "", status: str = "") -> None:
        super().__init__(message)
        self.video_id = video_id
        self.status = status


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is known of a call that failed."""

    operation: str
    """The operation's id, such as `files.get`."""
    method: str
    path: str
    """The path that was asked for, without the query; the template where no URL could be made."""
    attempts: int = 0
    """How many requests were sent."""
    elapsed: float = 0.0
    """Seconds from the first attempt to the failure, waits included."""
    stopped: str = ""
    """Why there was no further attempt, such as `retries_exhausted` or `not_idempotent`."""
    request_id: str | None = None
    """The answer's X-Request-ID, where there was one."""


class APIError(KinocraftError):
    """A call failed. Base of all errors that come from sending one."""

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
    """No answer came: the connection could not be made, or broke. Whether the request had an effect may be unknown."""

    def __init__(self, message: str, call: CallFacts, *, delivered: bool | None = None) -> None:
        super().__init__(message, call)
        self.delivered = delivered
        """False when the request certainly did not arrive, None when that is unknown."""


class APITimeoutError(TransportError):
    """No answer came in time. See the `timeout` setting."""


class DeadlineError(TransportError):
    """The deadline of the call ran out. See the `deadline` setting."""


class AnswerError(APIError):
    """An answer came, and it is not what the operation answers: not JSON, cut short, or empty."""

    def __init__(self, message: str, call: CallFacts, *, status: int, content_type: str = "") -> None:
        super().__init__(message, call)
        self.status = status
        self.content_type = content_type


class DriftError(AnswerError):
    """An answer differs from its description. Raised with `strict=True` only."""

    def __init__(self, message: str, call: CallFacts, *, status: int, drifts: tuple[str, ...]) -> None:
        super().__init__(message, call, status=status, content_type="application/json")
        self.drifts = drifts
        """Each difference, with its exact path."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that the service did not accept."""

    name: str
    """The field's name, as the service has it."""
    reason: str = ""
    """The rule that it breaks, such as `required` or `oneof`."""
    message: str = ""
    """What the rule asks for, where the service says so."""
    index: int | None = None
    """Which item of a list it was, from 0."""

    def __str__(self) -> str:
        place = self.name if self.index is None else f"{self.name} [{self.index}]"
        return ": ".join(part for part in (place, self.reason, self.message) if part)


_BY_STATUS: dict[int, type[APIStatusError]] = {}


class APIStatusError(APIError):
    """The service refused the call with an error status."""

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
        """The vendor's own number for the refusal. Opaque; None where the answer had none. See `KinescopeCode`."""
        self.vendor_message = vendor_message
        """The vendor's own words for the refusal; None where the answer had none."""
        self.detail = detail
        """What the answer said of the reason in this case: Kinescope's `detail`, and all that Platformcraft says."""
        self.field_errors = field_errors
        """The fields that were not accepted, where the answer names them."""
        self.retry_after = retry_after
        """Seconds the service asks to wait; None where it asked for nothing."""


class BadRequestError(APIStatusError, of=400):
    """400. The request is malformed, or a value in it is not acceptable."""


class AuthenticationError(APIStatusError, of=401):
    """401. The token is missing or not accepted; where it can be renewed, a new one did not help."""


class PaymentRequiredError(APIStatusError, of=402):
    """402. The plan or the balance does not cover this."""


class ForbiddenError(APIStatusError, of=403):
    """403. The login or password is wrong, or the account may not do this."""


class NotFoundError(APIStatusError, of=404):
    """404. There is nothing there."""


class MethodNotAllowedError(APIStatusError, of=405):
    """405. The service does not do this here."""


class ConflictError(APIStatusError, of=409):
    """409. Something is there already, or stands otherwise than the call assumes."""


class GoneError(APIStatusError, of=410):
    """410. It was there once and is no more, such as an upload that has expired."""


class PreconditionFailedError(APIStatusError, of=412):
    """412. The service does not speak this version of the upload's protocol."""


class ContentTooLargeError(APIStatusError, of=413):
    """413. The body is larger than the service takes, or than was announced."""


class UnsupportedMediaTypeError(APIStatusError, of=415):
    """415. The body is not marked as what the service takes."""


class RateLimitedError(APIStatusError, of=429):
    """429. Too many requests; `retry_after` says how long to wait."""


class ServerError(APIStatusError):
    """5xx. The service failed."""


def status_error(status: int) -> type[APIStatusError]:
    """The class for an error status: the vendors' codes do not follow it, so the status alone decides."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else APIStatusError)
