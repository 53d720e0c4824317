"""`Platformcraft` and `AsyncPlatformcraft`."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

import httpx2

from kinocraft_api.platformcraft import AsyncPlatformcraftResources, PlatformcraftResources
from kinocraft_api.platformcraft_auth import SERVER as AUTH
from kinocraft_api.platformcraft_filespot import SERVER as FILESPOT
from kinocraft_api.platformcraft_recorder import SERVER as RECORDER
from kinocraft_api.platformcraft_streamer import SERVER as STREAMER

from .client import AsyncClient, Client, CommonOptions, Vendor
from .engine import Engine, Settings
from .session import Session
from .tokens import FileTokenStore, TokenStore

if TYPE_CHECKING:
    from .files import AsyncFiles, Files

__all__ = ["AsyncPlatformcraft", "ClientOptions", "Platformcraft"]

SERVERS = {"auth": AUTH, "filespot": FILESPOT, "recorder": RECORDER, "streamer": STREAMER}
PLATFORMCRAFT = Vendor("PLATFORMCRAFT", SERVERS, "filespot", [(10, 1.0)])


class ClientOptions(CommonOptions, total=False):
    """What a client can be made with besides login and password.

    What is left out of the URLs comes from the environment: PLATFORMCRAFT_AUTH_URL, PLATFORMCRAFT_FILESPOT_URL,
    PLATFORMCRAFT_RECORDER_URL and PLATFORMCRAFT_STREAMER_URL.
    """

    auth_url: str
    """Scheme and host of the auth service, if not the documented one."""
    filespot_url: str
    """Scheme and host of Filespot, if not the documented one."""
    recorder_url: str
    """Scheme and host of the Recorder, if not the documented one."""
    streamer_url: str
    """Scheme and host of the Streamer, if not the documented one."""
    token_store: TokenStore | str | os.PathLike[str] | None
    """Where tokens are kept between runs and shared between processes: a path or a TokenStore. By default in memory."""


class Platformcraft(Client, PlatformcraftResources):
    """A client of Platformcraft. Threads may share it.

    Logs in by itself with the first call, and renews its token ahead of time. Use it with `with`, or call `close`.

    Args:
        login: The account's login; PLATFORMCRAFT_LOGIN when left out.
        password: The account's password; PLATFORMCRAFT_PASSWORD when left out.
        http_client: The httpx2 client to send with, for proxies, certificates or tests. It stays open.
        options: See ClientOptions.

    Raises:
        ConfigurationError: A setting is unusable.
    """

    def __init__(
        self,
        login: str | None = None,
        password: str | None = None,
        *,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(PLATFORMCRAFT, _engine(login, password, options), http_client)

    @cached_property
    def files(self) -> Files:
        """Files and folders by path."""
        from .files import Files

        return Files(self._engine_caller)


class AsyncPlatformcraft(AsyncClient, AsyncPlatformcraftResources):
    """A client of Platformcraft for one event loop. Tasks may share it.

    As Platformcraft, with the same arguments, and the same methods, to be awaited. Use it with `async with`, or call
    `aclose`.
    """

    def __init__(
        self,
        login: str | None = None,
        password: str | None = None,
        *,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(PLATFORMCRAFT, _engine(login, password, options), http_client)

    @cached_property
    def files(self) -> AsyncFiles:
        """Files and folders by path."""
        from .files import AsyncFiles

        return AsyncFiles(self._engine_caller)


def _engine(login: str | None, password: str | None, options: ClientOptions) -> Engine:
    login = login or os.environ.get("PLATFORMCRAFT_LOGIN")
    password = password or os.environ.get("PLATFORMCRAFT_PASSWORD")
    store = options.get("token_store")

    def session(settings: Settings) -> Session:
        account = f"{login} at {settings.hosts[AUTH]}"
        kept = FileTokenStore(store) if isinstance(store, str | os.PathLike) else store
        return Session(login, password, account, settings.clock, kept)

    return PLATFORMCRAFT.engine(options, ClientOptions.__optional_keys__, session)
