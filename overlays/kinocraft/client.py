"""The base of the clients of both vendors: settings, `request` and closing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypedDict, Unpack, cast

import httpx2

from kinocraft_runtime.calls import Call, RawResponse
from kinocraft_runtime.resources import AsyncCaller, Caller, copy_docstrings

from .adapter import Adapter
from .auth.session import Credentials
from .clock import Clock, Countdown, SystemClock
from .engine import Engine, Settings
from .errors import ClientStateError, ConfigurationError, InvalidArgumentError
from .generic_request import RequestOptions, request_call
from .responses.drift import DriftReport, drift_hook
from .transport.connections import AsyncDirect, Connections, Direct, GivenClient
from .transport.encoding import encode_header, headers_of, parse_url
from .transport.rate_limits import BucketFactory, RateLimits
from .transport.retry import RetryPolicy
from .transport.runtimes import AsyncRuntime, Runtime

if TYPE_CHECKING:
    from .uploads.journal import UploadJournal

__all__ = ["AsyncClient", "Client", "CommonOptions", "Vendor", "require_methods"]


class CommonOptions(TypedDict, total=False):
    """Options of every client."""

    timeout: float | None
    """Seconds to wait for each read and write; None for no limit. Default: 60. At most 10 for connecting."""
    deadline: float | None
    """Seconds for a whole call with all its attempts. Default: no limit."""
    retries: int
    """The maximum number of further attempts after the first. Default: 2. Only safe requests are repeated."""
    strict: bool
    """Raise DriftError if a response does not fit its description. For contract tests."""
    on_drift: DriftReport | None
    """Called with each Drift. Or "log": log lines only; or "warn": warnings for additions too. Default: additions are
    logged at level INFO, a missing field and a wrong type are warnings."""
    rate_limits: bool
    """Wait to stay within the vendor's rate limits. Default: True. The limits are shared by the whole process."""
    bucket_factory: BucketFactory | None
    """Makes the pyrate-limiter bucket of a service, such as one that several processes share."""
    headers: Mapping[str, str]
    """Headers to send with every call."""
    upload_journal: UploadJournal | str | os.PathLike[str] | bool
    """Keeps the state of uploads of files on disk, so that the same call resumes them: an UploadJournal or the path of
    its folder. False: keep nothing. Default: the folder `uploads` in KINOCRAFT_STATE_DIR, else in the user's state
    folder."""
    clock: Clock | None
    """The source of time and random numbers, for tests."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """The facts about a vendor that its clients need."""

    prefix: str
    """The prefix of its environment variables."""
    servers: Mapping[str, str]
    """The documented servers, by their names in settings."""
    main: str
    """The name of the default server."""
    rates: list[tuple[int, float]]
    """Pairs of a number of requests that a server permits and the seconds they are counted over."""

    def engine(
        self,
        options: object,
        known: frozenset[str],
        session: Callable[[Settings], Credentials],
        adapter: Callable[[Settings], Adapter] | None = None,
    ) -> Engine:
        """Make the engine of a client with these options.

        Raises:
            TypeError: An option is unknown.
            ConfigurationError: A setting is not valid.
        """
        for name in cast(Mapping[str, object], options).keys() - known:
            raise TypeError(f"{name!r} is not an option: use {', '.join(sorted(known))}")
        settings = self._settings(cast(CommonOptions, options), cast(Mapping[str, object], options))
        return Engine(settings, session(settings), adapter(settings) if adapter else None)

    def _settings(self, options: CommonOptions, urls: Mapping[str, object]) -> Settings:
        clock = options.get("clock") or SystemClock()
        journal, factory = options.get("upload_journal", True), options.get("bucket_factory")
        require_methods("clock", clock, ("time", "monotonic", "random", "sleep", "asleep"))
        if factory is not None and not callable(factory):
            raise ConfigurationError(f"bucket_factory is a {type(factory).__name__}: give a function, or None")
        if not isinstance(journal, bool | str | os.PathLike):
            require_methods("upload_journal", journal, ("claim", "list", "remove"), " the path of a folder, or False")
        rates = dict.fromkeys(self.servers.values(), self.rates) if options.get("rate_limits", True) else {}
        timeout, deadline = options.get("timeout", 60.0), options.get("deadline")
        try:
            Countdown(clock, timeout, deadline)
            retry = RetryPolicy(retries=options.get("retries", 2))
            sent = {"User-Agent": f"kinocraft/{_version()}", **headers_of(options.get("headers", {}))}
            headers = {name: encode_header(name, value) for name, value in sent.items()}
        except InvalidArgumentError as error:
            raise ConfigurationError(str(error)) from None
        return Settings(
            hosts={
                documented: _url(f"{self.prefix}_{name.upper()}_URL", urls.get(f"{name}_url"), documented)
                for name, documented in self.servers.items()
            },
            clock=clock,
            limits=RateLimits(rates, clock, factory),
            on_drift=drift_hook(options.get("on_drift")),
            timeout=timeout,
            deadline=deadline,
            retry=retry,
            strict=options.get("strict", False),
            headers=headers,
            upload_journal=journal,
        )

    def server(self, name: str | None) -> str:
        """Return the documented server of this name.

        Raises:
            InvalidArgumentError: There is no such server.
        """
        if name is not None and name not in list(self.servers):
            raise InvalidArgumentError(f"service is {name!r}: use {', '.join(self.servers)}")
        return self.servers[name or self.main]


def require_methods(name: str, value: object, methods: tuple[str, ...], others: str = "") -> None:
    """Check that an object that a user gives can be used, before a call uses it.

    Raises:
        ConfigurationError: It lacks a method.
    """
    if missing := [each for each in methods if not callable(getattr(value, each, None))]:
        words = f"{name} is a {type(value).__name__} without {', '.join(missing)}"
        raise ConfigurationError(f"{words}: give an object that has them{' or' if others else ''}{others}")


class _Client:
    """What sync and async clients have in common."""

    def __init__(self, vendor: Vendor, engine: Engine) -> None:
        self._vendor = vendor
        self._engine = engine

    def _call(self, method: str, path: str, options: RequestOptions) -> Call[Any]:
        return request_call(method, path, self._vendor.server(options.get("service")), options)

    def __reduce__(self) -> NoReturn:
        raise ClientStateError(
            f"a {type(self).__name__} cannot be pickled or copied: its connections and locks belong to this process; "
            "make one where it is used, for example in the initializer of a process pool"
        )

    def __repr__(self) -> str:
        host = self._engine.settings.hosts[self._vendor.servers[self._vendor.main]]
        return f"{type(self).__name__}({host!r}, {self._engine.session!r})"


class Client(_Client):
    """A client for threads."""

    def __init__(self, vendor: Vendor, engine: Engine, http_client: httpx2.Client | None) -> None:
        super().__init__(vendor, engine)
        self._sender = (
            Connections(Direct, httpx2.Client) if http_client is None else GivenClient(http_client, httpx2.Client)
        )
        self._runtime = Runtime(engine, self._sender)
        self._caller: Caller = self._runtime

    def request(self, method: str, path: str, **options: Unpack[RequestOptions]) -> RawResponse[Any]:
        """Send a request that has no method of its own, with the client's login, retries, limits and errors.

        Args:
            method: The HTTP method.
            path: The path after the host, such as "/v1/videos". `{owner_id}` is replaced by the id in the token.
            options: query, json, content, content_type, service, idempotent: see RequestOptions. And settings for this
                call alone: timeout, deadline, retries, headers.

        Returns:
            The raw response. Its `parsed()` returns the parsed JSON, or None if there is no body.

        Raises:
            InvalidArgumentError: An argument cannot be sent.
            APIError: The call failed.
        """
        return self._runtime.run(self._engine.raw(self._call(method, path, options)))

    def close(self) -> None:
        """Close the connections. Every later call raises ClientStateError."""
        if own := self._sender.detach():
            own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncClient(_Client):
    """A client for an event loop."""

    def __init__(self, vendor: Vendor, engine: Engine, http_client: httpx2.AsyncClient | None) -> None:
        super().__init__(vendor, engine)
        self._sender = (
            Connections(AsyncDirect, httpx2.AsyncClient)
            if http_client is None
            else GivenClient(http_client, httpx2.AsyncClient)
        )
        self._runtime = AsyncRuntime(engine, self._sender)
        self._caller: AsyncCaller = self._runtime

    async def request(self, method: str, path: str, **options: Unpack[RequestOptions]) -> RawResponse[Any]:
        """Do the same as `Client.request`."""
        return await self._runtime.run(self._engine.raw(self._call(method, path, options)))

    async def aclose(self) -> None:
        """Close the connections. Every later call raises ClientStateError.

        Raises:
            ClientStateError: The client was used in another event loop, which is the only one that can close them.
        """
        if own := self._sender.detach():
            self._runtime.loop.check()
            await own.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


copy_docstrings(Client, AsyncClient)


def _url(name: str, given: object, documented: str) -> str:
    text = cast(str, given) or os.environ.get(name) or documented
    try:
        url = parse_url(text)
        usable = not (url.query or url.fragment or url.userinfo or text.endswith(("?", "#", " ")))
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(f"{name} must be a URL like {documented}, without query and login")
    return text.rstrip("/")


@cache
def _version() -> str:
    try:
        return version("kinocraft")
    except PackageNotFoundError:
        return "0"  # a source tree that is not installed
