"""Values of a response that the next call cannot use are the service's mistake, and hide no other error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import DownloadError, InvalidArgumentError, ResponseError
from tests.faults.harness import Harness, content

DIGITS = "9" * 5_000
"""More digits than Python reads as a number."""
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
PLACE = {"id": "v", "endpoint": "https://up.example/1"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.mp4"
    path.write_bytes(content(1_000))
    return path


class Uploads:
    """A service that starts uploads with these fields. It confirms chunks by this offset; None is the right one."""

    def __init__(self, fields: Any, offset: str | None = None, video: Any = None) -> None:
        self.fields = fields
        self.offset = offset
        self.video = video
        self.requests: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(f"{request.method} {request.url.path}")
        if request.method == "POST":
            return httpx2.Response(200, content=json.dumps({"data": self.fields}))
        if request.method in ("PATCH", "HEAD"):
            end = int(request.headers.get("Upload-Offset", "0")) + int(request.headers.get("Content-Length", "0"))
            return httpx2.Response(204, headers={"Upload-Offset": self.offset or str(end)})
        return httpx2.Response(200, json=self.video)


def upload(harness: Harness, service: Uploads, file: Path) -> Any:
    client = harness.kinescope(service, on_drift=lambda _: None, upload_journal=False)
    return client.videos.upload(file, parent_id="p", title="t", threshold=1, part_size=600, retries=0)


ENDPOINTS = [
    "",
    "/up/1",
    "file:///etc/passwd",
    "javascript:x",
    "ws://up.example/",
    "http://h\r\nX: y/",
    "http://[::1",
    5,
]
IDS = ["", ".", "..", "a/b", "a\\b", "a\r\nb", "\ud800", 5, None, ["v"]]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=repr)
def test_an_unusable_upload_url_is_an_error_of_the_response(harness: Harness, file: Path, endpoint: Any) -> None:
    with pytest.raises(ResponseError, match="no usable endpoint"):
        upload(harness, Uploads({**PLACE, "endpoint": endpoint}), file)


@pytest.mark.parametrize("id", IDS, ids=repr)
def test_an_unusable_id_is_an_error_of_the_response(harness: Harness, file: Path, id: Any) -> None:
    service = Uploads({**PLACE, "id": id})
    with pytest.raises(ResponseError, match="no usable id"):
        upload(harness, service, file)
    assert not [each for each in service.requests if each.startswith(("PATCH", "DELETE"))]


@pytest.mark.parametrize("name", ["user_id", "owner_id"])
@pytest.mark.parametrize("id", IDS, ids=repr)
def test_an_unusable_id_of_the_account_is_an_error_of_the_response(harness: Harness, name: str, id: Any) -> None:
    body = json.dumps({**TOKENS, name: id})  # its escapes keep a lone surrogate
    client = harness.client(lambda _: httpx2.Response(200, content=body), on_drift=lambda _: None)
    with pytest.raises(ResponseError, match=f"no usable {name}"):
        client.files.get("/a")


@pytest.mark.parametrize("id", IDS[:6], ids=repr)
def test_an_unusable_id_of_an_upload_session_is_an_error_of_the_response(harness: Harness, file: Path, id: str) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={**TOKENS, "id": id})

    client = harness.client(service, on_drift=lambda _: None, upload_journal=False)
    with pytest.raises(ResponseError, match="no usable id"):
        client.files.upload(file, "/a", threshold=1)


@pytest.mark.parametrize("offset", [DIGITS, "-1", "+5", "5.0", "0x5", "true", "\u0665", "1_0"])
def test_an_offset_that_is_no_number_is_an_error_of_the_response(harness: Harness, file: Path, offset: str) -> None:
    class Odd(Uploads):
        def __call__(self, request: httpx2.Request) -> httpx2.Response:
            made = super().__call__(request)
            if "Upload-Offset" in made.headers:
                made.headers = httpx2.Headers([(b"Upload-Offset", offset.encode())])
            return made

    with pytest.raises(ResponseError, match="no usable Upload-Offset"):
        upload(harness, Odd(PLACE), file)


@pytest.mark.parametrize("video", [[], {"data": []}, {"data": None}, {"data": "v"}, 1.5, None], ids=repr)
def test_an_upload_that_is_complete_succeeds_whatever_describes_the_video(
    harness: Harness, file: Path, video: Any
) -> None:
    made = upload(harness, Uploads(PLACE, video=video), file)
    assert (made.id, made.title) == ("v", "t")


@pytest.mark.parametrize("part", [1, None, "x", {}, {"id": True, "size": 5}, {"id": 0, "size": "5"}], ids=repr)
def test_a_lost_part_is_sent_again_although_the_status_is_odd(harness: Harness, file: Path, part: Any) -> None:
    sent: list[str] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/token") or "auth" in request.url.host:
            return httpx2.Response(200, json=TOKENS)
        if request.method == "PUT" and "sha256" not in str(request.url):
            sent.append("part")
            if len(sent) == 1:
                raise httpx2.ReadError("broken")
            return httpx2.Response(200, json={})
        if request.method == "GET":
            return httpx2.Response(200, json={"id": "u", "parts": [part] if len(sent) == 1 else []})
        return httpx2.Response(200, json={"id": "u"})

    client = harness.client(service, on_drift=lambda _: None, upload_journal=False)
    with pytest.raises(Exception, match=r"missing|usable"):
        client.files.upload(file, "/a", threshold=1, first_part=0)
    assert len(sent) >= 2


@pytest.mark.parametrize(
    "header", [f"bytes {DIGITS}-1/5", f"bytes 0-{DIGITS}/5", f"bytes 0-1/{DIGITS}", "bytes \u0660-1/5", "bytes -1-5/9"]
)
def test_a_range_of_odd_numbers_is_a_failed_download(harness: Harness, tmp_path: Path, header: str) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return httpx2.Response(200, json=TOKENS)
        if request.url.host != "cdn.example":
            return httpx2.Response(200, json={"path": "/a", "size": 5, "download_url": "https://cdn.example/a"})
        return httpx2.Response(206, headers=[(b"Content-Range", header.encode())], stream=httpx2.ByteStream(b"x"))

    with pytest.raises(DownloadError):
        harness.client(service, on_drift=lambda _: None).files.download("/a", tmp_path / "a", retries=0)


@pytest.mark.parametrize("size", [True, False])
def test_a_boolean_is_no_size(harness: Harness, tmp_path: Path, size: bool) -> None:
    file = {"path": "/a", "size": size, "download_url": "https://cdn.example/a"}

    def service(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=TOKENS if request.method == "POST" else file)

    with pytest.raises(ResponseError, match="no usable size"):
        harness.client(service, on_drift=lambda _: None).files.download("/a", tmp_path / "a")


ODD = [None, [], ["x"], 5, True, "x", [None]]


@pytest.mark.parametrize("body", ODD, ids=repr)
def test_methods_of_several_calls_raise_no_error_of_python(harness: Harness, tmp_path: Path, body: Any) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        login = request.method == "POST" and "auth" in request.url.host
        changed = request.method in ("PUT", "PATCH")
        return httpx2.Response(200, content=json.dumps(TOKENS if login else None if changed else body))

    files = harness.client(service, on_drift=lambda _: None)
    with pytest.raises(ResponseError, match="no usable download_url"):
        files.files.download("/a", tmp_path / "a")
    with pytest.raises(ResponseError, match="no usable path"):
        files.files.move("/a", "/b")
    with pytest.raises(InvalidArgumentError, match="no stream has a record r"):
        files.recorder.records.wait("r")


@pytest.mark.parametrize("data", [*ODD[1:], {}, {"id": "a/b"}, {"id": 5}], ids=repr)
def test_a_material_whose_id_is_unusable_is_an_error_of_the_response(harness: Harness, data: Any) -> None:
    kinescope = harness.kinescope(lambda _: httpx2.Response(200, json={"data": data}), on_drift=lambda _: None)
    with pytest.raises(ResponseError, match="no usable id"):
        kinescope.additional_materials.upload("v", b"a", file_name="a.pdf", title="Доклад")


@pytest.mark.parametrize("data", ODD, ids=repr)
def test_a_replaced_video_of_another_form_has_no_title(harness: Harness, data: Any) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"data": data if request.method == "GET" else {"id": "v"}})

    made = harness.kinescope(service, on_drift=lambda _: None).videos.upload(b"a", replace="v", file_name="a.mp4")
    assert made.id == "v"


LISTED = {
    "id": "w",
    "title": "t",
    "status": "pending",
    "folder_id": None,
    "project_id": "p",
    "progress": 0,
    "assets": [],
    "created_at": "2027-01-15T08:00:00Z",
}
LISTS: list[Any] = [
    *ODD[1:],
    *({"data": odd} for odd in ODD),
    *({"data": [{**LISTED, name: 5}]} for name in LISTED),
    {"data": [{**LISTED, "assets": [None, 5]}]},
    {"data": [{**LISTED, "id": "a/b"}]},
]


@pytest.mark.parametrize("videos", LISTS, ids=repr)
def test_a_lost_start_is_repeated_whatever_lists_the_videos(harness: Harness, file: Path, videos: Any) -> None:
    class Losing(Uploads):
        def __call__(self, request: httpx2.Request) -> httpx2.Response:
            first = not self.requests
            made = super().__call__(request)
            if first:
                raise httpx2.ReadError("broken")
            return httpx2.Response(200, json=videos) if request.url.path.endswith("/videos") else made

    made = upload(harness, Losing(PLACE, video={"data": LISTED}), file)
    assert made.id
