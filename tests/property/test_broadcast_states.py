"""Recorder and Streamer as state machines: the server, read from time to time, against a model with steps of a second.

The server computes from its clock what has happened since the last request. The model does what the documentation
says in each second. They must agree on every request.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from kinocraft_mock.services.platformcraft.recorder import lifecycle
from kinocraft_mock.services.platformcraft.recorder.state import Recorder
from kinocraft_mock.services.platformcraft.streamer.state import Channels
from tests.seed.account import NOON, Account
from tests.seed.broadcast import RecorderClient, StreamerClient, ok

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer


def restarted(account: Account) -> None:
    account.server.control.reset()
    account.server.control.freeze()
    account.server.control.set_clock(NOON)
    account.log_in()


@dataclass
class Recorded:
    """A record in the model. `files` has the seconds of each file; `silent` counts seconds without input."""

    path: str
    start: int
    stop: int
    max_dur: int
    timeout: int
    motion: bool
    events: bool
    instant: bool
    status: str = "wait"
    files: list[int] = field(default_factory=list)
    open: bool = False
    seconds: int = 0
    silent: int = 0

    def close(self, live: bool) -> None:
        if self.open and (self.seconds or live):
            self.files.append(min(self.seconds, self.max_dur))
        self.open = False
        self.seconds = 0

    def end(self, status: str, live: bool) -> None:
        self.close(live)
        self.status = status

    def begin(self, live: bool) -> None:
        self.status, self.silent = "progress", 0
        self.see(live)

    def see(self, live: bool) -> None:
        """Apply the state of the stream at this moment."""
        if self.status == "progress" and not self.motion and live:
            self.open, self.silent = True, 0

    def picture(self) -> None:
        if self.status == "progress" and self.motion:
            self.open, self.silent = True, 0

    def second(self, now: int, live: bool) -> None:
        """Let a second pass, until `now`."""
        if self.status == "progress":
            self.seconds += self.open and live
            self.silent += self.motion or not live
            if self.stop and now >= self.stop:
                self.close(live)
                self.end("finish" if self.motion or self.events or self.files else "error", live)
            elif self.silent >= self.timeout and (self.motion or not live):
                if not self.motion and not self.events:
                    self.end("error", live)
                else:
                    self.close(live)
        elif self.status == "wait" and now >= self.start:
            self.begin(live)


class Records(RuleBasedStateMachine):
    """One stream and its records."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        restarted(account)
        self.recorder = RecorderClient(account)
        self.stream = self.recorder.stream()
        self.now = NOON
        self.live = True
        self.records: dict[str, Recorded] = {}

    OPTIONS = st.fixed_dictionaries(
        {
            "max_dur": st.integers(0, 20),
            "stop_timeout": st.integers(1, 8),
            "motion_record": st.booleans(),
            "events_record": st.booleans(),
        }
    )

    def add(self, record_id: str, path: str, start: int, stop: int, options: dict[str, Any], instant: bool) -> None:
        flags = options["motion_record"], options["events_record"]
        record = Recorded(path, start, stop, options["max_dur"], options["stop_timeout"], *flags, instant)
        if start <= self.now:
            record.begin(self.live)
        self.records[record_id] = record

    @rule(begin=st.integers(-5, 15), lasts=st.integers(1, 30), options=OPTIONS)
    def schedule(self, begin: int, lasts: int, options: dict[str, Any]) -> None:
        start, stop = self.now + begin, self.now + begin + lasts
        path = f"/{len(self.records)}.m3u8"
        body = {"path": self.recorder.path(path), "start": start, "stop": stop, **options}
        response = self.recorder.call("POST", f"/{self.stream}/record", body)
        assert response.status_code == (200 if stop > self.now else 400)
        if response.status_code == 200:
            self.add(response.json()["id"], path, start, stop, options, instant=False)

    @rule(options=OPTIONS)
    def start(self, options: dict[str, Any]) -> None:
        path = f"/{len(self.records)}.m3u8"
        response = self.recorder.call("POST", f"/{self.stream}/start", {"path": self.recorder.path(path), **options})
        assert response.status_code == (409 if self.running_instant() else 200)
        if response.status_code == 200:
            self.add(response.json()["instant_record_id"], path, self.now, 0, options, instant=True)

    def running_instant(self) -> str:
        running = [key for key, each in self.records.items() if each.instant and each.status == "progress"]
        return running[0] if running else ""

    @rule()
    def stop_instant(self) -> None:
        record_id = self.running_instant()
        response = self.recorder.call("POST", f"/{self.stream}/stop")
        assert response.status_code == (200 if record_id else 409)
        if record_id:
            self.records[record_id].end("finish", self.live)

    @precondition(lambda self: self.records)
    @rule(data=st.data(), lasts=st.integers(1, 30))
    def prolong(self, data: st.DataObject, lasts: int) -> None:
        record_id = data.draw(st.sampled_from(sorted(self.records)))
        record = self.records[record_id]
        stop = max(record.start, self.now) + lasts
        response = self.recorder.call("PUT", f"/{self.stream}/record/{record_id}", {"stop": stop})
        assert response.status_code == (200 if record.status == "wait" else 409)
        if response.status_code == 200:
            record.stop = stop

    @precondition(lambda self: self.records)
    @rule(data=st.data())
    def stop(self, data: st.DataObject) -> None:
        record_id = data.draw(st.sampled_from(sorted(self.records)))
        record = self.records[record_id]
        response = self.recorder.call("POST", f"/{self.stream}/record/{record_id}/stop")
        assert response.status_code == (200 if record.status == "progress" else 409)
        if response.status_code == 200:
            record.end("finish", self.live)

    @rule(given=st.booleans())
    def set_input(self, given: bool) -> None:
        self.recorder.control.stream_input(self.stream, given)
        if given != self.live:
            self.live = given
            for record in self.records.values():
                record.silent = record.silent if record.motion else 0
                record.see(given)

    @rule()
    def send_picture(self) -> None:
        self.recorder.control.motion_picture(self.stream)
        for record in self.records.values():
            record.picture()

    @rule(seconds=st.integers(1, 20))
    def wait(self, seconds: int) -> None:
        self.recorder.control.advance(seconds)
        for _ in range(seconds):
            self.now += 1
            for record in self.records.values():
                record.second(self.now, self.live)

    @rule()
    def look(self) -> None:
        found = ok(self.recorder.call("GET", f"/{self.stream}/record"))
        assert [each["id"] for each in found] == list(self.records)
        for each in found:
            record = self.records[each["id"]]
            assert each["status"] == record.status, record
            assert len(each["files"] or []) == len(record.files), record
            for number, seconds in enumerate(record.files, 1):
                path = record.path if number == 1 else record.path.replace(".m3u8", f"_{number}.m3u8")
                assert self.recorder.seconds(path) == seconds, record

    def teardown(self) -> None:
        self.look()


class Playout(RuleBasedStateMachine):
    """One channel and its media blocks; the model knows which block is on air."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        restarted(account)
        self.streamer = StreamerClient(account)
        self.videos = {seconds: self.streamer.video(f"/{seconds}.mp4", seconds) for seconds in (1, 4, 9)}
        self.channel = self.streamer.channel()
        self.now = NOON
        self.blocks: dict[str, dict[str, Any]] = {}

    @rule(begin=st.integers(-5, 20), seconds=st.sampled_from([1, 4, 9]), loop=st.booleans(), ready=st.booleans())
    def make(self, begin: int, seconds: int, loop: bool, ready: bool) -> None:
        status = "ready" if ready else "not ready"
        items = {"360p": [self.videos[seconds]]}
        block_id = self.streamer.block(self.channel, begin, items, loop=loop, status=status)
        self.blocks[block_id] = {"at": self.now + begin, "seconds": seconds, "loop": loop, "status": status}

    def drawn(self, data: st.DataObject) -> tuple[str, dict[str, Any]]:
        block_id = data.draw(st.sampled_from(sorted(self.blocks)))
        return block_id, self.blocks[block_id]

    def put_on_air(self, block: dict[str, Any]) -> None:
        for each in self.blocks.values():
            if each["status"] == "start":
                each["status"] = "finish"
        block["status"] = "start"

    @precondition(lambda self: self.blocks)
    @rule(data=st.data())
    def start(self, data: st.DataObject) -> None:
        block_id, block = self.drawn(data)
        response = self.streamer.order(self.channel, block_id, "start")
        assert response.status_code == (409 if block["status"] == "not ready" else 200)
        if block["status"] not in ("not ready", "start"):
            block["at"] = self.now
            self.put_on_air(block)

    @precondition(lambda self: self.blocks)
    @rule(data=st.data())
    def schedule(self, data: st.DataObject) -> None:
        block_id, block = self.drawn(data)
        response = self.streamer.order(self.channel, block_id, "schedule")
        assert response.status_code == (409 if block["status"] == "not ready" else 200)
        if block["status"] not in ("not ready", "start"):
            if block["at"] > self.now:
                block["status"] = "wait"
            elif block["loop"] or block["at"] + block["seconds"] > self.now:
                self.put_on_air(block)
            else:
                block["status"] = "finish"

    @precondition(lambda self: self.blocks)
    @rule(data=st.data())
    def stop(self, data: st.DataObject) -> None:
        block_id, block = self.drawn(data)
        ok(self.streamer.order(self.channel, block_id, "stop"))
        if block["status"] in ("start", "wait"):
            block["status"] = "finish"

    @precondition(lambda self: self.blocks)
    @rule(data=st.data(), begin=st.integers(0, 20))
    def move(self, data: st.DataObject, begin: int) -> None:
        block_id, block = self.drawn(data)
        change = {"timestamp": self.now + begin}
        response = self.streamer.call("PUT", f"/{self.channel}/block/{block_id}", change)
        assert response.status_code == (409 if block["status"] in ("start", "wait") else 200)
        if response.status_code == 200:
            block["at"] = self.now + begin

    @rule(seconds=st.integers(1, 20))
    def wait(self, seconds: int) -> None:
        self.streamer.control.advance(seconds)
        for _ in range(seconds):
            self.now += 1
            for block in self.blocks.values():
                if block["status"] == "start" and not block["loop"] and block["at"] + block["seconds"] <= self.now:
                    block["status"] = "finish"
            for block in self.blocks.values():
                if block["status"] == "wait" and block["at"] <= self.now:
                    self.put_on_air(block)

    @invariant()
    def at_most_one_block_is_on_air(self) -> None:
        assert sum(block["status"] == "start" for block in self.blocks.values()) <= 1

    @rule()
    def look(self) -> None:
        found = ok(self.streamer.call("GET", f"/{self.channel}/block"))
        shown = {each["id"]: (each["status"], each["timestamp"]) for each in found}
        assert shown == {key: (block["status"], block["at"]) for key, block in self.blocks.items()}

    def teardown(self) -> None:
        self.look()


@pytest.fixture
def account(server: RunningServer) -> Iterator[Account]:
    made = Account(server)
    with made.http:
        yield made


def check(
    machine: Any, account: Account, phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink), examples: int = 60
) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: machine(account), settings=settings(max_examples=examples, stateful_step_count=30, phases=phases)
    )


@pytest.mark.parametrize("examples", [15, pytest.param(60, marks=pytest.mark.slow)])
@pytest.mark.parametrize("machine", [Records, Playout])
def test_the_server_matches_the_model(account: Account, machine: Any, examples: int) -> None:
    check(machine, account, examples=examples)


def late_begin(self: Recorder) -> None:
    """A defect: events that are due happen at the next request, not at their time."""
    now = self._context.clock.now()
    self._store.run("UPDATE recorder_records SET due = ? WHERE due <= ? AND status = 'wait'", now, now)
    real_settle(self)


def forgetful_lose(_record: Any, _moment: float) -> None:
    """A defect: recording continues without input."""


def greedy_close(record: Any, moment: float) -> Any:
    """A defect: a file keeps more than the last seconds."""
    clip = real_close(record, moment)
    return clip and lifecycle.Clip(clip.moment, clip.seconds + 1)


def polite_start(self: Channels, block: Any) -> None:
    """A defect: a start does not replace the block on air."""
    block.status, block.due = "wait", int(self._context.clock.now()) + 1
    self.save_block(block)


real_settle, real_close = Recorder.settle, lifecycle._close

MUTANTS = [
    (Records, Recorder, "settle", late_begin),
    (Records, lifecycle, "lose", forgetful_lose),
    (Records, lifecycle, "_close", greedy_close),
    (Playout, Channels, "start", polite_start),
    (Playout, Channels, "settle", lambda _self: None),
]


@pytest.mark.parametrize(("machine", "owner", "name", "mutant"), MUTANTS, ids=[f"{each[2]}" for each in MUTANTS])
def test_a_faulty_server_differs_from_the_model(
    account: Account, monkeypatch: pytest.MonkeyPatch, machine: Any, owner: Any, name: str, mutant: Any
) -> None:
    monkeypatch.setattr(owner, name, mutant)
    with pytest.raises((AssertionError, ExceptionGroup)):
        check(machine, account, (Phase.generate,))
