"""How many requests a resumed upload sends before its first bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from local_server import LocalServer, local_server

from kinocraft import Platformcraft

from ..measure import MIB, Line
from ..workspace import control_request, kinescope

REQUESTS = 2
SENT = {"files.uploads.put_part", "videos.uploads.append"}


class StopError(Exception):
    """What interrupts an upload."""


def measure(_quick: bool) -> list[Line]:
    """Interrupt an upload to each vendor after its first part, and repeat the call with another client."""
    lines: list[Line] = []
    for vendor, words in (("platformcraft", "Filespot, by parts"), ("kinescope", "Kinescope, by tus")):
        with local_server("--no-limits") as server, TemporaryDirectory(prefix="kinocraft-bench-") as folder:
            source = Path(folder, "source.mp4")
            source.write_bytes(bytes(4 * MIB))
            upload = _upload(server, vendor, Path(folder), source)
            with suppress(StopError):
                upload(_stop)
            before = len(_exchanges(server))
            found: list[Any] = []
            upload(found.append)
            asked = _before_sending(_exchanges(server)[before:])
        if not found[0].resumed:
            raise RuntimeError(f"{vendor}: the upload was not resumed")
        detail = f"{words}: {', '.join(asked)}"
        met = len(asked) <= REQUESTS
        lines.append(Line("resume decides", f"<= {REQUESTS} requests", f"{len(asked)}", met, detail))
    return lines


def _stop(_: object) -> None:
    raise StopError


def _upload(server: LocalServer, vendor: str, folder: Path, source: Path) -> Callable[[Any], Any]:
    """Return a function that uploads the file with a new client."""
    journal = folder / "journal"
    options: Any = {"part_size": MIB, "threshold": 0}
    if vendor == "kinescope":
        with kinescope(server) as client:
            options["parent_id"] = client.projects.create(name="T", privacy_type="anywhere", privacy_domains=[]).id

    def upload(progress: Any) -> None:
        if vendor == "kinescope":
            with kinescope(server, upload_journal=journal) as client:
                client.videos.upload(source, progress=progress, **options)
            return
        urls: Any = {"auth_url": server.auth_url, "filespot_url": server.filespot_url}
        with Platformcraft("mock", "mock", upload_journal=journal, **urls) as client:
            client.files.upload(source, "/large.bin", progress=progress, parallel=1, **options)

    return upload


def _exchanges(server: LocalServer) -> list[dict[str, Any]]:
    exchanges: list[dict[str, Any]] = json.loads(control_request(server, "GET", "/_mock/journal"))["exchanges"]
    return exchanges


def _before_sending(exchanges: list[dict[str, Any]]) -> list[str]:
    """Return the operations before the first that sends bytes."""
    names = [str(each["operation"]) for each in exchanges]
    return names[: next(index for index, name in enumerate(names) if name in SENT)]
