"""What all figures share: alternating readings, medians, child processes, and the lines of the table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Literal

__all__ = [
    "FOLDER",
    "Line",
    "Pairs",
    "alternate",
    "alternate_processes",
    "background",
    "cpu_seconds",
    "loop_seconds",
    "peak_memory",
    "resident",
    "run_child",
]

FOLDER = Path(__file__).parent
MIB = 1 << 20


@dataclass(frozen=True)
class Line:
    """A line of the table. `target` is empty and `met` is None for a figure without a target."""

    figure: str
    target: str
    measured: str
    met: bool | None
    detail: str


@dataclass(frozen=True)
class Pairs:
    """Readings of two things, taken in turns so that a slow moment of the machine affects both."""

    first: list[float]
    second: list[float]

    @property
    def ratio(self) -> float:
        """The median of first / second over all pairs."""
        return median(a / b for a, b in zip(self.first, self.second, strict=True))

    @property
    def medians(self) -> tuple[float, float]:
        return median(self.first), median(self.second)

    def compare(self, figure: str, sign: Literal["<", "<=", ">="], target: float, detail: str) -> Line:
        """Return the line for the ratio. The verdict uses the exact ratio, not the rounded one of the table."""
        met = {"<": self.ratio < target, "<=": self.ratio <= target, ">=": self.ratio >= target}[sign]
        return Line(figure, f"{sign} {target:g} x", f"{self.ratio:.3f} x", met, detail)


def alternate(first: Callable[[], float], second: Callable[[], float], count: int, *, warm_up: bool = True) -> Pairs:
    """Take `count` pairs of readings, after one that is discarded. Every other pair begins with the second."""
    pairs = Pairs([], [])
    if warm_up:
        first()
        second()
    for number in range(count):
        order = [(first, pairs.first), (second, pairs.second)]
        for take, readings in order if number % 2 == 0 else reversed(order):
            readings.append(take())
    return pairs


def alternate_processes(
    pair: Callable[[], AbstractContextManager[tuple[Callable[[], float], Callable[[], float]]]],
    processes: int,
    count: int,
) -> Pairs:
    """Return readings of several pairs of processes; each reading is the median of `count` readings of a process.

    The memory layout of a process makes it a few per cent faster or slower for its whole life.
    """
    pairs = Pairs([], [])
    for _ in range(processes):
        with pair() as (first, second):
            readings_of_process = alternate(first, second, count)
        pairs.first.append(median(readings_of_process.first))
        pairs.second.append(median(readings_of_process.second))
    return pairs


def run_child(module: str, *arguments: str, stdin: bytes = b"") -> dict[str, Any]:
    """Run a module of this package as a program. Return the JSON object that it prints. Raises CalledProcessError."""
    command = [sys.executable, "-m", f"{FOLDER.name}.{module}", *arguments]
    done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, check=True, cwd=FOLDER.parent)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


@contextmanager
def background(module: str, *arguments: str) -> Generator[str]:
    """Run a module as a server, and yield the line that it prints. It stops when its standard input is closed."""
    command = [sys.executable, "-m", f"{FOLDER.name}.{module}", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=FOLDER.parent) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            if not (line := process.stdout.readline().decode().strip()):
                raise RuntimeError(f"{module} did not start")
            yield line
        finally:
            process.stdin.close()


def cpu_seconds(pid: int) -> float | None:
    """Return the CPU seconds that a process has used; None if the system does not report them."""
    try:
        # The process name, in parentheses, may contain spaces and parentheses.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def loop_seconds(pid: int) -> float:
    """Return the CPU seconds of a process's first thread on Linux, else the monotonic time."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError, IndexError):
        return time.perf_counter()


def resident(pid: int) -> float | None:
    """Return the resident memory of a process, in MiB; None if the system does not report it."""
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
    """Return the peak memory of a process (by default of this one) in MiB; None if the system does not report it.

    `ru_maxrss` is not used on Linux, because there it includes the parent's memory at the time of the fork.
    """
    peak = _status(pid or "self", "VmHWM")
    if peak is not None or pid is not None or sys.platform == "win32":
        return peak
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / MIB if sys.platform == "darwin" else most / 1024
