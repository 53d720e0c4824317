"""Manifests: what files, folders and projects are read as, and mistakes, which are found before anything is sent."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kinocraft import Kinescope, Platformcraft, TransferItem
from kinocraft.errors import InvalidArgumentError, ManifestError
from kinocraft.transfers.manifests import read_file
from tests.transfers.conftest import Move, counts, lines


def write(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding, newline="")
    return file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", 'source,title,folder\n"в,1.mp4","Доклад ""1""",2026/весна\nhttp://h/b.mp4,,\n'),
        ("a.csv", 'source;title;folder\r\nв,1.mp4;"Доклад ""1""";2026/весна\r\nhttp://h/b.mp4;;\r\n'),
        ("A.CSV", '\ufeffsource,title,folder\n\n"в,1.mp4","Доклад ""1""",2026/весна\nhttp://h/b.mp4'),
        (
            "a.jsonl",
            '{"source": "в,1.mp4", "title": "Доклад \\"1\\"", "folder": "2026/весна"}\n\n'
            '{"source": "http://h/b.mp4", "title": null}\n',
        ),
    ],
)
def test_a_file_is_read_row_by_row(tmp_path: Path, name: str, text: str) -> None:
    read = [item for _, item in read_file(write(tmp_path, name, text))]
    assert read == [
        TransferItem(str(tmp_path / "в,1.mp4"), title='Доклад "1"', folder="2026/весна"),
        TransferItem("http://h/b.mp4"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("m.csv", "source,tittle\na.mp4,b\n", 1, "'tittle' is not one of"),
        ("m.csv", "source,source\na.mp4,b\n", 1, "each once"),
        ("m.csv", "title\na\n", 1, "no column source"),
        ("m.csv", "\na.mp4\n", 1, "must name the columns"),
        ("m.csv", "source,title\na.mp4,b\nc.mp4,d,e\n", 3, "3 of 2 columns"),
        ("m.csv", "source,title\na.mp4,b\n,d\n", 3, "source is missing"),
        ("m.csv", 'source,title\na.mp4,"two\nlines"\nb.mp4,c,d\n', 4, "3 of 2 columns"),
        ("m.csv", 'source,title\na.mp4,"b\n', 2, "unexpected end"),
        ("m.csv", "source,to\na.mp4,somewhere\n", 2, "to is 'somewhere'"),
        ("m.csv", "source,to\na.mp4,platformcraft:talks\n", 2, "no path from the root"),
        ("m.csv", "source,folder\na.mp4,a/../b\n", 2, "folder is"),
        ("m.csv", "source\nkinescope:\n", 2, "has no id"),
        ("m.jsonl", '{"source": "a"}\n{"source": "b",}\n', 2, "not JSON"),
        ("m.jsonl", '{"source": "a"}\n["b"]\n', 2, "not a JSON object"),
        ("m.jsonl", '{"source": "a", "name": "b"}\n', 1, "'name' is not one of"),
        ("m.jsonl", '{"source": 1}\n', 1, "source is a int"),
        ("m.jsonl", '{"source": "a", "title": 1}\n', 1, "title is a int"),
        ("m.txt", "a.mp4\n", 0, "neither a .csv nor a .jsonl"),
    ],
)
def test_a_mistake_is_named_with_its_line_before_anything_is_sent(
    tmp_path: Path, server: Any, move: Move, name: str, text: str, line: int, words: str
) -> None:
    (tmp_path / "a.mp4").write_bytes(b"video")
    manifest = write(tmp_path, name, text)
    with pytest.raises(ManifestError, match=words) as caught:
        move(manifest, to="platformcraft:/talks")
    assert caught.value.line == line
    assert not server.control.journal()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mp4", name]


def test_a_file_that_cannot_be_read_or_decoded_is_a_mistake(tmp_path: Path, move: Move) -> None:
    with pytest.raises(ManifestError, match="No such file"):
        move(tmp_path / "none.csv", to="platformcraft:/a")
    with pytest.raises(ManifestError, match="decode") as caught:
        move(write(tmp_path, "m.csv", "source\nталк\n", "cp1251"), to="platformcraft:/a")
    assert caught.value.line >= 1


def test_a_mistake_in_given_items_names_the_item_and_keeps_what_was_moved(
    tmp_path: Path, move: Move, platformcraft: Platformcraft
) -> None:
    (tmp_path / "a.mp4").write_bytes(b"video")
    items: list[Any] = [{"source": str(tmp_path / "a.mp4")}, 7]
    with pytest.raises(ManifestError, match="item 1"):
        move(items, to="platformcraft:/talks")
    assert [line["position"] for line in lines(tmp_path / "results.jsonl")] == [0]
    assert platformcraft.files.get("/talks/a.mp4").size == 5


@pytest.mark.parametrize("name", ["empty.csv", "empty.jsonl"])
@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_manifest_is_moved_at_once(tmp_path: Path, move: Move, name: str, text: str) -> None:
    report = move(write(tmp_path, name, "source\n" if name.endswith("csv") and text else text), to="platformcraft:/a")
    assert (counts(report), list(report.results())) == ((0, 0, 0, 0), [])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"workers": 0}, "workers"),
        ({"through": "air"}, "through"),
        ({"to": "talks"}, "to is"),
        ({"executor": 7}, "executor"),
    ],
)
def test_an_option_that_cannot_be_used_is_rejected(move: Move, options: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidArgumentError, match=words):
        move([], **options)


def test_results_of_given_items_need_a_file(move: Move) -> None:
    with pytest.raises(InvalidArgumentError, match="results is missing"):
        move([], results=None)


def test_a_folder_on_filespot_is_read_with_its_folders_and_descriptions(
    move: Move, platformcraft: Platformcraft, kinescope: Kinescope, project: str
) -> None:
    for path in ("/lib/a.mp4", "/lib/x/b.mp4", "/lib/x/y/в.mp4", "/other/c.mp4"):
        platformcraft.files.upload(path.encode(), path)
    platformcraft.files.update("/lib/x/b.mp4", description="Second")

    report = move("platformcraft:/lib/", to=f"kinescope:{project}", wait=True)

    assert counts(report) == (3, 0, 0, 0)
    folders = {folder.id: folder.name for folder in kinescope.projects.folders.list(project)}
    videos = {video.title: video for video in kinescope.videos.list()}
    assert {title: folders.get(video.folder_id or "") for title, video in videos.items()} == {
        "a": None,
        "b": "x",
        "в": "y",
    }
    assert videos["b"].description == "Second"
    sizes = {title: video.assets[0].file_size for title, video in videos.items()}
    assert sizes == {"a": 10, "b": 12, "в": len("/lib/x/y/в.mp4".encode())}


def test_a_project_of_kinescope_is_read_with_its_titles_and_folders(
    move: Move, platformcraft: Platformcraft, kinescope: Kinescope, project: str, server: Any
) -> None:
    outer = kinescope.projects.folders.create(project, "2026")
    inner = kinescope.projects.folders.create(project, "весна", parent_id=outer)
    elsewhere = kinescope.projects.folders.create(project, "other")
    for parent, title in ((project, "One"), (inner, "Два/2"), (elsewhere, "Three")):
        kinescope.videos.upload(
            title.encode(), parent_id=parent, title=title, description=f"About {title}", file_name="x.mp4"
        )
    server.control.advance(10)

    report = move(f"kinescope:{project}", to="platformcraft:/lib")

    assert counts(report) == (3, 0, 0, 0)
    found = platformcraft.files.get("/lib/2026/весна/Два_2.mp4")
    assert (found.size, found.description) == (len("Два/2".encode()), "About Два/2")
    assert platformcraft.files.get("/lib/One.mp4").size == 3

    part = move(f"kinescope:{outer.id}", to="platformcraft:/part", results=report.path.with_name("part.jsonl"))
    assert [result.place for result in part.results()] == ["platformcraft:/part/весна/Два_2.mp4"]


def test_many_rows_are_checked_in_flat_memory(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        file = tmp_path / f"{count}.csv"
        file.write_text("source,title\n" + "".join(f"talk {number}.mp4,Talk {number}\n" for number in range(count)))
        read: Iterator[Any] = read_file(file)
        tracemalloc.start()
        assert sum(1 for _ in read) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(2_000) - peak(100) < 64 * 1024


def test_a_video_without_a_file_fails_alone(
    move: Move, platformcraft: Platformcraft, kinescope: Kinescope, project: str, server: Any
) -> None:
    kinescope.videos.upload(b"one", parent_id=project, title="One", file_name="one.mp4")
    server.control.advance(10)
    kinescope.videos.import_url(f"{server.url}/none.mp4", parent_id=project, title="Two")
    report = move(f"kinescope:{project}", to="platformcraft:/lib")
    assert counts(report) == (1, 0, 1, 0)
    assert platformcraft.files.get("/lib/One.mp4").size == 3
    assert "has no file to fetch" in str([result.error for result in report.results()][1])
