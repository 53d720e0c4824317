"""The memory of the local server while it receives files that are far larger than its memory limit."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from local_server import local_server

from ..measure import MIB, Line, peak_memory, run_child

GROWTH = 16
SMALL = 64 * MIB
WAYS = {"tus": "Kinescope, by tus", "parts": "Filespot, by parts"}


def measure(quick: bool) -> list[Line]:
    """Upload one file after the other; each is deleted before the next."""
    size = (512 if quick else 10_000) * MIB
    name = f"{size // MIB:,} MiB" if quick else "10 GB"
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="kinocraft-bench-") as folder:
        free = shutil.disk_usage(folder).free
        if free < 2 * size:
            raise RuntimeError(f"{folder} has {free // MIB:,} MiB free and {2 * size // MIB:,} are needed: set TMPDIR")
        for way, words in WAYS.items():
            with local_server("--no-limits") as server:
                urls = (server.api_url, server.upload_url) if way == "tus" else (server.auth_url, server.filespot_url)
                before = after = None
                for length in (SMALL, size):
                    source = Path(folder) / "source.mp4"
                    with source.open("wb") as file:
                        # A sparse file takes no disk space, and as many bytes are sent.
                        os.truncate(file.fileno(), length)
                    result = run_child("uploads.uploader", way, *urls, str(source))
                    before, after = after, peak_memory(server.pid)
            if before is None or after is None:
                return [
                    Line(
                        f"uploads of {name}",
                        f"<= {GROWTH} MiB",
                        "not measured",
                        None,
                        "no peak is reported here",
                    )
                ]
            grown = after - before
            detail = f"{words}: the server's peak {after:.0f} MiB, after {SMALL // MIB} MiB {before:.0f} MiB"
            if result["grown"] is not None:
                detail += f"; client's growth {result['grown']:.0f} MiB"
            rate = f"{size / MIB / result['seconds']:.0f} MiB/s"
            figure = f"growth by {name}"
            line = Line(figure, f"<= {GROWTH} MiB", f"{grown:.0f} MiB", grown <= GROWTH, f"{detail}; {rate}")
            lines.append(line)
    return lines
