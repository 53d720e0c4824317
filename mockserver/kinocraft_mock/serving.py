"""Serve the application on a socket: in the foreground for the command, in a thread for programs."""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from uvicorn import Config
from uvicorn.server import ServerState

from kinocraft_mock.app import Application, create_app
from kinocraft_mock.control.access import is_loopback
from kinocraft_mock.control.client import Control
from kinocraft_mock.http.protocol import HttpProtocol
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.settings import Settings

__all__ = ["RunningServer", "address", "bind", "environment", "run_in_foreground", "running", "serve"]

GRACE = 2.0
"""Seconds that running requests may still take when the server stops."""
BACKLOG = 2048
YOUNG_OBJECTS = 50_000
"""Objects created after which those are searched for garbage; the default of Python is 700 or 2,000."""


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


def address(listener: socket.socket) -> str:
    """Return the URL of a bound socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def serve(app: Application, listener: socket.socket, ready: Callable[[], None], stop: asyncio.Event) -> None:
    """Serve until `stop` is set; then running requests have two seconds to end, and the application is closed."""
    config = Config(
        cast("Any", app),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
    )
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpProtocol(config, state, {}, loop), sock=listener, backlog=BACKLOG)
    try:
        app.start()
        ready()
        await stop.wait()
    finally:
        server.close()
        app.context.faults.clear()
        for connection in list(state.connections):
            connection.shutdown()
        if state.tasks:
            await asyncio.wait(state.tasks, timeout=GRACE)
        for task in list(state.tasks):
            task.cancel()
        for connection in list(state.connections):
            cast("HttpProtocol", connection).transport.abort()
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0)
        app.close()


def run(main: Any) -> None:
    """Run a coroutine to its end, on uvloop if it is installed."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(main)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop
    return uvloop.new_event_loop


def run_in_foreground(
    settings: Settings,
    listener: socket.socket,
    announce: Callable[[Application], None],
    *,
    demo: bool = False,
    show: Callable[[Exchange], None] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM. With `demo`, fill an empty workspace before the first request.

    `show` is called with each exchange when it has ended.
    """

    async def main() -> None:
        stop = asyncio.Event()
        # Before the application exists, so that it can remove its temporary folder whenever a signal comes.
        for number in (signal.SIGINT, signal.SIGTERM):
            # Event loops on Windows have no signal handlers; there Ctrl+C ends the program.
            with suppress(NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
        app = Application(settings)
        if demo:
            await _fill(app)
        app.context.journal.show = show
        _collect_garbage()
        await serve(app, listener, lambda: announce(app), stop)

    run(main())


def _collect_garbage() -> None:
    """Begin to collect garbage, which `__main__` put off."""
    # What exists now stays to the end.
    gc.freeze()
    # The first request to a service loads its description, which is never freed.
    gc.set_threshold(YOUNG_OBJECTS)
    gc.enable()


async def _fill(app: Application) -> None:
    from kinocraft_mock.demo.workspace import fill, is_empty

    try:
        if is_empty(app.context):
            await fill(app.context, app)
    except BaseException:
        app.close()
        raise


class RunningServer:
    """A server in a background thread. `url` is its address, `control` its control API, `app` the application."""

    def __init__(self, app: Application, url: str) -> None:
        self.app = app
        self.url = url
        self.control = Control(url, app.context.settings.control_token)

    @property
    def account(self) -> str:
        """The id of the account: user_id, owner_id and container id."""
        return self.app.context.account

    @property
    def login(self) -> str:
        """The accepted login."""
        return self.app.context.settings.login

    @property
    def password(self) -> str:
        """The accepted password."""
        return self.app.context.settings.password

    @property
    def token(self) -> str:
        """The accepted access token."""
        return self.app.context.settings.token

    @property
    def control_token(self) -> str | None:
        """The token that the control API requires; None if it requires none."""
        return self.app.context.settings.control_token

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that point a client to this server."""
        return environment(self.url, self.app.context.settings)


def environment(url: str, settings: Settings) -> dict[str, str]:
    """Return the environment variables that point a client to a server, past any proxy."""
    # Lower case, because programs that read both prefer it. Upper case, because some read nothing else.
    direct = _without_proxy(urlsplit(url).hostname or "127.0.0.1")
    return {
        "no_proxy": direct,
        "NO_PROXY": direct,
        "KINESCOPE_TOKEN": settings.token,
        "KINESCOPE_API_URL": f"{url}/kinescope/api",
        "KINESCOPE_UPLOAD_URL": f"{url}/kinescope/uploader",
        "PLATFORMCRAFT_LOGIN": settings.login,
        "PLATFORMCRAFT_PASSWORD": settings.password,
        "PLATFORMCRAFT_AUTH_URL": f"{url}/platformcraft/auth",
        "PLATFORMCRAFT_FILESPOT_URL": f"{url}/platformcraft/filespot",
        "PLATFORMCRAFT_RECORDER_URL": f"{url}/platformcraft/recorder",
        "PLATFORMCRAFT_STREAMER_URL": f"{url}/platformcraft/streamer",
    }


def _without_proxy(host: str) -> str:
    """Return the hosts that no proxy is used for: those of the environment, loopback, and the server's own."""
    known = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    hosts = [*(each.strip() for each in known.split(",")), "127.0.0.1", "localhost", "::1", host]
    return ",".join(dict.fromkeys(filter(None, hosts)))


@contextmanager
def running(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    login: str = "mock",
    password: str = "mock",  # noqa: S107 - the documented default of a server for tests
    token: str = "mock-token",  # noqa: S107
    seed: int = 0,
    data_dir: str | Path | None = None,
    limits: bool = True,
    control_hosts: Iterable[str] = (),
    control_token: str | None = None,
    strict: bool = False,
) -> Generator[RunningServer]:
    """Run a server in a background thread until the block ends.

    `port` 0 takes a free one. The other arguments are those of `Settings`. When other machines can reach `host`, a
    random `control_token` is made unless there is one. Raises OSError when the port is taken and `StoreError` when the
    data folder cannot be used, as when another server uses it.
    """
    if control_token is None and not is_loopback(host):
        control_token = secrets.token_urlsafe()
    listener = bind(host, port)
    try:
        app = create_app(
            login=login,
            password=password,
            token=token,
            seed=seed,
            data_dir=data_dir,
            limits=limits,
            control_hosts=control_hosts,
            control_token=control_token,
            strict=strict,
        )
    except BaseException:
        listener.close()
        raise
    started = threading.Event()
    stopping: list[Callable[[], object]] = []

    async def main() -> None:
        stop = asyncio.Event()
        stopping.append(partial(asyncio.get_running_loop().call_soon_threadsafe, stop.set))
        await serve(app, listener, started.set, stop)

    url = address(listener)
    thread = threading.Thread(target=run, args=(main(),), name="kinocraft-mock", daemon=True)
    thread.start()
    started.wait()
    server = RunningServer(app, url)
    try:
        yield server
    finally:
        stopping[0]()
        thread.join()
