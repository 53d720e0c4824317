"""`Kinescope` and `AsyncKinescope`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

import httpx2

from kinocraft_api.kinescope import AsyncKinescopeResources, KinescopeResources
from kinocraft_api.kinescope_v1 import SERVER as API

from .auth.credentials import Credential, credential, reject_mock
from .auth.session import Credentials
from .client import AsyncClient, Client, CommonOptions, Vendor
from .engine import Engine, Settings
from .errors import ConfigurationError, InvalidArgumentError
from .transport.encoding import encode_header

if TYPE_CHECKING:
    from .resources.additional_materials import AdditionalMaterials, AsyncAdditionalMaterials
    from .resources.videos import AsyncVideos, Videos

__all__ = ["AsyncKinescope", "Kinescope", "KinescopeOptions"]

UPLOAD = "https://uploader.kinescope.io"
"""The server for uploads (documented)."""
MOCK_TOKEN = "mock-token"  # noqa: S105 - what the local server accepts
KINESCOPE = Vendor("KINESCOPE", {"api": API, "upload": UPLOAD}, "api", [(10, 1.0), (300, 60.0)])


class KinescopeOptions(CommonOptions, total=False):
    """Options of a client.

    Omitted URLs come from the environment: KINESCOPE_API_URL and KINESCOPE_UPLOAD_URL.
    """

    api_url: str
    """Scheme and host of the service. Default: the documented one."""
    upload_url: str
    """Scheme and host of the upload server. Default: the documented one."""


class Kinescope(Client, KinescopeResources):
    """A client of Kinescope. Threads may share it.

    Use it in a `with` statement, or call `close`.

    Args:
        token: The access token, as text or as a pydantic SecretStr. Default: KINESCOPE_TOKEN from the environment.
        http_client: The httpx2 client to send with, for proxies, certificates or tests. It is not closed.
        options: See KinescopeOptions.

    Raises:
        ConfigurationError: A setting is missing or not valid.
    """

    def __init__(
        self, token: Credential = None, *, http_client: httpx2.Client | None = None, **options: Unpack[KinescopeOptions]
    ) -> None:
        super().__init__(KINESCOPE, _engine(token, options, given=http_client is not None), http_client)

    @cached_property
    def videos(self) -> Videos:
        """Videos: upload, import, wait for processing, and the operations of the service."""
        from .resources.videos import Videos

        return Videos(self._runtime)

    @cached_property
    def additional_materials(self) -> AdditionalMaterials:
        """Files that accompany a video, such as handouts."""
        from .resources.additional_materials import AdditionalMaterials

        return AdditionalMaterials(self._runtime)


class AsyncKinescope(AsyncClient, AsyncKinescopeResources):
    """A client of Kinescope for one event loop. Tasks may share it.

    It has the same arguments and methods as Kinescope, and the methods are awaited. Use it in an
    `async with` statement, or call `aclose`.
    """

    def __init__(
        self,
        token: Credential = None,
        *,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[KinescopeOptions],
    ) -> None:
        super().__init__(KINESCOPE, _engine(token, options, given=http_client is not None), http_client)

    @cached_property
    def videos(self) -> AsyncVideos:
        """Videos: upload, import, wait for processing, and the operations of the service."""
        from .resources.videos import AsyncVideos

        return AsyncVideos(self._runtime)

    @cached_property
    def additional_materials(self) -> AsyncAdditionalMaterials:
        """Files that accompany a video, such as handouts."""
        from .resources.additional_materials import AsyncAdditionalMaterials

        return AsyncAdditionalMaterials(self._runtime)


def _engine(token: Credential, options: KinescopeOptions, *, given: bool) -> Engine:
    text = credential("the token", token, "KINESCOPE_TOKEN")
    if not text:
        raise ConfigurationError("no token: pass token=, or set KINESCOPE_TOKEN")
    try:
        encode_header("Authorization", f"Bearer {text}")
    except InvalidArgumentError:
        raise ConfigurationError("the token has control or non-ASCII characters") from None

    def session(settings: Settings) -> Credentials:
        # An HTTP client of the user may lead anywhere.
        if text == MOCK_TOKEN and not given:
            hint = 'set KINESCOPE_API_URL and KINESCOPE_UPLOAD_URL, as eval "$(kinocraft-mock env)" does'
            reject_mock(f"the token {MOCK_TOKEN}", settings.hosts.items(), hint)
        return Credentials(text)

    return KINESCOPE.engine(options, KinescopeOptions.__optional_keys__, session)
