"""Run the programs of a checkout: its packages come before installed ones, and nothing leaves this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from local_server import ServerError, local_server

from ..errors import AssessmentError
from ..trees import Tree


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
    """Run the local server of a checkout on a free port of 127.0.0.1, and provide its URL.

    Raises:
        RunError: It did not start, or did not stop cleanly.
    """
    try:
        with local_server("--no-limits", environment=environment(tree), folder=folder) as server:
            yield server.url
    except ServerError as error:
        raise RunError(f"{tree.root.name}: {error}") from error
