"""Download a stored file, and resume after a broken connection."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, cast
from urllib.parse import urlsplit

import httpx2

from kinocraft_api.platformcraft_filespot.files import GET, get_call
from kinocraft_api.platformcraft_models import FileListItem, FileObject, StoredFile
from kinocraft_runtime.calls import CallOptions, Unset

from .call_options import call_options
from .clock import Countdown
from .engine import Engine
from .errors import APIError, CallFacts, DeadlineError, DownloadError, InvalidArgumentError
from .rate_caps import RateCap, cap_of
from .responses.checks import require, unusable
from .responses.destinations import FileSink, Sink
from .responses.verification import DownloadedPath, differing, fields_digests, named_by_etag, sent_digests
from .sources import local_path
from .transport.effects import Close, Effects, Read, Send, Sleep, Work
from .transport.encoding import parse_url
from .transport.error_response import printable_header, retry_after
from .transport.failures import is_permanent, reason_of
from .transport.retry import Backoff, Failure, RetryPolicy, Stop, is_retryable

__all__ = ["DownloadOptions", "DownloadProgress", "DownloadableFile", "download", "transfer"]

DownloadableFile: TypeAlias = FileObject | FileListItem | StoredFile
"""A file as any operation returns it."""


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """The progress of a download."""

    received: int
    """Bytes that have arrived and are written. It goes back if the host sends the file from its start again."""
    total: int
    """Bytes in total."""


class DownloadOptions(CallOptions, total=False):
    """Options of a download, and the settings of its calls."""

    progress: Callable[[DownloadProgress], object] | None
    """Called with a DownloadProgress after each block that has arrived."""
    limit_rate: float | None
    """Bytes per second that are received at most. Default: no limit. (What the system receives ahead, usually less than
    a few MiB, is not counted.)"""


log = logging.getLogger("kinocraft")

RETRIES = 4
"""How often a transfer is resumed after it broke without progress, unless the call sets `retries`."""
CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,19})-[0-9]{1,19}/([0-9]{1,19}|\*)")
EXPIRED = frozenset({401, 403, 410})
"""Statuses of a download_url that is no longer valid, among other reasons."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 10


def download(
    engine: Engine,
    file: str | DownloadableFile,
    destination: str | os.PathLike[str],
    container_id: str | Unset,
    given: DownloadOptions,
) -> Effects[DownloadedPath]:
    """Download into a file beside the destination, which it replaces when it is complete.

    The size is always compared with the size of the stored file, and the bytes with the digests that the service and
    the host name. The result says what was verified; if it is the size alone, a log line says so too.
    """
    options = call_options("files.download", given, DownloadOptions.__optional_keys__)
    time = engine.countdown(options)
    cap = cap_of(given, engine.settings.clock)
    target = local_path("destination", destination)
    if isinstance(file, str):
        file = yield from engine.call(get_call(file, container_id=container_id, options=options))
        if not isinstance(cast(object, file), FileObject):
            raise unusable("download_url", GET)
    found = (
        partial(_find, engine, file.path, container_id, options, time)
        if isinstance(cast(object, file.path), str)
        else None
    )
    part: FileSink = yield Work(partial(FileSink, target), undo=FileSink.discard)
    try:
        transferred = yield from transfer(engine, file, part, options, time, given.get("progress"), cap, found)
        etags = (transferred.validator, getattr(file, "etag", None))
        verified: tuple[str, ...] = yield Work(partial(_verify, file, part, transferred.digests, etags))
        yield Work(part.place)
    except BaseException:
        part.discard()
        raise
    return DownloadedPath.of(part.target, verified)


def transfer(
    engine: Engine,
    file: DownloadableFile,
    sink: Sink,
    options: CallOptions,
    time: Countdown,
    progress: Callable[[DownloadProgress], object] | None = None,
    cap: RateCap | None = None,
    find: Callable[[], Effects[DownloadableFile]] | None = None,
) -> Effects[_Transfer]:
    """Transfer all bytes of a file to a sink before the deadline. The result has what the host said of them.

    Args:
        engine: The engine of the client.
        file: The file.
        sink: Receives the bytes.
        options: The settings of the requests.
        time: The deadline.
        progress: Called after each block.
        cap: Limits the bytes per second.
        find: Asks the service for the file again when its download_url has expired.

    Raises:
        InvalidArgumentError: The object is a folder.
        ResponseError: The object has no size.
        DeadlineError: The deadline was exceeded.
        DownloadError: The file was not transferred completely.
    """
    transfer = _Transfer(engine, file, _url_of(engine, file), sink, options, time)
    require(file, GET, size=int)
    transfer.progress, transfer.cap, transfer.find = progress, cap, find
    yield from transfer.run()
    return transfer


def _url_of(engine: Engine, file: DownloadableFile) -> httpx2.URL:
    if not file.download_url or not isinstance(cast(object, file.download_url), str):
        raise InvalidArgumentError(f"{file.path} has no download_url: only files can be downloaded, not folders")
    try:
        address = file.download_url  # the service returns it without a scheme; assume the service's own
        own = urlsplit(engine.settings.base(GET)).scheme
        return parse_url(address if "://" in address else f"{own}://{address}")
    except ValueError as error:
        raise DownloadError(f"{file.path} cannot be downloaded: its download_url is not a URL ({error})") from error


def _find(
    engine: Engine, path: str, container_id: str | Unset, options: CallOptions, time: Countdown
) -> Effects[DownloadableFile]:
    call = get_call(path, container_id=container_id, options={**options, **time.inner()})
    return require((yield from engine.call(call)), GET, size=int, download_url=str)


class _Transfer:
    """The transfer of one file."""

    def __init__(
        self, engine: Engine, file: DownloadableFile, url: httpx2.URL, sink: Sink, options: CallOptions, time: Countdown
    ) -> None:
        self.engine, self.time, self.clock = engine, time, engine.settings.clock
        self.backoff = Backoff(RetryPolicy(retries=options.get("retries", RETRIES)), self.clock, time)
        self.retry_after: float | None = None
        self.file, self.url, self.sink = file, url, sink
        self.received = self.attempts = self.status = 0
        self.validator = ""
        self.encoding = "identity"
        self.progress: Callable[[DownloadProgress], object] | None = None
        self.cap: RateCap | None = None
        self.find: Callable[[], Effects[DownloadableFile]] | None = None
        self.renewed = -1
        """The bytes that had arrived when the URL was requested again."""
        self.digests: Mapping[str, bytes] = {}

    def run(self) -> Effects[None]:
        most = 0
        while True:
            cause: Exception | None = None
            try:
                problem = yield from self._attempt()
            except httpx2.TransportError as error:
                if is_permanent(error):
                    raise self._impossible(reason_of(error)) from error
                problem, cause = type(error).__name__, error
            except httpx2.TooManyRedirects as error:
                raise DownloadError(f"{self.file.path} cannot be downloaded: {error}") from error
            self._log(problem)
            if not problem or 0 < self.received == self.file.size:
                break
            # Bytes received again after a restart are no progress, or such a transfer would never end.
            failure = Failure(retry_after=self.retry_after)
            pause = self.backoff.next(failure, idempotent=True, progress=self.received > most)
            most = max(most, self.received)
            if pause is Stop.DEADLINE:
                raise self._late() from cause
            if isinstance(pause, Stop):
                raise DownloadError(
                    f"{self.file.path} broke off after {self.received} of {self.file.size} bytes, "
                    f"{self.backoff.failures} times without progress: {problem}"
                ) from cause
            yield Sleep(pause)
        if self.received != self.file.size:
            encoded = "" if self.encoding == "identity" else f", encoded as {self.encoding}, which was not requested"
            raise self._replaced(f"{self.received} were received{encoded}")

    def _attempt(self) -> Effects[str | None]:
        """Request the missing bytes. Return why to try again, or None if the response was read to its end."""
        if self.time.over:
            raise self._late()
        self.attempts += 1
        self.retry_after, self.status = None, 0
        response: httpx2.Response = yield from self._open()
        if response.status_code in EXPIRED and self.find and self.received > self.renewed:
            yield Close(response)
            self.renewed = self.received
            try:
                fresh = yield from self.find()
            except DeadlineError:
                raise
            except APIError as error:
                raise self._impossible(f"the host returned status {response.status_code}") from error
            if fresh.size != self.file.size:
                raise self._replaced(f"it now has {fresh.size}")
            self.url = _url_of(self.engine, fresh)
            response = yield from self._open()
        try:
            status = self.status = response.status_code
            if is_retryable(status):
                self.retry_after = retry_after(response.headers, self.clock.time())
                return f"the host returned status {status}"
            if status == 200:
                self.received = 0
                self.digests = sent_digests(response.headers)
                yield Work(self.sink.restart)
            elif status == 416 and self.received:
                raise self._replaced(f"the host has none after the first {self.received} (status 416)")
            elif status != 206:
                raise self._impossible(f"the host returned status {status}")
            elif not self._continues(response):
                self.received = 0
                return "the file was replaced meanwhile"
            self.validator = response.headers.get("ETag", "")
            self.encoding = printable_header(response.headers, "Content-Encoding") or "identity"
            while (block := (yield Read(response, self.time))) is not None:
                yield Work(partial(self.sink.append, block))
                self.received += len(block)
                if self.progress:
                    self.progress(DownloadProgress(min(self.received, self.file.size), self.file.size))
                if self.cap:
                    yield Sleep(self.cap.take(len(block)))
                if self.received > self.file.size:
                    return None  # do not wait or use disk space for surplus bytes
                if self.time.over and self.received < self.file.size:
                    raise self._late()
            return None
        finally:
            yield Close(response)

    def _open(self) -> Effects[httpx2.Response]:
        """Send the request and follow redirects, which is safe because it has no credentials."""
        url = self.url
        for _ in range(MAX_REDIRECTS + 1):
            response: httpx2.Response = yield Send(self._request(url), stream=True, follow=True, time=self.time)
            location = response.headers.get("Location")
            if response.status_code not in REDIRECTS or not location:
                return response
            yield Close(response)
            try:
                target = parse_url(str(url.join(location)))
            except (httpx2.InvalidURL, ValueError):
                raise self._impossible("the host redirects to something that is not a URL") from None
            if url.scheme == "https" and target.scheme != "https":
                raise self._impossible(f"the host redirects to {target.host} without encryption")
            url = target
        raise self._impossible(f"there are more than {MAX_REDIRECTS} redirects")

    def _continues(self, response: httpx2.Response) -> bool:
        """Return whether a partial response belongs to the same version of the file as the bytes before it.

        Raises:
            DownloadError: It is another range, or that of a file with another size.
        """
        match = CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
        if match is None or int(match[1]) != self.received:
            raise self._impossible("the host returned another range than was requested (status 206)")
        if match[2] not in ("*", str(self.file.size)):
            raise self._replaced(f"the host says that it has {match[2]}")
        # Not every host honours If-Range, and bytes of two versions must not be joined.
        etag = response.headers.get("ETag", "")
        return not (self.received and etag and etag != self.validator)

    def _impossible(self, reason: str) -> DownloadError:
        return DownloadError(f"{self.file.path} cannot be downloaded: {reason}")

    def _replaced(self, reason: str) -> DownloadError:
        words = "it may have been replaced: download it again"
        return DownloadError(f"{self.file.path} has {self.file.size} bytes, and {reason}; {words}")

    def _log(self, problem: str | None) -> None:
        """Log an attempt with its status, or with why it broke off, without the URL, which may be secret."""
        outcome = self.status if not problem or is_retryable(self.status) else problem
        log.debug(
            "GET %s %s attempt %d",
            self.file.path,
            outcome,
            self.attempts,
            extra={"operation": "files.download", "status": outcome, "attempt": self.attempts},
        )

    def _request(self, url: httpx2.URL) -> httpx2.Request:
        headers = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"}
        if self.received and self.validator:
            headers |= {"Range": f"bytes={self.received}-", "If-Range": self.validator}
        return httpx2.Request("GET", url, headers=headers, extensions={"timeout": self.time.timeouts()})

    def _late(self) -> DeadlineError:
        path = self.url.raw_path.decode("ascii").partition("?")[0]
        return DeadlineError(
            f"the deadline of {self.time.deadline:g} s was exceeded after {self.received} of {self.file.size} bytes",
            CallFacts("files.download", "GET", path, self.attempts, self.time.elapsed, Stop.DEADLINE),
        )


def _verify(
    file: DownloadableFile, sink: FileSink, digests: Mapping[str, bytes], etags: Iterable[object]
) -> tuple[str, ...]:
    """Compare the downloaded bytes with the digests that the service and the host name, and return what was verified.

    Raises:
        DownloadError: A digest differs.
    """
    digests = {**fields_digests(file), **digests}
    if (wrong := differing(digests, sink.digest)) is not None:
        raise DownloadError(
            f"{file.path} arrived damaged: its {wrong} is not the one that the host has; download it again"
        )
    verified = ["size", *digests]
    maybe = named_by_etag(*etags)
    if "md5" not in digests and maybe and sink.digest("md5") in maybe:
        verified.append("md5")
    if len(verified) == 1:
        log.info("%s: its size was verified, and nothing else, because the host sends no digest", file.path)
    return tuple(verified)
