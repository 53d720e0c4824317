"""Downloads from the URLs in file objects."""

from __future__ import annotations

import pytest

from tests.seed.account import Account, message
from tests.unit.mock.kinescope.receiver import wait_until

DATA = bytes(range(256)) * 4


@pytest.fixture
def address(account: Account) -> str:
    """The URL of a file that was uploaded in three parts."""
    upload_id = account.start("/f.mp4")
    for number, piece in enumerate((DATA[:100], DATA[100:101], DATA[101:])):
        account.put_part(upload_id, number, piece)
    return "http://" + str(account.complete(upload_id, DATA).json()["download_url"])


def test_a_file_is_downloaded_whole(account: Account, address: str) -> None:
    response = account.http.get(address, headers={"Authorization": ""})
    assert response.content == DATA
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["ETag"] == f'"{account.get("/f.mp4").json()["etag"]}"'


def test_head_returns_the_headers_of_get(account: Account, address: str) -> None:
    response = account.http.head(address)
    assert (response.status_code, response.content, response.headers["Content-Length"]) == (200, b"", "1024")
    response = account.http.head(address, headers={"Range": "bytes=0-9"})
    assert (response.status_code, response.headers["Content-Length"]) == (206, "10")


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("0-0", 0, 1),
        ("99-101", 99, 102),
        ("100-100", 100, 101),
        ("1000-", 1000, 1024),
        ("-24", 1000, 1024),
        ("0-99999", 0, 1024),
        ("-99999", 0, 1024),
        ("1023-1023", 1023, 1024),
    ],
)
def test_a_range_is_downloaded(account: Account, address: str, asked: str, start: int, stop: int) -> None:
    response = account.http.get(address, headers={"Range": f"bytes={asked}"})
    assert response.status_code == 206
    assert response.content == DATA[start:stop]
    assert response.headers["Content-Range"] == f"bytes {start}-{stop - 1}/1024"


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}'])
def test_a_known_etag_returns_304(account: Account, address: str, known: str) -> None:
    etag = account.http.head(address).headers["ETag"]
    response = account.http.get(address, headers={"If-None-Match": known.format(etag), "Range": "bytes=0-1"})
    assert (response.status_code, response.content, response.headers["ETag"]) == (304, b"", etag)
    assert "Content-Length" not in response.headers
    assert account.http.get(address, headers={"If-None-Match": '"other"'}).content == DATA


def test_a_running_download_survives_deletion(account: Account) -> None:
    pieces = [bytes([number]) * (8 << 20) for number in range(3)]
    upload_id = account.start("/big.mp4")
    for number, piece in enumerate(pieces):
        account.put_part(upload_id, number, piece)
    address = "http://" + str(account.complete(upload_id, b"".join(pieces)).json()["download_url"])
    stored = account.server.app.context.blobs.folder
    with account.http.stream("GET", address) as response:
        blocks = response.iter_raw()
        first = next(blocks)
        account.delete("/big.mp4").raise_for_status()
        message(account.get("/big.mp4"), 404)
        assert first + b"".join(blocks) == b"".join(pieces)
    wait_until(lambda: not list(stored.iterdir()))


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-1", "bytes=x", "lines=0-1", "bytes=", "bytes=-"])
def test_an_unusable_range_returns_the_whole_file(account: Account, address: str, asked: str) -> None:
    response = account.http.get(address, headers={"Range": asked})
    assert (response.status_code, response.content) == (200, DATA)


@pytest.mark.parametrize("asked", ["1024-", "1024-2000", "-0"])
def test_a_range_beyond_the_end_is_416(account: Account, address: str, asked: str) -> None:
    response = account.http.get(address, headers={"Range": f"bytes={asked}"})
    message(response, 416)
    assert response.headers["Content-Range"] == "bytes */1024"


def test_a_range_with_another_etag_returns_the_whole_file(account: Account, address: str) -> None:
    etag = account.http.head(address).headers["ETag"]
    same = account.http.get(address, headers={"Range": "bytes=0-0", "If-Range": etag})
    other = account.http.get(address, headers={"Range": "bytes=0-0", "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


def test_private_files_need_a_token(account: Account, address: str) -> None:
    account.update("/f.mp4", private=True)
    assert "private" in message(account.http.get(address, headers={"Authorization": ""}), 403)
    assert account.http.get(address).content == DATA


def test_unknown_addresses_are_not_found(account: Account, address: str) -> None:
    base = address.removesuffix("/mock/f.mp4")
    account.folder("/d")
    for path in ("", "/", "/mock", "/mock/d", "/mock/x", "/other/f.mp4", "/mock/f.mp4/x", "/mock/%2Ff.mp4"):
        message(account.http.get(base + path), 404)
    message(account.http.get(base + "/mock/%ff"), 400)
    rejected = account.http.put(address)
    message(rejected, 405)
    assert rejected.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_the_playlist_of_a_video_leads_to_its_bytes(account: Account, address: str) -> None:
    playlist = account.http.get("http://" + account.get("/f.mp4").json()["hls"])
    assert playlist.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    lines = playlist.text.splitlines()
    assert lines[0] == "#EXTM3U"
    (segment,) = [line for line in lines if not line.startswith("#")]
    assert account.http.get(segment).content == DATA
    assert account.file("/text.txt").json()["hls"] == ""
