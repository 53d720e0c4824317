"""Run the programs of a checkout: its packages come before installed ones, and nothing leaves this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..errors import AssessmentError
from ..trees import Tree

_ADDRESS = re.compile(r"kinocraft-mock: (http://\S+)")
_STOP_SECONDS = 10


class RunError(AssessmentError):
    """A program of a checkout does not run at all. The message has the end of its output."""


def environment(tree: Tree, **more: str) -> dict[str, str]:
    """Return the environment in which programs import the packages of a checkout."""
    folders = [*tree.packages, tree.root, tree.root / "scripts"]
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("KINESCOPE_", "PLATFORMCRAFT_"))}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # a dozen processes import the same code
        "PYTHONHASHSEED": "0",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        **more,
    }


def run(
    arguments: Sequence[str], tree: Tree, folder: Path, timeout: float, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run Python with the packages of a checkout and return its output, whatever its exit code.

    Raises:
        RunError: It takes longer than `timeout`, in seconds.
    """
    command = [sys.executable, *arguments]
    try:
        return subprocess.run(
            command, cwd=folder, env=environment(tree, **more), capture_output=True, text=True, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        raise RunError(f"{' '.join(arguments[:3])} takes longer than {timeout} s") from None


@contextmanager
def serving(tree: Tree, folder: Path) -> Generator[str]:
    """Run the local server of a checkout on a free port of 127.0.0.1, and provide its URL."""
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port", "0", "--no-limits"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(tree, PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = next(filter(None, map(_ADDRESS.match, process.stdout)), None)
        if found is None:
            raise RunError(f"the local server of {tree.root.name} does not start")
        yield found[1]
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
