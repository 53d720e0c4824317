"""Check style, types and specs. Run every tool, two at a time, so that one run reports every error."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from console import use_utf8

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"


def tools() -> dict[str, list[str]]:
    """Return the command of each tool, the slowest first."""
    python, node = sys.executable, os.environ.get("KINOCRAFT_NODE", "node")
    specs = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("specs/*/openapi.yaml"))
    redocly = str(MODULES / "@redocly" / "cli" / "bin" / "cli.js")
    return {
        "mypy": [python, "-m", "mypy"],
        "pyright": [node, str(MODULES / "pyright" / "index.js"), "--pythonpath", python],
        "redocly": [node, redocly, "lint", *specs, "--format", "stylish"],
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
    }


def run(tool: tuple[str, list[str]]) -> bool:
    """Run a tool, and print its output when it has ended. Return whether it found nothing."""
    name, command = tool
    started = time.monotonic()
    try:
        result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        good, output = result.returncode == 0, result.stdout.decode(errors="replace")
    except OSError as error:
        good, output = False, f"cannot start {command[0]} ({error.strerror}): put Node on PATH\n"
    print(f"--- {name}: {time.monotonic() - started:.0f} s\n{output}", end="", flush=True)
    return good


def main() -> int:
    """Return 0 if no tool found an error, else 1."""
    with ThreadPoolExecutor(2) as pool:
        passed = list(pool.map(run, tools().items()))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    use_utf8()
    sys.exit(main())
