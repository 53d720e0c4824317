"""Error responses of gateways, and in damaged or hostile texts: the reason is kept, in one line that can be printed."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from kinocraft.errors import APIStatusError
from tests.faults.harness import Harness

KINESCOPE = '{"error": {"code": 400103, "message": "%s", "detail": "%s", "invalid_params": [{"name": "%s"}]}}'
PLATFORMCRAFT = '{"code": 3, "msg": "%s"}'


def kinescope(harness: Harness, response: httpx2.Response) -> APIStatusError:
    with pytest.raises(APIStatusError) as caught:
        harness.kinescope(lambda _: response, retries=0).tags.list()
    return caught.value


def platformcraft(harness: Harness, response: httpx2.Response) -> APIStatusError:
    with pytest.raises(APIStatusError) as caught:
        harness.client(lambda _: response, retries=0).files.get("/")
    return caught.value


def rejected(body: bytes | str, status: int = 400, **headers: str) -> httpx2.Response:
    content = body if isinstance(body, bytes) else body.encode()
    return httpx2.Response(status, headers={k.replace("_", "-"): v for k, v in headers.items()}, content=content)


VENDORS = [(kinescope, KINESCOPE), (platformcraft, PLATFORMCRAFT)]


@pytest.mark.parametrize(("fail", "form"), VENDORS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_reason_in_any_encoding_is_read(harness: Harness, fail: Any, form: str, encoding: str) -> None:
    texts = ("name требуется",) * form.count("%s")
    error = fail(harness, rejected((form % texts).encode(encoding)))
    assert (error.vendor_message or "").startswith("name ")
    assert ("требуется" in str(error)) is (encoding != "cp1251")


@pytest.mark.parametrize(("fail", "form"), VENDORS)
@pytest.mark.parametrize("character", ["\ud800", "\n", "\r\n", "\x1b[31m", "\x9b2J", "\0", "\u2028", "\x7f"])
def test_a_reason_is_one_printable_line(harness: Harness, fail: Any, form: str, character: str) -> None:
    escaped = json.dumps(f"odd{character}text")[1:-1]
    error = fail(harness, rejected(form % ((escaped,) * form.count("%s"))))
    texts = [str(error), error.vendor_message, error.detail, *(field.name for field in error.field_errors)]
    for text in texts:
        assert text.encode()
        assert text.isprintable()
        assert "odd" in text
        assert "text" in text


@pytest.mark.parametrize("fail", [kinescope, platformcraft])
@pytest.mark.parametrize(
    "body",
    [
        '{"error": "too busy"}',
        '{"message": "too busy"}',
        '{"detail": "too busy"}',
        '{"error": "", "message": "too busy"}',
    ],
)
def test_a_reason_of_a_gateway_is_kept(harness: Harness, fail: Any, body: str) -> None:
    error = fail(harness, rejected(body, 503))
    assert "503 Service Unavailable: too busy (" in str(error)
    assert error.code is None


@pytest.mark.parametrize("fail", [kinescope, platformcraft])
def test_a_reason_in_plain_text_is_kept_if_it_is_short(harness: Harness, fail: Any) -> None:
    kept = fail(harness, rejected("upstream connect error\n", 503, Content_Type="text/plain; charset=utf-8"))
    assert "503 Service Unavailable: upstream connect error (" in str(kept)
    assert (kept.detail, kept.vendor_message) == ("upstream connect error", None)
    for body, media_type in (("x" * 501, "text/plain"), ("<p>no</p>", "text/plain"), ("<p>no</p>", "text/html")):
        error = fail(harness, rejected(body, 503, Content_Type=media_type))
        assert "503 Service Unavailable (" in str(error)


@pytest.mark.parametrize("fail", [kinescope, platformcraft])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("https://user:hunter2@other.example:8443/hunter2?hunter2#hunter2", "https://other.example:8443"),
        ("/v2/hunter2", "another path"),
        ("https://[hunter2", "an invalid URL"),
    ],
)
def test_a_redirect_says_where_it_leads_without_secrets(
    harness: Harness, fail: Any, status: int, location: str, shown: str
) -> None:
    error = fail(harness, rejected(b"", status, Location=location))
    assert f"it redirects to {shown}, and a login is never sent there: correct the URL setting" in str(error)
    assert "hunter2" not in str(error)
