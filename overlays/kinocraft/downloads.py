"""Download of a stored file, resumed where a connection broke."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import httpx2

from kinocraft_api.platformcraft_filespot.files import GET, get_call
from kinocraft_api.platformcraft_filespot.models import FileObject
from kinocraft_runtime.calls import CallOptions, Unset

from .answers import require
from .clock import Countdown
from .destinations import FileSink, Sink
from .encoding import web_address
from .engine import Engine
from .errors import CallFacts, DeadlineError, DownloadError, InvalidArgumentError
from .retry import RETRYABLE, RetryPolicy, Stop
from .steps import Close, Read, Send, Sleep, Steps, Work

__all__ = ["download", "transfer"]

RETRIES = 4
"""How often a transfer may break without a single byte gained and still be taken up, unless the call says otherwise."""
LONGEST_WAIT = 8.0
"""Seconds between two attempts, at most."""
CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")


def download(
    engine: Engine,
    file: str | FileObject,
    destination: str | os.PathLike[str],
    container_id: str | Unset,
    options: CallOptions,
) -> Steps[Path]:
    """Download into a file beside the destination, and put it in place when it is whole."""
    time = engine.settings.countdown(options)
    if isinstance(file, str):
        file = yield from engine.call(get_call(file, container_id=container_id, options=options))
    part: FileSink = yield Work(lambda: FileSink(Path(destination)), undo=FileSink.discard)
    try:
        yield from transfer(engine, file, part, options, time)
        yield Work(part.place)
    except BaseException:
        part.discard()
        raise
    return part.target


def transfer(engine: Engine, file: FileObject, sink: Sink, options: CallOptions, time: Countdown) -> Steps[None]:
    """Bring all bytes of a file to a sink, in the time that is left.

    Raises:
        InvalidArgumentError: It is a folder.
        AnswerError: It does not tell its size.
        DeadlineError: They did not come in time.
        DownloadError: The bytes did not all come.
    """
    if not file.download_url or not isinstance(cast(object, file.download_url), str):
        raise InvalidArgumentError(f"{file.path} has no download_url: only files can be downloaded, not folders")
    require(file, GET, size=int)
    try:
        address = file.download_url  # the service gives it without a scheme; it is taken to have the service's own
        own = urlsplit(engine.settings.base(GET)).scheme
        url = web_address(address if "://" in address else f"{own}://{address}")
    except ValueError as error:
        raise DownloadError(f"{file.path} cannot be downloaded: its download_url is no URL ({error})") from error
    yield from _Transfer(engine, file, url, sink, options, time).steps()


class _Transfer:
    """One file on its way."""

    def __init__(
        self, engine: Engine, file: FileObject, url: httpx2.URL, sink: Sink, options: CallOptions, time: Countdown
    ) -> None:
        self.clock, self.time = engine.settings.clock, time
        self.retries = RetryPolicy(retries=options.get("retries", RETRIES)).retries
        self.file, self.url, self.sink = file, url, sink
        self.have = self.attempts = 0
        self.validator = ""

    def steps(self) -> Steps[None]:
        most = failures = 0
        while True:
            cause: Exception | None = None
            try:
                trouble = yield from self._attempt()
            except httpx2.TransportError as error:
                trouble, cause = type(error).__name__, error
            except httpx2.TooManyRedirects as error:
                raise DownloadError(f"{self.file.path} cannot be downloaded: {error}") from error
            if not trouble or 0 < self.have == self.file.size:
                break
            # What comes again after a start from the beginning is no gain: such a transfer would never end.
            failures = 0 if self.have > most else failures + 1
            most = max(most, self.have)
            if failures > self.retries:
                raise DownloadError(
                    f"{self.file.path} broke off after {self.have} of {self.file.size} bytes, "
                    f"{failures} times without gaining any: {trouble}"
                ) from cause
            wait = self.clock.random() * min(LONGEST_WAIT, 2.0 ** min(failures, 60) * 0.25)
            if self.time.left is not None and wait >= self.time.left:
                raise self._late() from cause
            yield Sleep(wait)
        if self.have != self.file.size:
            raise DownloadError(
                f"{self.file.path} has {self.file.size} bytes, {self.have} came; "
                "it may have been replaced: download it again"
            )

    def _attempt(self) -> Steps[str | None]:
        """Get what is missing; gives why another attempt may help, or None when the answer was read to its end."""
        if self.time.over:
            raise self._late()
        self.attempts += 1
        response: httpx2.Response = yield Send(self._request(), stream=True, follow=True)
        try:
            status = response.status_code
            if status in RETRYABLE:
                return f"the host answered {status}"
            if status == 200:
                self.have = 0
                yield Work(self.sink.restart)
            elif status != 206 or _start(response) != self.have:
                raise DownloadError(f"{self.file.path} cannot be downloaded: the host answered {status}")
            self.validator = response.headers.get("ETag", "")
            while (block := (yield Read(response, self.time))) is not None:
                yield Work(partial(self.sink.append, block))
                self.have += len(block)
                if self.have > self.file.size:
                    return None  # what there is too much of is not worth waiting for, nor the space
                if self.time.over and self.have < self.file.size:
                    raise self._late()
            return None
        finally:
            yield Close(response)

    def _request(self) -> httpx2.Request:
        headers = {"Host": self.url.netloc.decode("ascii"), "Accept-Encoding": "identity"}
        if self.have and self.validator:
            headers |= {"Range": f"bytes={self.have}-", "If-Range": self.validator}
        return httpx2.Request("GET", self.url, headers=headers, extensions={"timeout": self.time.timeouts()})

    def _late(self) -> DeadlineError:
        path = self.url.raw_path.decode("ascii").partition("?")[0]
        return DeadlineError(
            f"the deadline of {self.time.deadline:g} s ran out after {self.have} of {self.file.size} bytes",
            CallFacts("files.download", "GET", path, self.attempts, self.time.elapsed, Stop.DEADLINE),
        )


def _start(response: httpx2.Response) -> int | None:
    """The place of the first byte of a partial answer."""
    match = CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    return int(match[1]) if match else None
