"""How fast a large file goes up by parts, next to one bare request with the same bytes, and what memory that takes."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from local_server import local_server

from .measure import MIB, Line, alternate, peak_memory, run_child

TARGET = 0.8
MEMORY = 64


def measure(quick: bool) -> list[Line]:
    """Every upload is a process of its own; the server is one for all, as a newcomer would start it."""
    size = (256 if quick else 1024) * MIB
    need = 3 * size
    with tempfile.TemporaryDirectory(prefix="kinocraft-bench-") as folder:
        free = shutil.disk_usage(folder).free
        if free < need:
            raise RuntimeError(f"{folder} has {free // MIB:,} MiB free and {need // MIB:,} are needed: set TMPDIR")
        source = Path(folder) / "source.bin"
        _fill(source, size)
        grown: list[float] = []
        # The client keeps to the documented limit; the server need not, for it would count all processes together.
        with local_server("--no-limits") as server:

            def upload(way: str) -> float:
                result: dict[str, Any] = run_child("uploader", way, server.auth_url, server.filespot_url, str(source))
                # What was written goes to the disk now, and not while the next one is measured.
                if hasattr(os, "sync"):
                    os.sync()
                if way == "parts" and result["grown"] is not None:
                    grown.append(result["grown"])
                return float(size / MIB / result["seconds"])

            pairs = alternate(lambda: upload("parts"), lambda: upload("bare"), 2 if quick else 9)
            held = peak_memory(server.pid)
        rate, bare = pairs.medians
        name = f"{size // MIB} MiB" if quick else "1 GiB"
        lines = [pairs.compare(f"upload of {name}", ">=", TARGET, f"{rate:.0f} MiB/s; one bare PUT {bare:.0f} MiB/s")]
        if grown:
            detail = "of the process that uploads, over a tiny upload"
            if held is not None:
                detail += f"; server's peak {held:.0f} MiB"
            met = max(grown) <= MEMORY
            lines.append(Line("  growth of peak memory", f"<= {MEMORY} MiB", f"{median(grown):.0f} MiB", met, detail))
        return lines


def _fill(path: Path, size: int) -> None:
    with path.open("wb") as file:
        for _ in range(size // MIB):
            file.write(os.urandom(MIB))
