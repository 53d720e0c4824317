"""A source that is fetched by its URL is only moved if it arrived as it is."""

from __future__ import annotations

import base64
import hashlib
import ssl
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import DownloadError
from kinocraft.transfers.items import SourceFacts, TransferItem
from kinocraft.transfers.sources import staged

DATA = b"the bytes of a video"
URL = "https://cdn.example/talk.mp4?signature=known"
MD5 = hashlib.md5(DATA, usedforsecurity=False)


class Host:
    """Returns the same response to each request of `httpx2.stream`."""

    def __init__(self, status: int = 200, error: Exception | None = None, **headers: str) -> None:
        self.requests = 0
        self._status = status
        self._error = error
        self._headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def respond(self, request: httpx2.Request) -> httpx2.Response:
        self.requests += 1
        if self._error:
            raise self._error
        return httpx2.Response(self._status, headers=self._headers, stream=httpx2.ByteStream(DATA))


def fetch(host: Host, monkeypatch: pytest.MonkeyPatch, **facts: Any) -> bytes:
    client = httpx2.Client(transport=httpx2.MockTransport(host.respond))

    def stream(*args: Any, timeout: float, **options: Any) -> Any:
        return client.stream(*args, **options)

    monkeypatch.setattr(httpx2, "stream", stream)
    known: Any = None  # no client is used to fetch a URL
    with staged(TransferItem(URL), SourceFacts(name="talk.mp4", url=URL, **facts), "key", known) as file:
        return file.read_bytes()


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path))
    return tmp_path / "transfers"


@pytest.mark.parametrize("encoding", ["", "identity"])
def test_a_source_that_arrives_as_it_is_is_used(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    digest = base64.b64encode(MD5.digest()).decode()
    host = Host(Content_Encoding=encoding, Content_MD5=digest)
    assert fetch(host, monkeypatch, size=len(DATA), md5=MD5.hexdigest()) == DATA


WRONG: dict[str, tuple[Host, dict[str, Any], str]] = {
    "compressed": (Host(Content_Encoding="gzip"), {}, "encoded as gzip"),
    "a part": (Host(206, Content_Range="bytes 0-19/900"), {}, "status 206"),
    "nothing": (Host(204), {}, "status 204"),
    "not the MD5 of the header": (Host(Content_MD5=base64.b64encode(bytes(16)).decode()), {}, "damaged: its md5"),
    "not the MD5 of the service": (Host(), {"md5": "0" * 32}, "damaged: its md5"),
}


@pytest.mark.parametrize(("host", "facts", "words"), WRONG.values(), ids=WRONG)
def test_a_source_that_arrives_changed_is_not_moved(
    monkeypatch: pytest.MonkeyPatch, state: Path, host: Host, facts: dict[str, Any], words: str
) -> None:
    with pytest.raises(DownloadError, match=words) as raised:
        fetch(host, monkeypatch, **facts)
    assert "signature" not in str(raised.value)
    assert not list(state.iterdir())


def test_a_source_is_not_fetched_without_encryption(monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    class Downgrade(Host):
        def respond(self, request: httpx2.Request) -> httpx2.Response:
            if request.url.scheme == "https":
                return httpx2.Response(302, headers={"Location": "http://cdn.example/talk.mp4"})
            return super().respond(request)

    with pytest.raises(DownloadError, match="without encryption"):
        fetch(Downgrade(), monkeypatch)
    assert not list(state.iterdir())


def test_a_source_whose_certificate_is_not_trusted_is_requested_once(monkeypatch: pytest.MonkeyPatch) -> None:
    error = httpx2.ConnectError("certificate verify failed")
    error.__cause__ = ssl.SSLCertVerificationError(1, "certificate verify failed")
    host = Host(error=error)
    with pytest.raises(DownloadError, match="SSL_CERT_FILE"):
        fetch(host, monkeypatch)
    assert host.requests == 1
