"""Where the vendors' hosts are mounted on the local server."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

MOUNTS = {
    "api.kinescope.io": "/kinescope/api",
    "uploader.kinescope.io": "/kinescope/uploader",
    "upload.invalid": "/kinescope/uploader",  # instead of hosts that only the service knows
    "auth.platformcraft.ru": "/platformcraft/auth",
    "filespot.platformcraft.ru": "/platformcraft/filespot",
    "rec.platformcraft.ru": "/platformcraft/recorder",
    "streamer.platformcraft.ru": "/platformcraft/streamer",
}
"""Mounts by documented host. The documented path follows the mount."""


def home(document: dict[str, Any], key: str) -> tuple[str, str]:
    """Return the host of a path, and what precedes the path on it."""
    server = document["paths"][key].get("servers", document["servers"])[0]
    defaults = {name: variable["default"] for name, variable in server.get("variables", {}).items()}
    url = urlsplit(str(server["url"].format(**defaults)))
    return url.netloc, url.path.rstrip("/")


def unmounted(path: str) -> tuple[str, str]:
    """Return the documented host of a path on the local server, and the path on that host."""
    for host, mount in MOUNTS.items():
        if path.startswith(f"{mount}/"):
            return host, path.removeprefix(mount)
    raise AssertionError(f"{path} is at no service")
