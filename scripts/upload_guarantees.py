"""Write docs/upload-guarantees.md: what happens to an upload after each fault, as the tests prove it.

python scripts/upload_guarantees.py            write
python scripts/upload_guarantees.py --check    write nothing; exit 1 if the file differs
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console import use_utf8

PAGE = Path(__file__).resolve().parent.parent / "docs" / "upload-guarantees.md"
PARTS = 4
"""The parts or chunks of the uploads in the tests."""
RETRIED = (408, 429, 500, 502, 503, 504, 507, 520, 530)
UNCLEAR = (409, 423)
PERMANENT = (400, 402, 413, 415, 501, 505)

SAME, NEXT, ERROR = "the same call resumes it", "the next call resumes it", "a typed error; nothing is left"
VENDORS = {"platformcraft": "Filespot, in parts", "kinescope": "Kinescope, in chunks"}
SENDS = {"platformcraft": "files.uploads.put_part", "kinescope": "videos.uploads.append"}
STARTS = {"platformcraft": "files.uploads.start", "kinescope": "videos.uploads.init"}


@dataclass(frozen=True)
class Case:
    """A fault, and how the upload ends. In every case the bytes that are stored have the SHA-256 of the file."""

    vendor: str
    event: str
    operation: str
    fault: str
    outcome: str
    parameters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    leftover: bool = False
    """Whether the service may keep an upload session or a video without any bytes, whose id was lost."""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def id(self) -> str:
        detail = "-".join(str(value) for value in self.parameters.values())
        return f"{self.vendor}-{self.operation}-{self.fault}-{detail}"


def cases() -> Iterator[Case]:
    for vendor, send in SENDS.items():
        yield from _transport(vendor, send)
        yield from _statuses(vendor, send)
        start = STARTS[vendor]
        yield Case(vendor, "the start does not arrive", start, "drop_request", SAME)
        for fault in ("lost_response", "drop_response"):
            yield Case(vendor, "the response to the start is lost", start, fault, SAME, leftover=True)
    for fault in ("lost_response", "drop_response"):
        yield Case("platformcraft", "the response to the completion is lost", "files.uploads.complete", fault, SAME)
        yield Case("kinescope", "the response with the video is lost", "videos.get", fault, SAME)
    for status in (500, 503):
        words = "the completion is rejected with 500 or 503"
        yield Case("platformcraft", words, "files.uploads.complete", "status", SAME, {"status": status})
        words = "the status is rejected with 500 or 503"
        yield Case("platformcraft", words, "files.uploads.status", "status", SAME, {"status": status})
    words = "the completion never arrives"
    yield Case("platformcraft", words, "files.uploads.complete", "drop_request", NEXT, {"times": 3})


def _transport(vendor: str, send: str) -> Iterator[Case]:
    for after in range(PARTS):
        parameters = {"after": after}
        yield Case(vendor, "the connection breaks before a part", send, "drop_request", SAME, parameters)
        for place in (1, 4_321):
            words = "the connection breaks in a part"
            yield Case(vendor, words, send, "drop_request", SAME, {**parameters, "bytes": place})
        for fault in ("lost_response", "drop_response"):
            yield Case(vendor, "the connection breaks after a part", send, fault, SAME, parameters)
    yield Case(vendor, "a part stalls", send, "stall", SAME, {"seconds": 60}, options={"timeout": 0.3})
    for after in range(PARTS):
        parameters = {"after": after, "times": 6}
        yield Case(vendor, "the network fails for longer than all retries", send, "drop_request", NEXT, parameters)


def _statuses(vendor: str, send: str) -> Iterator[Case]:
    for status in RETRIED:
        words = f"a part is rejected with {', '.join(map(str, RETRIED))}"
        yield Case(vendor, words, send, "status", SAME, {"status": status, "after": 1})
    for status in UNCLEAR:
        words = f"a part is rejected with {' or '.join(map(str, UNCLEAR))}"
        outcome = SAME if vendor == "kinescope" else ERROR
        yield Case(vendor, words, send, "status", outcome, {"status": status, "after": 1})
    for status in PERMANENT:
        words = f"a part is rejected with {', '.join(map(str, PERMANENT))}"
        outcome = NEXT if status in (501, 505) else ERROR
        if outcome == NEXT:
            words = "a part is rejected with 501 or 505"
        else:
            words = f"a part is rejected with {', '.join(str(each) for each in PERMANENT if each < 500)}"
        yield Case(vendor, words, send, "status", outcome, {"status": status, "after": 1})


EVENTS: tuple[tuple[str, str, str], ...] = (
    ("the upload session expires between two parts", SAME, "test_an_upload_session_that_expires_is_replaced"),
    (
        "the upload session expires during a part",
        SAME,
        "test_an_upload_session_that_expires_during_a_part_is_replaced",
    ),
    (
        "the server is restarted with its data, between two parts or during one",
        SAME,
        "test_an_upload_continues_after_a_restart_of_the_server",
    ),
    (
        "the server is restarted with its data between two calls",
        NEXT,
        "test_a_restart_of_the_server_keeps_what_it_confirmed",
    ),
    (
        "a part is rejected three times with any status from 400 to 530",
        "the same call or the next one resumes it",
        "test_any_status_of_a_part_ends_with_the_file_or_nothing",
    ),
    ("the client is killed (kill -9) at any moment", NEXT, "test_a_killed_client_is_resumed_by_the_same_call"),
    (
        "Ctrl-C, a cancelled task or an error of a hook, at any step",
        NEXT,
        "test_an_upload_stopped_at_any_step_is_resumed",
    ),
    (
        "another process uploads the same file to the same place",
        "`UploadInProgressError`, which names the process; the other one continues",
        "test_the_second_of_two_processes_learns_who_uploads",
    ),
    (
        "that process is killed",
        "the next call takes over its lock, and resumes the upload",
        "test_the_lock_of_a_killed_process_is_taken_over",
    ),
    (
        "the file is replaced by one of equal size during the upload",
        "`SourceChangedError`; nothing is left",
        "test_a_replaced_file_stops_its_upload",
    ),
    (
        "the file is replaced, written, cut or touched before the completion",
        "`SourceChangedError`; nothing is left",
        "test_a_file_that_changes_before_the_completion_is_not_stored",
    ),
    (
        "the file is replaced by one of equal size before the next call",
        "the next call starts anew, and removes what was sent of the replaced file",
        "test_a_file_replaced_between_two_calls_is_sent_from_its_start",
    ),
    (
        "what an earlier call sent cannot be resumed, and its removal fails",
        "the journal keeps it; the next upload of the file to the same place, or `uploads cancel`, removes it",
        "test_an_upload_of_a_changed_file_that_cannot_be_removed_stays_in_the_journal",
    ),
    (
        "the deadline of the upload passes",
        "`DeadlineError`; the next call resumes it",
        "test_an_upload_that_its_deadline_ended_is_resumed",
    ),
    ("the clock jumps between two calls", NEXT, "test_a_clock_that_jumps_does_not_disturb_a_resumed_upload"),
    (
        "the disk of the journal is full, or its folder is not writable",
        "the upload continues; a warning in the log says that no call can resume it",
        "test_an_upload_continues_without_a_journal",
    ),
    ("the clock jumps during the upload", SAME, "test_a_clock_that_jumps_during_an_upload_does_not_disturb_it"),
    (
        "the content is a pipe, a connection or an iterator of unknown length",
        "it is stored; memory use does not depend on its length",
        "test_memory_does_not_grow_with_the_content",
    ),
    (
        "any sequence of steps, faults, kills, expiries, restarts, changes and jumps of the clock",
        "the last call stores the file once; what is left is named in an error or in the log",
        "test_a_sequence_of_steps_and_faults_ends_with_the_file",
    ),
)
"""What happens to both vendors, how it ends, and the test that shows it."""

INTRO = """# What an upload survives

This page is generated by `scripts/upload_guarantees.py`. Tests prove each line over loopback, with the sync and the
async client (`tests/faults/uploads_resumed/`); for faults also with the command line
(`tests/cli/test_upload_faults.py`). They upload a file on disk that is larger than the threshold. However an upload
ends, the stored bytes have the SHA-256 of the file, and nothing else of it is stored.

- **The same call resumes it**: the call during which the fault happens returns the result.
- **The next call resumes it**: the call raises an error; repeated, it sends only what is missing.
- **A typed error; nothing is left**: the failure would happen again, so what was sent is removed.

If the response to the start of an upload is lost, the service may keep what the start created, without any bytes. A
warning in the log says so, and so does a note on the error if the upload fails:

- Filespot keeps an upload session without parts. No operation lists sessions, and a session can only be cancelled by
  its id, which was in the lost response. A second start to the same path makes another session.
- Kinescope keeps a video that stays empty. Before the client creates another one, it looks for this video by parent,
  title, size and time, and names it in the log and in `UploadProgress.leftovers`. It does not delete the video, because
  it may belong to another program that is about to upload a file under the same title: the service does not say who
  started a video.
"""


def page() -> str:
    """Return the text of the page."""
    lines = [INTRO, "## Faults", "", "| fault | " + " | ".join(VENDORS.values()) + " |", "| --- | --- | --- |"]
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for case in cases():
        outcome, count = found.setdefault(case.event, {}).get(case.vendor, (case.outcome, 0))
        assert outcome == case.outcome, case
        found[case.event][case.vendor] = outcome, count + 1
    for event, outcomes in found.items():
        cells = [f"{outcomes[each][0]} ({outcomes[each][1]})" if each in outcomes else "—" for each in VENDORS]
        lines.append(f"| {event} | {' | '.join(cells)} |")
    lines += [
        "",
        "The numbers are numbers of test cases.",
        "",
        "## Events",
        "",
        "| event | how it ends |",
        "| --- | --- |",
    ]
    lines += [f"| {event} | {outcome} |" for event, outcome, _ in EVENTS]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    if parser.parse_args().check:
        if PAGE.is_file() and PAGE.read_text("utf-8") == page():
            return 0
        print(f"{PAGE.name} differs: run python scripts/upload_guarantees.py")
        return 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    use_utf8()
    sys.exit(main())
