"""Measure client and server against bare baselines, and print a table.

Each figure is a median. Its readings alternate with those of its baseline, in one run on one machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version

from benchmarks.measure import Line
from console import use_utf8

FIGURES = {
    "import": ("client.imports", "importing the client"),
    "size": ("release.size", "building the wheel"),
    "calls": ("client.calls", "one GET with several clients"),
    "start": ("server.start", "starting the server"),
    "video": ("server.video", "videos a second"),
    "listing": ("server.listing", "listings a second"),
    "paging": ("server.paging", "paging long lists"),
    "memory": ("server.memory", "the server's memory"),
    "upload": ("uploads.transfer", "uploading a large file"),
    "distant": ("uploads.distant", "uploading over slow connections"),
    "others": ("uploads.others", "uploading with other clients"),
    "resume": ("uploads.resume", "resuming an upload"),
    "large": ("uploads.large", "uploading very large files"),
    "decode": ("client.decode", "reading a long listing"),
    "library": ("uploads.library", "moving many small files"),
    "command": ("client.command", "starting the command"),
    "release": ("release.proposal", "proposing a release"),
}


def main() -> int:
    """Run the command. Return 0 if everything was measured, whether or not targets were met, else 1."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure client and server against bare baselines.")
    parser.add_argument("figure", nargs="*", metavar="FIGURE", help=f"one of {', '.join(FIGURES)}; default: all")
    parser.add_argument("--quick", action="store_true", help="take fewer and smaller readings: faster, less precise")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.figure if name not in FIGURES]
    if unknown:
        parser.error(f"no figure is called {unknown[0]}; there are {', '.join(FIGURES)}")
    lines: list[Line] = []
    broken = 0
    for name in dict.fromkeys(arguments.figure or FIGURES):
        module, words = FIGURES[name]
        started = time.perf_counter()
        print(f"{words} ... ", end="", file=sys.stderr, flush=True)
        try:
            measure: Callable[[bool], list[Line]] = import_module(f"benchmarks.{module}").measure
            lines += measure(arguments.quick)
        except Exception as error:  # one broken figure must not hide the others
            broken += 1
            lines.append(Line(name, "", "broken", False, f"{type(error).__name__}: {error}"))
        print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    print(machine())
    print()
    print(table(lines))
    return 1 if broken else 0


def machine() -> str:
    """Return the system, the cores and the versions, but nothing that identifies the machine."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("httpx2", "pydantic", "uvicorn"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {cores} cores, {platform.python_implementation()} {platform.python_version()}, {packages}"


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a Markdown table with aligned columns."""
    verdicts = {True: "met", False: "missed", None: ""}
    rows = [["figure", "target", "measured", "verdict", "in detail"]]
    rows += [[line.figure, line.target, line.measured, verdicts[line.met], line.detail] for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    rows.insert(1, ["-" * width for width in widths])
    printed = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(f"| {row} |" for row in printed)


if __name__ == "__main__":
    use_utf8()
    sys.exit(main())
