"""No password and no token appears in anything that people print, log or forward.

Each test causes a failure with known secrets, and searches the error and all output for them.
"""

from __future__ import annotations

import asyncio
import base64
import copy
import json
import logging
import pickle
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from kinocraft.engine import Settings
from kinocraft.errors import KinocraftError
from kinocraft.responses.decoding import lenient
from kinocraft.responses.drift import Reporter
from kinocraft.transport.rate_limits import RateLimits
from kinocraft_api.platformcraft_auth.auth import login_call, refresh_call
from kinocraft_api.platformcraft_filespot.files import GET, get_call
from kinocraft_api.platformcraft_models import Tokens as TokenResponse
from kinocraft_runtime.calls import Call
from tests.faults.harness import Harness
from tests.unit.client.secrets.error_chain import error_chain

LOGIN = "login-of-somebody"
PASSWORD = "Pa$$word-q7zk é&="
REFRESH = "refresh-454e3e4a-78fa"
CLAIMS = base64.urlsafe_b64encode(json.dumps({"iat": 1, "exp": 86401}).encode()).decode().rstrip("=")
ACCESS = f"access-header.{CLAIMS}.c2lnbmF0dXJl"
SECRETS = [PASSWORD, quote(PASSWORD), "q7zk", REFRESH, "454e3e4a", ACCESS, "access-header", CLAIMS, "c2lnbm", "Bearer "]
TOKENS = {
    "user_id": "u",
    "owner_id": "o",
    "access_token": ACCESS,
    "expires_at": 2_000_000,
    "refresh_token": REFRESH,
}
FILE = {
    "id": "1",
    "status": "ok",
    "name": "a",
    "path": "/a",
    "size": 3,
    "content_type": "",
    "create_date": "",
    "latest_update": "",
    "private": False,
    "download_url": "cdn.example/a",
}

Handler = Callable[[httpx2.Request], httpx2.Response]


def respond(request: httpx2.Request, body: Any, **options: Any) -> httpx2.Response:
    """Return a response whose body is bytes, the result of a function, or something else as JSON."""
    if callable(body):
        made: httpx2.Response = body(request)
        return made
    return httpx2.Response(**options, **({"content": body} if isinstance(body, bytes) else {"json": body}))


def service(login: Any = TOKENS, status: int = 200, body: Any = FILE, **login_options: Any) -> Handler:
    """Return a handler with one response for logins and one for everything else."""

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.path in ("/token", "/refresh"):
            return respond(request, login, **{"status_code": 200, **login_options})
        return respond(request, body, status_code=status)

    return handle


def broken(kind: type[httpx2.TransportError]) -> Handler:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise kind("broken", request=request)

    return fail


FAILURES: dict[str, tuple[Handler, Callable[[Any], Any], dict[str, Any]]] = {
    # (handler, call, options of the client)
    "login rejected": (service(login={"code": 1, "msg": "wrong"}, status_code=403), lambda c: c.files.get("/"), {}),
    "login fails": (service(login={}, status_code=500), lambda c: c.files.get("/"), {}),
    "login is html": (service(login=b"<html>"), lambda c: c.files.get("/"), {}),
    "login lacks a token": (service(login={**TOKENS, "refresh_token": None}), lambda c: c.files.get("/"), {}),
    "login has odd tokens": (service(login={**TOKENS, "access_token": [ACCESS]}), lambda c: c.files.get("/"), {}),
    "login drifts": (service(login={**TOKENS, "news": ACCESS}), lambda c: c.files.get("/"), {"strict": True}),
    "login has a wrong type": (
        service(login={**TOKENS, "expires_at": REFRESH}),
        lambda c: c.files.get("/"),
        {"strict": True},
    ),
    "login is cut short": (service(login=json.dumps(TOKENS).encode()[:-9]), lambda c: c.files.get("/"), {}),
    "login is cut short within a token": (
        service(login=json.dumps({"refresh_token": REFRESH}).encode()[:-2]),
        lambda c: c.files.get("/"),
        {},
    ),
    "login breaks": (service(login=broken(httpx2.ReadError)), lambda c: c.files.get("/"), {}),
    "login times out": (service(login=broken(httpx2.ReadTimeout)), lambda c: c.files.get("/"), {}),
    "login by hand rejected": (
        service(login={"code": 1, "msg": "wrong"}, status_code=403),
        lambda c: c.auth.login(login=LOGIN, password=PASSWORD),
        {},
    ),
    "login with half a character": (
        service(),
        lambda c: c.auth.login(login=LOGIN, password=f"{PASSWORD}\ud800"),
        {},
    ),
    "refresh by hand rejected": (
        service(login={"code": 1, "msg": "spent"}, status_code=403),
        lambda c: c.auth.refresh(user_id="u", refresh_token=REFRESH),
        {},
    ),
    "refresh with half a character": (
        service(),
        lambda c: c.auth.refresh(user_id="u", refresh_token=f"{REFRESH}\ud800"),
        {},
    ),
    **{
        f"status {status}": (service(status=status, body={"msg": "no"}), lambda c: c.files.get("/"), {})
        for status in (302, 400, 401, 403, 404, 409, 429, 500, 520)
    },
    "broken": (service(body=broken(httpx2.ReadError)), lambda c: c.files.get("/"), {}),
    "not connected": (service(body=broken(httpx2.ConnectError)), lambda c: c.files.delete("/a"), {}),
    "wrong protocol": (service(body=broken(httpx2.LocalProtocolError)), lambda c: c.files.get("/a"), {}),
    "timed out": (service(body=broken(httpx2.WriteTimeout)), lambda c: c.files.upload(b"x", "/a"), {}),
    "html": (service(body=b"<html>"), lambda c: c.files.get("/"), {}),
    "drift": (service(body={**FILE, "news": 1}), lambda c: c.files.get("/"), {"strict": True}),
    "bad path": (service(), lambda c: c.files.get("/../a"), {}),
    "bad header": (service(), lambda c: c.files.get("/a", headers={"Authorization": f"{ACCESS}\r\n"}), {}),
    "upload": (service(body=b"<html>"), lambda c: c.files.upload(b"xyz", "/a", part_size=1), {}),
    "small upload": (service(body=b"<html>"), lambda c: c.files.upload(b"xyz", "/a"), {}),
    "download": (service(body=lambda r: httpx2.Response(200, json=FILE)), lambda c: c.files.download("/a", "/"), {}),
    "next page elsewhere": (
        service(body={**FILE, "contents": [], "paging": {"count": 0, "count_on_page": 0, "next": "http://x/"}}),
        lambda c: list(c.raw.files.list("/")) if c.raw.__class__.__name__ == "Platformcraft" else c.files.get("/.."),
        {},
    ),
    "store is a folder": (service(), lambda c: c.files.get("/"), {"token_store": "folder"}),
    "store is corrupt": (service(), lambda c: c.files.get("/"), {"token_store": "corrupt"}),
}


def all_text(error: BaseException) -> Iterator[str]:
    """Yield all text of an error and of its causes."""
    for each in error_chain(error):
        yield from (str(each), repr(each), repr(each.args))
        if isinstance(each, KinocraftError):
            yield repr(vars(each))
    yield "".join(traceback.format_exception(error))


@pytest.mark.parametrize("name", FAILURES)
def test_no_error_contains_a_secret(
    harness: Harness, name: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    responses, act, options = FAILURES[name]
    if "token_store" in options:
        options = {"token_store": tmp_path / options["token_store"]}
        (tmp_path / "folder").mkdir()
        (tmp_path / "corrupt").write_text(f'{{"accounts": "{REFRESH}')
    caplog.set_level(logging.DEBUG)
    client = harness.client(transport=responses, login=LOGIN, password=PASSWORD, **options)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with pytest.raises(KinocraftError) as caught:
            act(client)
    texts = [*all_text(caught.value)]
    texts += [*all_text(copy.copy(caught.value)), pickle.dumps(caught.value).decode("latin-1")]
    texts += [str(each.message) for each in warned]
    texts += [repr(client.raw), str(client.raw), repr(client.raw.files), repr(client.raw.auth)]
    for record in caplog.records:
        texts += [record.getMessage(), repr(vars(record))]
    texts += capfd.readouterr()
    for text in texts:
        for secret in [*SECRETS, LOGIN]:
            assert secret not in text


def test_a_successful_session_shows_no_secret(
    harness: Harness, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    store = tmp_path / "tokens.json"
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        client = harness.client(
            transport=service(login={**TOKENS, "news": ACCESS}), login=LOGIN, password=PASSWORD, token_store=store
        )
        client.files.get("/a")
    texts = [repr(client.raw), *capfd.readouterr(), *(str(each.message) for each in warned)]
    texts += [repr(vars(record)) for record in caplog.records]
    assert any("/token" in text for text in texts)
    for text in texts:
        for secret in [*SECRETS, LOGIN]:
            assert secret not in text
    assert LOGIN not in store.read_text()
    assert PASSWORD not in store.read_text()


def test_repr_and_str_show_no_secret(harness: Harness) -> None:
    client = harness.client(transport=service())
    headers = {"Authorization": f"Bearer {ACCESS}"}
    printed = [
        client.auth.login(login=LOGIN, password=PASSWORD),
        client.auth.refresh(user_id="u", refresh_token=REFRESH),
        lenient(TokenResponse, {**TOKENS, "news": 1}, "op"),
        lenient(TokenResponse, {**TOKENS, "access_token": [ACCESS]}, "op"),
        login_call(login=LOGIN, password=PASSWORD, options={}),
        refresh_call(user_id="u", refresh_token=REFRESH, options={}),
        get_call("/a", options={"headers": headers}),
        Call(GET, None, headers=headers, multipart={"a": ACCESS}, content=ACCESS.encode()),
        Settings({}, harness.clock, RateLimits({}, harness.clock), Reporter(), headers=headers),
    ]
    for each in printed:
        for text in (repr(each), str(each)):
            for secret in [*SECRETS, LOGIN]:
                assert secret not in text
    # Other values are still shown.
    assert "user_id='u'" in repr(printed[0])
    assert "/a" in repr(printed[6])


def test_the_search_finds_a_leaked_secret() -> None:
    """The search above would find each kind of leak."""

    class LeakingError(KinocraftError):
        pass

    def leak() -> None:
        raise LeakingError("x") from ValueError(ACCESS)

    with pytest.raises(LeakingError) as caught:
        leak()
    assert any(ACCESS in text for text in all_text(caught.value))


def test_a_cancelled_task_shows_no_secret() -> None:
    harness = Harness("async")

    async def hang(request: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(60)
        raise AssertionError

    client = harness.client(transport=hang, login=LOGIN, password=PASSWORD)

    async def timed() -> None:
        async with asyncio.timeout(0.01):
            await client.raw.files.get("/")

    with pytest.raises(TimeoutError) as caught:
        harness.result(timed)
    harness.close()
    for text in all_text(caught.value):
        for secret in [*SECRETS, LOGIN]:
            assert secret not in text
