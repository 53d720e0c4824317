"""Send the server's own requests, such as webhooks, to this machine only, and record each attempt."""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from dataclasses import asdict, dataclass
from importlib import import_module
from ipaddress import ip_address
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from kinocraft_mock.context import Component, Context

__all__ = ["DELIVERED", "NOT_SENT", "REJECTED", "UNREACHABLE", "Delivery", "Outbox", "is_loopback"]

CAPACITY = 10_000
TIMEOUT = 10.0
"""Seconds of real time that a receiver has to respond: it does not follow the server's clock."""

DELIVERED = "delivered"
REJECTED = "rejected"
UNREACHABLE = "unreachable"
NOT_SENT = "not_sent"


@dataclass(slots=True)
class Delivery:
    """One attempt to deliver a request.

    `operation` is its name in the description, `subject` the id of the object that configures the receiver, and `data`
    the body. `outcome` is "delivered" for a 200, "rejected" for any other status, "unreachable" when no response came,
    and "not_sent" for a URL that is not on this machine. Credentials are never recorded.
    """

    time: float
    operation: str
    subject: str
    url: str
    data: Any
    attempt: int
    authorized: bool
    number: int = 0
    status: int | None = None
    outcome: str = NOT_SENT

    def serialize(self) -> dict[str, Any]:
        """Return the attempt as the control API shows it."""
        fields = asdict(self)
        return {"n": fields.pop("number"), **fields}


class Outbox(Component):
    """Send requests and record the newest 10,000 attempts, numbered from 1."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._deliveries: deque[Delivery] = deque(maxlen=CAPACITY)
        self._count = 0

    def reset(self) -> None:
        """Drop all records and number from 1 again."""
        self._deliveries.clear()
        self._count = 0

    def restored(self) -> None:
        """Keep the records when another state is imported, as the journal does."""

    def read(self, operation: str | None = None, last: int | None = None) -> list[Delivery]:
        """Return the finished attempts, oldest first; only those of one operation, only the last so many."""
        newest_first = (e for e in reversed(self._deliveries) if operation is None or e.operation == operation)
        return list(islice(newest_first, last))[::-1]

    async def post(
        self,
        operation: str,
        subject: str,
        url: str,
        data: Any,
        *,
        login: str = "",
        password: str = "",
        attempt: int = 1,
    ) -> Delivery:
        """POST JSON, with HTTP Basic if a login or password is given. Never raises for what the receiver does."""
        authorized = bool(login or password)
        delivery = Delivery(
            self._context.clock.now(), operation, subject, _without_credentials(url), data, attempt, authorized
        )
        if is_loopback(url):
            delivery.status = await _post_json(url, data, (login, password) if authorized else None)
            if delivery.status is None:
                delivery.outcome = UNREACHABLE
            else:
                delivery.outcome = DELIVERED if delivery.status == 200 else REJECTED
        self._count += 1
        delivery.number = self._count
        self._deliveries.append(delivery)
        return delivery


async def _post_json(url: str, data: Any, credentials: tuple[str, str] | None) -> int | None:
    # Import the HTTP client with the first delivery: most servers never send one. A thread keeps the loop responsive.
    client: Any = await asyncio.to_thread(import_module, "httpx2")
    secure = urlsplit(url).scheme.lower() == "https"
    context = ssl.create_default_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    auth = client.BasicAuth(*credentials) if credentials else None
    try:
        async with (
            asyncio.timeout(TIMEOUT),
            client.AsyncClient(trust_env=False, verify=context, timeout=TIMEOUT) as http,
            http.stream("POST", url, json=data, auth=auth, headers={"User-Agent": "kinocraft-mock"}) as response,
        ):
            status: int = response.status_code
            return status
    except (OSError, TimeoutError, client.HTTPError, client.InvalidURL):
        return None


def is_loopback(url: str) -> bool:
    """Return whether the server may call a URL: HTTP or HTTPS, on this machine, without resolving names."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        if parts.scheme.lower() not in ("http", "https") or parts.port == 0:
            return False
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _without_credentials(url: str) -> str:
    """Return the URL without user name and password."""
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}" if separator else url
