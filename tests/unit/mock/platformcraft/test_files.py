"""Files and folders by path: creating, updating, moving, deleting."""

from __future__ import annotations

import pytest

from tests.seed.account import NOON, Account, message

COUNTED = {"count": 1, "count_on_page": 1, "next": ""}


def test_a_file_has_the_documented_fields(account: Account) -> None:
    made = account.file("/talks/one talk.mp4", b"12345")
    assert made.status_code == 200
    described = made.json()
    assert len(described["id"]) == 24
    assert described["etag"]
    host = account.server.url.removeprefix("http://")
    assert described == {
        "id": described["id"],
        "is_dir": False,
        "type": "file",
        "status": "ok",
        "name": "one talk.mp4",
        "path": "/talks/one talk.mp4",
        "size": 5,
        "content_type": "video/mp4",
        "description": "",
        "create_date": "13.09.2020T12:26:40",
        "latest_update": "13.09.2020T12:26:40",
        "create_time": NOON,
        "change_time": NOON,
        "private": False,
        "download_url": f"{host}/platformcraft/cdn/mock/talks/one%20talk.mp4",
        "etag": described["etag"],
        "advanced": described["advanced"],
        "hls": f"{host}/platformcraft/vod/video/{described['id']}/playlist.m3u8",
    }
    read = {**described, "preview_url": ""}
    assert account.get("/talks/one talk.mp4").json() == read
    assert account.get("/talks").json()["contents"] == [read]


def test_a_video_has_media_details(account: Account) -> None:
    """The server does not decode media: the details are simulated, and the control API can set them."""
    described = account.file("/talk_1080p.mp4", b"12345").json()
    whole, (picture,), (sound,) = (described["advanced"][key] for key in ("format", "video_streams", "audio_streams"))
    assert (picture["index"], picture["codec_type"], picture["width"], picture["height"]) == (0, "video", 1920, 1080)
    assert (sound["index"], sound["codec_type"]) == (1, "audio")
    assert 10 <= whole["duration"] <= 610
    assert whole["duration"] == picture["duration"] == sound["duration"]
    account.http.post("/_mock/media", json={"id": described["id"], "duration": 2.5, "height": 360}).raise_for_status()
    changed = account.get("/talk_1080p.mp4").json()["advanced"]
    assert changed["format"] == {**whole, "duration": 2.5, "bit_rate": 16}
    assert (changed["video_streams"][0]["width"], changed["video_streams"][0]["height"]) == (1920, 360)
    assert account.get("").json()["contents"][0]["advanced"] == changed
    song = account.file("/song.mp3").json()["advanced"]
    assert (song["video_streams"], len(song["audio_streams"])) == ([], 1)
    assert "advanced" not in account.file("/notes.txt").json()


def test_a_folder_has_the_documented_fields(account: Account) -> None:
    described = account.folder("/a/b").json()
    assert (described["is_dir"], described["status"], described["size"], described["create_date"]) == (True, "", 0, "")
    assert described["download_url"] == ""
    assert described["hls"] == ""
    empty = account.get("/a/b").json()
    assert empty["contents"] == []
    assert empty["paging"] == {"count": 0, "count_on_page": 0, "next": ""}


def test_missing_folders_are_created(account: Account) -> None:
    account.file("/a/b/c.txt")
    assert account.listing() == ["a"]
    assert account.listing("/a") == ["b"]
    assert account.listing("/a/b") == ["c.txt"]


def test_the_root_is_empty_or_a_slash(account: Account) -> None:
    account.file("/x")
    assert account.listing("") == account.listing("/") == ["x"]
    assert account.get().json()["path"] == "/"


@pytest.mark.parametrize("path", ["/a/b", "/a", "", "/"])
def test_an_existing_path_is_a_conflict(account: Account, path: str) -> None:
    account.file("/a/b", b"first")
    assert "duplication" in message(account.file(path, b"second"), 409)
    assert "duplication" in message(account.folder(path), 409)
    assert account.download("/a/b").content == b"first"


def test_a_file_cannot_contain_objects(account: Account) -> None:
    account.file("/a")
    assert "is a file" in message(account.file("/a/b"), 409)
    message(account.get("/a/b"), 404)


def test_the_form_creates_a_file_or_a_folder(account: Account) -> None:
    url = account.url("/a")
    message(account.http.post(url, files={"other": (None, "1")}), 400)
    twice = account.http.post(url, files=[("file", ("f", b"1")), ("file", ("f", b"2"))])
    assert "more than once" in message(twice, 400)
    message(account.get("/a"), 404)
    assert account.http.post(url, files={"dir": (None, "")}).json()["is_dir"]
    both = account.http.post(account.url("/b"), files={"file": ("f", b"1"), "dir": (None, "1")})
    assert both.json()["is_dir"]
    assert account.get("/b").json()["contents"] == []
    assert list(account.server.app.context.blobs.folder.iterdir()) == []


def test_update_changes_only_what_is_sent(account: Account) -> None:
    before = account.file("/a.mp4").json()
    account.server.control.advance(10)
    after = account.update("/a.mp4", description="Talk").json()
    assert after == {**before, "description": "Talk", "change_time": NOON + 10, "latest_update": "13.09.2020T12:26:50"}
    after = account.update("/a.mp4", private=True, max_height=100, max_width=0).json()
    assert after["private"]
    assert after["description"] == "Talk"
    account.server.control.advance(10)
    assert account.update("/a.mp4").json() == after


def test_a_folder_can_have_a_description_and_be_private(account: Account) -> None:
    account.file("/a/b.txt", b"kept")
    changed = account.update("/a", description="Talks", private=True, name="c").json()
    assert (changed["description"], changed["private"], changed["path"], changed["is_dir"]) == (
        "Talks",
        True,
        "/c",
        True,
    )
    assert account.get("/c").json() == {
        **changed,
        "preview_url": "",
        "contents": [account.get("/c/b.txt").json()],
        "paging": COUNTED,
    }


def test_an_object_can_be_renamed_and_moved(account: Account) -> None:
    made = account.file("/a/one.mp4", b"kept").json()
    renamed = account.update("/a/one.mp4", name="two.mp4").json()
    assert (renamed["path"], renamed["name"], renamed["id"]) == ("/a/two.mp4", "two.mp4", made["id"])
    message(account.get("/a/one.mp4"), 404)
    account.folder("/b")
    moved = account.update("/a/two.mp4", dir="/b", name="three.mp4").json()
    assert moved["path"] == "/b/three.mp4"
    assert account.update("/b/three.mp4", dir="").json()["path"] == "/three.mp4"
    assert account.update("/three.mp4", dir="b").json()["path"] == "/b/three.mp4"
    assert account.download("/b/three.mp4").content == b"kept"
    assert account.listing("/a") == []


def test_a_folder_is_moved_with_its_contents(account: Account) -> None:
    account.file("/a/b/c.txt", b"deep")
    account.folder("/z")
    assert account.update("/a", dir="/z", name="y").json()["path"] == "/z/y"
    assert account.get("/z/y/b/c.txt").json()["path"] == "/z/y/b/c.txt"
    assert account.download("/z/y/b/c.txt").content == b"deep"
    message(account.get("/a/b/c.txt"), 404)
    assert account.get().json()["paging"]["count"] == 1
    assert account.get("/z").json()["paging"]["count"] == 1


def test_impossible_moves_are_rejected(account: Account) -> None:
    account.file("/a/b/c.txt")
    account.file("/d.txt")
    assert "into itself" in message(account.update("/a", dir="/a/b"), 400)
    assert "into itself" in message(account.update("/a", dir="/a"), 400)
    assert "duplication" in message(account.update("/a", name="d.txt"), 409)
    assert "duplication" in message(account.update("/d.txt", dir="/a", name="b"), 409)
    message(account.update("/a", dir="/nowhere"), 404)
    assert "not a folder" in message(account.update("/a", dir="/d.txt"), 400)
    message(account.update("/nothing", name="x"), 404)
    assert "root" in message(account.update("", name="x"), 400)
    assert account.update("/a", dir="/", name="a").status_code == 200
    assert account.listing() == ["a", "d.txt"]


def test_files_and_folders_can_be_deleted(account: Account) -> None:
    account.file("/a/b/c.txt")
    account.file("/a/d.txt")
    gone = account.delete("/a/d.txt")
    assert (gone.status_code, gone.content) == (200, b"")
    message(account.delete("/a/d.txt"), 404)
    assert account.delete("/a").status_code == 200
    message(account.get("/a/b/c.txt"), 404)
    assert account.get().json()["paging"]["count"] == 0
    assert "root" in message(account.delete("/"), 400)


def test_deleting_frees_the_disk(account: Account) -> None:
    blobs = account.server.app.context.blobs.folder
    account.file("/a/b", b"1")
    account.file("/a/c", b"2")
    assert len(list(blobs.iterdir())) == 2
    account.delete("/a")
    assert list(blobs.iterdir()) == []


def test_names_may_contain_any_characters(account: Account) -> None:
    for name in ("видео.mp4", "a?b#c", "100%", "a+b&c=d", "%2F", "…", "a\\b", "'\""):
        assert account.file(f"/{name}", name.encode()).json()["name"] == name
        assert account.get(f"/{name}").json()["path"] == f"/{name}"
        assert account.download(f"/{name}").content == name.encode()


def test_ids_come_from_the_seed(account: Account) -> None:
    first = account.file("/a").json()["id"]
    account.server.control.reset()
    account.log_in()
    assert account.file("/a").json()["id"] == first
    assert account.file("/b").json()["id"] != first
