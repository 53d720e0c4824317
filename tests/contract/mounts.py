"""Where the local server has what the vendors have on hosts of their own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

MOUNTS = {
    "api.kinescope.io": "/kinescope/api",
    "uploader.kinescope.io": "/kinescope/uploader",
    "upload.invalid": "/kinescope/uploader",  # in the place of hosts that only the service knows
    "auth.platformcraft.ru": "/platformcraft/auth",
    "filespot.platformcraft.ru": "/platformcraft/filespot",
    "rec.platformcraft.ru": "/platformcraft/recorder",
    "streamer.platformcraft.ru": "/platformcraft/streamer",
}
"""By the documented host; what the documentation prints after the host follows the mount."""


def home(document: dict[str, Any], key: str) -> tuple[str, str]:
    """The host of a path, and what comes before the path there."""
    server = document["paths"][key].get("servers", document["servers"])[0]
    defaults = {name: variable["default"] for name, variable in server.get("variables", {}).items()}
    url = urlsplit(str(server["url"].format(**defaults)))
    return url.netloc, url.path.rstrip("/")


def unmounted(path: str) -> tuple[str, str]:
    """The host that a path on the local server stands for, and the path there."""
    for host, mount in MOUNTS.items():
        if path.startswith(f"{mount}/"):
            return host, path.removeprefix(mount)
    raise AssertionError(f"{path} is at no service")
