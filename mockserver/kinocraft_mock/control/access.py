"""Access to the control API: which requests under /_mock are accepted.

Web pages of any origin can send requests to this machine, and a host name that its owner points at 127.0.0.1 (DNS
rebinding) makes a browser treat this server as that page's own. So every request needs:

- a Host header that names this machine: `localhost`, an address in 127.0.0.0/8 or `::1`, with any port, because ports
  are forwarded; or a name listed in `Settings.control_hosts`. Other names, `*.localhost` included, are rejected. A
  server with a control token accepts any Host, and the token instead.
- no Origin but the address that the request was sent to, and no Sec-Fetch-Site but `same-origin` and `none`. Even
  `same-site` is rejected: to a browser, all ports of localhost are one site.
- for every method but GET, HEAD and OPTIONS, the media type `application/json`, or `application/x-tar` for
  `PUT /_mock/state`. A browser sends neither to another origin without a preflight request, which is never granted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from hmac import compare_digest
from ipaddress import ip_address

from kinocraft_mock.http.messages import ErrorResponse, Scope
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.settings import Settings

__all__ = ["JSON", "MOUNT", "TAR", "is_loopback", "require_access", "require_method"]

MOUNT = "/_mock"
JSON = "application/json"
TAR = "application/x-tar"
STATE_PATH = f"{MOUNT}/state".encode()
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
OWN_SITES = ("same-origin", "none")
HOST = re.compile(r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|(?P<name>[0-9A-Za-z._-]+))(?::[0-9]{1,5})?")


def is_loopback(name: str) -> bool:
    """Return whether a host name, or an address without brackets, always means this machine."""
    if name.lower() == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    # Not "::ffff:127.0.0.1" and its like: nobody types them, and not every stack treats them alike.
    return address.is_loopback and getattr(address, "ipv4_mapped", None) is None


def require_access(scope: Scope, settings: Settings) -> None:
    """Check one control request. Raises a 401, 403 or 415 that says what to do."""
    headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
    hosts = _values(headers, b"host")
    if settings.control_token is not None:
        _require_token(_values(headers, b"authorization"), settings.control_token)
    elif len(hosts) != 1 or not _is_own(hosts[0], settings.control_hosts):
        named = " and ".join(hosts) or "none"
        raise ErrorResponse(
            403,
            f"the control API rejects this Host header ({named}); use localhost, 127.0.0.1 or [::1],"
            " or list the name in control_hosts",
        )
    own = f"{scope['scheme']}://{hosts[0] if hosts else ''}".lower()
    for origin in _values(headers, b"origin"):
        if origin.lower() != own:
            raise ErrorResponse(
                403, f"the control API rejects requests of other origins ({origin}); send the request from a program"
            )
    for site in _values(headers, b"sec-fetch-site"):
        if site.lower() not in OWN_SITES:
            raise ErrorResponse(
                403, f"the control API rejects {site} requests of browsers; enter the address in the browser itself"
            )
    if scope["method"] not in SAFE_METHODS:
        _require_media_type(scope, _values(headers, b"content-type"))


def _values(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for key, value in headers if key.lower() == name]


def _is_own(host: str, names: Collection[str]) -> bool:
    match = HOST.fullmatch(host)
    if match is None:
        return False
    name = match["ipv6"] or match["name"]
    return is_loopback(name) or name.lower() in {own.lower() for own in names}


def _require_token(values: Sequence[str], token: str) -> None:
    scheme, _, given = values[0].partition(" ") if len(values) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not compare_digest(given.strip().encode(), token.encode()):
        raise ErrorResponse(
            401,
            "the control API of this server needs its control token; send it as Authorization: Bearer TOKEN",
            headers=((b"www-authenticate", b"Bearer"),),
        )


def _require_media_type(scope: Scope, values: Sequence[str]) -> None:
    expected = TAR if (scope["method"], scope["raw_path"]) == ("PUT", STATE_PATH) else JSON
    if len(values) != 1 or values[0].partition(";")[0].strip().lower() != expected:
        raise ErrorResponse(
            415, f"send the header Content-Type: {expected}, even without a body, so that no web page can send this"
        )


def require_method(methods: Collection[str], exchange: Exchange) -> None:
    """Reject a request with another method than these."""
    if exchange.method not in methods:
        allowed = ", ".join(methods)
        raise ErrorResponse(405, f"this takes {allowed}", headers=((b"allow", allowed.encode()),))
