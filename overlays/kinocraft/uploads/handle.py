"""Uploads as objects, which their owner starts, advances, resumes and cancels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, Self, TypeVar

from kinocraft_runtime.calls import CallOptions, Operation

from .. import errors
from ..engine import Engine
from ..sources import Source, Streamable
from ..transport.effects import Effects, Work
from ..transport.runtimes import AsyncRuntime, Runtime
from .engine import UploadProgress, open_content
from .state import ResumedUpload

__all__ = ["AsyncUploadHandle", "UploadHandle", "UploadTask"]

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
S = TypeVar("S")
S_co = TypeVar("S_co", covariant=True)


class Sending(Protocol[R_co, S_co]):
    """An upload to one vendor, as effects."""

    slot: Any

    def bind(self, engine: Engine) -> None:
        """Send further calls with this engine."""
        ...

    def start(self) -> Effects[ResumedUpload | None]:
        """Resume the upload that was kept, or start one."""
        ...

    def advance(self) -> Effects[UploadProgress]:
        """Send the next parts."""
        ...

    def run(self) -> Effects[R_co]:
        """Send what is missing, and complete it."""
        ...

    def checkpoint(self) -> S_co:
        """Return the state."""
        ...

    def cancel(self) -> Effects[None]:
        """Remove it from the service."""
        ...


class UploadTask(Generic[R, S]):
    """The logic of both handles: it opens the source, and creates the upload when it is first needed.

    Args:
        engine: Sends the calls.
        content: What is uploaded.
        operation: The operation that starts the upload.
        options: The settings of its calls. The deadline is that of each method of the handle.
        begin: Makes the upload from its source and the state to resume.
    """

    def __init__(
        self,
        engine: Engine,
        content: Streamable,
        operation: Operation,
        options: CallOptions,
        begin: Callable[[Engine, Source, S | None], Effects[Sending[R, S]]],
    ) -> None:
        self._engine = engine
        self._operation = operation
        self._options = options
        self._content = content
        self._begin = begin
        self._source: Source | None = None
        self._sending: Sending[R, S] | None = None
        self._closed = False

    def start(self, state: S | None = None) -> Effects[ResumedUpload | None]:
        """Open the source and start or resume the upload."""
        sending = yield from self._opened(state)
        return (yield from sending.start())

    def advance(self) -> Effects[UploadProgress]:
        """Send the next parts."""
        sending = yield from self._opened(None)
        return (yield from sending.advance())

    def run(self) -> Effects[R]:
        """Send what is missing, complete the upload, and close."""
        sending = yield from self._opened(None)
        made = yield from sending.run()
        yield Work(self.close)
        return made

    def checkpoint(self) -> S:
        """Return the state."""
        if self._sending is None:
            raise errors.ClientStateError("the upload is not started: call start first")
        return self._sending.checkpoint()

    def cancel(self) -> Effects[None]:
        """Remove the upload from the service, and close."""
        if self._sending is not None:
            self._sending.bind(self._engine.bounded(self._options))
            yield from self._sending.cancel()
        yield Work(self.close)

    def close(self) -> None:
        """Close the source, and let other calls resume the upload."""
        self._closed = True
        sending, source = self._sending, self._source
        self._source = None
        if sending is not None:
            sending.slot.release()
        if source is not None:
            source.close()

    def _opened(self, state: S | None) -> Effects[Sending[R, S]]:
        if self._closed:
            raise errors.ClientStateError("the upload is complete, cancelled or closed: make another one")
        engine = self._engine.bounded(self._options)
        if self._sending is not None:
            if state is not None:
                raise errors.ClientStateError("the upload is started already: resume the state with another one")
            self._sending.bind(engine)
            return self._sending
        # After a failure, the source stays open, because it may be content that can be read only once.
        source = self._source
        if source is None:
            self._source = source = yield from open_content(engine, self._operation, self._content)
        self._sending = yield from self._begin(engine, source, state)
        return self._sending


class UploadHandle(Generic[R, S]):
    """An upload that its owner controls step by step. Use it in a `with` statement, or call `close`.

    `files.begin_upload` and `videos.begin_upload` return it; nothing is sent before the first call of a method. A
    failure leaves the upload as it is: call `advance` or `run` again, or `cancel` it. Use it in one thread at a time.
    """

    def __init__(self, runtime: Runtime, task: UploadTask[R, S]) -> None:
        self._runtime = runtime
        self._task = task

    def start(self) -> ResumedUpload | None:
        """Resume the upload that an earlier call left in the journal, or start one.

        Returns:
            What was found of the earlier upload; None if there was none.

        Raises:
            UploadInProgressError: Another call or process is uploading the same.
            SourceError: The content cannot be read.
            APIError: The service did not start it.
        """
        return self._runtime.run(self._task.start())

    def resume(self, state: S) -> ResumedUpload | None:
        """Resume the upload from a state that `checkpoint` returned, also in another process.

        Raises:
            SourceChangedError: The content is not what that upload sends.
            UploadError: The service no longer has the upload.
            APIError: The service did not say what it has.
        """
        return self._runtime.run(self._task.start(state))

    def advance(self) -> UploadProgress:
        """Send the next chunk, or the next `parallel` parts, and return the progress.

        Raises:
            SourceChangedError: The content has changed.
            APIError: A call failed.
        """
        return self._runtime.run(self._task.advance())

    def run(self) -> R:
        """Send what is missing, complete the upload, and return the stored file or the video.

        Raises:
            SourceChangedError: The content has changed.
            UploadError: The upload was not finished.
            APIError: A call failed.
        """
        return self._runtime.run(self._task.run())

    def checkpoint(self) -> S:
        """Return the state, which `resume` accepts. Keep a state of Kinescope as secret as a token.

        Raises:
            ClientStateError: The upload is not started.
        """
        return self._task.checkpoint()

    def cancel(self) -> None:
        """Remove the upload from the service, and close this object. On Kinescope, the incomplete video is deleted.

        Raises:
            APIError: The service did not confirm it.
        """
        self._runtime.run(self._task.cancel())

    def close(self) -> None:
        """Close the source. What was sent stays on the service, and the journal keeps it."""
        self._task.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncUploadHandle(Generic[R, S]):
    """An upload that its owner controls step by step, in an event loop. Use it in an `async with` statement.

    Its methods do the same as those of `UploadHandle`, and are awaited.
    """

    def __init__(self, runtime: AsyncRuntime, task: UploadTask[R, S]) -> None:
        self._runtime = runtime
        self._task = task

    async def start(self) -> ResumedUpload | None:
        """Do the same as `UploadHandle.start`."""
        return await self._runtime.run(self._task.start())

    async def resume(self, state: S) -> ResumedUpload | None:
        """Do the same as `UploadHandle.resume`."""
        return await self._runtime.run(self._task.start(state))

    async def advance(self) -> UploadProgress:
        """Do the same as `UploadHandle.advance`."""
        return await self._runtime.run(self._task.advance())

    async def run(self) -> R:
        """Do the same as `UploadHandle.run`."""
        return await self._runtime.run(self._task.run())

    def checkpoint(self) -> S:
        """Do the same as `UploadHandle.checkpoint`, without being awaited."""
        return self._task.checkpoint()

    async def cancel(self) -> None:
        """Do the same as `UploadHandle.cancel`."""
        await self._runtime.run(self._task.cancel())

    async def aclose(self) -> None:
        """Do the same as `UploadHandle.close`."""
        await self._runtime.run(_close(self._task))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _close(task: UploadTask[Any, Any]) -> Effects[None]:
    yield Work(task.close)
