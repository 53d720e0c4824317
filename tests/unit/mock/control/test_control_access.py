"""Who may use the control API."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kinocraft_mock import Control, ControlError, create_app, running, serving
from kinocraft_mock.app import Application
from kinocraft_mock.cli import main
from kinocraft_mock.control.health import HEALTH
from kinocraft_mock.serving import bind
from kinocraft_mock.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = "127.0.0.1:4010"
JSON, TAR = "application/json", "application/x-tar"
SIMPLE = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")
"""What a web page can send to another origin without a preflight request."""


def routes() -> list[tuple[str, str]]:
    """Every method and path of the control API, from its own tables."""
    app = create_app()
    try:
        control: Any = app._control
        tables = {HEALTH: ["GET"], **control._routes._routes, **control._routes._streams}
        found = [(method, f"/_mock/{name}") for name, methods in tables.items() for method in methods]
    finally:
        app.close()
    return [*found, ("DELETE", "/_mock/faults/f1")]


ROUTES = routes()
UNSAFE = [route for route in ROUTES if route[0] != "GET"]


@pytest.fixture(scope="module")
def app() -> Iterator[Application]:
    made = create_app(limits=False)
    yield made
    made.close()


def ask(
    app: Application, method: str, path: str, *more: tuple[str, str], **headers: str | None
) -> tuple[int, dict[str, str], bytes]:
    """Send one request in process; None leaves a header out, and `more` adds headers of the same name."""
    media = TAR if (method, path) == ("PUT", "/_mock/state") else JSON
    sent: dict[str, str | None] = {"host": OWN, "content-type": media}
    sent.update({name.replace("_", "-"): value for name, value in headers.items()})
    target, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in [*sent.items(), *more] if value is not None],
    }
    messages: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))
    received = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return messages[0]["status"], received, b"".join(message["body"] for message in messages[1:])


def rejected(app: Application, method: str, path: str, status: int, word: str, **headers: str | None) -> None:
    got, received, body = ask(app, method, path, **headers)
    assert (got, word in body.decode()) == (status, True), (got, body)
    assert app.context.account.encode() not in body
    assert not [name for name in received if name.startswith("access-control")]


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("OPTIONS", "/_mock/reset"), ("GET", "/_mock/nowhere")])
def test_every_control_route_rejects_foreign_callers(app: Application, method: str, path: str) -> None:
    for host in ("evil.test", "evil.test:4010", "127.0.0.1.evil.test", "localhost.evil.test", "evil.localhost", None):
        rejected(app, method, path, 403, "Host", host=host)
    for odd in (
        "localhost.",
        "127.0.0.1@evil.test",
        "[::1",
        "10.0.0.1",
        "0.0.0.0",
        "",
        "127.1:x",
        "[::ffff:127.0.0.1]",
    ):
        rejected(app, method, path, 403, "Host", host=odd)
    for origin in (
        "http://evil.test",
        "null",
        "https://127.0.0.1:4010",
        "http://127.0.0.1:4011",
        "http://localhost:4010",
    ):
        rejected(app, method, path, 403, "origin", origin=origin)
    for site in ("cross-site", "same-site", "Cross-Site", "unknown"):
        rejected(app, method, path, 403, "browser", sec_fetch_site=site)


@pytest.mark.parametrize(("method", "path"), [*UNSAFE, ("PATCH", "/_mock/reset"), ("PUT", "/_mock/nowhere")])
def test_every_control_route_that_changes_something_rejects_simple_requests(
    app: Application, method: str, path: str
) -> None:
    for media in (*SIMPLE, None, "", "text/plain, application/json", "application/octet-stream"):
        rejected(app, method, path, 415, "Content-Type", content_type=media)
    other = JSON if path == "/_mock/state" else TAR
    rejected(app, method, path, 415, "Content-Type", content_type=other)
    assert not {media.partition(";")[0] for media in SIMPLE} & {JSON, TAR}


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (("host", "evil.test"), 403),
        (("host", OWN), 403),
        (("origin", "http://evil.test"), 403),
        (("sec-fetch-site", "cross-site"), 403),
        (("content-type", "text/plain"), 415),
        (("content-type", JSON), 415),
    ],
)
def test_a_second_header_of_the_same_name_is_rejected(app: Application, more: tuple[str, str], status: int) -> None:
    """Which of two headers counts is not the same in every program, so a request with both is not trusted."""
    assert ask(app, "POST", "/_mock/reset", more, origin=f"http://{OWN}", sec_fetch_site="same-origin")[0] == status


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("host", [OWN, "localhost", "LOCALHOST:80", "127.8.9.1:1", "[::1]:9000"])
def test_own_callers_reach_every_control_route(app: Application, method: str, path: str, host: str) -> None:
    for headers in (
        {},
        {"origin": f"http://{host}".lower(), "sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
    ):
        status, _, body = ask(app, method, path, host=host, **headers)
        assert status in {200, 400, 404}, (status, body)


def test_rejected_requests_change_nothing() -> None:
    with running(limits=False) as server:
        server.control.set_clock(1000)
        status, _, _ = ask(server.app, "POST", "/_mock/reset", content_type="text/plain")
        assert status == 415
        assert server.control.now() < 1100


def test_control_hosts_are_accepted_in_process() -> None:
    app = Application(Settings(control_hosts=("mock.test",)))
    try:
        assert ask(app, "GET", "/_mock/health", host="Mock.test:80")[0] == 200
        rejected(app, "GET", "/_mock/health", 403, "Host", host="other.test")
    finally:
        app.close()


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_control_route_needs_the_control_token(method: str, path: str) -> None:
    app = Application(Settings(control_token="s3cret"))
    try:
        for given in (None, "Bearer", "Bearer other", "Basic s3cret", "s3cret", "Bearer s3cret x", "Bearer é"):
            rejected(app, method, path, 401, "Bearer", authorization=given, host="anything.test")
        accepted = {"authorization": "Bearer s3cret", "host": "anything.test"}
        assert ask(app, method, path, **accepted)[0] in {200, 400, 404}
        rejected(app, method, path, 403, "origin", origin="http://evil.test", **accepted)
        assert "s3cret" not in repr(app.context.settings)
        assert app.context.journal.read(None, None) == []
    finally:
        app.close()


def test_a_remote_server_has_a_control_token(monkeypatch: pytest.MonkeyPatch) -> None:
    # The socket stays on the loopback interface, so that no other machine can reach it.
    monkeypatch.setattr(serving, "bind", lambda _host, port: bind("127.0.0.1", port))
    with running(host="0.0.0.0") as server:
        assert server.control_token
        assert server.control.health()["status"] == "ok"
        with pytest.raises(ControlError, match="control token"):
            Control(server.url).reset()
    with running() as server:
        assert server.control_token is None


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], Control]]:
    """Run a server in a separate process; yield it and its control API without a token."""
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port=0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, Control(process.stdout.readline().split()[1])
        finally:
            process.kill()


def test_allow_remote_warns_and_prints_a_random_token() -> None:
    with served("--allow-remote") as (process, stranger):
        with pytest.raises(ControlError, match="control token"):
            stranger.health()
        process.terminate()
        output, errors = process.communicate(timeout=30)
    assert re.fullmatch(
        r"kinocraft-mock: warning: other machines can reach this server; .*\nkinocraft-mock: control token: \S{40,}\n",
        errors,
    )
    assert output == ""


def test_a_given_control_token_is_required_and_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINOCRAFT_MOCK_CONTROL_TOKEN", "from-the-environment")
    with served("--allow-remote") as (process, stranger):
        with pytest.raises(ControlError, match="control token"):
            stranger.health()
        control = Control(stranger.url, token="from-the-environment")
        control.reset()
        assert control.advance(1) > 0
        process.terminate()
        output, errors = process.communicate(timeout=30)
    assert "from-the-environment" not in output + errors
    assert "warning" in errors


@pytest.mark.parametrize("token", ["", "two words", "é", "line\n"])
def test_a_control_token_that_no_header_can_carry_is_rejected(token: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--control-token", token])
    assert result.exit_code == 2
    assert "visible ASCII" in result.output


@pytest.mark.parametrize("host", ["127.evil.test", "::ffff:127.0.0.1"])
def test_a_host_that_only_looks_like_loopback_is_rejected(host: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", host])
    assert result.exit_code == 1
    assert "--allow-remote" in result.output
