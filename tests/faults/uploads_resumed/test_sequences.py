"""Any sequence of steps, faults, kills, expiries, restarts and changes ends with the whole file, stored once.

A state machine draws the sequences. Server and broken connections are real; only time is simulated, and a kill, which
drops the client with all that it has in memory.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from upload_guarantees import SENDS, STARTS

from kinocraft.errors import ConflictError, KinocraftError
from tests.faults.harness import Harness, content, sent, uploads
from tests.faults.uploads_resumed.driver import SIZE, VENDORS, WHOLE, Driver, entries
from tests.faults.uploads_resumed.places import Place, expire

OTHERS = {
    "platformcraft": ("files.uploads.status", "files.uploads.complete", "files.uploads.cancel", "files.get"),
    "kinescope": ("videos.uploads.offset", "videos.get", "videos.delete", "videos.list"),
}
FAULTS = st.one_of(
    st.fixed_dictionaries({"fault": st.sampled_from(["lost_response", "drop_response"])}),
    st.fixed_dictionaries({"fault": st.just("drop_request"), "bytes": st.sampled_from([0, 1, 4_321])}),
    st.fixed_dictionaries({"fault": st.just("status"), "status": st.sampled_from([400, 409, 429, 500, 501, 503])}),
)
LOST = ("lost_response", "drop_response")


class Sequence(RuleBasedStateMachine):
    """One file that is uploaded by one client after another."""

    place: ClassVar[Place]
    kind: ClassVar[str]
    vendor: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.place.server.control.reset()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "talk.bin"
        self.versions = [WHOLE]
        self.file.write_bytes(WHOLE)
        os.utime(self.file, (1_000_000_000, 1_000_000_000))
        self.harness = Harness(self.kind, self.place.server)
        self.driver = Driver(self.harness, self.vendor, self.file)
        self.client = self.driver.client()
        self.handle: Any = None
        self.state: Any = None
        self.done = False
        self.confirmed: dict[int, int] = {}
        self.lost_starts = 0
        self.kept = 0
        """Cancelled uploads whose videos were complete already."""
        self.earlier_starts = 0
        """Starts before the last restart of the server, whose journal of requests begins anew."""
        self.said: list[str] = []
        self.log = logging.Handler()
        self.log.emit = lambda record: self.said.append(record.getMessage())  # type: ignore[method-assign]
        logging.getLogger("kinocraft").addHandler(self.log)

    # --- what is done ---------------------------------------------------------------------------------------------

    def attempt(self, do: Callable[[], Any]) -> Any:
        """Return the result; None after an error of the client."""
        try:
            return self.harness.result(do)
        except KinocraftError as error:
            self.said += [str(error), *getattr(error, "__notes__", [])]
            return None

    def check_progress(self, progress: Any) -> None:
        """Check that the confirmed bytes of an upload session never become fewer."""
        session = self.earlier_starts + len(sent(self.place.server, STARTS[self.vendor]))
        assert self.confirmed.get(session, 0) <= progress.confirmed <= progress.total == SIZE
        self.confirmed[session] = progress.confirmed

    @precondition(lambda self: not self.done and self.handle is None)
    @rule()
    def begin(self) -> None:
        self.handle = self.driver.begin(self.client, progress=self.check_progress)
        self.attempt(self.handle.start)

    @precondition(lambda self: self.handle is not None)
    @rule()
    def advance(self) -> None:
        made = self.attempt(self.handle.advance)
        assert made is None or 0 < made.confirmed <= SIZE

    @precondition(lambda self: self.handle is not None)
    @rule()
    def checkpoint(self) -> None:
        with suppress(KinocraftError):  # the start failed
            self.state = self.handle.checkpoint()

    @precondition(lambda self: self.handle is not None)
    @rule()
    def run(self) -> None:
        if self.attempt(self.handle.run) is not None:
            self.done, self.handle = True, None

    @precondition(lambda self: self.handle is not None)
    @rule()
    def cancel(self) -> None:
        before, whole = self.said[:], self.vendor == "kinescope" and self._sent_whole()
        self.attempt(self.handle.cancel)
        if self.said == before:
            self.handle = None
            self.kept += whole

    def _sent_whole(self) -> bool:
        """Return whether all bytes are confirmed. The last chunk completes a video, which is not cancelled then."""
        sending = self.handle._task._sending
        return sending is not None and sending.state is not None and sending.confirmed == SIZE

    @precondition(lambda self: self.handle is not None)
    @rule()
    def close(self) -> None:
        self.harness.result(self.handle.close if self.kind == "sync" else self.handle.aclose)
        self.handle = None

    @rule()
    def kill(self) -> None:
        """Lose all that the process has in memory. The system releases its locks, whose files stay."""
        if self.handle is not None:
            task = self.handle._task
            if task._sending is not None and task._sending.slot._lock is not None:
                task._sending.slot._lock.release()
            if task._source is not None:
                task._source.close()
        self.handle, self.client = None, self.driver.new_client()

    @precondition(lambda self: not self.done and self.handle is None and self.state is not None)
    @rule()
    def resume(self) -> None:
        """Resume a state in another process, which has no journal."""
        self.handle = self.driver.begin(self.client, resume=False)
        state = self.state
        if self.attempt(lambda: self.handle.resume(state)) is None:
            self.close()

    @precondition(lambda self: not self.done and self.handle is None)
    @rule()
    def upload(self) -> None:
        self.done = self.attempt(lambda: self._same_call()) is not None

    def _same_call(self) -> Any:
        section, args, given = self.driver._call(self.client)
        return section.raw.upload(self.file, *args, **given, progress=self.check_progress)

    # --- what happens ---------------------------------------------------------------------------------------------

    @rule(fault=FAULTS, place=st.integers(0, 5), after=st.integers(0, 3), times=st.sampled_from([1, 1, 1, 2, 6]))
    def fault(self, fault: dict[str, Any], place: int, after: int, times: int) -> None:
        operations = (SENDS[self.vendor], STARTS[self.vendor], *OTHERS[self.vendor])
        operation = operations[place]
        parameters = {key: value for key, value in fault.items() if key != "fault"}
        self.place.server.control.fault(operation, fault["fault"], **parameters, after=after, times=times)
        if operation == STARTS[self.vendor] and fault["fault"] in LOST:
            self.lost_starts += times

    @rule()
    def faults_end(self) -> None:
        self.place.server.control.clear_faults()

    @rule()
    def expire(self) -> None:
        expire(self.place.server, self.vendor)

    @rule()
    def restart(self) -> None:
        self.earlier_starts += len(sent(self.place.server, STARTS[self.vendor]))
        self.place.restart()
        self.harness.server = self.place.server

    @precondition(lambda self: not self.done and len(self.versions) < 3)
    @rule(in_place=st.booleans())
    def change(self, in_place: bool) -> None:
        """Write other bytes of equal number, into the file or into another one that takes its place."""
        data = content(SIZE, seed=len(self.versions))
        self.versions.append(data)
        other = self.file if in_place else self.folder / "other"
        other.write_bytes(data)
        os.utime(other, (1_000_000_000, 1_000_000_000 + in_place * len(self.versions)))
        other.replace(self.file)

    @rule(seconds=st.sampled_from([-400 * 24 * 3600.0, -60.0, 60.0, 30 * 24 * 3600.0]))
    def jump(self, seconds: float) -> None:
        self.harness.clock.now += seconds

    # --- the end --------------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            self._end()
        finally:
            logging.getLogger("kinocraft").removeHandler(self.log)
            self.harness.close()
            shutil.rmtree(self.folder)

    def _end(self) -> None:
        self.place.server.control.clear_faults()
        self.kill()
        # The file may change after its last byte was confirmed, or after its call had failed although it was complete.
        expected = set(self.versions) if self.done else {self.versions[-1]}
        if not self.done or entries(self.file):  # completed from a state, which the journal does not know
            try:
                self.driver.upload(self.client)
            except ConflictError:
                expected = set(self.versions[:-1])
        assert entries(self.file) == []
        complete = [each for each in self.driver.contents() if each is not None]
        assert expected & set(complete)
        assert len(complete) - len(set(complete)) <= self.kept
        assert set(complete) <= set(self.versions)
        said = "".join(self.said)
        unnamed = [each for each in self._incomplete() if each not in said]
        assert len(unnamed) <= (self.lost_starts if self.vendor == "platformcraft" else 0), unnamed

    def _incomplete(self) -> list[str]:
        if self.vendor == "platformcraft":
            return uploads(self.place.server)
        return [
            video.id for video in self.harness.each(lambda: self.client.raw.videos.list()) if video.status != "done"
        ]


def machine(place: Place, vendor: str, kind: str) -> type[Sequence]:
    return type("Drawn", (Sequence,), {"place": place, "vendor": vendor, "kind": kind})


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("vendor", VENDORS)
def test_a_sequence_of_steps_and_faults_ends_with_the_file(place: Place, vendor: str, kind: str) -> None:
    run_state_machine_as_test(machine(place, vendor, kind), settings=settings(max_examples=3, stateful_step_count=12))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("vendor", VENDORS)
def test_a_long_sequence_of_steps_and_faults_ends_with_the_file(place: Place, vendor: str, kind: str) -> None:
    run_state_machine_as_test(machine(place, vendor, kind), settings=settings(max_examples=300, stateful_step_count=40))
