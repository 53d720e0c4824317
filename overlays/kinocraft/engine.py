"""A call from its arguments to its typed answer: attempts, waits, renewal, and the error that tells what happened."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2

from kinocraft_runtime.calls import Call, CallOptions, Headers, Operation, RawResponse

from . import errors
from .clock import Clock, Countdown
from .drift import Drift, DriftHook
from .encoding import build, header, prepared
from .rate import RateLimits
from .refusals import refusal
from .retry import Failure, RetryPolicy, Stop, decide
from .session import Credentials
from .steps import Answer, Close, Read, Send, Sleep, Steps, Work
from .tokens import Tokens

if TYPE_CHECKING:
    from .destinations import Sink

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
        self.policy = replace(settings.retry, retries=options["retries"]) if "retries" in options else settings.retry
        self.count = 0
        self.failures = 0
        self.path = call.operation.path
        self.uncertain = False
        """Whether an earlier attempt may have taken effect."""

    def facts(self, stopped: str = "", request_id: str | None = None) -> errors.CallFacts:
        sent = self.call.operation
        return errors.CallFacts(sent.id, sent.method, self.path, self.count, self.time.elapsed, stopped, request_id)

    def answered(self, answer: Answer) -> errors.CallFacts:
        return self.facts(request_id=answer.headers.get("X-Request-ID"))


class Engine:
    """Makes calls, as steps. One for a client; it holds nothing that differs between threads and event loops."""

    def __init__(self, settings: Settings, session: Credentials) -> None:
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
        return (yield from self.raw(call)).parsed()

    def raw(self, call: Call[T]) -> Steps[RawResponse[T]]:
        """Make the call and give its answer as it came, unread. Errors as for `call`."""
        attempts = _Attempts(call, self.settings)
        answer = yield from self._answer(attempts)
        return RawResponse(answer.status, answer.headers, answer.content, lambda: self._read(attempts, answer))

    def save(self, call: Call[bytes], destination: str | os.PathLike[str]) -> Steps[RawResponse[Path]]:
        """Make the call and write what its answer holds to a file as it comes. Errors as for `call`.

        Raises:
            DestinationError: The file cannot be written.
        """
        from .destinations import FileSink

        # What is compressed on its way would have to be held until it is whole.
        attempts = _Attempts(replace(call, headers={**call.headers, "Accept-Encoding": "identity"}), self.settings)
        file: FileSink = yield Work(lambda: FileSink(Path(destination)), undo=FileSink.discard)
        try:
            answer = yield from self._answer(attempts, file)
            yield Work(file.place)
        except BaseException:
            file.discard()
            raise
        return RawResponse(answer.status, answer.headers, b"", lambda: file.target)

    def _answer(self, attempts: _Attempts, sink: Sink | None = None) -> Steps[Answer]:
        """The first success, or what counts as one. What a success holds goes to the sink, where there is one."""
        operation, renewed = attempts.call.operation, False
        while True:
            tokens = (yield from self.session.tokens(self, attempts.time.inner())) if operation.secured else None
            request = self._request(attempts, tokens)
            if operation.server in self.settings.hosts:  # any other address is a secret, and so is its path
                attempts.path = request.url.raw_path.decode("ascii").partition("?")[0]
            host = request.url.netloc.decode("ascii")
            admitted = yield from self.settings.limits.wait(operation.server, host, attempts.time)
            if not admitted or attempts.time.over:
                raise errors.DeadlineError(
                    f"the deadline of {attempts.time.deadline:g} s ran out",
                    attempts.facts(Stop.DEADLINE),
                    delivered=None if attempts.uncertain else False,
                )
            attempts.count += 1
            before = self.settings.clock.monotonic()
            try:
                answer = yield from _poured(request, sink, attempts.time)
            except httpx2.TransportError as error:
                self._log(attempts, before, type(error).__name__)
                yield from self._pause(attempts, *_transport_failure(error, attempts), error)
                continue
            except httpx2.DecodingError as error:
                words = f"the answer cannot be decompressed: {error}"
                raise errors.AnswerError(words, attempts.facts(), status=0) from error
            self._log(attempts, before, answer.status)
            if httpx2.codes.is_success(answer.status):
                return answer
            if operation.method == "DELETE" and answer.status == 404 and attempts.uncertain:
                return answer  # an earlier attempt, whose answer was lost, has deleted it
            if tokens and answer.status in (401, 403):
                if not renewed and (yield from self._renewed(attempts, tokens, answer.status)):
                    renewed = True
                    continue
                if renewed:
                    self.session.still_refused(tokens)
            refused = refusal(answer, attempts.answered(answer), self.settings.clock.time())
            failure = Failure(status=refused.status, retry_after=refused.retry_after)
            yield from self._pause(attempts, failure, refused, None)

    def _renewed(self, attempts: _Attempts, tokens: Tokens, status: int) -> Steps[bool]:
        """Whether there are new tokens to try the refused call with."""
        try:
            return (yield from self.session.refused(self, tokens, status, attempts.time.inner()))
        except (errors.TransportError, errors.ServerError):
            if status == 403:
                return False  # it is likely about something else, and then the refusal is what matters
            raise

    def _request(self, attempts: _Attempts, tokens: Tokens | None) -> httpx2.Request:
        call = attempts.call
        headers = dict(self.settings.headers) if call.operation.server in self.settings.hosts else {}
        if tokens:
            headers["Authorization"] = header("Authorization", f"Bearer {tokens.access}")
        session = {"owner_id": tokens.owner_id} if tokens else {}
        base = self.settings.base(call.operation)
        return build(call, base=base, session=session, headers=headers, time=attempts.time)

    def _pause(
        self,
        attempts: _Attempts,
        failure: Failure,
        error: errors.TransportError | errors.APIStatusError,
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

    def _read(self, attempts: _Attempts, answer: Answer) -> Any:
        call = attempts.call
        if call.result is None or not httpx2.codes.is_success(answer.status):
            return None
        if call.result is Headers:
            return answer.headers
        if call.result is bytes:
            return answer.content
        content = answer.content
        if not content.strip():
            if call.operation.may_be_empty:
                return None
            raise _unreadable(attempts, answer, "the answer is empty where an object is due")
        from .decoding import decode

        try:
            result, drifts = decode(call.result, _listed(call, content), call.operation.id)
        except ValueError as error:
            kind = answer.headers.get("Content-Type") or "no content type"
            words = f"the answer is not JSON, or cut short ({kind}, {len(content)} bytes)"
            raise _unreadable(attempts, answer, f"{words}; is the URL that of the service itself?") from error
        if drifts:
            self._report(drifts, attempts, answer)
        if call.operation.payload == "whole":
            return result
        # An answer of another form, which has been told as drift, is given as it is.
        data = getattr(result, "data", result)
        if call.operation.payload == "data":
            return data
        if getattr(data, "success", True) is False:
            raise _unreadable(attempts, answer, "the service answers that it did not succeed")
        return None

    def _report(self, drifts: list[Drift], attempts: _Attempts, answer: Answer) -> None:
        if self.settings.strict:
            told = tuple(str(drift) for drift in drifts)
            words = f"the answer is not as described: {'; '.join(told)}"
            raise errors.DriftError(words, attempts.answered(answer), status=answer.status, drifts=told)
        for drift in drifts:
            self.settings.on_drift(drift)

    def _log(self, attempts: _Attempts, before: float, outcome: int | str) -> None:
        """An attempt, by the status of its answer or by why there was none. Neither bodies nor what is secret."""
        operation = attempts.call.operation
        log.debug(
            "%s %s %s %.0f ms attempt %d",
            operation.method,
            operation.path,
            outcome,
            (self.settings.clock.monotonic() - before) * 1000,
            attempts.count,
            extra={"operation": operation.id, "status": outcome, "attempt": attempts.count},
        )


def _poured(request: httpx2.Request, sink: Sink | None, time: Countdown) -> Steps[Answer]:
    """The answer; a success's bytes go to the sink, any other's are kept, as what they say is needed."""
    if sink is None and time.left is None:
        answer: Answer = yield Send(request)
        return answer
    response: httpx2.Response = yield Send(request, stream=True)
    if sink is None and response.is_stream_consumed:
        return Answer.of(response, None)
    kept = bytearray()
    try:
        if sink is not None and response.is_success:
            if (packed := response.headers.get("Content-Encoding", "identity")) != "identity":
                raise httpx2.DecodingError(f"it came as {packed}, which was not asked for", request=request)
            yield Work(sink.restart)
        while (block := (yield Read(response, time))) is not None:
            if sink is not None and response.is_success:
                yield Work(partial(sink.append, block))
            else:
                kept += block
            if time.over:
                raise httpx2.ReadTimeout("the deadline ran out while the answer came", request=request)
    finally:
        yield Close(response)
    return Answer.of(response, bytes(kept))


def _unreadable(attempts: _Attempts, answer: Answer, words: str) -> errors.AnswerError:
    kind = answer.headers.get("Content-Type", "")
    return errors.AnswerError(words, attempts.answered(answer), status=answer.status, content_type=kind)


def _listed(call: Call[Any], content: bytes) -> bytes:
    """The one object of a list that came by itself, as a list."""
    alone = call.operation.one_or_many and content.lstrip()[:1] == b"{"
    return b"[%s]" % content if alone else content


def _transport_failure(error: httpx2.TransportError, attempts: _Attempts) -> tuple[Failure, errors.TransportError]:
    delivered = False if isinstance(error, NOT_SENT) else None
    lasting = isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError | httpx2.ProxyError)
    kind = errors.APITimeoutError if isinstance(error, httpx2.TimeoutException) else errors.TransportError
    if kind is errors.APITimeoutError and attempts.time.over:
        kind = errors.DeadlineError
    words = f"no answer: {type(error).__name__}" + (f": {error}" if str(error) else "")
    return Failure(transient=not lasting, delivered=delivered), kind(words, attempts.facts(), delivered=delivered)
