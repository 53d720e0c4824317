"""Generating code, and proposing a release from the vendors' pages, where these are at hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from ..measure import FOLDER, Line

ROOT = FOLDER.parents[1]
CHANGED = 20
GENERATE, UNCHANGED, PROPOSE = 15.0, 10.0, 90.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a command took, and the processor time that it used with all its processes."""

    seconds: float
    processor_seconds: float


def measure(quick: bool) -> list[Line]:
    """Measure in a clone of the last commit, so that nothing here changes."""
    readings = 1 if quick else 3
    with TemporaryDirectory(prefix="kinocraft-bench-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        lines = [_line("generate", GENERATE, [_run(clone, "generate.py") for _ in range(readings)], "all services")]
        page = Path(os.environ.get("KINOCRAFT_PAGES") or ROOT.parent / "shared" / "docs") / "kinescope.txt"
        if not page.exists():
            return [
                *lines,
                Line("propose", "", "not measured", None, "set KINOCRAFT_PAGES to the folder of kinescope.txt"),
            ]
        propose = ("make_release.py", "propose", "--page")
        took = [_run(clone, *propose, f"kinescope={page}") for _ in range(readings)]
        lines.append(_line("propose: nothing changed", UNCHANGED, took, "one page"))
        changed = Path(folder) / "page.txt"
        changed.write_text(_with_new_fields(page.read_text("utf-8")), "utf-8")
        gates = ["rules", "contract", "measure"]
        if (ROOT / "node_modules").is_dir():
            shutil.copytree(ROOT / "node_modules", clone / "node_modules", symlinks=True)
            gates.insert(1, "lint")
        took = [_run(clone, *propose, f"kinescope={changed}", "--gates", ",".join(gates)) for _ in range(readings)]
        lines.append(_line(f"propose: {CHANGED} changes", PROPOSE, took, f"with the gates {', '.join(gates)}"))
    return lines


def _run(clone: Path, script: str, *arguments: str) -> Reading:
    """Run a script of the clone and return how long it took."""
    started, before = time.perf_counter(), _processor_time()
    done = subprocess.run(
        [sys.executable, f"scripts/{script}", *arguments], cwd=clone, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{script} ends with {done.returncode}: {(done.stdout + done.stderr)[-300:]}")
    return Reading(time.perf_counter() - started, _processor_time() - before)


def _processor_time() -> float:
    """Return the time that finished processes have used, in seconds."""
    used = os.times()
    return used.children_user + used.children_system


def _with_new_fields(text: str) -> str:
    """Return a page whose first responses with one object have a field more, each another one."""
    number = iter(range(CHANGED))
    return re.sub(
        r'\{ "data": \{ "id": ',
        lambda found: f'{{ "data": {{ "tint_{next(number)}": "red", "id": ',
        text,
        count=CHANGED,
    )


def _line(figure: str, target: float, took: list[Reading], detail: str) -> Line:
    seconds = median(one.seconds for one in took)
    used = median(one.processor_seconds for one in took)
    return Line(figure, f"<= {target:g} s", f"{seconds:.1f} s", seconds <= target, f"{detail}; {used:.0f} s of CPU")
