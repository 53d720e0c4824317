"""Transfers in threads: results, re-runs, changed sources, duplicates, order, and how many are moved at a time."""

from __future__ import annotations

import threading
import tracemalloc
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kinocraft import Kinescope, Platformcraft, TransferItem, TransferResult, read_results
from kinocraft.errors import ResultsError
from kinocraft.transfers.task import Outcome
from tests.transfers.conftest import Move, counts, lines, rows


def test_files_are_moved_with_their_names_and_bytes(
    move: Move, files: list[Path], platformcraft: Platformcraft, tmp_path: Path
) -> None:
    report = move(rows(files), to="platformcraft:/lib")

    assert counts(report) == (6, 0, 0, 0)
    assert report.total == 6
    for file in files:
        copy = platformcraft.files.download(f"/lib/{file.name}", tmp_path / "copy")
        assert copy.read_bytes() == file.read_bytes()


def test_results_are_read_in_the_order_of_the_manifest(move: Move, files: list[Path], server: Any) -> None:
    server.control.fault("files.create", "status", status=503, times=1)  # the first one finishes late
    report = move(rows(files), to="platformcraft:/lib")

    results = list(report.results())
    assert [result.position for result in results] == list(range(6))
    assert [result.source for result in results] == [str(file) for file in files]
    assert [result.place for result in results] == [f"platformcraft:/lib/{file.name}" for file in files]
    assert sorted(line["position"] for line in lines(report.path)) == list(range(6))


@pytest.mark.parametrize("failing", [0, 3, 5])
def test_an_item_that_fails_does_not_stop_the_others_and_is_tried_again(
    move: Move, files: list[Path], failing: int
) -> None:
    content = files[failing].read_bytes()
    files[failing].unlink()
    reported: list[tuple[TransferResult, Exception | None]] = []
    report = move(rows(files), to="platformcraft:/lib", on_result=lambda *both: reported.append(both))

    assert counts(report) == (5, 0, 1, 0)
    (failed,) = [result for result in report.results() if result.status == "failed"]
    assert (failed.position, failed.place) == (failing, "")
    assert failed.error == {
        "kind": "SourceError",
        "message": f"cannot read {files[failing]}: No such file or directory; nothing was sent",
    }
    assert len(reported) == 6
    assert [(result.position, str(error)) for result, error in reported if error] == [
        (failing, failed.error["message"])
    ]

    files[failing].write_bytes(content)
    assert counts(move(rows(files), to="platformcraft:/lib")) == (1, 5, 0, 0)
    assert [result.status for result in report.results()] == ["done"] * 6


def test_a_second_run_sends_nothing(move: Move, files: list[Path], server: Any) -> None:
    move(rows(files), to="platformcraft:/lib")
    sent = len(server.control.journal())
    report = move(rows(files), to="platformcraft:/lib")
    assert counts(report) == (0, 6, 0, 0)
    assert len(server.control.journal()) == sent
    assert len(lines(report.path)) == 6


def test_a_source_that_was_removed_after_its_move_stays_moved(move: Move, files: list[Path]) -> None:
    move(rows(files), to="platformcraft:/lib")
    files[2].unlink()
    assert counts(move(rows(files), to="platformcraft:/lib")) == (0, 6, 0, 0)


def test_rows_that_are_inserted_move_the_positions_of_the_others(move: Move, files: list[Path]) -> None:
    move(rows(files[1:]), to="platformcraft:/lib")
    report = move(rows(files), to="platformcraft:/lib")
    assert counts(report) == (1, 5, 0, 0)
    assert [result.source for result in report.results()] == [str(file) for file in files]


def test_another_destination_is_another_item(move: Move, files: list[Path], platformcraft: Platformcraft) -> None:
    move(rows(files[:1]), to="platformcraft:/a")
    assert counts(move(rows(files[:1]), to="platformcraft:/b")) == (1, 0, 0, 0)
    assert platformcraft.files.get(f"/b/{files[0].name}").size == 1000


def test_an_item_can_name_its_whole_path(move: Move, files: list[Path], platformcraft: Platformcraft) -> None:
    items = [
        TransferItem(files[0], to="platformcraft:/x/first.mp4", description="First"),
        TransferItem(files[1], to="platformcraft:/x/"),
        TransferItem(files[2], to="platformcraft:/x", folder="y/z"),
    ]
    assert counts(move(items)) == (3, 0, 0, 0)
    assert platformcraft.files.get("/x/first.mp4").description == "First"
    assert platformcraft.files.get(f"/x/{files[1].name}").size == 1001
    assert platformcraft.files.get(f"/x/y/z/{files[2].name}").size == 1002


def test_an_item_without_a_destination_fails_alone(move: Move, files: list[Path]) -> None:
    items = [TransferItem(files[0]), TransferItem(files[1], to="platformcraft:/x/")]
    report = move(items)
    assert counts(report) == (1, 0, 1, 0)
    assert "has no destination" in str(next(iter(report.results())).error)


def test_a_duplicate_is_moved_once_and_named(move: Move, files: list[Path], server: Any) -> None:
    items = [*rows(files[:2]), *rows(files[:1])]
    for run in range(2):
        report = move(items, to="platformcraft:/lib")
        assert counts(report) == ((2, 0, 0, 1) if run == 0 else (0, 2, 0, 1))
    assert [result.status for result in report.results()] == ["done", "done", "duplicate"]
    assert len(server.control.journal("files.create")) == 2
    assert len(lines(report.path)) == 3


def test_two_sources_for_one_path_do_not_replace_each_other(
    move: Move, tmp_path: Path, platformcraft: Platformcraft
) -> None:
    for folder, content in (("a", b"one"), ("b", b"two"), ("c", b"one")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talk.mp4").write_bytes(content)
    items = rows([tmp_path / folder / "talk.mp4" for folder in "abc"])
    report = move(items, to="platformcraft:/lib")
    assert [(result.status, result.found) for result in report.results()] == [
        ("done", False),
        ("failed", False),
        ("done", True),  # the same bytes are there already
    ]
    assert platformcraft.files.get("/lib/talk.mp4").size == 3


def change(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"more")


def test_a_changed_source_fails_until_it_may_be_replaced_on_filespot(
    move: Move, files: list[Path], platformcraft: Platformcraft
) -> None:
    move(rows(files[:2]), to="platformcraft:/lib")
    change(files[0])
    for _ in range(2):
        report = move(rows(files[:2]), to="platformcraft:/lib")
        assert counts(report) == (0, 1, 1, 0)
    result = next(iter(report.results()))
    assert (result.status, result.place) == ("failed", f"platformcraft:/lib/{files[0].name}")
    assert "the source changed after it was moved" in str(result.error)
    assert platformcraft.files.get(f"/lib/{files[0].name}").size == 1000

    assert counts(move(rows(files[:2]), to="platformcraft:/lib", replace=True)) == (1, 1, 0, 0)
    assert platformcraft.files.get(f"/lib/{files[0].name}").size == 1004
    assert counts(move(rows(files[:2]), to="platformcraft:/lib")) == (0, 2, 0, 0)


def test_a_file_that_another_program_stored_since_is_not_replaced(
    move: Move, files: list[Path], platformcraft: Platformcraft
) -> None:
    move(rows(files[:1]), to="platformcraft:/lib")
    path = f"/lib/{files[0].name}"
    platformcraft.files.delete(path)
    platformcraft.files.upload(b"another", path)
    change(files[0])
    assert counts(move(rows(files[:1]), to="platformcraft:/lib", replace=True)) == (0, 0, 1, 0)
    assert platformcraft.files.get(path).size == len(b"another")


def test_a_changed_source_keeps_the_video_that_it_replaces(
    move: Move, files: list[Path], kinescope: Kinescope, project: str
) -> None:
    first = next(iter(move(rows(files[:1]), to=f"kinescope:{project}").results())).place
    change(files[0])
    report = move(rows(files[:1]), to=f"kinescope:{project}", replace=True)
    assert next(iter(report.results())).place == first
    assert [video.id for video in kinescope.videos.list()] == [first.removeprefix("kinescope:")]


def test_a_file_that_changed_on_filespot_is_noticed(move: Move, platformcraft: Platformcraft, project: str) -> None:
    platformcraft.files.upload(b"one", "/lib/a.mp4")
    item = {"source": "platformcraft:/lib/a.mp4"}
    assert counts(move([item], to=f"kinescope:{project}")) == (1, 0, 0, 0)
    assert counts(move([item], to=f"kinescope:{project}")) == (0, 1, 0, 0)
    platformcraft.files.delete("/lib/a.mp4")
    platformcraft.files.upload(b"two", "/lib/a.mp4")
    assert counts(move([item], to=f"kinescope:{project}")) == (0, 0, 1, 0)


@pytest.mark.parametrize("through", ["url", "machine"])
def test_titles_folders_and_descriptions_go_to_kinescope(
    move: Move,
    platformcraft: Platformcraft,
    kinescope: Kinescope,
    project: str,
    server: Any,
    through: str,
    tmp_path: Path,
) -> None:
    platformcraft.files.upload(b"video" * 100, "/lib/a.mp4")
    items = [
        {"source": "platformcraft:/lib/a.mp4", "title": "Доклад", "description": "О видео", "folder": "2026/весна"}
    ]
    report = move(items, to=f"kinescope:{project}", through=through, wait=True)
    assert counts(report) == (1, 0, 0, 0)
    (video,) = kinescope.videos.list()
    spring = next(each for each in kinescope.projects.folders.list(project) if each.name == "весна")
    assert (video.title, video.description, video.folder_id) == ("Доклад", "О видео", spring.id)
    assert (video.status, video.assets[0].file_size) == ("done", 500)
    fetched = [each for each in server.control.journal("videos.uploads.create") if each["bytes_in"] == 0]
    assert len(fetched) == (1 if through == "url" else 0)
    staged = tmp_path / "state" / "transfers"
    assert not list(staged.iterdir()) if staged.exists() else through == "url"


def test_kinescope_is_not_asked_to_fetch_a_private_file(
    move: Move, platformcraft: Platformcraft, project: str, server: Any, tmp_path: Path
) -> None:
    platformcraft.files.upload(b"video" * 100, "/lib/a.mp4")
    platformcraft.files.update("/lib/a.mp4", private=True)
    report = move([{"source": "platformcraft:/lib/a.mp4"}], to=f"kinescope:{project}")
    assert counts(report) == (0, 0, 1, 0)
    assert "403" in str(next(iter(report.results())).error)
    assert not server.control.journal("videos.uploads.create")
    assert not list((tmp_path / "state" / "transfers").iterdir())


@pytest.mark.parametrize("to", ["kinescope", "platformcraft"])
def test_a_url_is_moved(move: Move, platformcraft: Platformcraft, kinescope: Kinescope, project: str, to: str) -> None:
    url = platformcraft.files.upload(b"video" * 100, "/public/talk%201.mp4").download_url
    target = f"kinescope:{project}" if to == "kinescope" else "platformcraft:/copies"
    report = move([{"source": url}], to=target, wait=True)
    assert counts(report) == (1, 0, 0, 0)
    if to == "kinescope":
        assert next(iter(kinescope.videos.list())).assets[0].file_size == 500
    else:
        assert platformcraft.files.get(next(iter(report.results())).place.removeprefix("platformcraft:")).size == 500
    assert counts(move([{"source": url}], to=target)) == (0, 1, 0, 0)


def test_a_url_that_cannot_be_fetched_fails_without_its_query(move: Move, server: Any, closed_url: str) -> None:
    items = [{"source": f"{server.url}/none.mp4?token=secret"}, {"source": f"{closed_url}/none.mp4?token=secret"}]
    report = move(items, to="platformcraft:/copies")
    assert counts(report) == (0, 0, 2, 0)
    first, second = report.results()
    assert first.error == {"kind": "DownloadError", "message": "the source cannot be fetched: status 404"}
    assert second.error == {"kind": "DownloadError", "message": "the source cannot be fetched: ConnectError"}


def test_a_move_within_a_service_is_rejected(move: Move, platformcraft: Platformcraft, server: Any) -> None:
    platformcraft.files.upload(b"video", "/lib/a.mp4")
    report = move([{"source": "platformcraft:/lib/a.mp4"}], to="platformcraft:/copies")
    assert counts(report) == (0, 0, 1, 0)
    assert "files.move" in str(next(iter(report.results())).error)


def test_a_video_that_kinescope_cannot_fetch_fails_and_leaves_nothing(
    move: Move, platformcraft: Platformcraft, kinescope: Kinescope, project: str, server: Any
) -> None:
    report = move([{"source": f"{server.url}/none.mp4"}], to=f"kinescope:{project}", wait=True)
    assert counts(report) == (0, 0, 1, 0)
    assert next(iter(report.results())).error["kind"] == "VideoFailedError"  # type: ignore[index]
    assert not list(kinescope.videos.list())


class Counting(Executor):
    """An executor that counts the tasks that were submitted and not done."""

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._lock = threading.Lock()
        self.now = self.most = 0
        self.order: list[int] = []

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.order.append(given[0].position)
        future = self._threads.submit(function, *given, **named)
        future.add_done_callback(lambda _: self._done())
        return future

    def _done(self) -> None:
        with self._lock:
            self.now -= 1

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait, cancel_futures=cancel_futures)


@pytest.mark.parametrize("workers", [1, 3])
def test_no_more_items_than_workers_are_in_flight_and_they_start_in_order(
    move: Move, files: list[Path], workers: int
) -> None:
    with Counting(workers) as executor:
        report = move(rows(files), executor, to="platformcraft:/lib", workers=workers)
    assert counts(report) == (6, 0, 0, 0)
    assert executor.most == workers
    assert executor.order == list(range(6))


class Instant(Executor):
    """An executor that moves everything at once, and nothing at all."""

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(Outcome("done", f"platformcraft:/lib/{given[0].position}"))
        return future


@pytest.mark.parametrize("many", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_many_items_are_moved_in_flat_memory(move: Move, tmp_path: Path, many: int) -> None:
    def peak(count: int) -> int:
        items = ({"source": f"http://127.0.0.1/{number}.mp4"} for number in range(count))
        tracemalloc.start()
        report = move(items, Instant(), to="platformcraft:/lib", results=tmp_path / f"{count}.jsonl")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert counts(report) == (count, 0, 0, 0)
        return most

    peak(10)
    assert peak(many) - peak(100) < many * 512  # the index of the result manifest, and nothing of the items


def test_results_of_another_kind_of_file_are_rejected(move: Move, tmp_path: Path, files: list[Path]) -> None:
    results = tmp_path / "other.jsonl"
    results.write_text('{"a": 1}\n')
    with pytest.raises(ResultsError, match="line 1"):
        move(rows(files), to="platformcraft:/lib", results=results)
    assert results.read_text() == '{"a": 1}\n'
    with pytest.raises(ResultsError, match="cannot read"):
        list(read_results(tmp_path / "none.jsonl"))


def test_two_transfers_do_not_share_a_result_manifest(move: Move, files: list[Path], tmp_path: Path) -> None:
    def again(*_: object) -> None:
        with pytest.raises(ResultsError, match="another transfer"):
            move(rows(files), to="platformcraft:/lib")

    assert counts(move(rows(files[:1]), to="platformcraft:/lib", on_result=again)) == (1, 0, 0, 0)
    assert [path.name for path in tmp_path.glob("results*")] == ["results.jsonl"]
