"""A private file is private at each of its addresses, for as long as it is private."""

from __future__ import annotations

import pytest

from tests.seed.account import Account, message
from tests.seed.broadcast import RecorderClient, ok


def addresses(account: Account, kind: str) -> tuple[str, str]:
    """Make a file; return its path and one of its addresses."""
    if kind == "segment":
        recorder = RecorderClient(account)
        stream = recorder.stream()
        recorder.start(stream)
        recorder.control.advance(25)
        ok(recorder.call("POST", f"/{stream}/stop"))
        lines = account.download("/a.m3u8").text.splitlines()
        return "/a.m3u8", account.server.url + next(line for line in lines if line.startswith("/"))
    made = ok(account.file("/f.mp4"))
    return "/f.mp4", "http://" + made["download_url" if kind == "bytes" else "hls"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("kind", ["bytes", "playlist", "segment"])
def test_a_private_file_needs_a_token_at_each_address(account: Account, kind: str, method: str) -> None:
    path, address = addresses(account, kind)

    def status(authorization: str) -> int:
        return account.http.request(method, address, headers={"Authorization": authorization}).status_code

    own = f"Bearer {account.tokens['access_token']}"
    assert status("") == 200
    ok(account.update(path, private=True))
    assert [status(each) for each in ("", "Bearer x", own)] == [403, 403, 200]
    ok(account.update(path, private=False))
    assert status("") == 200


def test_the_error_says_that_the_file_is_private(account: Account) -> None:
    path, address = addresses(account, "playlist")
    ok(account.update(path, private=True))
    assert "private" in message(account.http.get(address, headers={"Authorization": ""}), 403)
