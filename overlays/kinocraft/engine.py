"""A call from its arguments to its typed result: attempts, waits, login, decoding, and the error if it fails.

A call takes this route: `Engine.call` → `_send_with_retries` → `_send_with_auth` → `_send_single_request`, and back to
`_parse`.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2

from kinocraft_runtime.calls import Call, CallOptions, Headers, Operation, RawResponse

from . import errors
from .adapter import Adapter
from .auth.session import Credentials
from .auth.tokens import Tokens
from .clock import Clock, Countdown
from .responses.drift import Drift, DriftHook
from .responses.verification import DownloadedPath, differing, sent_digests
from .sources import local_path
from .transport.effects import (
    BodyLostError,
    Close,
    DeadlinePassedError,
    Effects,
    Read,
    Response,
    Send,
    Sleep,
    Work,
    body_errors,
)
from .transport.encoding import build_request, encode_header, prepare
from .transport.error_response import error_from, printable_header, reported_failure
from .transport.failures import transport_failure
from .transport.rate_limits import RateLimits
from .transport.response_bodies import Body
from .transport.retry import Backoff, Failure, RetryPolicy, Stop
from .transport.speeds import Speeds

if TYPE_CHECKING:
    from .responses.destinations import FileSink, Sink
    from .uploads.journal import UploadJournal

__all__ = ["Engine", "Settings"]

log = logging.getLogger("kinocraft")

T = TypeVar("T")

READING = frozenset({"GET", "HEAD", "OPTIONS"})
DONE = "the service reported success, so the request took effect: do not repeat it, but look at what it changed"
OWN_CONFLICT = (
    "an earlier attempt of this call got no response and may have taken effect: "
    "the conflict may be with what it did, so look before you repeat the call"
)
LATE = "the deadline of {:g} s was exceeded"
DAMAGED = "the response arrived damaged: its {} is not the one that the service sent"
HTML = "a web page, which proxies and login forms send; does the URL setting name the service?"
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
WEB_PAGE = re.compile(MARKUP.pattern + rb"(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE)
"""Both match the beginning of a body. Its Content-Type decides nothing: JSON is sent as text/html too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a client."""

    hosts: Mapping[str, str]
    """For each documented server the URL used instead: scheme, host and, behind a proxy, a path prefix."""
    clock: Clock
    limits: RateLimits
    on_drift: DriftHook
    timeout: float | None = 60.0
    deadline: float | None = None
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    strict: bool = False
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    upload_journal: UploadJournal | str | os.PathLike[str] | bool = True
    """Keeps the state of uploads: a journal or its folder; True for the user's own; False for none."""

    def base(self, operation: Operation) -> str:
        """Return the URL of an operation's server."""
        return self.hosts.get(operation.server, operation.server)

    def countdown(self, options: CallOptions, within: Countdown | None = None) -> Countdown:
        """Start the countdown of a call with these options."""
        timeout, deadline = options.get("timeout", self.timeout), options.get("deadline", self.deadline)
        return Countdown(self.clock, timeout, deadline, within)


class _CallState:
    """The progress of one call."""

    def __init__(self, call: Call[Any], engine: Engine) -> None:
        options, settings = call.options, engine.settings
        self.call = prepare(call)
        self.time = engine.countdown(options)
        policy = replace(settings.retry, retries=options["retries"]) if "retries" in options else settings.retry
        self.backoff = Backoff(policy, settings.clock, self.time)
        self.attempts = 0
        self.host = ""
        """The host of the last attempt."""
        self.path = call.operation.path
        self.renewed = False
        """Whether rejected tokens were renewed."""
        self.uncertain = False
        """Whether an earlier attempt may have taken effect."""
        self.lost: Callable[[], object] = lambda: None
        """Called after each attempt that may have taken effect."""
        self.settled: Callable[[], Effects[bool]] | None = None
        """Asks whether such an attempt has taken effect."""

    def facts(self, stopped: str = "", request_id: str | None = None) -> errors.CallFacts:
        sent = self.call.operation
        return errors.CallFacts(sent.id, sent.method, self.path, self.attempts, self.time.elapsed, stopped, request_id)

    def facts_of(self, response: Response) -> errors.CallFacts:
        return self.facts(request_id=printable_header(response.headers, "X-Request-ID"))

    def transport_failure(
        self, error: httpx2.TransportError, done: str = ""
    ) -> tuple[Failure, errors.TransportError | errors.APIStatusError]:
        return transport_failure(error, self.host, self.facts(), late=self.time.over, done=done)


class Engine:
    """Sends calls, as effects. Each client has one. It holds no state that depends on a thread or an event loop."""

    def __init__(self, settings: Settings, session: Credentials, adapter: Adapter | None = None) -> None:
        self.settings = settings
        self.session = session
        self.adapter = adapter or Adapter()
        self.speeds = Speeds()
        """Of uploads, so that a later one is divided for the speed of those before it."""
        self.limit: Countdown | None = None
        """The deadline that all calls of this engine share; None if each has only its own."""

    def bounded(self, options: CallOptions) -> Engine:
        """Return an engine for the calls of one method, which together keep to the deadline of these options."""
        bounded = copy(self)
        bounded.limit = self.settings.countdown(options)
        return bounded

    def countdown(self, options: CallOptions) -> Countdown:
        """Start the countdown of a call with these options, which ends with the shared deadline at the latest."""
        return self.settings.countdown(options, self.limit)

    def late(self, operation: Operation) -> errors.DeadlineError:
        """Make the error of a method whose deadline passed before it could call this operation."""
        time = self.countdown({})
        facts = errors.CallFacts(operation.id, operation.method, operation.path, 0, stopped=Stop.DEADLINE)
        return errors.DeadlineError(LATE.format(time.deadline), facts, delivered=False)

    def owner_id(self) -> Effects[str]:
        """Return the id of the account, from the session's tokens."""
        tokens = yield from self.session.tokens(self.call, self.countdown({}).inner())
        return tokens.owner_id

    def call(
        self,
        call: Call[T],
        lost: Callable[[], object] | None = None,
        settled: Callable[[], Effects[bool]] | None = None,
    ) -> Effects[T]:
        """Send a call and return its typed result.

        Args:
            call: The call.
            lost: Called after each attempt that may have taken effect although no response confirmed it.
            settled: Asks the service, before such an attempt is repeated, whether it has taken effect. Then the call
                ends there; only for calls that return nothing.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            TransportError: No response was received.
            APIStatusError: The service returned an error status.
            ResponseError: The response cannot be read.
        """
        state = _CallState(call, self)
        state.lost = lost or state.lost
        state.settled = settled
        response = yield from self._send_with_retries(state)
        result: T = self._result(state, response)
        return result

    def raw(self, call: Call[T]) -> Effects[RawResponse[T]]:
        """Send a call and return its response, which is parsed on request. Errors as for `call`."""
        state = _CallState(call, self)
        response = yield from self._send_with_retries(state)
        return RawResponse(response.status, response.headers, response.content, lambda: self._result(state, response))

    def save(self, call: Call[bytes], destination: str | os.PathLike[str]) -> Effects[RawResponse[Path]]:
        """Send a call and write the response's body to a file as it arrives. Errors as for `call`.

        The path that is returned says what was verified, as that of a download does.

        Raises:
            DestinationError: The file cannot be written.
        """
        from .responses.destinations import FileSink as File

        # A compressed body would have to be held in memory until it is complete.
        state = _CallState(replace(call, headers={**call.headers, "Accept-Encoding": "identity"}), self)
        file: FileSink = yield Work(partial(File, local_path("to", destination)), undo=File.discard)
        try:
            response = yield from self._send_with_retries(state, file)
            if WEB_PAGE.match(file.head):
                raise _unreadable(state, response, f"the response is {HTML}")
            _require_file(state, replace(response, content=file.head))
            verified = yield from _verify(state, response, file)
            yield Work(file.place)
        except BaseException:
            file.discard()
            raise
        saved = DownloadedPath.of(file.target, verified)
        return RawResponse(response.status, response.headers, b"", lambda: saved)

    def _send_with_retries(self, state: _CallState, sink: Sink | None = None) -> Effects[Response]:
        """Send until a response counts as a success, or raise the error after which no retry is allowed.

        The body of a success goes to the sink, if there is one.
        """
        operation = state.call.operation
        while True:
            cause: BaseException | None = None
            error: errors.TransportError | errors.APIStatusError
            try:
                response = yield from self._send_with_auth(state, sink)
            except BodyLostError as lost:
                head, cause = lost.response, lost.__cause__
                done = _is_done(state.call, head)
                if done and not _is_needed(state.call):
                    return head
                if not isinstance(cause, httpx2.TransportError):
                    raise _unreadable(state, head, _lost(cause)) from cause
                failure, error = state.transport_failure(cause, done=DONE if done else "")
            except httpx2.TransportError as broken:
                failure, error = state.transport_failure(broken)
                cause = broken
            else:
                if httpx2.codes.is_success(response.status):
                    return response
                if operation.method == "DELETE" and response.status == 404 and state.uncertain:
                    return response  # an earlier attempt, whose response was lost, has deleted it
                error = error_from(response, state.facts_of(response), self.settings.clock.time())
                failure = Failure(status=error.status, retry_after=error.retry_after)
            if failure.uncertain:
                state.lost()
            pause = state.backoff.next(failure, idempotent=operation.idempotent)
            if isinstance(pause, Stop):
                stopped = Stop.DEADLINE if isinstance(error, errors.DeadlineError) else pause
                error.call = state.facts(stopped, error.call.request_id)
                if state.uncertain and operation.method not in READING and isinstance(error, errors.ConflictError):
                    error.add_note(OWN_CONFLICT)
                raise error from cause
            state.uncertain |= failure.uncertain
            yield Sleep(pause)
            if failure.uncertain and state.settled and (yield from state.settled()):
                return Response(204, httpx2.Headers(), b"")

    def _send_with_auth(self, state: _CallState, sink: Sink | None) -> Effects[Response]:
        """Send with the session's tokens. If they are rejected, renew them and send again, once per call."""
        if not state.call.operation.secured:
            return (yield from self._send_single_request(state, None, sink))
        while True:
            tokens = yield from self.session.tokens(self.call, state.time.inner())
            response = yield from self._send_single_request(state, tokens, sink)
            if response.status not in (401, 403):
                return response
            if state.renewed:
                self.session.still_rejected(tokens)
                return response
            if not (yield from self._renew(state, tokens, response.status)):
                return response
            state.renewed = True

    def _renew(self, state: _CallState, tokens: Tokens, status: int) -> Effects[bool]:
        """Return whether there are new tokens to send the rejected request with."""
        try:
            return (yield from self.session.rejected(self.call, tokens, status, state.time.inner()))
        except (errors.TransportError, errors.ServerError):
            if status == 403:
                return False  # the 403 is probably not about the token, so it is the error to raise
            raise

    def _send_single_request(self, state: _CallState, tokens: Tokens | None, sink: Sink | None) -> Effects[Response]:
        """Wait for the rate limit, send one request, and read its response."""
        operation, clock = state.call.operation, self.settings.clock
        request = self._build_request(state, tokens)
        if operation.server in self.settings.hosts:  # any other URL is secret, and so is its path
            state.path = request.url.raw_path.decode("ascii").partition("?")[0]
        state.host = host = request.url.netloc.decode("ascii")
        admitted = yield from self.settings.limits.wait(operation.server, host, state.time)
        if not admitted or state.time.over:
            raise errors.DeadlineError(
                LATE.format(state.time.deadline),
                state.facts(Stop.DEADLINE),
                delivered=None if state.uncertain else False,
            )
        state.attempts += 1
        started = clock.monotonic()
        try:
            if sink is None and state.time.left is None:
                response: Response = yield Send(request)
            else:
                response = yield from _read_body(request, sink, state.time)
        except (httpx2.TransportError, BodyLostError) as error:
            self._log(state, started, type(error.__cause__ or error).__name__)
            raise
        self._log(state, started, response.status)
        return response

    def _build_request(self, state: _CallState, tokens: Tokens | None) -> httpx2.Request:
        call = state.call
        headers = dict(self.settings.headers) if call.operation.server in self.settings.hosts else {}
        if tokens:
            headers["Authorization"] = encode_header("Authorization", f"Bearer {tokens.access}")
        session = {"owner_id": tokens.owner_id} if tokens else {}
        base = self.settings.base(call.operation)
        call = self.adapter.request(call, session)
        return build_request(call, base=base, session=session, headers=headers, time=state.time)

    def _result(self, state: _CallState, response: Response) -> Any:
        return self.adapter.result(state.call, self._parse(state, response))

    def _parse(self, state: _CallState, response: Response) -> Any:
        """Return what the method returns of a response."""
        call = state.call
        if not httpx2.codes.is_success(response.status):
            return None
        needed = _is_needed(call)
        if call.result is Headers and not MARKUP.match(response.content):
            return response.headers
        if (call.result is bytes and WEB_PAGE.match(response.content)) or (
            (not needed or call.result is Headers) and MARKUP.match(response.content)
        ):
            raise _unreadable(state, response, f"the response is {HTML}")
        if call.result is bytes:
            _require_file(state, response)
            # Some of the digests are those of the encoded bytes, which are gone.
            digests = {} if "Content-Encoding" in response.headers else sent_digests(response.headers)
            if (wrong := differing(digests, lambda name: hashlib.new(name, response.content).digest())) is not None:
                raise _unreadable(state, response, DAMAGED.format(wrong))
            return response.content
        if call.result is None:
            _require_success(state, response)
            return None
        if not response.content.strip():
            if call.operation.may_be_empty or not needed:
                return None
            raise _unreadable(state, response, "the response has no body, and an object was expected")
        from .responses.decoding import decode

        try:
            result, drifts = decode(call.result, _as_list(call, response.content), call.operation.id)
        except ValueError as error:
            if not needed:
                return None
            content_type = printable_header(response.headers, "Content-Type") or "no content type"
            words = f"the response is not JSON, or it is truncated ({content_type}, {len(response.content)} bytes)"
            # Without its traceback, whose frames hold the whole response.
            cause = error.with_traceback(None)
            raise _unreadable(state, response, f"{words}; does the URL setting name the service?") from cause
        if drifts:
            _require_success(state, response)
            self._report(drifts, state, response)
        if call.operation.payload == "whole":
            return result
        # A response of another form was reported as drift, and is returned as it is.
        data = getattr(result, "data", result)
        if call.operation.payload == "data":
            return data
        if getattr(data, "success", True) is False:
            raise _unreadable(state, response, "the service reports that it did not succeed", failed=True)
        return None

    def _report(self, drifts: list[Drift], state: _CallState, response: Response) -> None:
        if self.settings.strict:
            texts = tuple(str(drift) for drift in drifts)
            words = f"the response does not fit its description: {'; '.join(texts)}"
            raise errors.DriftError(words, state.facts_of(response), status=response.status, drifts=texts)
        for drift in drifts:
            self.settings.on_drift(drift)

    def _log(self, state: _CallState, started: float, outcome: int | str) -> None:
        """Log an attempt with its status or the name of its error, without bodies and secrets."""
        if not log.isEnabledFor(logging.DEBUG):
            return
        operation = state.call.operation
        log.debug(
            "%s %s %s %.0f ms attempt %d",
            operation.method,
            operation.path,
            outcome,
            (self.settings.clock.monotonic() - started) * 1000,
            state.attempts,
            extra={"operation": operation.id, "status": outcome, "attempt": state.attempts},
        )


def _read_body(request: httpx2.Request, sink: Sink | None, time: Countdown) -> Effects[Response]:
    """Send a request and read its response in blocks. A success goes to the sink; any other body is kept."""
    response: httpx2.Response = yield Send(request, stream=True, time=time)
    if sink is None and response.is_stream_consumed:
        return Response.of(response, None)
    kept = Body()
    try:
        with body_errors(response):
            if sink is not None and response.is_success:
                if (encoding := printable_header(response.headers, "Content-Encoding") or "identity") != "identity":
                    raise httpx2.DecodingError(f"it is encoded as {encoding}, which was not requested")
                yield Work(sink.restart)
            while (block := (yield Read(response, time))) is not None:
                if sink is not None and response.is_success:
                    yield Work(partial(sink.append, block))
                else:
                    kept.add(block)
                if time.over:
                    raise DeadlinePassedError("the deadline was exceeded while reading the response")
    finally:
        yield Close(response)
    return Response.of(response, kept.content())


def _verify(state: _CallState, response: Response, file: FileSink) -> Effects[tuple[str, ...]]:
    """Compare a saved body with its length and with the digests that the service sends. Return what was verified."""
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) != file.size:
        raise _unreadable(state, response, f"the response has {file.size} of {length} bytes")
    digests = sent_digests(response.headers)
    wrong: str | None = yield Work(partial(differing, digests, file.digest))
    if wrong is not None:
        raise _unreadable(state, response, DAMAGED.format(wrong))
    return (*(["size"] if length.isdecimal() else []), *digests)


def _require_file(state: _CallState, response: Response) -> None:
    """Raise an error if a response is only a part of a file, although no range was requested, or reports a failure."""
    if "json" in response.headers.get("Content-Type", "").lower():
        _require_success(state, response)
    given = (*state.call.headers, *state.call.options.get("headers", {}))
    if response.status == 206 and "range" not in map(str.lower, given):
        raise _unreadable(state, response, "the response is only a part of the file, and all of it was requested")


def _require_success(state: _CallState, response: Response) -> None:
    """Raise an error if a response reports a failure although its status is one of success."""
    if state.call.result is Any:
        return  # the caller of a request without a method knows what its response means
    fields = getattr(state.call.result, "model_fields", {})
    if (reason := reported_failure(response, {info.alias or name for name, info in fields.items()})) is not None:
        words = f"the service reports a failure, although with status {response.status}: {reason}"
        raise _unreadable(state, response, words, failed=True)


def _unreadable(state: _CallState, response: Response, words: str, *, failed: bool = False) -> errors.ResponseError:
    """Make the error of a response that cannot be read. After a change that succeeded, it says so."""
    done = not failed and _is_done(state.call, response)
    return errors.ResponseError(
        f"{words}; {DONE}" if done else words,
        state.facts_of(response),
        status=response.status,
        content_type=printable_header(response.headers, "Content-Type") or "",
        delivered=done or None,
    )


def _lost(error: BaseException | None) -> str:
    action = "decompressed" if isinstance(error, httpx2.DecodingError) else "read"
    return f"the response cannot be {action}: {error}"


def _is_needed(call: Call[Any]) -> bool:
    """Return whether the method returns something of the response."""
    return call.result is not None and call.operation.payload != "nothing"


def _is_done(call: Call[Any], response: Response) -> bool:
    """Return whether a change has succeeded. A web page says nothing about it, whatever its status."""
    changed = call.operation.method not in READING and httpx2.codes.is_success(response.status)
    return changed and not MARKUP.match(response.content)


def _as_list(call: Call[Any], content: bytes) -> bytes:
    """Wrap the single object of a list that came without the list around it."""
    single = call.operation.one_or_many and content.lstrip()[:1] == b"{"
    return b"[%s]" % content if single else content
