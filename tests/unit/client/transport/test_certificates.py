"""A certificate that is not trusted ends a call at once, and the error says what to do."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import DownloadError, TransportError
from tests.faults.harness import BlockingClient, Harness

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
FILE = {"path": "/a", "size": 5, "download_url": "https://cdn.example/a?signature=known"}


class Untrusted:
    """A host whose certificate is not trusted, with an error of the form that httpx2 raises."""

    def __init__(self) -> None:
        self.attempts = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.attempts += 1
        reason = ssl.SSLCertVerificationError(1, "certificate verify failed: self-signed certificate")
        inner = OSError(str(reason))
        inner.__cause__ = reason
        raise httpx2.ConnectError(str(reason)) from inner


def platformcraft(harness: Harness, service: Any) -> BlockingClient:
    return harness.client(service, on_drift=lambda _: None)


def test_an_untrusted_certificate_is_not_retried(harness: Harness) -> None:
    host = Untrusted()
    with pytest.raises(TransportError, match="SSL_CERT_FILE") as raised:
        harness.kinescope(host).projects.get("p")
    assert raised.value.call.stopped == "transport_not_retryable"
    assert raised.value.delivered is False
    with pytest.raises(TransportError, match="SSL_CERT_FILE"):
        platformcraft(harness, host).files.get("/a")
    assert host.attempts == 2


def test_a_download_from_an_untrusted_host_is_not_retried(harness: Harness, tmp_path: Path) -> None:
    host = Untrusted()

    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "cdn.example":
            return host(request)
        return httpx2.Response(200, json=TOKENS if request.method == "POST" else FILE)

    with pytest.raises(DownloadError, match="SSL_CERT_FILE") as raised:
        platformcraft(harness, service).files.download("/a", tmp_path / "a")
    assert host.attempts == 1
    assert "signature" not in str(raised.value)


@pytest.mark.parametrize("reason", [ssl.SSLError(1, "wrong version number"), OSError("connection refused")])
def test_another_failure_to_connect_is_retried(harness: Harness, reason: OSError) -> None:
    attempts: list[httpx2.Request] = []

    def host(request: httpx2.Request) -> httpx2.Response:
        attempts.append(request)
        raise httpx2.ConnectError(str(reason)) from reason

    with pytest.raises(TransportError) as raised:
        harness.kinescope(host, retries=2).projects.get("p")
    assert "SSL_CERT_FILE" not in str(raised.value)
    assert len(attempts) == 3
