"""Requests that the server makes by itself: to this machine only, each of them remembered."""

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

from kinocraft_mock.state.context import Component, Context

__all__ = ["DELIVERED", "NOT_SENT", "REJECTED", "UNREACHABLE", "Delivery", "Outbox", "is_loopback"]

KEPT = 10_000
TIMEOUT = 10.0
"""Seconds of real time that a receiver has: it is a program and does not live by the server's clock."""

DELIVERED = "delivered"
REJECTED = "refused"
UNREACHABLE = "unreachable"
NOT_SENT = "not_sent"


@dataclass(slots=True)
class Delivery:
    """One attempt to tell somebody something.

    `operation` names it by the description, `subject` is the id of what was configured to be told, and `data` is the
    body. `outcome` is "delivered" for a 200, "refused" for any other status, "unreachable" where no answer came, and
    "not_sent" for an address that is not on this machine. Credentials never enter.
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

    def describe(self) -> dict[str, Any]:
        """The attempt as the control API prints it."""
        printed = asdict(self)
        return {"n": printed.pop("number"), **printed}


class Outbox(Component):
    """Sends, and remembers the newest 10,000 attempts, numbered from 1."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._deliveries: deque[Delivery] = deque(maxlen=KEPT)
        self._count = 0

    def reset(self) -> None:
        """Forget all and number from 1 again."""
        self._deliveries.clear()
        self._count = 0

    def restored(self) -> None:
        """What was sent before another state was read stays known, as the journal does."""

    def read(self, operation: str | None = None, last: int | None = None) -> list[Delivery]:
        """The kept attempts that have ended, oldest first; only those of one operation, only the last so many."""
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
        """POST JSON, with HTTP Basic where there is a login or a password. Never raises for what a receiver does."""
        authorized = bool(login or password)
        made = Delivery(self._context.clock.now(), operation, subject, _printable(url), data, attempt, authorized)
        if is_loopback(url):
            made.status = await _status(url, data, (login, password) if authorized else None)
            if made.status is None:
                made.outcome = UNREACHABLE
            else:
                made.outcome = DELIVERED if made.status == 200 else REJECTED
        self._count += 1
        made.number = self._count
        self._deliveries.append(made)
        return made


async def _status(url: str, data: Any, credentials: tuple[str, str] | None) -> int | None:
    # Most servers never send anything: what it takes to do so is loaded by the first request, and not by the loop.
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
    """Whether an address is one the server may ask: by HTTP or HTTPS, on this machine, without looking names up."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        if parts.scheme.lower() not in ("http", "https") or parts.port == 0:
            return False
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _printable(url: str) -> str:
    """The address without a user name and password that may stand in it."""
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}" if separator else url
