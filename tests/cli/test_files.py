"""`ls`, `download`, `rm` and `mv` on Filespot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture(autouse=True)
def stored(kinocraft: Command, talk: Path) -> None:
    """A file on the service."""
    assert kinocraft("upload", talk, "--to", "platformcraft:/talks/a.mp4", "-q").code == 0


def paths(kinocraft: Command, folder: str) -> list[str]:
    return [row[-1] for row in kinocraft("ls", f"platformcraft:{folder}").rows]


def test_ls_prints_a_line_with_tabs_for_each_object(kinocraft: Command) -> None:
    assert paths(kinocraft, "/") == ["/talks/"]
    ((size, changed, path),) = kinocraft("ls", "platformcraft:/talks").rows
    assert (size, path) == ("102400", "/talks/a.mp4")
    assert "T" in changed


def test_ls_lists_a_file_itself(kinocraft: Command) -> None:
    assert paths(kinocraft, "/talks/a.mp4") == ["/talks/a.mp4"]


def test_ls_prints_json_lines(kinocraft: Command) -> None:
    (item,) = kinocraft("ls", "platformcraft:/talks", "--json").json
    assert (item["name"], item["size"]) == ("a.mp4", 102400)


def test_ls_reports_a_missing_folder(kinocraft: Command) -> None:
    ended = kinocraft("ls", "platformcraft:/nope", "--json")
    assert (ended.code, ended.out) == (4, "")
    assert (ended.error["kind"], ended.error["exit_code"], ended.error["status"]) == ("NotFoundError", 4, 404)


def test_download_writes_the_same_bytes(kinocraft: Command, talk: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mp4"
    (facts,) = kinocraft("download", "platformcraft:/talks/a.mp4", "--to", copy, "--json").json
    assert copy.read_bytes() == talk.read_bytes()
    assert facts["file"] == str(copy)
    assert "size" in facts["verified"]


def test_download_into_a_folder_keeps_the_name(kinocraft: Command, tmp_path: Path) -> None:
    kinocraft("download", "platformcraft:/talks/a.mp4", "--to", tmp_path)
    assert (tmp_path / "a.mp4").is_file()


def test_download_keeps_a_file_that_exists(kinocraft: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(b"mine")
    ended = kinocraft("download", "platformcraft:/talks/a.mp4", "--to", copy)
    assert (ended.code, copy.read_bytes()) == (8, b"mine")
    assert "--force" in ended.err
    assert kinocraft("download", "platformcraft:/talks/a.mp4", "--to", copy, "-f").code == 0
    assert copy.stat().st_size == 102400


def test_download_of_several_files_does_the_others_after_an_error(kinocraft: Command, tmp_path: Path) -> None:
    ended = kinocraft("download", "platformcraft:/nope.mp4", "platformcraft:/talks/a.mp4", "--to", tmp_path)
    assert ended.code == 4
    assert (tmp_path / "a.mp4").is_file()


def test_download_of_several_files_needs_a_folder(kinocraft: Command, tmp_path: Path) -> None:
    ended = kinocraft("download", "platformcraft:/a", "platformcraft:/b", "--to", tmp_path / "copy.mp4")
    assert ended.code == 2


def test_download_rejects_a_place_on_kinescope(kinocraft: Command) -> None:
    assert kinocraft("download", "kinescope:0").code == 2


def test_rm_deletes_a_file(kinocraft: Command) -> None:
    assert kinocraft("rm", "platformcraft:/talks/a.mp4").code == 0
    assert paths(kinocraft, "/talks") == []


def test_rm_deletes_a_folder_only_recursively(kinocraft: Command) -> None:
    ended = kinocraft("rm", "platformcraft:/talks/")
    assert (ended.code, paths(kinocraft, "/talks")) == (2, ["/talks/a.mp4"])
    assert "--recursive" in ended.err
    assert kinocraft("rm", "-r", "platformcraft:/talks").code == 0
    assert paths(kinocraft, "/") == []


def test_rm_never_deletes_the_root(kinocraft: Command) -> None:
    assert kinocraft("rm", "-r", "platformcraft:/").code == 2
    assert paths(kinocraft, "/") == ["/talks/"]


def test_rm_deletes_the_others_after_a_missing_file(kinocraft: Command) -> None:
    ended = kinocraft("rm", "platformcraft:/nope", "platformcraft:/talks/a.mp4")
    assert (ended.code, ended.out) == (4, "deleted platformcraft:/talks/a.mp4\n")
    assert "platformcraft:/nope" in ended.err


def test_rm_ignores_a_missing_file_on_request(kinocraft: Command) -> None:
    ended = kinocraft("rm", "-f", "platformcraft:/nope")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


@pytest.mark.parametrize(
    ("destination", "moved"),
    [
        ("/talks/b.mp4", "/talks/b.mp4"),
        ("/kept", "/kept/a.mp4"),
        ("/kept/", "/kept/a.mp4"),
        ("/kept/b.mp4", "/kept/b.mp4"),
        ("/b.mp4", "/b.mp4"),
        ("/", "/a.mp4"),
        ("/talks/a.mp4", "/talks/a.mp4"),
    ],
)
def test_mv_moves_and_renames_like_mv(kinocraft: Command, talk: Path, destination: str, moved: str) -> None:
    kinocraft("upload", talk, "--to", "platformcraft:/kept/other.mp4")
    ended = kinocraft("mv", "platformcraft:/talks/a.mp4", f"platformcraft:{destination}", "--json")
    assert (ended.code, ended.json) == (0, [{"moved": "platformcraft:/talks/a.mp4", "to": moved}])
    assert paths(kinocraft, moved) == [moved]
    if moved != "/talks/a.mp4":
        assert kinocraft("ls", "platformcraft:/talks/a.mp4").code == 4


def test_mv_never_replaces_a_file(kinocraft: Command, talk: Path) -> None:
    kinocraft("upload", talk, "--to", "platformcraft:/talks/b.mp4")
    assert kinocraft("mv", "platformcraft:/talks/a.mp4", "platformcraft:/talks/b.mp4").code == 6
    assert len(paths(kinocraft, "/talks")) == 2


def test_mv_rejects_places_on_two_services(kinocraft: Command) -> None:
    assert kinocraft("mv", "platformcraft:/talks/a.mp4", "kinescope:0").code == 2


@pytest.mark.parametrize("name", ["[bold]a[bold].mp4", "день №1.mp4", "-rf", "a b%20c.mp4", "emoji 🎬.mp4"])
def test_odd_names_are_printed_as_they_are(kinocraft: Command, talk: Path, name: str) -> None:
    assert kinocraft("upload", talk, "--to", f"platformcraft:/odd/{name}").code == 0
    assert paths(kinocraft, "/odd") == [f"/odd/{name}"]


@pytest.mark.parametrize(
    "target", ["talk.mp4", "dropbox:/a", "platformcraft:a", "platformcraft:", "kinescope:a/b", ":/a"]
)
def test_a_target_that_names_no_place_is_an_error_of_usage(kinocraft: Command, target: str) -> None:
    ended = kinocraft("ls", target)
    assert (ended.code, ended.out) == (2, "")
    assert "platformcraft:/" in ended.err or "kinescope:ID" in ended.err
