"""Operations videos.uploads.send, videos.uploads.offset and videos.uploads.append."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

import kinocraft_mock
from kinocraft_mock.services.kinescope.store.resource_types import PROJECT, UPLOAD
from kinocraft_mock.services.kinescope.uploads.chunks import Chunk
from tests import seed
from tests.seed.workspace import UPLOADER, Workspace, data
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

CONTENT = b"0123456789"
DAY = 24 * 3600


@pytest.fixture
def endpoint(workspace: Workspace) -> str:
    """The URL of an upload session of ten bytes."""
    return seed.upload_session(workspace, seed.project(workspace)["id"], len(CONTENT))["endpoint"]


def the_video(workspace: Workspace) -> dict[str, object]:
    (found,) = data(workspace.get("/v1/videos"))
    return dict(found)


def is_rejected(response: httpx2.Response, status: int) -> bool:
    """Return whether a response has this error status. Error responses of tus have no body."""
    return (response.status_code, response.content) == (status, b"")


def arrived(workspace: Workspace, endpoint: str) -> int:
    response = given.head(workspace, endpoint)
    assert response.status_code == 200
    return int(response.headers["upload-offset"])


def test_chunks_create_the_video(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    made = seed.upload_session(workspace, project, len(CONTENT))
    for start, stop in ((0, 3), (3, 4), (4, 10)):
        assert arrived(workspace, made["endpoint"]) == start
        response = given.patch(workspace, made["endpoint"], start, CONTENT[start:stop])
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["upload-offset"] == str(stop)
        assert response.headers["tus-resumable"] == "1.0.0"
    assert given.content_of(workspace, made["id"]) == CONTENT
    found = seed.get_video(workspace, made["id"])
    assert found["status"] == "done"
    (original,) = (asset for asset in found["assets"] if asset["quality"] == "original")
    assert original["md5"] == hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    assert workspace.objects.get(PROJECT, project).size == len(CONTENT)


def test_the_offset_is_returned_in_headers(workspace: Workspace, endpoint: str) -> None:
    response = given.head(workspace, endpoint)
    assert (response.status_code, response.content) == (200, b"")
    headers = {name: response.headers.get(name) for name in ("upload-offset", "upload-length", "upload-expires")}
    assert headers == {
        "upload-offset": "0",
        "upload-length": "10",
        "upload-expires": "Mon, 14 Sep 2020 12:26:40 GMT",
    }
    assert (response.headers["tus-resumable"], response.headers["cache-control"]) == ("1.0.0", "no-store")


def test_the_video_shows_how_much_has_arrived(workspace: Workspace, endpoint: str) -> None:
    assert the_video(workspace)["status"] == "pending"
    given.patch(workspace, endpoint, 0, CONTENT[:3])
    found = the_video(workspace)
    assert (found["status"], found["progress"]) == ("uploading", 30)
    given.patch(workspace, endpoint, 3, CONTENT[3:])
    assert the_video(workspace)["progress"] == 100


def test_a_chunk_at_a_wrong_offset_is_a_conflict(workspace: Workspace, endpoint: str) -> None:
    given.patch(workspace, endpoint, 0, CONTENT[:5])
    for offset in (0, 4, 6, 10, 10**30):
        assert is_rejected(given.patch(workspace, endpoint, offset, b"x"), 409)
        assert is_rejected(given.patch(workspace, endpoint, offset, b""), 409)
    assert arrived(workspace, endpoint) == 5
    given.patch(workspace, endpoint, 5, CONTENT[5:])
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_a_chunk_beyond_the_announced_size_is_413(workspace: Workspace, endpoint: str) -> None:
    assert is_rejected(given.patch(workspace, endpoint, 0, CONTENT + b"x"), 413)
    given.patch(workspace, endpoint, 0, CONTENT[:5])
    assert is_rejected(given.patch(workspace, endpoint, 5, CONTENT), 413)
    assert is_rejected(given.send(workspace, endpoint, CONTENT + b"x"), 413)
    assert arrived(workspace, endpoint) == 5


def test_excess_bytes_at_the_end_discard_the_whole_chunk(workspace: Workspace) -> None:
    made = seed.upload_session(workspace, seed.project(workspace)["id"], 3 << 20)
    assert is_rejected(given.patch(workspace, made["endpoint"], 0, bytes((3 << 20) + 1)), 413)
    assert arrived(workspace, made["endpoint"]) == 0
    assert the_video(workspace)["status"] == "suspended"


def test_other_versions_are_rejected_first(workspace: Workspace, endpoint: str) -> None:
    for response in (
        given.head(workspace, endpoint, "0.2.2"),
        given.patch(workspace, endpoint, 7, b"x", Tus_Resumable="2.0.0", Content_Type="text/plain"),
        given.head(workspace, endpoint + "x", "2.0.0"),
    ):
        assert is_rejected(response, 412)
        assert response.headers["tus-version"] == "1.0.0"
    assert is_rejected(workspace.http.head(endpoint), 412)
    assert arrived(workspace, endpoint) == 0


@pytest.mark.parametrize("media", ["application/octet-stream", "video/mp4", ""])
def test_a_chunk_requires_its_media_type(workspace: Workspace, endpoint: str, media: str) -> None:
    assert is_rejected(given.patch(workspace, endpoint, 0, CONTENT, Content_Type=media), 415)
    assert arrived(workspace, endpoint) == 0


@pytest.mark.parametrize("offset", ["", "-1", "x", "1.5"])
def test_a_chunk_requires_an_offset(workspace: Workspace, endpoint: str, offset: str) -> None:
    assert is_rejected(given.patch(workspace, endpoint, 0, CONTENT, Upload_Offset=offset), 400)
    assert arrived(workspace, endpoint) == 0


def test_an_empty_chunk_changes_nothing(workspace: Workspace, endpoint: str) -> None:
    assert given.patch(workspace, endpoint, 0, b"").status_code == 204
    assert arrived(workspace, endpoint) == 0
    assert the_video(workspace)["status"] == "pending"


def test_the_token_is_ignored(workspace: Workspace, endpoint: str) -> None:
    wrong = {"Tus-Resumable": "1.0.0", "Authorization": "Bearer wrong"}
    assert workspace.http.head(endpoint, headers=wrong).status_code == 200


def test_an_altered_address_is_not_found(workspace: Workspace, endpoint: str) -> None:
    head, _, name = endpoint.rpartition("/")
    for other in (f"{head}/{name.upper()}", f"{head}/{the_video(workspace)['id']}", f"{head}/x", f"{endpoint}0"):
        assert is_rejected(given.head(workspace, other), 404)
        assert is_rejected(given.patch(workspace, other, 0, CONTENT), 404)
        assert is_rejected(given.send(workspace, other, CONTENT), 404)


def test_an_upload_session_is_deleted_with_its_video(workspace: Workspace, endpoint: str) -> None:
    given.patch(workspace, endpoint, 0, CONTENT[:5])
    workspace.delete(f"/v1/videos/{the_video(workspace)['id']}")
    assert is_rejected(given.head(workspace, endpoint), 404)
    assert workspace.objects.count(UPLOAD) == 0
    assert list(workspace.server.app.context.blobs.folder.iterdir()) == []


def test_a_chunk_for_a_deleted_video_is_not_found(workspace: Workspace, endpoint: str) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    with given.begin("PATCH", endpoint, headers, CONTENT[:5], 10) as half:
        given.eventually(lambda: the_video(workspace)["status"], "uploading")
        workspace.delete(f"/v1/videos/{the_video(workspace)['id']}")
        half.sendall(CONTENT[5:])
        assert b" 404 " in half.recv(1000)
    assert list(workspace.server.app.context.blobs.folder.iterdir()) == []


def test_every_response_names_the_version(workspace: Workspace, endpoint: str) -> None:
    def ask(method: str, url: str = endpoint, **headers: str) -> httpx2.Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return workspace.http.request(method, url, headers=sent)

    faults = workspace.server.control
    piece = {"Tus_Resumable": "1.0.0", "Upload_Offset": "0", "Content_Type": given.PIECE}
    responses = [
        ask("HEAD", Tus_Resumable="1.0.0"),
        ask("PATCH", **piece),
        ask("OPTIONS"),
        ask("HEAD"),
        ask("HEAD", Tus_Resumable="2.0.0"),
        ask("HEAD", endpoint + "x", Tus_Resumable="1.0.0"),
        ask("PATCH", **{**piece, "Upload_Offset": "5"}),
        ask("PATCH", **{**piece, "Content_Type": "text/plain"}),
        ask("PATCH", **{**piece, "Upload_Offset": "x"}),
    ]
    faults.fault("videos.uploads.offset", "status", status=429)
    responses.append(ask("HEAD", Tus_Resumable="1.0.0"))
    assert [each.status_code for each in responses] == [200, 204, 204, 412, 412, 404, 409, 415, 400, 429]
    for each in responses:
        assert each.headers.get_list("tus-resumable") == ["1.0.0"]
        assert each.headers.get_list("cache-control") == ["no-store"]
    assert "content-length" not in responses[1].headers
    assert "tus-resumable" not in workspace.get("/v1/videos").headers


def test_a_finished_upload_still_returns_its_offset(workspace: Workspace, endpoint: str) -> None:
    given.patch(workspace, endpoint, 0, CONTENT)
    workspace.server.control.advance(DAY + 1)
    assert arrived(workspace, endpoint) == len(CONTENT)
    assert "upload-expires" not in given.head(workspace, endpoint).headers
    assert given.patch(workspace, endpoint, 10, b"").status_code == 204
    assert is_rejected(given.patch(workspace, endpoint, 10, b"x"), 413)
    assert is_rejected(given.patch(workspace, endpoint, 0, CONTENT), 409)
    assert is_rejected(given.send(workspace, endpoint, CONTENT), 403)
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_an_upload_expires_a_day_after_its_last_bytes(workspace: Workspace, endpoint: str) -> None:
    workspace.server.control.advance(DAY - 1)
    response = given.patch(workspace, endpoint, 0, CONTENT[:5])
    assert response.headers["upload-expires"] == "Tue, 15 Sep 2020 12:26:39 GMT"
    workspace.server.control.advance(DAY - 1)
    assert arrived(workspace, endpoint) == 5
    assert the_video(workspace)["status"] == "uploading"
    workspace.server.control.advance(1)
    assert the_video(workspace)["status"] == "suspended"
    assert list(workspace.server.app.context.blobs.folder.iterdir()) == []
    assert is_rejected(given.head(workspace, endpoint), 410)
    assert is_rejected(given.patch(workspace, endpoint, 5, CONTENT[5:]), 410)
    assert is_rejected(given.send(workspace, endpoint, CONTENT), 410)
    assert the_video(workspace)["status"] == "suspended"


def test_an_upload_session_that_expires_during_a_chunk_rejects_the_rest(workspace: Workspace, endpoint: str) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    with given.begin("PATCH", endpoint, headers, CONTENT[:5], 10) as half:
        given.eventually(lambda: the_video(workspace)["status"], "uploading")
        workspace.server.control.advance(DAY)
        half.sendall(CONTENT[5:])
        assert b" 410 " in half.recv(1000)
    assert is_rejected(given.head(workspace, endpoint), 410)


def test_bytes_before_a_lost_connection_are_kept(workspace: Workspace, endpoint: str) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    given.lose("PATCH", endpoint, headers, CONTENT[:4], 10)
    given.eventually(lambda: the_video(workspace)["status"], "suspended")
    assert arrived(workspace, endpoint) == 4
    given.patch(workspace, endpoint, 4, CONTENT[4:6])
    assert the_video(workspace)["status"] == "uploading"
    given.patch(workspace, endpoint, 6, CONTENT[6:])
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_webhooks_receive_the_progress_of_an_upload(workspace: Workspace, endpoint: str) -> None:
    def statuses() -> list[str]:
        return [each["data"]["data"]["status"] for each in workspace.server.control.deliveries()]

    hook = {"name": "n", "endpoint": "https://hooks.example.com/k", "events": ["media.update.status"]}
    data(workspace.post("/v1/webhooks", hook))
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    given.lose("PATCH", endpoint, headers, CONTENT[:4], 10)
    given.eventually(statuses, ["uploading", "suspended"])
    workspace.server.control.advance(1)
    given.patch(workspace, endpoint, 4, CONTENT[4:6])
    given.eventually(statuses, ["uploading", "suspended", "uploading"])
    workspace.server.control.advance(DAY)
    given.eventually(statuses, ["uploading", "suspended", "uploading", "suspended"])


def test_a_video_that_got_another_file_meanwhile_is_not_suspended(workspace: Workspace, endpoint: str) -> None:
    given.patch(workspace, endpoint, 0, CONTENT[:5])
    video = str(the_video(workspace)["id"])
    seed.video(workspace, content=b"another", X_Replace_Video_ID=video)
    workspace.server.control.advance(DAY)
    assert the_video(workspace)["status"] == "done"
    assert given.content_of(workspace, video) == b"another"


def test_a_server_shuts_down_quietly_during_a_chunk(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    size = 9 << 20
    with kinocraft_mock.running(data_dir=tmp_path) as server:
        workspace = Workspace(server)
        with workspace.http:
            project = seed.project(workspace)["id"]
            made = seed.upload_session(workspace, project, size)
            tus = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
            headers = {"Authorization": "Bearer mock-token", "X-Video-Title": "t", "Content-Type": given.OCTETS}
            url = f"{server.url}{UPLOADER}/v2/video"
            halves = [
                given.begin("PATCH", made["endpoint"], tus, bytes(5 << 20), size),
                given.begin("POST", url, headers, bytes(5 << 20), size),
            ]
            given.eventually(lambda: the_video(workspace)["status"], "uploading")
    for half in halves:
        half.close()
    assert capfd.readouterr().err == ""
    with kinocraft_mock.running(data_dir=tmp_path) as server:
        workspace = Workspace(server)
        with workspace.http:
            endpoint = server.url + UPLOADER + made["endpoint"].partition(UPLOADER)[2]
            offset = arrived(workspace, endpoint)
            assert 0 <= offset <= 5 << 20
            assert given.patch(workspace, endpoint, offset, bytes(size - offset)).status_code == 204


def test_a_fault_in_a_chunk_closes_the_connection(workspace: Workspace, endpoint: str) -> None:
    workspace.server.control.fault("videos.uploads.append", "drop_request", bytes=7)
    with pytest.raises(Exception, match=r"(?i)disconnect|reset|closed|broken"):
        given.patch(workspace, endpoint, 0, CONTENT)
    given.eventually(lambda: arrived(workspace, endpoint), 7)


def test_an_upload_is_complete_once_all_bytes_have_arrived(workspace: Workspace, endpoint: str) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    given.lose("PATCH", endpoint, headers, CONTENT, 11)
    given.eventually(lambda: arrived(workspace, endpoint), 10)
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_requesting_the_offset_ends_a_stalled_chunk(workspace: Workspace, endpoint: str) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    with given.begin("PATCH", endpoint, headers, CONTENT[:4], 10) as half:
        given.eventually(lambda: the_video(workspace)["status"], "uploading")
        assert arrived(workspace, endpoint) == 4
        assert given.patch(workspace, endpoint, 4, CONTENT[4:8]).status_code == 204
        half.sendall(CONTENT[4:])
        assert b" 409 " in half.recv(1000)
    assert arrived(workspace, endpoint) == 8


def test_another_chunk_ends_a_stalled_chunk(workspace: Workspace, endpoint: str) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    with given.begin("PATCH", endpoint, headers, CONTENT[:4], 10):
        given.eventually(lambda: the_video(workspace)["status"], "uploading")
        assert is_rejected(given.patch(workspace, endpoint, 0, CONTENT), 409)
        assert given.patch(workspace, endpoint, 4, CONTENT[4:]).status_code == 204
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_a_file_can_be_sent_in_one_request(workspace: Workspace, endpoint: str) -> None:
    response = given.send(workspace, endpoint, CONTENT)
    assert (response.status_code, response.content) == (200, b"")
    assert arrived(workspace, endpoint) == 10
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_sending_the_whole_file_replaces_earlier_chunks(workspace: Workspace, endpoint: str) -> None:
    given.patch(workspace, endpoint, 0, b"abcde")
    assert given.send(workspace, endpoint, CONTENT).status_code == 200
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT
    assert len(list(workspace.server.app.context.blobs.folder.iterdir())) == 1


def test_the_whole_file_must_have_the_announced_size(workspace: Workspace, endpoint: str) -> None:
    given.patch(workspace, endpoint, 0, CONTENT[:5])
    assert is_rejected(given.send(workspace, endpoint, CONTENT[:9]), 400)
    assert is_rejected(workspace.http.post(endpoint), 400)
    assert arrived(workspace, endpoint) == 5


def test_an_interrupted_whole_upload_keeps_earlier_bytes(workspace: Workspace, endpoint: str) -> None:
    given.patch(workspace, endpoint, 0, CONTENT[:5])
    given.lose("POST", endpoint, {"Content-Type": given.OCTETS}, b"abcdefgh", 10)
    given.eventually(lambda: the_video(workspace)["status"], "suspended")
    assert arrived(workspace, endpoint) == 5
    given.patch(workspace, endpoint, 5, CONTENT[5:])
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_a_chunk_overtaken_by_the_whole_file_is_a_conflict(workspace: Workspace, endpoint: str) -> None:
    tus = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}
    with given.begin("POST", endpoint, {"Content-Type": given.OCTETS}, CONTENT[:5], 10) as whole:
        given.eventually(lambda: the_video(workspace)["status"], "uploading")
        with given.begin("PATCH", endpoint, tus, b"abc", 5) as piece:
            arriving = workspace.server.app.context.blobs.arriving().parent
            given.eventually(lambda: len(list(arriving.iterdir())), 2)
            whole.sendall(CONTENT[5:])
            assert b" 200 " in whole.recv(1000)
            piece.sendall(b"de")
            assert b" 409 " in piece.recv(1000)
    assert given.content_of(workspace, str(the_video(workspace)["id"])) == CONTENT


def test_an_empty_file_is_complete_at_once(workspace: Workspace) -> None:
    made = seed.upload_session(workspace, seed.project(workspace)["id"], 0)
    assert arrived(workspace, made["endpoint"]) == 0
    assert given.patch(workspace, made["endpoint"], 0, b"").status_code == 204
    assert given.send(workspace, made["endpoint"], b"").status_code == 200
    assert given.content_of(workspace, made["id"]) == b""


def test_an_attachment_becomes_a_material(workspace: Workspace) -> None:
    seed.project(workspace)
    owner = seed.video(workspace)
    url = f"{workspace.server.url}{UPLOADER}/v2/init"
    body = {"type": "attachment", "parent_id": owner["id"], "title": "Тезисы", "filename": "a.pdf", "filesize": 10}
    made = workspace.http.post(url, json=body).json()["data"]
    assert seed.get_video(workspace, owner["id"])["additional_materials"] == []
    assert workspace.get(f"/v1/additional-materials/{made['id']}/link").status_code == 404
    given.lose(
        "PATCH",
        made["endpoint"],
        {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE},
        CONTENT[:5],
        10,
    )
    given.eventually(lambda: arrived(workspace, made["endpoint"]), 5)
    assert seed.get_video(workspace, owner["id"])["status"] == "uploading"
    given.patch(workspace, made["endpoint"], 5, CONTENT[5:])
    (material,) = seed.get_video(workspace, owner["id"])["additional_materials"]
    assert {name: material[name] for name in ("id", "title", "filename", "filetype", "size", "position")} == {
        "id": made["id"],
        "title": "Тезисы",
        "filename": "a.pdf",
        "filetype": "application/pdf",
        "size": 10,
        "position": 1,
    }
    link = data(workspace.get(f"/v1/additional-materials/{made['id']}/link"))["link"]
    assert workspace.http.get(link).content == CONTENT


def test_chunks_survive_a_restart(tmp_path: Path) -> None:
    with kinocraft_mock.running(data_dir=tmp_path) as server:
        workspace = Workspace(server)
        with workspace.http:
            made = seed.upload_session(workspace, seed.project(workspace)["id"], len(CONTENT))
            given.patch(workspace, made["endpoint"], 0, CONTENT[:5])
    with kinocraft_mock.running(data_dir=tmp_path) as server:
        workspace = Workspace(server)
        with workspace.http:
            endpoint = server.url + UPLOADER + made["endpoint"].partition(UPLOADER)[2]
            assert arrived(workspace, endpoint) == 5
            given.patch(workspace, endpoint, 5, CONTENT[5:])
            assert given.content_of(workspace, made["id"]) == CONTENT


def test_a_chunk_is_written_as_it_arrives(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory use is bounded by a few blocks for a chunk of any size."""
    size, held = 24 << 20, [0]
    write = Chunk.write

    async def watched(piece: Chunk, block: bytes) -> None:
        await write(piece, block)
        written = piece.path.stat().st_size
        held.append(piece.size - written)

    monkeypatch.setattr(Chunk, "write", watched)
    made = seed.upload_session(workspace, seed.project(workspace)["id"], size)
    assert given.patch(workspace, made["endpoint"], 0, bytes(size)).status_code == 204
    assert max(held) <= 4 << 20
