"""Moving many small files: how near to the documented rate a transfer gets with 4 workers, and its growth of memory."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from local_server import LocalServer, local_server

from ..measure import Line, peak_memory, run_child

TARGET = 0.8
MEMORY = 16
"""MiB."""
WORKERS = 4
WARM_UP = 20
"""Files that are moved before a measurement begins."""


def measure(quick: bool) -> list[Line]:
    """Move small files to Filespot, once within the documented limit and once without it, each in its own process.

    Fewer are moved within the limit, because 10,000 would take 18 minutes.
    """
    few, many = (60, 200) if quick else (300, 10_000)
    limited, free = _moved(few, "limited"), _moved(many, "free")
    share = limited["rate"] / limited["limit"]
    rates = f"{limited['rate']:.2f} of {limited['limit']:.2f} requests a second"
    detail = f"{rates}, one for each of {few} files, {WORKERS} workers"
    lines = [Line("transfer of small files", f">= {TARGET:g} x", f"{share:.3f} x", share >= TARGET, detail)]
    if free["grown"] is not None:
        detail = (
            f"from {WARM_UP} files to {many:,}, without the limit at {free['rate']:.0f}/s; peak {free['peak']:.0f} MiB"
        )
        grown = f"{free['grown']:.0f} MiB"
        lines.append(Line("  growth of peak memory", f"<= {MEMORY} MiB", grown, free["grown"] <= MEMORY, detail))
    return lines


def _moved(count: int, way: str) -> dict[str, Any]:
    server: LocalServer
    with tempfile.TemporaryDirectory(prefix="kinocraft-bench-") as folder, local_server("--no-limits") as server:
        return run_child("uploads.library", folder, str(count), way, server.auth_url, server.filespot_url)


def _main() -> None:
    from kinocraft import Platformcraft, transfer
    from kinocraft.platformcraft import PLATFORMCRAFT
    from kinocraft.transport.rate_limits import MARGIN

    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    for number in range(WARM_UP + count):
        (folder / f"{number}.mp4").write_bytes(b"a small file")
    ((requests, seconds),) = PLATFORMCRAFT.rates

    with Platformcraft(
        "mock", "mock", rate_limits=sys.argv[3] == "limited", auth_url=sys.argv[4], filespot_url=sys.argv[5]
    ) as platformcraft:

        def move(first: int, last: int, name: str) -> float:
            items = ({"source": str(folder / f"{number}.mp4")} for number in range(first, last))
            started = time.monotonic()
            report = transfer(
                items, to="platformcraft:/lib", results=folder / name, workers=WORKERS, platformcraft=platformcraft
            )
            if report.done != last - first:
                raise RuntimeError(f"only {report.done} of {last - first} files were moved")
            return time.monotonic() - started

        move(0, WARM_UP, "first.jsonl")
        before = peak_memory()
        rate = count / move(WARM_UP, WARM_UP + count, "second.jsonl")
        after = peak_memory()
    grown = after - before if after is not None and before is not None else None
    limit = requests / (seconds + MARGIN)
    sys.stdout.write(json.dumps({"rate": rate, "limit": limit, "grown": grown, "peak": after}))


if __name__ == "__main__":
    _main()
