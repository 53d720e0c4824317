"""A call from its arguments to its typed answer: attempts, waits, renewal, and the error that tells what happened."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx2

from kinocraft_api._core import Call, CallOptions, Headers, Operation

from .clock import Clock, Countdown
from .drift import Drift, DriftHook
from .encoding import build, prepared
from .errors import (
    AnswerError,
    APIStatusError,
    APITimeoutError,
    CallFacts,
    DeadlineError,
    DriftError,
    ServerError,
    TransportError,
    status_error,
)
from .rate import RateLimits
from .retry import Failure, RetryPolicy, Stop, decide
from .session import Session
from .shapes import is_object
from .steps import Send, Sleep, Steps
from .tokens import Tokens

__all__ = ["Engine", "Settings"]

log = logging.getLogger("kinocraft")

T = TypeVar("T")

NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
"""With these the request did not leave."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a client is made with."""

    hosts: Mapping[str, str]
    """What stands in for each documented server: scheme, host and, behind a proxy, a path. The operation's follows."""
    clock: Clock
    limits: RateLimits
    on_drift: DriftHook
    timeout: float | None = 60.0
    deadline: float | None = None
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    strict: bool = False
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    def base(self, operation: Operation) -> str:
        """Where an operation's server is."""
        return self.hosts.get(operation.server, operation.server)

    def countdown(self, options: CallOptions) -> Countdown:
        """The time that a call with these options has, from now on."""
        return Countdown(self.clock, options.get("timeout", self.timeout), options.get("deadline", self.deadline))


class _Attempts:
    """Where a call stands."""

    def __init__(self, call: Call[Any], settings: Settings) -> None:
        options = call.options
        self.call = prepared(call)
        self.time = settings.countdown(options)
        self.policy = replace(settings.retry, retries=options.get("retries", settings.retry.retries))
        self.count = 0
        self.failures = 0
        self.path = call.operation.path
        self.uncertain = False
        """Whether an earlier attempt may have taken effect."""

    def inner(self) -> CallOptions:
        """For a renewal that this call waits for: it ends with it."""
        left = self.time.left
        return {} if left is None else {"deadline": max(0.001, left)}

    def facts(self, stopped: str = "", request_id: str | None = None) -> CallFacts:
        operation = self.call.operation
        return CallFacts(operation.id, operation.method, self.path, self.count, self.time.elapsed, stopped, request_id)


class Engine:
    """Makes calls, as steps. One for a client; it holds nothing that differs between threads and event loops."""

    def __init__(self, settings: Settings, session: Session) -> None:
        self.settings = settings
        self.session = session

    def call(self, call: Call[T]) -> Steps[T]:
        """Make the call and give its typed answer.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            TransportError: No answer came.
            APIStatusError: The service refused.
            AnswerError: The answer cannot be read.
        """
        attempts = _Attempts(call, self.settings)
        response = yield from self._answer(attempts)
        result: T = self._read(attempts, response)
        return result

    def _answer(self, attempts: _Attempts) -> Steps[httpx2.Response | None]:
        operation, renewed = attempts.call.operation, False
        while True:
            tokens = (yield from self.session.tokens(self, attempts.inner())) if operation.secured else None
            request = self._request(attempts, tokens)
            attempts.path = request.url.raw_path.decode("ascii").partition("?")[0]
            host = request.url.netloc.decode("ascii")
            admitted = yield from self.settings.limits.wait(operation.server, host, attempts.time)
            if not admitted or attempts.time.over:
                raise DeadlineError(
                    f"the deadline of {attempts.time.deadline:g} s ran out",
                    attempts.facts(Stop.DEADLINE),
                    delivered=None if attempts.uncertain else False,
                )
            attempts.count += 1
            before = self.settings.clock.monotonic()
            try:
                response: httpx2.Response = yield Send(request)
            except httpx2.TransportError as error:
                yield from self._pause(attempts, *_transport_failure(error, attempts), error)
                continue
            except httpx2.DecodingError as error:
                raise AnswerError(f"the answer cannot be decompressed: {error}", attempts.facts(), status=0) from error
            self._log(attempts, response, before)
            if response.is_success:
                return response
            if operation.method == "DELETE" and response.status_code == 404 and attempts.uncertain:
                return None  # an earlier attempt, whose answer was lost, has deleted it
            if tokens and response.status_code in (401, 403):
                if not renewed and (yield from self._renewed(attempts, tokens, response.status_code)):
                    renewed = True
                    continue
                if renewed:
                    self.session.still_refused(tokens)
            refusal = self._refusal(attempts, response)
            yield from self._pause(
                attempts, Failure(status=refusal.status, retry_after=refusal.retry_after), refusal, None
            )

    def _renewed(self, attempts: _Attempts, tokens: Tokens, status: int) -> Steps[bool]:
        """Whether there are new tokens to try the refused call with."""
        try:
            return (yield from self.session.refused(self, tokens, status, attempts.inner()))
        except (TransportError, ServerError):
            if status == 403:
                return False  # it is likely about something else, and then the refusal is what matters
            raise

    def _request(self, attempts: _Attempts, tokens: Tokens | None) -> httpx2.Request:
        call = attempts.call
        headers = dict(self.settings.headers)
        if tokens:
            headers["Authorization"] = f"Bearer {tokens.access}"
        session = {"owner_id": tokens.owner_id} if tokens else {}
        base = self.settings.base(call.operation)
        return build(call, base=base, session=session, headers=headers, timeout=attempts.time.timeouts())

    def _pause(
        self,
        attempts: _Attempts,
        failure: Failure,
        error: TransportError | APIStatusError,
        cause: Exception | None,
    ) -> Steps[None]:
        """Wait before the next attempt, or raise the error when there is none."""
        attempts.failures += 1
        chance = self.settings.clock.random()
        verdict = decide(
            attempts.call.operation, failure, attempts.policy, attempts.failures, attempts.time.left, chance
        )
        if isinstance(verdict, Stop):
            error.call = attempts.facts(verdict, error.call.request_id)
            raise error from cause
        attempts.uncertain |= failure.delivered is None and failure.status != 429
        yield Sleep(verdict)

    def _refusal(self, attempts: _Attempts, response: httpx2.Response) -> APIStatusError:
        status = response.status_code
        code, detail = _vendor_words(response)
        reason = f"{status} {response.reason_phrase}".rstrip()
        return status_error(status)(
            f"{reason}: {detail}" if detail else reason,
            attempts.facts(request_id=response.headers.get("X-Request-ID")),
            status=status,
            code=code,
            detail=detail,
            retry_after=_retry_after(response.headers, self.settings.clock.time()),
        )

    def _read(self, attempts: _Attempts, response: httpx2.Response | None) -> Any:
        from .decoding import decode

        call = attempts.call
        if response is None or call.result is None:
            return None
        if call.result is Headers:
            return response.headers
        if call.result is bytes:
            return response.content
        facts = attempts.facts(request_id=response.headers.get("X-Request-ID"))
        status, kind = response.status_code, response.headers.get("Content-Type", "")
        if not response.content.strip():
            if call.operation.may_be_empty:
                return None
            raise AnswerError("the answer is empty where an object is due", facts, status=status, content_type=kind)
        try:
            result, drifts = decode(call.result, _listed(call, response.content), call.operation.id)
        except ValueError as error:
            raise AnswerError(
                f"the answer is not JSON, or cut short ({kind or 'no content type'}, {len(response.content)} bytes); "
                "is the URL that of the service itself?",
                facts,
                status=status,
                content_type=kind,
            ) from error
        if drifts:
            self._report(drifts, facts, status)
        return result

    def _report(self, drifts: list[Drift], facts: CallFacts, status: int) -> None:
        if self.settings.strict:
            told = tuple(str(drift) for drift in drifts)
            raise DriftError(f"the answer is not as described: {'; '.join(told)}", facts, status=status, drifts=told)
        for drift in drifts:
            self.settings.on_drift(drift)

    def _log(self, attempts: _Attempts, response: httpx2.Response, before: float) -> None:
        operation = attempts.call.operation
        log.debug(
            "%s %s %d %.0f ms attempt %d",
            operation.method,
            operation.path,
            response.status_code,
            (self.settings.clock.monotonic() - before) * 1000,
            attempts.count,
            extra={"operation": operation.id, "status": response.status_code, "attempt": attempts.count},
        )


def _listed(call: Call[Any], content: bytes) -> bytes:
    """The one object of a list that came by itself, as a list."""
    alone = call.operation.one_or_many and content.lstrip()[:1] == b"{"
    return b"[%s]" % content if alone else content


def _transport_failure(error: httpx2.TransportError, attempts: _Attempts) -> tuple[Failure, TransportError]:
    delivered = False if isinstance(error, NOT_SENT) else None
    lasting = isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError | httpx2.ProxyError)
    kind = APITimeoutError if isinstance(error, httpx2.TimeoutException) else TransportError
    words = f"no answer: {type(error).__name__}" + (f": {error}" if str(error) else "")
    return Failure(transient=not lasting, delivered=delivered), kind(words, attempts.facts(), delivered=delivered)


def _vendor_words(response: httpx2.Response) -> tuple[int | None, str | None]:
    """The vendor's code and message; a body that is not JSON, which occurs, has neither."""
    try:
        body: object = json.loads(response.content)
    except (ValueError, RecursionError):
        return None, None
    if not is_object(body):
        return None, None
    code, words = body.get("code"), body.get("msg")
    return code if isinstance(code, int) else None, words[:500] if isinstance(words, str) else None


def _retry_after(headers: httpx2.Headers, now: float) -> float | None:
    """Seconds that the service asks to wait; it may say so in seconds or as an HTTP date."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    until = _http_date(asked)
    if until is None:
        return None
    # By the service's own clock where it tells the time, so that one that is wrong here does not matter.
    told = _http_date(headers.get("Date", ""))
    return max(0.0, until - (now if told is None else told))


def _http_date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None
