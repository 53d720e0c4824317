"""Proxies of the environment, unreachable hosts, and responses with invalid text."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ConfigurationError, TransportError
from tests.faults.harness import Harness

NONSENSE = [
    "nonsense",
    "://",
    "http://",
    "http://[",
    "http://host:port",
    "http://h:99999",
    "http://a b",
    "ftp://x:1",
    "x:0",
]


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("value", NONSENSE)
def test_a_proxy_that_is_no_url_is_rejected_by_name(
    harness: Harness, variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=f"^{variable.upper()} is not the URL of a proxy"):
        harness.kinescope(token="t").tags.list()


@pytest.mark.parametrize("value", ["http://[", "http://me:hunter2@host:port", "ftp://me:hunter2@x"])
def test_a_rejected_proxy_does_not_show_its_password(
    harness: Harness, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(ConfigurationError) as caught:
        harness.kinescope(token="t").tags.list()
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("kind", [httpx2.ConnectError, httpx2.ReadTimeout, httpx2.ReadError, httpx2.PoolTimeout])
def test_an_unreachable_host_is_named(harness: Harness, kind: type[httpx2.TransportError]) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise kind("broken", request=request)

    with pytest.raises(TransportError, match=r"no response from api\.kinescope\.io: "):
        harness.kinescope(transport=fail, retries=0).tags.list()
    with pytest.raises(TransportError, match=r"no response from auth\.platformcraft\.ru: "):
        harness.client(transport=fail, retries=0).files.get("/")


def test_a_closed_port_is_named(harness: Harness, closed_url: str) -> None:
    with pytest.raises(TransportError, match=r"no response from 127\.0\.0\.1:\d+: ConnectError"):
        harness.kinescope(api_url=closed_url, upload_url=closed_url, retries=0).tags.list()


GOOD = {"id": "1", "tag": "fine"}
BODIES: dict[str, bytes] = {
    "byte order mark": b"\xef\xbb\xbf" + json.dumps({"data": [GOOD]}).encode(),
    "lone surrogate": b'{"data": [{"id": "1", "tag": "fine"}, {"id": "2", "tag": "a\\ud800b"}]}',
    "no UTF-8": b'{"data": [{"id": "1", "tag": "fine"}, {"id": "2", "tag": "a\xffb"}]}',
}


@pytest.mark.parametrize("damage", BODIES)
def test_a_damaged_text_affects_one_field_only(harness: Harness, damage: str) -> None:
    drifts: list[Any] = []
    client = harness.kinescope(
        transport=lambda request: httpx2.Response(200, content=BODIES[damage]), on_drift=drifts.append
    )
    page = client.tags.list()
    assert (page.items[0].id, page.items[0].tag) == ("1", "fine")
    assert [drift.path for drift in drifts if drift.kind == "wrong_type"] == (
        [] if damage == "byte order mark" else ["data[1].tag"]
    )
    if damage != "byte order mark":
        assert page.items[1].id == "2"
