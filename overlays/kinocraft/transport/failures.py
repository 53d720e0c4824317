"""Failed connections: whether another attempt may succeed, and the error that the caller gets."""

from __future__ import annotations

import ssl

import httpx2

from ..errors import APITimeoutError, CallFacts, DeadlineError, TransportError
from .effects import DeadlinePassedError
from .retry import Failure

__all__ = ["hint_of", "is_permanent", "reason_of", "transport_failure"]

NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
"""After these errors it is certain that the service did not receive the request."""
PERMANENT = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.ProxyError)
"""After these errors another attempt would fail in the same way."""
UNTRUSTED = (
    "the certificate is not trusted. If the host is the right one, set SSL_CERT_FILE to a file with the certificate of "
    "its authority, or pass an http_client with its own `verify`"
)


def transport_failure(
    error: httpx2.TransportError, host: str, facts: CallFacts, *, late: bool, done: str = ""
) -> tuple[Failure, TransportError]:
    """Return the failure of an attempt without a complete response, and its error.

    Args:
        error: What failed.
        host: The host of the request.
        facts: The facts about the call.
        late: Whether the deadline of the call has passed.
        done: What to say after a change whose success the head of the response reported; empty after any other request.
    """
    delivered = True if done else False if isinstance(error, NOT_SENT) else None
    kind = APITimeoutError if isinstance(error, httpx2.TimeoutException) else TransportError
    if isinstance(error, DeadlinePassedError) or (kind is APITimeoutError and late):
        kind = DeadlineError
    words = f"no response from {host}: {reason_of(error)}"
    if done:
        words += f"; {done}"
    return Failure(transient=not is_permanent(error), delivered=delivered), kind(words, facts, delivered=delivered)


def reason_of(error: httpx2.TransportError) -> str:
    """Return the name of an error and its message, and what to do if there is something."""
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"{words}; {hint}" if (hint := hint_of(error)) else words


def hint_of(error: BaseException) -> str:
    """Return what to do about an error; empty if nothing is known."""
    return UNTRUSTED if _is_untrusted(error) else ""


def is_permanent(error: httpx2.TransportError) -> bool:
    """Return whether another attempt would fail in the same way."""
    return isinstance(error, PERMANENT) or _is_untrusted(error)


def _is_untrusted(error: BaseException) -> bool:
    """Return whether the host, or a proxy, showed a certificate that is not trusted."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
