"""`Platformcraft` and `AsyncPlatformcraft`."""

from __future__ import annotations

import os
from collections.abc import Awaitable
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

import httpx2

from kinocraft_api.platformcraft import AsyncPlatformcraftResources, PlatformcraftResources
from kinocraft_api.platformcraft_auth import SERVER as AUTH
from kinocraft_api.platformcraft_filespot import SERVER as FILESPOT
from kinocraft_api.platformcraft_recorder import SERVER as RECORDER
from kinocraft_api.platformcraft_streamer import SERVER as STREAMER

from .adapter import PlatformcraftAdapter
from .auth.credentials import Credential, credential, reject_mock
from .auth.session import Session
from .auth.tokens import FileTokenStore, TokenStore
from .client import AsyncClient, Client, CommonOptions, Vendor, require_methods
from .engine import Engine, Settings

if TYPE_CHECKING:
    from .resources.files import AsyncFiles, Files
    from .resources.records import AsyncRecorder, Recorder

__all__ = ["AsyncPlatformcraft", "ClientOptions", "Platformcraft"]

SERVERS = {"auth": AUTH, "filespot": FILESPOT, "recorder": RECORDER, "streamer": STREAMER}
MOCK = "mock"
"""The login and the password that the local server accepts."""
PLATFORMCRAFT = Vendor("PLATFORMCRAFT", SERVERS, "filespot", [(10, 1.0)])


class ClientOptions(CommonOptions, total=False):
    """Options of a client.

    Omitted URLs come from the environment: PLATFORMCRAFT_AUTH_URL, PLATFORMCRAFT_FILESPOT_URL,
    PLATFORMCRAFT_RECORDER_URL and PLATFORMCRAFT_STREAMER_URL.
    """

    auth_url: str
    """Scheme and host of the auth service. Default: the documented one."""
    filespot_url: str
    """Scheme and host of Filespot. Default: the documented one."""
    recorder_url: str
    """Scheme and host of the Recorder. Default: the documented one."""
    streamer_url: str
    """Scheme and host of the Streamer. Default: the documented one."""
    token_store: TokenStore | str | os.PathLike[str] | None
    """A path or a TokenStore that keeps tokens between runs and shares them between processes. Default: in memory."""


class Platformcraft(Client, PlatformcraftResources):
    """A client of Platformcraft. Threads may share it.

    It logs in with the first call, and renews its token before it expires. Use it in a `with` statement, or call
    `close`.

    Args:
        login: The account's login. Default: PLATFORMCRAFT_LOGIN from the environment.
        password: The account's password, as text or as a pydantic SecretStr. Default: PLATFORMCRAFT_PASSWORD
            from the environment.
        http_client: The httpx2 client to send with, for proxies, certificates or tests. It is not closed.
        options: See ClientOptions.

    Raises:
        ConfigurationError: A setting is not valid.
    """

    def __init__(
        self,
        login: Credential = None,
        password: Credential = None,
        *,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(PLATFORMCRAFT, _engine(login, password, options, given=http_client is not None), http_client)

    @cached_property
    def files(self) -> Files:
        """Files and folders by path."""
        from .resources.files import Files

        return Files(self._runtime)

    @cached_property
    def recorder(self) -> Recorder:
        """The sections below `recorder`."""
        from .resources.records import Recorder

        return Recorder(self._runtime)

    @property
    def owner_id(self) -> str:
        """The id of the account that owns the data, also called the container id. It logs in if need be.

        Raises:
            ConfigurationError: There is neither a login nor a stored token.
            APIError: The login failed.
        """
        return self._runtime.run(self._engine.owner_id())


class AsyncPlatformcraft(AsyncClient, AsyncPlatformcraftResources):
    """A client of Platformcraft for one event loop. Tasks may share it.

    It has the same arguments and methods as Platformcraft, and the methods are awaited. Use it in an
    `async with` statement, or call `aclose`.
    """

    def __init__(
        self,
        login: Credential = None,
        password: Credential = None,
        *,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(PLATFORMCRAFT, _engine(login, password, options, given=http_client is not None), http_client)

    @cached_property
    def files(self) -> AsyncFiles:
        """Files and folders by path."""
        from .resources.files import AsyncFiles

        return AsyncFiles(self._runtime)

    @cached_property
    def recorder(self) -> AsyncRecorder:
        """The sections below `recorder`."""
        from .resources.records import AsyncRecorder

        return AsyncRecorder(self._runtime)

    @property
    def owner_id(self) -> Awaitable[str]:
        """The id of the account that owns the data, to be awaited: `await platformcraft.owner_id`."""
        return self._runtime.run(self._engine.owner_id())


def _engine(login: Credential, password: Credential, options: ClientOptions, *, given: bool) -> Engine:
    user = credential("the login", login, "PLATFORMCRAFT_LOGIN")
    secret = credential("the password", password, "PLATFORMCRAFT_PASSWORD")
    store = options.get("token_store")
    if store is not None and not isinstance(store, str | os.PathLike):
        require_methods("token_store", store, ("acquire", "release", "load", "save"), " a path")

    def session(settings: Settings) -> Session:
        # An HTTP client of the user may lead anywhere.
        if (user, secret) == (MOCK, MOCK) and not given:
            hint = 'set PLATFORMCRAFT_AUTH_URL and the other URLs, as eval "$(kinocraft-mock env)" does'
            reject_mock(f"the login {MOCK}", [(AUTH, settings.hosts[AUTH])], hint)
        account = f"{user} at {settings.hosts[AUTH]}"
        tokens = FileTokenStore(store) if isinstance(store, str | os.PathLike) else store
        return Session(user, secret, account, settings.clock, tokens)

    def adapter(settings: Settings) -> PlatformcraftAdapter:
        return PlatformcraftAdapter(settings.hosts[FILESPOT])

    return PLATFORMCRAFT.engine(options, ClientOptions.__optional_keys__, session, adapter)
