"""Transfers that end early, by faults of network and disk or by kill -9: the same call loses and doubles nothing."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from kinocraft import Kinescope, Platformcraft
from kinocraft.errors import ResultsError
from kinocraft.transfers import results as results_module
from tests.transfers.conftest import Move, counts, lines, rows, write_library

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server in the environment, and a state folder of the test. Time is real: both sides must agree on it."""
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path / "state"))
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Six files whose names fit into headers, so that each is sent in one request."""
    return write_library(tmp_path / "library", [f"talk {number}" for number in range(6)])


QUICK = {
    ("lost_response", "bytes", "next run"),
    ("lost_response", "url", "same run"),
    ("drop_request", "bytes", "next run"),
}
"""What the default run of the tests draws of the failed requests."""


def digests(kinescope: Kinescope) -> list[str]:
    """The MD5 of the file of each video, sorted."""
    return sorted(video.assets[0].md5 or "" if video.assets else video.status for video in kinescope.videos.list())


def md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes()).hexdigest()


BROKEN = ("aborted", "error", "suspended")


def same_videos(kinescope: Kinescope, files: list[Path], server: Any, log: str = "") -> None:
    """Check that there is one video for each file, with its bytes, and else only broken ones that a log names."""
    for video in list(kinescope.videos.list()):
        while kinescope.videos.get(video.id).status not in ("done", *BROKEN):
            server.control.advance(10)  # the service processes what has arrived
    for video in list(kinescope.videos.list(status=BROKEN)):
        assert f"video {video.id} has the title and place of an item" in log
        kinescope.videos.delete(video)
    assert digests(kinescope) == sorted(map(md5, files))
    assert {video.status for video in kinescope.videos.list()} == {"done"}


@pytest.mark.parametrize("fault", ["drop_request", "drop_response", "lost_response"])
def test_a_failed_request_to_filespot_moves_each_file_once(
    move: Move, files: list[Path], server: Any, platformcraft: Platformcraft, fault: str
) -> None:
    with Platformcraft(rate_limits=False, timeout=0.5, retries=0) as impatient:
        server.control.fault("files.create", fault, after=2)
        move(rows(files), to="platformcraft:/lib", platformcraft=impatient)
    report = move(rows(files), to="platformcraft:/lib")
    assert report.done + report.skipped == 6
    stored = {item.name: item.size for item in platformcraft.files.list("/lib")}
    assert stored == {file.name: file.stat().st_size for file in files}
    assert [result.status for result in report.results()] == ["done"] * 6


@pytest.mark.parametrize(
    ("fault", "by", "settled_by"),
    [
        pytest.param(fault, by, run, marks=() if (fault, by, run) in QUICK else pytest.mark.slow)
        for fault in ("drop_request", "drop_response", "lost_response")
        for by in ("bytes", "url")
        for run in ("same run", "next run")
    ],
)
def test_a_failed_request_to_kinescope_makes_one_video_of_each_file(
    move: Move,
    files: list[Path],
    server: Any,
    kinescope: Kinescope,
    platformcraft: Platformcraft,
    project: str,
    fault: str,
    by: str,
    settled_by: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    items: Any = rows(files)
    if by == "url":
        items = [{"source": platformcraft.files.upload(file, f"/public/{file.name}").download_url} for file in files]
    with Kinescope(rate_limits=False, timeout=0.5, retries=0) as impatient:
        server.control.fault("videos.uploads.create", fault, after=1)
        if settled_by == "next run":
            server.control.fault("videos.list", "drop_request")
        first = move(items, to=f"kinescope:{project}", kinescope=impatient)
    assert first.failed == (fault == "drop_request" or settled_by == "next run")

    second = move(items, to=f"kinescope:{project}")

    assert (second.done, second.failed) == (first.failed, 0)
    assert any(result.found for result in second.results()) == (fault != "drop_request")
    same_videos(kinescope, files, server, caplog.text)
    assert not (second.path.parent / f"{second.path.name}.started").exists()


def test_a_lost_response_to_a_replaced_video_is_not_settled_by_the_video_that_it_replaces(
    move: Move, files: list[Path], server: Any, kinescope: Kinescope, project: str
) -> None:
    move(rows(files[:1]), to=f"kinescope:{project}")
    files[0].write_bytes(b"new")
    with Kinescope(rate_limits=False, timeout=0.5, retries=0) as impatient:
        server.control.fault("videos.uploads.create", "drop_request")
        report = move(rows(files[:1]), to=f"kinescope:{project}", replace=True, kinescope=impatient)
    assert report.failed == 1
    assert move(rows(files[:1]), to=f"kinescope:{project}", replace=True).done == 1
    same_videos(kinescope, files[:1], server)


def test_a_video_from_before_the_first_attempt_is_not_taken(
    move: Move, files: list[Path], server: Any, kinescope: Kinescope, project: str
) -> None:
    older = kinescope.videos.upload(files[0], parent_id=project, title=files[0].stem).id
    server.control.advance(3600)
    with Kinescope(rate_limits=False, timeout=0.5, retries=0) as impatient:
        server.control.fault("videos.uploads.create", "drop_request")
        assert move(rows(files[:1]), to=f"kinescope:{project}", kinescope=impatient).failed == 1
    result = next(iter(move(rows(files[:1]), to=f"kinescope:{project}").results()))
    assert (result.status, result.found) == ("done", False)
    assert result.place != f"kinescope:{older}"


@pytest.mark.parametrize("settled_by", ["same run", pytest.param("next run", marks=pytest.mark.slow)])
@pytest.mark.parametrize("fault", ["lost_response", pytest.param("drop_request", marks=pytest.mark.slow)])
def test_videos_that_look_alike_are_not_taken_for_each_other(
    move: Move,
    tmp_path: Path,
    server: Any,
    kinescope: Kinescope,
    project: str,
    fault: str,
    settled_by: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    twins = [tmp_path / folder / "talk.mp4" for folder in "abc"]
    for twin in twins:
        twin.parent.mkdir()
        twin.write_bytes(b"the same video")
    with Kinescope(rate_limits=False, timeout=0.5, retries=0) as impatient:
        server.control.fault("videos.uploads.create", fault, after=1)
        if settled_by == "next run":
            server.control.fault("videos.list", "drop_request")
        # Of a request that did not arrive, another one's video is found, and not taken: the item is moved anew.
        first = move(rows(twins), to=f"kinescope:{project}", kinescope=impatient)
    assert first.failed == (settled_by == "next run")
    report = move(rows(twins), to=f"kinescope:{project}")
    assert (report.failed, report.done + report.skipped) == (0, 3)
    places = [result.place for result in report.results()]
    same_videos(kinescope, twins, server, caplog.text)
    assert sorted(places) == sorted(f"kinescope:{video.id}" for video in kinescope.videos.list())
    assert len(set(places)) == 3


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, after: int) -> Iterator[None]:
    """Let only the first half of a line after some lines fit on the disk."""
    left = [after]
    write = os.write

    def limited(file: int, content: Any) -> int:
        left[0] -= 1
        if left[0] > 0:
            return write(file, content)
        if left[0] == 0:
            return write(file, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(results_module.os, "write", limited)
        yield


@pytest.mark.parametrize("after", [1, 2, 5])
@pytest.mark.parametrize("to", ["kinescope", "platformcraft"])
def test_a_full_disk_for_the_results_loses_nothing(
    move: Move,
    files: list[Path],
    server: Any,
    kinescope: Kinescope,
    platformcraft: Platformcraft,
    project: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    to: str,
    after: int,
) -> None:
    target = f"kinescope:{project}" if to == "kinescope" else "platformcraft:/lib"
    with full_disk(monkeypatch, after), pytest.raises(ResultsError, match="No space left"):
        move(rows(files), to=target)
    for line in lines(tmp_path / "results.jsonl"):
        assert line["status"] == "done"

    report = move(rows(files), to=target)

    assert (report.done + report.skipped, report.failed) == (6, 0)
    assert [result.status for result in report.results()] == ["done"] * 6
    if to == "kinescope":
        same_videos(kinescope, files, server, caplog.text)
    else:
        assert {item.name for item in platformcraft.files.list("/lib")} == {file.name for file in files}


def test_a_torn_last_line_is_removed(move: Move, files: list[Path]) -> None:
    report = move(rows(files[:2]), to="platformcraft:/lib")
    whole = report.path.read_bytes()
    report.path.write_bytes(whole[:-10])
    assert counts(move(rows(files[:2]), to="platformcraft:/lib")) == (1, 1, 0, 0)
    assert [line["status"] for line in lines(report.path)] == ["done", "done"]


@pytest.fixture
def manifest(files: list[Path]) -> Path:
    file = files[0].parent / "manifest.csv"
    file.write_text("source\n" + "".join(f'"{each.name}"\n' for each in files), "utf-8")
    return file


@contextmanager
def program(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a transfer as a program of its own. It is killed at the end."""
    command = [sys.executable, "-m", "tests.transfers.program", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as started:
        try:
            yield started
        finally:
            started.kill()


def fired(server: Any, fault: str, started: subprocess.Popen[bytes]) -> None:
    while not server.control.fired(fault):
        with suppress(subprocess.TimeoutExpired):
            started.wait(0.05)
            pytest.fail(f"it ended: {started.stderr and started.stderr.read()!r}")


def moved(manifest: Path) -> list[str]:
    """The sources that the results say are done."""
    return [line["source"] for line in lines(manifest.with_suffix(".results.jsonl")) if line["status"] == "done"]


STALLS = {
    "kinescope": ("videos.uploads.create", "videos.uploads.append"),
    "platformcraft": ("files.create", "files.uploads.put_part"),
}


@pytest.mark.parametrize(
    ("to", "fault", "large"),
    [
        ("kinescope", "stall", False),
        pytest.param("kinescope", "lost_response", False, marks=pytest.mark.slow),
        pytest.param("kinescope", "lost_response", True, marks=pytest.mark.slow),
        pytest.param("platformcraft", "lost_response", False, marks=pytest.mark.slow),
        pytest.param("platformcraft", "stall", True, marks=pytest.mark.slow),
    ],
)
def test_a_killed_transfer_is_resumed_and_creates_everything_once(
    move: Move,
    files: list[Path],
    manifest: Path,
    server: Any,
    kinescope: Kinescope,
    platformcraft: Platformcraft,
    project: str,
    caplog: pytest.LogCaptureFixture,
    to: str,
    fault: str,
    large: bool,
) -> None:
    if large:
        files[3].write_bytes(os.urandom(17 << 20))
    target = f"kinescope:{project}" if to == "kinescope" else "platformcraft:/lib"
    options = {"seconds": 60} if fault == "stall" else {}
    hit = server.control.fault(STALLS[to][large], fault, after=0 if large else 2, **options)
    with program(manifest, target) as started:
        fired(server, hit, started)
        started.kill()
        started.wait()
    server.control.cancel_fault(hit)
    before = moved(manifest)

    report = move(manifest, to=target)

    assert (report.done + report.skipped, report.failed) == (6, 0)
    assert report.skipped == len(before) == len(set(before))
    assert len(moved(manifest)) == len(set(moved(manifest))) == 6
    if to == "kinescope":
        same_videos(kinescope, files, server, caplog.text)
    else:
        for file in files:
            copy = platformcraft.files.download(f"/lib/{file.name}", file.with_name("copy"))
            assert copy.read_bytes() == file.read_bytes()
        assert len(list(platformcraft.files.list("/lib"))) == 6


def test_ctrl_c_stops_a_large_upload_soon_and_the_next_run_resumes_it(
    move: Move, files: list[Path], manifest: Path, server: Any, kinescope: Kinescope, project: str
) -> None:
    files[0].write_bytes(os.urandom(33 << 20))
    hit = server.control.fault("videos.uploads.append", "slow", bytes_per_second=16 << 20)
    with program(manifest, f"kinescope:{project}") as started:
        fired(server, hit, started)
        started.send_signal(signal.SIGINT)
        assert started.wait(60) != 0
    sent = len(server.control.journal("videos.uploads.init"))

    report = move(manifest, to=f"kinescope:{project}")

    assert report.failed == 0
    assert len(server.control.journal("videos.uploads.init")) == sent == 1
    same_videos(kinescope, files, server)
