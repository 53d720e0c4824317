"""What all figures share: runs in alternation, medians, children, and the line a figure becomes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Literal

__all__ = [
    "FOLDER",
    "Line",
    "Pairs",
    "alternate",
    "cpu_seconds",
    "loop_seconds",
    "of_many",
    "peak_memory",
    "resident",
    "run_child",
]

FOLDER = Path(__file__).parent
MIB = 1 << 20


@dataclass(frozen=True)
class Line:
    """A line of the table. Without a target it is there for information."""

    figure: str
    target: str
    measured: str
    met: bool | None
    detail: str


@dataclass(frozen=True)
class Pairs:
    """Readings of two things that were taken in turns, so that a slow moment of the machine strikes both."""

    first: list[float]
    second: list[float]

    @property
    def ratio(self) -> float:
        """The median of first / second over the pairs."""
        return median(a / b for a, b in zip(self.first, self.second, strict=True))

    @property
    def medians(self) -> tuple[float, float]:
        return median(self.first), median(self.second)

    def compare(self, figure: str, sign: Literal["<", "<=", ">="], target: float, detail: str) -> Line:
        """The line for the ratio. The verdict goes by the ratio itself and not by how it is rounded for the table."""
        met = {"<": self.ratio < target, "<=": self.ratio <= target, ">=": self.ratio >= target}[sign]
        return Line(figure, f"{sign} {target:g} x", f"{self.ratio:.3f} x", met, detail)


def alternate(first: Callable[[], float], second: Callable[[], float], count: int, *, rehearse: bool = True) -> Pairs:
    """Take so many pairs; every other one begins with the second. Before them, one that does not count."""
    pairs = Pairs([], [])
    if rehearse:
        first()
        second()
    for number in range(count):
        order = [(first, pairs.first), (second, pairs.second)]
        for take, readings in order if number % 2 == 0 else reversed(order):
            readings.append(take())
    return pairs


def of_many(
    pair: Callable[[], AbstractContextManager[tuple[Callable[[], float], Callable[[], float]]]],
    processes: int,
    count: int,
) -> Pairs:
    """Readings of so many pairs of processes, each the median of as many as `alternate` takes.

    Where a process has its memory makes it some per cent faster or slower for as long as it lives.
    """
    pairs = Pairs([], [])
    for _ in range(processes):
        with pair() as (first, second):
            some = alternate(first, second, count)
        pairs.first.append(median(some.first))
        pairs.second.append(median(some.second))
    return pairs


def run_child(module: str, *arguments: str, given: bytes = b"") -> dict[str, Any]:
    """Run a module of this folder as a program; give the JSON object it prints. Raises CalledProcessError."""
    command = [sys.executable, "-m", f"{FOLDER.name}.{module}", *arguments]
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True, cwd=FOLDER.parent)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def cpu_seconds(pid: int) -> float | None:
    """Processor time a process has used; None where the system does not tell."""
    try:
        # The name before the last parenthesis may itself hold spaces and parentheses.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def loop_seconds(pid: int) -> float:
    """Processor time of a process's first thread to the nanosecond; elsewhere than on Linux, the time by the clock."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError, IndexError):
        return time.perf_counter()


def resident(pid: int) -> float | None:
    """The memory a process holds now, in MiB. None where it cannot be told."""
    return _status(pid, "VmRSS")


def _status(pid: int | str, name: str) -> float | None:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return None


def peak_memory(pid: int | None = None) -> float | None:
    """The most memory a process has held, in MiB; of this one without an argument. None where it cannot be told.

    `ru_maxrss` alone would not do: on Linux it also counts what the parent held when it made the process.
    """
    peak = _status(pid or "self", "VmHWM")
    if peak is not None or pid is not None or sys.platform == "win32":
        return peak
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / MIB if sys.platform == "darwin" else most / 1024
