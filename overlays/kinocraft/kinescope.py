"""`Kinescope` and `AsyncKinescope`."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

import httpx2

from kinocraft_api.kinescope import AsyncKinescopeResources, KinescopeResources
from kinocraft_api.kinescope_v1 import SERVER as API

from .client import AsyncClient, Client, CommonOptions, Vendor
from .encoding import header
from .engine import Engine
from .errors import ConfigurationError, InvalidArgumentError
from .session import Credentials

if TYPE_CHECKING:
    from .materials import AdditionalMaterials, AsyncAdditionalMaterials
    from .videos import AsyncVideos, Videos

__all__ = ["AsyncKinescope", "Kinescope", "KinescopeOptions"]

UPLOAD = "https://uploader.kinescope.io"
"""Where bytes go (documented)."""
KINESCOPE = Vendor("KINESCOPE", {"api": API, "upload": UPLOAD}, "api", [(10, 1.0), (300, 60.0)])


class KinescopeOptions(CommonOptions, total=False):
    """What a client can be made with besides its token.

    What is left out of the URLs comes from the environment: KINESCOPE_API_URL and KINESCOPE_UPLOAD_URL.
    """

    api_url: str
    """Scheme and host of the service, if not the documented one."""
    upload_url: str
    """Scheme and host of where bytes go, if not the documented one."""


class Kinescope(Client, KinescopeResources):
    """A client of Kinescope. Threads may share it.

    Use it with `with`, or call `close`.

    Args:
        token: The access token; KINESCOPE_TOKEN when left out.
        http_client: The httpx2 client to send with, for proxies, certificates or tests. It stays open.
        options: See KinescopeOptions.

    Raises:
        ConfigurationError: A setting is missing or unusable.
    """

    def __init__(
        self, token: str | None = None, *, http_client: httpx2.Client | None = None, **options: Unpack[KinescopeOptions]
    ) -> None:
        super().__init__(KINESCOPE, _engine(token, options), http_client)

    @cached_property
    def videos(self) -> Videos:
        """Videos, and what can be done with them."""
        from .videos import Videos

        return Videos(self._engine_caller)

    @cached_property
    def additional_materials(self) -> AdditionalMaterials:
        """Files that come with a video, such as handouts."""
        from .materials import AdditionalMaterials

        return AdditionalMaterials(self._engine_caller)


class AsyncKinescope(AsyncClient, AsyncKinescopeResources):
    """A client of Kinescope for one event loop. Tasks may share it.

    As Kinescope, with the same arguments, and the same methods, to be awaited. Use it with `async with`, or call
    `aclose`.
    """

    def __init__(
        self,
        token: str | None = None,
        *,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[KinescopeOptions],
    ) -> None:
        super().__init__(KINESCOPE, _engine(token, options), http_client)

    @cached_property
    def videos(self) -> AsyncVideos:
        """Videos, and what can be done with them."""
        from .videos import AsyncVideos

        return AsyncVideos(self._engine_caller)

    @cached_property
    def additional_materials(self) -> AsyncAdditionalMaterials:
        """Files that come with a video, such as handouts."""
        from .materials import AsyncAdditionalMaterials

        return AsyncAdditionalMaterials(self._engine_caller)


def _engine(token: str | None, options: KinescopeOptions) -> Engine:
    token = token or os.environ.get("KINESCOPE_TOKEN")
    if not token:
        raise ConfigurationError("no token: give token=, or set KINESCOPE_TOKEN")
    try:
        header("Authorization", f"Bearer {token}")
    except InvalidArgumentError:
        raise ConfigurationError("the token holds blanks at its end, control or non-ASCII characters") from None
    session = Credentials(token)
    return KINESCOPE.engine(options, KinescopeOptions.__optional_keys__, lambda settings: session)
