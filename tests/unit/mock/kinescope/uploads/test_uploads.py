"""Operations videos.uploads.create and videos.uploads.init."""

from __future__ import annotations

import errno
import hashlib
from typing import TYPE_CHECKING

import pytest

import kinocraft_mock
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import PROJECT, UPLOAD
from kinocraft_mock.state.blobs import IncomingFile
from tests import seed
from tests.seed.workspace import (
    NO_ID,
    UNKNOWN_ID,
    UPLOADER,
    Workspace,
    data,
    error,
    invalid,
)
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = b"\x00\x01moving pictures" * 999


@pytest.fixture
def source() -> Iterator[given.Source]:
    with given.serving() as made:
        yield made


def videos(workspace: Workspace) -> list[dict[str, object]]:
    found: list[dict[str, object]] = data(workspace.get("/v1/videos"))
    return found


def test_an_upload_creates_a_video_with_its_bytes(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    headers = {"X_Parent_ID": project, "X_Video_Description": "About", "X_Video_Title": "Film"}
    made = data(workspace.upload("/v2/video", CONTENT, X_File_Name="film.mp4", **headers))
    assert (made["parent_id"], made["title"], made["description"]) == (project, "Film", "About")
    assert made["status"] == "uploading"
    assert made["created_at"] == "2020-09-13T12:26:40Z"
    found = seed.get_video(workspace, made["id"])
    assert {name: found[name] for name in ("play_link", "embed_link", "hls_link")} == {
        name: made[name] for name in ("play_link", "embed_link", "hls_link")
    }
    assert found["project_id"] == project
    assert given.content_of(workspace, made["id"]) == CONTENT
    (original,) = (a for a in seed.get_video(workspace, made["id"])["assets"] if a["quality"] == "original")
    assert original["file_size"] == len(CONTENT)
    assert original["md5"] == hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()


def test_a_video_counts_in_its_project(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    seed.video(workspace, content=CONTENT)
    found = workspace.objects.get(PROJECT, project)
    assert (found.size, found.items) == (len(CONTENT), 1)


def test_the_parent_may_be_a_folder_and_a_short_id(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    folder = seed.folder(workspace, project)["id"]
    made = seed.video(workspace, X_Parent_ID=short(folder))
    assert made["parent_id"] == folder
    found = seed.get_video(workspace, made["id"])
    assert (found["project_id"], found["folder_id"]) == (project, folder)


def test_without_a_parent_it_goes_into_the_oldest_project_for_videos(workspace: Workspace) -> None:
    seed.project(workspace, catalog_type="live")
    first = seed.project(workspace)["id"]
    seed.project(workspace)
    assert seed.video(workspace)["parent_id"] == first


def test_without_any_project_a_parent_is_required(workspace: Workspace) -> None:
    assert invalid(workspace.upload("/v2/video", b"x", X_Video_Title="t")) == {"X-Parent-ID": "required"}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("%D0%A4%D0%B8%D0%BB%D1%8C%D0%BC", "Фильм"),
        ("a%20b+c", "a b+c"),
        ("100% pure", "100% pure"),
        ("%FF%FE", "%FF%FE"),
        ("plain", "plain"),
    ],
)
def test_header_values_may_be_percent_encoded_or_plain(workspace: Workspace, sent: str, kept: str) -> None:
    seed.project(workspace)
    made = seed.video(workspace, X_Video_Title=sent, X_Video_Description=sent)
    assert (made["title"], made["description"]) == (kept, kept)


def test_a_repeated_upload_creates_another_video(workspace: Workspace) -> None:
    seed.project(workspace)
    assert seed.video(workspace)["id"] != seed.video(workspace)["id"]
    assert len(videos(workspace)) == 2


def test_a_replacement_keeps_id_and_links(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    first = seed.video(workspace, content=b"old")
    workspace.server.control.advance(60)
    assert seed.get_video(workspace, first["id"])["status"] == "done"
    again = seed.video(workspace, content=CONTENT, X_Replace_Video_ID=first["id"], X_Video_Title="New")
    assert again == {**first, "title": "New"}
    assert given.content_of(workspace, first["id"]) == CONTENT
    assert len(videos(workspace)) == 1
    assert workspace.objects.get(PROJECT, project).size == len(CONTENT)


def test_a_replacement_without_a_description_keeps_it(workspace: Workspace) -> None:
    seed.project(workspace)
    first = seed.video(workspace, X_Video_Description="kept")
    again = seed.video(workspace, X_Replace_Video_ID=first["id"])
    assert again["description"] == "kept"
    again = seed.video(workspace, X_Replace_Video_ID=first["id"], X_Video_Description="new")
    assert again["description"] == "new"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Video-Title": ""}, 400),
        ({"X-Parent-ID": NO_ID}, 400),
        ({"X-Parent-ID": UNKNOWN_ID}, 404),
        ({"X-Replace-Video-ID": UNKNOWN_ID}, 404),
    ],
)
def test_invalid_headers_are_rejected_before_the_body_arrives(
    workspace: Workspace, headers: dict[str, str], status: int
) -> None:
    parent = seed.project(workspace)["id"]
    valid = {"X-Video-Title": "t", "X-Parent-ID": parent, "Content-Type": given.OCTETS}
    sent = {"Authorization": "Bearer mock-token", **valid, **headers}
    with given.begin("POST", f"{workspace.server.url}{UPLOADER}/v2/video", sent, b"first", 1 << 40) as half:
        assert f" {status} ".encode() in half.recv(1000)
    assert videos(workspace) == []


def test_an_incomplete_upload_leaves_a_suspended_video(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    headers = {"Authorization": "Bearer mock-token", "X-Video-Title": "%D0%AF", "X-Parent-ID": project}
    url = f"{workspace.server.url}{UPLOADER}/v2/video"
    given.lose("POST", url, {**headers, "Content-Type": given.OCTETS}, b"begin", 100)
    given.eventually(lambda: [(v["title"], v["status"]) for v in videos(workspace)], [("Я", "suspended")])
    assert workspace.objects.get(PROJECT, project).size == 0


def test_a_full_disk_is_a_500(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    seed.project(workspace)
    monkeypatch.setattr(IncomingFile, "_write", full)
    said = error(workspace.upload("/v2/video", CONTENT, X_Video_Title="Film"), 500, 500500)
    assert "No space left on device" in said["detail"]
    assert list((workspace.server.app.context.blobs.folder.parent / "arriving").iterdir()) == []
    assert [video["status"] for video in videos(workspace)] == ["suspended"]


def test_a_suspended_video_can_be_replaced(workspace: Workspace) -> None:
    seed.project(workspace)
    workspace.server.control.fault("videos.uploads.create", "drop_request", bytes=3)
    with pytest.raises(Exception, match=r"(?i)disconnect|reset|closed|broken"):
        seed.video(workspace)
    given.eventually(lambda: [v["status"] for v in videos(workspace)], ["suspended"])
    made = seed.video(workspace, content=CONTENT, X_Replace_Video_ID=str(videos(workspace)[0]["id"]))
    assert given.content_of(workspace, made["id"]) == CONTENT


def test_an_incomplete_replacement_keeps_the_video(workspace: Workspace) -> None:
    seed.project(workspace)
    first = seed.video(workspace, content=CONTENT)
    workspace.server.control.fault("videos.uploads.create", "drop_request", bytes=3)
    with pytest.raises(Exception, match=r"(?i)disconnect|reset|closed|broken"):
        seed.video(workspace, X_Replace_Video_ID=first["id"], X_Video_Title="New")
    assert given.content_of(workspace, first["id"]) == CONTENT
    (found,) = videos(workspace)
    assert (found["title"], found["status"]) == ("Film", "done")


def test_an_import_is_fetched_after_the_response(workspace: Workspace, source: given.Source) -> None:
    seed.project(workspace)
    source.open.clear()
    made = seed.video(workspace, content=b"", X_Video_URL=source.put("/dir/a%20film.mov?x=1", CONTENT))
    assert made["status"] == "uploading"
    workspace.server.control.advance(60)
    assert seed.get_video(workspace, made["id"])["status"] == "uploading"
    source.open.set()
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    assert source.asked == ["/dir/a%20film.mov?x=1"]
    assert given.content_of(workspace, made["id"]) == CONTENT


def test_an_imported_file_has_the_extension_of_its_url(workspace: Workspace, source: given.Source) -> None:
    seed.project(workspace)
    headers = {"X_Video_Title": "t", "X_Video_URL": source.put("/dir/a.mov", CONTENT)}
    made = data(workspace.upload("/v2/video", **headers))
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    workspace.server.control.advance(60)
    (original,) = (a for a in seed.get_video(workspace, made["id"])["assets"] if a["quality"] == "original")
    assert original["original_name"] == "original.mov"


def test_the_server_imports_from_itself(workspace: Workspace) -> None:
    seed.project(workspace)
    first = seed.video(workspace, content=CONTENT)
    given.content_of(workspace, first["id"])
    (original,) = (a for a in seed.get_video(workspace, first["id"])["assets"] if a["quality"] == "original")
    made = seed.video(workspace, content=b"", X_Video_URL=original["download_link"])
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    assert given.content_of(workspace, made["id"]) == CONTENT


def test_an_import_follows_redirects_on_this_machine(workspace: Workspace, source: given.Source) -> None:
    seed.project(workspace)
    source.put("/there.mp4", CONTENT)
    made = seed.video(workspace, content=b"", X_Video_URL=source.put("/here", b"", 302, Location="/there.mp4"))
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    assert given.content_of(workspace, made["id"]) == CONTENT


@pytest.mark.parametrize("fault", ["missing", "broken", "empty", "circle", "away", "closed"])
def test_a_failed_import_leaves_a_suspended_video(
    workspace: Workspace, source: given.Source, closed_url: str, fault: str
) -> None:
    seed.project(workspace)
    source.put("/film.mp4", CONTENT)
    url = {
        "missing": source.url + "/nothing",
        "broken": source.put("/broken", b"half", Content_Length="1000"),
        "empty": source.put("/empty", b""),
        "circle": source.put("/circle", b"", 302, Location="/circle"),
        # An address of this machine that is not a loopback host.
        "away": source.put("/away", b"", 302, Location=source.url.replace("127.0.0.1", "0.0.0.0") + "/film.mp4"),
        "closed": f"{closed_url}/film.mp4",
    }[fault]
    made = seed.video(workspace, content=b"", X_Video_URL=url)
    given.eventually(lambda: seed.get_video(workspace, made["id"])["status"], "suspended")
    assert workspace.objects.count(UPLOAD) == 0
    assert list(workspace.server.app.context.blobs.folder.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    ["http://example.com/film.mp4", "http://10.0.0.1/film.mp4", "ftp://127.0.0.1/film.mp4", "film.mp4", "http://[::1"],
)
def test_imports_from_other_machines_are_rejected(workspace: Workspace, url: str) -> None:
    seed.project(workspace)
    assert invalid(workspace.upload("/v2/video", X_Video_Title="t", X_Video_URL=url)) == {"X-Video-URL": "url"}
    response = workspace.upload("/v2/video", b"x", X_Video_Title="t", X_Poster_URL=url)
    assert invalid(response) == {"X-Poster-URL": "url"}
    assert videos(workspace) == []


def test_an_import_has_no_body(workspace: Workspace, source: given.Source) -> None:
    seed.project(workspace)
    response = workspace.upload("/v2/video", b"x", X_Video_Title="t", X_Video_URL=source.url)
    assert invalid(response) == {"X-Video-URL": "excluded_with"}
    assert (videos(workspace), source.asked) == ([], [])


def test_an_import_can_replace_a_video(workspace: Workspace, source: given.Source) -> None:
    seed.project(workspace)
    first = seed.video(workspace, content=b"old")
    url = source.put("/new.mp4", CONTENT)
    again = seed.video(workspace, content=b"", X_Replace_Video_ID=first["id"], X_Video_URL=url)
    assert (again["id"], again["status"], again["play_link"]) == (first["id"], "uploading", first["play_link"])
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    assert given.content_of(workspace, first["id"]) == CONTENT


@pytest.mark.parametrize("rest", [60, 0])
def test_a_failed_replacing_import_keeps_the_old_file(workspace: Workspace, source: given.Source, rest: int) -> None:
    seed.project(workspace)
    first = seed.video(workspace, content=CONTENT)
    workspace.server.control.advance(rest)
    seed.video(workspace, content=b"", X_Replace_Video_ID=first["id"], X_Video_URL=source.url + "/nothing")
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    assert seed.get_video(workspace, first["id"])["status"] == ("done" if rest else "uploading")
    assert given.content_of(workspace, first["id"]) == CONTENT
    assert seed.get_video(workspace, first["id"])["status"] == "done"


def test_a_video_deleted_during_its_import_stays_deleted(
    workspace: Workspace, source: given.Source, capfd: pytest.CaptureFixture[str]
) -> None:
    seed.project(workspace)
    source.open.clear()
    made = seed.video(workspace, content=b"", X_Video_URL=source.put("/a.mp4", CONTENT))
    given.eventually(lambda: len(source.asked), 1)
    workspace.delete(f"/v1/videos/{made['id']}")
    source.open.set()
    arriving = workspace.server.app.context.blobs.arriving().parent
    given.eventually(lambda: list(arriving.iterdir()), [])
    assert videos(workspace) == []
    assert list(workspace.server.app.context.blobs.folder.iterdir()) == []
    assert capfd.readouterr().err == ""


def test_a_reset_ends_running_imports(workspace: Workspace, source: given.Source) -> None:
    seed.project(workspace)
    source.open.clear()
    seed.video(workspace, content=b"", X_Video_URL=source.put("/a.mp4", CONTENT))
    given.eventually(lambda: len(source.asked), 1)
    workspace.server.control.reset()
    source.open.set()
    assert (videos(workspace), workspace.objects.count(UPLOAD)) == ([], 0)


def test_imports_survive_a_restart(tmp_path: Path, source: given.Source) -> None:
    source.open.clear()
    url = source.put("/a.mp4", CONTENT)
    with kinocraft_mock.running(data_dir=tmp_path) as server, Workspace(server).http as http:
        workspace = Workspace(server)
        workspace.http = http
        seed.project(workspace)
        made = seed.video(workspace, content=b"", X_Video_URL=url)
    source.open.set()
    with kinocraft_mock.running(data_dir=tmp_path) as server, Workspace(server).http as http:
        workspace = Workspace(server)
        workspace.http = http
        given.eventually(lambda: server.app.context.component(Records).count(UPLOAD), 0)
        assert given.content_of(workspace, made["id"]) == CONTENT


@pytest.mark.parametrize("content", [CONTENT, b""])
def test_a_poster_can_be_imported_with_the_video(workspace: Workspace, source: given.Source, content: bytes) -> None:
    seed.project(workspace)
    headers = {"X_Poster_URL": source.put("/p.png", b"\x89PNG picture")}
    if not content:
        headers["X_Video_URL"] = source.put("/a.mp4", CONTENT)
    made = seed.video(workspace, content=content, **headers)
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    poster = seed.get_video(workspace, made["id"])["poster"]
    assert poster["active"] is True
    assert workspace.http.get(poster["original"]).content == b"\x89PNG picture"


def test_a_poster_that_cannot_be_imported_is_omitted(workspace: Workspace, source: given.Source) -> None:
    seed.project(workspace)
    made = seed.video(workspace, content=CONTENT, X_Poster_URL=source.url + "/nothing")
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    assert seed.get_video(workspace, made["id"])["poster"] is None
    assert given.content_of(workspace, made["id"]) == CONTENT


def test_init_creates_the_video_without_its_bytes(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    folder = seed.folder(workspace, project)["id"]
    made = seed.upload_session(workspace, folder, 10, title="Фильм", description="О чём", client_ip="192.0.2.1")
    found = seed.get_video(workspace, made["id"])
    assert (found["title"], found["description"], found["status"]) == ("Фильм", "О чём", "pending")
    assert (found["project_id"], found["folder_id"], found["assets"]) == (project, folder, [])
    assert made["endpoint"].startswith(workspace.server.url)
    assert made["id"] not in made["endpoint"]
    assert seed.upload_session(workspace, folder, 10)["id"] != made["id"]
