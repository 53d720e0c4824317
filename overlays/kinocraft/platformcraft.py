"""`Platformcraft` and `AsyncPlatformcraft`."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypedDict, Unpack, cast

import httpx2

from kinocraft_api.platformcraft_auth import SERVER as AUTH
from kinocraft_api.platformcraft_filespot import SERVER as FILESPOT

from .callers import AsyncEngineCaller, EngineCaller
from .clock import Clock, SystemClock
from .drift import DriftHook, Warner
from .encoding import header, web_address
from .engine import Engine, Settings
from .errors import ConfigurationError, InvalidArgumentError
from .rate import BucketFactory, RateLimits
from .retry import RetryPolicy
from .session import Session
from .steps import AsyncRuntime, Runtime
from .tokens import FileTokenStore, TokenStore
from .version import installed

if TYPE_CHECKING:
    from kinocraft_api.platformcraft_auth.auth import AsyncAuthResource, AuthResource

    from .files import AsyncFiles, Files

__all__ = ["AsyncPlatformcraft", "Platformcraft"]

LIMITS = {AUTH: [(10, 1.0)], FILESPOT: [(10, 1.0)]}
"""Requests and the seconds they are counted over (documented)."""
CONNECTIONS = httpx2.Limits(max_connections=32, max_keepalive_connections=16)


class ClientOptions(TypedDict, total=False):
    """What a client can be made with besides login and password.

    What is left out of the URLs comes from the environment: PLATFORMCRAFT_AUTH_URL and PLATFORMCRAFT_FILESPOT_URL.
    """

    auth_url: str
    """Scheme and host of the auth service, if not the documented one."""
    filespot_url: str
    """Scheme and host of Filespot, if not the documented one."""
    token_store: TokenStore | str | os.PathLike[str] | None
    """Where tokens are kept between runs and shared between processes: a path or a TokenStore. By default in memory."""
    timeout: float | None
    """Seconds to wait for each read and write; 60 by default, None for no limit. Connecting takes 10 at most."""
    deadline: float | None
    """Seconds for a whole call with all its attempts; none by default."""
    retries: int
    """Further attempts after the first; 2 by default. Only what may safely be sent again is."""
    strict: bool
    """Raise DriftError when an answer is not as described, for contract tests."""
    on_drift: DriftHook | None
    """Called with each Drift, instead of the warning that is given by default."""
    rate_limits: bool
    """Keep the documented limit of 10 requests a second by waiting; on by default, shared by the whole process."""
    bucket_factory: BucketFactory | None
    """Makes the pyrate-limiter bucket of a service, such as one that several processes share."""
    headers: Mapping[str, str]
    """Sent with every call."""
    clock: Clock | None
    """Where time, waiting and chance come from, for tests."""


class _Client:
    """What both clients are made of."""

    def __init__(self, login: str | None, password: str | None, options: ClientOptions) -> None:
        self._clock = options.get("clock") or SystemClock()
        hosts = {
            AUTH: _url("PLATFORMCRAFT_AUTH_URL", options.get("auth_url"), AUTH),
            FILESPOT: _url("PLATFORMCRAFT_FILESPOT_URL", options.get("filespot_url"), FILESPOT),
        }
        limits = LIMITS if options.get("rate_limits", True) else {}
        settings = Settings(
            hosts=hosts,
            clock=self._clock,
            limits=RateLimits(limits, self._clock, options.get("bucket_factory")),
            on_drift=options.get("on_drift") or Warner(),
            timeout=_positive("timeout", options.get("timeout", 60.0)),
            deadline=_positive("deadline", options.get("deadline")),
            retry=RetryPolicy(retries=_count("retries", options.get("retries", 2))),
            strict=options.get("strict", False),
            headers=_headers({"User-Agent": f"kinocraft/{installed()}", **options.get("headers", {})}),
        )
        login = login or os.environ.get("PLATFORMCRAFT_LOGIN")
        password = password or os.environ.get("PLATFORMCRAFT_PASSWORD")
        store = options.get("token_store")
        self._session = Session(
            login,
            password,
            f"{login} at {hosts[AUTH]}",
            self._clock,
            FileTokenStore(store) if isinstance(store, str | os.PathLike) else store,
        )
        self._engine = Engine(settings, self._session)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._engine.settings.hosts[FILESPOT]!r}, {self._session!r})"


class Platformcraft(_Client):
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
        super().__init__(login, password, options)
        self._own = None if http_client else httpx2.Client(limits=CONNECTIONS)
        client = http_client or self._own
        assert client is not None
        self._caller = EngineCaller(self._engine, Runtime(client, self._clock))

    @cached_property
    def auth(self) -> AuthResource:
        """Getting and renewing tokens. The client does this by itself; here it can be done by hand."""
        from kinocraft_api.platformcraft_auth.auth import AuthResource

        return AuthResource(self._caller)

    @cached_property
    def files(self) -> Files:
        """Files and folders by path."""
        from .files import Files

        return Files(self._caller)

    def close(self) -> None:
        """Close the connections."""
        if self._own:
            self._own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncPlatformcraft(_Client):
    """A client of Platformcraft for one event loop. Tasks may share it.

    As Platformcraft, with the same methods to be awaited. Use it with `async with`, or call `aclose`.

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
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(login, password, options)
        self._own = None if http_client else httpx2.AsyncClient(limits=CONNECTIONS)
        client = http_client or self._own
        assert client is not None
        self._caller = AsyncEngineCaller(self._engine, AsyncRuntime(client, self._clock))

    @cached_property
    def auth(self) -> AsyncAuthResource:
        """Getting and renewing tokens. The client does this by itself; here it can be done by hand."""
        from kinocraft_api.platformcraft_auth.auth import AsyncAuthResource

        return AsyncAuthResource(self._caller)

    @cached_property
    def files(self) -> AsyncFiles:
        """Files and folders by path."""
        from .files import AsyncFiles

        return AsyncFiles(self._caller)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._own:
            await self._own.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _url(name: str, given: str | None, documented: str) -> str:
    text = given or os.environ.get(name) or documented
    try:
        url = web_address(text)
        usable = not (url.query or url.fragment or url.userinfo or text.endswith(("?", "#")))
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(f"{name} must be like {documented}, without query or login in it")
    return text.rstrip("/")


def _positive(name: str, seconds: float | None) -> float | None:
    if seconds is not None and not (isinstance(cast(object, seconds), int | float) and 0 < seconds < math.inf):
        raise ConfigurationError(f"{name} is {seconds!r}: give a number of seconds above 0, or None for no limit")
    return seconds


def _count(name: str, number: int) -> int:
    if not isinstance(cast(object, number), int) or number < 0:
        raise ConfigurationError(f"{name} is {number!r}: give a whole number, 0 or more")
    return number


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    try:
        return {name: header(name, value) for name, value in headers.items()}
    except InvalidArgumentError as error:
        raise ConfigurationError(f"headers: {error}") from None
