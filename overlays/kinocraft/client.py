"""What the clients of both vendors are made of: their settings, and what every client can."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Self, TypedDict, Unpack, cast

import httpx2

from kinocraft_runtime.calls import Call, RawResponse
from kinocraft_runtime.resources import AsyncCaller, Caller

from .callers import AsyncEngineCaller, EngineCaller
from .clock import Clock, Countdown, SystemClock
from .connections import AsyncDirect, Connections, Direct, GivenClient
from .drift import DriftHook, Warner
from .encoding import header, headers_of, web_address
from .engine import Engine, Settings
from .errors import ConfigurationError, InvalidArgumentError
from .generic import RequestOptions, request_call
from .rate import BucketFactory, RateLimits
from .retry import RetryPolicy
from .session import Credentials
from .steps import AsyncRuntime, Runtime

__all__ = ["AsyncClient", "Client", "CommonOptions", "Vendor"]


class CommonOptions(TypedDict, total=False):
    """What every client can be made with."""

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
    """Keep the vendor's limits by waiting; on by default, shared by the whole process."""
    bucket_factory: BucketFactory | None
    """Makes the pyrate-limiter bucket of a service, such as one that several processes share."""
    headers: Mapping[str, str]
    """Sent with every call."""
    clock: Clock | None
    """Where time, waiting and chance come from, for tests."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """What is known of a vendor before a client is made."""

    prefix: str
    """What the names of its settings in the environment begin with."""
    servers: Mapping[str, str]
    """The documented servers, each by the name that settings have for it."""
    main: str
    """The one that is meant where none is named."""
    rates: list[tuple[int, float]]
    """Requests that a server takes, and the seconds they are counted over."""

    def engine(self, options: object, known: frozenset[str], session: Callable[[Settings], Credentials]) -> Engine:
        """The engine of a client with these options, of those that are known.

        Raises:
            TypeError: There is no such option.
            ConfigurationError: A setting is unusable.
        """
        for name in cast(Mapping[str, object], options).keys() - known:
            raise TypeError(f"{name!r} is no option: take {', '.join(sorted(known))}")
        settings = self._settings(cast(CommonOptions, options), cast(Mapping[str, object], options))
        return Engine(settings, session(settings))

    def _settings(self, options: CommonOptions, urls: Mapping[str, object]) -> Settings:
        clock = options.get("clock") or SystemClock()
        rates = dict.fromkeys(self.servers.values(), self.rates) if options.get("rate_limits", True) else {}
        timeout, deadline = options.get("timeout", 60.0), options.get("deadline")
        try:
            Countdown(clock, timeout, deadline)
            retry = RetryPolicy(retries=options.get("retries", 2))
            sent = {"User-Agent": f"kinocraft/{_version()}", **headers_of(options.get("headers", {}))}
            headers = {name: header(name, value) for name, value in sent.items()}
        except InvalidArgumentError as error:
            raise ConfigurationError(str(error)) from None
        return Settings(
            hosts={
                documented: _url(f"{self.prefix}_{name.upper()}_URL", urls.get(f"{name}_url"), documented)
                for name, documented in self.servers.items()
            },
            clock=clock,
            limits=RateLimits(rates, clock, options.get("bucket_factory")),
            on_drift=options.get("on_drift") or Warner(),
            timeout=timeout,
            deadline=deadline,
            retry=retry,
            strict=options.get("strict", False),
            headers=headers,
        )

    def server(self, name: str | None) -> str:
        """The documented server of this name.

        Raises:
            InvalidArgumentError: There is none.
        """
        if name is not None and name not in self.servers:
            raise InvalidArgumentError(f"service is {name!r}: take {', '.join(self.servers)}")
        return self.servers[name or self.main]


class _Client:
    """What clients of both kinds have."""

    def __init__(self, vendor: Vendor, engine: Engine) -> None:
        self._vendor = vendor
        self._engine = engine

    def _call(self, method: str, path: str, options: RequestOptions) -> Call[Any]:
        return request_call(method, path, self._vendor.server(options.get("service")), options)

    def __repr__(self) -> str:
        host = self._engine.settings.hosts[self._vendor.servers[self._vendor.main]]
        return f"{type(self).__name__}({host!r}, {self._engine.session!r})"


class Client(_Client):
    """A client in the calling thread."""

    def __init__(self, vendor: Vendor, engine: Engine, http_client: httpx2.Client | None) -> None:
        super().__init__(vendor, engine)
        self._own = Connections(Direct, httpx2.Client)
        sender = GivenClient(http_client) if http_client else self._own
        self._engine_caller = EngineCaller(engine, Runtime(sender, engine.settings.clock))
        self._caller: Caller = self._engine_caller

    def request(self, method: str, path: str, **options: Unpack[RequestOptions]) -> RawResponse[Any]:
        """Send a request that no method is for, with the client's login, retries, limits and errors.

        Args:
            method: The HTTP method.
            path: What follows the host, such as "/v1/videos". `{owner_id}` in it is taken from the token.
            options: query, json, content, content_type, service, idempotent: see RequestOptions. And settings for this
                call alone: timeout, deadline, retries, headers.

        Returns:
            The answer as it came; `parsed()` gives what its JSON says, None when there is no body.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIError: The call failed.
        """
        return self._engine_caller.run(self._engine.raw(self._call(method, path, options)))

    def close(self) -> None:
        """Close the connections."""
        if own := self._own.closed():
            own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncClient(_Client):
    """A client in an event loop."""

    def __init__(self, vendor: Vendor, engine: Engine, http_client: httpx2.AsyncClient | None) -> None:
        super().__init__(vendor, engine)
        self._own = Connections(AsyncDirect, httpx2.AsyncClient)
        sender = GivenClient(http_client) if http_client else self._own
        self._engine_caller = AsyncEngineCaller(engine, AsyncRuntime(sender, engine.settings.clock))
        self._caller: AsyncCaller = self._engine_caller

    async def request(self, method: str, path: str, **options: Unpack[RequestOptions]) -> RawResponse[Any]:
        """Send a request that no method is for, as `request` of the other client does."""
        return await self._engine_caller.run(self._engine.raw(self._call(method, path, options)))

    async def aclose(self) -> None:
        """Close the connections."""
        if own := self._own.closed():
            await own.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _url(name: str, given: object, documented: str) -> str:
    text = cast(str, given) or os.environ.get(name) or documented
    try:
        url = web_address(text)
        usable = not (url.query or url.fragment or url.userinfo or text.endswith(("?", "#", " ")))
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(f"{name} must be like {documented}, without query or login in it")
    return text.rstrip("/")


@cache
def _version() -> str:
    try:
        return version("kinocraft")
    except PackageNotFoundError:
        return "0"  # a checkout that was never installed
