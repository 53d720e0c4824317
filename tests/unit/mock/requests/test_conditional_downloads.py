"""Downloads of both vendors under conditions and by range, as curl, wget, browsers and proxies ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import seed
from tests.seed.account import NOON

if TYPE_CHECKING:
    import httpx2

    from tests.seed.account import Account
    from tests.seed.workspace import Workspace

CONTENT = b"0123456789"
STORED = "Sun, 13 Sep 2020 12:26:40 GMT"
EARLIER, LATER = "Sun, 13 Sep 2020 12:26:39 GMT", "Sun, 13 Sep 2020 12:26:41 GMT"


class Download:
    """A stored file of one vendor, which was stored at NOON."""

    def __init__(self, vendor: str, account: Account, workspace: Workspace) -> None:
        self._http = workspace.http
        if vendor == "platformcraft":
            account.file("/a.mp4", CONTENT)
            self._url = f"http://{account.get('/a.mp4').json()['download_url']}"
        else:
            video = seed.finished_video(workspace, content=CONTENT)
            self._url = seed.uploaded_file(video)["download_link"]
        self.etag = self.get().headers["etag"]

    def get(self, method: str = "GET", **headers: str) -> httpx2.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._http.request(method, self._url, headers=named | {"Authorization": ""})


@pytest.fixture(params=["kinescope", "platformcraft"])
def download(request: pytest.FixtureRequest, account: Account, workspace: Workspace) -> Download:
    return Download(request.param, account, workspace)


def test_a_download_names_its_version(download: Download) -> None:
    assert int(NOON) == 1_600_000_000
    for method in ("GET", "HEAD"):
        found = download.get(method)
        assert (found.headers["last-modified"], found.headers["etag"]) == (STORED, download.etag)
        assert found.headers["accept-ranges"] == "bytes"
        assert found.headers["content-length"] == "10"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": "{etag}"}, 304),
        ({"If_None_Match": "W/{etag}"}, 304),
        ({"If_None_Match": '"other", {etag}'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": '"other"'}, 200),
        ({"If_None_Match": '"other"', "If_Modified_Since": LATER}, 200),
        ({"If_None_Match": "{etag}", "If_Modified_Since": EARLIER}, 304),
        ({"If_None_Match": "{etag}", "Range": "bytes=0-1"}, 304),
        ({"If_Modified_Since": STORED}, 304),
        ({"If_Modified_Since": LATER}, 304),
        ({"If_Modified_Since": EARLIER}, 200),
        ({"If_Modified_Since": "Sunday, 13-Sep-20 12:26:40 GMT"}, 304),
        ({"If_Modified_Since": "Sun Sep 13 12:26:40 2020"}, 304),
        ({"If_Modified_Since": "yesterday"}, 200),
        ({"If_Modified_Since": ""}, 200),
        ({"If_Match": "{etag}"}, 200),
        ({"If_Match": "*"}, 200),
        ({"If_Match": '"other", {etag}'}, 200),
        ({"If_Match": "W/{etag}"}, 412),
        ({"If_Match": '"other"'}, 412),
        ({"If_Match": "{etag}", "If_Unmodified_Since": EARLIER}, 200),
        ({"If_Unmodified_Since": STORED}, 200),
        ({"If_Unmodified_Since": EARLIER}, 412),
        ({"If_Unmodified_Since": EARLIER, "If_None_Match": "{etag}"}, 412),
        ({"Range": "bytes=0-1", "If_Range": "{etag}"}, 206),
        ({"Range": "bytes=0-1", "If_Range": STORED}, 206),
        ({"Range": "bytes=0-1", "If_Range": EARLIER}, 200),
        ({"Range": "bytes=0-1", "If_Range": LATER}, 200),
        ({"Range": "bytes=0-1", "If_Range": '"other"'}, 200),
        ({"Range": "bytes=0-1", "If_Range": "W/{etag}"}, 200),
    ],
)
def test_conditions_hold_for_both_methods(download: Download, headers: dict[str, str], status: int) -> None:
    sent = {name: value.format(etag=download.etag) for name, value in headers.items()}
    for method in ("GET", "HEAD"):
        found = download.get(method, **sent)
        assert found.status_code == status, (method, found.text)
    expected = {200: CONTENT, 206: CONTENT[:2], 304: b""}
    assert download.get(**sent).content == expected.get(status, download.get(**sent).content)
    if status == 304:
        assert (found.headers["etag"], found.headers["last-modified"]) == (download.etag, STORED)


@pytest.mark.parametrize(
    ("requested", "status", "content"),
    [
        ("bytes=0-0", 206, b"0"),
        ("bytes=5-", 206, b"56789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=-99", 206, CONTENT),
        ("bytes=8-99", 206, b"89"),
        ("Bytes=1-2", 206, b"12"),
        ("bytes = 1 - 2", 206, b"12"),
        ("bytes=1-2,", 206, b"12"),
        ("bytes=, 1-2 ,,", 206, b"12"),
        ("bytes=1-2,4-5", 200, CONTENT),
        ("bytes=2-1", 200, CONTENT),
        ("items=0-1", 200, CONTENT),
        ("bytes=,", 200, CONTENT),
        ("bytes=", 200, CONTENT),
        ("bytes=a-b", 200, CONTENT),
        ("bytes=10-", 416, None),
        ("bytes=-0", 416, None),
    ],
)
def test_ranges_may_be_written_in_every_form(
    download: Download, requested: str, status: int, content: bytes | None
) -> None:
    found = download.get(Range=requested)
    assert found.status_code == status
    assert content is None or found.content == content
    assert download.get("HEAD", Range=requested).headers["content-length"] == found.headers["content-length"]
