"""The speed, CPU time and memory of an upload in parts, compared with one bare request with the same bytes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from local_server import local_server

from kinocraft.uploads import pace

from ..measure import MIB, Line, Pairs, alternate, peak_memory, run_child

SPEED, CPU = 0.9, 1.5
REST = 16
"""MiB by which memory may grow, beside the parts in flight."""


def measure(quick: bool) -> list[Line]:
    """Run every upload in its own process, against one server with default settings."""
    size = (512 if quick else 1024) * MIB
    name = f"{size // MIB} MiB" if quick else "1 GiB"
    taken: dict[str, list[dict[str, Any]]] = {"parts": [], "bare": [], "sha256": []}
    # Each client keeps to the documented limit. The server would count all processes together.
    with source_file(size) as source, local_server("--no-limits") as server:

        def upload(way: str) -> float:
            result = run_child("uploads.uploader", way, server.auth_url, server.filespot_url, str(source))
            # Flush to disk now, not while the next upload is measured.
            if hasattr(os, "sync"):
                os.sync()
            taken[way].append(result)
            return float(size / MIB / result["seconds"])

        def bare() -> float:
            upload("sha256")
            return upload("bare")

        pairs = alternate(lambda: upload("parts"), bare, 2 if quick else 9)
        held = peak_memory(server.pid)
    rate, bare_rate = pairs.medians
    lines = [
        pairs.compare(f"upload of {name}", ">=", SPEED, f"{rate:.0f} MiB/s; one bare PUT {bare_rate:.0f} MiB/s"),
        _cpu_line(taken, size),
    ]
    grown = [result["grown"] for result in taken["parts"] if result["grown"] is not None]
    if grown:
        width = pace.parallel_parts(pace.AIM)
        bound = width * pace.part_size(size, None) // MIB + REST
        detail = f"{width} parts of {pace.part_size(size, None) // MIB} MiB in flight; compared with a tiny upload"
        if held is not None:
            detail += f"; server's peak {held:.0f} MiB"
        met = max(grown) <= bound
        lines.append(Line("  growth of peak memory", f"<= {bound} MiB", f"{median(grown):.0f} MiB", met, detail))
    return lines


def _cpu_line(taken: dict[str, list[dict[str, Any]]], size: int) -> Line:
    """Compare the CPU time with that of the baselines that were run beside it. The first reading is a warm-up."""
    ours, bare, hashing = ([result["cpu"] for result in taken[way][1:]] for way in ("parts", "bare", "sha256"))
    pairs = Pairs(ours, [sum(each) for each in zip(bare, hashing, strict=True)])
    own, one, digest = (median(each) * 1024 * MIB / size for each in (ours, bare, hashing))
    detail = f"{own:.2f} s a GiB; the bare PUT {one:.2f} s, sha256 {digest:.2f} s"
    return pairs.compare("  CPU time of the client", "<=", CPU, detail)


@contextmanager
def source_file(size: int, uses: int = 3) -> Generator[Path]:
    """Make a file of random bytes, where it and as many bytes as it is uploaded to have space.

    Raises:
        RuntimeError: There is not enough space.
    """
    with tempfile.TemporaryDirectory(prefix="kinocraft-bench-") as folder:
        free = shutil.disk_usage(folder).free
        if free < uses * size:
            raise RuntimeError(
                f"{folder} has {free // MIB:,} MiB free and {uses * size // MIB:,} are needed: set TMPDIR"
            )
        path = Path(folder) / "source.mp4"
        with path.open("wb") as file:
            for _ in range(size // MIB):
                file.write(os.urandom(MIB))
        yield path
