"""The speed and memory of an upload in parts, compared with one bare request with the same bytes."""

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
    """Run every upload in its own process, against one server with default settings."""
    size = (256 if quick else 1024) * MIB
    need = 3 * size
    with tempfile.TemporaryDirectory(prefix="kinocraft-bench-") as folder:
        free = shutil.disk_usage(folder).free
        if free < need:
            raise RuntimeError(f"{folder} has {free // MIB:,} MiB free and {need // MIB:,} are needed: set TMPDIR")
        source = Path(folder) / "source.bin"
        _fill(source, size)
        grown: list[float] = []
        # Each client keeps to the documented limit. The server would count all processes together.
        with local_server("--no-limits") as server:

            def upload(way: str) -> float:
                result: dict[str, Any] = run_child("uploader", way, server.auth_url, server.filespot_url, str(source))
                # Flush to disk now, not while the next upload is measured.
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
            detail = "of the uploading process, compared with a tiny upload"
            if held is not None:
                detail += f"; server's peak {held:.0f} MiB"
            met = max(grown) <= MEMORY
            lines.append(Line("  growth of peak memory", f"<= {MEMORY} MiB", f"{median(grown):.0f} MiB", met, detail))
        return lines


def _fill(path: Path, size: int) -> None:
    with path.open("wb") as file:
        for _ in range(size // MIB):
            file.write(os.urandom(MIB))
