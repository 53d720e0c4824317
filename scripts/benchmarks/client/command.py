"""The time that `kinocraft --help` takes."""

from __future__ import annotations

import subprocess
import sys
import time

from ..measure import Line, alternate

TARGET = 0.25


def measure(quick: bool) -> list[Line]:
    """Run the command in turns with an interpreter that does nothing, which is the lower bound."""
    pairs = alternate(
        lambda: _seconds("-m", "kinocraft.cli", "--help"), lambda: _seconds("-c", "pass"), 3 if quick else 15
    )
    seconds, nothing = pairs.medians
    detail = f"python -c pass {nothing * 1000:.0f} ms"
    return [Line("kinocraft --help", f"<= {TARGET:g} s", f"{seconds:.2f} s", seconds <= TARGET, detail)]


def _seconds(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started
