"""What uploads in parts and in chunks share: find the state of an earlier call, and decide whether to resume it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kinocraft_runtime.calls import CallOptions

from .. import errors
from ..engine import Engine
from ..sources import Source
from ..transport.effects import Effects, Work
from .state import AnyUploadState, ResumedUpload, is_of

if TYPE_CHECKING:
    from .journal import Slot

__all__ = ["GONE", "KEPT", "REMOVE", "Resumable"]

REMOVE = 10.0
"""Seconds for removing an upload that cannot be completed."""
BRIEF = 0.7
"""Seconds for the same after an interrupt, a cancellation or a deadline, which must end soon."""

KEPT = "the journal keeps it, and the next upload of the file to the same place, or `uploads cancel`, removes it"
GONE = (errors.NotFoundError, errors.GoneError)
"""How a service says that it does not have an upload, or no longer."""

S = TypeVar("S", bound=AnyUploadState)


class Resumable(ABC, Generic[S]):
    """An upload that another call can resume.

    Args:
        engine: Sends the calls.
        source: What is uploaded.
        slot: Keeps the state for later calls.
        given: The state to resume, which the caller kept.
    """

    state_type: type[S]
    """The class of the state."""

    def __init__(self, engine: Engine, source: Source, slot: Slot, given: S | None) -> None:
        self.engine = engine
        self.source = source
        self.slot = slot
        self.given = given
        self.resumed: ResumedUpload | None = None
        self.fingerprint = ""

    def bind(self, engine: Engine) -> None:
        """Send further calls with this engine, which has another deadline."""
        self.engine = engine

    def removing(self, reason: BaseException, options: CallOptions) -> tuple[Engine, CallOptions]:
        """Return the engine and the options for removing an upload that failed for this reason.

        The deadline of the upload holds for its removal too, except for a last short attempt.
        """
        seconds = REMOVE if isinstance(reason, Exception) else BRIEF
        left = self.engine.countdown({}).left
        if left is not None:
            seconds = max(BRIEF, min(seconds, left))
        options = {**options, "retries": 1, "deadline": seconds}
        return self.engine.bounded(options), options

    @abstractmethod
    def _target(self, state: S) -> str:
        """Return the target of a state's upload, for messages."""

    def _fits(self, state: S) -> bool:
        """Return whether a state is that of this upload."""
        return is_of(state, self.source, self.fingerprint)

    @abstractmethod
    def _remove_kept(self, record: dict[str, Any]) -> Effects[bool]:
        """Remove from the service what an earlier upload left. Return whether nothing of it is left."""

    def _kept(self) -> Effects[S | None]:
        """Return the state to resume, and remove what other versions of the file left."""
        for file, record in self.slot.superseded:
            if (yield from self._remove_kept(record)):
                yield Work(partial(self.slot.forget, file))
        if self.given is not None:
            if not self._fits(self.given):
                raise errors.SourceChangedError(
                    f"{self.source.name} is not the file whose upload to {self._target(self.given)} was started, or it "
                    "has changed; nothing was sent"
                )
            return self.given
        left = self.slot.record
        fields = self.slot.state(left) if left else None
        if left is None or fields is None:
            return None
        state = self.state_type(**fields)
        if self._fits(state):
            return state
        if not (yield from self._remove_kept(left)):
            yield Work(self.slot.set_aside)
        return None
